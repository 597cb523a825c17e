// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/views/stagedesk.h"
#include "views/messagebar.h"
#include "views/stagesheet.h"
#include "views/tokencard.h"

#include <QCheckBox>
#include <QComboBox>
#include <QDir>
#include <QDirIterator>
#include <QSpinBox>
#include <QTableWidget>

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr int kWait = 15000;

} // namespace

/// The sheet that creates, clones and edits a stage, as a person uses it.
class TestStageSheet : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup() { m_at.reset(); }
    void createsAStage();
    void cancelAsksOnlyWhenSomethingWasTyped();
    void keyboardAlone();
    void secondClickMakesNoSecondStage();
    void faultsAreMarkedWhileTyping();
    void refusedKeepsWhatWasTyped_data();
    void refusedKeepsWhatWasTyped();
    void lostAnswerIsNotDoneAgainBySilence();
    void cancelWhileItIsUnderWay();
    void windowClosedWhileUnderWay();
    void storageIsReadWhenItIsLookedAt();
    void twelveTokensAreShownOnceAndMasked();
    void editSendsOnlyChanges();
    void editShowsTheRecordingAsItIs();
    void editOfWhatIsGone();
    void cloneIsFilledIn();
    void readOnlyForbidsAndSaysWhy();
    void oneSheetAtATime();
    void smallWindow();

private:
    void openCreate()
    {
        m_at->action("stage.create")->trigger();
        QVERIFY(m_at->sheet());
    }
    void waitClosed() { QTRY_VERIFY_WITH_TIMEOUT(!m_at->sheet(), kWait); }
    QString anything() const { return m_at->words(); }
    // On its sign: beside its words a check box takes no click.
    static void tick(QCheckBox *box) { QTest::mouseClick(box, Qt::LeftButton, {}, QPoint(8, box->height() / 2)); }

    std::unique_ptr<StageDesk> m_at;
};

void TestStageSheet::init()
{
    m_at = std::make_unique<StageDesk>();
    QVERIFY(m_at->isShown());
    TRY_SETTLED(m_at->workspace()->stages());
}

void TestStageSheet::createsAStage()
{
    auto *button = withText<QToolButton>(m_at->page(), u"Create"_s);
    QVERIFY(button);
    m_at->click(button);
    QVERIFY(m_at->sheet());
    m_at->type(m_at->field(u"Name"_s), u"evening-show"_s);
    m_at->press(m_at->sheet(), u"Add a tag"_s);
    m_at->type(m_at->field(u"Name of the tag"_s), u"team"_s);
    m_at->type(m_at->field(u"Value of the tag"_s), u"live"_s);
    m_at->click(m_at->push(u"Create"_s));
    waitClosed();
    QCOMPARE(m_at->service().acted(u"CreateStage"_s), 1);
    QTRY_COMPARE_WITH_TIMEOUT(m_at->workspace()->stages()->rowCount(), 1, kWait);
    const ivs::StageSummary made = m_at->workspace()->stages()->records().front().stage;
    QCOMPARE(made.name, u"evening-show"_s);
    QCOMPARE(made.tags.value(u"team"_s), u"live"_s);
    QVERIFY(!m_at->stage(made.arn).contains(u"autoParticipantRecordingConfiguration"_s));
}

void TestStageSheet::cancelAsksOnlyWhenSomethingWasTyped()
{
    openCreate();
    m_at->click(m_at->push(u"Cancel"_s));
    QVERIFY(!m_at->sheet());
    openCreate();
    m_at->type(m_at->field(u"Name"_s), u"x"_s);
    QTest::keyClick(m_at->field(u"Name"_s), Qt::Key_Escape);
    QVERIFY(m_at->sheet());
    QCOMPARE(QApplication::focusWidget(), m_at->push(u"Keep editing"_s));
    QTest::keyClick(QApplication::focusWidget(), Qt::Key_Escape); // the harmless answer
    QVERIFY(m_at->sheet() && m_at->push(u"Cancel"_s));
    QCOMPARE(m_at->field(u"Name"_s)->text(), u"x"_s);
    m_at->click(m_at->push(u"Cancel"_s));
    m_at->click(m_at->push(u"Keep editing"_s));
    m_at->click(m_at->push(u"Cancel"_s));
    m_at->click(m_at->push(u"Discard"_s));
    QVERIFY(!m_at->sheet());
    QCOMPARE(m_at->service().arrived(u"CreateStage"_s), 0);
}

