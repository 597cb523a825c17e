// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/archive.h"
#include "models/finder.h"
#include "models/findloaded.h"
#include "models/findprogress.h"
#include "models/ingestmodel.h"
#include "models/store/store.h"
#include "tests/models/desktest.h"

#include <QAbstractItemModelTester>
#include <QJsonArray>
#include <QSignalSpy>
#include <QTemporaryDir>

using namespace Qt::Literals::StringLiterals;
using Kind = FindResult::Kind;
using Phase = ListState::Phase;
using RowType = FindModel::RowType;

/// The search against the local service over HTTP, its rows watched by QAbstractItemModelTester.
class TestFind final : public DeskTest
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();
    void commandsByWordsAndKeywords();
    void everythingForNothingTyped();
    void loadedThings();
    void loadedByTag();
    void loadedIngestConfigurations();
    void bestGroupFirst();
    void moreIsCountedAndUnfolds();
    void theOldTextsAnswerIsDropped();
    void whatIsLoadedMeanwhileStandsBelow();
    void firstRowsWhenNothingWasLoaded();
    void closedConnectionTakesItsResults();
    void arnThatNoListHas();
    void arnOfElsewhere_data();
    void arnOfElsewhere();
    void closingForgets();
    void rememberedThings();

private:
    void load()
    {
        m_workspace->stages()->reload();
        m_workspace->stages()->setWatched(true);
        QTRY_COMPARE(m_workspace->stages()->state().phase, Phase::Complete);
    }
    QStringList names(Kind kind) const
    {
        QStringList found;
        for (int row = 0; row < model()->rowCount(); ++row) {
            if (const FindResult *result = model()->resultAt(row); result && result->kind == kind)
                found << result->name;
        }
        return found;
    }
    QStringList headings() const
    {
        QStringList found;
        for (int row = 0; row < model()->rowCount(); ++row) {
            if (model()->index(row).data(FindModel::TypeRole).toInt() == int(RowType::Heading))
                found << model()->index(row).data().toString();
        }
        return found;
    }
    FindModel *model() const { return m_finder->model(); }

    QTemporaryDir m_folder; ///< of the store
    std::unique_ptr<Finder> m_finder;
};

void TestFind::init()
{
    open(LocalService::standing(), m_folder.path());
    m_finder = std::make_unique<Finder>(m_desk.get());
    new QAbstractItemModelTester(model(), QAbstractItemModelTester::FailureReportingMode::QtTest, model());
}

void TestFind::cleanup()
{
    m_finder.reset();
    DeskTest::cleanup();
}

void TestFind::commandsByWordsAndKeywords()
{
    m_finder->setCommands([] {
        return QList<FindCommand> {
            {u"stages"_s, true, u"Stages"_s, {}, {}, u"Ctrl+1"_s, {}},
            {u"reload"_s, false, u"Read everything on this page again"_s, u"refresh reload"_s, {}, u"Ctrl+R"_s, {}},
            {u"lock"_s, false, u"Lock now"_s, {}, {}, {}, u"nothing is unlocked"_s},
        };
    });
    m_finder->setText(u"refresh"_s);
    QCOMPARE(names(Kind::Action), QStringList {u"Read everything on this page again"_s});
    QCOMPARE(headings(), QStringList {u"Actions"_s});
    const int row = model()->firstChoice();
    QCOMPARE(row, 1);
    QCOMPARE(model()->index(row).data(FindModel::NoteRole).toString(), u"Ctrl+R"_s);
    QVERIFY(!(model()->flags(model()->index(0)) & Qt::ItemIsSelectable));

    QSignalSpy chosen(m_finder.get(), &Finder::commandChosen);
    QVERIFY(m_finder->choose(model()->index(row).data(FindModel::KeyRole).toString()));
    QCOMPARE(chosen.size(), 1);
    QCOMPARE(chosen.first().first().toString(), u"reload"_s);

    // What can't be done now is found, says why, and is not done.
    m_finder->setText(u"lock"_s);
    const QModelIndex lock = model()->index(1);
    QCOMPARE(lock.data(FindModel::ReasonRole).toString(), u"nothing is unlocked"_s);
    QVERIFY(lock.data(Qt::AccessibleTextRole).toString().contains(u"nothing is unlocked"_s));
    QVERIFY(!m_finder->choose(lock.data(FindModel::KeyRole).toString()));
    QCOMPARE(chosen.size(), 1);
}

