// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/encodermodel.h"
#include "models/outputuse.h"
#include "models/storagemodel.h"
#include "models/storagestages.h"
#include "tests/views/deskwindow.h"
#include "views/actionregistry.h"
#include "views/confirmation.h"
#include "views/datatable.h"
#include "views/encodersheet.h"
#include "views/outputspage.h"
#include "views/sidesheet.h"
#include "views/stagetabs.h"
#include "views/storagesheet.h"

#include <QComboBox>
#include <QDoubleSpinBox>
#include <QLineEdit>
#include <QPushButton>
#include <QSignalSpy>
#include <QToolButton>

#include <algorithm>

using namespace Qt::Literals::StringLiterals;

/// Encoder and storage configurations under a person's hands: made, cloned, deleted, and who uses them.
class TestOutputsPage final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();
    void emptyPageSaysSo();
    void encoderFromAPreset();
    void rulesWhileTyping();
    void twicePressedIsOne();
    void refusedKeepsWhatWasTyped();
    void lostAnswerIsNotRepeated();
    void whatWasTypedIsNotLost();
    void clone();
    void usedEncoderIsToldBeforeAndRefused();
    void deleted();
    void storageSaysWhatHappensToTheBucket();
    void stagesOfAStorage();
    void readOnly();
    void closedWhileCreating();
    void tabsAreKept();

private:
    void open(bool readOnly = false)
    {
        m_workspace = m_desk->connectTo(*m_service, readOnly);
        QVERIFY(m_desk->show());
        m_desk->window()->showPage(u"outputs"_s);
        TRY_SETTLED(m_workspace->encoders());
        m_page = m_desk->window()->findChild<OutputsPage *>();
        QVERIFY(m_page);
    }
    QString encoder(const QString &name, const QJsonObject &video = {})
    {
        QJsonObject body {{u"name"_s, name}};
        if (!video.isEmpty())
            body.insert(u"video"_s, video);
        return m_service->perform(u"CreateEncoderConfiguration"_s, body)["encoderConfiguration"_L1]
            .toObject()["arn"_L1]
            .toString();
    }
    QString storage(const QString &name)
    {
        return m_service
            ->perform(u"CreateStorageConfiguration"_s,
                {{u"name"_s, name},
                    {u"s3"_s, QJsonObject {{u"bucketName"_s, name + u"-bucket"_s}}}})["storageConfiguration"_L1]
            .toObject()["arn"_L1]
            .toString();
    }
    QString start(const QString &stage, const QString &encoderArn, const QString &storageArn)
    {
        const QJsonObject s3 {
            {u"storageConfigurationArn"_s, storageArn}, {u"encoderConfigurationArns"_s, QJsonArray {encoderArn}}};
        return m_service
            ->perform(u"StartComposition"_s,
                {{u"stageArn"_s, stage},
                    {u"destinations"_s, QJsonArray {QJsonObject {{u"s3"_s, s3}}}}})["composition"_L1]
            .toObject()["arn"_L1]
            .toString();
    }
    /// What the service keeps of the only encoder configuration.
    QJsonObject kept()
    {
        const QJsonArray all =
            m_service->perform(u"ListEncoderConfigurations"_s, {})["encoderConfigurations"_L1].toArray();
        if (all.size() != 1)
            return {};
        return m_service
            ->perform(u"GetEncoderConfiguration"_s, {{u"arn"_s, all.first()["arn"_L1]}})["encoderConfiguration"_L1]
            .toObject();
    }
    QAction *action(const char *id) const { return m_page->actions()->action(QLatin1StringView(id)); }
    Confirmation *question() const { return m_desk->window()->findChild<Confirmation *>(); }
    // Those that were closed go with the event loop.
    template <typename Sheet>
    Sheet *sheet() const
    {
        const auto all = m_page->findChildren<Sheet *>();
        const auto shown = std::find_if(all.begin(), all.end(), [](const Sheet *each) { return each->isVisible(); });
        return shown == all.end() ? nullptr : *shown;
    }
    QString page() const { return readable(m_page); }
    void press(const QWidget *where, const QString &words)
    {
        auto *button = withText<QPushButton>(where, words);
        QVERIFY2(button, qPrintable(words));
        QTRY_VERIFY(button->isEnabled());
        QTest::mouseClick(button, Qt::LeftButton);
    }
    template <typename Field>
    Field *field(const QString &name) const
    {
        const auto *open = sheet<SideSheet>();
        return open ? named<Field>(open, name) : nullptr;
    }
    void type(QWidget *into, const QString &text)
    {
        QVERIFY(into);
        into->setFocus();
        QTest::keySequence(into, QKeySequence::SelectAll);
        QTest::keyClicks(into, text);
        QTest::keyClick(into, Qt::Key_Tab);
    }
    void choose(const QString &list, const ListModel *model, const QString &arn)
    {
        clickRow(named<DataTable>(m_page, list), model->rowOfKey(arn));
    }
    void chooseEncoder(const QString &arn)
    {
        choose(u"Encoder configurations"_s, m_workspace->encoders(), arn);
        QTRY_VERIFY(m_workspace->encoders()->record(arn)->whole);
    }

    std::unique_ptr<LocalService> m_service;
    std::unique_ptr<DeskWindow> m_desk;
    Workspace *m_workspace = nullptr;
    OutputsPage *m_page = nullptr;
};