void TestStageSheet::keyboardAlone()
{
    QTest::keySequence(QApplication::focusWidget(), QKeySequence::New);
    QVERIFY(m_at->sheet());
    QCOMPARE(QApplication::focusWidget(), m_at->field(u"Name"_s));
    QTest::keyClicks(QApplication::focusWidget(), u"keys"_s);
    // Tab stays in the sheet until its last button.
    QSet<QWidget *> reached;
    for (int i = 0; i < 40 && m_at->sheet()->isAncestorOf(QApplication::focusWidget()); ++i) {
        reached.insert(QApplication::focusWidget());
        QTest::keyClick(QApplication::focusWidget(), Qt::Key_Tab);
        if (reached.contains(QApplication::focusWidget()))
            break;
    }
    for (const QString &words : {u"Cancel"_s, u"Create"_s})
        QVERIFY2(reached.contains(m_at->push(words)), qPrintable(words));
    const auto controls = m_at->sheet()->findChildren<QWidget *>();
    for (QWidget *each : controls) {
        if (each->isVisible() && each->isEnabled() && (each->focusPolicy() & Qt::TabFocus) && !each->focusProxy())
            QVERIFY2(reached.contains(each),
                qPrintable(QLatin1StringView(each->metaObject()->className()) + u' ' + each->accessibleName()));
    }
    m_at->field(u"Name"_s)->setFocus();
    QTest::keyClick(m_at->field(u"Name"_s), Qt::Key_Return, Qt::ControlModifier);
    waitClosed();
    QCOMPARE(m_at->service().acted(u"CreateStage"_s), 1);
}

void TestStageSheet::secondClickMakesNoSecondStage()
{
    QVERIFY(m_at->service().fault(u"CreateStage"_s, u"latency"_s, 200));
    openCreate();
    QPushButton *create = m_at->push(u"Create"_s);
    m_at->click(create);
    m_at->click(create);
    QTest::keyClick(m_at->sheet(), Qt::Key_Return, Qt::ControlModifier);
    QVERIFY(m_at->sheet()->isBusy());
    waitClosed();
    QCOMPARE(m_at->service().arrived(u"CreateStage"_s), 1);
}

void TestStageSheet::faultsAreMarkedWhileTyping()
{
    openCreate();
    QVERIFY(!anything().contains(u"The name"_s));
    m_at->type(m_at->field(u"Name"_s), u"two words"_s);
    QVERIFY2(anything().contains(u"The name may hold only letters"_s), qPrintable(anything()));
    QVERIFY(m_at->field(u"Name"_s)->accessibleDescription().contains(u"may hold only"_s));
    m_at->push(u"Create"_s)->setFocus();
    m_at->click(m_at->push(u"Create"_s));
    QVERIFY(!m_at->sheet()->isBusy());
    QCOMPARE(QApplication::focusWidget(), m_at->field(u"Name"_s));
    m_at->type(m_at->field(u"Name"_s), u"one-word"_s);
    QVERIFY(!anything().contains(u"The name may"_s));
    // A fault in what is folded away is unfolded.
    m_at->press(m_at->sheet(), u"Add a token"_s);
    auto *card = m_at->sheet()->findChild<TokenCard *>();
    m_at->press(card, u"Attributes…"_s);
    m_at->press(card, u"Add an attribute"_s);
    m_at->type(named<QLineEdit>(card, u"Value of the attribute"_s), u"without a name"_s);
    m_at->press(card, u"Attributes…"_s);
    m_at->click(m_at->push(u"Create"_s));
    QCOMPARE(QApplication::focusWidget(), named<QLineEdit>(card, u"Name of the attribute"_s));
    QCOMPARE(m_at->service().arrived(u"CreateStage"_s), 0);
}

