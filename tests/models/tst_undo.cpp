// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/journalmodel.h"
#include "models/requestlogmodel.h"
#include "models/undo.h"
#include "tests/models/actshop.h"
#include "tests/support/results.h"

#include <QAbstractItemModelTester>
#include <QJsonDocument>
#include <QTest>

using namespace Qt::Literals::StringLiterals;
using store::JournalEntry;
using store::Outcome;
using State = Undo::State;

/// What a write of the journal made is put back, and the lists that show journal and request log.
class TestUndo final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void tags();
    void stage();
    void ingestBinding();
    void changedSince();
    void backAlready();
    void cantBeRead();
    void whatCanBeUndone();
    void journalRows();
    void requestRows();
    void requestsThatWereDropped();

private:
    void carryOut(Undertaking *act)
    {
        QVERIFY(act);
        act->start();
        QTRY_VERIFY(act->isFinished());
        QVERIFY(act->isAllDone());
    }
    std::unique_ptr<Undo> checked(const JournalEntry &entry)
    {
        auto undo = std::make_unique<Undo>(m_shop->workspace, entry, nullptr);
        const bool come = QTest::qWaitFor([&] { return undo->state() != State::Checking; }, 15000);
        return come ? std::move(undo) : nullptr;
    }
    const JournalEntry &last() { return m_shop->workspace->journal()->entries().last(); }
    void rename(const QString &from, const QString &to)
    {
        ivs::Stage before;
        before.arn = m_stage;
        before.name = from;
        carryOut(m_shop->acts->updateStage({.arn = m_stage, .name = to}, before));
    }

    std::unique_ptr<ActShop> m_shop;
    QString m_stage;
};

void TestUndo::init()
{
    m_shop.reset();
    m_shop = std::make_unique<ActShop>();
    m_stage = m_shop->makeStage(u"one"_s, {{u"team"_s, u"red"_s}, {u"old"_s, u"x"_s}});
}

void TestUndo::tags()
{
    carryOut(m_shop->acts->changeTags({m_stage}, {{u"team"_s, u"blue"_s}, {u"new"_s, u"1"_s}}, {u"old"_s}));
    const QList<JournalEntry> entries = m_shop->workspace->journal()->entries();
    QCOMPARE(entries.size(), 2); // one write sets, another removes; each is undone by itself
    auto set = checked(entries[0]);
    QVERIFY(set);
    QCOMPARE(set->state(), State::AsMade);
    QCOMPARE(set->differences().size(), 2);
    QCOMPARE(set->differences()[1].member, u"team"_s);
    QCOMPARE(set->differences()[1].made, u"blue"_s);
    QCOMPARE(set->differences()[1].restored, u"red"_s);
    carryOut(set->make());
    QCOMPARE(m_shop->stage(m_stage)[u"tags"_s].toObject(), (QJsonObject {{u"team"_s, u"red"_s}}));
    auto removed = checked(entries[1]);
    QVERIFY(removed);
    carryOut(removed->make());
    QCOMPARE(m_shop->stage(m_stage)[u"tags"_s].toObject(), (QJsonObject {{u"team"_s, u"red"_s}, {u"old"_s, u"x"_s}}));
    QCOMPARE(last().undoes, entries[1].id);
    QVERIFY(Undo::isPossible(last())); // and that can be undone in its turn
    auto again = checked(last());
    QVERIFY(again);
    carryOut(again->make());
    QCOMPARE(m_shop->stage(m_stage)[u"tags"_s].toObject(), (QJsonObject {{u"team"_s, u"red"_s}}));
}

void TestUndo::stage()
{
    rename(u"one"_s, u"two"_s);
    const quint64 made = last().id;
    auto undo = checked(last());
    QVERIFY(undo);
    QCOMPARE(undo->state(), State::AsMade);
    carryOut(undo->make());
    QCOMPARE(m_shop->stage(m_stage)[u"name"_s].toString(), u"one"_s);
    QCOMPARE(last().undoes, made);
    QCOMPARE(last().operation, u"UpdateStage"_s);
    QCOMPARE(last().before, QByteArray(R"({"name":"two"})"));
}

