// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/mintedtoken.h"
#include "views/viewcontext.h"

#include <QWidget>

class HandOver;
class QLabel;
class QPushButton;
class QStackedWidget;
class QTableWidget;
class TimeText;

/// Tokens that were just made, each handed over by itself: which of them are, and the ways in which the chosen one
/// leaves this window. The only copies: nothing here is kept when it goes. One alone is shown without a list.
class TokenList final : public QWidget
{
    Q_OBJECT

public:
    TokenList(
        const ViewContext &context, const TimeText *times, const QList<MintedToken> &tokens, QWidget *parent = nullptr);

    /// One more, which is the chosen one from now on.
    void add(const MintedToken &token);
    int count() const { return int(m_each.size()); }
    int countHandedOver() const;

    /// Whom a token is for, safe to show.
    static QString nameOf(const MintedToken &token);

private:
    void append(const MintedToken &token);
    void refresh();
    void copyAll();

    ViewContext m_context;
    const TimeText *m_times;
    QList<MintedToken> m_tokens; ///< secret
    QList<HandOver *> m_each;
    QWidget *m_several; ///< what only a list needs
    QLabel *m_summary;
    QPushButton *m_all;
    QLabel *m_note;
    QTableWidget *m_table;
    QLabel *m_name;
    QStackedWidget *m_stack;
};
