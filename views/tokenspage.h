// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/mintedtoken.h"
#include "views/page.h"
#include "views/viewcontext.h"

class ActionRegistry;
class MintForm;
class SheetHost;
class Workspace;

/// The token studio of one connection: tokens are minted on the left; what was just minted is handed over at the side.
class TokensPage final : public Page
{
    Q_OBJECT

public:
    TokensPage(const ViewContext &context, Workspace *workspace, QWidget *parent = nullptr);

    QString title() const override { return tr("Tokens"); }
    void focusFilter() override;
    void focusContent() override;
    /// Chooses the stage of the form by its ARN.
    void showKey(const QString &key) override;
    const ActionRegistry *actions() const override { return m_registry; }

private:
    void addActions();
    void refreshActions();
    void mintMany();
    void handOver(const MintedToken &token);
    void showWaiting();

    ViewContext m_context;
    Workspace *m_workspace;
    MintForm *m_form;
    SheetHost *m_host;
    ActionRegistry *m_registry;
    QList<MintedToken> m_waiting; ///< secret; until the sheet that is open goes
};
