// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/overviewcard.h"

#include "models/overviewmodel.h"
#include "models/plaintext.h"
#include "models/timetext.h"
#include "views/overviewcells.h"
#include "views/theme.h"

#include <QAbstractItemView>
#include <QPainter>

#include <algorithm>

using namespace Qt::Literals::StringLiterals;
using Token = Theme::Token;

namespace {

constexpr int kPadding = 12;
constexpr int kChip = 8; // pixels, of the environment's colour

const OverviewModel *modelOf(const QModelIndex &index) { return static_cast<const OverviewModel *>(index.model()); }

int lineHeight(const QFont &font) { return QFontMetrics(font).height(); }

QFont figureFont()
{
    QFont font = Theme::titleFont();
    font.setPointSizeF(15);
    return font;
}

} // namespace

OverviewCard::OverviewCard(const ViewContext &context, const TimeText *times, QObject *parent)
    : QStyledItemDelegate(parent)
    , m_context(context)
    , m_times(times)
{
}

QSize OverviewCard::sizeHint(const QStyleOptionViewItem &option, const QModelIndex &) const
{
    const int label = lineHeight(Theme::labelFont());
    const int height = lineHeight(option.font) + 4 + label + 8 + lineHeight(figureFont()) + 2 * label + 8 + 2 * label;
    return {m_width, height + 2 * kPadding + 2 * kGap};
}

QString OverviewCard::spoken(const OverviewRow &row, const TimeText &times)
{
    const auto asOf = [&times](const QDateTime &time) {
        return time.isValid() ? tr(" as of %1").arg(times.labelledTime(time)) : QString();
    };
    QStringList parts {shownText(row.name.isEmpty() ? tr("(no name)") : row.name), row.placeText(),
        row.why.isEmpty() ? tr("on air") : row.why,
        tr("%1 connected%2").arg(row.connectedText(), asOf(row.facts.countedAt)),
        row.facts.publishersKnown ? tr("%1 publishers%2").arg(row.publishersText(), asOf(row.facts.examinedAt))
                                  : row.publishersText() + asOf(row.facts.countedAt),
        tr("%1 compositions%2")
            .arg(row.compositionsAsOf.isValid() ? QString::number(row.compositions) : TimeText::unknown(),
                asOf(row.compositionsAsOf)),
        tr("last error: %1 %2%3").arg(shownText(row.errorText()), row.examinedText(), asOf(row.facts.examinedAt))};
    return parts.join(u", "_s);
}

