// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/actsteps.h"
#include "models/ivs/operations.h"
#include "models/ivs/redaction.h"
#include "models/journal.h"
#include "models/store/store.h"
#include "tests/models/actshop.h"
#include "tests/support/results.h"

#include <QJsonDocument>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using namespace Qt::Literals::StringLiterals;
using aws::ErrorKind;
using store::JournalEntry;
using store::Outcome;

/// The journal of writes: one entry each, before it leaves and after its end, in the store and without secrets.
class TestJournal final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void everyWriteOnce_data();
    void everyWriteOnce();
    void actsNameWhatTheyMade();
    void noSecretReachesTheFile();
    void whatNeverLeftIsNoWrite();
    void entryStandsBeforeTheAnswer();
    void lostAnswerIsSettled();
    void closedWhileUnderWay();
    void nextRunReadsIt();
    void keptOrNot();

private:
    void carryOut(Undertaking *act)
    {
        act->start();
        QTRY_VERIFY(act->isFinished());
    }
    Journal *journal() { return m_shop->workspace->journal(); }
    const JournalEntry &last() { return journal()->entries().last(); }
    /// Everything that lies in the store's files, also what is not in the database proper yet.
    QByteArray storedBytes()
    {
        const auto *kept = m_shop->desk.findChild<store::Store *>();
        const QFileInfo file(kept->path());
        QByteArray all;
        const QFileInfoList files = file.dir().entryInfoList({file.fileName() + u'*'}, QDir::Files);
        for (const QFileInfo &each : files) {
            QFile open(each.filePath());
            if (open.open(QIODevice::ReadOnly))
                all += open.readAll();
        }
        return all;
    }

    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<ActShop> m_shop;
    QString m_stage;
};

void TestJournal::init()
{
    m_shop.reset();
    m_folder = std::make_unique<QTemporaryDir>();
    m_shop = std::make_unique<ActShop>(true, m_folder->path());
    m_stage = m_shop->makeStage(u"one"_s);
}

void TestJournal::everyWriteOnce_data()
{
    QTest::addColumn<QString>("operation");
    int writes = 0;
    for (const aws::Operation &operation : ivs::operations()) {
        if (!operation.writes)
            continue;
        ++writes;
        QTest::addRow("%s", operation.name) << QString::fromLatin1(operation.name);
    }
    QCOMPARE(writes, 20);
}

void TestJournal::everyWriteOnce()
{
    QFETCH(QString, operation);
    aws::Request request;
    request.operation = ivs::findOperation(operation.toLatin1());
    const bool inPath = QByteArrayView(request.operation->path).contains('{');
    if (inPath)
        request.pathArgument = m_stage;
    if (operation == "UntagResource"_L1)
        request.query = {{"tagKeys", "team"}};
    else
        request.body = QJsonDocument(
            QJsonObject {{inPath ? u"tags"_s : u"arn"_s,
                             inPath ? QJsonValue(QJsonObject {{u"team"_s, u"live"_s}}) : QJsonValue(m_stage)},
                {u"streamKey"_s, u"planted-1"_s}, {u"inside"_s, QJsonObject {{u"token"_s, u"planted-2"_s}}}})
                           .toJson();
    const auto answer = awaited(m_shop->workspace->client()->caller()->send(request, aws::Lane::Person));
    QTRY_COMPARE(journal()->keeping(), Journal::Keeping::Saved);
    QCOMPARE(journal()->entries().size(), 1);
    QCOMPARE(last().operation, operation);
    QCOMPARE(last().time, m_shop->clock.now());
    QCOMPARE(last().place.region, m_shop->service.region());
    const QString made = answer ? ivs::madeResource(*answer) : QString();
    QCOMPARE(last().resource, made.isEmpty() ? m_stage : made);
    QVERIFY(last().identity.endsWith(m_shop->service.accessKeyId().right(4)));
    QCOMPARE(last().outcome, answer ? Outcome::Done : Outcome::Refused);
    QCOMPARE(last().requestId, answer ? answer->requestId : answer.error().requestId);
    QVERIFY(!last().requestId.isEmpty());
    QCOMPARE(last().httpStatus, answer ? answer->status : answer.error().httpStatus);
    if (!answer)
        QCOMPARE(last().errorCode, answer.error().code);
    const QJsonObject parameters = QJsonDocument::fromJson(last().parameters).object();
    QVERIFY(!parameters.isEmpty());
    QVERIFY(!last().parameters.contains("planted"));
    QVERIFY(!storedBytes().contains("planted"));
    QVERIFY(storedBytes().contains(operation.toUtf8()));
}

