// SPDX-License-Identifier: GPL-3.0-or-later
// What the pointer and the keyboard do to a TimelineView.
#include "models/plaintext.h"
#include "models/timelinewords.h"
#include "views/theme.h"
#include "views/timelineview.h"

#include <QApplication>
#include <QHelpEvent>
#include <QScrollBar>
#include <QToolTip>

#include <cmath>

namespace {

constexpr int kReach = 4; // pixels round the pointer that count as under it
constexpr int kSignReach = 8; // the same in the lanes, whose signs are as wide
constexpr double kStep = 1.5; // of one turn of the wheel, one key

} // namespace

QStringList TimelineView::wordsAt(const QPoint &place) const
{
    if (!m_timeline)
        return {};
    const int x = place.x() - namesWidth();
    const qint64 from = m_scale.at(x - kReach);
    const qint64 to = m_scale.at(x + kReach);
    QStringList lines;
    if (place.y() < top()) {
        const int lane = (place.y() - TimelinePainter::kRuler) / TimelinePainter::kLane;
        if (x >= 0 && place.y() >= TimelinePainter::kRuler && lane < int(m_timeline->lanes().size()))
            lines = timelinewords::moment(m_timeline->lanes()[std::size_t(lane)], m_scale.at(x - kSignReach),
                m_scale.at(x + kSignReach), now(), *m_times);
    } else if (const int row = rowAt(place); row >= 0) {
        const TimelinePerson &person = m_people[std::size_t(row)];
        const TimelineRow *known = m_timeline->row(person.id);
        if (x < 0 || !known)
            lines << rowWords(row);
        else {
            lines = timelinewords::moment(*known, from, to, now(), *m_times);
            if (!lines.isEmpty())
                lines.prepend(person.userId.isEmpty() ? person.id : person.userId);
        }
    }
    for (QString &line : lines)
        line = shownText(line);
    return lines;
}

const TimelineLane::Item *TimelineView::laneItemAt(const QPoint &place) const
{
    const int x = place.x() - namesWidth();
    const int y = place.y() - TimelinePainter::kRuler;
    const int lane = y / TimelinePainter::kLane;
    if (!m_timeline || x < 0 || y < 0 || lane >= int(m_timeline->lanes().size()))
        return nullptr;
    const TimelineLane &all = m_timeline->lanes()[std::size_t(lane)];
    const int track = std::clamp(
        (y - lane * TimelinePainter::kLane - 4) * all.tracks / (TimelinePainter::kLane - 9), 0, all.tracks - 1);
    const TimelineLane::Item *best = nullptr;
    double least = kSignReach + 0.5;
    for (const TimelineLane::Item &item : all.items) {
        if (item.key.isEmpty() || item.track != track)
            continue;
        const double from = m_scale.x(item.from);
        const double to = m_scale.x(item.to == TimelineSpan::kGoesOn ? now() : item.to);
        const double away = std::max({from - x, x - to, 0.0});
        if (away < least) {
            least = away;
            best = &item;
        }
    }
    return best;
}

const TimelineLane::Item *TimelineView::itemOf(const QString &key) const
{
    if (!m_timeline || key.isEmpty())
        return nullptr;
    for (const TimelineLane &lane : m_timeline->lanes()) {
        for (const TimelineLane::Item &item : lane.items) {
            if (item.key == key)
                return &item;
        }
    }
    return nullptr;
}

QString TimelineView::wordsOf(const TimelineLane::Item &item) const
{
    return shownText(timelinewords::moment({{}, {item}}, item.from, item.from, now(), *m_times).value(0));
}

void TimelineView::chooseItem(const TimelineLane::Item *item)
{
    m_currentItem = item->key;
    // Where it is, as far as it is not on screen.
    if (item->from > m_scale.to() || item->from < m_scale.from()) {
        m_scale.pan(m_scale.x(item->from) - m_scale.width() / 2.0);
        byHand();
    }
    describeCurrent();
    viewport()->update();
}

// The one after or before the chosen one, in the order of time.
void TimelineView::stepItem(int by)
{
    std::vector<const TimelineLane::Item *> all;
    if (m_timeline) {
        for (const TimelineLane &lane : m_timeline->lanes()) {
            for (const TimelineLane::Item &item : lane.items) {
                if (!item.key.isEmpty())
                    all.push_back(&item);
            }
        }
    }
    if (all.empty())
        return;
    std::stable_sort(all.begin(), all.end(), [](const auto *a, const auto *b) { return a->from < b->from; });
    const auto at =
        std::find_if(all.begin(), all.end(), [this](const auto *item) { return item->key == m_currentItem; });
    const auto last = std::ssize(all) - 1;
    const auto place =
        at == all.end() ? (by > 0 ? 0 : last) : std::clamp<std::ptrdiff_t>(at - all.begin() + by, 0, last);
    chooseItem(all[std::size_t(place)]);
}

