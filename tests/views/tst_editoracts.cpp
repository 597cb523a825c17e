// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/compositionhistory.h"
#include "tests/views/editordesk.h"
#include "views/confirmation.h"
#include "views/encodersheet.h"
#include "views/replacementsheet.h"
#include "views/storagesheet.h"

#include <QMessageBox>

using namespace Qt::Literals::StringLiterals;

/// What else the editor does: it puts its draft in the place of what runs, makes the encoder that is missing, and loses
/// nothing where the service refuses.
class TestEditorActs final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { m_desk = std::make_unique<EditorDesk>(); }
    void cleanup() { m_desk.reset(); }
    void replacesWhatItWasTakenFrom();
    void nothingToReplace();
    void madeEncoderIsChosen();
    void madeStorageIsChosen();
    void sheetsKeysAreItsOwn();
    void closingAsksWhileReplacing();
    void quotaExceeded();
    void encoderDeletedInBetween();
    void closedWhileStarting();

private:
    void press(QWidget *in, const QString &words)
    {
        auto *button = withText<QPushButton>(in, words);
        QVERIFY2(button && button->isEnabled(), qPrintable(words));
        QTest::mouseClick(button, Qt::LeftButton);
    }
    void press(const QString &words) { QVERIFY2(m_desk->click(words), qPrintable(words)); }
    void advance(int seconds) { m_desk->service.control(u"advance"_s, {{u"seconds"_s, seconds}}); }
    void begin()
    {
        QVERIFY(m_desk->open());
        QVERIFY(m_desk->chooseStage());
        QVERIFY(m_desk->typeChoice(u"Channel"_s, m_desk->channel));
    }
    Confirmation *question() const
    {
        const auto all = m_desk->desk.window()->findChildren<Confirmation *>();
        for (Confirmation *each : all) {
            if (each->isVisible())
                return each;
        }
        return nullptr;
    }
    QString startOne(const QJsonObject &destination)
    {
        return m_desk->service
            .perform(u"StartComposition"_s,
                {{u"stageArn"_s, m_desk->stage}, {u"destinations"_s, QJsonArray {destination}}})["composition"_L1]
            .toObject()["arn"_L1]
            .toString();
    }
    QJsonObject toStorage() const
    {
        return {{u"s3"_s,
            QJsonObject {{u"storageConfigurationArn"_s, m_desk->storage},
                {u"encoderConfigurationArns"_s, QJsonArray {m_desk->encoder}}}}};
    }

    std::unique_ptr<EditorDesk> m_desk;
};

void TestEditorActs::replacesWhatItWasTakenFrom()
{
    const QString old = startOne({{u"channel"_s, QJsonObject {{u"channelArn"_s, m_desk->channel}}}});
    QVERIFY(!old.isEmpty());
    advance(10);
    QVERIFY(m_desk->open());
    const CompositionHistory *history = m_desk->workspace->compositionHistory();
    QTRY_VERIFY_WITH_TIMEOUT(history->record(old) && history->record(old)->detail, 15000);
    m_desk->page->showKey(old);
    QVERIFY(m_desk->action("editor.replace")->isEnabled());
    QVERIFY(m_desk->type(u"Gap between tiles"_s, u"9"_s));

    press(u"Replace…"_s);
    QTRY_VERIFY(question());
    QVERIFY(readable(question()).contains(u"A channel takes one stream at a time"_s));
    press(question(), u"Cancel"_s);
    QTRY_VERIFY(!question());
    QCOMPARE(m_desk->service.arrived(u"StopComposition"_s), 0);

    press(u"Replace…"_s);
    QTRY_VERIFY(question());
    press(question(), u"Replace"_s);
    auto *sheet = m_desk->page->findChild<ReplacementSheet *>();
    QVERIFY(sheet);
    QTRY_COMPARE(m_desk->service.acted(u"StopComposition"_s), 1);
    advance(20);
    QTRY_COMPARE_WITH_TIMEOUT(m_desk->service.acted(u"StartComposition"_s), 1, 15000);
    advance(10);
    QTRY_VERIFY_WITH_TIMEOUT(m_desk->page->lossQuestion().isEmpty(), 15000); // it runs: nothing is to be lost
    int gap = -1;
    const QJsonArray all = m_desk->compositions();
    for (const QJsonValue &each : all) {
        if (each["arn"_L1].toString() == old)
            continue;
        const QJsonValue made =
            m_desk->service.perform(u"GetComposition"_s, {{u"arn"_s, each["arn"_L1]}})["composition"_L1];
        gap = made["layout"_L1]["grid"_L1]["gridGap"_L1].toInt();
    }
    QCOMPARE(gap, 9);
}

void TestEditorActs::nothingToReplace()
{
    begin();
    QVERIFY(!m_desk->action("editor.replace")->isEnabled());
    QVERIFY(!m_desk->click(u"Replace…"_s)); // it is not there
}

void TestEditorActs::madeEncoderIsChosen()
{
    begin();
    auto *make = named<QToolButton>(m_desk->page, u"New encoder configuration for the channel…"_s);
    QVERIFY(make && make->isVisible());
    QTest::mouseClick(make, Qt::LeftButton);
    auto *sheet = m_desk->page->findChild<EncoderSheet *>();
    QVERIFY(sheet);
    press(sheet, u"Create"_s);
    QTRY_COMPARE(m_desk->service.acted(u"CreateEncoderConfiguration"_s), 1);
    QTRY_VERIFY(!m_desk->page->findChild<EncoderSheet *>());
    press(u"Start"_s);
    QTRY_COMPARE(m_desk->service.acted(u"StartComposition"_s), 1);
    const QString chosen = EditorDesk::configuration(m_desk->composition(), 0)["channel"_L1]
                               .toObject()["encoderConfigurationArn"_L1]
                               .toString();
    QVERIFY(!chosen.isEmpty());
    QVERIFY(chosen != m_desk->encoder);
}

