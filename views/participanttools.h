// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/participantmodel.h"

#include <QWidget>

class QAction;
class QActionGroup;
class QButtonGroup;
class QMenu;
class QToolButton;
class Workspace;

/// What narrows the list of participants and fills it: chips and a menu for what is shown of the loaded ones, in any
/// combination; a menu for what the service is asked for, one filter at a time as it takes them; and the details of the
/// rows shown, on request.
class ParticipantTools final : public QWidget
{
    Q_OBJECT

public:
    explicit ParticipantTools(Workspace *workspace, QWidget *parent = nullptr);

private:
    QToolButton *button();
    QMenu *filterMenu();
    QMenu *askMenu();
    template <typename Apply>
    void addChoices(QMenu *menu, const QString &title, const QStringList &words, Apply apply);
    void refreshFilter();
    void refreshCounts();
    void refreshDetails();
    void applyChip(int id);

    Workspace *m_workspace;
    QButtonGroup *m_chips;
    QToolButton *m_more;
    QToolButton *m_ask; ///< while not everybody is asked for
    QToolButton *m_details; ///< while they are loaded
    QAction *m_loadDetails;
    QList<QActionGroup *> m_groups; ///< one for each choice of the filter menu
};
