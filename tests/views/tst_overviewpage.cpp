// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/endedmodel.h"
#include "models/overviewmodel.h"
#include "models/watch.h"
#include "tests/views/deskwindow.h"
#include "views/datatable.h"
#include "views/emptystate.h"
#include "views/overviewwall.h"
#include "views/page.h"
#include "views/quotagauge.h"

#include <QLineEdit>
#include <QPushButton>
#include <QScrollBar>
#include <QSpinBox>
#include <QToolButton>

using namespace Qt::Literals::StringLiterals;

/// The wall as a person uses it: clicks, keys, cards and table, gauges.
class TestOverviewPage final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void cleanup();
    void clickOpensTheStage();
    void enterOpensTheStage();
    void cardsOrTableIsKept();
    void choiceSurvivesRefreshesAndTheOtherView();
    void filter();
    void nothingOnAir();
    void hiddenAsksNothing();
    void opensAStageThatAFilterHides();
    void quotaOfTheAccount();
    void faultIsTold();
    void closingTheConnection();
    void everyControlHasAName();
    void smallWindow();

private:
    void open(const QString &scenario = u"demo"_s);
    OverviewModel *model() const { return m_desk->desk()->overview(); }
    OverviewWall *wall() const { return m_desk->window()->findChild<OverviewWall *>(); }
    DataTable *table() const { return named<DataTable>(m_desk->window(), u"On air now, as a table"_s); }
    static void click(QWidget *widget) { QTest::mouseClick(widget, Qt::LeftButton, {}, widget->rect().center()); }
    QToolButton *tool(const QString &words) const { return withText<QToolButton>(m_desk->window()->page(), words); }
    QuotaGauge *gauge(Quotas::Kind kind) const
    {
        const auto all = m_desk->window()->findChildren<QuotaGauge *>();
        return all.value(int(kind));
    }

    std::unique_ptr<LocalService> m_service;
    std::unique_ptr<DeskWindow> m_desk;
    Workspace *m_workspace = nullptr;
};

void TestOverviewPage::cleanup()
{
    m_desk.reset();
    m_service.reset();
}

void TestOverviewPage::open(const QString &scenario)
{
    m_service = std::make_unique<LocalService>(LocalService::standing(scenario));
    m_desk = std::make_unique<DeskWindow>();
    m_desk->window()->showPage(u"overview"_s);
    m_workspace = m_desk->connectTo(*m_service);
    QVERIFY(m_desk->show());
    TRY_SETTLED(m_workspace->stages());
    if (scenario == u"demo")
        QTRY_VERIFY(model()->rowCount() > 3);
}

void TestOverviewPage::clickOpensTheStage()
{
    open();
    QVERIFY(wall()->isVisible());
    const QModelIndex second = model()->index(1, wall()->modelColumn());
    const QString arn = model()->rowAt(1)->stageArn;
    QTest::mouseClick(wall()->viewport(), Qt::LeftButton, {}, wall()->visualRect(second).center());
    QCOMPARE(m_desk->window()->pageId(), u"stages"_s);
    QCOMPARE(named<DataTable>(m_desk->window()->page(), u"Stages"_s)->currentKey(), arn);
    QCOMPARE(m_workspace->sessions()->stageArn(), arn);
    // And back, by the keyboard.
    QTest::keySequence(m_desk->window(), QKeySequence(u"Ctrl+1"_s));
    QCOMPARE(m_desk->window()->pageId(), u"overview"_s);
    QTRY_VERIFY(wall()->isVisible());
}

void TestOverviewPage::enterOpensTheStage()
{
    open();
    wall()->setFocus();
    QTest::keyClick(wall(), Qt::Key_Home);
    QTest::keyClick(wall(), Qt::Key_Right);
    const QString arn = model()->row(wall()->currentKey())->stageArn;
    QTest::keyClick(wall(), Qt::Key_Return);
    QCOMPARE(m_desk->window()->pageId(), u"stages"_s);
    QCOMPARE(named<DataTable>(m_desk->window()->page(), u"Stages"_s)->currentKey(), arn);
    QTest::keySequence(m_desk->window(), QKeySequence(u"Ctrl+1"_s));
    click(tool(u"Table"_s));
    QVERIFY(table()->isVisible());
    clickRow(table(), 0);
    const QString other = model()->rowAt(0)->stageArn;
    QTest::keyClick(table(), Qt::Key_Return);
    QCOMPARE(m_desk->window()->pageId(), u"stages"_s);
    QCOMPARE(named<DataTable>(m_desk->window()->page(), u"Stages"_s)->currentKey(), other);
}