void TestJournal::actsNameWhatTheyMade()
{
    carryOut(m_shop->acts->createStage({.name = u"fresh"_s}));
    QVERIFY2(last().resource.startsWith("arn:aws:ivs:"_L1), qPrintable(last().resource));
    QCOMPARE(last().outcome, Outcome::Done);
    ivs::Stage before;
    before.arn = m_stage;
    before.name = u"one"_s;
    carryOut(m_shop->acts->updateStage({.arn = m_stage, .name = u"two"_s}, before));
    QCOMPARE(last().before, QByteArray(R"({"name":"one"})"));
    const ParticipantTarget guest = m_shop->enter(m_stage, u"guest"_s);
    carryOut(m_shop->acts->disconnectParticipants(m_stage, {guest}, u"late"_s));
    QCOMPARE(last().operation, u"DisconnectParticipant"_s);
    QCOMPARE(last().resource, guest.participantId);
    carryOut(m_shop->acts->tag({m_stage}, {{u"team"_s, u"live"_s}}));
    QCOMPARE(last().operation, u"TagResource"_s);
    QCOMPARE(last().resource, m_stage);
    QCOMPARE(last().before, QByteArray(R"({"tags":{"team":null}})"));
    carryOut(m_shop->acts->deleteStages({m_stage}));
    QCOMPARE(last().operation, u"DeleteStage"_s);
    QCOMPARE(journal()->entries().size(), 5);
}

void TestJournal::noSecretReachesTheFile()
{
    QStringList secrets;
    QObject::connect(m_shop->acts, &StageActs::stageCreated, m_shop->acts, [&](const ivs::CreateStageResponse &answer) {
        for (const ivs::ParticipantToken &each : answer.participantTokens)
            secrets << each.token;
    });
    QObject::connect(m_shop->acts, &StageActs::ingestCreated, m_shop->acts,
        [&](const ivs::CreateIngestConfigurationResponse &answer) {
            secrets << answer.ingestConfiguration->streamKey;
        });
    ivs::CreateStageRequest request;
    request.name = u"with-tokens"_s;
    request.participantTokenConfigurations = {{.userId = u"host"_s}, {.userId = u"guest"_s}};
    carryOut(m_shop->acts->createStage(request));
    ivs::CreateIngestConfigurationRequest ingest;
    ingest.name = u"encoder"_s;
    ingest.ingestProtocol = ivs::IngestProtocol::Rtmps;
    carryOut(m_shop->acts->createIngest(ingest));
    ivs::CreateParticipantTokenRequest token;
    token.stageArn = m_stage;
    const auto minted = awaited(m_shop->workspace->client()->createParticipantToken(token));
    QVERIFY_RESULT(minted);
    secrets << minted->participantToken->token << m_shop->service.secretAccessKey();
    QCOMPARE(secrets.size(), 5);
    QTRY_COMPARE(journal()->keeping(), Journal::Keeping::Saved);
    QCOMPARE(journal()->entries().size(), 3);
    const QByteArray kept = storedBytes();
    QVERIFY(kept.contains("CreateParticipantToken"));
    for (const QString &secret : std::as_const(secrets)) {
        QVERIFY(secret.size() > 8);
        QVERIFY(!kept.contains(secret.toUtf8()));
        // Not in pieces either: a token's parts are secret each.
        for (const QString &part : secret.split(u'.'))
            QVERIFY(part.size() < 16 || !kept.contains(part.toUtf8()));
    }
}

// An attempt that was refused here changed nothing and reached nobody: it is no write.
void TestJournal::whatNeverLeftIsNoWrite()
{
    m_shop->workspace->guard()->setReason(aws::ReadOnlyReason::Option, true);
    Undertaking *act = m_shop->acts->deleteStages({m_stage});
    carryOut(act);
    QCOMPARE(act->firstError()->kind, ErrorKind::ReadOnly);
    QVERIFY(journal()->entries().isEmpty());
    QCOMPARE(m_shop->service.arrived(u"DeleteStage"_s), 0);
}

void TestJournal::entryStandsBeforeTheAnswer()
{
    QVERIFY(m_shop->service.fault(u"DeleteStage"_s, u"latency"_s, 300));
    Undertaking *act = m_shop->acts->deleteStages({m_stage});
    act->start();
    QTRY_COMPARE(journal()->entries().size(), 1);
    QCOMPARE(last().outcome, Outcome::Sent);
    QVERIFY(journal()->isUnderway(last().id));
    QTRY_VERIFY(act->isFinished());
    QCOMPARE(last().outcome, Outcome::Done);
    QVERIFY(!journal()->isUnderway(last().id));
}

