// SPDX-License-Identifier: GPL-3.0-or-later
// A list that is too long to be filtered within one turn of the event loop, in its panel, over HTTP.
#include "tests/views/deskwindow.h"
#include "views/completenessline.h"
#include "views/datatable.h"
#include "views/emptystate.h"
#include "views/listpanel.h"

#include <QAbstractItemModelTester>
#include <QLineEdit>
#include <QPushButton>
#include <QScrollBar>
#include <QSignalSpy>

using namespace Qt::Literals::StringLiterals;

class TestLongList final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init();
    void lineSaysThatItIsFiltering();
    void choiceSurvivesAndHiddenRowsAreNotChosen();
    void rowIsChosenWhenTheFilterIsOff();
    void nothingFoundIsSaidWhenItIsKnown();
    void cleanupTestCase();

private:
    ParticipantModel *model() const { return m_workspace->participants(); }
    bool settled() const
    {
        return QTest::qWaitFor([this] { return !model()->state().isOrdering(); });
    }
    QStringList withUserId(const QString &part) const;

    static constexpr int kPeople = 6000;
    std::unique_ptr<LocalService> m_service;
    aws::SystemClock m_clock;
    std::unique_ptr<Desk> m_desk;
    Workspace *m_workspace = nullptr;
    std::unique_ptr<ListPanel> m_panel;
};

void TestLongList::initTestCase()
{
    local::Options options = LocalService::standing(u"scale"_s);
    options.participants = kPeople;
    m_service = std::make_unique<LocalService>(options);
    m_desk = std::make_unique<Desk>(QProcessEnvironment(), &m_clock);
    m_desk->governor()->setShares({.unlimited = true});
    m_workspace = m_desk->openLocal(
        m_service->endpoint(), m_service->region(), m_service->accessKeyId(), m_service->secretAccessKey());
    new QAbstractItemModelTester(model(), QAbstractItemModelTester::FailureReportingMode::QtTest, model());
    m_workspace->stages()->setWatched(true);
    m_workspace->sessions()->setWatched(true);
    QTRY_VERIFY(m_workspace->stages()->state().isWhole);
    const QString stage = m_workspace->stages()->keyAt(0);
    m_workspace->sessions()->setStage(stage);
    QTRY_VERIFY(m_workspace->sessions()->state().isWhole);
    m_panel = std::make_unique<ListPanel>(
        ViewContext {programTheme(), [](const QString &) {}}, model(), ListPanel::Words {u"Participants"_s, {}, {}});
    m_panel->resize(900, 420);
    m_panel->show();
    m_panel->activateWindow();
    QVERIFY(QTest::qWaitForWindowActive(m_panel.get()));
    model()->setSession(stage, m_workspace->sessions()->keyAt(0), false);
    QTRY_VERIFY_WITH_TIMEOUT(model()->state().isWhole, 60000);
    QCOMPARE(model()->rowCount(), kPeople);
}

void TestLongList::init()
{
    m_panel->clearFilter();
    QVERIFY(settled());
    QCOMPARE(model()->rowCount(), kPeople);
    m_panel->table()->clearSelection();
}

void TestLongList::cleanupTestCase()
{
    m_panel.reset();
    m_desk.reset();
    m_service.reset();
}

QStringList TestLongList::withUserId(const QString &part) const
{
    QStringList ids;
    for (const ivs::ParticipantSummary &person : model()->records()) {
        if (person.userId.contains(part, Qt::CaseInsensitive))
            ids << person.participantId;
    }
    return ids;
}

void TestLongList::lineSaysThatItIsFiltering()
{
    QStringList lines;
    const auto note =
        connect(model(), &ListModel::stateChanged, this, [&] { lines << m_panel->completenessLine()->text(); });
    const QSignalSpy resets(model(), &QAbstractItemModel::modelReset);
    QTest::keyClicks(m_panel->filterField(), u"user-id:an"_s);
    QTRY_COMPARE(model()->filterText(), u"user-id:an"_s);
    QVERIFY(settled());
    QCOMPARE(resets.count(), 1);
    const auto found = int(withUserId(u"an"_s).size());
    QVERIFY(found > 0 && found < kPeople);
    QCOMPARE(model()->rowCount(), found);
    // Before, all were shown still.
    QVERIFY2(lines.first().startsWith(u"6,000 of 6,000 participants"_s), qPrintable(lines.first()));
    QVERIFY2(lines.first().endsWith(u"filtering…"_s), qPrintable(lines.first()));
    QVERIFY(!m_panel->completenessLine()->text().contains(u"filtering"_s));
    // Taken back: what is shown is still a part, and called one.
    lines.clear();
    m_panel->filterField()->clear();
    QTRY_COMPARE(model()->rowCount(), kPeople);
    QVERIFY2(lines.first().startsWith(QLocale().toString(found) + u" of 6,000"_s), qPrintable(lines.first()));
    disconnect(note);
}

