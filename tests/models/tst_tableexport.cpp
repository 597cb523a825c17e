// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/tableexport.h"

#include "models/ivs/operations.h"
#include "models/pagedmodel.h"
#include "models/serviceclock.h"
#include "models/stagemodel.h"
#include "models/timetext.h"
#include "tests/support/connection.h"

#include <QDir>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using namespace Qt::Literals::StringLiterals;
using Format = TableExport::Format;

namespace {

/// A list whose rows a test hands in itself.
class HandFedList final : public PagedModel<ivs::StageSummary, ivs::ListStagesRequest, ivs::ListStagesResponse>
{
public:
    HandFedList(ServiceClock *clock, TimeText *times)
        : PagedModel(nullptr, ivs::kListStages, clock, times, nullptr)
    {
        setColumns({{u"Name"_s}, {u"ARN"_s}});
        ask({});
        m_source.reset(static_cast<Source *>(makeListing(false)));
        loadBegins();
    }
    void arrive(int count)
    {
        QList<ivs::StageSummary> page;
        for (int i = 0; i < count; ++i) {
            ivs::StageSummary stage;
            stage.arn = u"arn:aws:ivs:us-east-1:123456789012:stage/%1"_s.arg(i);
            stage.name = u"stage-%1"_s.arg(i);
            page.append(stage);
        }
        m_source->onPage(std::move(page));
        mergeArrived();
    }
    void lose(int rest)
    {
        loadBegins();
        arrive(rest);
        dropUnseen();
    }
    void replace() { ask({.maxResults = 5}); }
    QString counted(int count) const override { return u"%1 stages"_s.arg(count); }
    QByteArray rawJson(const QString &key) const override { return written(*record(key)); }

protected:
    QString key(const ivs::StageSummary &item) override { return item.arn; }
    ivs::StageSummary made(ivs::StageSummary &&item, const ivs::StageSummary *) const override
    {
        return std::move(item);
    }
    QString text(int record, int column) const override { return column == 0 ? at(record).name : at(record).arn; }
    int compare(int a, int b, int) const override { return at(a).name.compare(at(b).name); }
    int refreshInterval() const override { return 0; }

private:
    using Source = ivs::Listing<ivs::ListStagesRequest, ivs::ListStagesResponse>;
    std::unique_ptr<Source> m_source;
};

/// A small reader of RFC 4180, written for the test.
QList<QStringList> readCsv(const QByteArray &bytes)
{
    QList<QStringList> rows;
    QStringList row;
    QString cell;
    bool quoted = false;
    const QString text = QString::fromUtf8(bytes);
    for (qsizetype i = 0; i < text.size(); ++i) {
        if (quoted) {
            if (text[i] != u'"')
                cell += text[i];
            else if (i + 1 < text.size() && text[i + 1] == u'"')
                cell += text[++i];
            else
                quoted = false;
        } else if (text[i] == u'"') {
            quoted = true;
        } else if (text[i] == u',' || text[i] == u'\n') {
            row << std::exchange(cell, {});
            if (text[i] == u'\n')
                rows << std::exchange(row, {});
        } else if (text[i] != u'\r') {
            cell += text[i];
        }
    }
    return rows;
}

} // namespace

/// What is written of a list reads back as what it showed, says when it is a part, and harms no spreadsheet.
class TestTableExport final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void csv();
    void json();
    void formulas_data();
    void formulas();
    void partial();
    void selection();
    void filtered();
    void rowsThatGo();
    void anotherList();
    void notWritable();
    void givenUp();
    void manyRows();

private:
    struct Written
    {
        QByteArray bytes;
        QString why;
        int rows = -1;
        bool complete = false;
    };
    Written written(ListModel *model, TableExport::Request request)
    {
        request.path = m_folder->filePath(u"out"_s);
        Written made;
        TableExport task(model, request);
        QSignalSpy done(&task, &TableExport::finished);
        QSignalSpy failed(&task, &TableExport::failed);
        task.start();
        if (!QTest::qWaitFor([&] { return !task.isRunning(); }, 30000))
            made.why = u"it never ended"_s;
        if (failed.count() > 0)
            made.why = failed.first().first().toString();
        if (done.count() > 0) {
            made.rows = done.first().at(0).toInt();
            made.complete = done.first().at(1).toBool();
        }
        QFile file(request.path);
        if (file.open(QIODevice::ReadOnly))
            made.bytes = file.readAll();
        return made;
    }
    void load(StageModel *model)
    {
        model->setWatched(true);
        QTRY_COMPARE(model->state().phase, ListState::Phase::Complete);
    }

    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<LocalService> m_service;
    std::unique_ptr<Connection> m_connection;
    std::unique_ptr<ServiceClock> m_clock;
    TimeText m_times;
    const QString m_hostile = u"=cmd|' /C calc'!A0\"\r\n\u202E, é"_s;
};