void TestOutputsPage::init()
{
    m_service = std::make_unique<LocalService>();
    m_desk = std::make_unique<DeskWindow>();
}

void TestOutputsPage::cleanup()
{
    m_desk.reset();
    m_service.reset();
}

void TestOutputsPage::emptyPageSaysSo()
{
    open();
    QVERIFY(page().contains(u"There are no encoder configurations in"_s));
    QVERIFY(page().contains(u"No encoder configuration chosen"_s));
    QVERIFY(!action("encoders.delete")->isEnabled());
    QVERIFY(!action("encoders.clone")->isEnabled());
    QCOMPARE(m_service->arrived(u"ListStorageConfigurations"_s), 0); // its tab is not on screen
    m_page->findChild<StageTabs *>()->setCurrentId(u"storages"_s);
    TRY_SETTLED(m_workspace->storages());
    QVERIFY(page().contains(u"There are no storage configurations in"_s));
}

void TestOutputsPage::encoderFromAPreset()
{
    open();
    QTest::keySequence(m_desk->window(), QKeySequence::New);
    QVERIFY(sheet<EncoderSheet>());
    QSignalSpy created(sheet<EncoderSheet>(), &EncoderSheet::created);
    auto *preset = field<QComboBox>(u"Preset"_s);
    QCOMPARE(preset->currentText(), u"720p · landscape · 30 fps"_s); // the service's own default
    preset->setFocus();
    preset->setCurrentText(u"1080p · portrait · 60 fps"_s);
    Q_EMIT preset->activated(preset->currentIndex());
    QCOMPARE(field<QLineEdit>(u"Name"_s)->text(), u"1080p60-portrait"_s);
    QVERIFY(page().contains(u"2,073,600 of at most 2,073,600 pixels · 9:16"_s));
    press(m_page, u"Create"_s);
    QTRY_VERIFY(!sheet<EncoderSheet>());
    QCOMPARE(created.size(), 1);
    const QJsonObject video {{u"width"_s, 1080}, {u"height"_s, 1920}, {u"framerate"_s, 60}, {u"bitrate"_s, 8'400'000}};
    QCOMPARE(kept()["name"_L1].toString(), u"1080p60-portrait"_s);
    QCOMPARE(kept()["video"_L1].toObject(), video);
    // It is chosen as soon as it is listed, and its video asked for.
    QTRY_VERIFY2(page().contains(u"1080×1920 · 60 fps · 8.4 Mbit/s"_s), qPrintable(page()));
}