void TestUndo::ingestBinding()
{
    ivs::CreateIngestConfigurationRequest request;
    request.name = u"encoder"_s;
    request.stageArn = m_stage;
    request.ingestProtocol = ivs::IngestProtocol::Rtmps;
    std::optional<ivs::IngestConfiguration> ingest;
    QObject::connect(m_shop->acts, &StageActs::ingestCreated, m_shop->acts,
        [&](const ivs::CreateIngestConfigurationResponse &answer) { ingest = answer.ingestConfiguration; });
    carryOut(m_shop->acts->createIngest(request));
    QVERIFY(ingest);
    ivs::IngestConfigurationSummary before;
    before.arn = ingest->arn;
    before.stageArn = m_stage;
    carryOut(m_shop->acts->updateIngest({.arn = ingest->arn, .stageArn = u""_s}, before));
    const auto bound = [&] {
        return m_shop->service.perform(u"GetIngestConfiguration"_s, {{u"arn"_s, ingest->arn}})[u"ingestConfiguration"_s]
            .toObject()[u"stageArn"_s]
            .toString();
    };
    QCOMPARE(bound(), QString());
    auto undo = checked(last());
    QVERIFY(undo);
    QCOMPARE(undo->state(), State::AsMade);
    carryOut(undo->make());
    QCOMPARE(bound(), m_stage);
}

void TestUndo::changedSince()
{
    rename(u"one"_s, u"two"_s);
    const JournalEntry made = last();
    m_shop->service.perform(u"UpdateStage"_s, {{u"arn"_s, m_stage}, {u"name"_s, u"three"_s}});
    auto undo = checked(made);
    QVERIFY(undo);
    QCOMPARE(undo->state(), State::Changed);
    QCOMPARE(undo->differences().size(), 1);
    QCOMPARE(undo->differences()[0].present, u"three"_s);
    carryOut(undo->make());
    QCOMPARE(m_shop->stage(m_stage)[u"name"_s].toString(), u"one"_s);
}

void TestUndo::backAlready()
{
    rename(u"one"_s, u"two"_s);
    const JournalEntry made = last();
    m_shop->service.perform(u"UpdateStage"_s, {{u"arn"_s, m_stage}, {u"name"_s, u"one"_s}});
    auto undo = checked(made);
    QVERIFY(undo);
    QCOMPARE(undo->state(), State::Back);
    QVERIFY(!undo->make());
}

void TestUndo::cantBeRead()
{
    rename(u"one"_s, u"two"_s);
    m_shop->service.perform(u"DeleteStage"_s, {{u"arn"_s, m_stage}});
    auto undo = checked(last());
    QVERIFY(undo);
    QCOMPARE(undo->state(), State::Failed);
    QCOMPARE(undo->error()->kind, aws::ErrorKind::NotFound);
    QVERIFY(!undo->make());
}

void TestUndo::whatCanBeUndone()
{
    JournalEntry entry;
    entry.operation = u"UpdateStage"_s;
    entry.outcome = Outcome::Done;
    entry.before = "{\"name\":\"x\"}";
    entry.place.region = m_shop->service.region();
    QVERIFY(Undo::isPossible(entry));
    QVERIFY(Undo::isOf(m_shop->workspace, entry));
    JournalEntry other = entry;
    other.before.clear();
    QVERIFY(!Undo::isPossible(other));
    other = entry;
    other.outcome = Outcome::Unknown;
    QVERIFY(!Undo::isPossible(other));
    other = entry;
    other.operation = u"DeleteStage"_s;
    QVERIFY(!Undo::isPossible(other));
    other = entry;
    other.place.region = u"eu-west-1"_s;
    QVERIFY(!Undo::isOf(m_shop->workspace, other));
    QVERIFY_RESULT(awaited(m_shop->workspace->client()->getStage({.arn = m_stage}))); // tells the account
    QTRY_VERIFY(!m_shop->workspace->accountId().isEmpty());
    other = entry;
    other.place.accountId = u"999999999999"_s;
    QVERIFY(!Undo::isOf(m_shop->workspace, other));
}