void TestOverviewPage::cardsOrTableIsKept()
{
    open();
    QVERIFY(wall()->isVisible() && !table()->isVisible());
    click(tool(u"Table"_s));
    QVERIFY(!wall()->isVisible() && table()->isVisible());
    m_desk->window()->close();
    m_desk->open();
    QVERIFY(m_desk->show());
    QCOMPARE(m_desk->window()->pageId(), u"overview"_s);
    QTRY_VERIFY(table()->isVisible());
    click(tool(u"Cards"_s));
    QVERIFY(wall()->isVisible());
    // Nonsense in the file changes nothing.
    m_desk->window()->close();
    m_desk->settings()->setValue(u"window/overview"_s, QByteArray("nonsense"));
    m_desk->open();
    QVERIFY(m_desk->show());
    QTRY_VERIFY(wall()->isVisible());
}

void TestOverviewPage::choiceSurvivesRefreshesAndTheOtherView()
{
    open();
    wall()->setFocus();
    QTest::keyClick(wall(), Qt::Key_End);
    const QString chosen = wall()->currentKey();
    QVERIFY(!chosen.isEmpty());
    QTest::keyClick(m_desk->window(), Qt::Key_F5);
    TRY_SETTLED(m_workspace->stages());
    QTRY_VERIFY(model()->row(chosen)->facts.examinedAt.isValid());
    QCOMPARE(wall()->currentKey(), chosen);
    click(tool(u"Table"_s));
    QCOMPARE(table()->currentKey(), chosen);
    click(tool(u"Cards"_s));
    QCOMPARE(wall()->currentKey(), chosen);
}

void TestOverviewPage::filter()
{
    open();
    const int all = model()->rowCount();
    const QString name = model()->rowAt(all - 1)->name;
    QTest::keyClick(m_desk->window(), Qt::Key_F, Qt::ControlModifier);
    auto *field = named<QLineEdit>(m_desk->window()->page(), u"Filter what is on air"_s);
    QVERIFY(field->hasFocus());
    QTest::keyClicks(field, name);
    QTRY_COMPARE(model()->rowCount(), 1);
    field->selectAll();
    QTest::keyClicks(field, u"no such stage"_s);
    QTRY_COMPARE(model()->rowCount(), 0);
    QTRY_VERIFY(readable(m_desk->window()->page()).contains(u"Nothing matches among the"_s));
    click(withText<QPushButton>(m_desk->window()->page(), u"Clear the filter"_s));
    QTRY_COMPARE(model()->rowCount(), all);
    QTRY_VERIFY(wall()->isVisible());
}

void TestOverviewPage::nothingOnAir()
{
    open(u"empty"_s);
    QTRY_VERIFY2(readable(m_desk->window()->page()).contains(u"Nothing is on air in 1 region (as of "_s),
        qPrintable(readable(m_desk->window()->page())));
    QVERIFY(!wall()->isVisible() && !table()->isVisible());
    QTRY_VERIFY2(readable(m_desk->window()->page()).contains(u"compositions watched since"_s),
        qPrintable(readable(m_desk->window()->page())));
}

void TestOverviewPage::hiddenAsksNothing()
{
    open();
    QVERIFY(m_workspace->stages()->isWatched() && m_workspace->planner()->isWatched());
    // The stages page looks at the same list: it goes on there.
    QTest::keySequence(m_desk->window(), QKeySequence(u"Ctrl+2"_s));
    QVERIFY(m_workspace->stages()->isWatched());
    QVERIFY(!m_workspace->planner()->isWatched());
    QTest::keySequence(m_desk->window(), QKeySequence(u"Ctrl+1"_s));
    QVERIFY(m_workspace->stages()->isWatched() && m_workspace->planner()->isWatched());
    m_desk->window()->hide();
    QVERIFY(!m_workspace->stages()->isWatched() && !m_workspace->planner()->isWatched());
    QVERIFY(m_workspace->compositions()->isWatched()); // the watch alone goes on
    m_desk->window()->show();
    QTRY_VERIFY(m_workspace->planner()->isWatched());
}

void TestOverviewPage::opensAStageThatAFilterHides()
{
    open();
    QTest::keySequence(m_desk->window(), QKeySequence(u"Ctrl+2"_s));
    click(tool(u"Idle"_s));
    const QString arn = model()->rowAt(0)->stageArn;
    QVERIFY(m_workspace->stages()->rowOfKey(arn) < 0);
    QTest::keySequence(m_desk->window(), QKeySequence(u"Ctrl+1"_s));
    const QModelIndex first = model()->index(0, wall()->modelColumn());
    const QString clicked = model()->rowAt(0)->stageArn;
    QTest::mouseClick(wall()->viewport(), Qt::LeftButton, {}, wall()->visualRect(first).center());
    QCOMPARE(named<DataTable>(m_desk->window()->page(), u"Stages"_s)->currentKey(), clicked);
    QVERIFY(m_workspace->stages()->rowOfKey(clicked) >= 0);
}

