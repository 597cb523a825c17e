// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/mintedtoken.h"
#include "views/sidesheet.h"

class TokenList;
class Workspace;

/// A token, right after it was made, and those that are made while it is still here: shown this once. Or one that
/// somebody kept, shown again.
class HandOverSheet final : public SideSheet
{
    Q_OBJECT

public:
    enum class Origin { Made, Kept };

    HandOverSheet(const ViewContext &context, Workspace *workspace, const MintedToken &token,
        Origin origin = Origin::Made, QWidget *parent = nullptr);

    Origin origin() const { return m_origin; }
    /// Another one that was just made, which is shown from now on; those that are here stay.
    void add(const MintedToken &token);

protected:
    void accept() override { }
    bool isDirty() const override;
    QString discardQuestion() const override;
    QString discardVerb() const override { return tr("Close"); }

private:
    Origin m_origin;
    TokenList *m_tokens;
};
