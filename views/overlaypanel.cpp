// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/overlaypanel.h"

#include "views/theme.h"

#include <QApplication>
#include <QFrame>
#include <QKeyEvent>
#include <QMouseEvent>
#include <QPainter>
#include <QVBoxLayout>

namespace {

constexpr int kMargin = 16;

// The panel's own frame: raised above the page, a line round it.
class RaisedFrame final : public QFrame
{
public:
    explicit RaisedFrame(const Theme *theme)
        : m_theme(theme)
    {
    }

protected:
    void paintEvent(QPaintEvent *) override
    {
        QPainter painter(this);
        painter.setRenderHint(QPainter::Antialiasing);
        painter.setBrush(m_theme->color(Theme::Token::Raised));
        painter.setPen(QPen(m_theme->color(Theme::Token::Disabled), 1));
        painter.drawRoundedRect(QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5), 6, 6);
    }

private:
    const Theme *m_theme;
};

} // namespace

OverlayPanel::OverlayPanel(const ViewContext &context, QWidget *host, int width)
    : QWidget(host)
    , m_context(context)
    , m_panel(new RaisedFrame(context.theme))
    , m_column(new QVBoxLayout(m_panel))
    , m_width(width)
{
    m_panel->setParent(this);
    m_column->setContentsMargins(1, 1, 1, 1);
    m_column->setSpacing(0);
    hide();
    host->installEventFilter(this);
    connect(context.theme, &Theme::changed, this, qOverload<>(&QWidget::update));
    connect(qApp, &QApplication::focusChanged, this, [this](QWidget *, QWidget *now) {
        // Another window (or none) may have the keyboard for a while: what was typed stays.
        if (isVisible() && now && now->window() == window() && !isAncestorOf(now))
            dismiss();
    });
}

void OverlayPanel::setTop(int top)
{
    m_top = top;
    place();
}

void OverlayPanel::popUp()
{
    if (!isVisible()) {
        QWidget *focused = window()->focusWidget();
        m_before = focused && !isAncestorOf(focused) ? focused : nullptr;
        show();
    }
    place();
    raise();
    firstField()->setFocus(Qt::ShortcutFocusReason);
}

void OverlayPanel::dismiss()
{
    if (!isVisible())
        return;
    const QWidget *focused = QApplication::focusWidget();
    const bool isElsewhere = focused && focused->window() == window() && !isAncestorOf(focused);
    hide();
    if (!isElsewhere && m_before)
        m_before->setFocus(Qt::OtherFocusReason);
    Q_EMIT dismissed();
}

void OverlayPanel::place()
{
    const QRect all = parentWidget()->rect();
    setGeometry(all.adjusted(0, m_top, 0, 0));
    const int width = std::min(m_width, all.width() - 2 * kMargin);
    const int height = std::min(wantedHeight(), this->height() - 2 * kMargin);
    m_panel->setGeometry((all.width() - width) / 2, kMargin / 4, width, std::max(0, height));
}

void OverlayPanel::mousePressEvent(QMouseEvent *event)
{
    event->accept();
    if (!m_panel->geometry().contains(event->pos()))
        dismiss();
}

void OverlayPanel::keyPressEvent(QKeyEvent *event)
{
    if (event->key() == Qt::Key_Escape)
        dismiss();
    event->accept(); // no key reaches the page below
}

bool OverlayPanel::eventFilter(QObject *watched, QEvent *event)
{
    if (watched == parentWidget() && event->type() == QEvent::Resize && isVisible())
        place();
    return QWidget::eventFilter(watched, event);
}
