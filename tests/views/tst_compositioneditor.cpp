// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/views/editordesk.h"

using namespace Qt::Literals::StringLiterals;

/// The composition editor under a person's hands: what is filled in arrives at the service, member by member.
class TestCompositionEditor final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { m_desk = std::make_unique<EditorDesk>(); }
    void cleanup() { m_desk.reset(); }
    void defaultsAreLeftToTheService();
    void everyFieldOfAGrid();
    void everyFieldOfAPictureInPicture();
    void everyFieldOfTheOutputs();
    void whatIsMissingIsTold();
    void whatIsWrongIsToldAtItsField();
    void readOnly();
    void copiedBeforeStart();

private:
    void press(const QString &words) { QVERIFY2(m_desk->click(words), qPrintable(words)); }
    void begin()
    {
        QVERIFY(m_desk->open());
        QVERIFY(m_desk->chooseStage());
        QVERIFY(m_desk->typeChoice(u"Channel"_s, m_desk->channel));
    }
    void start()
    {
        press(u"Start"_s);
        QTRY_COMPARE(m_desk->service.acted(u"StartComposition"_s), 1);
        QTRY_VERIFY(m_desk->text().contains(u"It starts"_s));
    }

    std::unique_ptr<EditorDesk> m_desk;
};

void TestCompositionEditor::defaultsAreLeftToTheService()
{
    begin();
    start();
    const QJsonObject made = m_desk->composition();
    QCOMPARE(made["stageArn"_L1].toString(), m_desk->stage);
    // The one number that is always said: model and documentation of the service differ in it.
    QCOMPARE(made["layout"_L1].toObject(), QJsonObject({{u"grid"_s, QJsonObject {{u"gridGap"_s, 2}}}}));
    QCOMPARE(EditorDesk::configuration(made, 0),
        QJsonObject({{u"channel"_s, QJsonObject {{u"channelArn"_s, m_desk->channel}}}}));
}

void TestCompositionEditor::everyFieldOfAGrid()
{
    begin();
    QVERIFY(m_desk->type(u"Featured by attribute"_s, u"role"_s));
    QVERIFY(m_desk->type(u"Order by attribute"_s, u"seat"_s));
    QVERIFY(m_desk->pick(u"Stopped video"_s, u"left out"_s));
    QVERIFY(m_desk->type(u"Gap between tiles"_s, u"12"_s));
    QVERIFY(m_desk->pick(u"Shape of tiles"_s, u"1:1"_s));
    QVERIFY(m_desk->pick(u"Pictures in tiles"_s, u"whole in the tile, with bars"_s));
    start();
    QCOMPARE(m_desk->composition()["layout"_L1].toObject(),
        QJsonObject({{u"grid"_s,
            QJsonObject {{u"featuredParticipantAttribute"_s, u"role"_s}, {u"participantOrderAttribute"_s, u"seat"_s},
                {u"omitStoppedVideo"_s, true}, {u"gridGap"_s, 12}, {u"videoAspectRatio"_s, u"SQUARE"_s},
                {u"videoFillMode"_s, u"CONTAIN"_s}}}}));
}

void TestCompositionEditor::everyFieldOfAPictureInPicture()
{
    begin();
    QVERIFY(m_desk->type(u"Featured by attribute"_s, u"role"_s));
    press(u"Picture in picture"_s);
    // What both layouts can say went along.
    QCOMPARE(m_desk->field(u"Featured by attribute"_s)->text(), u"role"_s);
    QVERIFY(m_desk->type(u"Picture in picture by attribute"_s, u"over"_s));
    QVERIFY(m_desk->type(u"Order by attribute"_s, u"seat"_s));
    QVERIFY(m_desk->pick(u"Position"_s, u"top left"_s));
    QVERIFY(m_desk->type(u"Offset"_s, u"24"_s));
    QVERIFY(m_desk->type(u"Width"_s, u"320"_s));
    QVERIFY(m_desk->type(u"Height"_s, u"200"_s));
    QVERIFY(m_desk->pick(u"When the others leave"_s, u"grows to the whole frame"_s));
    QVERIFY(m_desk->pick(u"Stopped video"_s, u"shown"_s));
    QVERIFY(m_desk->type(u"Gap between tiles"_s, u"4"_s));
    QVERIFY(m_desk->pick(u"Pictures in tiles"_s, u"stretched to the tile"_s));
    start();
    QCOMPARE(m_desk->composition()["layout"_L1].toObject(),
        QJsonObject({{u"pip"_s,
            QJsonObject {{u"featuredParticipantAttribute"_s, u"role"_s}, {u"participantOrderAttribute"_s, u"seat"_s},
                {u"pipParticipantAttribute"_s, u"over"_s}, {u"pipPosition"_s, u"TOP_LEFT"_s}, {u"pipOffset"_s, 24},
                {u"pipWidth"_s, 320}, {u"pipHeight"_s, 200}, {u"pipBehavior"_s, u"DYNAMIC"_s},
                {u"omitStoppedVideo"_s, false}, {u"gridGap"_s, 4}, {u"videoFillMode"_s, u"FILL"_s}}}}));
}