void TestOverviewPage::quotaOfTheAccount()
{
    open();
    QTRY_COMPARE(gauge(Quotas::Stages)->words(), u"25 of 1,000"_s);
    QVERIFY(gauge(Quotas::Stages)->accessibleName().contains(u"default quota"_s));
    QTRY_VERIFY2(
        !gauge(Quotas::PublicKeys)->words().startsWith(u"–"_s), qPrintable(gauge(Quotas::PublicKeys)->words()));
    const auto popup = [] { return QApplication::activePopupWidget(); };
    // Cancel before Keep.
    gauge(Quotas::Stages)->setFocus();
    QTest::keyClick(gauge(Quotas::Stages), Qt::Key_Space);
    QTRY_VERIFY(popup());
    popup()->findChild<QSpinBox *>()->setValue(3000);
    click(withText<QPushButton>(popup(), u"Cancel"_s));
    QTRY_VERIFY(!popup());
    QCOMPARE(gauge(Quotas::Stages)->words(), u"25 of 1,000"_s);
    click(gauge(Quotas::Stages));
    QTRY_VERIFY(popup());
    popup()->findChild<QSpinBox *>()->setValue(3000);
    click(withText<QPushButton>(popup(), u"Keep"_s));
    QTRY_COMPARE(gauge(Quotas::Stages)->words(), u"25 of 3,000"_s);
    QVERIFY(gauge(Quotas::Stages)->accessibleName().contains(u"this account's quota"_s));
    QTRY_VERIFY(!popup());
    click(gauge(Quotas::Stages));
    QTRY_VERIFY(popup());
    click(withText<QPushButton>(popup(), u"Use the default, 1,000"_s));
    QTRY_COMPARE(gauge(Quotas::Stages)->words(), u"25 of 1,000"_s);
    QTRY_VERIFY(!popup());
    // One that is not raised has nothing to enter.
    click(gauge(Quotas::PublicKeys));
    QTRY_VERIFY(popup());
    QVERIFY(!popup()->findChild<QSpinBox *>());
    QTest::keyClick(popup(), Qt::Key_Escape);
    QTRY_VERIFY(!popup());
}

void TestOverviewPage::faultIsTold()
{
    open();
    QVERIFY(m_service->fault(u"ListStages"_s, u"expired"_s, {}, 100));
    QTest::keyClick(m_desk->window(), Qt::Key_F5);
    QTRY_VERIFY2(
        readable(m_desk->window()->page()).contains(u"expired"_s), qPrintable(readable(m_desk->window()->page())));
    QVERIFY(model()->rowCount() > 3); // what was there stays
    m_service->clearFaults();
    click(withText<QPushButton>(m_desk->window()->page(), u"Try again"_s));
    QTRY_VERIFY(!readable(m_desk->window()->page()).contains(u"expired"_s));
}

void TestOverviewPage::closingTheConnection()
{
    open();
    QVERIFY(m_service->fault(u"*"_s, u"latency"_s, 200, 50));
    QTest::keyClick(m_desk->window(), Qt::Key_F5);
    m_desk->desk()->close(m_workspace);
    QVERIFY(!m_desk->window()->page());
    QCOMPARE(model()->rowCount(), 0);
    m_service->clearFaults();
    m_workspace = m_desk->connectTo(*m_service);
    QCOMPARE(m_desk->window()->pageId(), u"overview"_s);
    QTRY_VERIFY(model()->rowCount() > 3);
    QTRY_VERIFY(wall()->isVisible());
}

void TestOverviewPage::everyControlHasAName()
{
    open();
    QStringList nameless;
    const auto all = m_desk->window()->page()->findChildren<QWidget *>();
    for (const QWidget *each : all) {
        if (!each->isVisible() || !(each->focusPolicy() & Qt::TabFocus))
            continue;
        const auto *button = qobject_cast<const QAbstractButton *>(each);
        if (each->accessibleName().isEmpty() && !(button && !button->text().isEmpty()))
            nameless << QLatin1StringView(each->metaObject()->className());
    }
    QVERIFY2(nameless.isEmpty(), qPrintable(nameless.join(u", "_s)));
}

void TestOverviewPage::smallWindow()
{
    open();
    m_desk->window()->resize(1024, 700);
    QTRY_VERIFY(m_desk->window()->minimumSizeHint().width() <= 1024);
    QVERIFY(m_desk->window()->minimumSizeHint().height() <= 700);
    // Cards lie side by side, whole.
    const QRect first = wall()->visualRect(model()->index(0, wall()->modelColumn()));
    const QRect second = wall()->visualRect(model()->index(1, wall()->modelColumn()));
    QTRY_COMPARE(first.top(), second.top());
    QVERIFY(!wall()->horizontalScrollBar()->isVisible());
    QVERIFY(wall()->viewport()->rect().contains(first));
}

QTEST_MAIN(TestOverviewPage)
#include "tst_overviewpage.moc"