void TestFind::everythingForNothingTyped()
{
    QList<FindCommand> commands {{u"stages"_s, true, u"Stages"_s, {}, {}, {}, {}}};
    for (int i = 0; i < 30; ++i)
        commands.append({QString::number(i), false, u"Action %1"_s.arg(i), {}, {}, {}, {}});
    m_finder->setCommands([commands] { return commands; });
    createStage(u"evening-show"_s);
    load();
    m_finder->setText({});
    QCOMPARE(headings(), (QStringList {u"Pages"_s, u"Actions"_s}));
    QCOMPARE(names(Kind::Action).size(), 30);
}

void TestFind::loadedThings()
{
    const QString arn = createStage(u"evening-show"_s);
    createStage(u"rehearsal"_s);
    const QString person = join(arn, u"guest-3"_s);
    join(arn, u"host-1"_s);
    load();
    const QString session = m_workspace->stages()->record(arn)->stage.activeSessionId;
    m_workspace->sessions()->setStage(arn);
    m_workspace->sessions()->setWatched(true);
    m_workspace->participants()->setSession(arn, session, true);
    m_workspace->participants()->setWatched(true);
    QTRY_COMPARE(m_workspace->sessions()->state().phase, Phase::Complete);
    QTRY_COMPARE(m_workspace->participants()->state().phase, Phase::Complete);

    m_finder->setText(u"SHOW"_s);
    QCOMPARE(names(Kind::Stage), QStringList {u"evening-show"_s});
    const QModelIndex stage = model()->index(1);
    QVERIFY(stage.data(FindModel::WhereRole).toString().contains(m_workspace->region()));
    QVERIFY(stage.data(FindModel::NoteRole).toString().startsWith(u"On air"_s));
    QVERIFY(stage.data(Qt::AccessibleTextRole).toString().contains(u"as of"_s));
    QSignalSpy chosen(m_finder.get(), &Finder::placeChosen);
    QVERIFY(m_finder->choose(stage.data(FindModel::KeyRole).toString()));
    QCOMPARE(chosen.takeFirst().first().value<FindPlace>(), (FindPlace {m_workspace, arn, {}, {}, {}}));

    m_finder->setText(arn);
    QCOMPARE(names(Kind::Stage), QStringList {u"evening-show"_s});
    QCOMPARE(model()->resultCount(), 1);

    m_finder->setText(session);
    QCOMPARE(names(Kind::Session), QStringList {session});
    QCOMPARE(names(Kind::Stage), QStringList {u"evening-show"_s}); // it is the one on air

    for (const QString &text : {u"guest"_s, person}) {
        m_finder->setText(text);
        QCOMPARE(names(Kind::Participant), QStringList {u"guest-3"_s});
        QVERIFY(m_finder->choose(model()->index(1).data(FindModel::KeyRole).toString()));
        QCOMPARE(chosen.takeFirst().first().value<FindPlace>(), (FindPlace {m_workspace, arn, session, person, {}}));
    }
    QVERIFY(!m_finder->choose(u"no such key"_s));
}

void TestFind::loadedByTag()
{
    createStage(u"a"_s, {{u"team"_s, u"live"_s}});
    createStage(u"livestream"_s);
    load();
    m_finder->setText(u"live"_s);
    QCOMPARE(names(Kind::Stage), (QStringList {u"livestream"_s, u"a"_s})); // the name first
    m_finder->setText(u"team=live"_s);
    QCOMPARE(names(Kind::Stage), QStringList {u"a"_s});
}

void TestFind::loadedIngestConfigurations()
{
    const QString arn = m_service
                            ->perform(u"CreateIngestConfiguration"_s,
                                {{u"name"_s, u"studio-encoder"_s}, {u"ingestProtocol"_s, u"RTMPS"_s}})
                            .value(u"ingestConfiguration"_s)
                            .toObject()
                            .value(u"arn"_s)
                            .toString();
    QVERIFY(!arn.isEmpty());
    m_workspace->ingests()->setWatched(true);
    QTRY_COMPARE(m_workspace->ingests()->state().phase, Phase::Complete);
    QSignalSpy chosen(m_finder.get(), &Finder::placeChosen);
    for (const QString &text : {u"encoder"_s, arn}) {
        m_finder->setText(text);
        QCOMPARE(names(Kind::IngestConfiguration), QStringList {u"studio-encoder"_s});
        QVERIFY(m_finder->choose(model()->index(1).data(FindModel::KeyRole).toString()));
        QCOMPARE(chosen.takeFirst().first().value<FindPlace>(), (FindPlace {m_workspace, {}, {}, {}, arn}));
    }
    QCOMPARE(m_service->arrived(u"GetIngestConfiguration"_s), 0); // its answer would hold the stream key
}