void TestCompositionEditor::everyFieldOfTheOutputs()
{
    begin();
    QVERIFY(m_desk->typeChoice(u"Encoder of the channel"_s, m_desk->encoder));
    QVERIFY(m_desk->type(u"Name of the channel output"_s, u"programme"_s));
    press(u"Record to S3"_s);
    QVERIFY(m_desk->typeChoice(u"Storage configuration"_s, m_desk->storage));
    QVERIFY(m_desk->typeChoice(u"Encoder of the recording"_s, m_desk->encoder));
    QVERIFY(m_desk->type(u"HLS, in segments of"_s, u"6"_s));
    press(u"Thumbnails"_s);
    QVERIFY(m_desk->type(u"One every"_s, u"30"_s));
    press(u"keep the latest at a fixed place"_s);
    QVERIFY(m_desk->type(u"Name of the recording"_s, u"archive"_s));
    press(u"Add a tag"_s);
    QTRY_VERIFY(m_desk->field(u"Name of the tag"_s)->isVisible());
    QVERIFY(m_desk->type(u"Name of the tag"_s, u"team"_s));
    QVERIFY(m_desk->type(u"Value of the tag"_s, u"live"_s));
    start();
    const QJsonObject made = m_desk->composition();
    QCOMPARE(EditorDesk::configuration(made, 0),
        QJsonObject({{u"name"_s, u"programme"_s},
            {u"channel"_s,
                QJsonObject {{u"channelArn"_s, m_desk->channel}, {u"encoderConfigurationArn"_s, m_desk->encoder}}}}));
    QCOMPARE(EditorDesk::configuration(made, 1),
        QJsonObject({{u"name"_s, u"archive"_s},
            {u"s3"_s,
                QJsonObject {{u"storageConfigurationArn"_s, m_desk->storage},
                    {u"encoderConfigurationArns"_s, QJsonArray {m_desk->encoder}},
                    {u"recordingConfiguration"_s,
                        QJsonObject {{u"format"_s, u"HLS"_s},
                            {u"hlsConfiguration"_s, QJsonObject {{u"targetSegmentDurationSeconds"_s, 6}}}}},
                    {u"thumbnailConfigurations"_s,
                        QJsonArray {QJsonObject {{u"targetIntervalSeconds"_s, 30},
                            {u"storage"_s, QJsonArray {u"SEQUENTIAL"_s, u"LATEST"_s}}}}}}}}));
    QCOMPARE(made["tags"_L1].toObject(), QJsonObject({{u"team"_s, u"live"_s}}));
}

void TestCompositionEditor::whatIsMissingIsTold()
{
    QVERIFY(m_desk->open());
    QVERIFY(!m_desk->text().contains(u"Must be chosen"_s)); // nobody wanted to start yet
    press(u"Start"_s);
    QVERIFY(m_desk->text().contains(u"Must be chosen"_s));
    QCOMPARE(QApplication::focusWidget(), m_desk->field(u"Stage"_s));
    QVERIFY(m_desk->chooseStage());
    press(u"To an IVS channel"_s);
    press(u"Start"_s);
    QVERIFY(m_desk->text().contains(u"A composition goes to a channel, to a recording, or to both."_s));
    QCOMPARE(m_desk->service.arrived(u"StartComposition"_s), 0);
}

void TestCompositionEditor::whatIsWrongIsToldAtItsField()
{
    begin();
    QVERIFY(m_desk->type(u"Featured by attribute"_s, u"no such thing"_s));
    QVERIFY(m_desk->text().contains(u"May hold only letters"_s));
    press(u"Start"_s);
    QCOMPARE(QApplication::focusWidget(), m_desk->field(u"Featured by attribute"_s));
    QCOMPARE(m_desk->service.arrived(u"StartComposition"_s), 0);
    QVERIFY(m_desk->type(u"Featured by attribute"_s, u"role"_s));
    QVERIFY(m_desk->typeChoice(u"Channel"_s, u"no such channel"_s));
    QVERIFY(m_desk->text().contains(u"Nothing that is loaded has that name alone"_s));
}

void TestCompositionEditor::readOnly()
{
    QVERIFY(m_desk->open(true));
    QVERIFY(m_desk->chooseStage());
    QVERIFY(m_desk->typeChoice(u"Channel"_s, m_desk->channel));
    auto *button = withText<QPushButton>(m_desk->page, u"&Start"_s);
    QVERIFY(button);
    QVERIFY(!button->isEnabled());
    QVERIFY(button->toolTip().contains(u"read-only"_s));
    QVERIFY(!m_desk->action("editor.start")->isEnabled());
    QTest::keyClick(m_desk->page, Qt::Key_Return, Qt::ControlModifier);
    QCOMPARE(m_desk->service.arrived(u"StartComposition"_s), 0);
    QVERIFY(m_desk->action("editor.copyCli")->isEnabled());
}

void TestCompositionEditor::copiedBeforeStart()
{
    begin();
    m_desk->action("editor.copyCli")->trigger();
    const QString &copied = m_desk->desk.copied;
    QVERIFY2(copied.startsWith(u"aws ivs-realtime start-composition"_s), qPrintable(copied));
    QVERIFY(copied.contains(m_desk->stage));
    m_desk->action("editor.copyJson")->trigger();
    const QString token = QJsonDocument::fromJson(copied.toUtf8())["idempotencyToken"_L1].toString();
    QVERIFY(!token.isEmpty());
    m_desk->action("editor.copyCurl")->trigger();
    QVERIFY(copied.contains(u"curl"_s));
    // Pasted elsewhere and pressed here: one composition.
    QVERIFY2(copied.contains(token), qPrintable(copied));
    start();
    m_desk->action("editor.copyJson")->trigger();
    QCOMPARE(QJsonDocument::fromJson(copied.toUtf8())["idempotencyToken"_L1].toString(), token);
}

QTEST_MAIN(TestCompositionEditor)
#include "tst_compositioneditor.moc"
