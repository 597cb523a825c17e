// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/archive.h"
#include "models/knownendpoints.h"
#include "models/tokenacts.h"
#include "models/tokenbatch.h"
#include "tests/models/keyshop.h"

#include <QAbstractItemModelTester>
#include <QDir>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QSignalSpy>
#include <QTemporaryDir>

using namespace Qt::Literals::StringLiterals;
using ivs::es384::PrivateKey;
using State = TokenBatch::State;

namespace {

constexpr int kWait = 30000;

QByteArray guests(int count)
{
    QByteArray csv("user id\n");
    for (int i = 0; i < count; ++i)
        csv += "guest-" + QByteArray::number(i) + '\n';
    return csv;
}

} // namespace

/// Many tokens signed with a key of one's own; and without a network, in a later run of the program.
class TestSignedBatch final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();
    void everyRowIsSignedOnce();
    void withoutAPace();
    void canceledAndGoesOn();
    void serviceAndKeyInOneBatch();
    void exportSaysHow();
    void aBadStageFailsItsRowsAlone();
    void readOnlySignsNothing();
    void goneWhileItSigns();
    void cellsRestMeanwhile();
    void offlineAfterARestart();
    void learnedBeforeTheStoreIsOpen();
    void offlineAKeyThatWentIsForgotten();

private:
    void make();
    void run()
    {
        QSignalSpy finished(m_batch.get(), &TokenBatch::finished);
        QVERIFY(m_batch->start());
        QVERIFY(!m_batch->start()); // a second click
        QTRY_COMPARE_WITH_TIMEOUT(finished.count(), 1, kWait);
    }
    MintDraft defaults(const QString &keyArn) const
    {
        MintDraft made;
        made.stageArn = m_stage;
        made.stageName = u"evening"_s;
        made.keyArn = keyArn;
        return made;
    }
    bool joins(const MintedToken &token)
    {
        return m_shop->service.control(u"join"_s, {{u"token"_s, token.token}})["participantId"_L1].toString()
            == token.participantId;
    }
    Workspace *start();

    std::unique_ptr<KeyShop> m_shop;
    std::unique_ptr<TokenBatch> m_batch;
    std::unique_ptr<QTemporaryDir> m_home;
    std::unique_ptr<Desk> m_desk; ///< one with a store
    QString m_arn;
    QString m_stage;
};

void TestSignedBatch::init()
{
    m_shop = std::make_unique<KeyShop>();
    const PrivateKey key = PrivateKey::generate();
    m_arn = m_shop->import(key.publicPem(), u"evening-key"_s);
    m_shop->setEntry(m_arn, key.toPem());
    QVERIFY(m_shop->load());
    QTRY_VERIFY_WITH_TIMEOUT(m_shop->keys->isHere(m_arn), kWait);
    m_stage = m_shop->service.createStage(u"evening"_s);
    make();
}

void TestSignedBatch::make()
{
    m_batch = std::make_unique<TokenBatch>(m_shop->workspace);
    new QAbstractItemModelTester(m_batch.get(), QAbstractItemModelTester::FailureReportingMode::QtTest, m_batch.get());
    m_batch->setDefaults(defaults(m_arn));
}

void TestSignedBatch::cleanup()
{
    m_batch.reset();
    m_desk.reset();
    m_shop.reset();
    m_home.reset();
}

void TestSignedBatch::everyRowIsSignedOnce()
{
    QSignalSpy minted(m_shop->workspace->tokenActs(), &TokenActs::minted);
    m_batch->read(guests(300));
    run();
    QCOMPARE(m_batch->count(State::Minted), 300);
    QCOMPARE(minted.count(), 300);
    QCOMPARE(m_batch->summary(), u"300 signed"_s);
    QCOMPARE(m_batch->index(7, TokenBatch::Result).data().toString(), u"signed"_s);
    const QList<MintedToken> tokens = m_batch->tokens();
    QSet<QString> ids;
    for (int i = 0; i < 300; ++i) {
        QCOMPARE(tokens[i].userId, u"guest-%1"_s.arg(i));
        ids.insert(tokens[i].participantId);
    }
    QCOMPARE(ids.size(), 300);
    QVERIFY(joins(tokens.first()) && joins(tokens.last()));
    QVERIFY(!m_batch->start()); // nothing is left
    QCOMPARE(m_shop->service.arrived(u"CreateParticipantToken"_s), 0);
}

