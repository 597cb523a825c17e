// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <QPointer>

class SideSheet;
class QWidget;

/// Lays one side sheet at a time over the right side of a page: beside it, a window of 1024 pixels would have no room
/// for both, and the list on the left stays in sight. One that would lose something is not pushed away by the next.
class SheetHost final : public QObject
{
    Q_OBJECT

public:
    explicit SheetHost(QWidget *page);

    /// Shows \a sheet and takes it over. When the present one can't be closed without a question, that is asked there,
    /// and \a sheet is deleted; returns whether it is shown.
    bool show(SideSheet *sheet, int width = 480);
    SideSheet *current() const { return m_sheet; }

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void place();

    QWidget *m_page;
    QPointer<SideSheet> m_sheet;
    QPointer<QWidget> m_focus; ///< had the keyboard before
    int m_width = 0;
};