void TestStageSheet::refusedKeepsWhatWasTyped_data()
{
    QTest::addColumn<QString>("kind");
    QTest::addColumn<int>("value");
    QTest::addColumn<QString>("words");
    QTest::newRow("denied") << u"status"_s << 403 << u"Permission denied"_s;
    QTest::newRow("quota") << u"status"_s << 402 << u"A quota is used up"_s;
    QTest::newRow("conflict") << u"status"_s << 409 << u"The state forbids it"_s;
}

void TestStageSheet::refusedKeepsWhatWasTyped()
{
    QFETCH(QString, kind);
    QFETCH(int, value);
    QFETCH(QString, words);
    QVERIFY(m_at->service().fault(u"CreateStage"_s, kind, value));
    openCreate();
    m_at->type(m_at->field(u"Name"_s), u"kept"_s);
    m_at->click(m_at->push(u"Create"_s));
    QTRY_VERIFY2_WITH_TIMEOUT(anything().contains(words), qPrintable(anything()), kWait);
    QVERIFY(!m_at->sheet()->isBusy());
    QCOMPARE(m_at->field(u"Name"_s)->text(), u"kept"_s);
    QCOMPARE(m_at->service().acted(u"CreateStage"_s), 0);
    m_at->click(m_at->push(u"Create"_s)); // again, and this time it may
    waitClosed();
    QCOMPARE(m_at->service().acted(u"CreateStage"_s), 1);
}

void TestStageSheet::lostAnswerIsNotDoneAgainBySilence()
{
    QVERIFY(m_at->service().fault(u"CreateStage"_s, u"drop"_s, u"after"_s));
    openCreate();
    m_at->type(m_at->field(u"Name"_s), u"perhaps"_s);
    m_at->click(m_at->push(u"Create"_s));
    QTRY_VERIFY2_WITH_TIMEOUT(anything().contains(u"The outcome is unknown"_s), qPrintable(anything()), kWait);
    QCOMPARE(m_at->service().arrived(u"CreateStage"_s), 1);
    QCOMPARE(m_at->field(u"Name"_s)->text(), u"perhaps"_s);
    // The list shows what became of it.
    QTRY_COMPARE_WITH_TIMEOUT(m_at->workspace()->stages()->rowCount(), 1, kWait);
}

void TestStageSheet::cancelWhileItIsUnderWay()
{
    QVERIFY(m_at->service().fault(u"CreateStage"_s, u"latency"_s, 400));
    openCreate();
    m_at->click(m_at->push(u"Create"_s));
    QTRY_COMPARE_WITH_TIMEOUT(m_at->service().arrived(u"CreateStage"_s), 1, kWait);
    QVERIFY(m_at->sheet()->isBusy());
    QTest::keyClick(m_at->sheet(), Qt::Key_Escape);
    QVERIFY2(anything().contains(u"can't be called back"_s), qPrintable(anything()));
    waitClosed();
    QCOMPARE(m_at->service().acted(u"CreateStage"_s), 1);
}

void TestStageSheet::windowClosedWhileUnderWay()
{
    QVERIFY(m_at->service().fault(u"CreateStage"_s, u"latency"_s, 200));
    openCreate();
    m_at->click(m_at->push(u"Create"_s));
    QTRY_COMPARE_WITH_TIMEOUT(m_at->service().arrived(u"CreateStage"_s), 1, kWait);
    m_at->close();
    QCOMPARE(m_at->service().arrived(u"CreateStage"_s), 1);
}

