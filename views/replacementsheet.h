// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "views/sidesheet.h"

#include <QPointer>

class CompositionReplacement;
class FactsGrid;
class QLabel;
class QProgressBar;

/// Follows a replacement from its start to its end: what happens now, what stands when it failed, and the old
/// definition to be started again.
class ReplacementSheet final : public SideSheet
{
    Q_OBJECT

public:
    /// Takes \a replacement over, and starts it when the sheet is on screen. It goes on when the sheet goes.
    ReplacementSheet(const ViewContext &context, CompositionReplacement *replacement, QWidget *parent = nullptr);
    ~ReplacementSheet() override;

    void begin() override;

protected:
    void accept() override;
    void cancelRunning() override;

private:
    void refresh();

    QPointer<CompositionReplacement> m_replacement;
    QLabel *m_state;
    QProgressBar *m_progress;
    FactsGrid *m_facts;
    QLabel *m_foreseen;
};
