// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "views/sidesheet.h"

#include <QPointer>

class QLabel;
class QProgressBar;
class QTableView;
class Undertaking;

/// An act on several targets while it goes on: how far it is, a result per row, stop for what has not left, again for
/// what failed. Rows whose outcome is unknown say where to look.
class UndertakingSheet final : public SideSheet
{
    Q_OBJECT

public:
    /// Takes \a undertaking over, and starts it when the sheet is on screen. A single one that is done closes it.
    UndertakingSheet(const ViewContext &context, Undertaking *undertaking, QWidget *parent = nullptr);
    ~UndertakingSheet() override;

    void begin() override;

protected:
    void accept() override;
    void cancelRunning() override;

private:
    void refresh();

    QPointer<Undertaking> m_undertaking;
    QTableView *m_table;
    QProgressBar *m_progress;
    QLabel *m_summary;
    QLabel *m_unknown;
};