void TestOutputsPage::rulesWhileTyping()
{
    open();
    action("encoders.create")->trigger();
    auto *create = withText<QPushButton>(m_page, u"Create"_s);
    QVERIFY(create->isEnabled());
    type(field<QSpinBox>(u"Width"_s), u"1279"_s);
    QVERIFY2(page().contains(u"even"_s), qPrintable(page()));
    QVERIFY(!create->isEnabled());
    QCOMPARE(field<QComboBox>(u"Preset"_s)->currentText(), u"Own values"_s);
    type(field<QSpinBox>(u"Width"_s), u"1920"_s);
    type(field<QSpinBox>(u"Height"_s), u"1920"_s);
    QVERIFY(!create->isEnabled()); // too many pixels
    type(field<QSpinBox>(u"Height"_s), u"1080"_s);
    QVERIFY(create->isEnabled());
    type(field<QDoubleSpinBox>(u"Frames a second"_s), u"61"_s);
    QVERIFY(!create->isEnabled());
    type(field<QDoubleSpinBox>(u"Frames a second"_s), u"29.97"_s);
    QVERIFY(create->isEnabled());
    type(field<QSpinBox>(u"Bitrate"_s), u"8500001"_s);
    QVERIFY(!create->isEnabled());
    type(field<QSpinBox>(u"Bitrate"_s), u"8500000"_s);
    type(field<QLineEdit>(u"Name"_s), u"a b"_s);
    QVERIFY(!create->isEnabled());
    type(field<QLineEdit>(u"Name"_s), u"evening"_s);
    QVERIFY(create->isEnabled());
    QTest::mouseClick(create, Qt::LeftButton);
    QTRY_VERIFY(!sheet<EncoderSheet>());
    const QJsonObject video {
        {u"width"_s, 1920}, {u"height"_s, 1080}, {u"framerate"_s, 29.97}, {u"bitrate"_s, 8'500'000}};
    QCOMPARE(kept()["video"_L1].toObject(), video);
}

void TestOutputsPage::twicePressedIsOne()
{
    open();
    action("encoders.create")->trigger();
    QVERIFY(m_service->fault(u"CreateEncoderConfiguration"_s, u"latency"_s, 200, 1));
    auto *create = withText<QPushButton>(m_page, u"Create"_s);
    QTest::mouseClick(create, Qt::LeftButton);
    QTest::mouseClick(create, Qt::LeftButton);
    QTRY_VERIFY(!sheet<EncoderSheet>());
    QCOMPARE(m_service->arrived(u"CreateEncoderConfiguration"_s), 1);
}

void TestOutputsPage::refusedKeepsWhatWasTyped()
{
    for (int i = 0; i < 20; ++i)
        encoder(u"one"_s);
    open();
    action("encoders.create")->trigger();
    QVERIFY(page().contains(u"20 of 20 encoder configurations exist"_s)); // foreseen, not forbidden
    type(field<QLineEdit>(u"Name"_s), u"mine"_s);
    press(m_page, u"Create"_s);
    QTRY_COMPARE(m_service->arrived(u"CreateEncoderConfiguration"_s), 1);
    QTRY_VERIFY(sheet<EncoderSheet>() && !sheet<EncoderSheet>()->isBusy());
    QCOMPARE(field<QLineEdit>(u"Name"_s)->text(), u"mine"_s);
    QVERIFY(page().contains(u"quota"_s, Qt::CaseInsensitive));
}

void TestOutputsPage::lostAnswerIsNotRepeated()
{
    open();
    action("encoders.create")->trigger();
    QVERIFY(m_service->fault(u"CreateEncoderConfiguration"_s, u"drop"_s, u"after"_s));
    press(m_page, u"Create"_s);
    QTRY_VERIFY(sheet<EncoderSheet>() && !sheet<EncoderSheet>()->isBusy());
    QCOMPARE(m_service->arrived(u"CreateEncoderConfiguration"_s), 1); // a second one would be another
    QTRY_COMPARE(m_workspace->encoders()->rowCount(), 1); // the list is read again, and has it
}

void TestOutputsPage::whatWasTypedIsNotLost()
{
    open();
    action("encoders.create")->trigger();
    press(m_page, u"Cancel"_s); // nothing was typed
    QTRY_VERIFY(!sheet<EncoderSheet>());
    action("encoders.create")->trigger();
    type(field<QLineEdit>(u"Name"_s), u"mine"_s);
    press(m_page, u"Cancel"_s);
    QVERIFY(sheet<EncoderSheet>());
    press(m_page, u"Keep editing"_s);
    QCOMPARE(field<QLineEdit>(u"Name"_s)->text(), u"mine"_s);
    press(m_page, u"Cancel"_s);
    press(m_page, u"Discard"_s);
    QTRY_VERIFY(!sheet<EncoderSheet>());
    QCOMPARE(m_service->arrived(u"CreateEncoderConfiguration"_s), 0);
}

