// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/ivs/jwt.h"
#include "models/keyacts.h"
#include "models/publickeymodel.h"
#include "models/tokenacts.h"
#include "models/tokenbatch.h"
#include "models/tokenmodel.h"
#include "tests/views/tokenstudio.h"
#include "views/batchsheet.h"
#include "views/connectionsheet.h"
#include "views/datatable.h"
#include "views/durationfield.h"
#include "views/issuedpanel.h"
#include "views/keyspage.h"
#include "views/signchoice.h"

#include <QPlainTextEdit>
#include <QPushButton>
#include <QSignalSpy>
#include <QToolButton>

using namespace Qt::Literals::StringLiterals;
using ivs::es384::PrivateKey;

/// Tokens signed with a key of one's own, as a person makes them.
class TestSigning final : public TokenStudioTest
{
    Q_OBJECT

private Q_SLOTS:
    void noKeySaysWhyAndLeadsToTheKeys();
    void lockedKeychainSaysSo();
    void privateHalfSomewhereElse();
    void signsOneAndHandsItOver();
    void renewedWithTheSameKey();
    void secondClickSignsNoSecondToken();
    void readOnlyForbids();
    void theKeyGoesWhileItIsChosen();
    void aStageThatIsNotKnownOffline();
    void keysAreReadWhileSomebodyLooks();
    void threeKeysOfLongNamesFit();
    void manyAtOnce();
    void stoppedAndGoesOn();
    void windowClosedWhileItSigns();
    void connectionToken();
    void connectionTokenIsCanceled();
    void keyboardReachesTheSheets();

private:
    /// A key whose private half is in the keychain, or is not; its ARN.
    QString addKey(const QString &name, bool isHere = true)
    {
        const PrivateKey key = PrivateKey::generate();
        const QString arn = m_service
                                ->perform(u"ImportPublicKey"_s,
                                    {{u"publicKeyMaterial"_s, QString::fromLatin1(key.publicPem())}, {u"name"_s, name}})
                                .value("publicKey"_L1)
                                .toObject()
                                .value("arn"_L1)
                                .toString();
        bool written = !isHere;
        if (isHere)
            m_desk->keychain()->write(
                SigningKeys::entryOf(arn), key.toPem(), this, [&written](const Keychain::Done &) { written = true; });
        const bool done = QTest::qWaitFor([&written] { return written; });
        m_publicPem = key.publicPem();
        m_workspace->publicKeys()->reload();
        return done ? arn : QString();
    }
    QToolButton *choice(const QString &name) const
    {
        const auto all = page()->findChildren<QToolButton *>();
        for (QToolButton *each : all) {
            if (each->accessibleName() == name && each->isVisible())
                return each;
        }
        return nullptr;
    }
    void choose(const QString &name)
    {
        QTRY_VERIFY_WITH_TIMEOUT(choice(name), kWait);
        QTest::mouseClick(choice(name), Qt::LeftButton);
        QVERIFY(choice(name)->isChecked());
    }
    void chooseKey() { choose(u"Sign with the key evening-key"_s); }

    QByteArray m_publicPem;
};

void TestSigning::noKeySaysWhyAndLeadsToTheKeys()
{
    QTRY_VERIFY_WITH_TIMEOUT(readable(page()).contains(u"There is no key of your own in us-east-1"_s), kWait);
    QVERIFY(choice(u"Sign with the service"_s)->isChecked());
    QVERIFY(!withText<QPushButton>(page(), u"C&onnection token…"_s));
    press(u"Keys…"_s);
    QVERIFY(qobject_cast<KeysPage *>(page()));
}

void TestSigning::lockedKeychainSaysSo()
{
    m_desk->keychain()->pretend(Keychain::State::Locked);
    addKey(u"evening-key"_s, false);
    QTRY_VERIFY_WITH_TIMEOUT(readable(page()).contains(Keychain::title(Keychain::State::Locked)), kWait);
    QVERIFY(!choice(u"Sign with the key evening-key"_s));
}

void TestSigning::privateHalfSomewhereElse()
{
    addKey(u"evening-key"_s, false);
    QTRY_VERIFY_WITH_TIMEOUT(readable(page()).contains(u"None of the private halves"_s), kWait);
    QVERIFY(!choice(u"Sign with the key evening-key"_s));
}

