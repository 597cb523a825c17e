// SPDX-License-Identifier: GPL-3.0-or-later
// The tokens that were issued, on the right of the token studio, as a person uses them.
#include "models/tokencheck.h"
#include "models/tokenmodel.h"
#include "tests/views/tokenstudio.h"
#include "views/actionregistry.h"
#include "views/confirmation.h"
#include "views/datatable.h"
#include "views/inspectsheet.h"
#include "views/issuedpanel.h"
#include "views/messagebar.h"
#include "views/statechip.h"
#include "views/tokenkeeper.h"
#include "views/tokenpanel.h"

#include <QAbstractItemModelTester>
#include <QMenu>
#include <QPushButton>
#include <QToolButton>

using namespace Qt::Literals::StringLiterals;

class TestIssuedPanel final : public TokenStudioTest
{
    Q_OBJECT

private Q_SLOTS:
    void emptyLeadsToTheForm();
    void mintedStandsThereAndIsChecked();
    void filteredByState();
    void takenAwayAfterCancel();
    void takenAwayOnlyOnceAndHonest();
    void severalOfTwoStages();
    void renewedByOneKey();
    void checkedWhileTheServiceIsGone();
    void windowClosedWhileChecking();
    void keptShownAndForgotten();
    void keptAfterUnlocking();
    void refusedByTheKeychain();
    void readOnly();
    void menuOfARow();
    void keyboardReachesTheChosenOne();
    void inspects();
    void layoutIsKept();
    void tenThousand();

private:
    TokenModel *model() const { return m_workspace->issuedTokens(); }
    DataTable *table() const { return page()->findChild<IssuedPanel *>()->table(); }
    TokenPanel *panel() const { return page()->findChild<TokenPanel *>(); }
    QString chip() const { return panel()->findChild<StateChip *>()->words(); }
    QAction *action(const char *id) const { return m_desk->window()->page()->actions()->action(QLatin1StringView(id)); }
    Confirmation *question() const { return m_desk->window()->findChild<Confirmation *>(); }
    void answer(const QString &words)
    {
        auto *button = withText<QPushButton>(question(), words);
        QVERIFY2(button, qPrintable(words));
        QTRY_VERIFY_WITH_TIMEOUT(button->isEnabled(), kWait);
        QTest::mouseClick(button, Qt::LeftButton);
        QTRY_VERIFY(!question());
    }
    /// Mints one, hands it over and closes; its participant id.
    QString mint(QString *secret = nullptr)
    {
        mintOne();
        const QString made = token();
        if (secret)
            *secret = made;
        press(u"Close"_s);
        // They come at most ten times a second.
        const QString id = m_workspace->tokenRegister()->entries().last().participantId;
        [&] { QTRY_VERIFY(model()->rowOfKey(id) >= 0); }();
        return id;
    }
    void join(const QString &secret)
    {
        QVERIFY(!m_service->control(u"join"_s, {{u"token"_s, secret}})["participantId"_L1].toString().isEmpty());
    }
    void choose(const QString &id)
    {
        clickRow(table(), model()->rowOfKey(id));
        QCoreApplication::processEvents(); // what has come on screen is laid out
    }
    void check(const QString &id)
    {
        choose(id);
        press(u"Check now"_s);
        QTRY_COMPARE_WITH_TIMEOUT(model()->checks()->checking(), 0, kWait);
    }
};

void TestIssuedPanel::emptyLeadsToTheForm()
{
    QTRY_VERIFY(withText<QPushButton>(page(), u"Mint the first one"_s));
    QVERIFY(readable(page()).contains(u"No token has been issued with Stagedesk"_s));
    QVERIFY(!panel()->isVisible());
    QVERIFY(!action("issued.renew")->isEnabled());
    table()->setFocus();
    press(u"Mint the first one"_s);
    QCOMPARE(QApplication::focusWidget(), page()->findChild<StageField *>());
    QCOMPARE(m_service->arrived(u"ListStageSessions"_s), 0); // nobody asked
}

