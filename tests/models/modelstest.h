// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/models/desktest.h"

/// The lists of a workspace, each watched for the promises of item models.
class ModelsTest : public DeskTest
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        open();
        for (QAbstractItemModel *model : std::initializer_list<QAbstractItemModel *> {
                 m_workspace->stages(), m_workspace->sessions(), m_workspace->participants(), m_workspace->events()})
            watch(model);
    }

protected:
    void createStages(int count)
    {
        for (int i = 0; i < count; ++i)
            createStage(QStringLiteral("stage-%1").arg(i, 3, 10, QLatin1Char('0')));
    }
    StageModel *stages() const { return m_workspace->stages(); }
    ListState::Phase phase() const { return stages()->state().phase; }
};
