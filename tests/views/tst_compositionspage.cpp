// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/compositiondetail.h"
#include "models/compositionrecordmodel.h"
#include "models/watch.h"
#include "tests/views/deskwindow.h"
#include "views/actionregistry.h"
#include "views/compositionpreview.h"
#include "views/compositionspage.h"
#include "views/confirmation.h"
#include "views/datatable.h"
#include "views/replacementsheet.h"
#include "views/sidesheet.h"

#include <QLineEdit>
#include <QPushButton>
#include <QTabBar>
#include <QToolButton>

using namespace Qt::Literals::StringLiterals;

/// The compositions page under a person's hands: what runs, where it leads, and stopping it.
class TestCompositionsPage final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();
    void emptyPageSaysSo();
    void tellsWhatItIs();
    void pictureFollowsTheLayout();
    void stopped();
    void stopOfSeveral();
    void goneMeanwhile();
    void historyLineByLine();
    void runningAndEnded();
    void failedReadIsToldAndMended();
    void readOnly();
    void prefixIsCopied();
    void realPeopleOnTheRealCanvas();
    void countdownWhileNobodyPublishes();
    void replacedByTheSame();
    void replacementFailsAndTheOldOneIsOffered();
    void closedWhileStopping();

private:
    QString start(const QJsonObject &layout = {})
    {
        const QJsonObject s3 {
            {u"storageConfigurationArn"_s, m_storage}, {u"encoderConfigurationArns"_s, QJsonArray {m_encoder}}};
        QJsonObject body {{u"stageArn"_s, m_stage},
            {u"destinations"_s, QJsonArray {QJsonObject {{u"name"_s, u"archive"_s}, {u"s3"_s, s3}}}}};
        if (!layout.isEmpty())
            body.insert(u"layout"_s, layout);
        return m_service->perform(u"StartComposition"_s, body)["composition"_L1].toObject()["arn"_L1].toString();
    }
    void advance(int seconds) { m_service->control(u"advance"_s, {{u"seconds"_s, seconds}}); }
    void open(bool readOnly = false)
    {
        m_workspace = m_desk->connectTo(*m_service, readOnly);
        QVERIFY(m_desk->show());
        m_desk->window()->showPage(u"compositions"_s);
        TRY_SETTLED(m_workspace->compositions());
        m_page = m_desk->window()->findChild<CompositionsPage *>();
        QVERIFY(m_page);
    }
    void choose(const QString &arn)
    {
        clickRow(named<DataTable>(m_page, u"Compositions"_s), m_workspace->compositionRecords()->rowOfKey(arn));
        QTRY_VERIFY(!m_workspace->compositionDetail()->isLoading());
    }
    QAction *action(const char *id) const { return m_page->actions()->action(QLatin1StringView(id)); }
    Confirmation *question() const { return m_desk->window()->findChild<Confirmation *>(); }
    QString page() const { return readable(m_page); }
    void press(const QWidget *where, const QString &words)
    {
        auto *button = withText<QPushButton>(where, words);
        QVERIFY2(button, qPrintable(words));
        QTRY_VERIFY(button->isEnabled());
        QTest::mouseClick(button, Qt::LeftButton);
    }

    std::unique_ptr<LocalService> m_service;
    std::unique_ptr<DeskWindow> m_desk;
    Workspace *m_workspace = nullptr;
    CompositionsPage *m_page = nullptr;
    QString m_stage;
    QString m_encoder;
    QString m_storage;
};

void TestCompositionsPage::init()
{
    m_service = std::make_unique<LocalService>();
    m_desk = std::make_unique<DeskWindow>();
    m_stage = m_service->createStage(u"evening"_s);
    const auto host = m_service->join(m_stage, u"host"_s);
    QVERIFY(m_service->act(u"publish"_s, m_stage, host.participantId));
    m_encoder = m_service->perform(u"CreateEncoderConfiguration"_s, {{u"name"_s, u"hd"_s}})["encoderConfiguration"_L1]
                    .toObject()["arn"_L1]
                    .toString();
    m_storage = m_service
                    ->perform(u"CreateStorageConfiguration"_s,
                        {{u"s3"_s, QJsonObject {{u"bucketName"_s, u"archive-bucket"_s}}}})["storageConfiguration"_L1]
                    .toObject()["arn"_L1]
                    .toString();
    QVERIFY(!m_encoder.isEmpty() && !m_storage.isEmpty());
}

