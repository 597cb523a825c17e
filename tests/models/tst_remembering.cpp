// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/archive.h"
#include "models/compositionhistory.h"
#include "models/desk.h"
#include "models/finder.h"
#include "models/findloaded.h"
#include "models/journal.h"
#include "models/remembering.h"
#include "models/watch.h"
#include "tests/support/localservice.h"
#include "tests/support/manualclock.h"
#include "tests/support/results.h"

#include <QJsonArray>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using namespace Qt::Literals::StringLiterals;
using Phase = ListState::Phase;

/// What a person sets of the store and has forgotten, over several runs of the program.
class TestRemembering final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup() { m_desk.reset(); }
    void limitsAreKept();
    void userIsForgotten();
    void sessionIsForgottenForThisRun();
    void withoutAStore();
    void compositionsStayToBeFound();
    void eachStoreForItsOwn();

private:
    Workspace *start()
    {
        m_desk.reset();
        QProcessEnvironment environment;
        environment.insert(u"HOME"_s, m_home->path());
        environment.insert(u"AWS_ACCESS_KEY_ID"_s, m_service->accessKeyId());
        environment.insert(u"AWS_SECRET_ACCESS_KEY"_s, m_service->secretAccessKey());
        m_desk = std::make_unique<Desk>(environment, &m_clock, [] { return 0.0; });
        m_desk->governor()->setShares({.unlimited = true});
        m_desk->setStoreFolder(m_home->filePath(u"stagedesk"_s));
        const auto opened =
            m_desk->open({.choice = {.region = m_service->region(), .endpointUrl = m_service->endpoint()}});
        return opened ? *opened : nullptr;
    }
    QString createStage(const QString &name)
    {
        return m_service->perform(u"CreateStage"_s, {{u"name"_s, name}})[u"stage"_s][u"arn"_s].toString();
    }
    /// A session of ann and bob that ended an hour ago; its id.
    QString endedSession(const QString &stageArn)
    {
        QString session;
        for (const QString &user : {u"ann"_s, u"bob"_s}) {
            const auto token =
                m_service->perform(u"CreateParticipantToken"_s, {{u"stageArn"_s, stageArn}, {u"userId"_s, user}});
            const QJsonObject seat =
                m_service->control(u"join"_s, {{u"token"_s, token[u"participantToken"_s][u"token"_s]}});
            session = seat.value(u"sessionId"_s).toString();
            m_service->control(u"advance"_s, {{u"seconds"_s, 10}});
            m_service->control(
                u"leave"_s, {{u"stageArn"_s, stageArn}, {u"participantId"_s, seat.value(u"participantId"_s)}});
        }
        m_service->control(u"advance"_s, {{u"seconds"_s, 3600}});
        return session;
    }
    static void load(Workspace *workspace, const QString &stageArn, const QString &sessionId)
    {
        workspace->stages()->setWatched(true);
        QTRY_COMPARE(workspace->stages()->state().phase, Phase::Complete);
        workspace->sessions()->setWatched(true);
        workspace->sessions()->setStage(stageArn);
        QTRY_COMPARE(workspace->sessions()->state().phase, Phase::Complete);
        workspace->participants()->setWatched(true);
        workspace->participants()->setSession(stageArn, sessionId, false);
        QTRY_COMPARE(workspace->participants()->state().phase, Phase::Complete);
    }
    static qint64 participants(Remembering *remembering)
    {
        QSignalSpy changed(remembering, &Remembering::changed);
        remembering->readUsage();
        return changed.wait() ? remembering->usage()->participants : -1;
    }

    std::unique_ptr<QTemporaryDir> m_home;
    std::unique_ptr<LocalService> m_service;
    ManualClock m_clock;
    std::unique_ptr<Desk> m_desk;
};

void TestRemembering::init()
{
    m_home = std::make_unique<QTemporaryDir>();
    m_service = std::make_unique<LocalService>();
}

