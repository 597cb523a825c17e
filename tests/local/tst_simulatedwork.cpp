// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/local/simulationtest.h"

#include <QJsonArray>
#include <QTemporaryFile>

using namespace Qt::Literals::StringLiterals;
using namespace local;

/// What goes on beside the people: recordings, ingest, replicas; and that a world repeats, from seeds and from files.
class TestSimulatedWork final : public SimulationTest
{
    Q_OBJECT

private Q_SLOTS:
    void recordings();
    void ingest();
    void replicas();
    void aDayPassesQuickly();
    void seedsRepeat();
    void scenarioFiles();
    void wrongOptions_data();
    void wrongOptions();
};

void TestSimulatedWork::recordings()
{
    const QString storage = ask(u"/CreateStorageConfiguration"_s,
        {{u"s3"_s, QJsonObject {{u"bucketName"_s, u"bucket"_s}}}})[u"storageConfiguration"_s][u"arn"_s]
                                .toString();
    const QString stage = makeStage();
    const QJsonObject recording {{u"storageConfigurationArn"_s, storage}};
    const QJsonObject update {{u"arn"_s, stage}, {u"autoParticipantRecordingConfiguration"_s, recording}};
    ask(u"/UpdateStage"_s, update);
    const QString id = enter(stage);
    const QString session = sessionOf(stage);
    const auto state = [&] { return person(stage, session, id)[u"recordingState"_s].toString(); };
    QCOMPARE(state(), u"DISABLED"_s);
    const QJsonObject who {{u"stageArn"_s, stage}, {u"participantId"_s, id}};
    ask(u"/_local/publish"_s, who);
    QCOMPARE(state(), u"STARTING"_s);
    advance(5);
    QCOMPARE(state(), u"ACTIVE"_s);
    QVERIFY(refusal(u"/UpdateStage"_s, update).startsWith(u"ConflictException"_s));
    QVERIFY(refusal(u"/DeleteStorageConfiguration"_s, {{u"arn"_s, storage}}).startsWith(u"ConflictException"_s));
    ask(u"/_local/unpublish"_s, who);
    QCOMPARE(state(), u"STOPPING"_s);
    advance(5);
    QCOMPARE(state(), u"STOPPED"_s);
    ask(u"/_local/publish"_s, who);
    QJsonObject failure = who;
    failure.insert(u"event"_s, u"fail"_s);
    ask(u"/_local/recording"_s, failure);
    QCOMPARE(state(), u"FAILED"_s);
}

void TestSimulatedWork::ingest()
{
    const QString stage = makeStage();
    const QJsonObject wish {{u"ingestProtocol"_s, u"RTMPS"_s}, {u"stageArn"_s, stage}};
    const QJsonValue made = ask(u"/CreateIngestConfiguration"_s, wish)[u"ingestConfiguration"_s];
    const QJsonObject which {{u"arn"_s, made[u"arn"_s]}};
    const auto read = [&]() -> QJsonValue {
        return ask(u"/GetIngestConfiguration"_s, which)[u"ingestConfiguration"_s];
    };
    ask(u"/_local/ingest"_s, {{u"streamKey"_s, made[u"streamKey"_s]}, {u"active"_s, true}});
    QCOMPARE(read()[u"state"_s].toString(), u"ACTIVE"_s);
    const QString id = made[u"participantId"_s].toString();
    QCOMPARE(person(stage, sessionOf(stage), id)[u"protocol"_s].toString(), u"RTMPS"_s);
    QVERIFY(refusal(u"/DeleteIngestConfiguration"_s, which).startsWith(u"ConflictException"_s));
    ask(u"/DisconnectParticipant"_s, {{u"stageArn"_s, stage}, {u"participantId"_s, id}});
    QCOMPARE(read()[u"state"_s].toString(), u"INACTIVE"_s);
    QCOMPARE(read()[u"stageArn"_s].toString(), QString());
    QVERIFY(!refusal(u"/_local/ingest"_s, {{u"streamKey"_s, made[u"streamKey"_s]}, {u"active"_s, true}}).isEmpty());
    QVERIFY(refusal(u"/_local/ingest"_s, {{u"streamKey"_s, u"rt_no"_s}, {u"active"_s, true}})
                .contains(u"INVALID_STREAM_KEY"_s));
}