void TestCompositionsPage::cleanup()
{
    m_desk.reset();
    m_service.reset();
}

void TestCompositionsPage::emptyPageSaysSo()
{
    open();
    QVERIFY(page().contains(u"no composition is remembered"_s));
    QVERIFY(page().contains(u"No composition chosen"_s));
    QVERIFY(!action("compositions.stop")->isEnabled());
    QVERIFY(!m_page->findChild<CompositionPreview *>()->isVisible());
}

void TestCompositionsPage::tellsWhatItIs()
{
    const QString arn = start();
    advance(10);
    open();
    choose(arn);
    QTRY_VERIFY(page().contains(u"grid · gap 2 px"_s));
    QVERIFY(page().contains(u"archive · to storage"_s));
    QVERIFY(page().contains(u"of at most 24 h: ends by"_s));
    QVERIFY(page().contains(u"AWS may place tiles differently"_s));
    QVERIFY(m_page->findChild<CompositionPreview *>()->isVisible());
}

void TestCompositionsPage::pictureFollowsTheLayout()
{
    m_stage = m_service->createStage(u"quiet"_s); // nobody publishes: the people are made up
    const QString grid = start({{u"grid"_s, QJsonObject {{u"featuredParticipantAttribute"_s, u"host"_s}}}});
    const QString pip = start({{u"pip"_s, QJsonObject {{u"pipParticipantAttribute"_s, u"over"_s}}}});
    open();
    auto *picture = m_page->findChild<CompositionPreview *>();
    choose(grid);
    QTRY_COMPARE(picture->scene().tiles.value(0).slot, SceneTile::Slot::Featured);
    choose(pip);
    QTRY_COMPARE(picture->scene().tiles.last().slot, SceneTile::Slot::Pip);
}

void TestCompositionsPage::stopped()
{
    const QString arn = start();
    advance(10);
    open();
    choose(arn);
    action("compositions.stop")->trigger();
    QVERIFY(question());
    QVERIFY(readable(question()).contains(u"a channel goes offline, a recording is closed"_s));
    press(question(), u"Cancel"_s);
    QTRY_VERIFY(!question());
    QCOMPARE(m_service->arrived(u"StopComposition"_s), 0);
    QTest::keyClick(named<DataTable>(m_page, u"Compositions"_s), Qt::Key_Delete);
    QVERIFY(question());
    press(question(), u"Stop"_s);
    // The list is read at once: it stops, and can't be stopped twice.
    QTRY_VERIFY(m_workspace->compositions()->record(arn)->state == ivs::CompositionState::Stopping
        || m_workspace->compositions()->record(arn)->state == ivs::CompositionState::Stopped);
    QCOMPARE(m_service->arrived(u"StopComposition"_s), 1);
    advance(30);
    m_page->reload();
    QTRY_VERIFY(m_workspace->compositions()->record(arn)->state == ivs::CompositionState::Stopped);
    QTRY_VERIFY(page().contains(u"Ran for"_s));
    QVERIFY(!action("compositions.stop")->isEnabled());
}

void TestCompositionsPage::stopOfSeveral()
{
    const QStringList arns {start(), start(), start()};
    open();
    auto *table = named<DataTable>(m_page, u"Compositions"_s);
    table->setFocus();
    table->selectAll();
    action("compositions.stop")->trigger();
    QVERIFY(question());
    QVERIFY(readable(question()).contains(u"Stop 3 compositions?"_s));
    QVERIFY(readable(question()).contains(u"3 outputs end"_s));
    press(question(), u"Stop"_s);
    QTRY_COMPARE(m_service->acted(u"StopComposition"_s), 3);
    QTRY_VERIFY(readable(m_page).contains(u"3 done"_s));
}