void TestJournal::lostAnswerIsSettled()
{
    QVERIFY(m_shop->service.fault(u"DeleteStage"_s, u"drop"_s, u"after"_s));
    QList<Outcome> outcomes;
    QObject::connect(journal(), &Journal::changed, journal(),
        [&](qsizetype at) { outcomes.append(journal()->entries()[at].outcome); });
    carryOut(m_shop->acts->deleteStages({m_stage}));
    QCOMPARE(outcomes, (QList<Outcome> {Outcome::Unknown, Outcome::Done}));
    QVERIFY(last().message.contains(u"Read back"_s));
    QCOMPARE(journal()->entries().size(), 1);
    QVERIFY(m_shop->service.fault(u"CreateStage"_s, u"drop"_s, u"after"_s));
    carryOut(m_shop->acts->createStage({.name = u"twice"_s}));
    QCOMPARE(last().outcome, Outcome::Unknown);
}

void TestJournal::closedWhileUnderWay()
{
    QVERIFY(m_shop->service.fault(u"DeleteStage"_s, u"latency"_s, 500));
    Journal *kept = journal();
    m_shop->acts->deleteStages({m_stage})->start();
    QTRY_COMPARE(m_shop->service.arrived(u"DeleteStage"_s), 1);
    m_shop->desk.close(m_shop->workspace);
    QCOMPARE(kept->entries().size(), 1);
    QCOMPARE(kept->entries()[0].outcome, Outcome::Unknown);
    QVERIFY(!kept->isUnderway(kept->entries()[0].id));
}

void TestJournal::nextRunReadsIt()
{
    const QString path = m_folder->filePath(u"kept.sqlite"_s);
    QList<quint64> written;
    {
        store::Store kept(path);
        for (int i = 0; i < 502; ++i) {
            JournalEntry entry;
            entry.time = m_shop->clock.now();
            entry.id = kept.newJournalId(entry.time);
            entry.place = {u"aws"_s, u"123456789012"_s, u"us-east-1"_s};
            entry.operation = u"DeleteStage"_s;
            entry.resource = u"s%1"_s.arg(i);
            kept.appendJournal(entry);
            written.append(entry.id);
        }
        kept.appendJournalResult({written[500], m_shop->clock.now(), Outcome::Done, {}, {}, {}, u"r"_s, 200});
    }
    store::Store kept(path);
    Journal read(&m_shop->clock);
    read.setStore(&kept);
    QVERIFY(read.isReading());
    QTRY_COMPARE(read.entries().size(), 500); // the latest
    QVERIFY(!read.isReading());
    QVERIFY(read.hasOlder());
    QCOMPARE(read.entries()[498].outcome, Outcome::Done);
    // The process ended before the answer: nobody waits for it any more.
    QCOMPARE(read.entries()[499].outcome, Outcome::Sent);
    QVERIFY(!read.isUnderway(written[501]));
    read.readOlder();
    QTRY_COMPARE(read.entries().size(), 502);
    QVERIFY(!read.hasOlder());
    QCOMPARE(read.entries().first().id, written.first());
    QCOMPARE(read.indexOf(written[501]), 501);
    QCOMPARE(read.indexOf(1), -1);
}

void TestJournal::keptOrNot()
{
    QCOMPARE(journal()->keeping(), Journal::Keeping::Saved);
    QSignalSpy changed(journal(), &Journal::keepingChanged);
    Undertaking *act = m_shop->acts->deleteStages({m_stage});
    act->start();
    QTRY_VERIFY(changed.count() > 0);
    QCOMPARE(journal()->keeping(), Journal::Keeping::Saving);
    QTRY_VERIFY(act->isFinished());
    QTRY_COMPARE(journal()->keeping(), Journal::Keeping::Saved);

    Journal nowhere(&m_shop->clock);
    nowhere.setStore(nullptr);
    QCOMPARE(nowhere.keeping(), Journal::Keeping::NotKept);
    QVERIFY(!nowhere.why().isEmpty());

    QFile inTheWay(m_folder->filePath(u"file"_s));
    QVERIFY(inTheWay.open(QIODevice::WriteOnly));
    store::Store broken(inTheWay.fileName() + u"/store.sqlite"_s);
    Journal failed(&m_shop->clock);
    failed.setStore(&broken);
    QTRY_COMPARE(failed.keeping(), Journal::Keeping::NotKept);
    QVERIFY(!failed.why().isEmpty());
}

QTEST_GUILESS_MAIN(TestJournal)
#include "tst_journal.moc"