void TestOutputsPage::clone()
{
    const QString arn = m_service
                            ->perform(u"CreateEncoderConfiguration"_s,
                                {{u"name"_s, u"odd"_s}, {u"tags"_s, QJsonObject {{u"team"_s, u"live"_s}}},
                                    {u"video"_s,
                                        QJsonObject {{u"width"_s, 640}, {u"height"_s, 360}, {u"framerate"_s, 12.5},
                                            {u"bitrate"_s, 1'234'567}}}})["encoderConfiguration"_L1]
                            .toObject()["arn"_L1]
                            .toString();
    open();
    chooseEncoder(arn);
    QTRY_VERIFY(action("encoders.clone")->isEnabled());
    action("encoders.clone")->trigger();
    QCOMPARE(field<QLineEdit>(u"Name"_s)->text(), u"odd-copy"_s);
    press(m_page, u"Create"_s);
    QTRY_VERIFY(!sheet<EncoderSheet>());
    m_service->perform(u"DeleteEncoderConfiguration"_s, {{u"arn"_s, arn}});
    const QJsonObject copy = kept();
    QCOMPARE(copy["name"_L1].toString(), u"odd-copy"_s);
    QCOMPARE(copy["tags"_L1].toObject(), (QJsonObject {{u"team"_s, u"live"_s}}));
    QCOMPARE(copy["video"_L1].toObject(),
        (QJsonObject {{u"width"_s, 640}, {u"height"_s, 360}, {u"framerate"_s, 12.5}, {u"bitrate"_s, 1'234'567}}));
}

void TestOutputsPage::usedEncoderIsToldBeforeAndRefused()
{
    const QString stage = m_service->createStage(u"evening"_s);
    const QString hd = encoder(u"hd"_s);
    const QString composition = start(stage, hd, storage(u"archive"_s));
    open();
    QTRY_VERIFY(m_workspace->outputUse()->isWhole());
    m_workspace->stages()->setWatched(true, this);
    TRY_SETTLED(m_workspace->stages());
    chooseEncoder(hd);
    QTRY_VERIFY(page().contains(u"1 running composition uses it, as of"_s));
    QToolButton *link = nullptr;
    QTRY_VERIFY((link = withText<QToolButton>(m_page, u"evening · "_s + idOfArn(composition))));
    QTest::keyClick(named<DataTable>(m_page, u"Encoder configurations"_s), Qt::Key_Delete);
    QVERIFY(question());
    QVERIFY(readable(question()).contains(u"The service refuses to delete what is used."_s));
    press(question(), u"Delete"_s);
    QTRY_COMPARE(m_service->arrived(u"DeleteEncoderConfiguration"_s), 1);
    QTRY_VERIFY2(page().contains(u"1 failed"_s), qPrintable(page()));
    QCOMPARE(m_service->acted(u"DeleteEncoderConfiguration"_s), 0);
    press(m_page, u"Close"_s);
    // The link leads to the composition.
    QTest::mouseClick(link, Qt::LeftButton);
    QTRY_VERIFY(!m_page->isVisible());
    QCOMPARE(m_desk->settings()->value(u"window/page"_s).toString(), u"compositions"_s);
}

void TestOutputsPage::deleted()
{
    const QString hd = encoder(u"hd"_s);
    encoder(u"sd"_s);
    open();
    chooseEncoder(hd);
    action("encoders.delete")->trigger();
    QVERIFY(question());
    press(question(), u"Cancel"_s);
    QTRY_VERIFY(!question());
    QCOMPARE(m_service->arrived(u"DeleteEncoderConfiguration"_s), 0);
    action("encoders.delete")->trigger();
    QVERIFY(readable(question()).contains(u"No running composition uses it"_s));
    press(question(), u"Delete"_s);
    QTRY_COMPARE(m_workspace->encoders()->rowCount(), 1);
    QCOMPARE(m_service->acted(u"DeleteEncoderConfiguration"_s), 1);
}

