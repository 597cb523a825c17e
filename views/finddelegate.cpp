// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/finddelegate.h"

#include "views/theme.h"

#include <QPainter>

using namespace Qt::Literals::StringLiterals;
using Token = Theme::Token;

namespace {

constexpr int kEdge = 12;
constexpr int kGap = 8;

FindModel::RowType typeOf(const QModelIndex &index)
{
    return FindModel::RowType(index.data(FindModel::TypeRole).toInt());
}

} // namespace

FindDelegate::FindDelegate(const Theme *theme, QObject *parent)
    : QStyledItemDelegate(parent)
    , m_theme(theme)
{
}

QString FindDelegate::iconOf(FindResult::Kind kind)
{
    switch (kind) {
    case FindResult::Kind::Page:
        return u"page"_s;
    case FindResult::Kind::Action:
        return u"run"_s;
    case FindResult::Kind::Stage:
        return u"stages"_s;
    case FindResult::Kind::Session:
        return u"session"_s;
    case FindResult::Kind::Participant:
        return u"person"_s;
    case FindResult::Kind::Composition:
        return u"compositions"_s;
    case FindResult::Kind::IngestConfiguration:
        return u"ingest"_s;
    case FindResult::Kind::Other:
        return u"info"_s;
    }
    return {};
}

QSize FindDelegate::sizeHint(const QStyleOptionViewItem &option, const QModelIndex &) const
{
    return {option.rect.width(), std::max(Theme::kRowHeight + 2, option.fontMetrics.height() + 10)};
}

void FindDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    if (typeOf(index) == FindModel::RowType::Heading) {
        paintHeading(painter, option, index);
        return;
    }
    const bool selected = option.state & QStyle::State_Selected;
    const QRect &row = option.rect;
    if (selected || option.state & QStyle::State_MouseOver) {
        QColor fill = m_theme->color(Token::Selection);
        fill.setAlphaF(selected ? 1 : 0.45F);
        painter->fillRect(row, fill);
    }
    if (selected) // seen without colour too
        painter->fillRect(QRect(row.left(), row.top(), 3, row.height()), m_theme->color(Token::Accent));
    QRect room = row.adjusted(kEdge, 0, -kEdge, 0);
    const int icon = Theme::kIconSize;
    if (typeOf(index) == FindModel::RowType::More) {
        painter->setPen(m_theme->color(Token::Secondary));
        painter->setFont(option.font);
        painter->drawText(
            room.adjusted(icon + kGap, 0, 0, 0), Qt::AlignVCenter | Qt::TextSingleLine, index.data().toString());
        return;
    }
    const QString reason = index.data(FindModel::ReasonRole).toString();
    const bool isOff = !reason.isEmpty();
    const qreal ratio = option.widget ? option.widget->devicePixelRatioF() : 1;
    painter->drawPixmap(room.left(), room.center().y() - icon / 2 + 1,
        m_theme->pixmap(iconOf(FindResult::Kind(index.data(FindModel::KindRole).toInt())),
            isOff ? Token::Disabled : Token::Secondary, icon, ratio));
    room.setLeft(room.left() + icon + kGap);
    painter->setFont(option.font);
    room.setRight(room.right() - paintNote(painter, room, index, isOff, ratio));
    room.setLeft(room.left() + paintName(painter, room, index, option.font, isOff) + kGap + 4);
    const QString where = isOff ? tr("not now: %1").arg(reason) : index.data(FindModel::WhereRole).toString();
    painter->setFont(option.font);
    painter->setPen(m_theme->color(Token::Secondary));
    painter->drawText(room, Qt::AlignVCenter | Qt::TextSingleLine,
        QFontMetrics(option.font).elidedText(where, Qt::ElideRight, std::max(0, room.width())));
}

void FindDelegate::paintHeading(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    const QRect room = option.rect.adjusted(kEdge, 0, -kEdge, -3);
    if (index.row() > 0)
        painter->fillRect(option.rect.left(), option.rect.top(), option.rect.width(), 1, m_theme->color(Token::Line));
    painter->setFont(Theme::labelFont());
    painter->setPen(m_theme->color(Token::Secondary));
    painter->drawText(room, Qt::AlignBottom | Qt::TextSingleLine, index.data().toString());
}

// Returns how much of the room it took, at the right.
int FindDelegate::paintNote(
    QPainter *painter, const QRect &room, const QModelIndex &index, bool isOff, qreal ratio) const
{
    const QString note = index.data(FindModel::NoteRole).toString();
    if (note.isEmpty())
        return 0;
    const auto tone = Tone(index.data(FindModel::NoteToneRole).toInt());
    const QFontMetrics metrics(painter->font());
    const QString words = metrics.elidedText(note, Qt::ElideRight, room.width() / 2);
    int width = metrics.horizontalAdvance(words);
    painter->setPen(m_theme->color(isOff               ? Token::Disabled
            : tone == Tone::None || tone == Tone::Good ? Token::Secondary
                                                       : Theme::tokenOf(tone)));
    painter->drawText(room, Qt::AlignRight | Qt::AlignVCenter | Qt::TextSingleLine, words);
    const bool isRemembered = index.data(FindModel::RememberedRole).toBool();
    const QString icon = isRemembered ? u"clock"_s : Theme::iconOf(tone);
    if (!icon.isEmpty()) {
        width += Theme::kIconSize + 4;
        painter->drawPixmap(room.right() - width + 1, room.center().y() - Theme::kIconSize / 2 + 1,
            m_theme->pixmap(icon, isRemembered ? Token::Secondary : Theme::tokenOf(tone), Theme::kIconSize, ratio));
    }
    return width + 2 * kGap;
}

// Returns its width. The part that answers is set off by weight, which needs no colour.
int FindDelegate::paintName(
    QPainter *painter, const QRect &room, const QModelIndex &index, const QFont &font, bool isOff) const
{
    const QString name = index.data().toString();
    const auto *model = static_cast<const FindModel *>(index.model());
    QFont bold = font;
    bold.setWeight(QFont::DemiBold);
    painter->setPen(m_theme->color(isOff ? Token::Disabled : Token::Text));
    const int limit = room.width() * 7 / 10;
    int x = room.left();
    qsizetype at = 0;
    const auto draw = [&](qsizetype end, const QFont &with) {
        if (end <= at || x - room.left() >= limit)
            return;
        const QString part = name.mid(at, end - at);
        const QFontMetrics metrics(with);
        const QString shown = metrics.elidedText(part, Qt::ElideRight, limit - (x - room.left()));
        painter->setFont(with);
        painter->drawText(
            QRect(x, room.top(), room.width(), room.height()), Qt::AlignVCenter | Qt::TextSingleLine, shown);
        x = shown == part ? x + metrics.horizontalAdvance(part) : room.left() + limit;
        at = end;
    };
    for (const FindQuery::Match &match : model->query().matches(name)) {
        draw(match.start, font);
        draw(match.start + match.length, bold);
    }
    draw(name.size(), font);
    return std::min(x - room.left(), limit);
}
