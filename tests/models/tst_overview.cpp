// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/compositionmodel.h"
#include "models/desk.h"
#include "models/endedmodel.h"
#include "models/overviewmodel.h"
#include "models/watch.h"
#include "tests/support/localservice.h"
#include "tests/support/manualclock.h"

#include <QAbstractItemModelTester>
#include <QSignalSpy>
#include <QTest>

using namespace Qt::Literals::StringLiterals;

/// The wall's rows: made of what the workspaces know, worst first, every figure with its time.
class TestOverview final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();
    void nothingOpen();
    void rowsOfAllRegions();
    void worstFirst();
    void figuresSayWhatTheyAre();
    void nothingOnAir();
    void unreadableRegionIsNotEmpty();
    void whatEndsGoesIntoTheHour();
    void endsAreSeenWhicheverPageIsShown();
    void sessionsThatAStageTellsOf();
    void environmentIsToldBesideTheRegion();
    void closingOneTakesItsRows();
    void sameAccountTwiceIsShownOnce();

private:
    Workspace *open(LocalService &service)
    {
        return m_desk->openLocal(
            service.endpoint(), service.region(), service.accessKeyId(), service.secretAccessKey());
    }
    static QString createStage(LocalService &service, const QString &name)
    {
        return service.perform(u"CreateStage"_s, {{u"name"_s, name}})[u"stage"_s][u"arn"_s].toString();
    }
    static QString join(LocalService &service, const QString &stageArn)
    {
        const QJsonObject answer = service.perform(u"CreateParticipantToken"_s, {{u"stageArn"_s, stageArn}});
        return service.control(u"join"_s, {{u"token"_s, answer[u"participantToken"_s][u"token"_s]}})[u"participantId"_s]
            .toString();
    }
    static void publish(
        LocalService &service, const QString &stageArn, const QString &participantId, const QString &error = {})
    {
        QJsonObject body {{u"stageArn"_s, stageArn}, {u"participantId"_s, participantId}};
        if (!error.isEmpty())
            body.insert(u"error"_s, error);
        QCOMPARE(service.control(u"publish"_s, body)[u"httpStatus"_s].toInt(), 200);
    }
    OverviewModel *model() const { return m_desk->overview(); }
    /// The update of the wall comes a moment after what it is made of.
    void shown() { model()->setShown(true); }
    QString cell(int row, OverviewModel::Column column) const { return model()->index(row, column).data().toString(); }
    bool allExamined(int rows) const
    {
        if (model()->rowCount() != rows)
            return false;
        for (int row = 0; row < rows; ++row) {
            if (!model()->rowAt(row)->facts.examinedAt.isValid())
                return false;
        }
        return true;
    }

    std::unique_ptr<LocalService> m_service;
    std::unique_ptr<ManualClock> m_clock;
    std::unique_ptr<Desk> m_desk;
    std::unique_ptr<QAbstractItemModelTester> m_tester;
    std::unique_ptr<QAbstractItemModelTester> m_endedTester;
};

void TestOverview::init()
{
    m_service = std::make_unique<LocalService>();
    m_clock = std::make_unique<ManualClock>();
    m_desk = std::make_unique<Desk>(QProcessEnvironment(), m_clock.get(), [] { return 0.0; });
    m_desk->governor()->setShares({.unlimited = true});
    m_tester = std::make_unique<QAbstractItemModelTester>(model());
    m_endedTester = std::make_unique<QAbstractItemModelTester>(m_desk->ended());
    model()->sort(OverviewModel::State);
}

void TestOverview::cleanup()
{
    m_tester.reset();
    m_endedTester.reset();
    m_desk.reset();
    m_clock.reset();
    m_service.reset();
}

void TestOverview::nothingOpen()
{
    shown();
    QCOMPARE(model()->rowCount(), 0);
    QVERIFY(!model()->fault());
    QVERIFY(!model()->rowAt(0) && !model()->row(u"none"_s));
    model()->setVisibleKeys({u"none"_s});
    model()->reloadAll();
}