void TestCompositionsPage::goneMeanwhile()
{
    const QString arn = start();
    advance(10);
    open();
    choose(arn);
    m_service->perform(u"StopComposition"_s, {{u"arn"_s, arn}});
    advance(600);
    m_page->reload();
    QTRY_VERIFY(!m_workspace->compositions()->record(arn));
    // It stays among the others, and that the service has forgotten it is no error.
    QCOMPARE(m_workspace->compositionRecords()->rowCount(), 1);
    QTRY_VERIFY(page().contains(u"was not watched"_s));
    QVERIFY(!withText<QPushButton>(m_page, u"Try again"_s));
    QVERIFY(page().contains(u"at least: began"_s));
    QVERIFY(page().contains(u"archive · to storage"_s));
    QVERIFY(m_page->findChild<CompositionPreview *>()->isVisible());
    QVERIFY(!action("compositions.stop")->isEnabled());
    QVERIFY(!action("compositions.tags")->isEnabled());
    QVERIFY(action("compositions.prefix")->isEnabled());
    // Nobody asks for what nobody has.
    const int asked = m_service->arrived(u"GetComposition"_s);
    m_page->reload();
    TRY_SETTLED(m_workspace->compositions());
    QCOMPARE(m_service->arrived(u"GetComposition"_s), asked);
}

void TestCompositionsPage::historyLineByLine()
{
    const QString arn = start();
    open();
    choose(arn);
    advance(10);
    m_page->reload();
    QTRY_VERIFY(m_workspace->compositions()->record(arn)->state == ivs::CompositionState::Active);
    action("compositions.stop")->trigger();
    press(question(), u"Stop"_s);
    QTRY_COMPARE(m_service->acted(u"StopComposition"_s), 1);
    advance(10);
    m_page->reload();
    QTRY_VERIFY(page().contains(u"It was asked to stop from here"_s));
    auto *tabs = m_page->findChild<QTabBar *>();
    QTest::mouseClick(tabs, Qt::LeftButton, {}, tabs->tabRect(1).center());
    auto *lines = named<DataTable>(m_page, u"History"_s);
    QVERIFY(lines && lines->isVisible());
    QStringList told;
    for (int row = 0; row < lines->model()->rowCount(); ++row)
        told << lines->model()->index(row, 1).data().toString();
    const QString all = told.join(u'\n');
    for (const QString &each : {u"Starting"_s, u"Active"_s, u"Output archive: Active"_s, u"Asked to stop from here"_s,
             u"Output archive: Stopped"_s, u"Stopped"_s})
        QVERIFY2(all.contains(each), qPrintable(all));
    // Where one looked last is kept.
    const QByteArray layout = m_page->saveLayout();
    tabs->setCurrentIndex(0);
    m_page->restoreLayout(layout);
    QCOMPARE(tabs->currentIndex(), 1);
}

void TestCompositionsPage::runningAndEnded()
{
    const QString first = start();
    m_service->perform(u"StopComposition"_s, {{u"arn"_s, first}});
    advance(10);
    const QString second = start();
    open();
    const CompositionRecordModel *model = m_workspace->compositionRecords();
    QTRY_COMPARE(model->rowCount(), 2);
    QTest::mouseClick(withText<QToolButton>(m_page, u"Running"_s), Qt::LeftButton);
    QCOMPARE(model->rowCount(), 1);
    QCOMPARE(model->keyAt(0), second);
    QTest::mouseClick(withText<QToolButton>(m_page, u"Ended"_s), Qt::LeftButton);
    QCOMPARE(model->rowCount(), 1);
    QCOMPARE(model->keyAt(0), first);
    // What is asked for is shown, whatever hid it.
    m_page->showKey(second);
    QCOMPARE(model->rowCount(), 2);
    QVERIFY(withText<QToolButton>(m_page, u"All"_s)->isChecked());
    auto *filter = named<QLineEdit>(m_page, u"Filter Compositions"_s);
    QTest::keyClicks(filter, u"encoder:"_s + m_encoder.section(u'/', -1));
    QTRY_COMPARE(model->filterText(), filter->text());
    QTRY_COMPARE(model->rowCount(), 2);
    QTRY_VERIFY(m_workspace->stages()->state().isWhole); // which tells the names
    filter->setText(u"state:stopped stage:evening"_s);
    QTRY_COMPARE(model->rowCount(), 1);
    filter->setText(u"stage:other"_s);
    QTRY_COMPARE(model->rowCount(), 0);
}