void TestTableExport::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
    m_service = std::make_unique<LocalService>();
    for (const char *name : {"b", "a", "c"}) {
        m_service->perform(u"CreateStage"_s,
            {{u"name"_s, QString::fromLatin1(name)}, {u"tags"_s, QJsonObject {{m_hostile, u"+1"_s}}}});
    }
    m_connection = std::make_unique<Connection>(*m_service);
    m_clock = std::make_unique<ServiceClock>(&m_connection->clock);
}

void TestTableExport::csv()
{
    StageModel model(&m_connection->client, m_clock.get(), &m_times, nullptr);
    load(&model);
    model.sort(StageModel::Name, Qt::DescendingOrder);
    const Written made = written(&model, {.columns = {StageModel::Name, StageModel::Tags, StageModel::Id}});
    QCOMPARE(made.rows, 3);
    QVERIFY(made.complete);
    const QList<QStringList> rows = readCsv(made.bytes);
    QCOMPARE(rows.size(), 4);
    QCOMPARE(rows[0], (QStringList {u"Name"_s, u"Tags"_s, u"Stage id"_s}));
    QCOMPARE(rows[1].first(), u"c"_s); // as shown
    QCOMPARE(rows[3].first(), u"a"_s);
    QVERIFY2(rows[1][1].startsWith(u"'=cmd"_s) && rows[1][1].endsWith(u"=+1"_s), qPrintable(rows[1][1]));
    QVERIFY(rows[1][2].startsWith(u"arn:aws:ivs:"_s));
    QVERIFY(made.bytes.endsWith("\"\r\n"));
    QCOMPARE(TableExport::proposedName(&model, u"stages"_s, Format::Csv, false), u"stages.csv"_s);
}

void TestTableExport::json()
{
    StageModel model(&m_connection->client, m_clock.get(), &m_times, nullptr);
    load(&model);
    const Written made = written(&model, {.format = Format::Json});
    const QJsonObject all = QJsonDocument::fromJson(made.bytes).object();
    QCOMPARE(all.value("complete"_L1), QJsonValue(true));
    QCOMPARE(QDateTime::fromString(all.value("asOf"_L1).toString(), Qt::ISODate),
        QDateTime::fromSecsSinceEpoch(model.state().asOf.toSecsSinceEpoch()));
    const QJsonArray rows = all.value("rows"_L1).toArray();
    QCOMPARE(rows.size(), 3);
    QCOMPARE(rows[0].toObject().value("arn"_L1).toString(), model.keyAt(0));
    QCOMPARE(rows[0].toObject().value("tags"_L1).toObject().value(m_hostile).toString(), u"+1"_s);
}

void TestTableExport::formulas_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QByteArray>("cell");
    QTest::newRow("plain") << u"a b"_s << QByteArray("\"a b\"");
    QTest::newRow("empty") << u""_s << QByteArray("\"\"");
    QTest::newRow("quotes") << u"a\"b,c"_s << QByteArray("\"a\"\"b,c\"");
    for (const char *start : {"=", "+", "-", "@", "\t", "\r", "\n"})
        QTest::addRow("begins with %d", start[0])
            << QString::fromLatin1(start) + u"1"_s << QByteArray("\"'") + start + "1\"";
    QTest::newRow("later") << u"a=1"_s << QByteArray("\"a=1\"");
}

void TestTableExport::formulas()
{
    QFETCH(QString, text);
    QFETCH(QByteArray, cell);
    QCOMPARE(TableExport::cell(text), cell);
}

void TestTableExport::partial()
{
    HandFedList model(m_clock.get(), &m_times);
    model.arrive(3); // and no more: nobody said that this was all
    const Written csv = written(&model, {});
    QVERIFY(!csv.complete);
    const QList<QStringList> rows = readCsv(csv.bytes);
    QCOMPARE(rows.size(), 4);
    QCOMPARE(rows[0], (QStringList {u"Name"_s, u"ARN"_s, u"Not the whole list"_s}));
    for (int row = 1; row < 4; ++row)
        QCOMPARE(rows[row].last(), u"a part of it, 3 stages loaded"_s);
    const Written json = written(&model, {.format = Format::Json});
    QCOMPARE(QJsonDocument::fromJson(json.bytes).object().value("complete"_L1), QJsonValue(false));
    QCOMPARE(TableExport::proposedName(&model, u"stages"_s, Format::Json, false), u"stages-partial.json"_s);
    QCOMPARE(TableExport::proposedName(&model, u"stages"_s, Format::Csv, true), u"stages.csv"_s);
}

