// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/timelineview.h"

#include "models/plaintext.h"
#include "models/serviceclock.h"
#include "models/timelinewords.h"
#include "models/timetext.h"
#include "views/theme.h"
#include "views/timelineaccessible.h"

#include <QPainter>
#include <QScrollBar>

#include <cmath>

namespace {

constexpr int kBarUnits = 10'000; // of the bar below, for the whole range

} // namespace

TimelineView::TimelineView(const ViewContext &context, ServiceClock *clock, TimeText *times, QWidget *parent)
    : QAbstractScrollArea(parent)
    , m_context(context)
    , m_clock(clock)
    , m_times(times)
{
    TimelineAccessible::install(); // before the first thing that somebody may ask the interface about
    setFrameShape(QFrame::NoFrame);
    setFocusPolicy(Qt::StrongFocus);
    setAccessibleName(tr("Timeline"));
    viewport()->setMouseTracking(true);
    verticalScrollBar()->setSingleStep(Theme::kRowHeight);
    m_visibleTimer.setSingleShot(true);
    m_visibleTimer.setInterval(150);
    connect(&m_visibleTimer, &QTimer::timeout, this, &TimelineView::visibleChanged);
    m_tick.setInterval(1000);
    connect(&m_tick, &QTimer::timeout, this, &TimelineView::tick);
    connect(horizontalScrollBar(), &QAbstractSlider::valueChanged, this, [this](int value) {
        if (m_moving)
            return;
        const auto [least, most] = m_scale.range();
        m_scale.moveTo(least + qint64(double(most - least) * value / std::max(1, horizontalScrollBar()->maximum())));
        setFollowing(false);
        viewport()->update();
    });
    connect(context.theme, &Theme::changed, viewport(), qOverload<>(&QWidget::update));
    connect(times, &TimeText::changed, viewport(), qOverload<>(&QWidget::update));
}

qint64 TimelineView::now() const { return m_clock->now().toMSecsSinceEpoch(); }

int TimelineView::namesWidth() const { return std::clamp(viewport()->width() / 4, 90, 190); }

int TimelineView::top() const
{
    const int lanes = m_timeline ? int(m_timeline->lanes().size()) : 0;
    return TimelinePainter::kRuler + lanes * TimelinePainter::kLane;
}

QRect TimelineView::rowRect(int row) const
{
    return {0, top() + row * Theme::kRowHeight - verticalScrollBar()->value(), viewport()->width(), Theme::kRowHeight};
}

int TimelineView::rowAt(const QPoint &place) const
{
    if (place.y() < top())
        return -1;
    const int row = (place.y() - top() + verticalScrollBar()->value()) / Theme::kRowHeight;
    return row < int(m_people.size()) ? row : -1;
}

int TimelineView::rowOf(const QString &id) const
{
    const auto found =
        std::find_if(m_people.begin(), m_people.end(), [&id](const TimelinePerson &each) { return each.id == id; });
    return found == m_people.end() || id.isEmpty() ? -1 : int(found - m_people.begin());
}

QStringList TimelineView::visibleIds() const
{
    QStringList ids;
    const int first = verticalScrollBar()->value() / Theme::kRowHeight;
    const int last = (verticalScrollBar()->value() + viewport()->height() - top()) / Theme::kRowHeight;
    for (int row = first; row <= last && row < int(m_people.size()); ++row)
        ids << m_people[std::size_t(row)].id;
    return ids;
}

void TimelineView::setTimeline(const SessionTimeline *timeline, bool live)
{
    const bool another = timeline != m_timeline;
    if (another)
        m_currentItem.clear();
    m_timeline = timeline;
    m_live = live && timeline;
    if (another) {
        m_scale.fit();
        setFollowing(false);
    }
    if (m_live)
        m_tick.start();
    else
        m_tick.stop();
    refresh();
}

void TimelineView::refresh()
{
    updateExtent();
    describeCurrent();
    viewport()->update();
}