void TestStageSheet::storageIsReadWhenItIsLookedAt()
{
    for (const QString &name : {u"archive"_s, u"clips"_s})
        m_at->service().perform(u"CreateStorageConfiguration"_s,
            {{u"name"_s, name}, {u"s3"_s, QJsonObject {{u"bucketName"_s, u"bucket-of-"_s + name}}}});
    openCreate();
    QCOMPARE(m_at->service().arrived(u"ListStorageConfigurations"_s), 0);
    auto *on = withText<QCheckBox>(m_at->sheet(), u"Record every publisher by itself"_s);
    tick(on);
    auto *storage = named<QComboBox>(m_at->sheet(), u"Storage configuration"_s);
    QTRY_COMPARE_WITH_TIMEOUT(storage->count(), 3, kWait);
    QCOMPARE(m_at->service().arrived(u"ListStorageConfigurations"_s), 1);
    m_at->click(m_at->push(u"Create"_s)); // none is chosen
    QCOMPARE(QApplication::focusWidget(), storage);
    QTest::keyClicks(storage, u"clips"_s);
    QCOMPARE(storage->currentText(), u"clips · bucket-of-clips"_s);
    tick(withText<QCheckBox>(m_at->sheet(), u"Thumbnails"_s));
    QTest::keyClick(named<QSpinBox>(m_at->sheet(), u"One every"_s), Qt::Key_A, Qt::ControlModifier);
    QTest::keyClicks(named<QSpinBox>(m_at->sheet(), u"One every"_s), u"5"_s);
    m_at->click(m_at->push(u"Create"_s));
    waitClosed();
    QTRY_COMPARE_WITH_TIMEOUT(m_at->workspace()->stages()->rowCount(), 1, kWait);
    const QJsonObject recording =
        m_at->stage(m_at->workspace()->stages()->keyAt(0)).value(u"autoParticipantRecordingConfiguration"_s).toObject();
    QVERIFY(recording.value(u"storageConfigurationArn"_s).toString().contains(u"storage-configuration/"_s));
    QCOMPARE(recording.value(u"thumbnailConfiguration"_s).toObject().value(u"targetIntervalSeconds"_s).toInt(), 5);
}

