// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/mintedtoken.h"
#include "views/sidesheet.h"

class TimeText;
class TokenList;

/// A token, right after it was made, and those that are made while it is still here: shown this once.
class HandOverSheet final : public SideSheet
{
    Q_OBJECT

public:
    HandOverSheet(
        const ViewContext &context, const TimeText *times, const MintedToken &token, QWidget *parent = nullptr);

    /// Another one, which is shown from now on; those that are here stay.
    void add(const MintedToken &token);

protected:
    void accept() override { }
    bool isDirty() const override;
    QString discardQuestion() const override;
    QString discardVerb() const override { return tr("Close"); }

private:
    TokenList *m_tokens;
};
