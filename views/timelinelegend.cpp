// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/timelinelegend.h"

#include "views/theme.h"
#include "views/timelinepainter.h"

#include <QPainter>

#include <vector>

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr int kSample = 16; // pixels
constexpr int kGap = 4;
constexpr int kBetween = 9;
constexpr int kFewest = 3; // entries; fewer explain nothing

struct Entry
{
    TimelinePainter::Sample sample;
    QString words;
};

std::vector<Entry> entries()
{
    using Sample = TimelinePainter::Sample;
    return {{Sample::Joined, TimelineLegend::tr("joined")}, {Sample::Publishing, TimelineLegend::tr("publishing")},
        {Sample::Subscribing, TimelineLegend::tr("subscribing")}, {Sample::Error, TimelineLegend::tr("error")},
        {Sample::Replication, TimelineLegend::tr("replication")},
        {Sample::TokenExchange, TimelineLegend::tr("token exchange")},
        {Sample::Action, TimelineLegend::tr("own action")}};
}

int widthOf(const Entry &entry)
{
    return kSample + kGap + QFontMetrics(Theme::labelFont()).horizontalAdvance(entry.words);
}

} // namespace

TimelineLegend::TimelineLegend(const ViewContext &context, QWidget *parent)
    : QWidget(parent)
    , m_context(context)
{
    setAccessibleName(tr("Legend"));
    QStringList words;
    for (const Entry &entry : entries())
        words << entry.words;
    setAccessibleDescription(words.join(u", "_s));
    setToolTip(
        tr("A thin line: joined. A filled bar: publishing. A hollow bar: subscribing. Dotted ends: no event tells "
           "when. A cross: an error. Hatched, among the compositions: nobody watched them."));
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);
    connect(context.theme, &Theme::changed, this, qOverload<>(&QWidget::update));
}

QSize TimelineLegend::sizeHint() const
{
    int width = 0;
    for (const Entry &entry : entries())
        width += widthOf(entry) + kBetween;
    return {width, std::max(TimelinePainter::kMark + 2, QFontMetrics(Theme::labelFont()).height())};
}

int TimelineLegend::shownCount() const
{
    int count = 0;
    int right = 0;
    for (const Entry &entry : entries()) {
        right += widthOf(entry);
        if (right > width())
            break;
        right += kBetween;
        ++count;
    }
    return count < kFewest ? 0 : count;
}

void TimelineLegend::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.setFont(Theme::labelFont());
    int x = 0;
    const std::vector<Entry> all = entries();
    for (int i = 0; i < shownCount(); ++i) {
        const Entry &entry = all[std::size_t(i)];
        TimelinePainter::sample(
            &painter, *m_context.theme, {x, 0, kSample, height()}, entry.sample, devicePixelRatioF());
        painter.setPen(m_context.theme->color(Theme::Token::Secondary));
        painter.drawText(
            QRect(x + kSample + kGap, 0, width(), height()), Qt::AlignVCenter | Qt::AlignLeft, entry.words);
        x += widthOf(entry) + kBetween;
    }
}
