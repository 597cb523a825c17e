// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/compositionscene.h"

#include <QRandomGenerator>
#include <QTest>

using namespace Qt::Literals::StringLiterals;

using Slot = SceneTile::Slot;
using Note = CompositionScene::Note;

namespace {

CastMember member(const QString &name, const QMap<QString, QString> &attributes = {})
{
    return {name, name, attributes, {1920, 1080}, false};
}

ivs::LayoutConfiguration grid(const ivs::GridConfiguration &configuration) { return {configuration, {}}; }
ivs::LayoutConfiguration pip(const ivs::PipConfiguration &configuration) { return {{}, configuration}; }

QStringList names(const CompositionScene &scene, const QList<CastMember> &cast)
{
    QStringList names;
    for (const SceneTile &tile : scene.tiles)
        names << cast[tile.member].name;
    return names;
}

/// A cast and a layout as a person might have them, and as nobody would.
struct Guess
{
    explicit Guess(quint32 seed)
        : random(seed)
    {
        const int count = random.bounded(26);
        for (int i = 0; i < count; ++i) {
            CastMember one = member(u"p%1"_s.arg(i));
            if (random.bounded(3) == 0)
                one.attributes.insert(u"role"_s, random.bounded(2) ? u"true"_s : u"false"_s);
            if (random.bounded(4) == 0)
                one.attributes.insert(u"over"_s, u"true"_s);
            if (random.bounded(2))
                one.attributes.insert(u"seat"_s, word({u"1"_s, u"-3"_s, u"20"_s, u"1.5"_s, u""_s, u"x"_s, u"3"_s}));
            one.video = sizes[random.bounded(int(sizes.size()))];
            one.videoStopped = random.bounded(4) == 0;
            cast << one;
        }
        canvas = sizes[random.bounded(int(sizes.size()))];
        const QString featured = random.bounded(2) ? u"role"_s : QString();
        const QString order = random.bounded(2) ? u"seat"_s : QString();
        const auto maybe = [&](int most) {
            return random.bounded(2) ? std::optional(int(random.bounded(most))) : std::nullopt;
        };
        if (random.bounded(2)) {
            ivs::GridConfiguration all;
            all.featuredParticipantAttribute = featured;
            all.participantOrderAttribute = order;
            all.gridGap = maybe(40);
            all.omitStoppedVideo = random.bounded(2) == 0;
            all.videoAspectRatio = static_cast<ivs::VideoAspectRatio>(random.bounded(4));
            layout.grid = all;
        } else {
            ivs::PipConfiguration all;
            all.featuredParticipantAttribute = featured;
            all.participantOrderAttribute = order;
            all.pipParticipantAttribute = random.bounded(4) ? u"over"_s : QString();
            all.gridGap = maybe(40);
            all.omitStoppedVideo = random.bounded(2) == 0;
            all.pipOffset = maybe(100);
            all.pipBehavior = static_cast<ivs::PipBehavior>(random.bounded(2));
            all.pipPosition = static_cast<ivs::PipPosition>(random.bounded(4));
            if (random.bounded(2))
                all.pipWidth = 1 + random.bounded(400);
            if (random.bounded(2))
                all.pipHeight = 1 + random.bounded(300);
            layout.pip = all;
        }
    }
    QString word(const QStringList &words) { return words[random.bounded(int(words.size()))]; }

    QRandomGenerator random;
    const QList<QSize> sizes {{1920, 1080}, {1280, 720}, {720, 1280}, {1080, 1080}, {852, 480}, {640, 1138}};
    QList<CastMember> cast;
    ivs::LayoutConfiguration layout;
    QSize canvas;
};

} // namespace

class TestCompositionScene final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void properties();
    void gridIsTheDefault();
    void order();
    void featured();
    void stoppedVideo();
    void pictureInPicture();
    void pipSizes();
    void movedByHand();
    void fillModes();
    void nonsense();
};