void TestFind::bestGroupFirst()
{
    const QString arn = createStage(u"the-anna-show"_s);
    join(arn, u"anna"_s);
    load();
    m_workspace->participants()->setSession(arn, m_workspace->stages()->record(arn)->stage.activeSessionId, true);
    m_workspace->participants()->setWatched(true);
    QTRY_COMPARE(m_workspace->participants()->state().phase, Phase::Complete);
    m_finder->setText(u"anna"_s);
    QCOMPARE(headings(), (QStringList {u"Participants"_s, u"Stages"_s}));
    m_finder->setText(u"the"_s);
    QCOMPARE(headings(), QStringList {u"Stages"_s});
}

void TestFind::moreIsCountedAndUnfolds()
{
    for (int i = 0; i < 70; ++i)
        createStage(u"stage-%1"_s.arg(i, 2, 10, QChar(u'0')));
    load();
    m_finder->setText(u"stage"_s);
    QCOMPARE(model()->resultCount(), FindModel::kFolded);
    const int more = model()->rowCount() - 1;
    QCOMPARE(model()->index(more).data().toString(), u"%1 more…"_s.arg(70 - FindModel::kFolded));
    QVERIFY(!model()->unfold(0));
    QVERIFY(!model()->unfold(1));
    QVERIFY(model()->unfold(more));
    QCOMPARE(model()->resultCount(), FindModel::kUnfolded);
    QVERIFY(model()->index(model()->rowCount() - 1).data().toString().startsWith(u"20 more"_s));
    // The exact one is found wherever it stands in the list.
    m_finder->setText(u"stage-69"_s);
    QCOMPARE(names(Kind::Stage), QStringList {u"stage-69"_s});
}

void TestFind::theOldTextsAnswerIsDropped()
{
    const QString arn = createStage(u"evening-show"_s);
    join(arn, u"guest-3"_s);
    load();
    m_finder->setText(u"guest-3"_s);
    m_finder->askService();
    QVERIFY(m_finder->isAsking());
    m_finder->setText(u"evening"_s);
    QVERIFY(!m_finder->isAsking());
    QVERIFY(m_finder->askingText().isEmpty());
    const int before = model()->rowCount();
    // Another question is answered on the same connection: the old one's answer would have come before.
    m_workspace->sessions()->setStage(arn);
    m_workspace->sessions()->setWatched(true);
    QTRY_COMPARE(m_workspace->sessions()->state().phase, Phase::Complete);
    QCOMPARE(model()->rowCount(), before);
    QCOMPARE(names(Kind::Participant), QStringList());
}

void TestFind::whatIsLoadedMeanwhileStandsBelow()
{
    createStage(u"show-b"_s);
    load();
    m_finder->setCommands([] {
        return QList<FindCommand> {{u"x"_s, false, u"Something for a show"_s, {}, {}, {}, {}}};
    });
    m_finder->setText(u"show"_s);
    const int rows = model()->rowCount();
    const QString first = model()->index(1).data(FindModel::KeyRole).toString();
    createStage(u"show-a"_s);
    createStage(u"show"_s); // exact: would be the first, had it been there
    QSignalSpy resets(model(), &QAbstractItemModel::modelReset);
    QSignalSpy removed(model(), &QAbstractItemModel::rowsRemoved);
    QSignalSpy moved(model(), &QAbstractItemModel::rowsMoved);
    m_workspace->stages()->reload();
    QTRY_COMPARE(model()->rowCount(), rows + 3);
    QCOMPARE(model()->index(1).data(FindModel::KeyRole).toString(), first);
    QCOMPARE(headings(), (QStringList {u"Stages"_s, u"Actions"_s, u"Loaded meanwhile"_s}));
    QCOMPARE(model()->index(model()->rowCount() - 2).data().toString(), u"show"_s);
    QVERIFY(resets.isEmpty() && removed.isEmpty() && moved.isEmpty());
    // Typed anew, all stand in their places.
    m_finder->setText(u"show "_s);
    QCOMPARE(headings().last(), u"Loaded meanwhile"_s); // the same text
    m_finder->setText(u"sho"_s);
    m_finder->setText(u"show"_s);
    QCOMPARE(names(Kind::Stage).first(), u"show"_s);
    QCOMPARE(headings(), (QStringList {u"Stages"_s, u"Actions"_s}));
}