void TestOutputsPage::storageSaysWhatHappensToTheBucket()
{
    open();
    m_page->findChild<StageTabs *>()->setCurrentId(u"storages"_s);
    TRY_SETTLED(m_workspace->storages());
    QTest::keySequence(m_desk->window(), QKeySequence::New); // that of the tab on screen
    QVERIFY(sheet<StorageSheet>());
    QVERIFY(page().contains(u"ivs-composite.us-east-1.amazonaws.com"_s));
    QVERIFY(page().contains(u"s3:PutObjectAcl"_s));
    auto *create = withText<QPushButton>(m_page, u"Create"_s);
    QVERIFY(!create->isEnabled());
    type(field<QLineEdit>(u"Bucket"_s), u"No"_s);
    QVERIFY(!create->isEnabled());
    type(field<QLineEdit>(u"Bucket"_s), u"show-archive.1"_s);
    type(field<QLineEdit>(u"Name"_s), u"archive"_s);
    press(m_page, u"Create"_s);
    QTRY_VERIFY(!sheet<StorageSheet>());
    QTRY_COMPARE(m_workspace->storages()->rowCount(), 1);
    const QJsonObject made =
        m_service->perform(u"ListStorageConfigurations"_s, {})["storageConfigurations"_L1].toArray().first().toObject();
    QCOMPARE(made["name"_L1].toString(), u"archive"_s);
    QCOMPARE(made["s3"_L1].toObject(), (QJsonObject {{u"bucketName"_s, u"show-archive.1"_s}}));
    QTRY_COMPARE(named<DataTable>(m_page, u"Storage configurations"_s)->currentKey(), made["arn"_L1].toString());
}

void TestOutputsPage::stagesOfAStorage()
{
    const QString archive = storage(u"archive"_s);
    const QString stage = m_service->createStage(u"evening"_s,
        {{u"autoParticipantRecordingConfiguration"_s, QJsonObject {{u"storageConfigurationArn"_s, archive}}}});
    m_service->createStage(u"plain"_s);
    open();
    m_page->showKey(archive);
    TRY_SETTLED(m_workspace->storages());
    QTRY_VERIFY(page().contains(u"Which stages record to it is not known"_s));
    const int asked = m_service->arrived(u"GetStage"_s);
    QCOMPARE(asked, 0);
    auto *look = withText<QPushButton>(m_page, u"Look through the stages"_s);
    QVERIFY(look);
    QTest::mouseClick(look, Qt::LeftButton);
    QTRY_VERIFY2(page().contains(u"1 of 2 stages record to it, as of"_s), qPrintable(page()));
    QVERIFY(withText<QPushButton>(m_page, u"Look again"_s));
    QSignalSpy wanted(m_page, &Page::pageWanted);
    action("storages.delete")->trigger();
    QVERIFY(readable(question()).contains(u"The service refuses to delete what is used."_s));
    question()->reject();
    QToolButton *link = nullptr;
    QTRY_VERIFY((link = withText<QToolButton>(m_page, u"evening"_s)));
    QTest::mouseClick(link, Qt::LeftButton);
    QCOMPARE(wanted.size(), 1);
    QCOMPARE(wanted.first().first().toString(), u"stages"_s);
    QCOMPARE(wanted.first().last().toString(), stage);
}

void TestOutputsPage::readOnly()
{
    const QString hd = encoder(u"hd"_s);
    open(true);
    chooseEncoder(hd);
    for (const char *id :
        {"encoders.create", "encoders.clone", "encoders.tags", "encoders.delete", "storages.create"}) {
        QVERIFY2(!action(id)->isEnabled(), id);
        QVERIFY2(action(id)->toolTip().contains(u"read-only"_s), id);
    }
    QTest::keyClick(named<DataTable>(m_page, u"Encoder configurations"_s), Qt::Key_Delete);
    QVERIFY(!question());
    QTest::keySequence(m_desk->window(), QKeySequence::New);
    QVERIFY(!sheet<EncoderSheet>());
}

void TestOutputsPage::closedWhileCreating()
{
    open();
    action("encoders.create")->trigger();
    QVERIFY(m_service->fault(u"CreateEncoderConfiguration"_s, u"latency"_s, 300, 1));
    press(m_page, u"Create"_s);
    QTRY_COMPARE(m_service->arrived(u"CreateEncoderConfiguration"_s), 1);
    m_desk.reset();
    QTRY_COMPARE(m_service->acted(u"CreateEncoderConfiguration"_s), 1);
}

void TestOutputsPage::tabsAreKept()
{
    open();
    m_page->findChild<StageTabs *>()->setCurrentId(u"storages"_s);
    const QByteArray layout = m_page->saveLayout();
    m_page->findChild<StageTabs *>()->setCurrentId(u"encoders"_s);
    m_page->restoreLayout("nonsense");
    QCOMPARE(m_page->findChild<StageTabs *>()->currentId(), u"encoders"_s);
    m_page->restoreLayout(layout);
    QCOMPARE(m_page->findChild<StageTabs *>()->currentId(), u"storages"_s);
}

QTEST_MAIN(TestOutputsPage)
#include "tst_outputspage.moc"
