// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/stageacts.h"
#include "tests/views/stagedesk.h"
#include "views/confirmation.h"

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr int kWait = 15000;

} // namespace

/// The question before something is destroyed: Cancel first, the verb only with fresh numbers, the name on production.
class TestConfirmation : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup() { m_at.reset(); }
    void cancelIsTheDefault();
    void escapeWhileCounting();
    void numbersAreFresh();
    void whatCantBeCountedIsSaid();
    void secondClick();
    void productionAsksForTheName();
    void productionOfManyAsksForTheConnection();
    void disconnectTakesAReason();
    void windowClosedWhileAsked();
    void longWordsAreWhole();

private:
    QString one(int participants);
    Confirmation *question() const
    {
        const auto all = m_at->window()->findChildren<Confirmation *>();
        for (Confirmation *each : all) {
            if (each->isVisible())
                return each;
        }
        return nullptr;
    }
    QPushButton *push(const QString &words) const { return withText<QPushButton>(question(), words); }
    void askDelete()
    {
        clickRow(m_at->table("Stages"), 0);
        m_at->action("stage.delete")->trigger();
        QVERIFY(question());
    }

    std::unique_ptr<StageDesk> m_at;
};

void TestConfirmation::init()
{
    m_at = std::make_unique<StageDesk>();
    QVERIFY(m_at->isShown());
}

// A stage with so many who are connected, in the list.
QString TestConfirmation::one(int participants)
{
    const QString arn = m_at->createStage(u"doomed"_s);
    for (int i = 0; i < participants; ++i)
        m_at->join(arn, u"guest-%1"_s.arg(i));
    m_at->reload();
    [&] { QTRY_COMPARE_WITH_TIMEOUT(m_at->workspace()->stages()->rowCount(), 1, kWait); }();
    return arn;
}

void TestConfirmation::cancelIsTheDefault()
{
    one(0);
    for (const int key : {int(Qt::Key_Return), int(Qt::Key_Space), int(Qt::Key_Escape)}) {
        askDelete();
        QTRY_VERIFY_WITH_TIMEOUT(push(u"Delete"_s)->isEnabled(), kWait);
        QCOMPARE(QApplication::focusWidget(), push(u"Cancel"_s));
        QVERIFY(push(u"Cancel"_s)->isDefault() && !push(u"Delete"_s)->isDefault());
        QTest::keyClick(QApplication::focusWidget(), Qt::Key(key));
        QTRY_VERIFY(!question());
    }
    askDelete();
    QTRY_VERIFY_WITH_TIMEOUT(push(u"Delete"_s)->isEnabled(), kWait);
    m_at->click(push(u"Cancel"_s));
    QTRY_VERIFY(!question());
    QCOMPARE(m_at->service().arrived(u"DeleteStage"_s), 0);
}

void TestConfirmation::escapeWhileCounting()
{
    one(1);
    QVERIFY(m_at->service().fault(u"ListCompositions"_s, u"latency"_s, 2000));
    askDelete();
    QVERIFY2(readable(question()).contains(u"Counting"_s), qPrintable(readable(question())));
    QVERIFY(!push(u"Delete"_s)->isEnabled());
    QVERIFY(push(u"Cancel"_s)->isEnabled());
    QTest::keyClick(question(), Qt::Key_Escape);
    QVERIFY(!question()); // at once
    QCOMPARE(m_at->service().arrived(u"DeleteStage"_s), 0);
}

void TestConfirmation::numbersAreFresh()
{
    const QString arn = one(2);
    m_at->join(arn, u"late-guest"_s); // the list on screen does not know yet
    askDelete();
    QTRY_VERIFY2_WITH_TIMEOUT(
        readable(question()).contains(u"isconnects 3 participants"_s), qPrintable(readable(question())), kWait);
    QVERIFY2(readable(question()).contains(u"as of"_s), qPrintable(readable(question())));
    QVERIFY(readable(question()).contains(u"doomed"_s));
    m_at->click(push(u"Delete"_s));
    QTRY_COMPARE_WITH_TIMEOUT(m_at->workspace()->stages()->rowCount(), 0, kWait);
    QCOMPARE(m_at->service().acted(u"DeleteStage"_s), 1);
    QTRY_VERIFY_WITH_TIMEOUT(!m_at->sheet(), kWait); // a single one that went well needs no report
}

