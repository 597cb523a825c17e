// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/compositionpreview.h"

#include "models/plaintext.h"
#include "models/scenewords.h"
#include "views/theme.h"

#include <QHelpEvent>
#include <QMouseEvent>
#include <QPainter>
#include <QPainterPath>
#include <QToolTip>

#include <algorithm>
#include <cmath>

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr double kMargin = 4;
constexpr double kGrip = 10; // pixels round the corner that sizes
constexpr int kKeyStep = 2;
constexpr int kSmallestPip = 16; // pixels of the canvas; by hand, not by the service
constexpr int kLabelHeight = 20;

} // namespace

CompositionPreview::CompositionPreview(const Theme *theme, QWidget *parent)
    : QWidget(parent)
    , m_theme(theme)
{
    setMouseTracking(true);
    setFocusPolicy(Qt::StrongFocus);
    setAccessibleName(tr("Preview"));
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Expanding);
    connect(theme, &Theme::changed, this, qOverload<>(&QWidget::update));
    rebuild();
}

void CompositionPreview::setLayoutOf(const ivs::LayoutConfiguration &layout)
{
    if (m_layout == layout)
        return;
    m_layout = layout;
    rebuild();
}

void CompositionPreview::setCast(const QList<CastMember> &cast)
{
    if (m_cast == cast)
        return;
    m_cast = cast;
    rebuild();
}

void CompositionPreview::setCanvas(const QSize &canvas)
{
    if (m_canvas == canvas)
        return;
    m_canvas = canvas.expandedTo({2, 2});
    rebuild();
}

void CompositionPreview::rebuild()
{
    m_scene = sceneOf(m_layout, m_cast, m_canvas);
    setAccessibleDescription(sceneText(m_scene, m_cast, m_layout));
    update();
}

QRectF CompositionPreview::area() const
{
    const QRectF room = QRectF(rect()).adjusted(kMargin, kMargin, -kMargin, -kMargin);
    QRectF found({}, QSizeF(m_canvas).scaled(room.size(), Qt::KeepAspectRatio));
    found.moveCenter(room.center());
    return found;
}

int CompositionPreview::heightFor(int width) const
{
    const double room = std::max(0.0, width - 2 * kMargin);
    return int(std::ceil(room * m_canvas.height() / m_canvas.width() + 2 * kMargin));
}

double CompositionPreview::scale() const { return area().width() / m_canvas.width(); }

QRectF CompositionPreview::painted(const QRect &frame) const
{
    const QRectF canvas = area();
    const double by = scale();
    return {canvas.topLeft() + QPointF(frame.topLeft()) * by, QSizeF(frame.size()) * by};
}

QPointF CompositionPreview::toCanvas(const QPointF &at) const { return (at - area().topLeft()) / scale(); }

const SceneTile *CompositionPreview::pip() const
{
    if (m_scene.tiles.isEmpty() || m_scene.tiles.last().slot != SceneTile::Slot::Pip
        || m_scene.notes.contains(CompositionScene::Note::PipIsFull))
        return nullptr;
    return &m_scene.tiles.last();
}

QPointF CompositionPreview::innerCorner() const
{
    const QRectF frame = painted(pip()->frame);
    switch (m_layout.pip->pipPosition.value().value_or(ivs::PipPosition::BottomRight)) {
    case ivs::PipPosition::TopLeft:
        return frame.bottomRight();
    case ivs::PipPosition::TopRight:
        return frame.bottomLeft();
    case ivs::PipPosition::BottomLeft:
        return frame.topRight();
    case ivs::PipPosition::BottomRight:
        break;
    }
    return frame.topLeft();
}

void CompositionPreview::setFixed()
{
    m_isFixed = true;
    setFocusPolicy(Qt::NoFocus);
}

CompositionPreview::Grip CompositionPreview::gripAt(const QPointF &at) const
{
    if (m_isFixed || !pip())
        return Grip::None;
    if ((at - innerCorner()).manhattanLength() <= kGrip)
        return Grip::Size;
    return painted(pip()->frame).contains(at) ? Grip::Move : Grip::None;
}

const SceneTile *CompositionPreview::tileAt(const QPointF &at) const
{
    const auto found = std::find_if(m_scene.tiles.crbegin(), m_scene.tiles.crend(),
        [&](const SceneTile &tile) { return painted(tile.frame).contains(at); });
    return found == m_scene.tiles.crend() ? nullptr : &*found;
}