void TestCompositionScene::properties()
{
    for (quint32 seed = 1; seed <= 4000; ++seed) {
        const Guess guess(seed);
        const CompositionScene scene = sceneOf(guess.layout, guess.cast, guess.canvas);
        const QByteArray which = "seed " + QByteArray::number(seed);
        const QRect canvas({}, guess.canvas);
        QCOMPARE(scene.canvas, guess.canvas);

        // Everybody is either shown once or left out for a reason.
        QSet<int> met;
        for (const SceneTile &tile : scene.tiles) {
            QVERIFY2(!met.contains(tile.member), which.constData());
            met.insert(tile.member);
        }
        const bool omits =
            guess.layout.pip ? *guess.layout.pip->omitStoppedVideo : *guess.layout.grid->omitStoppedVideo;
        for (const int member : scene.left) {
            QVERIFY2(omits && guess.cast[member].videoStopped && !met.contains(member), which.constData());
            met.insert(member);
        }
        QVERIFY2(!scene.notes.contains(Note::TooMany), which.constData());
        QCOMPARE(met.size(), guess.cast.size());
        QCOMPARE(scene.notes.contains(Note::Nobody), scene.tiles.isEmpty());

        // Inside the canvas, none over another but the picture in picture, which is the last.
        QList<SceneTile> under;
        for (qsizetype i = 0; i < scene.tiles.size(); ++i) {
            const SceneTile &tile = scene.tiles[i];
            QVERIFY2(!tile.frame.isEmpty(), which.constData());
            if (tile.slot == Slot::Pip) {
                QCOMPARE(i, scene.tiles.size() - 1);
                QCOMPARE(scene.notes.contains(Note::PipOutside), !canvas.contains(tile.frame));
                continue;
            }
            QVERIFY2(canvas.contains(tile.frame), which.constData());
            for (const SceneTile &other : std::as_const(under))
                QVERIFY2(!other.frame.intersects(tile.frame), which.constData());
            under << tile;
        }

        // Tiles have one size and stand in their order, row by row; a featured one is no smaller and above them.
        const QString key = guess.layout.pip ? guess.layout.pip->participantOrderAttribute
                                             : guess.layout.grid->participantOrderAttribute;
        const SceneTile *before = nullptr;
        for (const SceneTile &tile : std::as_const(under)) {
            if (tile.slot == Slot::Featured) {
                QCOMPARE(guess.cast[tile.member].attributes.value(u"role"_s), u"true"_s);
                continue;
            }
            if (under.first().slot == Slot::Featured) {
                QVERIFY2(under.first().frame.bottom() < tile.frame.top(), which.constData());
                QVERIFY2(under.first().frame.height() >= tile.frame.height(), which.constData());
            }
            if (before) {
                QCOMPARE(tile.frame.size(), before->frame.size());
                QVERIFY2(tile.frame.top() > before->frame.bottom()
                        || (tile.frame.top() == before->frame.top() && tile.frame.left() > before->frame.right()),
                    which.constData());
                const auto number = [&](const SceneTile *one) {
                    return key.isEmpty() ? std::nullopt : orderNumber(guess.cast[one->member].attributes.value(key));
                };
                const auto mine = number(&tile);
                const auto theirs = number(before);
                QVERIFY2(theirs || !mine, which.constData());
                if (mine && theirs)
                    QVERIFY2(*theirs < *mine || (*theirs == *mine && before->member < tile.member), which.constData());
                else if (!mine && !theirs)
                    QVERIFY2(before->member < tile.member, which.constData());
            }
            before = &tile;
        }
    }
}

void TestCompositionScene::gridIsTheDefault()
{
    const QList<CastMember> cast {member(u"a"_s), member(u"b"_s), member(u"c"_s), member(u"d"_s)};
    const CompositionScene scene = sceneOf({}, cast, {1920, 1080});
    QCOMPARE(scene, sceneOf(grid({}), cast, {1920, 1080}));
    QCOMPARE(names(scene, cast), QStringList({u"a"_s, u"b"_s, u"c"_s, u"d"_s}));
    // Two rows of two, two pixels apart.
    QCOMPARE(scene.tiles[1].frame.left() - scene.tiles[0].frame.right() - 1, 2);
    QCOMPARE(scene.tiles[2].frame.top() - scene.tiles[0].frame.bottom() - 1, 2);
    QVERIFY(scene.tiles[0].frame.width() > 950);
    QVERIFY(scene.notes.isEmpty());
    QCOMPARE(sceneOf({}, {}, {1920, 1080}).notes, QList<Note> {Note::Nobody});
    // Somebody alone has the whole frame.
    QCOMPARE(sceneOf({}, {cast.first()}, {1920, 1080}).tiles.first().frame, QRect(0, 0, 1920, 1080));
}

