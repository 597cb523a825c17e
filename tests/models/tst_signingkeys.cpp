// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/publickeydetail.h"
#include "models/timetext.h"
#include "tests/models/keyshop.h"

#include <QAbstractItemModelTester>
#include <QSignalSpy>

using namespace Qt::Literals::StringLiterals;
using ivs::es384::PrivateKey;
using Kept = SigningKeys::Kept;
using Phase = Undertaking::Phase;

/// Pairs: made, imported, found again, matched, deleted; and what happens to the private half whatever the service and
/// the keychain answer.
class TestSigningKeys final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { m_shop = std::make_unique<KeyShop>(); }
    void cleanup() { m_shop.reset(); }
    void aPair();
    void afterARestart();
    void asksForNothingInVain();
    void forThisSessionOnly();
    void keychainRefuses();
    void lostAnswer();
    void lostAndNotDone();
    void refused();
    void foreignEntry();
    void deniedMaterial();
    void lockedAtFirst();
    void finds();
    void findsNothingForCertain();
    void putAndRemoved();
    void deleted();
    void deletedWhileLocked();
    void deletedForeign();
    void readOnly();
    void deletionWords();
    void detail();

private:
    /// An act that has come to its end.
    Phase run(Undertaking *act)
    {
        QSignalSpy finished(act, &Undertaking::finished);
        act->start();
        if (!act->isFinished() && !finished.wait(15000))
            return Phase::Underway;
        const Phase phase = act->phase(0);
        act->dismiss();
        return phase;
    }
    Phase importPair(const PrivateKey &key, bool lasting = true, const QString &name = u"evening"_s)
    {
        ivs::ImportPublicKeyRequest request;
        request.publicKeyMaterial = QString::fromLatin1(key.publicPem());
        request.name = name;
        return run(m_shop->acts->importPair(key, request, lasting));
    }
    QString onlyArn() { return m_shop->load() && m_shop->list->rowCount() == 1 ? m_shop->list->keyAt(0) : QString(); }
    Keychain::Done remove(const QString &arn)
    {
        std::optional<Keychain::Done> answer;
        m_shop->keys->remove(arn, this, [&](const Keychain::Done &done) { answer = done; });
        return QTest::qWaitFor([&] { return answer.has_value(); })
            ? *answer
            : tl::unexpected(Keychain::Fault {Keychain::State::Unknown, {}});
    }

    std::unique_ptr<KeyShop> m_shop;
};

void TestSigningKeys::aPair()
{
    const QAbstractItemModelTester tester(m_shop->list, QAbstractItemModelTester::FailureReportingMode::QtTest);
    QSignalSpy imported(m_shop->acts, &KeyActs::imported);
    const PrivateKey key = PrivateKey::generate();
    QCOMPARE(importPair(key), Phase::Done);
    QCOMPARE(imported.size(), 1);
    const QString arn = onlyArn();
    QTRY_COMPARE(m_shop->keys->kept(arn), Kept::Keychain);
    QCOMPARE(m_shop->entry(arn), key.toPem());
    QVERIFY(m_shop->keys->isHere(arn));
    const auto here = m_shop->keys->privateKey(arn);
    const QByteArray material = m_shop->keys->publicKey(arn)->publicKeyMaterial.toUtf8();
    QVERIFY(ivs::es384::verify(material, "message", here->sign("message")));
    QCOMPARE(m_shop->list->index(0, PublicKeyModel::PrivateHalf).data().toString(), u"in the keychain"_s);
    // The answer to the import told everything.
    QCOMPARE(m_shop->service.arrived(u"GetPublicKey"_s), 0);
}

void TestSigningKeys::afterARestart()
{
    const PrivateKey key = PrivateKey::generate();
    QCOMPARE(importPair(key), Phase::Done);
    m_shop->open();
    const QString arn = onlyArn();
    QTRY_COMPARE(m_shop->keys->kept(arn), Kept::Keychain);
    QCOMPARE(m_shop->keys->privateKey(arn)->publicDer(), key.publicDer());
    // What was found is compared with what the service has.
    QCOMPARE(m_shop->service.arrived(u"GetPublicKey"_s), 1);
}