void TestSimulatedWork::replicas()
{
    const QString source = makeStage();
    const QString destination = makeStage();
    const QString id = enter(source);
    const QJsonObject who {{u"stageArn"_s, source}, {u"participantId"_s, id}};
    const QJsonObject wish {{u"sourceStageArn"_s, source}, {u"destinationStageArn"_s, destination},
        {u"participantId"_s, id}, {u"reconnectWindowSeconds"_s, 30}};
    QVERIFY(refusal(u"/StartParticipantReplication"_s, wish).startsWith(u"ConflictException"_s));
    ask(u"/_local/publish"_s, who);
    ask(u"/StartParticipantReplication"_s, wish);
    const QString there = sessionOf(destination);
    QCOMPARE(person(destination, there, id)[u"replicationType"_s].toString(), u"REPLICA"_s);
    QCOMPARE(person(source, sessionOf(source), id)[u"replicationType"_s].toString(), u"SOURCE"_s);
    ask(u"/_local/unpublish"_s, who);
    advance(20);
    ask(u"/_local/publish"_s, who);
    advance(60);
    QCOMPARE(person(destination, there, id)[u"state"_s].toString(), u"CONNECTED"_s);
    ask(u"/_local/unpublish"_s, who);
    advance(31);
    QCOMPARE(person(destination, there, id)[u"state"_s].toString(), u"DISCONNECTED"_s);
    QVERIFY(refusal(u"/StopParticipantReplication"_s, wish).startsWith(u"ResourceNotFoundException"_s));
}

void TestSimulatedWork::aDayPassesQuickly()
{
    Service demo;
    Options options;
    options.speed = 0;
    QString why;
    QVERIFY2(demo.start(options, &why), qPrintable(why));
    int live = 0;
    for (const auto &stage : demo.simulation()->world().stages)
        live += stage->active >= 0 ? 1 : 0;
    QCOMPARE(live, 6);
    QCOMPARE(demo.simulation()->world().stages.size(), 25);
    QElapsedTimer timer;
    timer.start();
    QVERIFY(demo.perform(u"/_local/advance"_s, {{u"seconds"_s, 86400}}));
    QVERIFY(timer.elapsed() < 20'000); // generous for a sanitizer on a busy machine
}

void TestSimulatedWork::seedsRepeat()
{
    const auto fingerprint = [](quint32 seed) {
        Service demo;
        Options options;
        options.speed = 0;
        options.seed = seed;
        QString why;
        demo.start(options, &why);
        demo.perform(u"/_local/advance"_s, {{u"seconds"_s, 600}});
        QString text;
        for (const auto &stage : demo.simulation()->world().stages) {
            text += stage->arn;
            for (const auto &session : stage->sessions)
                text += session->id + QString::number(session->people.size());
        }
        return text;
    };
    QCOMPARE(fingerprint(7), fingerprint(7));
    QVERIFY(fingerprint(7) != fingerprint(8));
}

void TestSimulatedWork::scenarioFiles()
{
    QTemporaryFile file;
    QVERIFY(file.open());
    file.write(R"({"seed": 3, "start": "2026-11-22T20:15:00Z", "steps": [
        {"at": 0, "request": "/CreateStage", "body": {"name": "from-file"}},
        {"at": 0, "request": "/CreateParticipantToken", "body": {"stageArn": "${0.stage.arn}"}},
        {"at": 60, "request": "/_local/join", "body": {"token": "${1.participantToken.token}"}}]})");
    file.close();
    Service service;
    Options options;
    options.scenario = file.fileName();
    options.speed = 0;
    QString why;
    QVERIFY2(service.start(options, &why), qPrintable(why));
    const World &world = service.simulation()->world();
    QCOMPARE(toIso(service.simulation()->now()), u"2026-11-22T20:15:00.000Z"_s);
    QCOMPARE(world.stages.begin()->get()->name, u"from-file"_s);
    QVERIFY(world.stages.begin()->get()->active < 0);
    QVERIFY(service.perform(u"/_local/advance"_s, {{u"seconds"_s, 61}}));
    QVERIFY(world.stages.begin()->get()->active == 0);
}

void TestSimulatedWork::wrongOptions_data()
{
    QTest::addColumn<QStringList>("arguments");
    QTest::newRow("unknown") << QStringList {u"--nope"_s};
    QTest::newRow("no value") << QStringList {u"--seed"_s};
    QTest::newRow("not loopback") << QStringList {u"--listen"_s, u"0.0.0.0:80"_s};
    QTest::newRow("no port") << QStringList {u"--listen"_s, u"127.0.0.1"_s};
    QTest::newRow("region") << QStringList {u"--region"_s, u"here"_s};
    QTest::newRow("account") << QStringList {u"--account"_s, u"12"_s};
    QTest::newRow("speed") << QStringList {u"--speed"_s, u"-1"_s};
    QTest::newRow("switch") << QStringList {u"--rates"_s, u"maybe"_s};
    QTest::newRow("faults") << QStringList {u"--faults"_s, u"{"_s};
    QTest::newRow("positional") << QStringList {u"demo"_s};
}

void TestSimulatedWork::wrongOptions()
{
    QFETCH(QStringList, arguments);
    const auto options = parseOptions(arguments);
    QVERIFY(!options);
    QVERIFY(options.error().contains(arguments.first()));
}

QTEST_GUILESS_MAIN(TestSimulatedWork)
#include "tst_simulatedwork.moc"