bool CompositionPreview::event(QEvent *event)
{
    if (event->type() != QEvent::ToolTip)
        return QWidget::event(event);
    const auto *help = static_cast<QHelpEvent *>(event);
    if (const SceneTile *tile = tileAt(help->pos()))
        QToolTip::showText(help->globalPos(),
            shownToolTip(u"%1\n%2\n%3×%4 · %5"_s.arg(castName(m_cast[tile->member]),
                whyThere(*tile, m_cast[tile->member], m_layout), QString::number(tile->frame.width()),
                QString::number(tile->frame.height()), fillText(tile->fill))),
            this);
    else
        QToolTip::hideText();
    return true;
}

void CompositionPreview::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const QRectF canvas = area();
    painter.fillRect(canvas, Theme::pictureColor(Theme::Picture::Canvas, 0));
    painter.save();
    painter.setClipRect(canvas);
    for (const SceneTile &tile : m_scene.tiles)
        paintTile(&painter, tile);
    painter.restore();
    if (m_scene.tiles.isEmpty()) {
        painter.setPen(Theme::pictureColor(Theme::Picture::Ink, 0));
        painter.drawText(canvas, Qt::AlignCenter | Qt::TextWordWrap,
            m_scene.notes.isEmpty() ? QString() : noteText(m_scene.notes.last(), m_layout));
    }
    if (const SceneTile *over = m_isFixed ? nullptr : pip()) {
        painter.setPen(QPen(m_theme->color(Theme::Token::Accent), hasFocus() ? 3 : 1.5));
        painter.setBrush(Qt::NoBrush);
        painter.drawRect(painted(over->frame));
        QRectF grip(0, 0, kGrip, kGrip);
        grip.moveCenter(innerCorner());
        painter.setBrush(m_theme->color(Theme::Token::Accent));
        painter.drawRect(grip);
    } else if (hasFocus()) {
        painter.setPen(QPen(m_theme->color(Theme::Token::Accent), 2));
        painter.setBrush(Qt::NoBrush);
        painter.drawRect(canvas);
    }
}

// The test picture shows by its circle whether it is stretched and by its edge what is cut off.
void CompositionPreview::paintTile(QPainter *painter, const SceneTile &tile) const
{
    const CastMember &member = m_cast[tile.member];
    const QRectF frame = painted(tile.frame);
    const QColor ink = Theme::pictureColor(Theme::Picture::Ink, 0);
    painter->save();
    painter->setClipRect(frame, Qt::IntersectClip);
    if (member.videoStopped) {
        painter->fillRect(frame, Theme::pictureColor(Theme::Picture::Stopped, 0));
    } else {
        painter->fillRect(frame, Theme::pictureColor(Theme::Picture::Bars, 0));
        const QRectF in = videoRect(member.video, tile.frame, tile.fill);
        const double by = scale();
        const QRectF video(area().topLeft() + in.topLeft() * by, in.size() * by);
        painter->fillRect(video, Theme::pictureColor(Theme::Picture::Camera, tile.member));
        painter->setBrush(Qt::NoBrush);
        painter->setPen(QPen(ink, 1));
        painter->setOpacity(0.45);
        painter->drawRect(video.adjusted(4, 4, -4, -4));
        painter->drawLine(video.topLeft(), video.bottomRight());
        painter->drawLine(video.topRight(), video.bottomLeft());
        // A circle of the camera's picture, not of the tile: an ellipse is a stretched one.
        const QSizeF shape = member.video.isEmpty() ? QSizeF(16, 9) : QSizeF(member.video);
        const double radius = std::min(shape.width(), shape.height()) * 0.35;
        painter->drawEllipse(
            video.center(), radius * video.width() / shape.width(), radius * video.height() / shape.height());
        painter->setOpacity(1);
    }
    paintLabel(painter, tile, frame);
    painter->restore();
}

void CompositionPreview::paintLabel(QPainter *painter, const SceneTile &tile, const QRectF &frame) const
{
    const CastMember &member = m_cast[tile.member];
    painter->setFont(Theme::labelFont());
    const QFontMetricsF metrics(painter->font());
    const double room = frame.width() - 8;
    const auto label = [&](const QString &words, double top) {
        if (room < metrics.averageCharWidth() * 3)
            return;
        const QString shown = metrics.elidedText(words, Qt::ElideRight, room - 8);
        const QRectF box(frame.left() + 4, top, metrics.horizontalAdvance(shown) + 8, kLabelHeight);
        painter->setPen(Qt::NoPen);
        painter->setBrush(Theme::pictureColor(Theme::Picture::Label, 0));
        painter->drawRoundedRect(box, 3, 3);
        painter->setPen(Theme::pictureColor(Theme::Picture::Ink, 0));
        painter->drawText(box, Qt::AlignCenter, shown);
    };
    label(castName(member), frame.bottom() - kLabelHeight - 4);
    if (frame.height() >= 2 * kLabelHeight + 12) {
        const QString why = whyThere(tile, member, m_layout);
        label(member.videoStopped ? tr("video stopped · %1").arg(why) : why, frame.top() + 4);
    }
}

