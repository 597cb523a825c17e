// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/mintdraft.h"
#include "models/mintedtoken.h"
#include "views/page.h"
#include "views/viewcontext.h"

class ActionRegistry;
class IssuedPanel;
class MintForm;
class QSplitter;
class SheetHost;
class Workspace;

/// The token studio of one connection: tokens are minted on the left, what was issued stands on the right; what was
/// just minted is handed over at the side.
class TokensPage final : public Page
{
    Q_OBJECT

public:
    TokensPage(const ViewContext &context, Workspace *workspace, QWidget *parent = nullptr);

    QString title() const override { return tr("Tokens"); }
    void focusFilter() override;
    void focusContent() override;
    /// Chooses the stage of the form by its ARN, or a token that was issued by its participant id.
    void showKey(const QString &key) override;
    const ActionRegistry *actions() const override { return m_registry; }
    QByteArray saveLayout() const override;
    void restoreLayout(const QByteArray &layout) override;

private:
    void addActions();
    void addIssuedActions();
    void refreshActions();
    void renew(const MintDraft &draft);
    void mintMany();
    void signConnection();
    void handOver(const MintedToken &token);
    void showWaiting();

    ViewContext m_context;
    Workspace *m_workspace;
    MintForm *m_form;
    IssuedPanel *m_issued;
    QSplitter *m_columns;
    SheetHost *m_host;
    ActionRegistry *m_registry;
    QList<MintedToken> m_waiting; ///< secret; until the sheet that is open goes
};