void TestTableExport::selection()
{
    HandFedList model(m_clock.get(), &m_times);
    model.arrive(5);
    const QStringList keys {model.keyAt(3), u"gone"_s, model.keyAt(1)};
    model.setFilterText(u"stage-3"_s); // chosen is chosen, whatever is hidden by now
    const Written csv = written(&model, {.onlyKeys = true, .keys = keys});
    const QList<QStringList> rows = readCsv(csv.bytes);
    QCOMPARE(rows.size(), 3);
    QCOMPARE(rows[0].size(), 2); // a selection is all of the selection
    QCOMPARE(rows[1].first(), u"stage-3"_s);
    QCOMPARE(rows[2].first(), u"stage-1"_s);
    const Written json = written(&model, {.format = Format::Json, .onlyKeys = true, .keys = keys});
    QCOMPARE(QJsonDocument::fromJson(json.bytes).object().value("selection"_L1), QJsonValue(true));
    QCOMPARE(written(&model, {.onlyKeys = true}).rows, 0);
}

void TestTableExport::filtered()
{
    HandFedList model(m_clock.get(), &m_times);
    model.arrive(12);
    model.setFilterText(u"stage-1"_s);
    const QJsonObject all = QJsonDocument::fromJson(written(&model, {.format = Format::Json}).bytes).object();
    QCOMPARE(all.value("rows"_L1).toArray().size(), 3);
    QCOMPARE(all.value("filter"_L1).toString(), u"stage-1"_s);
    QCOMPARE(all.value("filtered"_L1), QJsonValue(true));
}

// Rows that go while they are written are not mixed with rows that stay: it begins again.
void TestTableExport::rowsThatGo()
{
    HandFedList model(m_clock.get(), &m_times);
    model.arrive(50000);
    TableExport task(&model, {.path = m_folder->filePath(u"out"_s)});
    QSignalSpy done(&task, &TableExport::finished);
    connect(&task, &TableExport::progressed, &model, [&model](int at) {
        if (at > 0 && model.rowCount() > 10)
            model.lose(10);
    });
    task.start();
    QTRY_COMPARE(done.count(), 1);
    QCOMPARE(done.first().first().toInt(), 10);
    QFile file(m_folder->filePath(u"out"_s));
    QVERIFY(file.open(QIODevice::ReadOnly));
    QCOMPARE(readCsv(file.readAll()).size(), 11);
}

void TestTableExport::anotherList()
{
    HandFedList model(m_clock.get(), &m_times);
    model.arrive(50000);
    TableExport task(&model, {.path = m_folder->filePath(u"out"_s)});
    QSignalSpy failed(&task, &TableExport::failed);
    connect(&task, &TableExport::progressed, &model, [&model] { model.replace(); });
    task.start();
    QTRY_COMPARE(failed.count(), 1);
    QVERIFY(!QFile::exists(m_folder->filePath(u"out"_s)));
}

void TestTableExport::notWritable()
{
    HandFedList model(m_clock.get(), &m_times);
    model.arrive(3);
    TableExport task(&model, {.path = m_folder->filePath(u"none/out"_s)});
    QSignalSpy failed(&task, &TableExport::failed);
    QSignalSpy done(&task, &TableExport::finished);
    task.start();
    QTRY_COMPARE(failed.count(), 1);
    QVERIFY(failed.first().first().toString().contains(u"none/out"_s));
    QCOMPARE(done.count(), 0);
}

void TestTableExport::givenUp()
{
    HandFedList model(m_clock.get(), &m_times);
    model.arrive(50000);
    auto task = std::make_unique<TableExport>(&model, TableExport::Request {.path = m_folder->filePath(u"out"_s)});
    QSignalSpy progressed(task.get(), &TableExport::progressed);
    task->start();
    QTRY_VERIFY(progressed.count() > 0);
    task.reset();
    QVERIFY(QDir(m_folder->path()).isEmpty());
}

// The window lives meanwhile: the longest time in which the event loop does nothing else is a step. The figure is for
// people; a machine that is busy with other things must not fail the test.
void TestTableExport::manyRows()
{
    HandFedList model(m_clock.get(), &m_times);
    model.arrive(100000);
    for (const Format format : {Format::Csv, Format::Json}) {
        QElapsedTimer whole;
        QElapsedTimer turn;
        qint64 longest = 0;
        TableExport task(&model, {.format = format, .path = m_folder->filePath(u"out"_s)});
        QSignalSpy done(&task, &TableExport::finished);
        whole.start();
        turn.start();
        task.start();
        longest = turn.restart();
        while (done.isEmpty() && whole.elapsed() < 60000) {
            QCoreApplication::processEvents(QEventLoop::WaitForMoreEvents);
            longest = std::max(longest, turn.restart());
        }
        QCOMPARE(done.count(), 1);
        QCOMPARE(done.first().first().toInt(), 100000);
        qInfo("100,000 rows as %s: %lld ms, longest turn of the event loop %lld ms",
            format == Format::Csv ? "CSV" : "JSON", whole.elapsed(), longest);
    }
}

QTEST_GUILESS_MAIN(TestTableExport)
#include "tst_tableexport.moc"
