// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/views/deskwindow.h"
#include "views/datatable.h"

#include <QHeaderView>
#include <QScrollBar>
#include <QSignalSpy>

using namespace Qt::Literals::StringLiterals;

namespace {

/// Counts what is painted.
class PaintCounter final : public QObject
{
public:
    int paints = 0;

protected:
    bool eventFilter(QObject *watched, QEvent *event) override
    {
        if (event->type() == QEvent::Paint)
            ++paints;
        return QObject::eventFilter(watched, event);
    }
};

} // namespace

/// A DataTable over a StageModel that a local service feeds over HTTP.
class TestDataTable : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();
    void refreshKeepsPlace();
    void rowsInsertedAbove();
    void rowsRemovedAbove();
    void topRowVanishes();
    void sortKeepsByKey();
    void topRowSurvivesSortAndFilter();
    void filterKeepsByKey();
    void filterHidesTheChosenRow();
    void vanishedRowIsNotReplaced();
    void vanishedRowLeavesTheOthersSelected();
    void chosenRowComesBack();
    void changedQuestionClears();
    void choosingTellsOnce();
    void copyDefusesTabsAndNewlines();
    void copyFollowsTheScreen();
    void agesRepaintWithoutDataChanged();
    void visibleRowsAreToldOnce();
    void visibleKeysAreThoseOnScreen();

private:
    QString create(const QString &name, const QJsonObject &tags = {});
    void drop(const QString &name);
    void reload();
    QString keyOf(const QString &name) const { return m_arns.value(name); }
    QString topKey() const { return m_table->visibleKeys().value(0); }
    int topOffset() const { return m_table->rowViewportPosition(m_table->rowAt(0)); }
    QStringList selectedNames() const;
    void scrollTo(const QString &name);

    std::unique_ptr<LocalService> m_service;
    std::unique_ptr<Desk> m_desk;
    aws::SystemClock m_clock;
    QHash<QString, QString> m_arns;
    Workspace *m_workspace = nullptr;
    StageModel *m_model = nullptr;
    std::unique_ptr<DataTable> m_table;
    QString m_copied;
};

void TestDataTable::init()
{
    local::Options options = LocalService::standing();
    options.quotas = false;
    m_service = std::make_unique<LocalService>(options);
    m_arns.clear();
    m_copied.clear();
    for (int i = 0; i < 60; ++i)
        create(u"stage-%1"_s.arg(i * 10, 3, 10, QLatin1Char('0')));
    m_desk = std::make_unique<Desk>(QProcessEnvironment(), &m_clock);
    m_desk->governor()->setShares({.unlimited = true});
    m_workspace = m_desk->openLocal(
        m_service->endpoint(), m_service->region(), m_service->accessKeyId(), m_service->secretAccessKey());
    m_model = m_workspace->stages();
    m_table =
        std::make_unique<DataTable>(ViewContext {programTheme(), [this](const QString &text) { m_copied = text; }});
    m_table->setListModel(m_model);
    m_table->resize(700, 300);
    m_table->sortByColumn(StageModel::Name, Qt::AscendingOrder);
    m_table->show();
    QVERIFY(QTest::qWaitForWindowExposed(m_table.get()));
    m_model->setWatched(true);
    TRY_SETTLED(m_model);
    QCOMPARE(m_model->rowCount(), 60);
}

void TestDataTable::cleanup()
{
    m_table.reset();
    m_desk.reset();
    m_service.reset();
}

QString TestDataTable::create(const QString &name, const QJsonObject &tags)
{
    const QJsonObject answer = m_service->perform(u"CreateStage"_s, {{u"name"_s, name}, {u"tags"_s, tags}});
    const QString arn = answer.value(u"stage"_s).toObject().value(u"arn"_s).toString();
    if (arn.isEmpty())
        qFatal("CreateStage: %s", qPrintable(answer.value(u"refusal"_s).toString()));
    m_arns.insert(name, arn);
    return arn;
}

void TestDataTable::drop(const QString &name)
{
    const QJsonObject answer = m_service->perform(u"DeleteStage"_s, {{u"arn"_s, keyOf(name)}});
    QVERIFY2(!answer.contains(u"refusal"_s), qPrintable(answer.value(u"refusal"_s).toString()));
}