void TestLongList::choiceSurvivesAndHiddenRowsAreNotChosen()
{
    DataTable *table = m_panel->table();
    const QStringList stay = withUserId(u"an"_s);
    const QString chosen = stay[stay.size() / 2];
    int hidden = 0;
    while (stay.contains(model()->keyAt(hidden)))
        ++hidden;
    const QString hiddenKey = model()->keyAt(hidden);
    table->setCurrentKey(hiddenKey);
    table->setCurrentKey(chosen);
    table->selectionModel()->select(model()->index(hidden, 0), QItemSelectionModel::Select | QItemSelectionModel::Rows);
    QCOMPARE(table->selectedKeys().size(), 2);
    const int at = table->verticalScrollBar()->value();
    model()->setFilterText(u"user-id:an"_s);
    QVERIFY(model()->state().isFiltering);
    QCOMPARE(table->selectedKeys().size(), 2); // what is shown stays as it is, and can be acted on
    QCOMPARE(table->verticalScrollBar()->value(), at);
    QVERIFY(settled());
    QCOMPARE(table->selectedKeys(), QStringList(chosen));
    QCOMPARE(table->currentKey(), chosen);
    QCOMPARE(model()->keyAt(table->currentIndex().row()), chosen);
    QVERIFY(table->visibleKeys().contains(chosen));
    // The chosen row is hidden and comes back as the chosen one.
    model()->setFilterText(u"!user-id:an"_s);
    QVERIFY(settled());
    QVERIFY(table->selectedKeys().isEmpty());
    QVERIFY(!table->currentIndex().isValid());
    model()->sort(ParticipantModel::UserId, Qt::DescendingOrder);
    model()->setFilterText({});
    QVERIFY(model()->state().isSorting);
    QVERIFY(settled());
    QCOMPARE(table->selectedKeys(), QStringList(chosen));
    QVERIFY(table->visibleKeys().contains(chosen));
}

// As a jump from elsewhere does it: the filter is taken back, the row is chosen at once.
void TestLongList::rowIsChosenWhenTheFilterIsOff()
{
    DataTable *table = m_panel->table();
    const QString wanted = withUserId(u"an"_s).first();
    model()->setFilterText(u"!user-id:an"_s);
    QVERIFY(settled());
    QSignalSpy chosen(table, &DataTable::currentKeyChanged);
    m_panel->clearFilter();
    table->setCurrentKey(wanted);
    QCOMPARE(chosen.count(), 0);
    QVERIFY(settled());
    QCOMPARE(chosen.count(), 1);
    QCOMPARE(chosen[0][0].toString(), wanted);
    QCOMPARE(table->selectedKeys(), QStringList(wanted));
    QVERIFY(table->visibleKeys().contains(wanted));
    // The person chose another row meanwhile.
    model()->setFilterText(u"!user-id:an"_s);
    QVERIFY(settled());
    m_panel->clearFilter();
    table->setCurrentKey(wanted);
    const QString other = model()->keyAt(3);
    QTest::mouseClick(table->viewport(), Qt::LeftButton, {}, table->visualRect(model()->index(3, 0)).center());
    QVERIFY(settled());
    QCOMPARE(table->currentKey(), other);
    QCOMPARE(table->selectedKeys(), QStringList(other));
}

void TestLongList::nothingFoundIsSaidWhenItIsKnown()
{
    QVERIFY(m_panel->table()->isVisible());
    model()->setFilterText(u"nobody-has-this-name"_s);
    QVERIFY(model()->state().isFiltering);
    QVERIFY(m_panel->table()->isVisible());
    QVERIFY(settled());
    QVERIFY(m_panel->emptyState()->isVisible());
    QVERIFY(readable(m_panel->emptyState()).contains(u"Nothing matches among all 6,000 participants."_s));
    QTest::mouseClick(withText<QPushButton>(m_panel->emptyState(), u"Clear the filter"_s), Qt::LeftButton);
    QVERIFY(settled());
    QVERIFY(m_panel->table()->isVisible());
    QCOMPARE(model()->rowCount(), kPeople);
}

QTEST_MAIN(TestLongList)
#include "tst_longlist.moc"