void TestSigningKeys::asksForNothingInVain()
{
    const QString arn = m_shop->import(PrivateKey::generate().publicPem());
    QVERIFY(m_shop->load());
    QTRY_COMPARE(m_shop->keys->kept(arn), Kept::Nowhere);
    QVERIFY(m_shop->load());
    QVERIFY(!m_shop->keys->isHere(arn));
    QCOMPARE(m_shop->service.arrived(u"GetPublicKey"_s), 0);
    QCOMPARE(m_shop->list->index(0, PublicKeyModel::PrivateHalf).data().toString(), u"not on this computer"_s);
}

void TestSigningKeys::forThisSessionOnly()
{
    QCOMPARE(importPair(PrivateKey::generate(), false), Phase::Done);
    const QString arn = onlyArn();
    QCOMPARE(m_shop->keys->kept(arn), Kept::Session);
    QVERIFY(!m_shop->keys->fault(arn));
    QCOMPARE(m_shop->entry(arn), QByteArray());
    QCOMPARE(m_shop->keychain.writes(), 0);
    m_shop->open();
    QVERIFY(m_shop->load());
    QTRY_COMPARE(m_shop->keys->kept(arn), Kept::Nowhere);
}

void TestSigningKeys::keychainRefuses()
{
    QSignalSpy notKept(m_shop->keys, &SigningKeys::notKept);
    m_shop->keychain.pretend(Keychain::State::Locked, u"closed"_s);
    QCOMPARE(importPair(PrivateKey::generate()), Phase::Done);
    QTRY_COMPARE(notKept.size(), 1);
    const QString arn = notKept[0][0].toString();
    QCOMPARE(m_shop->keys->kept(arn), Kept::Session);
    QCOMPARE(m_shop->keys->fault(arn)->state, Keychain::State::Locked);
    // Opened later, it takes it.
    m_shop->keychain.pretend(Keychain::State::Available);
    std::optional<Keychain::Done> answer;
    m_shop->keys->put(arn, *m_shop->keys->privateKey(arn), true, this, [&](const auto &done) { answer = done; });
    QTRY_VERIFY(answer.has_value());
    QVERIFY(*answer);
    QCOMPARE(m_shop->keys->kept(arn), Kept::Keychain);
    QVERIFY(!m_shop->entry(arn).isEmpty());
}

// The import was carried out and nobody told: the private half waits for the list that shows it.
void TestSigningKeys::lostAnswer()
{
    QVERIFY(m_shop->service.fault(u"ImportPublicKey"_s, u"drop"_s, u"after"_s, 1));
    const PrivateKey key = PrivateKey::generate();
    QCOMPARE(importPair(key), Phase::Unknown);
    QCOMPARE(m_shop->service.acted(u"ImportPublicKey"_s), 1);
    const QString arn = onlyArn();
    QTRY_COMPARE(m_shop->keys->kept(arn), Kept::Keychain);
    QCOMPARE(m_shop->entry(arn), key.toPem());
}

void TestSigningKeys::lostAndNotDone()
{
    QVERIFY(m_shop->service.fault(u"ImportPublicKey"_s, u"drop"_s, u"before"_s, 1));
    QCOMPARE(importPair(PrivateKey::generate()), Phase::Unknown);
    const QString other = m_shop->import(PrivateKey::generate().publicPem());
    QVERIFY(m_shop->load());
    QTRY_COMPARE(m_shop->service.arrived(u"GetPublicKey"_s), 1);
    QTRY_COMPARE(m_shop->keys->kept(other), Kept::Nowhere);
    QCOMPARE(m_shop->keychain.writes(), 0);
}

