// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/budgetmeter.h"

#include "models/plaintext.h"
#include "models/workspace.h"
#include "views/theme.h"

#include <QLocale>
#include <QMenu>
#include <QPainter>
#include <QStyleOption>

namespace {

constexpr int kBarWidth = 64;

} // namespace

BudgetMeter::BudgetMeter(const ViewContext &context, QWidget *parent)
    : QAbstractButton(parent)
    , m_context(context)
{
    setFocusPolicy(Qt::TabFocus);
    setFont(Theme::labelFont());
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
    setAttribute(Qt::WA_Hover);
    m_timer.setInterval(500);
    connect(&m_timer, &QTimer::timeout, this, &BudgetMeter::refresh);
    connect(this, &QAbstractButton::clicked, this, &BudgetMeter::openTable);
    connect(context.theme, &Theme::changed, this, qOverload<>(&QWidget::update));
    m_timer.start();
    setToolTip(shownToolTip(tr("Share of the service's calls per second that this program uses now. It takes at most "
                               "40 % for watching and 80 % for what you do by hand; the rest is for everybody else.")));
    refresh();
}

void BudgetMeter::setWorkspace(Workspace *workspace)
{
    m_workspace = workspace;
    refresh();
}

QSize BudgetMeter::sizeHint() const
{
    return {kBarWidth + 8 + fontMetrics().horizontalAdvance(tr("API %1 %").arg(100)), fontMetrics().height() + 8};
}

void BudgetMeter::refresh()
{
    if (!isVisible() && !accessibleName().isEmpty())
        return;
    const double load = m_workspace ? m_workspace->governor()->load(m_workspace->budgetScope()) : 0;
    if (load == m_load && !accessibleName().isEmpty())
        return;
    m_load = load;
    setAccessibleName(tr("API budget: %1 percent of a limit used").arg(qRound(m_load * 100)));
    update();
}

QStringList BudgetMeter::rows() const
{
    QStringList lines;
    if (!m_workspace)
        return lines;
    const auto usage = m_workspace->governor()->usage(m_workspace->budgetScope());
    for (const aws::Governor::Usage &row : usage) {
        QString line =
            tr("%1   %2 of %3 calls/s")
                .arg(QString::fromLatin1(row.operation->name), QLocale().toString(row.callsPerSecond, 'f', 0),
                    QString::number(row.operation->callsPerSecond));
        if (row.waiting > 0)
            line += tr("   %1 waiting").arg(row.waiting);
        if (row.slowdown < 0.99)
            line += tr("   slowed to %1 % after a throttle").arg(qRound(row.slowdown * 100));
        lines.append(line);
    }
    return lines;
}

void BudgetMeter::openTable()
{
    auto *menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    const auto line = [menu](const QString &words) { menu->addAction(words)->setEnabled(false); };
    line(tr("Calls within the last second"));
    menu->addSeparator();
    const QStringList lines = rows();
    if (lines.isEmpty())
        line(tr("None"));
    for (const QString &words : lines)
        line(words);
    if (m_workspace) {
        menu->addSeparator();
        line(tr("%Ln call(s) in the request log", nullptr, int(m_workspace->requestLog()->records().size())));
    }
    menu->popup(mapToGlobal(QPoint(0, height())));
}

void BudgetMeter::paintEvent(QPaintEvent *)
{
    using Token = Theme::Token;
    QPainter painter(this);
    const Theme &theme = *m_context.theme;
    const int y = height() / 2 - 2;
    painter.fillRect(0, y, kBarWidth, 4, theme.color(Token::Line));
    const Token token = m_load >= 0.8 ? Token::Warning : Token::Accent;
    painter.fillRect(0, y, int(kBarWidth * std::min(1.0, m_load)), 4, theme.color(token));
    painter.setPen(theme.color(Token::Secondary));
    painter.drawText(rect().adjusted(kBarWidth + 6, 0, 0, 0), Qt::AlignVCenter | Qt::AlignLeft,
        tr("API %1 %").arg(qRound(m_load * 100)));
    if (hasFocus()) {
        QStyleOptionFocusRect focus;
        focus.initFrom(this);
        style()->drawPrimitive(QStyle::PE_FrameFocusRect, &focus, &painter, this);
    }
}
