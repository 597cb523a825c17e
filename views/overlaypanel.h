// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "views/viewcontext.h"

#include <QPointer>
#include <QWidget>

class QFrame;
class QVBoxLayout;

/// A panel that hangs over the window, beneath its header, for as long as the keyboard is in it: Esc, a click beside it
/// or the keyboard going elsewhere closes it, and the keyboard goes back to where it was.
class OverlayPanel : public QWidget
{
    Q_OBJECT

public:
    /// Covers \a host, a part of a window, from \a top pixels below its upper edge on; hidden until popUp().
    OverlayPanel(const ViewContext &context, QWidget *host, int width);

    void popUp();
    /// Puts it away; the keyboard goes back unless something else has taken it.
    void dismiss();
    void setTop(int top);

Q_SIGNALS:
    void dismissed();

protected:
    QVBoxLayout *column() const { return m_column; }
    /// Where the keyboard belongs while the panel is open.
    virtual QWidget *firstField() const = 0;
    /// How high the panel would like to be, in pixels.
    virtual int wantedHeight() const = 0;
    void place();

    void mousePressEvent(QMouseEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    ViewContext m_context;
    QFrame *m_panel;
    QVBoxLayout *m_column;
    QPointer<QWidget> m_before; ///< had the keyboard
    int m_width;
    int m_top = 0;
};
