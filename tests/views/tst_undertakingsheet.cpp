// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/stageacts.h"
#include "models/stagelinks.h"
#include "tests/views/stagedesk.h"
#include "views/confirmation.h"
#include "views/sheethost.h"
#include "views/undertakingsheet.h"

#include <QContextMenuEvent>
#include <QMenu>
#include <QProgressBar>
#include <QSpinBox>

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr int kWait = 15000;

} // namespace

/// Acts on several targets while they go on, and replication from beginning to end.
class TestUndertakingSheet : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup() { m_at.reset(); }
    void aResultPerRow();
    void failedOnesAgain();
    void unknownOnesAreNotRepeated();
    void stopTakesBackWhatHasNotLeft();
    void serviceGoneInTheMiddle();
    void windowClosedWhileUnderWay();
    void actsStandInTheMenuOfTheRows();
    void replicationFromStartToStop();
    void replicationChoosesAnotherStage();

private:
    void make(int count);
    void deleteAll();
    Confirmation *question() const
    {
        const auto all = m_at->window()->findChildren<Confirmation *>();
        for (Confirmation *each : all) {
            if (each->isVisible())
                return each;
        }
        return nullptr;
    }
    QString results() const;

    std::unique_ptr<StageDesk> m_at;
};

void TestUndertakingSheet::init()
{
    m_at = std::make_unique<StageDesk>();
    QVERIFY(m_at->isShown());
}

void TestUndertakingSheet::make(int count)
{
    for (int i = 0; i < count; ++i)
        m_at->createStage(u"stage-%1"_s.arg(i));
    m_at->reload();
    QTRY_COMPARE_WITH_TIMEOUT(m_at->workspace()->stages()->rowCount(), count, kWait);
    TRY_SETTLED(m_at->workspace()->stages());
}

// Selects all, answers the question.
void TestUndertakingSheet::deleteAll()
{
    m_at->table("Stages")->setFocus();
    QTest::keyClick(m_at->table("Stages"), Qt::Key_A, Qt::ControlModifier);
    QTest::keyClick(m_at->table("Stages"), Qt::Key_Delete);
    QVERIFY(question());
    auto *verb = withText<QPushButton>(question(), u"Delete %1 stages"_s.arg(m_at->workspace()->stages()->rowCount()));
    QVERIFY(verb);
    QTRY_VERIFY_WITH_TIMEOUT(verb->isEnabled(), kWait);
    m_at->click(verb);
}

QString TestUndertakingSheet::results() const
{
    const auto *table = named<QTableView>(m_at->sheet(), u"Results"_s);
    QStringList lines;
    for (int row = 0; row < table->model()->rowCount(); ++row) {
        QStringList cells;
        for (int column = 0; column < table->model()->columnCount(); ++column)
            cells << table->model()->index(row, column).data().toString();
        lines << cells.join(u'|');
    }
    return lines.join(u'\n');
}

void TestUndertakingSheet::aResultPerRow()
{
    make(3);
    deleteAll();
    QVERIFY(qobject_cast<UndertakingSheet *>(m_at->sheet()));
    QTRY_VERIFY_WITH_TIMEOUT(m_at->push(u"Close"_s), kWait);
    QCOMPARE(results().count(u"|done|"_s), 3);
    QVERIFY(results().contains(u"stage-1"_s));
    QCOMPARE(m_at->sheet()->findChild<QProgressBar *>()->value(), 3);
    QVERIFY(!withText<QPushButton>(m_at->sheet(), u"Try 3 again"_s));
    QTest::keyClick(m_at->sheet(), Qt::Key_Escape);
    QVERIFY(!m_at->sheet());
    QTRY_COMPARE_WITH_TIMEOUT(m_at->workspace()->stages()->rowCount(), 0, kWait);
}

void TestUndertakingSheet::failedOnesAgain()
{
    make(3);
    QVERIFY(m_at->service().fault(u"DeleteStage"_s, u"status"_s, 403));
    deleteAll();
    QTRY_VERIFY_WITH_TIMEOUT(m_at->push(u"Try 1 again"_s), kWait);
    QVERIFY2(results().contains(u"|failed|"_s) && results().contains(u"Permission denied"_s), qPrintable(results()));
    m_at->click(m_at->push(u"Try 1 again"_s));
    QTRY_COMPARE_WITH_TIMEOUT(results().count(u"|done|"_s), 3, kWait);
    QCOMPARE(m_at->service().arrived(u"DeleteStage"_s), 4);
}

