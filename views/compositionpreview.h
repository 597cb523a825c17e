// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/compositionscene.h"

#include <QWidget>

class Theme;

/// What a layout will look like with a cast: the canvas at the encoder's shape, tiles with names and reasons, and a
/// test picture of each camera's aspect in them, so that one sees what is cut off or stretched. The picture in picture
/// can be moved and sized: by the mouse, and by the keyboard (arrows choose the corner, + and - the offset, Shift and
/// arrows the size).
class CompositionPreview final : public QWidget
{
    Q_OBJECT

public:
    explicit CompositionPreview(const Theme *theme, QWidget *parent = nullptr);

    void setLayoutOf(const ivs::LayoutConfiguration &layout);
    void setCast(const QList<CastMember> &cast);
    /// Pixels of the encoder, at least 2×2.
    void setCanvas(const QSize &canvas);
    /// A picture of what is: nothing in it can be moved.
    void setFixed();
    const CompositionScene &scene() const { return m_scene; }
    const QList<CastMember> &cast() const { return m_cast; }
    /// Pixels of the canvas to those of this widget, and where a rectangle of the canvas is painted.
    double scale() const;
    QRectF painted(const QRect &frame) const;

    /// The height at which the canvas takes all of this \a width.
    int heightFor(int width) const;
    QSize sizeHint() const override { return {640, 400}; }
    QSize minimumSizeHint() const override { return {240, 180}; }

Q_SIGNALS:
    /// The person moved the picture in picture; what shows it follows once the layout is set.
    void pipMoved(const PipPlace &place);
    /// The person sized it; pixels of the canvas.
    void pipSized(const QSize &size);
    /// It was let go: what comes next is another movement.
    void pipSettled();

protected:
    bool event(QEvent *event) override;
    void paintEvent(QPaintEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    void mouseMoveEvent(QMouseEvent *event) override;
    void mouseReleaseEvent(QMouseEvent *event) override;
    void leaveEvent(QEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;

private:
    enum class Grip { None, Move, Size };

    void rebuild();
    const SceneTile *pip() const;
    /// The corner of the picture in picture that lies towards the middle: it sizes.
    QPointF innerCorner() const;
    Grip gripAt(const QPointF &at) const;
    const SceneTile *tileAt(const QPointF &at) const;
    QPointF toCanvas(const QPointF &at) const;
    QRectF area() const; ///< of the canvas in this widget
    void paintTile(QPainter *painter, const SceneTile &tile) const;
    void paintLabel(QPainter *painter, const SceneTile &tile, const QRectF &frame) const;
    void size(const QSize &wanted);

    const Theme *m_theme;
    ivs::LayoutConfiguration m_layout;
    QList<CastMember> m_cast;
    QSize m_canvas {1280, 720};
    CompositionScene m_scene;
    bool m_isFixed = false;
    Grip m_grip = Grip::None;
    QPointF m_grabbed; ///< from the frame's corner to where it is held; pixels of the canvas
    QRect m_start; ///< the frame when it was taken
};