void TestFind::firstRowsWhenNothingWasLoaded()
{
    createStage(u"evening-show"_s);
    m_finder->setText(u"show"_s);
    QCOMPARE(model()->rowCount(), 0);
    load();
    QTRY_COMPARE(names(Kind::Stage), QStringList {u"evening-show"_s});
    QCOMPARE(headings(), QStringList {u"Stages"_s});
}

void TestFind::closedConnectionTakesItsResults()
{
    local::Options elsewhere = LocalService::standing();
    elsewhere.account = u"210987654321"_s;
    LocalService other(elsewhere);
    other.perform(u"CreateStage"_s, {{u"name"_s, u"evening-two"_s}});
    Workspace *second =
        m_desk->openLocal(other.endpoint(), other.region(), other.accessKeyId(), other.secretAccessKey());
    createStage(u"evening-one"_s);
    load();
    second->stages()->setWatched(true);
    QTRY_COMPARE(second->stages()->state().phase, Phase::Complete);
    m_finder->setWorkspace(second);
    m_finder->setText(u"evening"_s);
    QCOMPARE(names(Kind::Stage), (QStringList {u"evening-two"_s, u"evening-one"_s}));
    m_finder->askService();
    QVERIFY(m_finder->isAsking());
    m_desk->close(second);
    QCOMPARE(names(Kind::Stage), QStringList {u"evening-one"_s});
    QTRY_VERIFY(!m_finder->isAsking());
    m_desk->close(m_workspace);
    QCOMPARE(model()->rowCount(), 0);
    QVERIFY(!m_finder->askingRefused().isEmpty());
}

void TestFind::arnThatNoListHas()
{
    const QString arn = createStage(u"evening-show"_s);
    const QString person = join(arn, u"guest-3"_s);
    QVERIFY(!person.isEmpty());
    m_finder->setText(arn);
    QCOMPARE(headings(), QStringList {u"By its ARN"_s});
    QSignalSpy chosen(m_finder.get(), &Finder::placeChosen);
    const QString key = model()->index(1).data(FindModel::KeyRole).toString();
    QCOMPARE(m_service->arrived(u"GetStage"_s), 0);
    QVERIFY(m_finder->choose(key));
    QTRY_COMPARE(chosen.size(), 1);
    const auto place = chosen.first().first().value<FindPlace>();
    QCOMPARE(place.stageArn, arn);
    QVERIFY(place.sessionId.startsWith(u"st-"_s));
    QCOMPARE(m_service->arrived(u"GetStage"_s), 1);

    // One that is gone says so, and opens nothing.
    m_service->perform(u"DeleteStage"_s, {{u"arn"_s, arn}});
    QVERIFY(m_finder->choose(key));
    QTRY_VERIFY(!m_finder->askingText().isEmpty() && !m_finder->askingText().contains(u"…"_s));
    QCOMPARE(chosen.size(), 1);
    // Once a list has it, it is one of the list's.
    createStage(u"another"_s);
    load();
    m_finder->setText(m_workspace->stages()->keyAt(0));
    QCOMPARE(headings(), QStringList {u"Stages"_s});
}

void TestFind::arnOfElsewhere_data()
{
    QTest::addColumn<QString>("arn");
    QTest::addColumn<QString>("why");
    QTest::newRow("region") << u"arn:aws:ivs:eu-west-1:123456789012:stage/abcd"_s << u"eu-west-1"_s;
    QTest::newRow("service") << u"arn:aws:s3:us-east-1:123456789012:stage/abcd"_s << u"s3"_s;
    QTest::newRow("kind") << u"arn:aws:ivs:us-east-1:123456789012:public-key/abcd"_s << u"no page"_s;
}