void TestSigningKeys::refused()
{
    for (int i = 0; i < 3; ++i)
        m_shop->import(PrivateKey::generate().publicPem());
    const PrivateKey key = PrivateKey::generate();
    QCOMPARE(importPair(key), Phase::Failed);
    // Nobody waits for it any more: imported by somebody else, it is theirs.
    QVERIFY(m_shop->load());
    const QString gone = m_shop->list->keyAt(0);
    m_shop->service.perform(u"DeletePublicKey"_s, {{u"arn"_s, gone}});
    const QString arn = m_shop->import(key.publicPem());
    QVERIFY(m_shop->load());
    QTRY_COMPARE(m_shop->keys->kept(arn), Kept::Nowhere);
    QCOMPARE(m_shop->keychain.writes(), 0);
}

void TestSigningKeys::foreignEntry()
{
    const QString swapped = m_shop->import(PrivateKey::generate().publicPem());
    const QString garbage = m_shop->import(PrivateKey::generate().publicPem());
    m_shop->setEntry(swapped, PrivateKey::generate().toPem());
    m_shop->setEntry(garbage, "no key at all");
    QVERIFY(m_shop->load());
    QTRY_COMPARE(m_shop->keys->kept(swapped), Kept::Foreign);
    QTRY_COMPARE(m_shop->keys->kept(garbage), Kept::Foreign);
    QVERIFY(!m_shop->keys->isHere(swapped) && !m_shop->keys->isHere(garbage));
}

// Who may not read public keys signs with what was written under this ARN.
void TestSigningKeys::deniedMaterial()
{
    const PrivateKey key = PrivateKey::generate();
    const QString arn = m_shop->import(key.publicPem());
    m_shop->setEntry(arn, key.toPem());
    QVERIFY(m_shop->service.fault(u"GetPublicKey"_s, u"status"_s, 403, 5));
    QVERIFY(m_shop->load());
    QTRY_COMPARE(m_shop->keys->kept(arn), Kept::Keychain);
}

void TestSigningKeys::lockedAtFirst()
{
    const PrivateKey key = PrivateKey::generate();
    const QString arn = m_shop->import(key.publicPem());
    m_shop->setEntry(arn, key.toPem());
    m_shop->keychain.pretend(Keychain::State::Locked);
    QVERIFY(m_shop->load());
    QTRY_VERIFY(m_shop->keys->fault(arn).has_value());
    QCOMPARE(m_shop->keys->kept(arn), Kept::Unknown);
    m_shop->keychain.pretend(Keychain::State::Available); // unlocked by whomever
    QTRY_COMPARE(m_shop->keys->kept(arn), Kept::Keychain);
    QVERIFY(!m_shop->keys->fault(arn));
}

void TestSigningKeys::finds()
{
    const PrivateKey key = PrivateKey::generate();
    m_shop->import(PrivateKey::generate().publicPem());
    const QString arn = m_shop->import(key.publicPem());
    QVERIFY(m_shop->load());
    std::optional<aws::Result<QString>> answer;
    const auto then = [&answer](const aws::Result<QString> &found) { answer = found; };
    m_shop->keys->findPublic(key.publicDer(), this, then);
    QVERIFY(!answer);
    QTRY_VERIFY(answer.has_value());
    QCOMPARE(answer->value(), arn);
    QCOMPARE(m_shop->service.arrived(u"GetPublicKey"_s), 2);
    answer.reset();
    m_shop->keys->findPublic(PrivateKey::generate().publicDer(), this, then);
    QTRY_VERIFY(answer.has_value());
    QCOMPARE(answer->value(), QString());
    QCOMPARE(m_shop->service.arrived(u"GetPublicKey"_s), 2); // material never changes
}

void TestSigningKeys::findsNothingForCertain()
{
    m_shop->import(PrivateKey::generate().publicPem());
    QVERIFY(m_shop->load());
    QVERIFY(m_shop->service.fault(u"GetPublicKey"_s, u"status"_s, 403, 1));
    std::optional<aws::Result<QString>> answer;
    m_shop->keys->findPublic(PrivateKey::generate().publicDer(), this, [&](const auto &found) { answer = found; });
    QTRY_VERIFY(answer.has_value());
    QVERIFY(!*answer);
    QCOMPARE(answer->error().kind, aws::ErrorKind::Denied);
}

