// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/archive.h"
#include "models/desk.h"
#include "models/store/store.h"
#include "models/timelineloader.h"
#include "tests/support/localservice.h"
#include "tests/support/manualclock.h"

#include <QAbstractItemModelTester>
#include <QDir>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using namespace Qt::Literals::StringLiterals;
using Phase = ListState::Phase;

/// What the lists showed in an earlier run is on screen before the service has answered, says that it is remembered,
/// and gives way to what the service tells; what is sealed is never asked again.
class TestArchive final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();
    void stagesBeforeTheFirstAnswer();
    void sessionsThatTheServiceForgot();
    void sealedIsNeverAskedAgain();
    void timelineOfASealedSession();
    void timelineOfAnOpenSession();
    void bigSessionComesInSlices();
    void endedJustNowIsAskedAgain();
    void anotherAccountSeesNothing();
    void closedWhileAsking();
    void eachEndpointHasItsOwn();

private:
    QString createStage(const QString &name)
    {
        return m_service->perform(u"CreateStage"_s, {{u"name"_s, name}})
            .value(u"stage"_s)
            .toObject()
            .value(u"arn"_s)
            .toString();
    }
    QJsonObject join(const QString &stageArn, const QString &user)
    {
        const QString token =
            m_service->perform(u"CreateParticipantToken"_s, {{u"stageArn"_s, stageArn}, {u"userId"_s, user}})
                .value(u"participantToken"_s)
                .toObject()
                .value(u"token"_s)
                .toString();
        return m_service->control(u"join"_s, {{u"token"_s, token}});
    }
    /// The next run of the program.
    Workspace *start(const QString &accountId = {})
    {
        m_desk.reset();
        QProcessEnvironment environment;
        environment.insert(u"HOME"_s, m_home->path());
        environment.insert(u"AWS_ACCESS_KEY_ID"_s, m_service->accessKeyId());
        environment.insert(u"AWS_SECRET_ACCESS_KEY"_s, m_service->secretAccessKey());
        if (!accountId.isEmpty())
            environment.insert(u"AWS_ACCOUNT_ID"_s, accountId);
        m_desk = std::make_unique<Desk>(environment, &m_clock, [] { return 0.0; });
        m_desk->governor()->setShares({.unlimited = true});
        m_desk->setStoreFolder(m_home->filePath(u"data/stagedesk"_s));
        const auto opened =
            m_desk->open({.choice = {.region = m_service->region(), .endpointUrl = m_service->endpoint()}});
        if (!opened)
            qFatal("%s", qPrintable(opened.error().message));
        for (QAbstractItemModel *model : std::initializer_list<QAbstractItemModel *> {
                 (*opened)->stages(), (*opened)->sessions(), (*opened)->participants(), (*opened)->events()})
            new QAbstractItemModelTester(model, QAbstractItemModelTester::FailureReportingMode::QtTest, model);
        return *opened;
    }
    void loadStages(Workspace *workspace)
    {
        workspace->stages()->setWatched(true);
        QTRY_VERIFY(workspace->stages()->state().phase == Phase::Complete && !workspace->stages()->state().refreshing);
    }
    static QString words(const ListModel *model)
    {
        const ListState state = model->state();
        return completenessText(state, model->counted(state.loaded), {}, model->clock()->now(), *model->times());
    }
    /// A session of two people who left \a seconds ago; it ends two minutes after. Its id.
    QString endedSession(const QString &stageArn, int seconds)
    {
        const QJsonObject one = join(stageArn, u"ann"_s);
        const QJsonObject two = join(stageArn, u"bob"_s);
        m_service->control(u"advance"_s, {{u"seconds"_s, 60}});
        for (const QJsonObject &who : {one, two}) {
            m_service->control(
                u"leave"_s, {{u"stageArn"_s, stageArn}, {u"participantId"_s, who.value(u"participantId"_s)}});
        }
        m_service->control(u"advance"_s, {{u"seconds"_s, seconds}});
        m_participant = one.value(u"participantId"_s).toString();
        return one.value(u"sessionId"_s).toString();
    }
    void loadSession(Workspace *workspace, const QString &stageArn, const QString &sessionId)
    {
        loadStages(workspace);
        workspace->sessions()->setWatched(true);
        workspace->sessions()->setStage(stageArn);
        QTRY_COMPARE(workspace->sessions()->state().phase, Phase::Complete);
        workspace->participants()->setWatched(true);
        workspace->participants()->setSession(stageArn, sessionId, false);
        QTRY_COMPARE(workspace->participants()->state().phase, Phase::Complete);
    }

    std::unique_ptr<LocalService> m_service;
    std::unique_ptr<QTemporaryDir> m_home;
    ManualClock m_clock;
    std::unique_ptr<Desk> m_desk;
    QString m_participant;
};

