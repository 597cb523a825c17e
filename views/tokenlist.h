// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/ivs/types.h"
#include "views/viewcontext.h"

#include <QSet>
#include <QWidget>

class TimeText;

/// Tokens that were just made: for whom, for how long, the token itself masked until somebody asks to see it. The only
/// copy: nothing here is kept when it goes.
class TokenList final : public QWidget
{
    Q_OBJECT

public:
    TokenList(const ViewContext &context, const TimeText *times, const QList<ivs::ParticipantToken> &tokens,
        QWidget *parent = nullptr);

    /// Each has been put on the clipboard.
    bool isAllCopied() const { return m_copied.size() == m_tokens.size(); }

private:
    QWidget *card(int number, const TimeText *times);

    ViewContext m_context;
    QList<ivs::ParticipantToken> m_tokens; ///< secret
    QSet<int> m_copied;
};