void TestSigningKeys::putAndRemoved()
{
    const PrivateKey key = PrivateKey::generate();
    const QString arn = m_shop->import(key.publicPem());
    QVERIFY(m_shop->load());
    QTRY_COMPARE(m_shop->keys->kept(arn), Kept::Nowhere);
    std::optional<Keychain::Done> answer;
    m_shop->keys->put(arn, key, true, this, [&](const Keychain::Done &done) { answer = done; });
    QCOMPARE(m_shop->keys->kept(arn), Kept::Session); // until the keychain has it
    QTRY_VERIFY(answer.has_value());
    QCOMPARE(m_shop->keys->kept(arn), Kept::Keychain);

    m_shop->keychain.pretend(Keychain::State::Locked);
    const Keychain::Done locked = remove(arn);
    QCOMPARE(locked, Keychain::Done(tl::unexpected(Keychain::Fault {Keychain::State::Locked, {}})));
    QVERIFY(m_shop->keys->isHere(arn));
    m_shop->keychain.pretend(Keychain::State::Available);
    QVERIFY(remove(arn));
    QCOMPARE(m_shop->keys->kept(arn), Kept::Nowhere);
    QCOMPARE(m_shop->entry(arn), QByteArray());
}

void TestSigningKeys::deleted()
{
    QSignalSpy stays(m_shop->acts, &KeyActs::privateHalfStays);
    QCOMPARE(importPair(PrivateKey::generate()), Phase::Done);
    const QString arn = onlyArn();
    QTRY_COMPARE(m_shop->keys->kept(arn), Kept::Keychain);
    const ivs::PublicKeySummary row = *m_shop->list->record(arn);
    QCOMPARE(run(m_shop->acts->deleteKey(row)), Phase::Done);
    QTRY_COMPARE(m_shop->entry(arn), QByteArray());
    QVERIFY(!m_shop->keys->isHere(arn));
    QCOMPARE(stays.size(), 0);
    // It is gone at the service: that is found out, and said as it is.
    QCOMPARE(run(m_shop->acts->deleteKey(row)), Phase::Failed);
    // After a lost answer one read settles it.
    QCOMPARE(importPair(PrivateKey::generate()), Phase::Done);
    const QString next = onlyArn();
    QTRY_COMPARE(m_shop->keys->kept(next), Kept::Keychain);
    QVERIFY(m_shop->service.fault(u"DeletePublicKey"_s, u"drop"_s, u"after"_s, 1));
    QCOMPARE(run(m_shop->acts->deleteKey(*m_shop->list->record(next))), Phase::Done);
    QTRY_COMPARE(m_shop->entry(next), QByteArray());
}

void TestSigningKeys::deletedWhileLocked()
{
    QSignalSpy stays(m_shop->acts, &KeyActs::privateHalfStays);
    QCOMPARE(importPair(PrivateKey::generate()), Phase::Done);
    const QString arn = onlyArn();
    QTRY_COMPARE(m_shop->keys->kept(arn), Kept::Keychain);
    m_shop->keychain.pretend(Keychain::State::Locked);
    QCOMPARE(run(m_shop->acts->deleteKey(*m_shop->list->record(arn))), Phase::Done);
    QTRY_COMPARE(stays.size(), 1);
    QCOMPARE(stays[0][0].toString(), arn);
    QCOMPARE(stays[0][1].toString(), u"evening"_s);
    m_shop->keychain.pretend(Keychain::State::Available);
    QVERIFY(!m_shop->entry(arn).isEmpty());
    m_shop->acts->removeOrphan(arn, u"evening"_s);
    QTRY_COMPARE(m_shop->entry(arn), QByteArray());
    QCOMPARE(stays.size(), 1);
}