void TestFind::arnOfElsewhere()
{
    QFETCH(QString, arn);
    QFETCH(QString, why);
    m_finder->setText(arn);
    QCOMPARE(headings(), QStringList {u"By its ARN"_s});
    QVERIFY2(model()->index(1).data(FindModel::ReasonRole).toString().contains(why),
        qPrintable(model()->index(1).data(FindModel::ReasonRole).toString()));
    QVERIFY(!m_finder->choose(model()->index(1).data(FindModel::KeyRole).toString()));
    QVERIFY(m_finder->askingText().isEmpty());
}

void TestFind::closingForgets()
{
    createStage(u"evening-show"_s);
    load();
    m_finder->setText(u"evening"_s);
    QVERIFY(model()->rowCount() > 0);
    m_finder->close();
    QCOMPARE(model()->rowCount(), 0);
    QVERIFY(m_finder->text().isEmpty());
    // Nobody looks: what the lists learn changes nothing here.
    createStage(u"evening-two"_s);
    m_workspace->stages()->reload();
    QTRY_COMPARE(m_workspace->stages()->rowCount(), 2);
    QCOMPARE(model()->rowCount(), 0);
}

void TestFind::rememberedThings()
{
    createStage(u"evening-show"_s);
    load();
    store::Store &kept = *m_workspace->archive()->store();
    QTRY_COMPARE(kept.state(), store::Store::State::Ready);
    const store::Place here {u"aws"_s, m_workspace->accountId(), m_workspace->region()};
    const store::Place elsewhere {u"aws"_s, u"210987654321"_s, u"eu-west-1"_s};
    const QDateTime before = m_workspace->clock()->now().addDays(-2);
    const QString past = u"arn:aws:ivs:us-east-1:123456789012:stage/past"_s;
    QSignalSpy saved(&kept, &store::Store::saved);
    kept.putStages(
        elsewhere, before, {{.arn = u"arn:aws:ivs:eu-west-1:210987654321:stage/far"_s, .name = u"evening-far"_s}});
    kept.putParticipants(
        {here, past, u"st-0123456789abc"_s}, before, {{.participantId = u"p1"_s, .userId = u"evening-guest"_s}});
    QTRY_VERIFY(saved.size() >= 1);
    m_finder->setText(u"evening"_s);
    QCOMPARE(headings(), QStringList {u"Stages"_s}); // at once, before the store has answered
    QTRY_COMPARE(headings(), (QStringList {u"Stages"_s, u"Remembered"_s}));
    QCOMPARE(names(Kind::Stage).size(), 2); // what the list has is not told again
    const int row = model()->rowOfKey(findKey(Kind::Participant, u"p1"_s, u"st-0123456789abc"_s));
    QVERIFY(row > 0);
    QCOMPARE(model()->index(row).data(FindModel::NoteRole).toString(), u"remembered · 2 d"_s);
    QVERIFY(model()->index(row).data(FindModel::RememberedRole).toBool());
    QVERIFY(model()->index(row).data(FindModel::WhereRole).toString().startsWith(u"Participant"_s));
    QSignalSpy chosen(m_finder.get(), &Finder::placeChosen);
    QVERIFY(m_finder->choose(findKey(Kind::Participant, u"p1"_s, u"st-0123456789abc"_s)));
    QCOMPARE(chosen.takeFirst().first().value<FindPlace>(),
        (FindPlace {m_workspace, past, u"st-0123456789abc"_s, u"p1"_s, {}}));
    // Nothing stands for its place: it is told, and why it can't be opened.
    const QString far = findKey(Kind::Stage, u"arn:aws:ivs:eu-west-1:210987654321:stage/far"_s);
    QVERIFY(model()->result(far)->reason.contains(u"eu-west-1"_s));
    QVERIFY(!m_finder->choose(far));
    // An answer to an older text is dropped.
    m_finder->setText(u"evening-past"_s);
    m_finder->setText(u"x-y-z"_s);
    m_finder->setText(u"evening-far"_s);
    QTRY_COMPARE(names(Kind::Stage), QStringList {u"evening-far"_s});
    m_finder->close();
    QCOMPARE(model()->rowCount(), 0);
}

QTEST_GUILESS_MAIN(TestFind)
#include "tst_find.moc"