void TestCompositionsPage::failedReadIsToldAndMended()
{
    const QString arn = start();
    open();
    QVERIFY(m_service->fault(u"GetComposition"_s, u"status"_s, 403, 1000));
    choose(arn);
    m_page->reload();
    QTRY_VERIFY(m_workspace->compositionDetail()->error());
    QTRY_VERIFY(withText<QPushButton>(m_page, u"Try again"_s));
    m_service->clearFaults();
    press(m_page, u"Try again"_s);
    QTRY_VERIFY(!m_workspace->compositionDetail()->error());
    QTRY_VERIFY(page().contains(u"grid"_s));
}

void TestCompositionsPage::readOnly()
{
    const QString arn = start();
    open(true);
    choose(arn);
    QVERIFY(!action("compositions.stop")->isEnabled());
    QVERIFY(action("compositions.stop")->toolTip().contains(u"read-only"_s));
    QTest::keyClick(named<DataTable>(m_page, u"Compositions"_s), Qt::Key_Delete);
    QVERIFY(!question());
    QVERIFY(action("compositions.prefix")->isEnabled()
        || !action("compositions.prefix")->toolTip().contains(u"read-only"_s));
}

void TestCompositionsPage::prefixIsCopied()
{
    const QString arn = start();
    advance(10);
    open();
    choose(arn);
    m_page->reload();
    QTRY_VERIFY(action("compositions.prefix")->isEnabled());
    action("compositions.prefix")->trigger();
    QVERIFY2(m_desk->copied.endsWith(u"/composite"_s), qPrintable(m_desk->copied));
    // No browser finds what a local service keeps.
    QVERIFY(!action("compositions.open")->isEnabled());
    QVERIFY(action("compositions.open")->toolTip().contains(u"not at AWS"_s));
}

void TestCompositionsPage::realPeopleOnTheRealCanvas()
{
    m_encoder =
        m_service
            ->perform(u"CreateEncoderConfiguration"_s,
                {{u"name"_s, u"upright"_s},
                    {u"video"_s, QJsonObject {{u"width"_s, 720}, {u"height"_s, 1280}}}})["encoderConfiguration"_L1]
            .toObject()["arn"_L1]
            .toString();
    const auto guest = m_service->join(m_stage, u"guest-3"_s, {{u"over"_s, u"true"_s}});
    m_service->join(m_stage, u"viewer"_s);
    m_service->act(u"publish"_s, m_stage, guest.participantId);
    const QString arn = start({{u"pip"_s, QJsonObject {{u"pipParticipantAttribute"_s, u"over"_s}}}});
    advance(10);
    open();
    choose(arn);
    auto *picture = m_page->findChild<CompositionPreview *>();
    QTRY_COMPARE(picture->scene().canvas, QSize(720, 1280));
    QTRY_COMPARE(picture->cast().size(), 2);
    QCOMPARE(picture->cast()[0].name, u"host"_s);
    QCOMPARE(picture->cast()[1].name, u"guest-3"_s);
    // By the attribute that the service tells of him.
    QCOMPARE(picture->scene().tiles.last().slot, SceneTile::Slot::Pip);
    QCOMPARE(picture->scene().tiles.last().member, 1);
    QVERIFY(page().contains(u"With the 2 who publish, as of"_s));
    QVERIFY2(page().contains(u"on its encoder's canvas of 720×1280"_s), qPrintable(page()));
}

void TestCompositionsPage::countdownWhileNobodyPublishes()
{
    m_stage = m_service->createStage(u"silent"_s);
    const QString arn = start();
    advance(20);
    open();
    choose(arn);
    QTRY_VERIFY(page().contains(u"Nobody publishes: it stops by itself in 00:40"_s));
    QVERIFY(page().contains(u"With made-up people, as nobody publishes"_s));
    // Its time is over: what became of it is asked at once.
    const int asked = m_service->arrived(u"ListCompositions"_s);
    advance(70);
    m_page->reload();
    QTRY_VERIFY(m_service->arrived(u"ListCompositions"_s) > asked);
    QTRY_VERIFY(page().contains(u"Nobody had published when it ended"_s));
    QVERIFY(!page().contains(u"stops by itself in"_s));
}

