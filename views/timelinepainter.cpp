// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/timelinepainter.h"

#include "models/plaintext.h"
#include "models/timetext.h"
#include "views/theme.h"
#include "views/timelinescale.h"

#include <QPainter>

#include <cmath>

using namespace Qt::Literals::StringLiterals;
using Token = Theme::Token;

namespace {

constexpr int kJoined = 2; // heights of the bars, pixels
constexpr int kPublishing = 8;
constexpr int kSubscribing = 14;
constexpr int kUntold = 8; // pixels at an end that no event told

QString iconOf(TimelineMark::Kind kind)
{
    switch (kind) {
    case TimelineMark::Kind::Error:
        return u"failed"_s;
    case TimelineMark::Kind::Replication:
        return u"replica"_s;
    case TimelineMark::Kind::TokenExchange:
        return u"exchange"_s;
    case TimelineMark::Kind::Other:
        return u"info"_s;
    }
    Q_UNREACHABLE();
}

QString tickText(const QDateTime &at, qint64 step)
{
    if (at.time().msecsSinceStartOfDay() == 0)
        return at.toString(u"MM-dd"_s);
    if (step < 1000)
        return at.toString(u"HH:mm:ss.zzz"_s);
    return at.toString(step < 60'000 ? u"HH:mm:ss"_s : u"HH:mm"_s);
}

} // namespace

TimelinePainter::TimelinePainter(QPainter *painter, const Theme &theme, const TimelineScale &scale,
    const TimeText &times, qint64 now, const QFont &font, qreal ratio)
    : m_painter(painter)
    , m_theme(theme)
    , m_scale(scale)
    , m_times(times)
    , m_now(now)
    , m_font(font)
    , m_ratio(ratio)
{
}

void TimelinePainter::ruler(const QRect &rect)
{
    const QRect time = timeOf(rect);
    m_painter->fillRect(rect, m_theme.color(Token::Panel));
    m_painter->setFont(Theme::labelFont());
    m_painter->setPen(m_theme.color(Token::Secondary));
    const QDateTime left = QDateTime::fromMSecsSinceEpoch(m_scale.from(), Qt::UTC);
    const QDateTime zoned = m_times.isUtc() ? left : left.toLocalTime();
    m_painter->drawText(
        rect.adjusted(8, 0, 0, 0).intersected(QRect(rect.left(), rect.top(), m_names - 8, rect.height())),
        Qt::AlignVCenter | Qt::AlignLeft, zoned.toString(u"yyyy-MM-dd "_s) + m_times.zone(left));
    m_painter->save();
    m_painter->setClipRect(time);
    const TimelineScale::Ticks ticks = m_scale.ticks(72, qint64(zoned.offsetFromUtc()) * 1000);
    for (const qint64 at : ticks.at) {
        const int x = time.left() + int(std::lround(m_scale.x(at)));
        m_painter->fillRect(x, rect.bottom() - 5, 1, 6, m_theme.color(Token::Secondary));
        const QDateTime utc = QDateTime::fromMSecsSinceEpoch(at, Qt::UTC);
        const QString words = tickText(m_times.isUtc() ? utc : utc.toLocalTime(), ticks.step);
        if (x + 4 + m_painter->fontMetrics().horizontalAdvance(words) <= time.right())
            m_painter->drawText(QRect(x + 4, rect.top(), 90, rect.height()), Qt::AlignVCenter | Qt::AlignLeft, words);
    }
    m_painter->restore();
    m_painter->fillRect(rect.left(), rect.bottom(), rect.width(), 1, m_theme.color(Token::Line));
}

// Each span on screen, those that fall on one pixel as one.
template <typename Paint>
void TimelinePainter::eachBar(const std::vector<TimelineSpan> &spans, Paint paint) const
{
    const qint64 from = m_scale.from();
    const qint64 to = m_scale.to();
    auto span =
        std::partition_point(spans.begin(), spans.end(), [from](const TimelineSpan &each) { return each.to < from; });
    while (span != spans.end() && span->from <= to) {
        Bar bar {m_scale.x(span->from), m_scale.x(span->endAt(m_now)), span->startTold, span->endTold};
        for (++span; span != spans.end();) {
            const qint64 pixelEnd = m_scale.at(std::floor(bar.to) + 1);
            const auto next = std::partition_point(
                span, spans.end(), [pixelEnd](const TimelineSpan &each) { return each.from < pixelEnd; });
            if (next == span)
                break;
            span = next;
            bar.to = std::max(bar.to, m_scale.x((span - 1)->endAt(m_now)));
            bar.endTold = (span - 1)->endTold;
        }
        // Far outside the picture a coordinate means nothing to the painter.
        bar.startTold = bar.startTold || bar.from < -10;
        bar.endTold = bar.endTold || bar.to > m_scale.width() + 10;
        bar.from = std::max(bar.from, -10.0);
        bar.to = std::min(std::max(bar.to, bar.from + 1), double(m_scale.width() + 10));
        paint(bar);
    }
}

void TimelinePainter::lane(const QRect &rect, const TimelineLane &lane, const QString &current)
{
    const QRect time = timeOf(rect);
    m_painter->fillRect(rect, m_theme.color(Token::Ground));
    m_painter->setFont(Theme::labelFont());
    m_painter->setPen(m_theme.color(Token::Secondary));
    m_painter->drawText(QRect(rect.left() + 8, rect.top(), m_names - 16, rect.height()),
        Qt::AlignVCenter | Qt::AlignLeft,
        QFontMetrics(Theme::labelFont()).elidedText(shownText(lane.name), Qt::ElideRight, m_names - 16));
    m_painter->save();
    m_painter->setClipRect(time);
    double iconsUntil = -1e9;
    const TimelineLane::Item *chosen = nullptr;
    for (const TimelineLane::Item &item : lane.items) {
        if (item.to < m_scale.from() || item.from > m_scale.to())
            continue;
        if (!current.isEmpty() && item.key == current) {
            chosen = &item; // on top of the others
            continue;
        }
        if (item.from == item.to) {
            if (m_scale.x(item.from) < iconsUntil)
                continue; // on top of the one before
            iconsUntil = m_scale.x(item.from) + 2;
        }
        laneItem(rect, lane, item, false);
    }
    if (chosen)
        laneItem(rect, lane, *chosen, true);
    m_painter->restore();
    m_painter->fillRect(rect.left(), rect.bottom(), rect.width(), 1, m_theme.color(Token::Line));
}

void TimelinePainter::laneItem(
    const QRect &rect, const TimelineLane &lane, const TimelineLane::Item &item, bool current)
{
    const QRect time = timeOf(rect);
    const double from = std::max(m_scale.x(item.from), -10.0);
    const double to =
        std::min(m_scale.x(item.to == TimelineSpan::kGoesOn ? m_now : item.to), double(m_scale.width() + 10));
    const Token token = item.failed ? Token::Failed : Token::Secondary;
    if (item.from == item.to) {
        const QPointF at(time.left() + from - kMark / 2.0, rect.center().y() - kMark / 2.0 + 1);
        if (current) {
            m_painter->setPen(m_theme.color(Token::Accent));
            m_painter->setBrush(m_theme.color(Token::Selection));
            m_painter->drawRect(QRectF(at, QSizeF(kMark, kMark)).adjusted(-3, -2, 2, 1));
        }
        m_painter->drawPixmap(at, m_theme.pixmap(item.failed ? u"failed"_s : u"action"_s, token, kMark, m_ratio));
        return;
    }
    const double height = (rect.height() - 9.0) / lane.tracks;
    const QRectF bar = item.unwatched
        ? QRectF(time.left() + from, rect.top(), std::max(1.0, to - from), rect.height() - 1)
        : QRectF(time.left() + from, rect.top() + 4 + item.track * height, std::max(2.0, to - from), height);
    if (item.unwatched) {
        m_painter->fillRect(bar, QBrush(m_theme.color(Token::Disabled), Qt::BDiagPattern));
    } else {
        m_painter->setPen(m_theme.color(current ? Token::Accent : token));
        m_painter->setBrush(m_theme.color(current ? Token::Selection : Token::Panel));
        m_painter->drawRect(bar);
        // An end that nobody saw is open: its last pixels are dotted.
        const double untold = std::min<double>(kUntold, bar.width() / 2);
        const QBrush dotted(m_theme.color(token), Qt::Dense5Pattern);
        if (!item.startTold)
            m_painter->fillRect(QRectF(bar.left(), bar.top(), untold, bar.height()), dotted);
        if (!item.endTold)
            m_painter->fillRect(QRectF(bar.right() - untold, bar.top(), untold, bar.height()), dotted);
    }
    const QRectF inner = bar.intersected(QRectF(time)).adjusted(6, 0, -4, 0);
    const QFontMetrics metrics = m_painter->fontMetrics();
    if (inner.width() <= 30 || inner.height() < metrics.ascent())
        return;
    const QString words = metrics.elidedText(shownText(item.words), Qt::ElideRight, int(inner.width()));
    if (item.unwatched) { // readable on the pattern
        m_painter->fillRect(
            QRectF(inner.left() - 2, rect.top() + 4, metrics.horizontalAdvance(words) + 4, rect.height() - 9),
            m_theme.color(Token::Ground));
    }
    m_painter->setPen(m_theme.color(item.failed ? Token::Failed : item.unwatched ? Token::Secondary : Token::Text));
    m_painter->drawText(inner, Qt::AlignVCenter | Qt::AlignLeft, words);
}

void TimelinePainter::sample(QPainter *painter, const Theme &theme, const QRect &rect, Sample sample, qreal ratio)
{
    const double middle = rect.center().y() + 0.5;
    const QColor accent = theme.color(Token::Accent);
    const auto icon = [&](const QString &name, Token token) {
        painter->drawPixmap(rect.center().x() - kMark / 2 + 1, rect.center().y() - kMark / 2 + 1,
            theme.pixmap(name, token, kMark, ratio));
    };
    switch (sample) {
    case Sample::Joined:
        painter->fillRect(
            QRectF(rect.left(), middle - kJoined / 2.0, rect.width(), kJoined), theme.color(Token::Secondary));
        return;
    case Sample::Publishing:
        painter->fillRect(QRectF(rect.left(), middle - kPublishing / 2.0, rect.width(), kPublishing), accent);
        return;
    case Sample::Subscribing:
        painter->setPen(accent);
        painter->setBrush(Qt::NoBrush);
        painter->drawRect(QRectF(rect.left(), middle - kSubscribing / 2.0, rect.width(), kSubscribing)
                              .adjusted(0, 0, -1, -1)
                              .translated(0.5, 0.5));
        return;
    case Sample::Error:
        icon(iconOf(TimelineMark::Kind::Error), Token::Failed);
        return;
    case Sample::Replication:
        icon(iconOf(TimelineMark::Kind::Replication), Token::Text);
        return;
    case Sample::TokenExchange:
        icon(iconOf(TimelineMark::Kind::TokenExchange), Token::Text);
        return;
    case Sample::Action:
        icon(u"action"_s, Token::Secondary);
        return;
    }
}

void TimelinePainter::name(const QRect &rect, const TimelinePerson &person, const TimelineRow *row)
{
    const QPixmap icon = m_theme.pixmap(person.connected ? u"connected"_s : u"idle"_s,
        person.connected ? Token::Good : Token::Secondary, kMark, m_ratio);
    m_painter->drawPixmap(rect.left() + 8, rect.center().y() - kMark / 2 + 1, icon);
    int right = m_names - 8;
    if (row && row->errors > 0) {
        m_painter->setFont(Theme::labelFont());
        const QString count = QString::number(row->errors);
        const int width = m_painter->fontMetrics().horizontalAdvance(count);
        right -= width;
        m_painter->setPen(m_theme.color(Token::Failed));
        m_painter->drawText(
            QRect(rect.left() + right, rect.top(), width, rect.height()), Qt::AlignVCenter | Qt::AlignRight, count);
        right -= kMark + 3;
        m_painter->drawPixmap(rect.left() + right, rect.center().y() - kMark / 2 + 1,
            m_theme.pixmap(u"failed"_s, Token::Failed, kMark, m_ratio));
        right -= 4;
    }
    const bool named = !person.userId.isEmpty();
    m_painter->setFont(named ? m_font : Theme::fixedFont());
    m_painter->setPen(m_theme.color(row ? Token::Text : Token::Secondary));
    const int left = 8 + kMark + 6;
    // Hostile ids may be long: no more than could be seen is measured.
    const QString text = shownText((named ? person.userId : person.id).left(128));
    m_painter->drawText(QRect(rect.left() + left, rect.top(), right - left, rect.height()),
        Qt::AlignVCenter | Qt::AlignLeft, m_painter->fontMetrics().elidedText(text, Qt::ElideRight, right - left));
}

void TimelinePainter::row(
    const QRect &rect, const TimelinePerson &person, const TimelineRow *row, bool current, bool focused)
{
    if (current)
        m_painter->fillRect(rect, m_theme.color(Token::Selection));
    name(rect, person, row);
    const QRect time = timeOf(rect);
    const double left = time.left();
    const double middle = rect.center().y() + 0.5;
    m_painter->save();
    m_painter->setClipRect(time);
    if (!row) {
        // What the list alone tells: when it first joined, and that it is there now.
        if (person.firstJoined > 0) {
            const double from = std::max(m_scale.x(person.firstJoined), -10.0);
            const double to = person.connected ? std::min(m_scale.x(m_now), m_scale.width() + 10.0) : from + 8;
            m_painter->setPen(QPen(m_theme.color(Token::Disabled), 1, Qt::DotLine));
            m_painter->drawLine(QPointF(left + from, middle), QPointF(left + std::max(to, from + 2), middle));
            m_painter->fillRect(QRectF(std::floor(left + from), middle - 4, 1, 8), m_theme.color(Token::Disabled));
        }
        m_painter->restore();
    } else {
        const QColor accent = m_theme.color(Token::Accent);
        const QColor line = m_theme.color(Token::Secondary);
        eachBar(row->joined, [&](const Bar &bar) {
            m_painter->fillRect(QRectF(left + bar.from, middle - kJoined / 2.0, bar.to - bar.from, kJoined), line);
            if (bar.startTold)
                m_painter->fillRect(QRectF(left + bar.from, middle - 4, 1, 8), line);
            if (bar.endTold)
                m_painter->fillRect(QRectF(left + bar.to - 1, middle - 4, 1, 8), line);
        });
        // An end that nobody told is open: its last pixels are dotted.
        const auto fill = [&](const Bar &bar, int height) {
            const double untold = std::min<double>(kUntold, (bar.to - bar.from) / 2);
            const double from = left + bar.from + (bar.startTold ? 0 : untold);
            const double to = left + bar.to - (bar.endTold ? 0 : untold);
            const double top = middle - height / 2.0;
            const QBrush dotted(accent, Qt::Dense5Pattern);
            if (!bar.startTold)
                m_painter->fillRect(QRectF(left + bar.from, top, untold, height), dotted);
            if (!bar.endTold)
                m_painter->fillRect(QRectF(to, top, untold, height), dotted);
            return QRectF(from, top, to - from, height);
        };
        eachBar(row->subscribing, [&](const Bar &bar) {
            const QRectF box = fill(bar, kSubscribing);
            m_painter->setPen(accent);
            m_painter->setBrush(Qt::NoBrush);
            if (box.width() > 2)
                m_painter->drawRect(box.adjusted(0, 0, -1, -1).translated(0.5, 0.5));
            else
                m_painter->fillRect(box, accent);
        });
        eachBar(row->publishing, [&](const Bar &bar) { m_painter->fillRect(fill(bar, kPublishing), accent); });
        m_painter->restore();
        marks(rect, *row);
    }
    if (current && focused) {
        m_painter->setPen(m_theme.color(Token::Accent));
        m_painter->setBrush(Qt::NoBrush);
        m_painter->drawRect(rect.adjusted(0, 0, -1, -1));
    }
}

void TimelinePainter::marks(const QRect &rect, const TimelineRow &row)
{
    const QRect time = timeOf(rect);
    m_painter->save();
    m_painter->setClipRect(time);
    m_painter->setFont(Theme::labelFont());
    const qint64 reach = qint64(kMark * m_scale.perPixel());
    auto mark = std::partition_point(
        row.marks.begin(), row.marks.end(), [&](const TimelineMark &each) { return each.at < m_scale.from() - reach; });
    while (mark != row.marks.end() && mark->at <= m_scale.to() + reach) {
        // Those that would cover each other are one sign, the worst, with their number.
        const qint64 until = mark->at + reach;
        const auto next =
            std::partition_point(mark, row.marks.end(), [until](const TimelineMark &each) { return each.at < until; });
        const auto worst =
            std::min_element(mark, next, [](const TimelineMark &a, const TimelineMark &b) { return a.kind < b.kind; });
        const Token token = worst->kind == TimelineMark::Kind::Error ? Token::Failed : Token::Text;
        const QPointF at(time.left() + m_scale.x(worst->at) - kMark / 2.0, rect.center().y() - kMark / 2.0 + 1);
        m_painter->setPen(Qt::NoPen);
        m_painter->setBrush(m_theme.color(Token::Panel));
        m_painter->setRenderHint(QPainter::Antialiasing);
        m_painter->drawEllipse(QRectF(at, QSizeF(kMark, kMark)));
        m_painter->setRenderHint(QPainter::Antialiasing, false);
        m_painter->drawPixmap(at, m_theme.pixmap(iconOf(worst->kind), token, kMark, m_ratio));
        if (next - mark > 1) {
            const QString count = QString::number(next - mark);
            const QRectF room(at.x() + kMark + 1, rect.top() + 5, m_painter->fontMetrics().horizontalAdvance(count) + 4,
                rect.height() - 10);
            m_painter->fillRect(room, m_theme.color(Token::Panel));
            m_painter->setPen(m_theme.color(token));
            m_painter->drawText(room, Qt::AlignCenter, count);
        }
        mark = next;
    }
    m_painter->restore();
}

void TimelinePainter::moment(const QRect &rect, qint64 at, bool isNow)
{
    const QRect time = timeOf(rect);
    const int x = time.left() + int(std::lround(std::clamp(m_scale.x(at), -10.0, m_scale.width() + 10.0)));
    if (x < time.left() || x > time.right())
        return;
    m_painter->setPen(
        QPen(m_theme.color(isNow ? Token::OnAir : Token::Secondary), 1, isNow ? Qt::SolidLine : Qt::DashLine));
    m_painter->drawLine(x, rect.top(), x, rect.bottom());
}
