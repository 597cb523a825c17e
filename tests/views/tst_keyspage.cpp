// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/views/keysdesk.h"

using namespace Qt::Literals::StringLiterals;
using ivs::es384::PrivateKey;
using Kept = SigningKeys::Kept;

/// Pairs of keys under a person's hands: made, removed and deleted by clicks and keys, with a keychain that is open,
/// locked, missing or refuses.
class TestKeysPage final : public KeysDesk
{
    Q_OBJECT

private Q_SLOTS:
    void newPair();
    void newPairCanceledAndRefused();
    void lockedIsUnlocked();
    void missingForThisSession();
    void refusedAtTheLastMoment();
    void removed();
    void deleted();
    void deletedWhileLocked();
    void windowClosedWhileCreating();
    void readOnly();
};

void TestKeysPage::newPair()
{
    open();
    QVERIFY(page().contains(u"only the service can make tokens"_s));
    press(m_page, u"Make a key pair"_s); // where the list is empty
    QVERIFY(sheet());
    type(u"Name"_s, u"evening-key"_s);
    press(sheet(), u"Create"_s);
    QTRY_VERIFY(!sheet());
    QTRY_COMPARE(m_workspace->publicKeys()->rowCount(), 1);
    QTRY_COMPARE(keys()->kept(onlyArn()), Kept::Keychain);
    // It is chosen, and says where its private half is.
    QTRY_VERIFY(page().contains(u"In the keychain of this desktop"_s));
    QTRY_VERIFY(page().contains(u"BEGIN PUBLIC KEY"_s));
    QCOMPARE(m_service->arrived(u"ImportPublicKey"_s), 1);
}

void TestKeysPage::newPairCanceledAndRefused()
{
    open();
    openSheet(u"Make a new key pair"_s);
    type(u"Name"_s, u"two words"_s);
    QVERIFY(!canPress(u"Create"_s));
    QVERIFY(readable(sheet()).contains(u"- and _"_s));
    press(sheet(), u"Cancel"_s);
    press(sheet(), u"Discard"_s);
    QTRY_VERIFY(!sheet());
    QCOMPARE(m_service->arrived(u"ImportPublicKey"_s), 0);
    for (int i = 0; i < 3; ++i)
        imported(PrivateKey::generate().publicPem(), u"key-%1"_s.arg(i));
    openSheet(u"Make a new key pair"_s);
    type(u"Name"_s, u"fourth"_s);
    press(sheet(), u"Create"_s);
    QTRY_VERIFY(canPress(u"Create"_s)); // refused: the sheet stays with what was typed
    QVERIFY(readable(sheet()).contains(u"quota"_s, Qt::CaseInsensitive)
        || readable(sheet()).contains(u"limit"_s, Qt::CaseInsensitive));
    QCOMPARE(m_desk->keychain()->writes(), 0);
}

void TestKeysPage::lockedIsUnlocked()
{
    m_desk->keychain()->pretend(Keychain::State::Locked);
    open();
    QTRY_VERIFY(page().contains(u"The keychain is locked"_s));
    openSheet(u"Make a new key pair"_s);
    QTRY_VERIFY(readable(sheet()).contains(u"The keychain is locked."_s));
    QVERIFY(!canPress(u"Create"_s));
    press(sheet(), u"Unlock the keychain"_s);
    QTRY_VERIFY(canPress(u"Create"_s));
    QCOMPARE(m_desk->keychain()->unlocks(), 1);
    press(sheet(), u"Create"_s);
    QTRY_VERIFY(!sheet());
    QTRY_COMPARE(m_workspace->publicKeys()->rowCount(), 1);
    QTRY_COMPARE(keys()->kept(onlyArn()), Kept::Keychain);
    QVERIFY(!page().contains(u"The keychain is locked"_s));
}

void TestKeysPage::missingForThisSession()
{
    m_desk->keychain()->pretend(Keychain::State::Missing, u"no bus"_s);
    open();
    QTRY_VERIFY(page().contains(u"There is no keychain that answers"_s));
    QVERIFY(page().contains(u"no bus"_s));
    openSheet(u"Make a new key pair"_s);
    QVERIFY(!canPress(u"Create"_s)); // never by itself
    auto *session = withText<QRadioButton>(sheet(), u"In &memory, for this session only"_s);
    QVERIFY(session);
    QTest::mouseClick(session, Qt::LeftButton, {}, {8, session->height() / 2});
    QVERIFY(canPress(u"Create"_s));
    press(sheet(), u"Create"_s);
    QTRY_VERIFY(!sheet());
    QTRY_COMPARE(m_workspace->publicKeys()->rowCount(), 1);
    QCOMPARE(keys()->kept(onlyArn()), Kept::Session);
    QTRY_VERIFY(page().contains(u"In memory only"_s));
    QCOMPARE(m_desk->keychain()->writes(), 0);
}

void TestKeysPage::refusedAtTheLastMoment()
{
    open();
    openSheet(u"Make a new key pair"_s);
    QTRY_VERIFY(canPress(u"Create"_s));
    QVERIFY(m_service->fault(u"ImportPublicKey"_s, u"latency"_s, 300, 1));
    press(sheet(), u"Create"_s);
    m_desk->keychain()->pretend(Keychain::State::Locked);
    QTRY_VERIFY(page().contains(u"The keychain did not take the private key"_s));
    QTRY_COMPARE(m_workspace->publicKeys()->rowCount(), 1);
    QCOMPARE(keys()->kept(onlyArn()), Kept::Session);
    m_desk->keychain()->pretend(Keychain::State::Available);
    press(m_page, u"Try again"_s);
    QTRY_COMPARE(keys()->kept(onlyArn()), Kept::Keychain);
    QVERIFY(!page().contains(u"did not take"_s));
}