void TestIssuedPanel::mintedStandsThereAndIsChecked()
{
    new QAbstractItemModelTester(model(), QAbstractItemModelTester::FailureReportingMode::QtTest, this);
    QString secret;
    const QString id = mint(&secret);
    QCOMPARE(model()->rowCount(), 1);
    choose(id);
    QTRY_VERIFY(panel()->isVisible());
    QCOMPARE(chip(), u"not known"_s);
    for (const QString &words : {u"guest-3"_s, u"evening"_s, u"publish and subscribe"_s, u"by the service"_s,
             u"expires in 11:59"_s, u"Not kept"_s, u"No read since it was issued"_s})
        QTRY_VERIFY2(readable(panel()).contains(words), qPrintable(words + u" in\n"_s + readable(panel())));
    check(id);
    QTRY_COMPARE(chip(), u"unused"_s);
    join(secret);
    QCOMPARE(chip(), u"unused"_s); // as of then
    check(id);
    QTRY_COMPARE(chip(), u"joined"_s);
    QVERIFY(readable(panel()).contains(u"is connected, as of"_s));
    // The token itself is nowhere in it.
    QVERIFY(!readable(m_desk->window()).contains(secret.left(20)));
    table()->selectAll();
    QVERIFY(table()->selectedText().contains(id) && !table()->selectedText().contains(secret.left(20)));
    QVERIFY(!model()->rawJson(id).contains(secret.left(20).toLatin1()));
}

void TestIssuedPanel::filteredByState()
{
    const QString first = mint();
    const QString second = mint();
    QVERIFY(first != second);
    check(first);
    auto *show = named<QToolButton>(page(), u"Tokens that are shown: All"_s);
    QVERIFY(show);
    const auto pick = [show](const QString &words) {
        const auto all = show->menu()->actions();
        for (QAction *each : all) {
            if (each->text() == words)
                each->trigger();
        }
    };
    pick(u"Unused"_s);
    QTRY_COMPARE(model()->rowCount(), 1);
    QCOMPARE(model()->keyAt(0), first);
    QCOMPARE(show->text(), u"Unused"_s);
    pick(u"Expired"_s);
    QTRY_COMPARE(model()->rowCount(), 0);
    press(u"Clear the filter"_s);
    QTRY_COMPARE(model()->rowCount(), 2);
    QCOMPARE(show->text(), u"All"_s);
    // What is asked for is shown, whatever the filter hid.
    pick(u"Unused"_s);
    m_desk->window()->page()->showKey(second);
    QTRY_COMPARE(table()->currentKey(), second);
    QCOMPARE(model()->rowCount(), 2);
}

void TestIssuedPanel::takenAwayAfterCancel()
{
    QString secret;
    const QString id = mint(&secret);
    join(secret);
    check(id);
    table()->setFocus();
    QTest::keyClick(table(), Qt::Key_Delete);
    QVERIFY(question());
    QTRY_VERIFY2_WITH_TIMEOUT(
        readable(question()).contains(u"isconnects 1 participant"_s), qPrintable(readable(question())), kWait);
    QVERIFY(readable(question()).contains(u"can't be used to join again"_s));
    QVERIFY(!readable(question()).contains(u"unused"_s)); // it was not
    answer(u"Cancel"_s);
    QCOMPARE(m_service->arrived(u"DisconnectParticipant"_s), 0);
    press(u"Take away…"_s);
    answer(u"Take away"_s);
    QTRY_COMPARE_WITH_TIMEOUT(m_service->acted(u"DisconnectParticipant"_s), 1, kWait);
    QTRY_VERIFY_WITH_TIMEOUT(!shown<SideSheet>(), kWait); // done
    check(id);
    QTRY_VERIFY_WITH_TIMEOUT(chip() == u"left"_s || chip() == u"disconnected"_s, kWait); // no call tells them apart
    QVERIFY(m_service->control(u"join"_s, {{u"token"_s, secret}})["participantId"_L1].toString().isEmpty());
}

void TestIssuedPanel::takenAwayOnlyOnceAndHonest()
{
    const QString id = mint();
    choose(id);
    press(u"Take away…"_s);
    QVERIFY(readable(question()).contains(u"not known"_s));
    QVERIFY(readable(question()).contains(u"stays good until"_s));
    answer(u"Cancel"_s);
    check(id);
    press(u"Take away…"_s);
    QVERIFY(readable(question()).contains(u"nobody has joined with it"_s));
    // A second click on the verb meets nothing.
    const QPointer<QPushButton> verb = withText<QPushButton>(question(), u"Take away"_s);
    QTRY_VERIFY(verb && verb->isEnabled());
    QTest::mouseClick(verb, Qt::LeftButton);
    if (verb)
        QTest::mouseClick(verb, Qt::LeftButton);
    QTRY_COMPARE_WITH_TIMEOUT(m_service->arrived(u"DisconnectParticipant"_s), 1, kWait);
}