void TestStageSheet::twelveTokensAreShownOnceAndMasked()
{
    openCreate();
    auto *add = withText<QToolButton>(m_at->sheet(), u"Add a token"_s);
    for (int i = 0; i < 12; ++i) {
        QVERIFY(add->isEnabled());
        add->click();
        const QList<TokenCard *> cards = m_at->sheet()->findChildren<TokenCard *>();
        QCOMPARE(cards.size(), i + 1);
        QTRY_VERIFY(cards.last()->isAncestorOf(QApplication::focusWidget()));
        QTest::keyClicks(QApplication::focusWidget(), u"guest-%1"_s.arg(i));
    }
    QVERIFY(!add->isEnabled());
    m_at->click(m_at->push(u"Create"_s));
    QTRY_VERIFY_WITH_TIMEOUT(m_at->push(u"Copy all 12"_s), kWait);
    QVERIFY2(!anything().contains(u"eyJ"_s), qPrintable(anything()));
    QVERIFY(anything().contains(u"0 of 12 handed over"_s) && anything().contains(u"publish and subscribe"_s));
    // One by one; leaving before all are handed over is asked.
    auto *list = named<QTableWidget>(m_at->sheet(), u"Tokens to hand over"_s);
    QCOMPARE(list->item(11, 0)->text(), u"guest-11"_s);
    clickRow(list, 3);
    QVERIFY(anything().contains(u"guest-3"_s));
    m_at->click(m_at->push(u"Copy"_s));
    QVERIFY(anything().contains(u"1 of 12 handed over"_s));
    QCOMPARE(list->item(3, 2)->text(), u"handed over"_s);
    const QString token = m_at->desk().copiedSecret;
    QVERIFY2(token.count(u'.') == 2 && token.startsWith(u"eyJ"_s), qPrintable(token));
    QTest::keyClick(m_at->sheet(), Qt::Key_Escape);
    QVERIFY2(anything().contains(u"can't be shown again"_s), qPrintable(anything()));
    QTest::keyClick(QApplication::focusWidget(), Qt::Key_Escape);
    m_at->click(m_at->push(u"Show"_s));
    QVERIFY(anything().remove(u'\n').contains(token));
    m_at->click(m_at->push(u"Hide"_s));
    QVERIFY(!anything().contains(u"eyJ"_s));
    // Each the way a minted one goes: as a code, in lines to paste.
    list->setFocus();
    QTest::keyClick(list, Qt::Key_Down);
    m_at->click(m_at->push(u"QR code"_s));
    QVERIFY(anything().contains(u"2 of 12 handed over"_s));
    m_at->click(m_at->push(u"QR code"_s));
    m_at->click(m_at->push(u"Copy these lines"_s));
    QVERIFY(m_at->desk().copiedSecret.contains(u"new Stage('eyJ"_s));
    m_at->click(m_at->push(u"Copy all 12"_s));
    QVERIFY(m_at->desk().copiedSecret.contains(u"guest-3\t"_s + token));
    QCOMPARE(m_at->desk().copiedSecret.count(u'\n'), 11);
    m_at->click(m_at->push(u"Close"_s));
    QVERIFY(!m_at->sheet());
    QVERIFY(!m_at->window()->windowTitle().contains(token));
    // Nowhere on the disk.
    m_at->desk().window()->close();
    m_at->desk().settings()->sync();
    QDirIterator files(m_at->desk().home(), QDir::Files | QDir::Hidden, QDirIterator::Subdirectories);
    int looked = 0;
    while (files.hasNext()) {
        QFile file(files.next());
        QVERIFY(file.open(QIODevice::ReadOnly));
        QVERIFY2(!file.readAll().contains(token.toLatin1()), qPrintable(file.fileName()));
        ++looked;
    }
    QVERIFY(looked > 0);
}

void TestStageSheet::editSendsOnlyChanges()
{
    m_at->service().perform(u"CreateStorageConfiguration"_s,
        {{u"name"_s, u"archive"_s}, {u"s3"_s, QJsonObject {{u"bucketName"_s, u"bucket"_s}}}});
    const QString arn = m_at->createStage(u"old-name"_s, {{u"tags"_s, QJsonObject {{u"team"_s, u"x"_s}}}});
    m_at->reload();
    QTRY_COMPARE_WITH_TIMEOUT(m_at->workspace()->stages()->rowCount(), 1, kWait);
    QVERIFY(!m_at->action("stage.edit")->isEnabled());
    clickRow(m_at->table("Stages"), 0);
    QVERIFY(m_at->action("stage.edit")->isEnabled());
    QTest::keyClick(m_at->table("Stages"), Qt::Key_F2);
    QVERIFY(m_at->sheet());
    QTRY_VERIFY_WITH_TIMEOUT(m_at->field(u"Name"_s) && m_at->field(u"Name"_s)->isVisible(), kWait);
    QCOMPARE(m_at->field(u"Name"_s)->text(), u"old-name"_s);
    QVERIFY(!m_at->push(u"Save changes"_s)->isEnabled());
    QVERIFY(anything().contains(u"Nothing is changed"_s));
    m_at->type(m_at->field(u"Name"_s), u"new-name"_s);
    QVERIFY2(anything().contains(u"name: old-name → new-name"_s), qPrintable(anything()));
    m_at->click(m_at->push(u"Save changes"_s));
    waitClosed();
    const QJsonObject now = m_at->stage(arn);
    QCOMPARE(now.value(u"name"_s).toString(), u"new-name"_s);
    QCOMPARE(now.value(u"tags"_s).toObject().value(u"team"_s).toString(), u"x"_s);
    QVERIFY(!now.contains(u"autoParticipantRecordingConfiguration"_s));
    QTRY_COMPARE_WITH_TIMEOUT(m_at->workspace()->stages()->record(arn)->stage.name, u"new-name"_s, kWait);
}

