// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "views/viewcontext.h"

#include <QAbstractButton>
#include <QTimer>

class Workspace;

/// A thin bar: the largest share of a service limit that this program uses now. A click opens the table by operation.
class BudgetMeter final : public QAbstractButton
{
    Q_OBJECT

public:
    explicit BudgetMeter(const ViewContext &context, QWidget *parent = nullptr);

    void setWorkspace(Workspace *workspace);
    QSize sizeHint() const override;
    /// The table by operation as it stands now, in lines of plain text.
    QStringList rows() const;

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    void refresh();
    void openTable();

    ViewContext m_context;
    Workspace *m_workspace = nullptr;
    double m_load = 0;
    QTimer m_timer;
};
