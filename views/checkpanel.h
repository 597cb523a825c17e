// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/compositionchecks.h"
#include "views/viewcontext.h"

#include <QWidget>

class CheckRow;
class QLabel;
class QPushButton;
class QVBoxLayout;
class TimeText;

/// The checks before a composition is started: a row for each with its light as icon and word, what it says, and a
/// button that leads to where it is mended. It asks nothing by itself: who shows it listens to checkWanted(). Rows stay
/// in place under the hand while answers come.
class CheckPanel final : public QWidget
{
    Q_OBJECT

public:
    /// Neither is owned.
    CheckPanel(
        const ViewContext &context, const CompositionChecks *checks, const TimeText *times, QWidget *parent = nullptr);

    /// `1 red · 2 amber`, `all good`: for the one who presses Start.
    static QString summary(const CompositionChecks *checks);

Q_SIGNALS:
    void checkWanted();
    /// Go to the field of this member of StartCompositionRequest.
    void memberWanted(const QString &path);
    /// Show that page and choose \a key there (empty: nothing).
    void pageWanted(const QString &page, const QString &key);

private:
    void refresh();
    void mend(const QString &id);

    ViewContext m_context;
    const CompositionChecks *m_checks;
    const TimeText *m_times;
    QLabel *m_state;
    QPushButton *m_again;
    QVBoxLayout *m_layout;
    QList<CheckRow *> m_rows; ///< as shown
};