void TestRemembering::limitsAreKept()
{
    Workspace *workspace = start();
    Remembering *remembering = workspace->remembering();
    QCOMPARE(remembering, m_desk->remembering(workspace));
    QCOMPARE(remembering->megabytes(), 512);
    QCOMPARE(remembering->days(), 0);
    remembering->setLimits(1, 30); // less than the least
    QCOMPARE(remembering->megabytes(), Remembering::kLeastMegabytes);
    QTRY_VERIFY(remembering->usage().has_value());
    QVERIFY(remembering->usage()->bytes > 0);
    QVERIFY(remembering->why().isEmpty());
    remembering = start()->remembering();
    QTRY_COMPARE(remembering->megabytes(), Remembering::kLeastMegabytes);
    QCOMPARE(remembering->days(), 30);
}

void TestRemembering::userIsForgotten()
{
    const QString stage = createStage(u"show"_s);
    const QString session = endedSession(stage);
    Workspace *workspace = start();
    load(workspace, stage, session);
    Remembering *remembering = workspace->remembering();
    QTRY_COMPARE(participants(remembering), 2);
    // The next run shows the sealed session from the store alone.
    workspace = start();
    load(workspace, stage, session);
    remembering = workspace->remembering();
    QVERIFY(workspace->participants()->state().isFinal);
    // A write that names her, and the list that shows it.
    QVERIFY(awaited(workspace->client()->createParticipantToken({.stageArn = stage, .userId = u"ann"_s})));
    const Journal *journal = workspace->journal();
    QCOMPARE(journal->entries().size(), 1);
    QVERIFY(journal->entries().first().parameters.contains("ann"));
    QTRY_COMPARE(journal->keeping(), Journal::Keeping::Saved);
    const int asked = m_service->arrived(u"ListParticipants"_s);
    QSignalSpy forgotten(remembering, &Remembering::forgotten);
    QSignalSpy noticed(m_desk.get(), &Desk::storeNoticed);
    remembering->forgetUser({});
    QVERIFY(!remembering->isForgetting());
    remembering->forgetUser(u"ann"_s);
    QVERIFY(remembering->isForgetting());
    QVERIFY(forgotten.wait());
    QVERIFY(!remembering->isForgetting());
    QVERIFY2(remembering->forgottenText().contains(u"1 participant"_s), qPrintable(remembering->forgottenText()));
    QVERIFY(!remembering->forgottenText().contains(u"ann"_s));
    QCOMPARE(noticed.size(), 1);
    QTRY_COMPARE(workspace->participants()->rowCount(), 1);
    QVERIFY(workspace->participants()->state().isFinal);
    QCOMPARE(m_service->arrived(u"ListParticipants"_s), asked); // that would bring her back
    QTRY_COMPARE(journal->entries().size(), 1); // stays, without the name
    QVERIFY(!journal->entries().first().parameters.contains("ann"));
    QCOMPARE(participants(remembering), 1);
    remembering->forgetUser(u"nobody-of-this-name"_s);
    QVERIFY(forgotten.wait());
    QVERIFY(remembering->forgottenText().startsWith(u"Nothing"_s));
}

void TestRemembering::sessionIsForgottenForThisRun()
{
    const QString stage = createStage(u"show"_s);
    const QString session = endedSession(stage);
    Workspace *workspace = start();
    load(workspace, stage, session);
    Remembering *remembering = workspace->remembering();
    QTRY_COMPARE(participants(remembering), 2);
    QSignalSpy forgotten(remembering, &Remembering::forgotten);
    remembering->forgetSession(workspace, stage, session);
    QVERIFY(forgotten.wait());
    QVERIFY2(remembering->forgottenText().contains(u"1 session"_s), qPrintable(remembering->forgottenText()));
    QCOMPARE(participants(remembering), 0);
    // Somebody looks again: shown, but not kept. Half of it, kept, would be taken for the whole.
    workspace->participants()->forget();
    QTRY_COMPARE(workspace->participants()->state().phase, Phase::Complete);
    QCOMPARE(workspace->participants()->rowCount(), 2);
    QCOMPARE(participants(remembering), 0);
    workspace = start();
    load(workspace, stage, session);
    QTRY_COMPARE(participants(workspace->remembering()), 2);
}

void TestRemembering::withoutAStore()
{
    Desk desk(QProcessEnvironment(), &m_clock);
    Workspace *workspace = desk.openLocal(
        m_service->endpoint(), m_service->region(), m_service->accessKeyId(), m_service->secretAccessKey());
    QVERIFY(!workspace->remembering());
    QVERIFY(!desk.remembering(workspace));
    QVERIFY(!desk.remembering(nullptr));
    QVERIFY(desk.stores().isEmpty());
}