void CompositionPreview::mousePressEvent(QMouseEvent *event)
{
    m_grip = event->button() == Qt::LeftButton ? gripAt(event->position()) : Grip::None;
    if (m_grip == Grip::None)
        return;
    m_start = pip()->frame;
    m_grabbed = toCanvas(event->position()) - QPointF(m_start.topLeft());
}

void CompositionPreview::mouseMoveEvent(QMouseEvent *event)
{
    if (m_grip == Grip::None || !pip()) {
        const Grip over = gripAt(event->position());
        if (over == Grip::None)
            unsetCursor();
        else
            setCursor(over == Grip::Move ? Qt::SizeAllCursor : Qt::CrossCursor);
        return;
    }
    const QPointF at = toCanvas(event->position());
    if (m_grip == Grip::Move) {
        Q_EMIT pipMoved(pipPlace(QRect((at - m_grabbed).toPoint(), pip()->frame.size()), m_canvas));
        return;
    }
    // The outer corner stands; the inner one follows the hand.
    const auto position = m_layout.pip->pipPosition.value().value_or(ivs::PipPosition::BottomRight);
    const bool isLeft = position == ivs::PipPosition::TopLeft || position == ivs::PipPosition::BottomLeft;
    const bool isTop = position == ivs::PipPosition::TopLeft || position == ivs::PipPosition::TopRight;
    size({qRound(isLeft ? at.x() - m_start.x() : m_start.x() + m_start.width() - at.x()),
        qRound(isTop ? at.y() - m_start.y() : m_start.y() + m_start.height() - at.y())});
}

void CompositionPreview::size(const QSize &wanted)
{
    const int offset = std::max(0, m_layout.pip->pipOffset.value_or(0));
    const QSize most = (m_canvas - QSize(offset, offset)).expandedTo({kSmallestPip, kSmallestPip});
    const QSize asked = wanted.expandedTo({kSmallestPip, kSmallestPip}).boundedTo(most);
    if (asked != pip()->frame.size())
        Q_EMIT pipSized(asked);
}

void CompositionPreview::mouseReleaseEvent(QMouseEvent *)
{
    if (std::exchange(m_grip, Grip::None) != Grip::None)
        Q_EMIT pipSettled();
}

void CompositionPreview::leaveEvent(QEvent *event)
{
    unsetCursor();
    QWidget::leaveEvent(event);
}

void CompositionPreview::keyPressEvent(QKeyEvent *event)
{
    const SceneTile *over = pip();
    const int key = event->key();
    const bool isSideways = key == Qt::Key_Left || key == Qt::Key_Right;
    const bool isUpright = key == Qt::Key_Up || key == Qt::Key_Down;
    const bool isOffset = key == Qt::Key_Plus || key == Qt::Key_Minus;
    if (!over || !(isSideways || isUpright || isOffset)) {
        QWidget::keyPressEvent(event);
        return;
    }
    if (event->modifiers().testFlag(Qt::ShiftModifier) && !isOffset) {
        const int by = key == Qt::Key_Right || key == Qt::Key_Down ? kKeyStep : -kKeyStep;
        size(over->frame.size() + (isSideways ? QSize(by, 0) : QSize(0, by)));
        return;
    }
    const auto position = m_layout.pip->pipPosition.value().value_or(ivs::PipPosition::BottomRight);
    bool isLeft = position == ivs::PipPosition::TopLeft || position == ivs::PipPosition::BottomLeft;
    bool isTop = position == ivs::PipPosition::TopLeft || position == ivs::PipPosition::TopRight;
    if (isSideways)
        isLeft = key == Qt::Key_Left;
    if (isUpright)
        isTop = key == Qt::Key_Up;
    PipPlace place;
    place.position = isTop ? (isLeft ? ivs::PipPosition::TopLeft : ivs::PipPosition::TopRight)
                           : (isLeft ? ivs::PipPosition::BottomLeft : ivs::PipPosition::BottomRight);
    place.offset = m_layout.pip->pipOffset.value_or(0);
    if (isOffset)
        place.offset = std::max(0, place.offset + (key == Qt::Key_Plus ? kKeyStep : -kKeyStep));
    Q_EMIT pipMoved(place);
}