void TestSigning::signsOneAndHandsItOver()
{
    const QString arn = addKey(u"evening-key"_s);
    chooseKey();
    QCOMPARE(page()->findChild<MintForm *>()->draft().keyArn, arn);
    press(u"Viewer"_s); // a role says nothing of who signs
    QCOMPARE(page()->findChild<MintForm *>()->draft().keyArn, arn);
    fill();
    press(u"Sign"_s);
    QTRY_VERIFY_WITH_TIMEOUT(shown<HandOverSheet>(), kWait);
    QVERIFY(readable(page()).contains(u"The token is signed"_s));
    QVERIFY(readable(page()).contains(u"Token for guest-3"_s));
    const QString made = token();
    QVERIFY(!readable(m_desk->window()).contains(made.left(48)));
    const ivs::Jwt jwt = ivs::readJwt(made.toLatin1());
    QVERIFY(ivs::es384::verify(m_publicPem, jwt.signedText, jwt.signature));
    QCOMPARE(jwt.header["kid"_L1].toString(), arn);
    QVERIFY(!m_service->control(u"join"_s, {{u"token"_s, made}})["participantId"_L1].toString().isEmpty());
    QCOMPARE(arrived(), 0);
    press(u"Close"_s);
    QVERIFY(!shown<HandOverSheet>());
    choose(u"Sign with the service"_s);
    mintOne();
    QCOMPARE(arrived(), 1);
}

void TestSigning::renewedWithTheSameKey()
{
    const QString arn = addKey(u"evening-key"_s);
    chooseKey();
    fill();
    press(u"Sign"_s);
    QTRY_VERIFY_WITH_TIMEOUT(shown<HandOverSheet>(), kWait);
    token();
    press(u"Close"_s);
    TokenModel *issued = m_workspace->issuedTokens();
    QTRY_COMPARE(issued->rowCount(), 1);
    QVERIFY(choice(u"Sign with the service"_s));
    choose(u"Sign with the service"_s);
    DataTable *table = page()->findChild<IssuedPanel *>()->table();
    clickRow(table, 0);
    QTest::keyClick(table, Qt::Key_D, Qt::ControlModifier);
    QTRY_COMPARE_WITH_TIMEOUT(issued->rowCount(), 2, kWait);
    for (int row = 0; row < 2; ++row)
        QCOMPARE(issued->entry(issued->keyAt(row))->keyArn, arn);
    QCOMPARE(arrived(), 0);
    QVERIFY(token().startsWith(u"eyJ"_s));
}

void TestSigning::secondClickSignsNoSecondToken()
{
    QSignalSpy minted(m_workspace->tokenActs(), &TokenActs::minted);
    addKey(u"evening-key"_s);
    chooseKey();
    fill();
    press(u"Sign"_s);
    press(u"Sign"_s);
    page()->findChild<MintForm *>()->mint();
    QTRY_VERIFY_WITH_TIMEOUT(shown<HandOverSheet>(), kWait);
    QCoreApplication::processEvents();
    QCOMPARE(minted.count(), 1);
}

void TestSigning::readOnlyForbids()
{
    QSignalSpy minted(m_workspace->tokenActs(), &TokenActs::minted);
    addKey(u"evening-key"_s);
    chooseKey();
    fill();
    m_workspace->guard()->setReason(aws::ReadOnlyReason::Option, true);
    QVERIFY(!withText<QPushButton>(page(), u"Si&gn"_s)->isEnabled());
    QVERIFY(!withText<QPushButton>(page(), u"C&onnection token…"_s)->isEnabled());
    QVERIFY(readable(page()).contains(u"ead-only"_s));
    page()->findChild<MintForm *>()->mint();
    press(u"Sign many…"_s);
    m_desk->pasted = u"a\nb\n"_s;
    press(u"Paste rows"_s);
    QVERIFY(!withText<QPushButton>(shown<BatchSheet>(), u"Sign 2"_s)->isEnabled());
    QVERIFY(minted.isEmpty());
}

void TestSigning::theKeyGoesWhileItIsChosen()
{
    QSignalSpy minted(m_workspace->tokenActs(), &TokenActs::minted);
    const QString arn = addKey(u"evening-key"_s);
    chooseKey();
    fill();
    m_workspace->signingKeys()->remove(arn, this, [](const Keychain::Done &) {});
    QTRY_VERIFY_WITH_TIMEOUT(readable(page()).contains(u"is not on this computer"_s), kWait);
    press(u"Sign"_s);
    QVERIFY(!page()->findChild<MintForm *>()->isUnderWay()); // nor does the service make it instead
    QVERIFY(minted.isEmpty());
    QCOMPARE(arrived(), 0);
    choose(u"Sign with the service"_s);
    QTRY_VERIFY(!choice(u"Sign with the key evening-key"_s));
    mintOne();
}