void TestRemembering::compositionsStayToBeFound()
{
    const QString stage = createStage(u"evening-show"_s);
    const auto storage = m_service->perform(u"CreateStorageConfiguration"_s,
        {{u"name"_s, u"archive"_s}, {u"s3"_s, QJsonObject {{u"bucketName"_s, u"watch-recordings"_s}}}});
    const auto encoder = m_service->perform(u"CreateEncoderConfiguration"_s, {{u"name"_s, u"hd"_s}});
    const QJsonObject s3 {
        {u"storageConfigurationArn"_s, storage[u"storageConfiguration"_s][u"arn"_s]},
        {u"encoderConfigurationArns"_s, QJsonArray {encoder[u"encoderConfiguration"_s][u"arn"_s]}},
    };
    const QString arn =
        m_service
            ->perform(u"StartComposition"_s,
                {{u"stageArn"_s, stage},
                    {u"destinations"_s, QJsonArray {QJsonObject {{u"s3"_s, s3}}}}})[u"composition"_s][u"arn"_s]
            .toString();
    QVERIFY(!arn.isEmpty());
    const QString key = findKey(FindResult::Kind::Composition, arn);
    Workspace *workspace = start();
    QSignalSpy recalled(workspace->compositionHistory(), &CompositionHistory::reset);
    workspace->stages()->setWatched(true);
    QTRY_COMPARE(recalled.size(), 1);
    QTRY_VERIFY(workspace->compositionHistory()->record(arn));
    QTRY_COMPARE(workspace->stages()->state().phase, Phase::Complete);
    {
        Finder finder(m_desk.get());
        finder.setText(u"evening"_s); // by the name of its stage
        QVERIFY(finder.model()->result(key));
        QVERIFY(!finder.model()->result(key)->isRemembered);
        finder.setText(arn);
        QVERIFY(finder.model()->result(key));
        QSignalSpy chosen(&finder, &Finder::placeChosen);
        QVERIFY(finder.choose(key));
        QCOMPARE(chosen.size(), 1);
        QCOMPARE(chosen.first().first().value<FindPlace>(), (FindPlace {workspace, stage, {}, {}, arn}));
    }
    // The service forgets it between two runs.
    m_service->control(u"advance"_s, {{u"seconds"_s, 3600}});
    workspace = start();
    QTRY_VERIFY(workspace->watch()->asOf().isValid());
    QTRY_VERIFY(workspace->compositionHistory()->record(arn)); // nobody but the black box knows it
    Finder finder(m_desk.get());
    finder.setText(u"evening"_s);
    QTRY_VERIFY(finder.model()->result(key));
    QVERIFY(finder.model()->result(key)->isRemembered);
    QVERIFY(finder.choose(key));
}

// The same account and region at another endpoint are another world.
void TestRemembering::eachStoreForItsOwn()
{
    const QString stage = createStage(u"evening-show"_s);
    Workspace *workspace = start();
    workspace->stages()->setWatched(true);
    QTRY_COMPARE(workspace->stages()->state().phase, Phase::Complete);
    QTRY_VERIFY(workspace->archive()->place().isKnown());
    const store::Place place = workspace->archive()->place();
    const QString elsewhere = u"arn:aws:ivs:us-east-1:123456789012:stage/elsewhere"_s;
    m_desk->store()->putStages(place, m_clock.now(), {{.arn = elsewhere, .name = u"evening-elsewhere"_s}});
    QCOMPARE(m_desk->stores().size(), 2);
    Finder finder(m_desk.get());
    finder.setText(u"evening"_s);
    const QString key = findKey(FindResult::Kind::Stage, elsewhere);
    QTRY_VERIFY(finder.model()->result(key));
    QVERIFY(!finder.model()->result(key)->place.workspace);
    QVERIFY(!finder.model()->result(key)->reason.isEmpty());
    QVERIFY(!finder.choose(key));
}

QTEST_GUILESS_MAIN(TestRemembering)
#include "tst_remembering.moc"