void TestStageSheet::editShowsTheRecordingAsItIs()
{
    const QString storage =
        m_at->service()
            .perform(u"CreateStorageConfiguration"_s,
                {{u"name"_s, u"archive"_s}, {u"s3"_s, QJsonObject {{u"bucketName"_s, u"bucket"_s}}}})
            .value(u"storageConfiguration"_s)
            .toObject()
            .value(u"arn"_s)
            .toString();
    QVERIFY(!storage.isEmpty());
    const QJsonObject recording {{u"storageConfigurationArn"_s, storage}, {u"recordingReconnectWindowSeconds"_s, 30}};
    const QString arn = m_at->createStage(u"recorded"_s, {{u"autoParticipantRecordingConfiguration"_s, recording}});
    m_at->reload();
    QTRY_COMPARE_WITH_TIMEOUT(m_at->workspace()->stages()->rowCount(), 1, kWait);
    clickRow(m_at->table("Stages"), 0);
    m_at->action("stage.edit")->trigger();
    QTRY_VERIFY_WITH_TIMEOUT(m_at->field(u"Name"_s) && m_at->field(u"Name"_s)->isVisible(), kWait);
    auto *choice = named<QComboBox>(m_at->sheet(), u"Storage configuration"_s);
    QCOMPARE(choice->currentData().toString(), storage); // before the list of them is there
    QTRY_COMPARE_WITH_TIMEOUT(choice->currentText(), u"archive · bucket"_s, kWait);
    QVERIFY2(anything().contains(u"Nothing is changed"_s), qPrintable(anything()));
    QVERIFY(!m_at->push(u"Save changes"_s)->isEnabled());
    named<QSpinBox>(m_at->sheet(), u"Reconnect window"_s)->setValue(60);
    m_at->click(m_at->push(u"Save changes"_s));
    waitClosed();
    const QJsonObject now = m_at->stage(arn).value(u"autoParticipantRecordingConfiguration"_s).toObject();
    QCOMPARE(now.value(u"recordingReconnectWindowSeconds"_s).toInt(), 60);
    QCOMPARE(now.value(u"storageConfigurationArn"_s).toString(), storage);
}

void TestStageSheet::editOfWhatIsGone()
{
    const QString arn = m_at->createStage(u"short-lived"_s);
    m_at->reload();
    QTRY_COMPARE_WITH_TIMEOUT(m_at->workspace()->stages()->rowCount(), 1, kWait);
    clickRow(m_at->table("Stages"), 0);
    m_at->service().perform(u"DeleteStage"_s, {{u"arn"_s, arn}});
    m_at->action("stage.edit")->trigger();
    QTRY_VERIFY2_WITH_TIMEOUT(anything().contains(u"does not exist any more"_s), qPrintable(anything()), kWait);
    QVERIFY(!m_at->push(u"Save changes"_s)->isEnabled());
    m_at->click(m_at->push(u"Cancel"_s));
    QVERIFY(!m_at->sheet());
}

void TestStageSheet::cloneIsFilledIn()
{
    const QString arn = m_at->createStage(u"show"_s, {{u"tags"_s, QJsonObject {{u"team"_s, u"x"_s}}}});
    m_at->reload();
    QTRY_COMPARE_WITH_TIMEOUT(m_at->workspace()->stages()->rowCount(), 1, kWait);
    clickRow(m_at->table("Stages"), 0);
    m_at->action("stage.clone")->trigger();
    QTRY_VERIFY_WITH_TIMEOUT(m_at->field(u"Name"_s) && m_at->field(u"Name"_s)->isVisible(), kWait);
    QCOMPARE(m_at->field(u"Name"_s)->text(), u"show-copy"_s);
    QCOMPARE(m_at->field(u"Value of the tag"_s)->text(), u"x"_s);
    m_at->click(m_at->push(u"Create"_s));
    waitClosed();
    QTRY_COMPARE_WITH_TIMEOUT(m_at->workspace()->stages()->rowCount(), 2, kWait);
    QCOMPARE(m_at->table("Stages")->currentKey(), arn); // nothing moved under the hand
}

