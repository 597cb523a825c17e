// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/compositionscene.h"

#include <algorithm>
#include <cmath>

using namespace Qt::Literals::StringLiterals;

namespace {

using Note = CompositionScene::Note;
using Slot = SceneTile::Slot;

constexpr double kVideoAspect = 16.0 / 9;
constexpr int kDefaultGridGap = 2; // of the grid; with a picture in picture it is 0 (fact sheet 8)
// Our own choices where nothing is documented.
constexpr double kStripShare = 0.4; // the most of the height that the tiles below a featured one take
constexpr double kStripTile = 0.25; // and the most for one row of them
constexpr int kPipShare = 4; // a picture in picture takes a quarter of the width,
constexpr int kPipTall = 3; // and at most a third of the height

/// What both layouts say of the tiles.
struct Rules
{
    QString featured;
    QString order;
    bool omitsStopped = false;
    int gap = 0;
    double aspect = kVideoAspect; ///< of a tile; 0: as the room allows
    ivs::VideoFillMode tileFill = ivs::VideoFillMode::Cover;
    ivs::VideoFillMode featuredFill = ivs::VideoFillMode::Cover;
};

double aspectOf(const ivs::Enum<ivs::VideoAspectRatio> &ratio)
{
    switch (ratio.value().value_or(ivs::VideoAspectRatio::Video)) {
    case ivs::VideoAspectRatio::Auto:
        return 0; // what it means is not documented
    case ivs::VideoAspectRatio::Square:
        return 1;
    case ivs::VideoAspectRatio::Portrait:
        return 3.0 / 4;
    case ivs::VideoAspectRatio::Video:
        break;
    }
    return kVideoAspect;
}

Rules rulesOf(const ivs::GridConfiguration &grid)
{
    Rules rules;
    rules.featured = grid.featuredParticipantAttribute;
    rules.order = grid.participantOrderAttribute;
    rules.omitsStopped = grid.omitStoppedVideo.value_or(false);
    rules.gap = std::max(0, grid.gridGap.value_or(kDefaultGridGap));
    rules.aspect = aspectOf(grid.videoAspectRatio);
    rules.tileFill = grid.videoFillMode.value().value_or(ivs::VideoFillMode::Cover);
    rules.featuredFill = grid.videoFillMode.value().value_or(ivs::VideoFillMode::Contain);
    return rules;
}

Rules rulesOf(const ivs::PipConfiguration &pip)
{
    Rules rules;
    rules.featured = pip.featuredParticipantAttribute;
    rules.order = pip.participantOrderAttribute;
    rules.omitsStopped = pip.omitStoppedVideo.value_or(false);
    rules.gap = std::max(0, pip.gridGap.value_or(0));
    rules.aspect = 0;
    rules.tileFill = rules.featuredFill = pip.videoFillMode.value().value_or(ivs::VideoFillMode::Cover);
    return rules;
}

bool isMarked(const CastMember &member, const QString &attribute)
{
    return !attribute.isEmpty() && member.attributes.value(attribute) == "true"_L1;
}

/// Takes the first of \a tiles whose member is marked; the note that there is none, or that there are several.
std::optional<SceneTile> takeMarked(QList<SceneTile> *tiles, const QList<CastMember> &cast, const QString &attribute,
    Note none, Note several, QList<Note> *notes)
{
    if (attribute.isEmpty())
        return {};
    const auto marked = [&](const SceneTile &tile) { return isMarked(cast[tile.member], attribute); };
    const auto count = std::count_if(tiles->cbegin(), tiles->cend(), marked);
    if (count == 0) {
        notes->append(none);
        return {};
    }
    if (count > 1)
        notes->append(several);
    return tiles->takeAt(std::find_if(tiles->cbegin(), tiles->cend(), marked) - tiles->cbegin());
}

/// \a cast in the order in which slots are given away, without those who are left out.
QList<SceneTile> ordered(const QList<CastMember> &cast, const Rules &rules, CompositionScene *scene)
{
    QList<SceneTile> numbered;
    QList<SceneTile> arrived;
    bool found = false;
    for (int member = 0; member < cast.size(); ++member) {
        if (rules.omitsStopped && cast[member].videoStopped) {
            scene->left.append(member);
            continue;
        }
        SceneTile tile;
        tile.member = member;
        const QString value = rules.order.isEmpty() ? QString() : cast[member].attributes.value(rules.order);
        found = found || !value.isNull();
        if (orderNumber(value))
            tile.order = SceneTile::Order::Attribute;
        else if (!value.isEmpty())
            tile.order = SceneTile::Order::Unreadable;
        (tile.order == SceneTile::Order::Attribute ? numbered : arrived).append(tile);
    }
    if (!rules.order.isEmpty() && !found)
        scene->notes.append(Note::NoOrder);
    // Stable: equal numbers go by arrival.
    std::stable_sort(numbered.begin(), numbered.end(), [&](const SceneTile &a, const SceneTile &b) {
        return orderNumber(cast[a.member].attributes.value(rules.order))
            < orderNumber(cast[b.member].attributes.value(rules.order));
    });
    return numbered + arrived;
}

/// So many slots of one size in \a room.
struct Division
{
    int columns = 1;
    int rows = 1;
    QSize slot;
};

QSize slotIn(const QSize &room, int columns, int rows, int gap, double aspect)
{
    const int width = (room.width() - (columns - 1) * gap) / columns;
    const int height = (room.height() - (rows - 1) * gap) / rows;
    if (width < 1 || height < 1)
        return {};
    if (aspect <= 0)
        return {width, height};
    const int wide = std::min(width, int(std::floor(height * aspect)));
    return {wide, std::min(height, int(std::floor(wide / aspect)))};
}

/// The division with the largest slots; of equal ones that with the fewest empty places, then with the fewest rows.
/// Without an aspect of their own the slots that come nearest to 16:9.
std::optional<Division> divide(const QSize &room, int count, int gap, double aspect)
{
    std::optional<Division> best;
    double bestArea = 0;
    for (int rows = 1; rows <= count; ++rows) {
        const int columns = (count + rows - 1) / rows;
        const QSize slot = slotIn(room, columns, rows, gap, aspect);
        if (slot.width() < 1 || slot.height() < 1)
            continue;
        const QSize judged = aspect > 0 ? slot : slotIn(slot, 1, 1, 0, kVideoAspect);
        const double area = double(judged.width()) * judged.height();
        if (!best || area > bestArea) {
            best = {columns, rows, slot};
            bestArea = area;
        }
    }
    return best;
}

/// Puts \a tiles into \a room, row by row, in the middle of it. Without an answer there is no room.
bool place(QList<SceneTile> *tiles, const QRect &room, int gap, double aspect)
{
    const int count = int(tiles->size());
    const std::optional<Division> division = divide(room.size(), count, gap, aspect);
    if (!division)
        return false;
    const QSize slot = division->slot;
    const int tall = division->rows * slot.height() + (division->rows - 1) * gap;
    for (int i = 0; i < count; ++i) {
        const int row = i / division->columns;
        const int inRow = std::min(division->columns, count - row * division->columns);
        const int wide = inRow * slot.width() + (inRow - 1) * gap;
        (*tiles)[i].frame = QRect(room.x() + (room.width() - wide) / 2 + (i % division->columns) * (slot.width() + gap),
            room.y() + (room.height() - tall) / 2 + row * (slot.height() + gap), slot.width(), slot.height());
    }
    return true;
}

/// The height of the tiles below a featured one.
int stripHeight(const QSize &canvas, int count, int gap, double aspect)
{
    const int most = int(canvas.height() * kStripShare);
    const int one = int(canvas.height() * kStripTile);
    const std::optional<Division> division = divide({canvas.width(), most}, count, gap, aspect);
    if (!division)
        return most;
    return std::min(most, division->rows * std::min(one, division->slot.height()) + (division->rows - 1) * gap);
}

/// The tiles under whatever lies over them.
void lay(QList<SceneTile> tiles, const QList<CastMember> &cast, const Rules &rules, CompositionScene *scene)
{
    const QRect canvas({}, scene->canvas);
    std::optional<SceneTile> featured =
        takeMarked(&tiles, cast, rules.featured, Note::NoFeatured, Note::SeveralFeatured, &scene->notes);
    for (SceneTile &tile : tiles)
        tile.fill = rules.tileFill;
    QRect room = canvas;
    // Below a featured one a single tile as wide as the canvas would be no tile.
    const double aspect = featured && rules.aspect <= 0 ? kVideoAspect : rules.aspect;
    if (featured) {
        featured->slot = Slot::Featured;
        featured->number = 1;
        featured->fill = rules.featuredFill;
        featured->frame = canvas;
        if (!tiles.isEmpty()) {
            const int strip = stripHeight(scene->canvas, int(tiles.size()), rules.gap, aspect);
            const int above = scene->canvas.height() - strip - rules.gap;
            if (above > 0) {
                featured->frame.setHeight(above);
                room = QRect(0, scene->canvas.height() - strip, scene->canvas.width(), strip);
            } else {
                room = {};
            }
        }
        scene->tiles.append(*featured);
    }
    if (tiles.isEmpty())
        return;
    if (!place(&tiles, room, rules.gap, aspect)) {
        scene->notes.append(Note::TooMany);
        return;
    }
    for (int i = 0; i < tiles.size(); ++i)
        tiles[i].number = i + 1;
    scene->tiles += tiles;
}

void layPip(const ivs::PipConfiguration &pip, const QList<CastMember> &cast, CompositionScene *scene)
{
    const Rules rules = rulesOf(pip);
    QList<SceneTile> tiles = ordered(cast, rules, scene);
    std::optional<SceneTile> over =
        takeMarked(&tiles, cast, pip.pipParticipantAttribute, Note::NoPip, Note::SeveralPip, &scene->notes);
    const bool isAlone = tiles.isEmpty();
    lay(std::move(tiles), cast, rules, scene);
    if (!over)
        return;
    over->slot = Slot::Pip;
    over->number = 1;
    over->fill = rules.tileFill;
    if (isAlone && pip.pipBehavior.value() == ivs::PipBehavior::Dynamic) {
        over->frame = QRect({}, scene->canvas);
        scene->notes.append(Note::PipIsFull);
    } else {
        over->frame = pipFrame(pip, scene->canvas, cast[over->member].video);
        if (!QRect({}, scene->canvas).contains(over->frame))
            scene->notes.append(Note::PipOutside);
    }
    scene->tiles.append(*over);
}

} // namespace