void TestUndertakingSheet::unknownOnesAreNotRepeated()
{
    make(2);
    // The answer is lost, and so is that of the read that would settle it.
    QVERIFY(m_at->service().fault(u"DeleteStage"_s, u"drop"_s, u"after"_s));
    QVERIFY(m_at->service().fault(u"GetStage"_s, u"status"_s, 403));
    m_at->table("Stages")->setFocus();
    QTest::keyClick(m_at->table("Stages"), Qt::Key_A, Qt::ControlModifier);
    // Straight to the act: the question's own GetStage would use up the fault.
    auto *sheet = new UndertakingSheet(ViewContext {programTheme(), [](const QString &) {}},
        m_at->workspace()->stageActs()->deleteStages(
            {m_at->workspace()->stages()->keyAt(0), m_at->workspace()->stages()->keyAt(1)}));
    QVERIFY(m_at->page()->findChild<SheetHost *>()->show(sheet));
    QTRY_VERIFY_WITH_TIMEOUT(m_at->push(u"Close"_s), kWait);
    QVERIFY2(results().contains(u"|unknown|"_s), qPrintable(results()));
    QVERIFY2(m_at->words().contains(u"not repeated here"_s), qPrintable(m_at->words()));
    QVERIFY(!withText<QPushButton>(m_at->sheet(), u"Try 1 again"_s));
    QCOMPARE(m_at->service().arrived(u"DeleteStage"_s), 2);
}

void TestUndertakingSheet::stopTakesBackWhatHasNotLeft()
{
    make(30);
    QVERIFY(m_at->service().fault(u"DeleteStage"_s, u"latency"_s, 300, 30));
    deleteAll();
    QTRY_VERIFY_WITH_TIMEOUT(m_at->service().arrived(u"DeleteStage"_s) > 0, kWait);
    m_at->click(m_at->push(u"Stop"_s));
    QTRY_VERIFY_WITH_TIMEOUT(m_at->push(u"Close"_s), kWait);
    const int arrived = m_at->service().arrived(u"DeleteStage"_s);
    QVERIFY2(arrived < 30, qPrintable(QString::number(arrived)));
    QCOMPARE(results().count(u"|done|"_s), arrived);
    m_at->service().clearFaults();
    m_at->click(m_at->push(u"Try %1 again"_s.arg(30 - arrived)));
    QTRY_COMPARE_WITH_TIMEOUT(results().count(u"|done|"_s), 30, kWait);
    QCOMPARE(m_at->service().arrived(u"DeleteStage"_s), 30);
}