void TestEditorActs::madeStorageIsChosen()
{
    begin();
    press(u"Record to S3"_s);
    auto *make = named<QToolButton>(m_desk->page, u"New storage configuration…"_s);
    QVERIFY(make && make->isVisible());
    QTest::mouseClick(make, Qt::LeftButton);
    auto *sheet = m_desk->page->findChild<StorageSheet *>();
    QVERIFY(sheet);
    auto *bucket = named<QLineEdit>(sheet, u"Bucket"_s);
    QVERIFY(EditorDesk::typeInto(bucket, u"fresh-bucket"_s));
    press(sheet, u"Create"_s);
    QTRY_COMPARE(m_desk->service.acted(u"CreateStorageConfiguration"_s), 1);
    QTRY_VERIFY(!m_desk->page->findChild<StorageSheet *>());
    auto *box = named<QComboBox>(m_desk->page, u"Storage configuration"_s);
    QTRY_VERIFY2(box->currentText().contains(u"fresh-bucket"_s), qPrintable(box->currentText()));
}

// Ctrl+Enter starts the draft, but not from within a sheet on top of it.
void TestEditorActs::sheetsKeysAreItsOwn()
{
    begin();
    QTest::mouseClick(
        named<QToolButton>(m_desk->page, u"New encoder configuration for the channel…"_s), Qt::LeftButton);
    auto *sheet = m_desk->page->findChild<EncoderSheet *>();
    QVERIFY(sheet);
    QVERIFY(sheet->isAncestorOf(QApplication::focusWidget()));
    QTest::keyClick(QApplication::focusWidget(), Qt::Key_Return, Qt::ControlModifier);
    QTRY_COMPARE(m_desk->service.acted(u"CreateEncoderConfiguration"_s), 1);
    QTRY_VERIFY(!m_desk->page->findChild<EncoderSheet *>());
    QCOMPARE(m_desk->service.arrived(u"StartComposition"_s), 0);
}

void TestEditorActs::closingAsksWhileReplacing()
{
    const QString old = startOne({{u"channel"_s, QJsonObject {{u"channelArn"_s, m_desk->channel}}}});
    advance(10);
    QVERIFY(m_desk->open());
    const CompositionHistory *history = m_desk->workspace->compositionHistory();
    QTRY_VERIFY_WITH_TIMEOUT(history->record(old) && history->record(old)->detail, 15000);
    m_desk->page->showKey(old);
    QVERIFY(m_desk->page->lossQuestion().isEmpty());
    press(u"Replace…"_s);
    QTRY_VERIFY(question());
    press(question(), u"Replace"_s);
    QTRY_COMPARE(m_desk->service.acted(u"StopComposition"_s), 1);
    QVERIFY(m_desk->page->lossQuestion().contains(u"being replaced"_s));
    QVERIFY(!m_desk->field(u"Gap between tiles"_s)->isEnabled()); // what is being started stays what it is
    m_desk->desk.window()->close();
    QVERIFY(m_desk->desk.window()->isVisible());
    auto *asked = m_desk->desk.window()->findChild<QMessageBox *>();
    QVERIFY(asked && asked->isVisible());
    QTest::mouseClick(asked->button(QMessageBox::Cancel), Qt::LeftButton);
    QVERIFY(m_desk->desk.window()->isVisible());
}

void TestEditorActs::quotaExceeded()
{
    for (int i = 0; i < 5; ++i)
        QVERIFY(!startOne(toStorage()).isEmpty());
    begin();
    QVERIFY(m_desk->type(u"Gap between tiles"_s, u"9"_s));
    press(u"Start"_s);
    QTRY_COMPARE(m_desk->service.arrived(u"StartComposition"_s), 1);
    QTRY_VERIFY2(m_desk->text().contains(u"quota"_s, Qt::CaseInsensitive), qPrintable(m_desk->text()));
    QCOMPARE(m_desk->compositions().size(), 5);
    QCOMPARE(m_desk->field(u"Gap between tiles"_s)->text(), u"9"_s);
    QVERIFY(!m_desk->page->lossQuestion().isEmpty());
}

void TestEditorActs::encoderDeletedInBetween()
{
    begin();
    QVERIFY(m_desk->typeChoice(u"Encoder of the channel"_s, m_desk->encoder));
    m_desk->service.perform(u"DeleteEncoderConfiguration"_s, {{u"arn"_s, m_desk->encoder}});
    press(u"Start"_s);
    QTRY_COMPARE(m_desk->service.arrived(u"StartComposition"_s), 1);
    QTRY_VERIFY2(m_desk->text().contains(u"It does not exist any more"_s), qPrintable(m_desk->text()));
    QCOMPARE(m_desk->compositions().size(), 0);
    QVERIFY(!m_desk->page->lossQuestion().isEmpty());
}

// Its answer finds nobody; what touched what is gone would end the test.
void TestEditorActs::closedWhileStarting()
{
    begin();
    QVERIFY(m_desk->service.fault(u"StartComposition"_s, u"latency"_s, 300, 1));
    press(u"Start"_s);
    QTRY_COMPARE(m_desk->service.arrived(u"StartComposition"_s), 1);
    m_desk.reset();
}

QTEST_MAIN(TestEditorActs)
#include "tst_editoracts.moc"