void TestCompositionScene::order()
{
    const auto seat = [](const QString &name, const QString &value) { return member(name, {{u"seat"_s, value}}); };
    const QList<CastMember> cast {seat(u"late"_s, u"10"_s), member(u"none"_s), seat(u"half"_s, u"1.5"_s),
        seat(u"first"_s, u"-2"_s), seat(u"also"_s, u"10"_s), seat(u"empty"_s, {})};
    ivs::GridConfiguration by;
    by.participantOrderAttribute = u"seat"_s;
    const CompositionScene scene = sceneOf(grid(by), cast, {1920, 1080});
    QCOMPARE(names(scene, cast), QStringList({u"first"_s, u"late"_s, u"also"_s, u"none"_s, u"half"_s, u"empty"_s}));
    QCOMPARE(scene.tiles[0].order, SceneTile::Order::Attribute);
    QCOMPARE(scene.tiles[3].order, SceneTile::Order::Arrival);
    QCOMPARE(scene.tiles[4].order, SceneTile::Order::Unreadable);
    QCOMPARE(scene.tiles[4].number, 5);
    QVERIFY(scene.notes.isEmpty());
    by.participantOrderAttribute = u"row"_s;
    QCOMPARE(sceneOf(grid(by), cast, {1920, 1080}).notes, QList<Note> {Note::NoOrder});
}

void TestCompositionScene::featured()
{
    ivs::GridConfiguration by;
    by.featuredParticipantAttribute = u"host"_s;
    by.participantOrderAttribute = u"seat"_s;
    QList<CastMember> cast {member(u"a"_s, {{u"host"_s, u"yes"_s}}), member(u"b"_s, {{u"host"_s, u"true"_s}}),
        member(u"c"_s, {{u"host"_s, u"true"_s}, {u"seat"_s, u"1"_s}})};
    CompositionScene scene = sceneOf(grid(by), cast, {1280, 720});
    // The order decides between two; only the text "true" counts.
    QCOMPARE(names(scene, cast), QStringList({u"c"_s, u"a"_s, u"b"_s}));
    QCOMPARE(scene.tiles.first().slot, Slot::Featured);
    QCOMPARE(scene.notes, QList<Note> {Note::SeveralFeatured});
    QCOMPARE(scene.tiles[0].fill, ivs::VideoFillMode::Contain);
    QCOMPARE(scene.tiles[1].fill, ivs::VideoFillMode::Cover);
    by.videoFillMode = ivs::VideoFillMode::Fill;
    scene = sceneOf(grid(by), cast, {1280, 720});
    QCOMPARE(scene.tiles[0].fill, ivs::VideoFillMode::Fill);
    QCOMPARE(scene.tiles[1].fill, ivs::VideoFillMode::Fill);
    by.featuredParticipantAttribute = u"nobody"_s;
    QCOMPARE(sceneOf(grid(by), cast, {1280, 720}).notes, QList<Note> {Note::NoFeatured});
    // Alone the featured one has the frame.
    by.featuredParticipantAttribute = u"host"_s;
    QCOMPARE(sceneOf(grid(by), {cast[1]}, {1280, 720}).tiles.first().frame, QRect(0, 0, 1280, 720));
}

void TestCompositionScene::stoppedVideo()
{
    QList<CastMember> cast {member(u"a"_s), member(u"b"_s)};
    cast[0].videoStopped = true;
    QCOMPARE(sceneOf({}, cast, {1280, 720}).tiles.size(), 2);
    ivs::GridConfiguration by;
    by.omitStoppedVideo = true;
    const CompositionScene scene = sceneOf(grid(by), cast, {1280, 720});
    QCOMPARE(names(scene, cast), QStringList {u"b"_s});
    QCOMPARE(scene.left, QList<int> {0});
}

void TestCompositionScene::pictureInPicture()
{
    ivs::PipConfiguration by;
    by.pipParticipantAttribute = u"over"_s;
    QList<CastMember> cast {member(u"screen"_s), member(u"host"_s, {{u"over"_s, u"true"_s}})};
    CompositionScene scene = sceneOf(pip(by), cast, {1920, 1080});
    QCOMPARE(names(scene, cast), QStringList({u"screen"_s, u"host"_s}));
    QCOMPARE(scene.tiles[0].frame, QRect(0, 0, 1920, 1080));
    QCOMPARE(scene.tiles[1].slot, Slot::Pip);
    QCOMPARE(scene.tiles[1].frame, QRect(1440, 810, 480, 270));
    by.pipPosition = ivs::PipPosition::TopLeft;
    by.pipOffset = 24;
    QCOMPARE(sceneOf(pip(by), cast, {1920, 1080}).tiles[1].frame, QRect(24, 24, 480, 270));
    by.pipWidth = 3000;
    QVERIFY(sceneOf(pip(by), cast, {1920, 1080}).notes.contains(Note::PipOutside));
    by.pipWidth.reset();

    // Left alone it stays where it is, or grows.
    cast.removeFirst();
    QCOMPARE(sceneOf(pip(by), cast, {1920, 1080}).tiles.first().frame, QRect(24, 24, 480, 270));
    by.pipBehavior = ivs::PipBehavior::Dynamic;
    scene = sceneOf(pip(by), cast, {1920, 1080});
    QCOMPARE(scene.tiles.first().frame, QRect(0, 0, 1920, 1080));
    QCOMPARE(scene.notes, QList<Note> {Note::PipIsFull});
    by.pipParticipantAttribute = u"nobody"_s;
    QCOMPARE(sceneOf(pip(by), cast, {1920, 1080}).notes, QList<Note> {Note::NoPip});
}