void TestUndertakingSheet::serviceGoneInTheMiddle()
{
    make(12);
    QVERIFY(m_at->service().fault(u"DeleteStage"_s, u"latency"_s, 300, 12));
    deleteAll();
    QTRY_VERIFY_WITH_TIMEOUT(m_at->service().arrived(u"DeleteStage"_s) > 0, kWait);
    m_at->service().stop();
    QTRY_VERIFY_WITH_TIMEOUT(m_at->push(u"Close"_s), 30'000);
    QVERIFY2(!results().contains(u"|done|"_s), qPrintable(results()));
    QVERIFY2(results().contains(u"|unknown|"_s) || results().contains(u"|failed|"_s), qPrintable(results()));
}

void TestUndertakingSheet::windowClosedWhileUnderWay()
{
    make(3);
    QVERIFY(m_at->service().fault(u"DeleteStage"_s, u"latency"_s, 300, 3));
    deleteAll();
    QTRY_VERIFY_WITH_TIMEOUT(m_at->service().arrived(u"DeleteStage"_s) > 0, kWait);
    m_at->close();
    QVERIFY(m_at->service().state().contains(u"calls"_s)); // nothing fell over
}

void TestUndertakingSheet::actsStandInTheMenuOfTheRows()
{
    make(2);
    clickRow(m_at->table("Stages"), 0);
    QContextMenuEvent event(QContextMenuEvent::Keyboard, QPoint(), QPoint(), Qt::NoModifier);
    QApplication::sendEvent(m_at->table("Stages")->viewport(), &event);
    QTRY_VERIFY(QApplication::activePopupWidget());
    auto *menu = qobject_cast<QMenu *>(QApplication::activePopupWidget());
    QVERIFY(menu);
    for (const char *id : {"stage.edit", "stage.clone", "stage.tags", "stage.delete"})
        QVERIFY2(menu->actions().contains(m_at->action(id)), id);
    QVERIFY(!menu->actions().contains(m_at->action("participant.disconnect")));
    QVERIFY(menu->actions().size() > 5); // and what copies them
    menu->close();
}

void TestUndertakingSheet::replicationFromStartToStop()
{
    const QString source = m_at->createStage(u"source"_s);
    const QString destination = m_at->createStage(u"destination"_s);
    const QString guest = m_at->join(source, u"guest"_s);
    m_at->service().control(u"publish"_s, {{u"stageArn"_s, source}, {u"participantId"_s, guest}});
    m_at->reload();
    QTRY_COMPARE_WITH_TIMEOUT(m_at->workspace()->stages()->rowCount(), 2, kWait);
    TRY_SETTLED(m_at->workspace()->stages());
    clickRow(m_at->table("Stages"), m_at->workspace()->stages()->rowOfKey(source));
    QTRY_COMPARE_WITH_TIMEOUT(m_at->workspace()->participants()->rowCount(), 1, kWait);
    clickRow(m_at->table("Participants"), 0);
    m_at->action("participant.replicate")->trigger();
    QVERIFY(m_at->sheet());
    m_at->type(m_at->field(u"To stage"_s), u"destination"_s);
    m_at->click(m_at->push(u"Start replication"_s));
    QTRY_VERIFY2_WITH_TIMEOUT(!m_at->sheet(), qPrintable(m_at->words()), kWait);
    QCOMPARE(m_at->service().acted(u"StartParticipantReplication"_s), 1);
    // It shows beside the participant, and can be ended there.
    const auto stop = [this] { return named<QToolButton>(m_at->page(), u"Stop the replication to destination"_s); };
    QTRY_VERIFY_WITH_TIMEOUT(stop(), kWait);
    QCOMPARE(m_at->workspace()->participantReplicas()->activeDestinations(), QStringList {destination});
    QVERIFY(m_at->action("participant.stopReplication")->isEnabled());
    stop()->click();
    QVERIFY(question());
    QVERIFY2(readable(question()).contains(u"leaves the stage destination"_s), qPrintable(readable(question())));
    m_at->click(withText<QPushButton>(question(), u"Cancel"_s));
    QCOMPARE(m_at->service().arrived(u"StopParticipantReplication"_s), 0);
    m_at->action("participant.stopReplication")->trigger();
    m_at->click(withText<QPushButton>(question(), u"Stop the replication"_s));
    QTRY_COMPARE_WITH_TIMEOUT(m_at->service().acted(u"StopParticipantReplication"_s), 1, kWait);
    QTRY_VERIFY_WITH_TIMEOUT(m_at->workspace()->participantReplicas()->activeDestinations().isEmpty(), kWait);
}

void TestUndertakingSheet::replicationChoosesAnotherStage()
{
    const QString source = m_at->createStage(u"source"_s);
    m_at->createStage(u"twin"_s);
    m_at->createStage(u"twin"_s);
    m_at->join(source, u"guest"_s);
    m_at->reload();
    QTRY_COMPARE_WITH_TIMEOUT(m_at->workspace()->stages()->rowCount(), 3, kWait);
    clickRow(m_at->table("Stages"), m_at->workspace()->stages()->rowOfKey(source));
    QTRY_COMPARE_WITH_TIMEOUT(m_at->workspace()->participants()->rowCount(), 1, kWait);
    clickRow(m_at->table("Participants"), 0);
    m_at->action("participant.replicate")->trigger();
    QPushButton *start = m_at->push(u"Start replication"_s);
    QVERIFY(!start->isEnabled());
    for (const QString &text : {u"source"_s, u"twin"_s, u"nowhere"_s, source}) { // itself, two of a name, none, itself
        m_at->type(m_at->field(u"To stage"_s), text);
        QVERIFY2(!start->isEnabled(), qPrintable(text));
    }
    m_at->type(m_at->field(u"To stage"_s), source.left(source.size() - 4) + u"ZZZZ"_s);
    QVERIFY(start->isEnabled());
    m_at->sheet()->findChild<QSpinBox *>()->setValue(301);
    QVERIFY(!start->isEnabled());
    m_at->sheet()->findChild<QSpinBox *>()->setValue(300);
    m_at->click(start);
    QTRY_VERIFY2_WITH_TIMEOUT(
        !m_at->sheet()->isBusy() && m_at->words().contains(u"does not exist"_s), qPrintable(m_at->words()), kWait);
}

QTEST_MAIN(TestUndertakingSheet)

#include "tst_undertakingsheet.moc"