CompositionScene sceneOf(const ivs::LayoutConfiguration &layout, const QList<CastMember> &cast, const QSize &canvas)
{
    CompositionScene scene;
    scene.canvas = canvas;
    if (layout.pip) {
        layPip(*layout.pip, cast, &scene);
    } else {
        const Rules rules = rulesOf(layout.grid.value_or(ivs::GridConfiguration()));
        lay(ordered(cast, rules, &scene), cast, rules, &scene);
    }
    if (scene.tiles.isEmpty() && !scene.notes.contains(Note::TooMany))
        scene.notes.append(Note::Nobody);
    return scene;
}

QRectF videoRect(const QSize &video, const QRect &frame, ivs::VideoFillMode fill)
{
    if (fill == ivs::VideoFillMode::Fill || video.isEmpty())
        return frame;
    const QSizeF size = QSizeF(video).scaled(
        frame.size(), fill == ivs::VideoFillMode::Cover ? Qt::KeepAspectRatioByExpanding : Qt::KeepAspectRatio);
    QRectF rect({}, size);
    rect.moveCenter(QRectF(frame).center());
    return rect;
}

QSize pipSize(const ivs::PipConfiguration &pip, const QSize &canvas, const QSize &video)
{
    const QSizeF aspect = video.isEmpty() ? QSizeF(16, 9) : QSizeF(video);
    if (pip.pipWidth && pip.pipHeight)
        return {*pip.pipWidth, *pip.pipHeight};
    if (pip.pipWidth)
        return {*pip.pipWidth, std::max(1, qRound(*pip.pipWidth * aspect.height() / aspect.width()))};
    if (pip.pipHeight)
        return {std::max(1, qRound(*pip.pipHeight * aspect.width() / aspect.height())), *pip.pipHeight};
    const QSizeF room(double(canvas.width()) / kPipShare, double(canvas.height()) / kPipTall);
    return aspect.scaled(room, Qt::KeepAspectRatio).toSize().expandedTo({1, 1});
}