void TestConfirmation::whatCantBeCountedIsSaid()
{
    one(1);
    QVERIFY(m_at->service().fault(u"ListCompositions"_s, u"status"_s, 403));
    askDelete();
    QTRY_VERIFY_WITH_TIMEOUT(push(u"Delete"_s)->isEnabled(), kWait);
    QVERIFY2(readable(question()).contains(u"t least"_s), qPrintable(readable(question())));
    m_at->click(push(u"Cancel"_s));
}

void TestConfirmation::secondClick()
{
    one(0);
    QVERIFY(m_at->service().fault(u"DeleteStage"_s, u"latency"_s, 200));
    askDelete();
    QTRY_VERIFY_WITH_TIMEOUT(push(u"Delete"_s)->isEnabled(), kWait);
    QPointer<QPushButton> verb = push(u"Delete"_s);
    m_at->click(verb);
    if (verb)
        verb->click();
    // The same act again while the first is under way.
    m_at->action("stage.delete")->trigger();
    QVERIFY(!question());
    QTRY_COMPARE_WITH_TIMEOUT(m_at->workspace()->stages()->rowCount(), 0, kWait);
    QCOMPARE(m_at->service().arrived(u"DeleteStage"_s), 1);
}

void TestConfirmation::productionAsksForTheName()
{
    one(0);
    m_at->workspace()->guard()->setReason(aws::ReadOnlyReason::Production, true);
    QVERIFY(!m_at->action("stage.delete")->isEnabled());
    m_at->workspace()->guard()->unlock(60'000);
    askDelete();
    auto *typed = named<QLineEdit>(question(), u"Type the name to go on"_s);
    QVERIFY(typed);
    QTRY_VERIFY_WITH_TIMEOUT(readable(question()).contains(u"as of"_s), kWait);
    QVERIFY(!push(u"Delete"_s)->isEnabled());
    QTest::keyClicks(typed, u"doome"_s);
    QVERIFY(!push(u"Delete"_s)->isEnabled());
    QTest::keyClicks(typed, u"d"_s);
    QVERIFY(push(u"Delete"_s)->isEnabled());
    QTest::keyClick(typed, Qt::Key_Return); // Enter in the field is not the verb
    QTRY_VERIFY(!question());
    QCOMPARE(m_at->service().arrived(u"DeleteStage"_s), 0);
    askDelete();
    QTest::keyClicks(named<QLineEdit>(question(), u"Type the name to go on"_s), u"doomed"_s);
    QTRY_VERIFY_WITH_TIMEOUT(push(u"Delete"_s)->isEnabled(), kWait);
    m_at->click(push(u"Delete"_s));
    QTRY_COMPARE_WITH_TIMEOUT(m_at->service().acted(u"DeleteStage"_s), 1, kWait);
}

void TestConfirmation::productionOfManyAsksForTheConnection()
{
    m_at->createStage(u"a"_s);
    m_at->createStage(u"b"_s);
    m_at->reload();
    QTRY_COMPARE_WITH_TIMEOUT(m_at->workspace()->stages()->rowCount(), 2, kWait);
    m_at->workspace()->guard()->setReason(aws::ReadOnlyReason::Production, true);
    m_at->workspace()->guard()->unlock(60'000);
    clickRow(m_at->table("Stages"), 0);
    clickRow(m_at->table("Stages"), 1, Qt::ShiftModifier);
    m_at->action("stage.delete")->trigger();
    QTest::keyClicks(named<QLineEdit>(question(), u"Type the name to go on"_s), m_at->workspace()->title());
    QTRY_VERIFY_WITH_TIMEOUT(push(u"Delete 2 stages"_s)->isEnabled(), kWait);
    // The lock falls while the question is open: nothing leaves.
    m_at->workspace()->guard()->lock();
    m_at->click(push(u"Delete 2 stages"_s));
    QTRY_VERIFY_WITH_TIMEOUT(m_at->sheet() && m_at->push(u"Try 2 again"_s), kWait);
    QCOMPARE(m_at->service().arrived(u"DeleteStage"_s), 0);
}

void TestConfirmation::disconnectTakesAReason()
{
    one(2);
    clickRow(m_at->table("Stages"), 0);
    QTRY_COMPARE_WITH_TIMEOUT(m_at->workspace()->participants()->rowCount(), 2, kWait);
    QVERIFY(!m_at->action("participant.disconnect")->isEnabled());
    DataTable *people = m_at->table("Participants");
    clickRow(people, 0);
    clickRow(people, 1, Qt::ShiftModifier);
    QVERIFY(m_at->action("participant.disconnect")->isEnabled());
    QTest::keyClick(people, Qt::Key_Delete);
    QVERIFY(question());
    QVERIFY2(readable(question()).contains(u"can't be used to join again"_s), qPrintable(readable(question())));
    auto *reason = named<QLineEdit>(question(), u"Reason"_s);
    QVERIFY(reason);
    reason->setText(QString(128, u'r'));
    QTest::keyClicks(reason, u"!"_s);
    QVERIFY2(readable(question()).contains(u"must be 0 to 128"_s), qPrintable(readable(question())));
    QTest::keyClick(reason, Qt::Key_Backspace);
    QTRY_VERIFY_WITH_TIMEOUT(push(u"Disconnect 2"_s)->isEnabled(), kWait);
    m_at->click(push(u"Disconnect 2"_s));
    QTRY_COMPARE_WITH_TIMEOUT(m_at->service().acted(u"DisconnectParticipant"_s), 2, kWait);
    QTRY_VERIFY_WITH_TIMEOUT(m_at->push(u"Close"_s), kWait);
    m_at->click(m_at->push(u"Close"_s));
    QTRY_COMPARE_WITH_TIMEOUT(m_at->workspace()->participants()->counts().connected, 0, kWait);
    // Who is gone can't be disconnected.
    QTRY_VERIFY_WITH_TIMEOUT(!m_at->action("participant.disconnect")->isEnabled(), kWait);
}

void TestConfirmation::windowClosedWhileAsked()
{
    one(1);
    QVERIFY(m_at->service().fault(u"ListCompositions"_s, u"latency"_s, 300));
    askDelete();
    m_at->close();
    QCOMPARE(m_at->service().arrived(u"DeleteStage"_s), 0);
}

// All that is at stake can be read, at first and when a fault takes room.
void TestConfirmation::longWordsAreWhole()
{
    const ViewContext context {programTheme(), {}};
    Confirmation::Question asked {u"Take 3 tokens away?"_s, {u"a"_s, u"b"_s, u"c"_s},
        QStringList(6, u"Nobody has joined with it, as far as is known, and it stays good until it expires."_s)
            .join(u' '),
        u"Take away"_s, u"evening-show"_s, true};
    auto *dialog = new Confirmation(context, asked, nullptr, m_at->window());
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->open();
    QVERIFY(QTest::qWaitForWindowExposed(dialog));
    const auto cut = [dialog] {
        QStringList words;
        const auto labels = dialog->findChildren<QLabel *>();
        for (const QLabel *label : labels) {
            if (label->isVisible() && label->wordWrap() && label->height() < label->heightForWidth(label->width()))
                words << label->text();
        }
        return words.join(u'|');
    };
    QTRY_COMPARE(cut(), QString());
    QTest::keyClicks(named<QLineEdit>(dialog, u"Reason"_s), QString(129, u'r'));
    QTRY_COMPARE(cut(), QString());
    QVERIFY(dialog->rect().contains(withText<QPushButton>(dialog, u"Cancel"_s)->geometry()));
    dialog->reject();
}

QTEST_MAIN(TestConfirmation)

#include "tst_confirmation.moc"