void TestIssuedPanel::severalOfTwoStages()
{
    QList<MintedToken> many;
    for (int i = 0; i < 3; ++i) {
        MintedToken token;
        token.participantId = u"p%1"_s.arg(i);
        token.userId = u"user-%1"_s.arg(i);
        token.stageArn = u"arn:aws:ivs:us-east-1:123456789012:stage/Stage%1"_s.arg(i / 2);
        token.publish = token.subscribe = true;
        token.issued = m_workspace->clock()->now();
        token.expires = token.issued.addSecs(3600);
        many << token;
    }
    m_workspace->tokenRegister()->add(many);
    QTRY_COMPARE(model()->rowCount(), 3);
    table()->selectAll();
    QVERIFY(!action("issued.renew")->isEnabled());
    QCOMPARE(action("issued.takeAway")->text(), u"Take 3 tokens &away…"_s);
    action("issued.takeAway")->trigger();
    QVERIFY(!question());
    QVERIFY(readable(page()).contains(u"Tokens of several stages are chosen"_s));
    table()->clearSelection();
    choose(u"p0"_s);
    clickRow(table(), model()->rowOfKey(u"p1"_s), Qt::ControlModifier);
    action("issued.takeAway")->trigger();
    QVERIFY(question());
    QVERIFY(readable(question()).contains(u"2 were not checked"_s));
    answer(u"Cancel"_s);
}

void TestIssuedPanel::renewedByOneKey()
{
    fill();
    press(u"Viewer"_s);
    press(u"Mint"_s);
    QTRY_VERIFY_WITH_TIMEOUT(shown<HandOverSheet>(), kWait);
    token();
    press(u"Close"_s);
    QTRY_COMPARE(model()->rowCount(), 1);
    const QString id = model()->keyAt(0);
    const MintDraft before = page()->findChild<MintForm *>()->draft();
    page()->findChild<MintForm *>()->setDraft({});
    choose(id);
    table()->setFocus();
    QTest::keyClick(table(), Qt::Key_D, Qt::ControlModifier);
    QTRY_VERIFY_WITH_TIMEOUT(shown<HandOverSheet>(), kWait);
    QCOMPARE(arrived(), 2);
    QCOMPARE(page()->findChild<MintForm *>()->draft(), before);
    QTRY_COMPARE(model()->rowCount(), 2);
    const IssuedToken first = *model()->entry(id);
    const QString other = model()->keyAt(0) == id ? model()->keyAt(1) : model()->keyAt(0);
    const IssuedToken second = *model()->entry(other);
    QCOMPARE(second.attributes, first.attributes);
    QVERIFY(!second.publish && second.subscribe && second.userId == first.userId);
}

void TestIssuedPanel::checkedWhileTheServiceIsGone()
{
    const QString id = mint();
    m_service->stop();
    check(id);
    QCOMPARE(chip(), u"not known"_s); // nothing on screen is guessed
    QTRY_VERIFY(withText<QPushButton>(panel(), u"Check again"_s));
    press(u"Take away…"_s);
    answer(u"Take away"_s);
    QTRY_VERIFY_WITH_TIMEOUT(shown<SideSheet>(), kWait);
    QCOMPARE(chip(), u"not known"_s);
}

void TestIssuedPanel::windowClosedWhileChecking()
{
    const QString id = mint();
    QVERIFY(m_service->fault(u"ListStageSessions"_s, u"latency"_s, 300));
    choose(id);
    press(u"Check now"_s);
    press(u"Check now"_s);
    QTRY_COMPARE_WITH_TIMEOUT(m_service->arrived(u"ListStageSessions"_s), 1, kWait);
    QVERIFY(readable(panel()).contains(u"is being asked"_s));
    m_desk.reset();
    QTRY_COMPARE_WITH_TIMEOUT(m_service->acted(u"ListStageSessions"_s), 1, kWait);
}

void TestIssuedPanel::keptShownAndForgotten()
{
    mintOne();
    press(u"Keep…"_s);
    QVERIFY(readable(page()).contains(u"Whoever opens the keychain"_s));
    press(u"Don't keep it"_s);
    QCOMPARE(m_desk->keychain()->writes(), 0);
    press(u"Keep…"_s);
    press(u"Keep it"_s);
    QTRY_VERIFY(readable(page()).contains(u"Kept in the keychain"_s));
    QCOMPARE(m_desk->keychain()->writes(), 1);
    press(u"Close"_s); // it is not lost
    QVERIFY(!shown<HandOverSheet>());
    QTRY_COMPARE(model()->rowCount(), 1);
    const QString id = model()->keyAt(0);
    choose(id);
    QTRY_VERIFY(readable(panel()).contains(u"Kept in the keychain"_s));
    action("issued.showKept")->trigger();
    QTRY_VERIFY(shown<HandOverSheet>());
    QVERIFY(!withText<QPushButton>(page(), u"Keep…"_s));
    const QString secret = token();
    QVERIFY(secret.startsWith(u"eyJ"_s));
    press(u"Close"_s);
    QVERIFY(!shown<HandOverSheet>());
    action("issued.forgetKept")->trigger();
    answer(u"Cancel"_s);
    QVERIFY(model()->entry(id)->isKept);
    action("issued.forgetKept")->trigger();
    answer(u"Forget"_s);
    QTRY_VERIFY(!model()->entry(id)->isKept);
    QTRY_VERIFY(!action("issued.showKept")->isEnabled());
    QTRY_VERIFY(readable(panel()).contains(u"Not kept"_s));
}