void TimelineView::setPeople(std::vector<TimelinePerson> people)
{
    // What is chosen, or else what is at the top, stays where it is on screen.
    const int was = verticalScrollBar()->value();
    const int at = rowOf(m_currentId);
    const bool onScreen = at >= 0 && rowRect(at).bottom() >= top() && rowRect(at).top() < viewport()->height();
    const int held = onScreen ? at : std::min(was / Theme::kRowHeight, int(m_people.size()) - 1);
    const QString heldId = held >= 0 && was > 0 ? m_people[std::size_t(held)].id : QString();
    m_people = std::move(people);
    updateBars();
    const int row = rowOf(heldId);
    if (row >= 0)
        verticalScrollBar()->setValue(was + (row - held) * Theme::kRowHeight);
    m_visibleTimer.start();
    describeCurrent();
    viewport()->update();
}

void TimelineView::setCurrentId(const QString &id)
{
    if (m_currentId == id)
        return;
    m_currentId = id;
    reveal(rowOf(id));
    describeCurrent();
    viewport()->update();
}

void TimelineView::choose(int row)
{
    if (row < 0 || row >= int(m_people.size()))
        return;
    const QString id = m_people[std::size_t(row)].id;
    reveal(row);
    if (id == m_currentId)
        return;
    m_currentId = id;
    m_currentItem.clear();
    describeCurrent();
    viewport()->update();
    Q_EMIT chosen(id);
}

void TimelineView::reveal(int row)
{
    if (row < 0)
        return;
    const int room = viewport()->height() - top() - Theme::kRowHeight;
    const int value = verticalScrollBar()->value();
    verticalScrollBar()->setValue(
        std::clamp(value, row * Theme::kRowHeight - std::max(0, room), row * Theme::kRowHeight));
}

QString TimelineView::rowWords(int row) const
{
    if (row < 0 || !m_timeline)
        return {};
    const TimelinePerson &person = m_people[std::size_t(row)];
    const TimelineRow *known = m_timeline->row(person.id);
    const QString name = person.userId.isEmpty() ? person.id : person.userId;
    return shownText(
        name + QStringLiteral(": ") + (known ? timelinewords::row(*known, now()) : tr("its events are not known.")));
}

QString TimelineView::spokenRow(int row) const
{
    if (row < 0 || row >= int(m_people.size()))
        return {};
    const TimelinePerson &person = m_people[std::size_t(row)];
    const TimelineRow *known = m_timeline ? m_timeline->row(person.id) : nullptr;
    const QString name = person.userId.isEmpty() ? person.id : person.userId;
    return shownText(name + QStringLiteral(": ")
        + (known ? timelinewords::spoken(*known, *m_times) : tr("its events are not known")));
}

// A screen reader hears of what is chosen what others see.
void TimelineView::describeCurrent()
{
    const TimelineLane::Item *item = itemOf(m_currentItem);
    const QString words = item ? wordsOf(*item) : rowWords(rowOf(m_currentId));
    if (words == accessibleDescription())
        return;
    setAccessibleDescription(words);
    TimelineAccessible::announce(this, !item);
    Q_EMIT told(words);
}

void TimelineView::fit()
{
    m_scale.fit();
    setFollowing(false);
    updateBars();
    viewport()->update();
}

void TimelineView::zoom(double factor) { zoomAt(factor, m_scale.width() / 2.0); }

void TimelineView::zoomAt(double factor, double x)
{
    // Who follows goes on following, at another size.
    m_scale.zoom(factor, m_follow ? m_scale.x(now()) : x);
    if (m_follow)
        m_scale.follow(now());
    updateBars();
    viewport()->update();
}

