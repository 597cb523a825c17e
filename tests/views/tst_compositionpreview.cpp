// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/views/deskwindow.h"
#include "views/compositionpreview.h"

#include <QSignalSpy>
#include <QTest>

using namespace Qt::Literals::StringLiterals;

/// The preview under a person's hands: what is dragged there comes back as the fields that make it so.
class TestCompositionPreview final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void movedByTheMouse();
    void sizedByTheMouse();
    void keys();
    void nothingToGrab();
    void isSpoken();
    void framesFollowTheWidget();

private:
    /// As an editor does: what was moved becomes the layout.
    void follow();
    const SceneTile &pip() const { return m_preview->scene().tiles.last(); }
    QPoint at(const QPoint &canvas) const { return m_preview->painted(QRect(canvas, QSize(1, 1))).topLeft().toPoint(); }

    std::unique_ptr<CompositionPreview> m_preview;
    ivs::PipConfiguration m_pip;
};

void TestCompositionPreview::init()
{
    m_preview = std::make_unique<CompositionPreview>(programTheme());
    m_preview->resize(640, 400);
    m_preview->setCanvas({1280, 720});
    m_preview->setCast({{u"1"_s, u"screen"_s, {}, {1920, 1080}, false},
        {u"2"_s, u"host"_s, {{u"over"_s, u"true"_s}}, {1920, 1080}, false}});
    m_pip = {};
    m_pip.pipParticipantAttribute = u"over"_s;
    m_preview->setLayoutOf({{}, m_pip});
    follow();
    m_preview->show();
    QVERIFY(QTest::qWaitForWindowExposed(m_preview.get()));
}

void TestCompositionPreview::follow()
{
    connect(m_preview.get(), &CompositionPreview::pipMoved, this, [this](const PipPlace &place) {
        m_pip.pipPosition = place.position;
        m_pip.pipOffset = place.offset;
        m_preview->setLayoutOf({{}, m_pip});
    });
    connect(m_preview.get(), &CompositionPreview::pipSized, this, [this](const QSize &size) {
        m_pip.pipWidth = size.width();
        m_pip.pipHeight = size.height();
        m_preview->setLayoutOf({{}, m_pip});
    });
}

void TestCompositionPreview::movedByTheMouse()
{
    QCOMPARE(pip().frame, QRect(960, 540, 320, 180));
    const QPoint hold = pip().frame.center();
    QTest::mousePress(m_preview.get(), Qt::LeftButton, {}, at(hold));
    // To 40 pixels from the upper left corner, held where it was taken.
    QTest::mouseMove(m_preview.get(), at(hold - QPoint(960 - 40, 540 - 40)));
    QTest::mouseRelease(m_preview.get(), Qt::LeftButton, {}, at(hold - QPoint(960 - 40, 540 - 40)));
    QCOMPARE(m_pip.pipPosition.value(), ivs::PipPosition::TopLeft);
    QVERIFY2(std::abs(*m_pip.pipOffset - 40) <= 2, qPrintable(QString::number(*m_pip.pipOffset)));
    QCOMPARE(pip().frame.topLeft(), QPoint(*m_pip.pipOffset, *m_pip.pipOffset));
    QCOMPARE(pip().frame.size(), QSize(320, 180));
    // Let go is let go.
    const QRect before = pip().frame;
    QTest::mouseMove(m_preview.get(), at({640, 360}));
    QCOMPARE(pip().frame, before);
}

void TestCompositionPreview::sizedByTheMouse()
{
    const QPoint corner = pip().frame.topLeft();
    QTest::mousePress(m_preview.get(), Qt::LeftButton, {}, at(corner));
    QTest::mouseMove(m_preview.get(), at(corner - QPoint(80, 60)));
    QVERIFY(std::abs(pip().frame.width() - 400) <= 2);
    QVERIFY(std::abs(pip().frame.height() - 240) <= 2);
    QCOMPARE(pip().frame.bottomRight(), QPoint(1279, 719)); // the outer corner stands
    // Never turned inside out, nor larger than there is room.
    QTest::mouseMove(m_preview.get(), at({1279, 719}));
    QCOMPARE(pip().frame.size(), QSize(16, 16));
    QTest::mouseMove(m_preview.get(), QPoint(-50, -50));
    QCOMPARE(pip().frame.size(), QSize(1280, 720));
    QTest::mouseRelease(m_preview.get(), Qt::LeftButton, {}, QPoint(-50, -50));
}