void TestSignedBatch::withoutAPace()
{
    // The clock stands: what waits for it waits for ever.
    m_shop->desk->governor()->setShares({});
    m_batch->read(guests(120));
    run();
    QCOMPARE(m_batch->count(State::Minted), 120);
}

void TestSignedBatch::canceledAndGoesOn()
{
    QSignalSpy minted(m_shop->workspace->tokenActs(), &TokenActs::minted);
    m_batch->read(guests(10'000));
    QSignalSpy finished(m_batch.get(), &TokenBatch::finished);
    QVERIFY(m_batch->start());
    QTRY_VERIFY_WITH_TIMEOUT(m_batch->count(State::Minted) > 0, kWait);
    m_batch->cancel();
    m_batch->cancel();
    QTRY_COMPARE_WITH_TIMEOUT(finished.count(), 1, kWait);
    const int done = m_batch->count(State::Minted);
    QVERIFY(done < 10'000);
    QCOMPARE(m_batch->count(State::Canceled), 10'000 - done);
    QCOMPARE(m_batch->sendable(), 10'000 - done);
    QCOMPARE(minted.count(), done);
    // The rest goes on, and none is signed again.
    const QList<MintedToken> before = m_batch->tokens();
    QList<int> others;
    for (int row = done + 40; row < 10'000; ++row)
        others << row;
    m_batch->dropRows(others);
    run();
    QCOMPARE(m_batch->count(State::Minted), m_batch->total());
    const QList<MintedToken> after = m_batch->tokens();
    for (qsizetype i = 0; i < before.size(); ++i)
        QCOMPARE(after[i].participantId, before[i].participantId);
}

void TestSignedBatch::serviceAndKeyInOneBatch()
{
    m_batch->read(guests(2));
    m_batch->setKey({});
    run();
    m_batch->read("guest-a\nguest-b\nguest-c\n");
    m_batch->setKey(m_arn);
    QVERIFY(m_batch->isSigning());
    run();
    QCOMPARE(m_batch->summary(), u"3 signed, 2 minted"_s);
    QCOMPARE(m_shop->service.arrived(u"CreateParticipantToken"_s), 2);
}

void TestSignedBatch::exportSaysHow()
{
    m_batch->read(guests(1));
    m_batch->setKey({});
    run();
    m_batch->read("zoe\n");
    m_batch->setKey(m_arn);
    run();
    const QList<QByteArray> lines = m_batch->writer(TokenBatch::Format::Csv)().split('\n');
    QVERIFY(lines[0].contains("signed_with"));
    QVERIFY2(lines[1].contains("\"service\""), lines[1].constData());
    QVERIFY2(lines[2].contains(m_arn.toUtf8()), lines[2].constData());
    const QJsonArray rows = QJsonDocument::fromJson(m_batch->writer(TokenBatch::Format::Json)()).array();
    QCOMPARE(rows[0].toObject()["signedWith"_L1].toString(), u"service"_s);
    QCOMPARE(rows[1].toObject()["signedWith"_L1].toString(), m_arn);
    QCOMPARE(rows[1].toObject()["result"_L1].toString(), u"signed"_s);
}

void TestSignedBatch::aBadStageFailsItsRowsAlone()
{
    const QString other = m_shop->service.createStage(u"other"_s);
    m_shop->service.perform(u"DeleteStage"_s, {{u"arn"_s, other}});
    m_batch->read("user id,stage\na,\nb," + other.toUtf8() + "\nc,\n");
    run();
    QCOMPARE(m_batch->count(State::Minted), 2);
    QCOMPARE(m_batch->state(1), State::Failed);
    const QString said = m_batch->index(1, TokenBatch::Result).data().toString();
    QVERIFY2(said.contains(u"does not exist any more"_s), qPrintable(said));
    // Mended, it is a new question.
    QVERIFY(m_batch->setData(m_batch->index(1, TokenBatch::Stage), QString()));
    QCOMPARE(m_batch->state(1), State::Ready);
    run();
    QCOMPARE(m_batch->count(State::Minted), 3);
}

void TestSignedBatch::readOnlySignsNothing()
{
    m_shop->workspace->guard()->setReason(aws::ReadOnlyReason::Option, true);
    m_batch->read(guests(3));
    run();
    QCOMPARE(m_batch->count(State::Failed), 3);
    QVERIFY(m_batch->tokens().isEmpty());
    const QString said = m_batch->index(0, TokenBatch::Result).data().toString();
    QVERIFY2(said.contains(u"read-only"_s), qPrintable(said));
}

void TestSignedBatch::goneWhileItSigns()
{
    m_batch->read(guests(10'000));
    QVERIFY(m_batch->start());
    QTRY_VERIFY_WITH_TIMEOUT(m_batch->count(State::Minted) > 0, kWait);
    m_batch.reset();
    QTRY_VERIFY_WITH_TIMEOUT(m_shop->workspace->tokenActs()->findChildren<QAbstractItemModel *>().isEmpty()
            && m_shop->workspace->tokenActs()->findChildren<QObject *>(Qt::FindDirectChildrenOnly).size() == 1,
        kWait); // the endpoints stay
}

void TestSignedBatch::cellsRestMeanwhile()
{
    m_batch->read(guests(2000));
    QVERIFY(m_batch->start());
    QVERIFY(!(m_batch->flags(m_batch->index(1999, 0)) & Qt::ItemIsEditable));
    m_batch->setKey({});
    QVERIFY(m_batch->isSigning());
    m_batch->addRow();
    QCOMPARE(m_batch->total(), 2000);
    m_batch->cancel();
    QTRY_VERIFY_WITH_TIMEOUT(!m_batch->isRunning(), kWait);
}

/// The next run of the program, with a store.
Workspace *TestSignedBatch::start()
{
    m_desk.reset();
    QProcessEnvironment environment;
    environment.insert(u"HOME"_s, m_home->path());
    environment.insert(u"AWS_ACCESS_KEY_ID"_s, m_shop->service.accessKeyId());
    environment.insert(u"AWS_SECRET_ACCESS_KEY"_s, m_shop->service.secretAccessKey());
    m_desk = std::make_unique<Desk>(environment, &m_shop->clock, [] { return 0.0; });
    m_desk->governor()->setShares({.unlimited = true});
    m_desk->setKeychain(&m_shop->keychain);
    m_desk->setStoreFolder(m_home->filePath(u"data/stagedesk"_s));
    const auto opened =
        m_desk->open({.choice = {.region = m_shop->service.region(), .endpointUrl = m_shop->service.endpoint()}});
    if (!opened)
        qFatal("%s", qPrintable(opened.error().message));
    return *opened;
}

void TestSignedBatch::offlineAfterARestart()
{
    m_home = std::make_unique<QTemporaryDir>();
    Workspace *workspace = start();
    workspace->publicKeys()->setWatched(true);
    QTRY_VERIFY_WITH_TIMEOUT(workspace->signingKeys()->isHere(m_arn), kWait);
    workspace->stageDetail()->setStage(m_stage); // somebody looks at it
    QTRY_VERIFY_WITH_TIMEOUT(workspace->stageDetail()->stage(), kWait);
    QTRY_COMPARE(workspace->archive()->store()->state(), store::Store::State::Ready);
    const QString never = m_shop->service.createStage(u"never-seen"_s);
    workspace = start();
    m_shop->service.stop();
    workspace->publicKeys()->setWatched(true);
    QTRY_VERIFY_WITH_TIMEOUT(workspace->signingKeys()->isHere(m_arn), kWait);
    QCOMPARE(workspace->publicKeys()->record(m_arn)->name, u"evening-key"_s);
    TokenBatch batch(workspace);
    batch.setDefaults(defaults(m_arn));
    batch.read("user id,stage\nann,\nbob," + never.toUtf8() + "\n");
    QVERIFY(batch.start());
    QTRY_VERIFY_WITH_TIMEOUT(!batch.isRunning() || (m_shop->clock.advance(20'000), false), kWait);
    QCOMPARE(batch.state(0), State::Minted);
    QCOMPARE(batch.tokens().first().userId, u"ann"_s);
    QCOMPARE(batch.state(1), State::Failed);
    const QString said = batch.index(1, TokenBatch::Result).data().toString();
    QVERIFY2(said.contains(u"endpoints of its stage"_s), qPrintable(said));
    // Nothing secret lies on the disk.
    const QDir folder(m_home->filePath(u"data/stagedesk"_s));
    m_desk.reset();
    const QByteArray pem = SigningKeys::entryOf(m_arn).toUtf8();
    const QFileInfoList files = folder.entryInfoList(QDir::Files | QDir::Hidden);
    QVERIFY(!files.isEmpty());
    for (const QFileInfo &info : files) {
        QFile file(info.filePath());
        QVERIFY(file.open(QIODevice::ReadOnly));
        const QByteArray all = file.readAll();
        QVERIFY(!all.contains("PRIVATE KEY") && !all.contains(pem));
    }
}

void TestSignedBatch::learnedBeforeTheStoreIsOpen()
{
    m_home = std::make_unique<QTemporaryDir>();
    ivs::Stage stage;
    stage.arn = m_stage;
    stage.endpoints = ivs::StageEndpoints {u"wss://e"_s, u"https://w"_s, {}, {}};
    Workspace *workspace = start();
    QCOMPARE(workspace->archive()->store()->state(), store::Store::State::Opening);
    workspace->tokenActs()->endpoints()->learn(stage);
    QTRY_COMPARE(workspace->archive()->store()->state(), store::Store::State::Ready);
    workspace = start();
    QTRY_COMPARE(workspace->archive()->store()->state(), store::Store::State::Ready);
    QVERIFY(workspace->tokenActs()->endpoints()->find(m_stage));
    workspace->tokenActs()->endpoints()->forget(m_stage);
    workspace = start();
    QTRY_COMPARE(workspace->archive()->store()->state(), store::Store::State::Ready);
    QVERIFY(!workspace->tokenActs()->endpoints()->find(m_stage));
}

void TestSignedBatch::offlineAKeyThatWentIsForgotten()
{
    m_home = std::make_unique<QTemporaryDir>();
    Workspace *workspace = start();
    workspace->publicKeys()->setWatched(true);
    QTRY_VERIFY_WITH_TIMEOUT(workspace->signingKeys()->isHere(m_arn), kWait);
    m_shop->service.perform(u"DeletePublicKey"_s, {{u"arn"_s, m_arn}});
    workspace->publicKeys()->reload();
    QTRY_COMPARE_WITH_TIMEOUT(workspace->publicKeys()->rowCount(), 0, kWait);
    QTRY_VERIFY_WITH_TIMEOUT(!workspace->publicKeys()->state().isBusy(), kWait);
    workspace = start();
    m_shop->service.stop();
    workspace->publicKeys()->setWatched(true);
    const ListState::Phase failed = ListState::Phase::Failed;
    QTRY_VERIFY_WITH_TIMEOUT(
        workspace->publicKeys()->state().phase == failed || (m_shop->clock.advance(20'000), false), kWait);
    QCOMPARE(workspace->publicKeys()->rowCount(), 0);
}

QTEST_GUILESS_MAIN(TestSignedBatch)
#include "tst_signedbatch.moc"