void TestDataTable::reload()
{
    m_model->reload();
    TRY_SETTLED(m_model);
    QVERIFY(m_model->state().isWhole);
}

QStringList TestDataTable::selectedNames() const
{
    QStringList names;
    const QModelIndexList rows = m_table->selectionModel()->selectedRows(StageModel::Name);
    for (const QModelIndex &row : rows)
        names << row.data().toString();
    names.sort();
    return names;
}

// Scrolls so that the row stands at the top, with some of it above the edge.
void TestDataTable::scrollTo(const QString &name)
{
    m_table->verticalScrollBar()->setValue(m_model->rowOfKey(keyOf(name)) * Theme::kRowHeight + 7);
    QCOMPARE(topKey(), keyOf(name));
    QCOMPARE(topOffset(), -7);
}

void TestDataTable::refreshKeepsPlace()
{
    clickRow(m_table.get(), 24);
    clickRow(m_table.get(), 26, Qt::ControlModifier);
    scrollTo(u"stage-200"_s);
    QSignalSpy chosen(m_table.get(), &DataTable::currentKeyChanged);
    QSignalSpy resets(m_model, &QAbstractItemModel::modelReset);
    reload();
    QCOMPARE(resets.count(), 0);
    QCOMPARE(chosen.count(), 0);
    QCOMPARE(m_table->currentKey(), keyOf(u"stage-260"_s));
    QCOMPARE(selectedNames(), QStringList({u"stage-240"_s, u"stage-260"_s}));
    QCOMPARE(topKey(), keyOf(u"stage-200"_s));
    QCOMPARE(topOffset(), -7);
}

void TestDataTable::rowsInsertedAbove()
{
    clickRow(m_table.get(), 24);
    scrollTo(u"stage-200"_s);
    // A few, each in a place of its own, then so many that the layout changes as a whole.
    create(u"stage-005"_s);
    create(u"stage-115"_s);
    reload();
    QCOMPARE(m_model->rowCount(), 62);
    QCOMPARE(topKey(), keyOf(u"stage-200"_s));
    QCOMPARE(topOffset(), -7);
    for (int i = 1; i < 20; ++i)
        create(u"stage-%1"_s.arg(i * 10 - 3, 3, 10, QLatin1Char('0')));
    reload();
    QCOMPARE(m_model->rowCount(), 81);
    QCOMPARE(topKey(), keyOf(u"stage-200"_s));
    QCOMPARE(topOffset(), -7);
    QCOMPARE(m_table->currentKey(), keyOf(u"stage-240"_s));
    QCOMPARE(m_table->currentIndex().data().toString(), u"stage-240"_s);
    QCOMPARE(selectedNames(), QStringList(u"stage-240"_s));
}

void TestDataTable::rowsRemovedAbove()
{
    clickRow(m_table.get(), 34);
    scrollTo(u"stage-300"_s);
    drop(u"stage-000"_s);
    drop(u"stage-050"_s);
    reload();
    QCOMPARE(topKey(), keyOf(u"stage-300"_s));
    QCOMPARE(topOffset(), -7);
    for (int i = 7; i < 30; i += 2) // so many that the layout changes as a whole
        drop(u"stage-%1"_s.arg(i * 10, 3, 10, QLatin1Char('0')));
    reload();
    QCOMPARE(topKey(), keyOf(u"stage-300"_s));
    QCOMPARE(topOffset(), -7);
    QCOMPARE(selectedNames(), QStringList(u"stage-340"_s));
}

// What stands below it on screen stays where it is.
void TestDataTable::topRowVanishes()
{
    scrollTo(u"stage-300"_s);
    const int y = m_table->rowViewportPosition(m_model->rowOfKey(keyOf(u"stage-330"_s)));
    for (const QString &name : {u"stage-280"_s, u"stage-290"_s, u"stage-300"_s})
        drop(name);
    reload();
    QCOMPARE(m_table->rowViewportPosition(m_model->rowOfKey(keyOf(u"stage-330"_s))), y);
}