bool TimelineView::viewportEvent(QEvent *event)
{
    if (event->type() == QEvent::ToolTip) {
        const auto *help = static_cast<QHelpEvent *>(event);
        QStringList lines = wordsAt(help->pos());
        for (QString &line : lines)
            line = line.toHtmlEscaped();
        QToolTip::showText(help->globalPos(),
            lines.isEmpty() ? QString() : QStringLiteral("<p>%1</p>").arg(lines.join(QStringLiteral("<br>"))),
            viewport());
        return true;
    }
    return QAbstractScrollArea::viewportEvent(event);
}

void TimelineView::wheelEvent(QWheelEvent *event)
{
    const QPointF place = event->position();
    const QPoint turn = event->angleDelta();
    if (place.x() < namesWidth() || (event->modifiers() & Qt::ShiftModifier)) {
        QApplication::sendEvent(verticalScrollBar(), event);
        return;
    }
    if (turn.x() != 0 && std::abs(turn.x()) > std::abs(turn.y())) {
        m_scale.pan(-turn.x() / 2.0);
        byHand();
    } else if (turn.y() != 0) {
        zoomAt(std::pow(kStep, turn.y() / 120.0), place.x() - namesWidth());
    }
    event->accept();
}

void TimelineView::mousePressEvent(QMouseEvent *event)
{
    if (event->button() != Qt::LeftButton)
        return;
    m_pressed = m_dragged = event->pos();
    m_dragging = false;
}

void TimelineView::mouseMoveEvent(QMouseEvent *event)
{
    if (!(event->buttons() & Qt::LeftButton)) {
        const QStringList lines = wordsAt(event->pos());
        Q_EMIT told(lines.isEmpty() ? accessibleDescription() : lines.join(QStringLiteral(" · ")));
        if (laneItemAt(event->pos()))
            viewport()->setCursor(Qt::PointingHandCursor);
        else
            viewport()->unsetCursor();
        return;
    }
    if (!m_dragging && (event->pos() - m_pressed).manhattanLength() < QApplication::startDragDistance())
        return;
    if (!m_dragging)
        viewport()->setCursor(Qt::ClosedHandCursor);
    m_dragging = true;
    const QPoint moved = event->pos() - m_dragged;
    m_dragged = event->pos();
    verticalScrollBar()->setValue(verticalScrollBar()->value() - moved.y());
    m_scale.pan(-moved.x());
    byHand();
}

void TimelineView::mouseReleaseEvent(QMouseEvent *event)
{
    if (event->button() != Qt::LeftButton)
        return;
    viewport()->unsetCursor();
    if (std::exchange(m_dragging, false))
        return;
    if (const TimelineLane::Item *item = laneItemAt(event->pos())) {
        const QString key = item->key;
        const QString participantId = item->participantId;
        chooseItem(item);
        Q_EMIT itemOpened(key, participantId);
        return;
    }
    choose(rowAt(event->pos()));
}

void TimelineView::mouseDoubleClickEvent(QMouseEvent *event)
{
    if (event->button() == Qt::LeftButton && !laneItemAt(event->pos()))
        fit();
}

void TimelineView::leaveEvent(QEvent *event)
{
    QAbstractScrollArea::leaveEvent(event);
    Q_EMIT told(accessibleDescription());
}

void TimelineView::keyPressEvent(QKeyEvent *event)
{
    const int row = rowOf(m_currentId);
    const int last = int(m_people.size()) - 1;
    const int page = std::max(1, verticalScrollBar()->pageStep() / Theme::kRowHeight - 1);
    const bool control = event->modifiers() & Qt::ControlModifier;
    const auto moveBy = [this](double pixels) {
        m_scale.pan(pixels);
        byHand();
    };
    switch (event->key()) {
    case Qt::Key_Up:
        choose(std::max(0, row - 1));
        return;
    case Qt::Key_Down:
        choose(std::min(last, row + 1));
        return;
    case Qt::Key_PageUp:
        choose(std::max(0, row - page));
        return;
    case Qt::Key_PageDown:
        choose(std::min(last, row + page));
        return;
    case Qt::Key_Left:
        moveBy(-m_scale.width() / 10.0);
        return;
    case Qt::Key_Right:
        moveBy(m_scale.width() / 10.0);
        return;
    case Qt::Key_Home:
        if (control)
            choose(0);
        else
            moveBy(double(m_scale.range().first - m_scale.from()) / m_scale.perPixel());
        return;
    case Qt::Key_End:
        if (control)
            choose(last);
        else
            moveBy(double(m_scale.range().second - m_scale.from()) / m_scale.perPixel());
        return;
    case Qt::Key_N:
    case Qt::Key_P:
        if (control)
            break;
        stepItem(event->key() == Qt::Key_N ? 1 : -1);
        return;
    case Qt::Key_Return:
    case Qt::Key_Enter:
        if (const TimelineLane::Item *item = itemOf(m_currentItem)) {
            Q_EMIT itemOpened(QString(item->key), QString(item->participantId));
            return;
        }
        break;
    case Qt::Key_Plus:
    case Qt::Key_Equal:
        zoom(kStep);
        return;
    case Qt::Key_Minus:
        zoom(1 / kStep);
        return;
    case Qt::Key_0:
        fit();
        return;
    case Qt::Key_F:
        if (control)
            break;
        setFollowing(!m_follow);
        return;
    default:
        break;
    }
    QAbstractScrollArea::keyPressEvent(event);
}