// What belongs to somebody else does not go with it.
void TestSigningKeys::deletedForeign()
{
    const QString arn = m_shop->import(PrivateKey::generate().publicPem());
    const QByteArray other = PrivateKey::generate().toPem();
    m_shop->setEntry(arn, other);
    QVERIFY(m_shop->load());
    QTRY_COMPARE(m_shop->keys->kept(arn), Kept::Foreign);
    QCOMPARE(run(m_shop->acts->deleteKey(*m_shop->list->record(arn))), Phase::Done);
    QCOMPARE(m_shop->entry(arn), other);
}

void TestSigningKeys::readOnly()
{
    const PrivateKey key = PrivateKey::generate();
    const QString arn = m_shop->import(key.publicPem());
    m_shop->setEntry(arn, key.toPem());
    m_shop->open(true);
    QVERIFY(m_shop->load());
    QTRY_COMPARE(m_shop->keys->kept(arn), Kept::Keychain); // looking is no write
    const int writes = m_shop->keychain.writes();
    QCOMPARE(importPair(PrivateKey::generate()), Phase::Failed);
    QCOMPARE(run(m_shop->acts->deleteKey(*m_shop->list->record(arn))), Phase::Failed);
    QVERIFY(!remove(arn));
    std::optional<Keychain::Done> answer;
    m_shop->keys->put(arn, PrivateKey::generate(), true, this, [&](const Keychain::Done &done) { answer = done; });
    QTRY_VERIFY(answer.has_value());
    QVERIFY(!*answer);
    QCOMPARE(m_shop->keychain.writes(), writes);
    QCOMPARE(m_shop->entry(arn), key.toPem());
    QCOMPARE(m_shop->service.arrived(u"ImportPublicKey"_s), 0);
    QCOMPARE(m_shop->service.arrived(u"DeletePublicKey"_s), 0);
}

void TestSigningKeys::deletionWords()
{
    const QString arn = m_shop->import(PrivateKey::generate().publicPem());
    QVERIFY(m_shop->acts->deletionWords(arn).contains(u"still valid is not known"_s));
    std::optional<ValidTokens> tokens;
    m_shop->acts->setValidTokensOf([&](const QString &asked) { return asked == arn ? tokens : std::nullopt; });
    QVERIFY(m_shop->acts->deletionWords(arn).contains(u"still valid is not known"_s));
    tokens = ValidTokens {};
    QVERIFY(m_shop->acts->deletionWords(arn).contains(u"knows of none that is still valid"_s));
    tokens = ValidTokens {12, QDateTime(QDate(2026, 11, 23), QTime(2, 14), Qt::UTC)};
    QVERIFY(m_shop->acts->deletionWords(arn).contains(
        u"At least 12 of the register are valid until 2026-11-23 02:14:00 UTC."_s));
    QVERIFY(!m_shop->acts->deletionWords(arn).contains(u"private half"_s));
    QVERIFY(m_shop->load());
    m_shop->keys->put(arn, PrivateKey::generate(), false, this, [](const Keychain::Done &) {});
    QVERIFY(m_shop->acts->deletionWords(arn).contains(u"private half"_s));
}

void TestSigningKeys::detail()
{
    const PrivateKey key = PrivateKey::generate();
    const QString arn = m_shop->import(key.publicPem(), u"evening"_s);
    PublicKeyDetail *detail = m_shop->workspace->publicKeyDetail();
    detail->setKey(arn);
    QTRY_VERIFY(detail->key().has_value());
    QCOMPARE(detail->key()->name, u"evening"_s);
    QVERIFY(!detail->key()->fingerprint.isEmpty());
    QCOMPARE(ivs::es384::publicKeyDer(detail->key()->publicKeyMaterial.toUtf8()), key.publicDer());
    QCOMPARE(m_shop->keys->publicKey(arn), detail->key());
    detail->setKey({});
    QVERIFY(!detail->key());
    m_shop->service.perform(u"DeletePublicKey"_s, {{u"arn"_s, arn}});
    detail->setKey(arn);
    QTRY_VERIFY(detail->error().has_value());
    QCOMPARE(detail->error()->kind, aws::ErrorKind::NotFound);
}

QTEST_GUILESS_MAIN(TestSigningKeys)
#include "tst_signingkeys.moc"