void TimelineView::setFollowing(bool follow)
{
    follow = follow && m_live;
    if (follow) {
        // All of it needs no following: the last tenth is shown, a minute at least.
        if (m_scale.isFitted()) {
            const double span = double(m_scale.last() - m_scale.first());
            m_scale.zoom(std::max(1.0, span / std::max(60'000.0, span / 10)), m_scale.width());
        }
        m_scale.follow(now());
        updateBars();
        viewport()->update();
    }
    if (m_follow == follow)
        return;
    m_follow = follow;
    Q_EMIT followingChanged(follow);
}

void TimelineView::byHand()
{
    setFollowing(false);
    updateBars();
    viewport()->update();
}

void TimelineView::tick()
{
    if (!isVisible())
        return;
    updateExtent();
    viewport()->update();
}

void TimelineView::updateExtent()
{
    m_scale.setWidth(viewport()->width() - namesWidth());
    if (m_timeline) {
        const auto [from, to] = m_timeline->extent(now());
        m_scale.setExtent(from, to);
        if (m_follow)
            m_scale.follow(now());
    }
    updateBars();
}

void TimelineView::updateBars()
{
    m_moving = true;
    const int room = std::max(0, viewport()->height() - top());
    verticalScrollBar()->setPageStep(room);
    verticalScrollBar()->setRange(0, std::max(0, int(m_people.size()) * Theme::kRowHeight - room));
    const auto [least, most] = m_scale.range();
    const double shown = m_scale.width() * m_scale.perPixel();
    const double all = double(most - least) + shown;
    const bool fitted = m_scale.isFitted() || most <= least;
    horizontalScrollBar()->setRange(0, fitted ? 0 : kBarUnits);
    if (!fitted) {
        horizontalScrollBar()->setPageStep(std::max(1, int(kBarUnits * shown / all)));
        horizontalScrollBar()->setValue(
            int(std::lround(kBarUnits * double(m_scale.from() - least) / double(most - least))));
    }
    m_moving = false;
}

void TimelineView::resizeEvent(QResizeEvent *event)
{
    QAbstractScrollArea::resizeEvent(event);
    updateExtent();
    m_visibleTimer.start();
}

void TimelineView::showEvent(QShowEvent *event)
{
    QAbstractScrollArea::showEvent(event);
    refresh();
    m_visibleTimer.start();
}

void TimelineView::scrollContentsBy(int, int dy)
{
    if (dy != 0)
        m_visibleTimer.start();
    viewport()->update();
}

void TimelineView::paintEvent(QPaintEvent *)
{
    QPainter painter(viewport());
    const Theme &theme = *m_context.theme;
    const QRect all = viewport()->rect();
    painter.fillRect(all, theme.color(Theme::Token::Panel));
    if (!m_timeline)
        return;
    TimelinePainter picture(&painter, theme, m_scale, *m_times, now(), font(), devicePixelRatioF());
    picture.setNames(namesWidth());
    const QRect rows(0, top(), all.width(), std::max(0, all.height() - top()));
    painter.save();
    painter.setClipRect(rows);
    const int first = verticalScrollBar()->value() / Theme::kRowHeight;
    for (int row = first; row < int(m_people.size()) && rowRect(row).top() < all.height(); ++row) {
        const TimelinePerson &person = m_people[std::size_t(row)];
        picture.row(rowRect(row), person, m_timeline->row(person.id), person.id == m_currentId, hasFocus());
    }
    painter.restore();
    if (m_timeline->end().isValid())
        picture.moment(rows, m_timeline->end().toMSecsSinceEpoch(), false);
    if (m_timeline->start().isValid())
        picture.moment(rows, m_timeline->start().toMSecsSinceEpoch(), false);
    int y = 0;
    picture.ruler({0, y, all.width(), TimelinePainter::kRuler});
    y += TimelinePainter::kRuler;
    for (const TimelineLane &lane : m_timeline->lanes()) {
        picture.lane({0, y, all.width(), TimelinePainter::kLane}, lane, m_currentItem);
        y += TimelinePainter::kLane;
    }
    if (m_live)
        picture.moment({0, TimelinePainter::kRuler - 6, all.width(), all.height()}, now(), true);
    painter.fillRect(namesWidth() - 1, 0, 1, all.height(), theme.color(Theme::Token::Line));
}

void TimelineView::focusInEvent(QFocusEvent *event)
{
    QAbstractScrollArea::focusInEvent(event);
    viewport()->update();
}

void TimelineView::focusOutEvent(QFocusEvent *event)
{
    QAbstractScrollArea::focusOutEvent(event);
    viewport()->update();
}