void OverviewCard::paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    const OverviewRow *row = modelOf(index)->rowAt(index.row());
    if (!row)
        return;
    const Theme &theme = *m_context.theme;
    const qreal ratio = option.widget ? option.widget->devicePixelRatioF() : 1;
    const auto *view = qobject_cast<const QAbstractItemView *>(option.widget);
    const bool current = view && view->hasFocus() && view->currentIndex().row() == index.row();
    const bool selected = option.state & QStyle::State_Selected;
    const QRect card = option.rect.adjusted(kGap, kGap, -kGap, -kGap);
    const Tone tone = Tone(index.siblingAtColumn(OverviewModel::State).data(ListModel::ToneRole).toInt());

    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    painter->setPen(QPen(theme.color(current ? Token::Accent : Token::Line), current ? 2 : 1));
    painter->setBrush(theme.color(selected ? Token::Selection : Token::Raised));
    painter->drawRoundedRect(QRectF(card).adjusted(0.5, 0.5, -0.5, -0.5), 4, 4);
    painter->setRenderHint(QPainter::Antialiasing, false);
    // What is wrong is seen from afar: an edge in its colour, beside icon and words.
    painter->fillRect(QRect(card.left(), card.top() + 4, 3, card.height() - 8), theme.color(Theme::tokenOf(tone)));

    const auto line = [&](const QRect &room, const QFont &font, Token ink, const QString &words,
                          int flags = Qt::AlignLeft) {
        painter->setFont(font);
        painter->setPen(theme.color(ink));
        painter->drawText(room, flags | Qt::AlignVCenter | Qt::TextSingleLine,
            QFontMetrics(font).elidedText(words, Qt::ElideRight, room.width()));
    };
    const QFont label = Theme::labelFont();
    const int small = lineHeight(label);
    QRect room = card.adjusted(kPadding, kPadding, -kPadding, -kPadding);

    // Name, and how long it has been on air.
    QFont strong = option.font;
    strong.setWeight(QFont::DemiBold);
    QRect top(room.left(), room.top(), room.width(), lineHeight(strong));
    const QString since = index.siblingAtColumn(OverviewModel::OnAirFor).data().toString();
    const int sinceWidth = QFontMetrics(option.font).horizontalAdvance(since);
    painter->drawPixmap(top.left() - 2, top.center().y() - Theme::kIconSize / 2 + 1,
        theme.pixmap(Theme::iconOf(tone), Theme::tokenOf(tone), Theme::kIconSize, ratio));
    line(top.adjusted(Theme::kIconSize + 4, 0, -sinceWidth - 8, 0), strong, Token::Text,
        index.siblingAtColumn(OverviewModel::Stage).data().toString());
    line(top, option.font, Token::Secondary, since, Qt::AlignRight);

    // Why it is where it is, and where it is.
    QRect next(room.left(), top.bottom() + 5, room.width(), small);
    const QString why = index.siblingAtColumn(OverviewModel::State).data().toString();
    const int whyWidth = QFontMetrics(label).horizontalAdvance(why) + 12;
    line(next, label, Theme::tokenOf(tone), why);
    const bool marked = row->environment != Environment::Unmarked;
    const QRect where = next.adjusted(whyWidth + (marked ? kChip + 5 : 0), 0, 0, 0);
    const QString place = QFontMetrics(label).elidedText(
        index.siblingAtColumn(OverviewModel::Place).data().toString(), Qt::ElideMiddle, where.width());
    line(where, label, Token::Secondary, place, Qt::AlignRight);
    if (marked) {
        const int left = where.right() - QFontMetrics(label).horizontalAdvance(place) - kChip - 4;
        painter->fillRect(left, next.center().y() - kChip / 2 + 1, kChip, kChip,
            Theme::environmentColor(row->environment, theme.isDark()));
    }

    // Three figures, each with the time that it is as of, and the people's course behind the first.
    const QRect figures(room.left(), next.bottom() + 9, room.width(), lineHeight(figureFont()));
    const int third = room.width() / 3;
    paintCourse(painter, QRect(figures.left(), figures.top(), third - 8, figures.height()), *row);
    const auto time = [this](const QDateTime &at) { return at.isValid() ? m_times->time(at) : tr("not yet"); };
    const auto figure = [&](int column, const QString &number, const QString &words, const QDateTime &asOf) {
        QRect at(figures.left() + column * third, figures.top(), third - 4, figures.height());
        line(at, figureFont(), asOf.isValid() ? Token::Text : Token::Secondary, number);
        at = QRect(at.left(), at.bottom() + 1, at.width(), small);
        line(at, label, Token::Text, words);
        line(at.translated(0, small), label, Token::Secondary, time(asOf));
    };
    const LiveFacts &facts = row->facts;
    figure(0, row->connectedText(), tr("connected"), facts.countedAt);
    if (facts.publishersKnown) {
        figure(1, row->publishersText(), tr("publishers"), facts.examinedAt);
        OverviewCells::paintGauge(painter, theme,
            QRect(figures.left() + third, figures.bottom() + 1 + 2 * small + 3, third - 12, 3), facts.publishing);
    } else {
        figure(1, facts.countedAt.isValid() ? QString::number(facts.published) : TimeText::unknown(),
            tr("have published"), facts.countedAt);
    }
    figure(2, row->compositionsAsOf.isValid() ? QString::number(row->compositions) : TimeText::unknown(),
        tr("compositions"), row->compositionsAsOf);

    const QRect error(room.left(), figures.bottom() + 1 + 2 * small + 8, room.width(), small);
    const bool bad = facts.lastError.errorCode.isSet();
    line(error, label, bad ? Token::Failed : Token::Secondary,
        bad ? shownText(row->errorText()) : tr("Last error: %1").arg(shownText(row->errorText())));
    line(error.translated(0, small), label, Token::Secondary,
        facts.examinedAt.isValid() ? row->examinedText() + u" · "_s + time(facts.examinedAt)
                                   : tr("no events read yet"));
    painter->restore();
}

// The last counts as a line: no axis, only the direction.
void OverviewCard::paintCourse(QPainter *painter, const QRect &room, const OverviewRow &row) const
{
    const QList<int> &counts = row.facts.history;
    if (counts.size() < 3)
        return;
    const auto [low, high] = std::minmax_element(counts.begin(), counts.end());
    const double span = std::max(1, *high - *low);
    QPolygonF course;
    for (qsizetype i = 0; i < counts.size(); ++i) {
        course << QPointF(room.left() + double(i) * room.width() / double(counts.size() - 1),
            room.bottom() - (counts[i] - *low) / span * (room.height() - 2));
    }
    painter->setRenderHint(QPainter::Antialiasing);
    painter->setPen(QPen(m_context.theme->color(Token::Line), 1.5));
    painter->setBrush(Qt::NoBrush);
    painter->drawPolyline(course);
    painter->setRenderHint(QPainter::Antialiasing, false);
}