void TestIssuedPanel::keptAfterUnlocking()
{
    m_desk->keychain()->pretend(Keychain::State::Locked);
    m_desk->keychain()->setAnswerToUnlock(Keychain::State::Refused);
    mintOne();
    press(u"Keep…"_s);
    press(u"Unlock and keep it"_s);
    QTRY_VERIFY(readable(page()).contains(u"The token is not kept"_s));
    QCOMPARE(m_desk->keychain()->writes(), 0);
    m_desk->keychain()->setAnswerToUnlock(Keychain::State::Available);
    press(u"Unlock and keep it"_s);
    QTRY_VERIFY(readable(page()).contains(u"Kept in the keychain"_s));
    QTRY_COMPARE(model()->rowCount(), 1);
    QVERIFY(model()->entry(model()->keyAt(0))->isKept);
}

void TestIssuedPanel::refusedByTheKeychain()
{
    mintOne();
    press(u"Keep…"_s);
    m_desk->keychain()->pretend(Keychain::State::Missing, u"<b>no bus</b>"_s);
    press(u"Keep it"_s);
    QTRY_VERIFY(readable(page()).contains(u"The token is not kept"_s));
    QVERIFY(readable(page()).contains(u"<b>no bus</b>"_s));
    m_desk->keychain()->pretend(Keychain::State::Available);
    press(u"Try again"_s);
    QTRY_VERIFY(readable(page()).contains(u"Kept in the keychain"_s));
    press(u"Close"_s);
    QTRY_COMPARE(model()->rowCount(), 1);
    choose(model()->keyAt(0));
    m_desk->keychain()->pretend(Keychain::State::Locked);
    action("issued.showKept")->trigger();
    QTRY_VERIFY(readable(page()).contains(u"The kept token can't be read"_s));
    QVERIFY(!shown<HandOverSheet>());
    action("issued.forgetKept")->trigger();
    answer(u"Forget"_s);
    QTRY_VERIFY(readable(page()).contains(u"in the keychain still"_s));
    QVERIFY(model()->entry(model()->keyAt(0))->isKept);
}

void TestIssuedPanel::readOnly()
{
    const QString id = mint();
    m_workspace->guard()->setReason(aws::ReadOnlyReason::Option, true);
    choose(id);
    for (const char *each : {"issued.renew", "issued.takeAway"}) {
        QVERIFY(!action(each)->isEnabled());
        QVERIFY2(action(each)->toolTip().contains(u"ead-only"_s), qPrintable(action(each)->toolTip()));
    }
    check(id); // only asks
    QCOMPARE(chip(), u"unused"_s);
    QCOMPARE(arrived(), 1);
}

void TestIssuedPanel::menuOfARow()
{
    const QString id = mint();
    choose(id);
    QStringList words;
    connect(table(), &DataTable::menuAboutToShow, this, [&words](QMenu *menu) {
        const auto all = menu->actions();
        for (QAction *each : all)
            words << each->text().remove(u'&');
    });
    table()->setFocus();
    QTest::keyClick(table(), Qt::Key_Menu);
    if (words.isEmpty()) { // where the platform makes no event of the key
        QContextMenuEvent event(QContextMenuEvent::Keyboard, QPoint(5, 5), table()->mapToGlobal(QPoint(5, 5)));
        QCoreApplication::sendEvent(table(), &event);
    }
    for (const QString &each : {u"Mint the same again"_s, u"Take away…"_s, u"Check now what became of it"_s})
        QVERIFY2(words.contains(each), qPrintable(words.join(u", "_s)));
    if (QWidget *popup = QApplication::activePopupWidget())
        popup->close();
    // To the write that made it.
    QVERIFY(action("issued.entry")->isEnabled());
    action("issued.entry")->trigger();
    QCOMPARE(m_desk->window()->page()->title(), u"Activity"_s);
    m_desk->window()->showPage(u"tokens"_s);
    action("issued.stage")->trigger();
    QCOMPARE(m_desk->window()->page()->title(), u"Stages"_s);
}

