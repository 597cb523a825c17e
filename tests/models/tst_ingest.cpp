// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/ingestdetail.h"
#include "models/ingestmodel.h"
#include "models/serviceclock.h"
#include "models/stagemodel.h"
#include "models/timetext.h"
#include "tests/support/connection.h"

#include <QAbstractItemModelTester>
#include <QJsonDocument>
#include <QSignalSpy>
#include <QTest>

using namespace Qt::Literals::StringLiterals;
using Show = IngestModel::Show;

/// Ingest configurations: what the list tells, where one publishes to, and stream keys that are there only while
/// somebody looks at them.
class TestIngest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();
    void list();
    void ofOneStage();
    void keysOnDemand();
    void keysAreHiddenAgain();
    void keysOfAPair();
    void hiddenWhileUnderWay();
    void anotherOneMeanwhile();
    void refusedKeys();
    void server();

private:
    QString create(const QString &name, const QJsonObject &more = {})
    {
        QJsonObject body {{u"name"_s, name}, {u"ingestProtocol"_s, u"RTMPS"_s}, {u"userId"_s, u"host"_s}};
        for (auto it = more.begin(); it != more.end(); ++it)
            body.insert(it.key(), it.value());
        return m_service->perform(u"CreateIngestConfiguration"_s, body)
            .value("ingestConfiguration"_L1)
            .toObject()
            .value("arn"_L1)
            .toString();
    }
    void load()
    {
        m_model->setWatched(true);
        QTRY_COMPARE(m_model->state().phase, ListState::Phase::Complete);
    }
    void look(const QString &arn)
    {
        load();
        QVERIFY(m_model->record(arn));
        m_detail->setIngest(*m_model->record(arn));
    }
    void reveal()
    {
        m_detail->revealKeys();
        QVERIFY(m_detail->isRevealing());
        QTRY_VERIFY(!m_detail->isLoading());
    }
    QString cell(const QString &arn, int column)
    {
        return m_model->index(m_model->rowOfKey(arn), column).data().toString();
    }

    std::unique_ptr<LocalService> m_service;
    std::unique_ptr<Connection> m_connection;
    std::unique_ptr<ServiceClock> m_clock;
    TimeText m_times;
    std::unique_ptr<StageModel> m_stages;
    std::unique_ptr<IngestModel> m_model;
    std::unique_ptr<IngestDetail> m_detail;
    QString m_stage;
};

void TestIngest::init()
{
    m_service = std::make_unique<LocalService>();
    m_stage = m_service->perform(u"CreateStage"_s, {{u"name"_s, u"evening"_s}})
                  .value("stage"_L1)
                  .toObject()
                  .value("arn"_L1)
                  .toString();
    m_connection = std::make_unique<Connection>(*m_service);
    m_clock = std::make_unique<ServiceClock>(&m_connection->clock);
    ivs::Client *client = &m_connection->client;
    m_stages = std::make_unique<StageModel>(client, m_clock.get(), &m_times, nullptr);
    m_model = std::make_unique<IngestModel>(client, m_stages.get(), m_clock.get(), &m_times, nullptr);
    m_detail = std::make_unique<IngestDetail>(client, m_clock.get(), &m_connection->clock, nullptr);
    new QAbstractItemModelTester(m_model.get(), QAbstractItemModelTester::FailureReportingMode::QtTest, m_model.get());
}

void TestIngest::cleanup()
{
    m_detail.reset();
    m_model.reset();
    m_stages.reset();
}

void TestIngest::list()
{
    const QString attached = create(u"camera"_s, {{u"stageArn"_s, m_stage}});
    const QString pair = create(u""_s, {{u"redundantIngest"_s, true}});
    load();
    QCOMPARE(m_model->rowCount(), 2);
    QCOMPARE(cell(attached, IngestModel::Stage), idOfArn(m_stage)); // nobody listed the stages
    m_stages->setWatched(true);
    QTRY_COMPARE(m_stages->state().phase, ListState::Phase::Complete);
    QCOMPARE(cell(attached, IngestModel::Stage), u"evening"_s);
    QCOMPARE(cell(attached, IngestModel::State), u"Idle"_s);
    QCOMPARE(cell(attached, IngestModel::Redundant), u""_s);
    QCOMPARE(cell(pair, IngestModel::Stage), u"none"_s);
    QCOMPARE(cell(pair, IngestModel::Redundant), u"Pair"_s);
    QCOMPARE(m_model->counts(), (IngestModel::Counts {.publishing = 0, .idle = 2, .detached = 1}));
    m_model->setShow(Show::Detached);
    QCOMPARE(m_model->rowCount(), 1);
    QCOMPARE(m_model->keyAt(0), pair);
    m_model->clearFilter();
    QCOMPARE(m_model->rowCount(), 2);
    const QJsonObject raw = QJsonDocument::fromJson(m_model->rawJson(attached)).object();
    QCOMPARE(raw.value("stageArn"_L1).toString(), m_stage);
    QVERIFY(!raw.contains("streamKey"_L1));
    QCOMPARE(m_model->request(pair)->first->name, "GetIngestConfiguration");
    // The list was enough: nobody asked for a key.
    QCOMPARE(m_service->arrived(u"GetIngestConfiguration"_s), 0);
}