void TestOverview::rowsOfAllRegions()
{
    local::Options options = LocalService::standing();
    options.region = u"eu-central-1"_s;
    LocalService other(options);
    const QString here = createStage(*m_service, u"here"_s);
    const QString there = createStage(other, u"there"_s);
    createStage(other, u"idle"_s);
    join(*m_service, here);
    join(other, there);
    Workspace *first = open(*m_service);
    Workspace *second = open(other);
    shown();
    QTRY_COMPARE(model()->rowCount(), 2);
    QTRY_VERIFY(allExamined(2));
    QSet<Workspace *> owners;
    for (int row = 0; row < 2; ++row)
        owners << model()->rowAt(row)->workspace;
    QCOMPARE(owners, (QSet<Workspace *> {first, second}));
    QTRY_VERIFY2(model()->completeness().contains(u"2 stages on air in 2 regions · complete"_s),
        qPrintable(model()->completeness()));
    model()->setFilterText(u"eu-central"_s);
    QCOMPARE(model()->rowCount(), 1);
    QCOMPARE(model()->rowAt(0)->name, u"there"_s);
    model()->setFilterText({});
    // Hidden: nothing is asked any more.
    model()->setShown(false);
    QVERIFY(!first->planner()->isWatched() && !second->planner()->isWatched());
    QVERIFY(!first->stages()->isWatched());
    const int calls = m_service->arrived(u"ListStages"_s) + m_service->arrived(u"ListParticipants"_s);
    QSignalSpy watched(first->watch(), &Watch::watched);
    m_clock->advance(300'000);
    QTRY_VERIFY(!watched.isEmpty()); // the watch goes on
    QCOMPARE(m_service->arrived(u"ListStages"_s) + m_service->arrived(u"ListParticipants"_s), calls);
}

void TestOverview::worstFirst()
{
    for (const QString &name : {u"good"_s, u"longer"_s, u"bad"_s}) {
        const QString arn = createStage(*m_service, name);
        const QString who = join(*m_service, arn);
        if (name == u"bad")
            publish(*m_service, arn, who, u"BITRATE_EXCEEDED"_s);
        m_service->control(u"advance"_s, {{u"seconds"_s, 60}});
    }
    Workspace *workspace = open(*m_service);
    shown();
    QTRY_VERIFY(allExamined(3));
    QStringList keys;
    for (int row = 0; row < 3; ++row)
        keys << model()->keyAt(row);
    model()->setVisibleKeys(keys);
    QTRY_VERIFY(model()->rowAt(1)->onAirSince.isValid() && model()->rowAt(2)->onAirSince.isValid());
    QTRY_COMPARE(cell(0, OverviewModel::Stage), u"bad"_s);
    QTRY_COMPARE(cell(1, OverviewModel::Stage), u"good"_s); // longest on air
    QCOMPARE(cell(0, OverviewModel::State), u"Publish error"_s);
    QCOMPARE(model()->index(0, OverviewModel::State).data(ListModel::ToneRole).toInt(), int(Tone::Failed));
    QVERIFY2(cell(0, OverviewModel::LastError).startsWith(u"BITRATE_EXCEEDED, "_s)
            && cell(0, OverviewModel::LastError).endsWith(u" among 1 of 1 examined"_s),
        qPrintable(cell(0, OverviewModel::LastError)));
    QVERIFY2(cell(1, OverviewModel::LastError).startsWith(u"none among 1 of 1"_s),
        qPrintable(cell(1, OverviewModel::LastError)));
    // Six minutes later it is no news, and no more than a warning.
    m_service->control(u"advance"_s, {{u"seconds"_s, 360}});
    workspace->planner()->reload();
    QTRY_COMPARE(cell(0, OverviewModel::State), u"had an error"_s);
    QCOMPARE(model()->rowAt(0)->rank, OverviewRow::Rank::Warning);
}

void TestOverview::figuresSayWhatTheyAre()
{
    const QString arn = createStage(*m_service, u"show"_s);
    publish(*m_service, arn, join(*m_service, arn));
    join(*m_service, arn);
    Workspace *workspace = open(*m_service);
    QVERIFY(m_service->fault(u"ListParticipantEvents"_s, u"status"_s, 403, 100));
    shown();
    QTRY_VERIFY(model()->rowCount() == 1 && model()->rowAt(0)->facts.error);
    // Counted, but nobody's events are known: who publishes is not.
    QTRY_COMPARE(cell(0, OverviewModel::Connected), u"2"_s);
    QCOMPARE(cell(0, OverviewModel::Publishers), u"1 have published"_s);
    QCOMPARE(cell(0, OverviewModel::State), u"not read"_s);
    QCOMPARE(cell(0, OverviewModel::Examined), u"–"_s);
    m_service->clearFaults();
    workspace->planner()->reload();
    QTRY_COMPARE(cell(0, OverviewModel::Publishers), u"1 of 12"_s);
    QCOMPARE(cell(0, OverviewModel::State), u"On air"_s);
    QVERIFY(model()->index(0, OverviewModel::Connected).data(ListModel::RawRole).toString().contains(u"as of"_s));
    QVERIFY(cell(0, OverviewModel::Counted) != u"–");
    QTRY_COMPARE(cell(0, OverviewModel::Compositions), u"0"_s);
}

void TestOverview::nothingOnAir()
{
    createStage(*m_service, u"idle"_s);
    open(*m_service);
    shown();
    QTRY_VERIFY2(model()->emptyWords().startsWith(u"Nothing is on air in 1 region (as of "_s),
        qPrintable(model()->emptyWords()));
    local::Options options = LocalService::standing();
    options.region = u"eu-central-1"_s;
    LocalService other(options);
    open(other);
    QTRY_VERIFY2(model()->emptyWords().startsWith(u"Nothing is on air in 2 regions (as of "_s),
        qPrintable(model()->emptyWords()));
}

void TestOverview::unreadableRegionIsNotEmpty()
{
    QVERIFY(m_service->fault(u"ListStages"_s, u"status"_s, 403, 100));
    Workspace *workspace = open(*m_service);
    shown();
    QTRY_VERIFY(model()->fault());
    Workspace *whose = nullptr;
    QCOMPARE(model()->fault(&whose)->kind, aws::ErrorKind::Denied);
    QCOMPARE(whose, workspace);
    QVERIFY(!model()->emptyWords().contains(u"Nothing is on air"_s));
    QVERIFY(model()->completeness().startsWith(u"at least 0 stages"_s));
}

void TestOverview::whatEndsGoesIntoTheHour()
{
    const QString arn = createStage(*m_service, u"show"_s);
    const QString who = join(*m_service, arn);
    m_service->control(u"advance"_s, {{u"seconds"_s, 600}});
    Workspace *workspace = open(*m_service);
    shown();
    m_desk->ended()->setShown(true);
    QTRY_COMPARE(model()->rowCount(), 1);
    const QString session = model()->rowAt(0)->facts.sessionId;
    m_service->control(u"leave"_s, {{u"stageArn"_s, arn}, {u"participantId"_s, who}});
    m_service->control(u"advance"_s, {{u"seconds"_s, 900}});
    workspace->stages()->reload();
    QTRY_COMPARE(model()->rowCount(), 0);
    EndedModel *ended = m_desk->ended();
    QTRY_COMPARE(ended->rowCount(), 1);
    const QString key = arn + u'|' + session;
    QTRY_VERIFY(ended->row(key)->isExact);
    QCOMPARE(ended->row(key)->stageName, u"show"_s);
    QVERIFY(ended->row(key)->began.isValid());
    QVERIFY(ended->row(key)->ended < workspace->clock()->now());
    QCOMPARE(ended->index(0, EndedModel::What).data().toString(), u"Session"_s);
    QVERIFY(!ended->index(0, EndedModel::Ended).data().toString().startsWith(u"≤"_s));
    // An hour later it is gone.
    m_service->control(u"advance"_s, {{u"seconds"_s, 4000}});
    workspace->stages()->reload();
    QTRY_VERIFY(!workspace->stages()->state().isBusy());
    ended->setShown(true);
    QCOMPARE(ended->rowCount(), 0);
}

void TestOverview::endsAreSeenWhicheverPageIsShown()
{
    const QString arn = createStage(*m_service, u"show"_s);
    const QString who = join(*m_service, arn);
    Workspace *workspace = open(*m_service);
    EndedModel *ended = m_desk->ended();
    // No page reads the stages. Within a minute they are read, and then not again before the next.
    ended->setAwake(true);
    QCOMPARE(m_service->arrived(u"ListStages"_s), 0);
    m_clock->advance(EndedModel::kLookInterval * 1000);
    QTRY_COMPARE(workspace->stages()->onAirCount(), 1);
    QTRY_VERIFY(!workspace->stages()->isWatched());
    m_clock->advance(EndedModel::kLookInterval * 1000 / 2);
    QCoreApplication::processEvents();
    QCOMPARE(m_service->arrived(u"ListStages"_s), 1);
    m_service->control(u"leave"_s, {{u"stageArn"_s, arn}, {u"participantId"_s, who}});
    m_service->control(u"advance"_s, {{u"seconds"_s, 900}});
    m_clock->advance(EndedModel::kLookInterval * 1000 / 2);
    m_clock->advance(10'000); // the service's clock stood: the list is as fresh as can be
    QTRY_COMPARE(ended->rowCount(), 1);
    QCOMPARE(m_service->arrived(u"ListStages"_s), 2);
    QCOMPARE(m_service->arrived(u"GetStageSession"_s), 0); // when exactly, once somebody looks
    QVERIFY(!ended->row(ended->keyAt(0))->isExact);
    ended->setShown(true);
    QTRY_VERIFY(ended->row(ended->keyAt(0))->isExact);
    // Hidden, it asks nothing; shown again, it does at once.
    ended->setAwake(false);
    m_clock->advance(2 * EndedModel::kLookInterval * 1000);
    QCoreApplication::processEvents();
    QCOMPARE(m_service->arrived(u"ListStages"_s), 2);
    ended->setAwake(true);
    m_clock->advance(10'000);
    QTRY_COMPARE(m_service->arrived(u"ListStages"_s), 3);
}

void TestOverview::sessionsThatAStageTellsOf()
{
    const QString arn = createStage(*m_service, u"show"_s);
    const QString who = join(*m_service, arn);
    m_service->control(u"advance"_s, {{u"seconds"_s, 300}});
    m_service->control(u"leave"_s, {{u"stageArn"_s, arn}, {u"participantId"_s, who}});
    m_service->control(u"advance"_s, {{u"seconds"_s, 900}});
    Workspace *workspace = open(*m_service);
    workspace->sessions()->setStage(arn);
    workspace->sessions()->setWatched(true);
    QTRY_COMPARE(m_desk->ended()->rowCount(), 1);
    const EndedRow *row = m_desk->ended()->row(m_desk->ended()->keyAt(0));
    QVERIFY(row->isExact && row->began.isValid());
    QCOMPARE(row->stageArn, arn);
}

void TestOverview::environmentIsToldBesideTheRegion()
{
    join(*m_service, createStage(*m_service, u"show"_s));
    QProcessEnvironment environment;
    environment.insert(u"AWS_ACCESS_KEY_ID"_s, m_service->accessKeyId());
    environment.insert(u"AWS_SECRET_ACCESS_KEY"_s, m_service->secretAccessKey());
    Desk desk(environment, m_clock.get(), [] { return 0.0; });
    desk.governor()->setShares({.unlimited = true});
    QVERIFY(desk.open({.choice = {.profile = {}, .region = m_service->region(), .endpointUrl = m_service->endpoint()},
        .readOnly = false}));
    desk.overview()->setShown(true);
    QTRY_COMPARE(desk.overview()->rowCount(), 1);
    QCOMPARE(desk.overview()->rowAt(0)->environment, Environment::Unmarked);
    QCOMPARE(desk.overview()->rowAt(0)->placeText(), u"default · us-east-1"_s);
    QSignalSpy changed(desk.overview(), &QAbstractItemModel::dataChanged);
    desk.environments()->markProfile(u"default"_s, Environment::Production);
    QTRY_COMPARE(desk.overview()->rowAt(0)->environment, Environment::Production);
    QVERIFY(!changed.isEmpty());
    QCOMPARE(desk.overview()->index(0, OverviewModel::Place).data().toString(),
        u"default · us-east-1 · %1"_s.arg(Environments::words(Environment::Production)));
}

void TestOverview::closingOneTakesItsRows()
{
    const QString arn = createStage(*m_service, u"show"_s);
    join(*m_service, arn);
    Workspace *workspace = open(*m_service);
    shown();
    QTRY_COMPARE(model()->rowCount(), 1);
    m_desk->close(workspace);
    QCOMPARE(model()->rowCount(), 0);
}

void TestOverview::sameAccountTwiceIsShownOnce()
{
    const QString arn = createStage(*m_service, u"show"_s);
    join(*m_service, arn);
    open(*m_service);
    Workspace *second = open(*m_service);
    shown();
    QTRY_VERIFY(!m_desk->leads(second));
    QTRY_COMPARE(model()->rowCount(), 1);
    QVERIFY(!second->planner()->isWatched());
    m_desk->close(m_desk->workspaces().first());
    QTRY_COMPARE(model()->rowCount(), 1);
    QCOMPARE(model()->rowAt(0)->workspace, second);
}

QTEST_GUILESS_MAIN(TestOverview)
#include "tst_overview.moc"