void TestKeysPage::removed()
{
    const PrivateKey key = PrivateKey::generate();
    const QString arn = imported(key.publicPem(), u"evening"_s);
    open();
    keys()->put(arn, key, true, this, [](const Keychain::Done &) {});
    QTRY_COMPARE(keys()->kept(arn), Kept::Keychain);
    choose(arn);
    action("keys.forget")->trigger();
    QVERIFY(question());
    press(question(), u"Cancel"_s);
    QTRY_VERIFY(!question());
    QCOMPARE(keys()->kept(arn), Kept::Keychain);
    m_desk->keychain()->pretend(Keychain::State::Locked);
    action("keys.forget")->trigger();
    press(question(), u"Remove"_s);
    QTRY_VERIFY(page().contains(u"The private key could not be removed"_s));
    QCOMPARE(keys()->kept(arn), Kept::Keychain);
    m_desk->keychain()->pretend(Keychain::State::Available);
    QTRY_VERIFY(!question());
    action("keys.forget")->trigger();
    press(question(), u"Remove"_s);
    QTRY_COMPARE(keys()->kept(arn), Kept::Nowhere);
    QCOMPARE(m_service->arrived(u"DeletePublicKey"_s), 0);
}

void TestKeysPage::deleted()
{
    const PrivateKey key = PrivateKey::generate();
    const QString arn = imported(key.publicPem(), u"evening"_s);
    open();
    m_workspace->keyActs()->setValidTokensOf([](const QString &) {
        return ValidTokens {12, QDateTime(QDate(2030, 1, 1), QTime(2, 14), Qt::UTC)};
    });
    keys()->put(arn, key, true, this, [](const Keychain::Done &) {});
    QTRY_COMPARE(keys()->kept(arn), Kept::Keychain);
    choose(arn);
    QTest::keyClick(QApplication::focusWidget(), Qt::Key_Delete);
    QVERIFY(question());
    QVERIFY(readable(question()).contains(u"At least 12 of the register are valid until 2030-01-01 02:14:00 UTC."_s));
    QVERIFY(readable(question()).contains(u"private half is removed"_s));
    press(question(), u"Cancel"_s);
    QTRY_VERIFY(!question());
    QCOMPARE(m_service->arrived(u"DeletePublicKey"_s), 0);
    QTest::keyClick(QApplication::focusWidget(), Qt::Key_Delete);
    press(question(), u"Delete"_s);
    QTRY_COMPARE(m_workspace->publicKeys()->rowCount(), 0);
    QVERIFY(!keys()->isHere(arn));
    QCOMPARE(m_service->arrived(u"DeletePublicKey"_s), 1);
    QTRY_VERIFY(!sheet());
}

void TestKeysPage::deletedWhileLocked()
{
    const PrivateKey key = PrivateKey::generate();
    const QString arn = imported(key.publicPem(), u"evening"_s);
    open();
    keys()->put(arn, key, true, this, [](const Keychain::Done &) {});
    QTRY_COMPARE(keys()->kept(arn), Kept::Keychain);
    choose(arn);
    m_desk->keychain()->pretend(Keychain::State::Locked);
    QTest::keyClick(QApplication::focusWidget(), Qt::Key_Delete);
    press(question(), u"Delete"_s);
    QTRY_VERIFY(page().contains(u"The private half of “evening” is in the keychain still"_s));
    m_desk->keychain()->pretend(Keychain::State::Available);
    press(m_page, u"Try again"_s);
    QTRY_COMPARE(keys()->kept(arn), Kept::Nowhere);
    QVERIFY(!page().contains(u"is in the keychain still"_s));
}

void TestKeysPage::windowClosedWhileCreating()
{
    open();
    openSheet(u"Make a new key pair"_s);
    QTRY_VERIFY(canPress(u"Create"_s));
    QVERIFY(m_service->fault(u"ImportPublicKey"_s, u"latency"_s, 200, 1));
    press(sheet(), u"Create"_s);
    m_desk->open();
    m_page = nullptr;
    QTRY_COMPARE(m_desk->keychain()->writes(), 1);
}

void TestKeysPage::readOnly()
{
    const PrivateKey key = PrivateKey::generate();
    const QString arn = imported(key.publicPem(), u"evening"_s);
    open(true);
    choose(arn);
    for (const char *id : {"keys.create", "keys.import", "keys.export", "keys.tags", "keys.forget", "keys.delete"})
        QVERIFY2(!action(id)->isEnabled() && action(id)->toolTip().contains(u"read-only"_s), id);
    QTRY_VERIFY(page().contains(u"BEGIN PUBLIC KEY"_s)); // looking and copying stay
    auto *copy = named<QToolButton>(m_page, u"Copy the public key"_s);
    QVERIFY(copy);
    QTest::mouseClick(copy, Qt::LeftButton);
    QCOMPARE(m_desk->copied.toUtf8(), key.publicPem());
    QTest::keyClick(m_page, Qt::Key_Delete);
    QVERIFY(!question());
}

QTEST_MAIN(TestKeysPage)
#include "tst_keyspage.moc"