void TestSigning::aStageThatIsNotKnownOffline()
{
    addKey(u"evening-key"_s);
    chooseKey();
    fill();
    m_service->stop();
    press(u"Sign"_s);
    QTRY_VERIFY_WITH_TIMEOUT(readable(page()).contains(u"The token was not signed"_s), kWait);
    QVERIFY(readable(page()).contains(u"endpoints of its stage"_s));
    QVERIFY(!shown<HandOverSheet>());
    QCOMPARE(named<QLineEdit>(page(), u"User id"_s)->text(), u"guest-3"_s);
}

void TestSigning::keysAreReadWhileSomebodyLooks()
{
    QTRY_VERIFY_WITH_TIMEOUT(m_workspace->publicKeys()->state().isWhole, kWait);
    QVERIFY(m_workspace->publicKeys()->isWatched());
    m_desk->window()->showPage(u"stages"_s);
    QVERIFY(!m_workspace->publicKeys()->isWatched());
}

void TestSigning::threeKeysOfLongNamesFit()
{
    for (int i = 0; i < 3; ++i)
        addKey(QString(127, u'k') + QString::number(i));
    QTRY_VERIFY_WITH_TIMEOUT(choice(u"Sign with the key "_s + QString(127, u'k') + u"2"_s), kWait);
    auto *sign = page()->findChild<SignChoice *>();
    QVERIFY2(sign->minimumSizeHint().width() <= 400, qPrintable(QString::number(sign->minimumSizeHint().width())));
    QVERIFY(choice(u"Sign with the key "_s + QString(127, u'k') + u"1"_s)->text().size() < 40);
}

void TestSigning::manyAtOnce()
{
    addKey(u"evening-key"_s);
    chooseKey();
    fill();
    press(u"Sign many…"_s);
    m_desk->pasted = u"guest-1\nguest-2\n"_s;
    press(u"Paste rows"_s);
    auto *sheet = shown<BatchSheet>();
    const auto inSheet = [sheet](const QString &name) { return named<QToolButton>(sheet, name); };
    QVERIFY(inSheet(u"Sign with the key evening-key"_s)->isChecked());
    QTest::mouseClick(inSheet(u"Sign with the service"_s), Qt::LeftButton);
    QVERIFY(withText<QPushButton>(sheet, u"Mint 2"_s));
    QTest::mouseClick(inSheet(u"Sign with the key evening-key"_s), Qt::LeftButton);
    press(u"Sign 2"_s);
    auto *batch = page()->findChild<TokenBatch *>();
    QTRY_COMPARE_WITH_TIMEOUT(batch->count(TokenBatch::State::Minted), 2, kWait);
    QTRY_VERIFY(!batch->isRunning());
    QVERIFY(readable(page()).contains(u"2 signed"_s));
    press(u"Close"_s); // asks: nothing was handed over
    press(u"Keep editing"_s);
    press(u"Copy the tokens"_s);
    const QString made = m_desk->copiedSecret.section(u'\n', 1).section(u'\t', 1);
    QVERIFY(!m_service->control(u"join"_s, {{u"token"_s, made}})["participantId"_L1].toString().isEmpty());
    press(u"Close"_s);
    QVERIFY(!shown<BatchSheet>());
    QCOMPARE(arrived(), 0);
}