void TestCompositionPreview::keys()
{
    m_preview->setFocus();
    QTest::keyClick(m_preview.get(), Qt::Key_Up);
    QCOMPARE(m_pip.pipPosition.value(), ivs::PipPosition::TopRight);
    QTest::keyClick(m_preview.get(), Qt::Key_Left);
    QCOMPARE(m_pip.pipPosition.value(), ivs::PipPosition::TopLeft);
    QTest::keyClick(m_preview.get(), Qt::Key_Plus);
    QTest::keyClick(m_preview.get(), Qt::Key_Plus);
    QCOMPARE(m_pip.pipOffset, std::optional(4));
    for (int i = 0; i < 5; ++i)
        QTest::keyClick(m_preview.get(), Qt::Key_Minus);
    QCOMPARE(m_pip.pipOffset, std::optional(0));
    QTest::keyClick(m_preview.get(), Qt::Key_Right, Qt::ShiftModifier);
    QTest::keyClick(m_preview.get(), Qt::Key_Up, Qt::ShiftModifier);
    QCOMPARE(pip().frame.size(), QSize(322, 178));
}

void TestCompositionPreview::nothingToGrab()
{
    m_preview->setLayoutOf({});
    QSignalSpy moved(m_preview.get(), &CompositionPreview::pipMoved);
    QSignalSpy sized(m_preview.get(), &CompositionPreview::pipSized);
    QTest::mousePress(m_preview.get(), Qt::LeftButton, {}, at({1100, 600}));
    QTest::mouseMove(m_preview.get(), at({200, 200}));
    QTest::mouseRelease(m_preview.get(), Qt::LeftButton, {}, at({200, 200}));
    m_preview->setFocus();
    QTest::keyClick(m_preview.get(), Qt::Key_Left);
    QVERIFY(moved.isEmpty() && sized.isEmpty());
    // The layout goes while it is held.
    m_preview->setLayoutOf({{}, m_pip});
    QTest::mousePress(m_preview.get(), Qt::LeftButton, {}, at({1100, 600}));
    m_preview->setLayoutOf({});
    QTest::mouseMove(m_preview.get(), at({200, 200}));
    QTest::mouseRelease(m_preview.get(), Qt::LeftButton, {}, at({200, 200}));
    QVERIFY(moved.isEmpty() && sized.isEmpty());
}

void TestCompositionPreview::isSpoken()
{
    QVERIFY(m_preview->accessibleDescription().contains(u"host: picture in picture by over=true"_s));
    QVERIFY(m_preview->accessibleDescription().contains(u"approximate"_s));
    m_preview->setCast({});
    QVERIFY(m_preview->accessibleDescription().contains(u"Nobody is in the picture."_s));
}

void TestCompositionPreview::framesFollowTheWidget()
{
    for (const QSize size : {QSize(240, 180), QSize(900, 300), QSize(400, 800)}) {
        m_preview->resize(size);
        const QRectF whole = m_preview->painted(QRect(0, 0, 1280, 720));
        QVERIFY(QRectF(m_preview->rect()).contains(whole));
        QVERIFY(std::abs(whole.width() / whole.height() - 1280.0 / 720) < 0.01);
        // The whole of it is painted: every tile shows its camera's colour or its letters, none the canvas.
        const QImage image = m_preview->grab().toImage();
        const QRectF host = m_preview->painted(pip().frame);
        QVERIFY(image.pixelColor((host.center() * image.devicePixelRatio()).toPoint()) != QColor(Qt::black));
    }
}

QTEST_MAIN(TestCompositionPreview)
#include "tst_compositionpreview.moc"
