// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/aws/error.h"
#include "views/page.h"
#include "views/viewcontext.h"

#include <optional>

class ActionRegistry;
class Detail;
class ListModel;
class ListPanel;
class MessageBar;
class ParticipantPanel;
class QButtonGroup;
class QSplitter;
class QToolButton;
class StagePanel;
class StageTabs;
class TimelinePanel;
class Workspace;

/// The stages of one connection: on the left where (stage, then session), on the right who (participants, then one).
class StagesPage final : public Page
{
    Q_OBJECT

public:
    StagesPage(const ViewContext &context, Workspace *workspace, QWidget *parent = nullptr);

    Workspace *workspace() const { return m_workspace; }
    QString title() const override { return tr("Stages"); }
    void reload() override;
    void focusFilter() override;
    void focusContent() override;
    /// Chooses a stage by its ARN.
    void showKey(const QString &key) override;
    void showPlace(const FindPlace &place) override;
    QByteArray saveLayout() const override;
    void restoreLayout(const QByteArray &layout) override;
    /// Everything that can be done here, for menus and the palette.
    const ActionRegistry *actions() const override { return m_registry; }

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void keepRows();
    void chooseStage(const QString &arn);
    void chooseSession(const QString &sessionId);
    void showSession(const QString &stageArn, const QString &sessionId, bool live);
    void chooseParticipant(const QString &participantId);
    void showParticipant();
    void followSessions();
    void refreshMessage();
    QList<ListModel *> lists() const;
    QList<Detail *> details() const;
    void addActions();
    QWidget *stageFilter();
    QToolButton *filterButton(QButtonGroup *group, int id, const QString &words);

    ViewContext m_context;
    Workspace *m_workspace;
    MessageBar *m_message;
    std::optional<aws::Error> m_shared; ///< the connection's fault that the bar tells
    const ListModel *m_sharedFrom = nullptr; ///< the list that met it, if a list did
    ListPanel *m_stages;
    ListPanel *m_sessions;
    ListPanel *m_participants;
    TimelinePanel *m_timeline;
    StagePanel *m_stage;
    ParticipantPanel *m_participant;
    QButtonGroup *m_stageFilter = nullptr;
    QSplitter *m_columns;
    QSplitter *m_left;
    QSplitter *m_right;
    StageTabs *m_tabs;
    ActionRegistry *m_registry;
    bool m_sessionChosen = false; ///< by hand: a new session does not take its place
};