void TestDataTable::sortKeepsByKey()
{
    clickRow(m_table.get(), 24);
    clickRow(m_table.get(), 26, Qt::ControlModifier);
    QSignalSpy chosen(m_table.get(), &DataTable::currentKeyChanged);
    QHeaderView *header = m_table->horizontalHeader();
    const auto clickHeader = [&](int column) {
        QTest::mouseClick(header->viewport(), Qt::LeftButton, {},
            QPoint(header->sectionViewportPosition(column) + header->sectionSize(column) / 2, header->height() / 2));
    };
    clickHeader(StageModel::Name);
    QCOMPARE(m_model->sortOrder(), Qt::DescendingOrder);
    QCOMPARE(m_model->keyAt(0), keyOf(u"stage-590"_s));
    QCOMPARE(m_table->currentIndex().data().toString(), u"stage-260"_s);
    QCOMPARE(selectedNames(), QStringList({u"stage-240"_s, u"stage-260"_s}));
    // What is chosen is on screen.
    QVERIFY(m_table->visibleKeys().contains(keyOf(u"stage-260"_s)));
    // The third click gives arrival order, the next one starts again.
    clickHeader(StageModel::Name);
    QCOMPARE(m_model->sortColumn(), -1);
    clickHeader(StageModel::Name);
    QCOMPARE(m_model->sortColumn(), int(StageModel::Name));
    QCOMPARE(m_model->sortOrder(), Qt::AscendingOrder);
    QCOMPARE(selectedNames(), QStringList({u"stage-240"_s, u"stage-260"_s}));
    QCOMPARE(chosen.count(), 0);
}

// With nothing chosen, the row at the top keeps its place.
void TestDataTable::topRowSurvivesSortAndFilter()
{
    scrollTo(u"stage-300"_s);
    m_model->setFilterText(u"0"_s); // in every name
    QCOMPARE(topKey(), keyOf(u"stage-300"_s));
    QCOMPARE(topOffset(), -7);
    m_table->sortByColumn(StageModel::Name, Qt::DescendingOrder);
    QCOMPARE(topKey(), keyOf(u"stage-300"_s));
    QCOMPARE(topOffset(), -7);
}

void TestDataTable::filterKeepsByKey()
{
    clickRow(m_table.get(), 24);
    QSignalSpy chosen(m_table.get(), &DataTable::currentKeyChanged);
    m_model->setFilterText(u"-2"_s);
    QVERIFY(m_model->rowCount() < 60);
    QCOMPARE(m_table->currentIndex().data().toString(), u"stage-240"_s);
    QCOMPARE(selectedNames(), QStringList(u"stage-240"_s));
    m_model->setFilterText({});
    QCOMPARE(m_model->rowCount(), 60);
    QCOMPARE(m_table->currentIndex().data().toString(), u"stage-240"_s);
    QCOMPARE(selectedNames(), QStringList(u"stage-240"_s));
    QVERIFY(m_table->visibleKeys().contains(keyOf(u"stage-240"_s)));
    QCOMPARE(chosen.count(), 0);
}

void TestDataTable::filterHidesTheChosenRow()
{
    clickRow(m_table.get(), 24);
    QSignalSpy chosen(m_table.get(), &DataTable::currentKeyChanged);
    m_model->setFilterText(u"-5"_s);
    QCOMPARE(m_table->currentKey(), keyOf(u"stage-240"_s)); // still chosen, not on screen
    QVERIFY(!m_table->currentIndex().isValid());
    QVERIFY(selectedNames().isEmpty());
    m_model->setFilterText({});
    QCOMPARE(m_table->currentIndex().data().toString(), u"stage-240"_s);
    QCOMPARE(selectedNames(), QStringList(u"stage-240"_s));
    QCOMPARE(chosen.count(), 0);
    // Another one chosen meanwhile: the old one does not come back.
    m_model->setFilterText(u"-5"_s);
    clickRow(m_table.get(), 3);
    QCOMPARE(chosen.count(), 1);
    const QString name = m_table->currentIndex().data().toString();
    m_model->setFilterText({});
    QCOMPARE(m_table->currentIndex().data().toString(), name);
    QCOMPARE(selectedNames(), QStringList(name));
}