void TestUndo::journalRows()
{
    Workspace *workspace = m_shop->workspace;
    JournalModel model(workspace->journal(), workspace->clock(), workspace->times(), nullptr);
    QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    QCOMPARE(model.state().phase, ListState::Phase::Complete);
    model.sort(JournalModel::Time, Qt::DescendingOrder);
    rename(u"one"_s, u"two"_s);
    QVERIFY(m_shop->service.fault(u"CreateStage"_s, u"drop"_s, u"after"_s));
    Undertaking *lost = m_shop->acts->createStage({.name = u"lost"_s});
    lost->start();
    QTRY_VERIFY(lost->isFinished());
    QCOMPARE(model.rowCount(), 2);
    const auto cell = [&](int row, int column) { return model.index(row, column).data().toString(); };
    QCOMPARE(cell(0, JournalModel::Operation), u"CreateStage"_s); // the newest on top
    QCOMPARE(cell(0, JournalModel::Result), u"unknown, check"_s);
    QCOMPARE(cell(1, JournalModel::Result), u"done"_s);
    QCOMPARE(cell(1, JournalModel::Resource), m_stage);
    QCOMPARE(model.state().loaded, 2);
    QVERIFY(model.state().isWhole);
    model.setOnlyTrouble(true);
    QCOMPARE(model.rowCount(), 1);
    QCOMPARE(model.quickFilter(), u"trouble"_s);
    model.setFilterText(u"operation:update"_s);
    QCOMPARE(model.rowCount(), 0);
    model.clearFilter();
    QCOMPARE(model.rowCount(), 2);
    const QJsonObject json = QJsonDocument::fromJson(model.rawJson(model.keyAt(1))).object();
    QCOMPARE(json[u"parameters"_s].toObject()[u"name"_s].toString(), u"two"_s);
    QCOMPARE(json[u"before"_s].toObject()[u"name"_s].toString(), u"one"_s);
    auto undo = checked(*model.entry(model.keyAt(1)));
    QVERIFY(undo);
    const QString made = model.keyAt(1);
    carryOut(undo->make());
    QCOMPARE(model.undoneBy(made.toULongLong()), model.keyAt(0));
    QCOMPARE(cell(0, JournalModel::Result), u"done, undoing"_s);
}

void TestUndo::requestRows()
{
    Workspace *workspace = m_shop->workspace;
    RequestLogModel model(workspace->requestLog(), workspace->clock(), workspace->times(), nullptr);
    QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    model.setWatched(true);
    QVERIFY_RESULT(awaited(workspace->client()->getStage({.arn = m_stage})));
    m_shop->service.perform(u"DeleteStage"_s, {{u"arn"_s, m_stage}});
    QVERIFY_KIND(awaited(workspace->client()->getStage({.arn = m_stage})), aws::ErrorKind::NotFound);
    model.setFilterText(u"GetStage"_s); // the watch over compositions asks too
    QTRY_COMPARE(model.rowCount(), 2);
    const auto cell = [&](int row, int column) { return model.index(row, column).data().toString(); };
    QCOMPARE(cell(0, RequestLogModel::Operation), u"GetStage"_s);
    QCOMPARE(cell(0, RequestLogModel::Result), u"ok"_s);
    QVERIFY(cell(1, RequestLogModel::Result).endsWith(u"HTTP 404"_s));
    QCOMPARE(cell(1, RequestLogModel::Attempts), u"1"_s);
    model.setOnlyTrouble(true);
    QCOMPARE(model.rowCount(), 1);
    QVERIFY(model.rawJson(model.keyAt(0)).contains("requestId"));
    // Nobody looks: nothing is taken over until somebody does.
    model.setWatched(false);
    QVERIFY_KIND(awaited(workspace->client()->getStage({.arn = m_stage})), aws::ErrorKind::NotFound);
    QCOMPARE(model.rowCount(), 1);
    model.takeNew();
    QCOMPARE(model.rowCount(), 2);
}

void TestUndo::requestsThatWereDropped()
{
    aws::RequestLog log(5);
    Workspace *workspace = m_shop->workspace;
    RequestLogModel model(&log, workspace->clock(), workspace->times(), nullptr);
    QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    const auto record = [&](int count) {
        for (int i = 0; i < count; ++i) {
            aws::CallRecord call;
            call.operation = m_shop->workspace->requestLog()->records().front().operation;
            log.callFinished(call);
        }
        model.takeNew();
    };
    QVERIFY_RESULT(awaited(workspace->client()->getStage({.arn = m_stage})));
    record(3);
    QCOMPARE(model.rowCount(), 3);
    QVERIFY(model.state().isWhole);
    const QString third = model.keyAt(2);
    record(4);
    QCOMPARE(model.rowCount(), 5);
    QVERIFY(!model.state().isWhole);
    QCOMPARE(model.rowOfKey(third), 0);
    record(20); // none of the known ones is left
    QCOMPARE(model.rowCount(), 5);
    QCOMPARE(model.rowOfKey(third), -1);
    record(1);
    QCOMPARE(model.rowCount(), 5);
}

QTEST_GUILESS_MAIN(TestUndo)
#include "tst_undo.moc"