void TestStageSheet::readOnlyForbidsAndSaysWhy()
{
    m_at.reset(); // two windows would take the keyboard from each other
    m_at = std::make_unique<StageDesk>(true);
    QVERIFY(m_at->isShown());
    m_at->createStage(u"untouchable"_s);
    m_at->reload();
    QTRY_COMPARE_WITH_TIMEOUT(m_at->workspace()->stages()->rowCount(), 1, kWait);
    clickRow(m_at->table("Stages"), 0);
    int writes = 0;
    for (const ActionRegistry::Entry &entry : m_at->page()->actions()->entries()) {
        if (entry.id.startsWith(u"timeline."_s) || entry.id.endsWith(u".forget"_s) || entry.id == u"stage.compose"_s)
            continue; // looks, concerns what is kept here, or opens the editor, whose Start has a lock of its own
        QVERIFY2(!entry.action->isEnabled(), qPrintable(entry.id));
        QVERIFY2(entry.action->toolTip().contains(u"read-only"_s), qPrintable(entry.action->toolTip()));
        entry.action->trigger();
        ++writes;
    }
    QVERIFY(writes >= 8);
    QVERIFY(!withText<QToolButton>(m_at->page(), u"Create"_s)->isEnabled());
    QVERIFY(!m_at->sheet() && !QApplication::activeModalWidget());
    // A lock that falls while a form is open: below the views it is refused too, and said.
    m_at.reset();
    m_at = std::make_unique<StageDesk>();
    QVERIFY(m_at->isShown());
    openCreate();
    m_at->type(m_at->field(u"Name"_s), u"late"_s);
    m_at->workspace()->guard()->setReason(aws::ReadOnlyReason::Production, true);
    m_at->click(m_at->push(u"Create"_s));
    QTRY_VERIFY2_WITH_TIMEOUT(anything().contains(u"Production is locked"_s), qPrintable(anything()), kWait);
    QCOMPARE(m_at->service().arrived(u"CreateStage"_s), 0);
}

void TestStageSheet::oneSheetAtATime()
{
    openCreate();
    m_at->type(m_at->field(u"Name"_s), u"typed"_s);
    SideSheet *first = m_at->sheet();
    m_at->action("stage.create")->trigger();
    QCOMPARE(m_at->sheet(), first);
    QVERIFY(m_at->push(u"Keep editing"_s));
    m_at->click(m_at->push(u"Discard"_s));
    QVERIFY(!m_at->sheet());
    openCreate();
    QVERIFY(m_at->field(u"Name"_s)->text().isEmpty());
}

void TestStageSheet::smallWindow()
{
    m_at.reset();
    m_at = std::make_unique<StageDesk>(false, QSize(1024, 700));
    QVERIFY(m_at->isShown());
    openCreate();
    const auto *sheet = m_at->sheet();
    QVERIFY(sheet->width() <= m_at->page()->width() - 240);
    for (const QString &words : {u"Create"_s, u"Cancel"_s}) {
        const QPushButton *button = m_at->push(words);
        const QRect place(button->mapTo(m_at->window(), QPoint()), button->size());
        QVERIFY2(m_at->window()->rect().contains(place), qPrintable(words));
    }
    m_at->window()->resize(1400, 900);
    QTRY_COMPARE(sheet->geometry().right(), m_at->page()->rect().right());
}

QTEST_MAIN(TestStageSheet)

#include "tst_stagesheet.moc"