void TestDataTable::vanishedRowIsNotReplaced()
{
    clickRow(m_table.get(), 24);
    QSignalSpy chosen(m_table.get(), &DataTable::currentKeyChanged);
    drop(u"stage-240"_s);
    reload();
    QCOMPARE(m_model->rowCount(), 59);
    QVERIFY(!m_table->currentIndex().isValid());
    QVERIFY(selectedNames().isEmpty());
    QCOMPARE(chosen.count(), 0);
    QCOMPARE(m_table->currentKey(), keyOf(u"stage-240"_s)); // whoever shows it says that it is gone
}

void TestDataTable::vanishedRowLeavesTheOthersSelected()
{
    clickRow(m_table.get(), 22);
    clickRow(m_table.get(), 26, Qt::ControlModifier);
    clickRow(m_table.get(), 24, Qt::ControlModifier);
    drop(u"stage-240"_s);
    reload();
    QVERIFY(!m_table->currentIndex().isValid());
    QCOMPARE(selectedNames(), QStringList({u"stage-220"_s, u"stage-260"_s}));
}

void TestDataTable::chosenRowComesBack()
{
    m_model->setShow(StageModel::Show::OnAir);
    QCOMPARE(m_model->rowCount(), 0);
    const auto join = [&](const QString &name) {
        const QJsonObject token = m_service->perform(u"CreateParticipantToken"_s, {{u"stageArn"_s, keyOf(name)}});
        return m_service->control(
            u"join"_s, {{u"token"_s, token.value(u"participantToken"_s).toObject().value(u"token"_s)}});
    };
    const QString person = join(u"stage-100"_s).value(u"participantId"_s).toString();
    join(u"stage-110"_s);
    reload();
    QCOMPARE(m_model->rowCount(), 2);
    clickRow(m_table.get(), 0);
    QCOMPARE(m_table->currentKey(), keyOf(u"stage-100"_s));
    m_service->control(u"leave"_s, {{u"stageArn"_s, keyOf(u"stage-100"_s)}, {u"participantId"_s, person}});
    m_service->control(u"advance"_s, {{u"seconds"_s, 600}});
    reload();
    QCOMPARE(m_model->rowCount(), 1);
    QVERIFY(!m_table->currentIndex().isValid());
    join(u"stage-100"_s);
    reload();
    QCOMPARE(m_model->rowCount(), 2);
    QCOMPARE(m_table->currentIndex().data().toString(), u"stage-100"_s);
    QCOMPARE(selectedNames(), QStringList(u"stage-100"_s));
}

void TestDataTable::changedQuestionClears()
{
    DataTable sessions(ViewContext {programTheme(), [](const QString &) {}});
    StageSessionModel *model = m_workspace->sessions();
    sessions.setListModel(model);
    sessions.show();
    model->setWatched(true);
    for (int i = 0; i < 2; ++i) {
        const QJsonObject token =
            m_service->perform(u"CreateParticipantToken"_s, {{u"stageArn"_s, keyOf(u"stage-100"_s)}});
        QCOMPARE(
            m_service
                ->control(u"join"_s, {{u"token"_s, token.value(u"participantToken"_s).toObject().value(u"token"_s)}})
                .value(u"httpStatus"_s)
                .toInt(),
            200);
    }
    model->setStage(keyOf(u"stage-100"_s));
    TRY_SETTLED(model);
    QCOMPARE(model->rowCount(), 1);
    clickRow(&sessions, 0);
    QVERIFY(!sessions.currentKey().isEmpty());
    QSignalSpy chosen(&sessions, &DataTable::currentKeyChanged);
    model->setStage(keyOf(u"stage-110"_s));
    QCOMPARE(chosen.count(), 1);
    QCOMPARE(chosen.first().first().toString(), QString());
    QVERIFY(sessions.currentKey().isEmpty());
    model->setStage(keyOf(u"stage-100"_s));
    TRY_SETTLED(model);
    QCOMPARE(model->rowCount(), 1);
    QVERIFY(!sessions.currentIndex().isValid()); // chosen for the old question, not for this one
    QVERIFY(sessions.selectionModel()->selectedRows().isEmpty());
}

