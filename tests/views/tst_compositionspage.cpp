// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/compositiondetail.h"
#include "tests/views/deskwindow.h"
#include "views/actionregistry.h"
#include "views/compositionpreview.h"
#include "views/compositionspage.h"
#include "views/confirmation.h"
#include "views/datatable.h"
#include "views/sidesheet.h"

#include <QPushButton>

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
    void failedReadIsToldAndMended();
    void readOnly();
    void prefixIsCopied();
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
        clickRow(named<DataTable>(m_page, u"Compositions"_s), m_workspace->compositions()->rowOfKey(arn));
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
    QVERIFY(page().contains(u"Nothing is composed in"_s));
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
    QTRY_COMPARE(m_workspace->compositions()->rowCount(), 0);
    QTRY_VERIFY(page().contains(u"The service does not know it any more"_s));
    // What was seen of it stays.
    QVERIFY(page().contains(u"archive · to storage"_s));
    QVERIFY(m_page->findChild<CompositionPreview *>()->isVisible());
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
}

void TestCompositionsPage::closedWhileStopping()
{
    const QString arn = start();
    open();
    choose(arn);
    QVERIFY(m_service->fault(u"StopComposition"_s, u"latency"_s, 300, 1));
    action("compositions.stop")->trigger();
    press(question(), u"Stop"_s);
    m_desk.reset();
    QTRY_COMPARE(m_service->arrived(u"StopComposition"_s), 1);
}

QTEST_MAIN(TestCompositionsPage)
#include "tst_compositionspage.moc"
