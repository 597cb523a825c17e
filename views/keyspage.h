// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/keychain.h"
#include "views/page.h"
#include "views/viewcontext.h"

class ActionRegistry;
class KeyPanel;
class ListPanel;
class MessageBar;
class QSplitter;

/// The public keys of one connection on the left, the chosen one on the right, and above them what the keychain needs.
class KeysPage final : public Page
{
    Q_OBJECT

public:
    KeysPage(const ViewContext &context, Workspace *workspace, QWidget *parent = nullptr);

    QString title() const override { return tr("Keys"); }
    const ActionRegistry *actions() const override { return m_registry; }
    void reload() override;
    void focusFilter() override;
    void focusContent() override;
    /// Chooses a public key by its ARN.
    void showKey(const QString &key) override;
    QByteArray saveLayout() const override;
    void restoreLayout(const QByteArray &layout) override;

protected:
    void showEvent(QShowEvent *event) override;

private:
    void addActions();
    void showWanted();
    void refreshKeychain();
    void tellNotKept(const QString &arn);
    void tellStays(const QString &name, const Keychain::Fault &fault, const std::function<void()> &again);

    ViewContext m_context;
    Workspace *m_workspace;
    MessageBar *m_keychain; ///< it is locked, missing or refuses
    MessageBar *m_note; ///< what became of a private half
    std::function<void()> m_again; ///< what the note's button does
    ListPanel *m_keys;
    KeyPanel *m_key;
    QSplitter *m_columns;
    ActionRegistry *m_registry;
    QString m_wanted; ///< was made here and is not listed yet
};