void TestSigning::stoppedAndGoesOn()
{
    addKey(u"evening-key"_s);
    chooseKey();
    fill();
    press(u"Sign many…"_s);
    for (int i = 0; i < 10'000; ++i)
        m_desk->pasted += u"guest-%1\n"_s.arg(i);
    press(u"Paste rows"_s);
    press(u"Sign %1"_s.arg(QLocale().toString(10'000)));
    auto *batch = page()->findChild<TokenBatch *>();
    QTRY_VERIFY_WITH_TIMEOUT(batch->count(TokenBatch::State::Minted) > 0, kWait);
    QVERIFY(!named<SignChoice>(shown<BatchSheet>(), u"Sign with"_s)->isEnabled());
    press(u"Stop"_s);
    press(u"Stop"_s);
    QTRY_VERIFY_WITH_TIMEOUT(!batch->isRunning(), kWait);
    const int left = batch->sendable();
    QVERIFY(left > 0 && left == batch->count(TokenBatch::State::Canceled));
    QVERIFY(withText<QPushButton>(page(), u"Sign the other %1"_s.arg(QLocale().toString(left))));
    press(u"Sign the other %1"_s.arg(QLocale().toString(left)));
    QTRY_VERIFY_WITH_TIMEOUT(batch->sendable() < left, kWait);
    press(u"Stop"_s);
    QTRY_VERIFY_WITH_TIMEOUT(!batch->isRunning(), kWait);
    press(u"Close"_s);
    press(u"Discard"_s);
    QVERIFY(!shown<BatchSheet>());
}

void TestSigning::windowClosedWhileItSigns()
{
    addKey(u"evening-key"_s);
    chooseKey();
    fill();
    press(u"Sign many…"_s);
    for (int i = 0; i < 10'000; ++i)
        m_desk->pasted += u"guest-%1\n"_s.arg(i);
    press(u"Paste rows"_s);
    press(u"Sign %1"_s.arg(QLocale().toString(10'000)));
    auto *batch = page()->findChild<TokenBatch *>();
    QTRY_VERIFY_WITH_TIMEOUT(batch->count(TokenBatch::State::Minted) > 0, kWait);
    m_desk.reset();
    QCOMPARE(arrived(), 0);
}

void TestSigning::connectionToken()
{
    const QString arn = addKey(u"evening-key"_s);
    QTRY_VERIFY_WITH_TIMEOUT(choice(u"Sign with the key evening-key"_s), kWait);
    press(u"Connection token…"_s);
    auto *sheet = shown<ConnectionSheet>();
    QVERIFY(sheet);
    QCOMPARE(QApplication::focusWidget(), named<QToolButton>(sheet, u"Sign with the key evening-key"_s));
    auto *length = sheet->findChild<DurationField *>();
    type(length->lineEdit(), u"29 d"_s);
    QVERIFY(readable(sheet).contains(u"1 minute to 28 days"_s));
    QVERIFY(!withText<QPushButton>(sheet, u"Sign"_s)->isEnabled());
    type(length->lineEdit(), u"28 d"_s);
    QVERIFY(readable(sheet).contains(u"until "_s));
    QTest::mouseClick(withText<QPushButton>(sheet, u"Sign"_s), Qt::LeftButton);
    QTRY_VERIFY_WITH_TIMEOUT(shown<HandOverSheet>(), kWait);
    QVERIFY(!shown<ConnectionSheet>());
    const QString words = readable(shown<HandOverSheet>());
    QVERIFY2(words.contains(u"Connection token"_s) && !words.contains(u"articipant"_s)
            && !words.contains(u"To join with it"_s),
        qPrintable(words));
    QVERIFY(!shown<QPlainTextEdit>());
    press(u"QR code"_s);
    press(u"QR code"_s);
    QVERIFY(!shown<QPlainTextEdit>());
    const QString made = token();
    const ivs::Jwt jwt = ivs::readJwt(made.toLatin1());
    QVERIFY(ivs::es384::verify(m_publicPem, jwt.signedText, jwt.signature));
    QCOMPARE(jwt.header["kid"_L1].toString(), arn);
    QCOMPARE(jwt.payload["region"_L1].toString(), u"us-east-1"_s);
    press(u"Save…"_s);
    QVERIFY(readable(page()).contains(u"can use it until"_s));
    m_desk->chosenFile = m_desk->home() + u"/connection.txt"_s;
    press(u"Choose a file…"_s);
    QCOMPARE(m_desk->proposedFile, u"connection-token.txt"_s);
    QTRY_VERIFY(readable(page()).contains(u"Only you can read"_s));
    press(u"Close"_s);
    QVERIFY(!shown<HandOverSheet>());
    QCOMPARE(m_service->arrived(u"GetStage"_s), 0);
}

void TestSigning::connectionTokenIsCanceled()
{
    QSignalSpy minted(m_workspace->tokenActs(), &TokenActs::minted);
    const QString arn = addKey(u"evening-key"_s);
    QTRY_VERIFY_WITH_TIMEOUT(choice(u"Sign with the key evening-key"_s), kWait);
    press(u"Connection token…"_s);
    QTest::mouseClick(withText<QPushButton>(shown<ConnectionSheet>(), u"Cancel"_s), Qt::LeftButton);
    QVERIFY(!shown<ConnectionSheet>());
    QVERIFY(minted.isEmpty());
    // The key goes between the look and the click.
    press(u"Connection token…"_s);
    m_workspace->signingKeys()->remove(arn, this, [](const Keychain::Done &) {});
    QTRY_VERIFY_WITH_TIMEOUT(readable(shown<ConnectionSheet>()).contains(u"is not on this computer"_s), kWait);
    QVERIFY(!withText<QPushButton>(shown<ConnectionSheet>(), u"Sign"_s)->isEnabled());
}

void TestSigning::keyboardReachesTheSheets()
{
    addKey(u"evening-key"_s);
    chooseKey();
    fill();
    press(u"Connection token…"_s);
    QCOMPARE(unreached(shown<ConnectionSheet>()), QString());
    QTest::mouseClick(withText<QPushButton>(shown<ConnectionSheet>(), u"Cancel"_s), Qt::LeftButton);
    press(u"Sign many…"_s);
    QCOMPARE(unreached(shown<BatchSheet>()), QString());
}

QTEST_MAIN(TestSigning)
#include "tst_signing.moc"
