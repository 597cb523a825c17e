// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/sheethost.h"

#include "views/sidesheet.h"

#include <QApplication>
#include <QEvent>

#include <algorithm>

SheetHost::SheetHost(QWidget *page)
    : QObject(page)
    , m_page(page)
{
    page->installEventFilter(this);
}

bool SheetHost::show(SideSheet *sheet, int width)
{
    if (m_sheet)
        m_sheet->requestClose();
    if (m_sheet) { // it has asked, or waits for an answer
        delete sheet;
        return false;
    }
    m_sheet = sheet;
    m_width = width;
    m_focus = m_page->window()->focusWidget(); // of the window, also while a question lies over it
    sheet->setParent(m_page);
    connect(sheet, &SideSheet::closed, this, [this, sheet] {
        if (m_sheet != sheet)
            return;
        m_sheet.clear();
        const bool hadKeyboard = sheet->isAncestorOf(QApplication::focusWidget());
        sheet->hide();
        sheet->deleteLater();
        if (hadKeyboard && m_focus)
            m_focus->setFocus(Qt::OtherFocusReason);
    });
    place();
    sheet->show();
    sheet->raise();
    sheet->begin();
    return true;
}

void SheetHost::place()
{
    if (!m_sheet)
        return;
    // Some of the list stays in sight, whatever the sheet would like.
    const int width = std::min(m_width, m_page->width() - 240);
    m_sheet->setGeometry(m_page->width() - width, 0, width, m_page->height());
}

bool SheetHost::eventFilter(QObject *watched, QEvent *event)
{
    if (watched == m_page && (event->type() == QEvent::Resize || event->type() == QEvent::Show))
        place();
    return QObject::eventFilter(watched, event);
}
