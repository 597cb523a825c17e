// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "views/page.h"
#include "views/viewcontext.h"

class ActionRegistry;
class EncoderPanel;
class ListPanel;
class QSplitter;
class SheetHost;
class StageTabs;
class StoragePanel;

/// What compositions need to go anywhere: the encoder and the storage configurations of one connection, a tab each,
/// with the list on the left and the chosen one on the right.
class OutputsPage final : public Page
{
    Q_OBJECT

public:
    OutputsPage(const ViewContext &context, Workspace *workspace, QWidget *parent = nullptr);

    QString title() const override { return tr("Outputs"); }
    const ActionRegistry *actions() const override { return m_registry; }
    void reload() override;
    void focusFilter() override;
    void focusContent() override;
    /// Chooses an encoder or a storage configuration by its ARN.
    void showKey(const QString &key) override;
    QByteArray saveLayout() const override;
    void restoreLayout(const QByteArray &layout) override;

private:
    void makeEncoders(SheetHost *host);
    void makeStorages(SheetHost *host);
    void showWanted();
    ListPanel *shownList() const;

    ViewContext m_context;
    Workspace *m_workspace;
    StageTabs *m_tabs;
    QSplitter *m_encoderColumns;
    ListPanel *m_encoders = nullptr;
    EncoderPanel *m_encoder = nullptr;
    QSplitter *m_storageColumns;
    ListPanel *m_storages = nullptr;
    StoragePanel *m_storage = nullptr;
    ActionRegistry *m_registry;
    QString m_wanted; ///< was made here and is not listed yet
};