void TestIngest::ofOneStage()
{
    const QString attached = create(u"camera"_s, {{u"stageArn"_s, m_stage}});
    create(u"other"_s);
    load();
    m_model->setStage(m_stage);
    QTRY_COMPARE(m_model->state().phase, ListState::Phase::Complete);
    QCOMPARE(m_model->rowCount(), 1);
    QCOMPARE(m_model->keyAt(0), attached);
    m_model->setStage({});
    QTRY_COMPARE(m_model->rowCount(), 2);
}

void TestIngest::keysOnDemand()
{
    const QString arn =
        create(u"camera"_s, {{u"stageArn"_s, m_stage}, {u"attributes"_s, QJsonObject {{u"a"_s, u"b"_s}}}});
    look(arn);
    m_detail->loadDetails();
    QTRY_VERIFY(m_detail->configuration());
    QCOMPARE(m_detail->configuration()->attributes.value(u"a"_s), u"b"_s);
    QVERIFY(m_detail->configuration()->streamKey.isEmpty()); // the answer had one
    QVERIFY(m_detail->keys().isEmpty());
    QSignalSpy told(m_detail.get(), &IngestDetail::keysChanged);
    reveal();
    QCOMPARE(told.count(), 1);
    QCOMPARE(m_detail->keys().size(), 1);
    QVERIFY(m_detail->keys().first().key.startsWith(u"rt_"_s));
    QVERIFY(m_detail->configuration()->streamKey.isEmpty());
    QCOMPARE(m_detail->publishUrl(m_detail->keys().first()), m_detail->server() + m_detail->keys().first().key);
    // What is read again later brings none by itself.
    m_detail->hideKeys();
    m_detail->reload();
    QTRY_VERIFY(!m_detail->isLoading());
    QVERIFY(m_detail->keys().isEmpty());
}

void TestIngest::keysAreHiddenAgain()
{
    look(create(u"camera"_s));
    reveal();
    QCOMPARE(m_detail->secondsLeft(), 30);
    m_connection->clock.advance(20000);
    QCOMPARE(m_detail->secondsLeft(), 10);
    reveal(); // asked once more: the time begins anew, and the first one's end is not this one's
    m_connection->clock.advance(29999);
    QCOMPARE(m_detail->keys().size(), 1);
    QSignalSpy told(m_detail.get(), &IngestDetail::keysChanged);
    m_connection->clock.advance(1);
    QVERIFY(m_detail->keys().isEmpty());
    QCOMPARE(m_detail->secondsLeft(), 0);
    QCOMPARE(told.count(), 1);
}

void TestIngest::keysOfAPair()
{
    look(create(u"pair"_s, {{u"redundantIngest"_s, true}}));
    reveal();
    QCOMPARE(m_detail->keys().size(), 2);
    QVERIFY(m_detail->keys()[0].key != m_detail->keys()[1].key);
    QVERIFY(m_detail->keys()[0].participantId != m_detail->keys()[1].participantId);
    for (const ivs::RedundantIngestCredential &each : m_detail->configuration()->redundantIngestCredentials)
        QVERIFY(each.streamKey.isEmpty() && !each.participantId.isEmpty());
}

void TestIngest::hiddenWhileUnderWay()
{
    look(create(u"camera"_s));
    m_detail->revealKeys();
    m_detail->hideKeys();
    QVERIFY(!m_detail->isRevealing());
    QTRY_VERIFY(!m_detail->isLoading());
    QVERIFY(m_detail->keys().isEmpty());
}

void TestIngest::anotherOneMeanwhile()
{
    const QString first = create(u"first"_s);
    const QString second = create(u"second"_s);
    look(first);
    m_detail->revealKeys();
    m_detail->setIngest(*m_model->record(second));
    m_detail->loadDetails();
    QTRY_VERIFY(m_detail->configuration());
    QCOMPARE(m_detail->configuration()->arn, second);
    QVERIFY(m_detail->keys().isEmpty());
    reveal();
    QCOMPARE(m_detail->keys().size(), 1);
    m_detail->setIngest(*m_model->record(first)); // left: gone at once
    QVERIFY(m_detail->keys().isEmpty());
    QVERIFY(!m_detail->configuration());
}

void TestIngest::refusedKeys()
{
    const QString arn = create(u"camera"_s);
    look(arn);
    m_service->perform(u"DeleteIngestConfiguration"_s, {{u"arn"_s, arn}});
    reveal();
    QVERIFY(m_detail->error());
    QCOMPARE(m_detail->error()->kind, aws::ErrorKind::NotFound);
    QVERIFY(m_detail->keys().isEmpty());
    QVERIFY(!m_detail->isRevealing());
}

void TestIngest::server()
{
    const QString secure = create(u"secure"_s, {{u"stageArn"_s, m_stage}});
    const QString plain =
        create(u"plain"_s, {{u"stageArn"_s, m_stage}, {u"ingestProtocol"_s, u"RTMP"_s}, {u"insecureIngest"_s, true}});
    const QString detached = create(u"detached"_s);
    look(secure);
    QVERIFY(m_detail->server().isEmpty()); // not known yet
    QTRY_VERIFY(m_detail->server().startsWith(u"rtmps://"_s));
    QVERIFY(m_detail->server().endsWith(u"/app/"_s));
    look(plain);
    QVERIFY(m_detail->server().startsWith(u"rtmp://"_s));
    look(detached);
    QVERIFY(m_detail->server().isEmpty());
    QCOMPARE(m_service->arrived(u"GetStage"_s), 1); // addresses are kept
    QCOMPARE(m_service->arrived(u"GetIngestConfiguration"_s), 0);
}

QTEST_GUILESS_MAIN(TestIngest)
#include "tst_ingest.moc"