void TestArchive::init()
{
    m_service = std::make_unique<LocalService>();
    m_home = std::make_unique<QTemporaryDir>();
}

void TestArchive::cleanup()
{
    m_desk.reset();
    m_service.reset();
}

void TestArchive::stagesBeforeTheFirstAnswer()
{
    const QString gone = createStage(u"gone"_s);
    createStage(u"evening"_s);
    Workspace *workspace = start();
    loadStages(workspace);
    QVERIFY(!workspace->stages()->state().isRemembered);

    m_service->perform(u"DeleteStage"_s, {{u"arn"_s, gone}});
    QVERIFY(m_service->fault(u"ListStages"_s, u"latency"_s, 60'000, 1));
    workspace = start();
    StageModel *stages = workspace->stages();
    stages->setWatched(true);
    QTRY_COMPARE(stages->rowCount(), 2);
    QVERIFY(workspace->accountId().isEmpty()); // nothing was answered yet: the key tells whose it is
    QCOMPARE(stages->state().phase, Phase::Loading);
    QVERIFY(stages->state().isRemembered && stages->state().rememberedAsOf.isValid());
    QVERIFY2(words(stages).contains(u"as remembered, as of"_s), qPrintable(words(stages)));
    m_service->clearFaults();
    stages->reload();
    QTRY_COMPARE(stages->state().phase, Phase::Complete);
    QCOMPARE(stages->rowCount(), 1);
    QVERIFY(!stages->state().isRemembered);
    QVERIFY2(!words(stages).contains(u"remembered"_s), qPrintable(words(stages)));

    // The service is away: what is remembered stays, and says what it is.
    m_service->stop();
    stages = start()->stages();
    stages->setWatched(true);
    QTRY_COMPARE(stages->rowCount(), 1);
    QTRY_VERIFY(stages->state().phase == Phase::Failed || (m_clock.advance(20'000), false));
    QVERIFY(stages->state().isRemembered && !stages->state().isWhole);
    QCOMPARE(stages->rowCount(), 1);
}

void TestArchive::sessionsThatTheServiceForgot()
{
    const QString arn = createStage(u"show"_s);
    const QString id = endedSession(arn, 900);
    loadSession(start(), arn, id);
    Workspace *workspace = start();
    // Another store would know nothing; this one brings the session back although the list comes back empty.
    QVERIFY(m_service->fault(u"ListStageSessions"_s, u"empty-page"_s, {}, 1));
    loadStages(workspace);
    workspace->sessions()->setWatched(true);
    workspace->sessions()->setStage(arn);
    QTRY_COMPARE(workspace->sessions()->state().phase, Phase::Complete);
    QCOMPARE(workspace->sessions()->keyAt(0), id);
}

void TestArchive::sealedIsNeverAskedAgain()
{
    const QString arn = createStage(u"show"_s);
    const QString id = endedSession(arn, 900);
    Workspace *workspace = start();
    loadSession(workspace, arn, id);
    workspace->events()->setWatched(true);
    workspace->events()->setParticipant(arn, id, m_participant, false);
    QTRY_COMPARE(workspace->events()->state().phase, Phase::Complete);
    const int events = workspace->events()->rowCount();
    QVERIFY(events >= 2);
    QVERIFY(!workspace->participants()->state().isFinal); // fetched just now

    workspace = start();
    const int asked = m_service->arrived(u"ListParticipants"_s);
    const int askedEvents = m_service->arrived(u"ListParticipantEvents"_s);
    loadSession(workspace, arn, id);
    ParticipantModel *participants = workspace->participants();
    QCOMPARE(participants->rowCount(), 2);
    QVERIFY(participants->state().isFinal && participants->state().isWhole);
    QVERIFY2(words(participants).contains(u"final"_s), qPrintable(words(participants)));
    QVERIFY(!participants->state().isStale(workspace->clock()->now().addDays(30)));
    QCOMPARE(participants->counts().disconnected, 2);
    participants->reload(); // not even by hand
    workspace->events()->setWatched(true);
    workspace->events()->setParticipant(arn, id, m_participant, false);
    QTRY_COMPARE(workspace->events()->state().phase, Phase::Complete);
    QVERIFY(workspace->events()->state().isFinal);
    QCOMPARE(workspace->events()->rowCount(), events);
    QCOMPARE(m_service->arrived(u"ListParticipants"_s), asked);
    QCOMPARE(m_service->arrived(u"ListParticipantEvents"_s), askedEvents);
    // Hidden and shown again, it is still there and still not asked.
    participants->setWatched(false);
    participants->setWatched(true);
    QCOMPARE(participants->rowCount(), 2);
    QCOMPARE(m_service->arrived(u"ListParticipants"_s), asked);
}

void TestArchive::timelineOfASealedSession()
{
    const QString arn = createStage(u"show"_s);
    const QString id = endedSession(arn, 900);
    Workspace *workspace = start();
    workspace->timeline()->setWatched(true);
    loadSession(workspace, arn, id);
    workspace->timeline()->loadAll();
    QTRY_COMPARE(workspace->timeline()->timeline().rowCount(), 2);
    const TimelineRow row = *workspace->timeline()->timeline().row(m_participant);
    QVERIFY(!row.joined.empty());

    workspace = start();
    const int asked = m_service->arrived(u"ListParticipantEvents"_s);
    TimelineLoader *timeline = workspace->timeline();
    timeline->setWatched(true);
    timeline->setVisible({m_participant}); // on screen before the store has answered
    loadSession(workspace, arn, id);
    timeline->setVisible({m_participant});
    QTRY_COMPARE(timeline->timeline().rowCount(), 2);
    QCOMPARE(timeline->timeline().row(m_participant)->events, row.events);
    QCOMPARE(timeline->timeline().row(m_participant)->joined, row.joined);
    QVERIFY(timeline->asOf(m_participant).isValid());
    timeline->loadAll();
    QTRY_VERIFY(!timeline->isLoadingAll() && !timeline->isBusy());
    QCOMPARE(m_service->arrived(u"ListParticipantEvents"_s), asked);

    // Another account's connection has none of it on screen, not for a moment.
    Q_EMIT workspace->archive()->disowned();
    QCOMPARE(timeline->timeline().rowCount(), 0);
}

void TestArchive::timelineOfAnOpenSession()
{
    const QString arn = createStage(u"show"_s);
    const QString id = endedSession(arn, 300);
    Workspace *workspace = start();
    workspace->timeline()->setWatched(true);
    loadSession(workspace, arn, id);
    workspace->timeline()->loadAll();
    QTRY_COMPARE(workspace->timeline()->timeline().rowCount(), 2);

    // What was read too early is shown at once, and read again for who is on screen.
    workspace = start();
    const int asked = m_service->arrived(u"ListParticipantEvents"_s);
    workspace->timeline()->setWatched(true);
    loadSession(workspace, arn, id);
    QTRY_COMPARE(workspace->timeline()->timeline().rowCount(), 2);
    QCOMPARE(m_service->arrived(u"ListParticipantEvents"_s), asked);
    workspace->timeline()->setVisible({m_participant});
    QTRY_COMPARE(m_service->arrived(u"ListParticipantEvents"_s), asked + 1);
}

void TestArchive::bigSessionComesInSlices()
{
    const QString arn = createStage(u"show"_s);
    Workspace *workspace = start();
    loadStages(workspace);
    store::Store *store = workspace->archive()->store();
    const QDateTime ended = m_clock.now().addDays(-1);
    for (const QString &id : {u"st-big"_s, u"st-other"_s}) {
        const store::SessionKey key {workspace->archive()->place(), arn, id};
        QList<ivs::ParticipantSummary> people;
        for (int i = 0; i < 5000; ++i) {
            ivs::ParticipantSummary person;
            person.participantId = id + QString::number(i);
            person.userId = u"user-%1"_s.arg((i * 7919) % 5000, 4, 10, QChar(u'0'));
            person.state = ivs::ParticipantState::Disconnected;
            people.append(person);
        }
        store->putParticipants(key, m_clock.now(), people);
        store->seal(key, m_clock.now(), ended);
    }
    ParticipantModel *participants = workspace->participants();
    participants->setWatched(true);
    participants->sort(ParticipantModel::UserId, Qt::DescendingOrder);
    int seen = 0;
    connect(
        participants, &QAbstractItemModel::rowsInserted, this,
        [&] {
            seen = participants->rowCount();
            QVERIFY(!participants->state().isWhole);
            participants->setSession(arn, u"st-big"_s, false);
        },
        Qt::ConnectionType(Qt::QueuedConnection | Qt::SingleShotConnection));
    participants->setSession(arn, u"st-other"_s, false);
    QTRY_VERIFY(seen > 0);
    QVERIFY(seen < 5000); // in the middle of it
    QTRY_VERIFY(participants->sessionId() == u"st-big"_s && participants->state().isFinal);
    QCOMPARE(participants->rowCount(), 5000);
    QVERIFY(participants->keyAt(0).startsWith(u"st-big"_s));
    for (int row = 0; row < 5000; row += 499) {
        QCOMPARE(participants->index(row, ParticipantModel::UserId).data().toString(),
            u"user-%1"_s.arg(4999 - row, 4, 10, QChar(u'0')));
    }
    QCOMPARE(m_service->arrived(u"ListParticipants"_s), 0);
}

void TestArchive::endedJustNowIsAskedAgain()
{
    const QString arn = createStage(u"show"_s);
    const QString id = endedSession(arn, 300);
    loadSession(start(), arn, id);
    Workspace *workspace = start();
    const int asked = m_service->arrived(u"ListParticipants"_s);
    loadSession(workspace, arn, id);
    QCOMPARE(m_service->arrived(u"ListParticipants"_s), asked + 1);
    QVERIFY(!workspace->participants()->state().isFinal);
}

void TestArchive::anotherAccountSeesNothing()
{
    createStage(u"secret"_s);
    loadStages(start(u"111111111111"_s));
    // The same key, so says its source, belongs to somebody else now.
    QVERIFY(m_service->fault(u"ListStages"_s, u"latency"_s, 60'000, 1));
    Workspace *workspace = start(u"222222222222"_s);
    QSignalSpy opened(workspace->archive()->store(), &store::Store::opened);
    workspace->stages()->setWatched(true);
    QTRY_COMPARE(workspace->archive()->place().accountId, u"222222222222"_s);
    bool answered = false;
    workspace->archive()->store()->readStages(
        workspace->archive()->place(), this, [&](const store::Stages &) { answered = true; });
    QTRY_VERIFY(answered);
    QCOMPARE(workspace->stages()->rowCount(), 0);
    // What is shown goes when the account proves to be another.
    m_service->clearFaults();
    workspace->stages()->reload();
    QTRY_COMPARE(workspace->stages()->rowCount(), 1);
    QSignalSpy forgotten(workspace->stages(), &ListModel::forgotten);
    workspace->stages()->setWatched(false);
    Q_EMIT workspace->archive()->disowned();
    QCOMPARE(forgotten.count(), 1);
    QCOMPARE(workspace->stages()->rowCount(), 0);
}

void TestArchive::closedWhileAsking()
{
    createStage(u"a"_s);
    loadStages(start());
    start()->stages()->setWatched(true);
    m_desk.reset();
    QCoreApplication::processEvents();
    Workspace *workspace = start();
    QTRY_COMPARE(workspace->archive()->store()->state(), store::Store::State::Ready);
    workspace->stages()->setWatched(true);
    m_desk->close(workspace);
    QCoreApplication::processEvents();
    QVERIFY(m_desk->workspaces().isEmpty());
}

void TestArchive::eachEndpointHasItsOwn()
{
    start();
    const QString folder = m_home->filePath(u"data/stagedesk"_s);
    QTRY_COMPARE(QDir(folder).entryList({u"store-*.sqlite"_s}).size(), 1);
    QVERIFY(!QFile::exists(folder + u"/store.sqlite"_s));
    QVERIFY(m_desk->store());
    QTRY_VERIFY(QFile::exists(folder + u"/store.sqlite"_s));
    // ivs-local's ends with the program.
    const Workspace *local = m_desk->openLocal(
        m_service->endpoint(), m_service->region(), m_service->accessKeyId(), m_service->secretAccessKey());
    const QString path = local->archive()->store()->path();
    QVERIFY(!path.startsWith(folder));
    QTRY_VERIFY(QFile::exists(path));
    m_desk.reset();
    QVERIFY(!QFile::exists(path));
}

QTEST_GUILESS_MAIN(TestArchive)
#include "tst_archive.moc"