void TestDataTable::choosingTellsOnce()
{
    QSignalSpy chosen(m_table.get(), &DataTable::currentKeyChanged);
    clickRow(m_table.get(), 3);
    clickRow(m_table.get(), 3);
    QCOMPARE(chosen.count(), 1);
    QTest::keyClick(m_table.get(), Qt::Key_Down);
    QCOMPARE(chosen.count(), 2);
    QCOMPARE(chosen.last().first().toString(), keyOf(u"stage-040"_s));
    QTest::keyClick(m_table.get(), Qt::Key_Home, Qt::ControlModifier);
    QCOMPARE(m_table->currentKey(), keyOf(u"stage-000"_s));
    m_table->setCurrentKey(u"no such key"_s);
    QCOMPARE(m_table->currentKey(), keyOf(u"stage-000"_s));
}

void TestDataTable::copyDefusesTabsAndNewlines()
{
    create(u"a-hostile-one"_s, {{u"note"_s, u"one\ttwo\nthree\r\nfour\u2028five"_s}});
    reload();
    clickRow(m_table.get(), 0);
    clickRow(m_table.get(), 1, Qt::ControlModifier);
    QTest::keySequence(m_table.get(), QKeySequence::Copy);
    const QStringList lines = m_copied.split(u'\n');
    QCOMPARE(lines.size(), 2);
    for (const QString &line : lines)
        QCOMPARE(line.split(u'\t').size(), m_model->columnCount());
    QVERIFY(!m_copied.contains(u'\r'));
    QVERIFY(!m_copied.contains(QChar(u'\u2028')));
    QCOMPARE(lines[0].split(u'\t')[StageModel::Name], u"a-hostile-one"_s);
    QCOMPARE(lines[0].split(u'\t')[StageModel::Id], keyOf(u"a-hostile-one"_s)); // the whole ARN, not what is shown
    // Nothing selected copies nothing.
    m_table->clearSelection();
    m_copied = u"before"_s;
    QTest::keySequence(m_table.get(), QKeySequence::Copy);
    QCOMPARE(m_copied, u"before"_s);
}

// Rows from the top down and columns as they were moved, whatever the order they were chosen in.
void TestDataTable::copyFollowsTheScreen()
{
    clickRow(m_table.get(), 5);
    clickRow(m_table.get(), 2, Qt::ControlModifier);
    m_table->horizontalHeader()->moveSection(0, 2);
    const QStringList lines = m_table->selectedText().split(u'\n');
    QCOMPARE(lines.size(), 2);
    QCOMPARE(lines[0].split(u'\t')[2], u"stage-020"_s);
    QCOMPARE(lines[1].split(u'\t')[2], u"stage-050"_s);
}

void TestDataTable::agesRepaintWithoutDataChanged()
{
    PaintCounter counter;
    m_table->viewport()->installEventFilter(&counter);
    QSignalSpy changed(m_model, &QAbstractItemModel::dataChanged);
    m_model->setWatched(false); // no refresh comes in between
    const int before = counter.paints;
    QTRY_VERIFY(counter.paints >= before + 2);
    QCOMPARE(changed.count(), 0);
}

void TestDataTable::visibleRowsAreToldOnce()
{
    QSignalSpy told(m_table.get(), &DataTable::visibleRowsChanged);
    QVERIFY(told.wait()); // for having been shown and filled
    told.clear();
    for (int i = 1; i <= 20; ++i)
        m_table->verticalScrollBar()->setValue(i * Theme::kRowHeight);
    QCOMPARE(told.count(), 0);
    QVERIFY(told.wait());
    QCOMPARE(told.count(), 1);
}

void TestDataTable::visibleKeysAreThoseOnScreen()
{
    const int rows = m_table->viewport()->height() / Theme::kRowHeight;
    QVERIFY(m_table->visibleKeys().size() >= rows && m_table->visibleKeys().size() <= rows + 1);
    QCOMPARE(m_table->visibleKeys().first(), keyOf(u"stage-000"_s));
    m_table->scrollToBottom();
    QCOMPARE(m_table->visibleKeys().last(), keyOf(u"stage-590"_s));
    m_model->setFilterText(u"stage-01"_s);
    QCOMPARE(m_table->visibleKeys(), QStringList(keyOf(u"stage-010"_s)));
    m_model->setFilterText(u"nothing like this"_s);
    QVERIFY(m_table->visibleKeys().isEmpty());
}

QTEST_MAIN(TestDataTable)
#include "tst_datatable.moc"