void TestCompositionScene::pipSizes()
{
    ivs::PipConfiguration by;
    // A portrait camera is not squeezed into a landscape box.
    QCOMPARE(pipSize(by, {1920, 1080}, {1080, 1920}), QSize(203, 360));
    QCOMPARE(pipSize(by, {1920, 1080}, {}), QSize(480, 270));
    by.pipWidth = 320;
    QCOMPARE(pipSize(by, {1920, 1080}, {1920, 1080}), QSize(320, 180));
    by.pipHeight = 320;
    QCOMPARE(pipSize(by, {1920, 1080}, {1920, 1080}), QSize(320, 320));
    by.pipWidth.reset();
    QCOMPARE(pipSize(by, {1920, 1080}, {1080, 1920}), QSize(180, 320));
}

void TestCompositionScene::movedByHand()
{
    QRandomGenerator random(7);
    for (int i = 0; i < 2000; ++i) {
        ivs::PipConfiguration by;
        const QSize canvas(1280, 720);
        by.pipPosition = static_cast<ivs::PipPosition>(i % 4);
        by.pipWidth = 2 + random.bounded(500);
        by.pipHeight = 2 + random.bounded(300);
        // Beyond the middle another corner is nearer, and says the same.
        by.pipOffset = random.bounded((canvas.height() - *by.pipHeight) / 2);
        const QRect frame = pipFrame(by, canvas, {});
        const PipPlace place = pipPlace(frame, canvas);
        QCOMPARE(place.position, *by.pipPosition.value());
        QCOMPARE(place.offset, *by.pipOffset);
    }
    // Dragged beyond the edge it comes back to it.
    QCOMPARE(pipPlace(QRect(-50, -40, 200, 100), {1280, 720}), (PipPlace {ivs::PipPosition::TopLeft, 0}));
}

void TestCompositionScene::fillModes()
{
    const QRect frame(10, 20, 160, 90);
    QCOMPARE(videoRect({1080, 1080}, frame, ivs::VideoFillMode::Fill), QRectF(frame));
    QCOMPARE(videoRect({1080, 1080}, frame, ivs::VideoFillMode::Contain), QRectF(45, 20, 90, 90));
    QCOMPARE(videoRect({1080, 1080}, frame, ivs::VideoFillMode::Cover), QRectF(10, -15, 160, 160));
}

void TestCompositionScene::nonsense()
{
    ivs::GridConfiguration wide;
    wide.gridGap = 5000;
    const QList<CastMember> cast {member(u"a"_s), member(u"b"_s)};
    const CompositionScene scene = sceneOf(grid(wide), cast, {640, 360});
    QVERIFY(scene.tiles.isEmpty());
    QCOMPARE(scene.notes, QList<Note> {Note::TooMany});
    wide.featuredParticipantAttribute = u"host"_s;
    QCOMPARE(sceneOf(grid(wide), {member(u"a"_s, {{u"host"_s, u"true"_s}}), member(u"b"_s)}, {640, 360}).notes,
        QList<Note> {Note::TooMany});
    for (const QString &word : {u"1.5"_s, u" "_s, u"one"_s, u"0x10"_s, u"99999999999999999999"_s, u""_s})
        QVERIFY2(!orderNumber(word), qPrintable(word));
    QCOMPARE(orderNumber(u"-7"_s), std::optional<qint64>(-7));
    QCOMPARE(orderNumber(u"007"_s), std::optional<qint64>(7));
}

QTEST_GUILESS_MAIN(TestCompositionScene)
#include "tst_compositionscene.moc"