QRect pipFrame(const ivs::PipConfiguration &pip, const QSize &canvas, const QSize &video)
{
    const QSize size = pipSize(pip, canvas, video);
    const int offset = std::max(0, pip.pipOffset.value_or(0));
    const auto position = pip.pipPosition.value().value_or(ivs::PipPosition::BottomRight);
    const bool isLeft = position == ivs::PipPosition::TopLeft || position == ivs::PipPosition::BottomLeft;
    const bool isTop = position == ivs::PipPosition::TopLeft || position == ivs::PipPosition::TopRight;
    return {QPoint(isLeft ? offset : canvas.width() - offset - size.width(),
                isTop ? offset : canvas.height() - offset - size.height()),
        size};
}

PipPlace pipPlace(const QRect &frame, const QSize &canvas)
{
    const int fromLeft = frame.x();
    const int fromRight = canvas.width() - frame.x() - frame.width();
    const int fromTop = frame.y();
    const int fromBottom = canvas.height() - frame.y() - frame.height();
    const bool isLeft = fromLeft < fromRight;
    const bool isTop = fromTop < fromBottom;
    PipPlace place;
    place.position = isTop ? (isLeft ? ivs::PipPosition::TopLeft : ivs::PipPosition::TopRight)
                           : (isLeft ? ivs::PipPosition::BottomLeft : ivs::PipPosition::BottomRight);
    place.offset = std::max(0, (std::min(fromLeft, fromRight) + std::min(fromTop, fromBottom)) / 2);
    return place;
}

std::optional<qint64> orderNumber(const QString &value)
{
    bool ok = false;
    const qint64 number = value.toLongLong(&ok);
    return ok ? std::optional(number) : std::nullopt;
}
