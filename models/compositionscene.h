// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/ivs/types.h"

#include <QRect>
#include <QSize>

/// Where a composition's layout puts people: arithmetic alone, no call and no painting. AWS documents who is placed in
/// which slot, and in which order (fact sheet 8); how large a slot is and where it lies it does not promise, so that
/// every rectangle here is this program's approximation, and whoever shows one has to say so.

/// Somebody who publishes, as far as a layout minds. The place in the cast is the order of arrival.
struct CastMember
{
    QString id; ///< participant id, or one that was made up
    QString name; ///< user id: foreign text, may be empty
    QMap<QString, QString> attributes;
    QSize video {1920, 1080}; ///< of the camera, for its aspect; the service tells none
    bool videoStopped = false; ///< the service tells it to nobody but the composition

    bool operator==(const CastMember &) const = default;
};

/// One person's place in the picture.
struct SceneTile
{
    enum class Slot { Tile, Featured, Pip };
    /// Why this place in the order.
    enum class Order {
        Attribute, ///< its order attribute is a whole number
        Arrival, ///< none is asked for, or it has none
        Unreadable, ///< its order attribute is no whole number: by arrival
    };

    int member = 0; ///< its index in the cast
    Slot slot = Slot::Tile;
    Order order = Order::Arrival;
    int number = 0; ///< 1 for the first of those in its slot; the order counts for who is featured, too
    QRect frame; ///< pixels of the canvas; only that of a picture in picture may reach beyond it
    ivs::VideoFillMode fill = ivs::VideoFillMode::Cover;

    bool operator==(const SceneTile &) const = default;
};

struct CompositionScene
{
    /// What a person should know of the layout with this cast.
    enum class Note {
        Nobody, ///< no tile: the canvas stays empty
        NoFeatured, ///< the layout names an attribute for the featured one, and nobody has it with the value `true`
        SeveralFeatured, ///< the first in the order is featured, the others are tiles
        NoPip,
        SeveralPip,
        PipOutside, ///< the picture in picture reaches beyond the canvas
        PipIsFull, ///< it has grown to the full frame, as everybody else is gone
        NoOrder, ///< nobody has the attribute that orders
        TooMany, ///< tiles of less than one pixel: they are left out
    };

    QSize canvas;
    QList<SceneTile> tiles; ///< in the order in which they are painted: the picture in picture last
    QList<int> left; ///< those of the cast who are left out, as their video is stopped
    QList<Note> notes;

    bool operator==(const CompositionScene &) const = default;
};

/// The scene of \a layout with \a cast on a \a canvas of at least 2×2 pixels. Left out fields stand for the service's
/// defaults, unknown words of a newer service for the default too.
CompositionScene sceneOf(const ivs::LayoutConfiguration &layout, const QList<CastMember> &cast, const QSize &canvas);

/// Where a video of this size lies when it fills \a frame in this way; beyond the frame where it is cropped.
QRectF videoRect(const QSize &video, const QRect &frame, ivs::VideoFillMode fill);

/// The size of a picture in picture: what the layout says, and from the canvas and the video's aspect what it leaves
/// out.
QSize pipSize(const ivs::PipConfiguration &pip, const QSize &canvas, const QSize &video);
/// Where one of this size lies.
QRect pipFrame(const ivs::PipConfiguration &pip, const QSize &canvas, const QSize &video);

/// The other way round, for one that was moved by hand: corner and offset that come nearest to \a frame. There is one
/// offset for both edges, so that not every place can be had.
struct PipPlace
{
    ivs::PipPosition position = ivs::PipPosition::BottomRight;
    int offset = 0; ///< pixels, at least 0
    bool operator==(const PipPlace &) const = default;
};
PipPlace pipPlace(const QRect &frame, const QSize &canvas);

/// The whole number that an order attribute says; nothing when it is none. Signs count, `1.5` does not (inferred).
std::optional<qint64> orderNumber(const QString &value);