void TestCompositionsPage::replacedByTheSame()
{
    const QString arn = start({{u"grid"_s, QJsonObject {{u"featuredParticipantAttribute"_s, u"host"_s}}}});
    advance(10);
    open();
    choose(arn);
    QTRY_VERIFY(action("compositions.replace")->isEnabled());
    action("compositions.replace")->trigger();
    QVERIFY(question());
    QVERIFY(readable(question()).contains(u"Nothing is interrupted"_s));
    press(question(), u"Cancel"_s);
    QTRY_VERIFY(!question());
    QCOMPARE(m_service->arrived(u"StopComposition"_s), 0);
    action("compositions.replace")->trigger();
    press(question(), u"Replace"_s);
    auto *sheet = m_page->findChild<ReplacementSheet *>();
    QVERIFY(sheet);
    QTRY_VERIFY(readable(sheet).contains(u"Waiting until the new composition is active"_s));
    QCOMPARE(m_service->acted(u"StartComposition"_s), 1);
    advance(10);
    QTRY_COMPARE_WITH_TIMEOUT(m_service->acted(u"StopComposition"_s), 1, 15000);
    advance(10);
    QTRY_VERIFY_WITH_TIMEOUT(readable(sheet).contains(u"the old one has ended"_s), 15000);
    press(sheet, u"Close"_s);
    QTRY_VERIFY(!m_page->findChild<ReplacementSheet *>());
    QCOMPARE(m_workspace->compositionRecords()->rowCount(), 2);
}

void TestCompositionsPage::replacementFailsAndTheOldOneIsOffered()
{
    const QString channel = m_service->control(u"channel"_s, {{u"id"_s, u"AiR"_s}})["arn"_L1].toString();
    const QString arn =
        m_service
            ->perform(u"StartComposition"_s,
                {{u"stageArn"_s, m_stage},
                    {u"destinations"_s,
                        QJsonArray {QJsonObject {{u"name"_s, u"air"_s},
                            {u"channel"_s, QJsonObject {{u"channelArn"_s, channel}}}}}}})["composition"_L1]
            .toObject()["arn"_L1]
            .toString();
    QVERIFY(!arn.isEmpty());
    advance(10);
    open();
    choose(arn);
    QTRY_VERIFY(action("compositions.replace")->isEnabled());
    action("compositions.replace")->trigger();
    QVERIFY(readable(question()).contains(u"A channel takes one stream at a time"_s));
    QVERIFY(m_service->fault(u"StartComposition"_s, u"status"_s, 403));
    press(question(), u"Replace"_s);
    auto *sheet = m_page->findChild<ReplacementSheet *>();
    QVERIFY(sheet);
    QTRY_COMPARE(m_service->acted(u"StopComposition"_s), 1);
    advance(20);
    QTRY_VERIFY_WITH_TIMEOUT(readable(sheet).contains(u"nothing runs in its place"_s), 15000);
    press(sheet, u"Start the old definition"_s);
    QTRY_COMPARE_WITH_TIMEOUT(m_service->acted(u"StartComposition"_s), 1, 15000);
    advance(10);
    QTRY_VERIFY_WITH_TIMEOUT(readable(sheet).contains(u"The old definition is active again"_s), 15000);
}

void TestCompositionsPage::closedWhileStopping()
{
    const QString arn = start();
    open();
    choose(arn);
    QVERIFY(m_service->fault(u"StopComposition"_s, u"latency"_s, 300, 1));
    action("compositions.stop")->trigger();
    press(question(), u"Stop"_s);
    QTRY_COMPARE(m_service->arrived(u"StopComposition"_s), 1);
    m_desk.reset(); // its answer is on its way
    QCOMPARE(m_service->arrived(u"StopComposition"_s), 1);
}

QTEST_MAIN(TestCompositionsPage)
#include "tst_compositionspage.moc"