void TestIssuedPanel::keyboardReachesTheChosenOne()
{
    choose(mint());
    table()->setFocus();
    QCOMPARE(unreached(page()), QString());
    // From the rows to what can be done about the chosen one, as the eye goes.
    table()->setFocus();
    QStringList met;
    for (int i = 0; i < 8; ++i) {
        QTest::keyClick(QApplication::focusWidget(), Qt::Key_Tab);
        if (const auto *button = qobject_cast<QToolButton *>(QApplication::focusWidget()))
            met << button->text();
    }
    QVERIFY2(met.join(u","_s).contains(u"Renew,Check now,Take away…"_s), qPrintable(met.join(u","_s)));
}

void TestIssuedPanel::inspects()
{
    auto *button = named<QToolButton>(page(), u"Inspect a token"_s);
    QVERIFY(button);
    QTest::mouseClick(button, Qt::LeftButton);
    auto *sheet = m_desk->window()->findChild<InspectSheet *>();
    QVERIFY(sheet && sheet->isVisible());
    QTest::keyClick(QApplication::focusWidget(), Qt::Key_Escape);
    QTRY_VERIFY(!m_desk->window()->findChild<InspectSheet *>());
    QTest::keyClick(m_desk->window(), Qt::Key_I, Qt::ControlModifier);
    QTRY_VERIFY(m_desk->window()->findChild<InspectSheet *>());
}

void TestIssuedPanel::layoutIsKept()
{
    auto *here = m_desk->window()->page();
    const QByteArray layout = here->saveLayout();
    here->restoreLayout("nonsense");
    here->restoreLayout({});
    here->restoreLayout(layout);
    QCOMPARE(here->saveLayout(), layout);
}

// Signed in one go, say: the window goes on.
void TestIssuedPanel::tenThousand()
{
    QList<MintedToken> many;
    const QDateTime now = m_workspace->clock()->now();
    for (int i = 0; i < 10'000; ++i) {
        MintedToken token;
        token.participantId = u"p%1"_s.arg(i, 5, 10, QChar(u'0'));
        token.userId = u"user-%1"_s.arg(i % 3000);
        token.stageArn = u"arn:aws:ivs:us-east-1:123456789012:stage/Evening"_s;
        token.stageName = u"evening"_s;
        token.publish = i % 2 == 0;
        token.subscribe = true;
        token.issued = now.addSecs(-i);
        token.expires = now.addSecs(i - 100);
        token.attributes = {{u"seat"_s, QString::number(i)}};
        many << token;
    }
    qint64 longest = 0;
    QElapsedTimer turn;
    QTimer beat;
    connect(&beat, &QTimer::timeout, this, [&] { longest = std::max(longest, turn.restart()); });
    m_workspace->tokenRegister()->add(many.first(100));
    QTRY_COMPARE(model()->rowCount(), 100);
    turn.start();
    beat.start(0);
    for (int i = 100; i < 10'000; i += 100) {
        m_workspace->tokenRegister()->add(many.mid(i, 100));
        QCoreApplication::processEvents();
    }
    QTRY_COMPARE_WITH_TIMEOUT(model()->rowCount(), 10'000, kWait);
    qInfo("10,000 added: longest turn %d ms", int(std::exchange(longest, 0)));
    choose(u"p00500"_s);
    auto *filter = named<QLineEdit>(page(), u"Filter Issued"_s);
    QVERIFY(filter);
    filter->setFocus();
    QTest::keyClicks(filter, u"user-500"_s);
    QTRY_COMPARE_WITH_TIMEOUT(model()->rowCount(), 4, kWait);
    qInfo("filtered: longest turn %d ms", int(std::exchange(longest, 0)));
    QCOMPARE(table()->currentKey(), u"p00500"_s);
    filter->clear();
    QTRY_COMPARE_WITH_TIMEOUT(model()->rowCount(), 10'000, kWait);
    table()->sortByColumn(TokenModel::UserId, Qt::AscendingOrder);
    QTRY_COMPARE_WITH_TIMEOUT(model()->state().isOrdering(), false, kWait);
    qInfo("sorted: longest turn %d ms", int(std::exchange(longest, 0)));
    turn.restart();
    table()->selectAll();
    qInfo("all chosen in %d ms", int(turn.restart()));
    QCOMPARE(action("issued.takeAway")->text(), u"Take %1 tokens &away…"_s.arg(QLocale().toString(10'000)));
    QCOMPARE(model()->counted(model()->rowCount()), u"%1 tokens"_s.arg(QLocale().toString(10'000)));
}

QTEST_MAIN(TestIssuedPanel)
#include "tst_issuedpanel.moc"
