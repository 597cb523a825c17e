// SPDX-License-Identifier: GPL-3.0-or-later

// Every page, every tab, every sheet: Tab reaches every control, once round and back to where it began, and everything
// that speaks or acts has a name for assistive technology.

#include "models/ivs/jwt.h"
#include "models/storagestages.h"
#include "models/timelineloader.h"
#include "tests/views/deskwindow.h"
#include "views/actionregistry.h"
#include "views/datatable.h"
#include "views/page.h"
#include "views/pages.h"
#include "views/sidesheet.h"
#include "views/stagetabs.h"
#include "views/tokenfield.h"

#include <QAbstractButton>
#include <QAccessible>
#include <QButtonGroup>
#include <QComboBox>
#include <QToolButton>

using namespace Qt::Literals::StringLiterals;

namespace {

/// What a person uses or reads on the window, one line each, that has no name.
QStringList nameless(const QWidget *root)
{
    QStringList found;
    const auto all = root->findChildren<QWidget *>();
    for (QWidget *each : all) {
        if (!each->isVisible())
            continue;
        QAccessibleInterface *accessible = QAccessible::queryAccessibleInterface(each);
        const QString kind = QString::fromLatin1(each->metaObject()->className());
        if (!accessible) {
            found << kind + u" has no accessible interface"_s;
            continue;
        }
        const auto *label = qobject_cast<QLabel *>(each);
        // The rest is layout. Scroll bars, headers and viewports are parts of their table, the field of a combo box is
        // part of it, the cross that empties a field is for the mouse only.
        const bool part = kind == "QScrollBar"_L1 || each->inherits("QHeaderView") || kind == "QSplitterHandle"_L1
            || qobject_cast<QComboBox *>(each->parentWidget()) || kind == "QLineEditIconButton"_L1;
        const bool speaks = label && (!label->text().isEmpty() || !label->pixmap().isNull());
        const bool acts = each->focusPolicy() != Qt::NoFocus || qobject_cast<QAbstractButton *>(each);
        const QAccessible::Role role = accessible->role();
        const bool shows = kind == "StateChip"_L1 || role == QAccessible::Table || role == QAccessible::EditableText;
        if (part || !(speaks || acts || shows))
            continue;
        if (accessible->text(QAccessible::Name).isEmpty())
            found << u"%1 in %2 %3"_s.arg(
                kind, QLatin1StringView(each->parentWidget()->metaObject()->className()), each->toolTip());
    }
    return found;
}

/// Goes round with Tab from where the keyboard is; the controls that were not met, one line each.
QStringList unreached(const QWidget *root)
{
    const QWidget *start = QApplication::focusWidget();
    if (!start)
        return {u"nothing has the keyboard"_s};
    QSet<const QWidget *> reached;
    QSet<const QButtonGroup *> groups;
    while (QWidget *at = QApplication::focusWidget()) {
        if (reached.contains(at))
            break;
        reached.insert(at);
        if (const auto *one = qobject_cast<QAbstractButton *>(at); one && one->group())
            groups.insert(one->group());
        QTest::keyClick(at, Qt::Key_Tab);
    }
    QStringList missed;
    if (QApplication::focusWidget() != start)
        missed << u"Tab does not come back to where it began"_s;
    const auto all = root->findChildren<QWidget *>();
    for (const QWidget *each : all) {
        if (!each->isVisible() || !each->isEnabled() || !(each->focusPolicy() & Qt::TabFocus) || each->focusProxy())
            continue;
        const auto *one = qobject_cast<const QAbstractButton *>(each);
        if (one && one->group() && groups.contains(one->group()))
            continue; // the arrow keys move inside it
        if (!reached.contains(each))
            missed << u"%1 “%2” in %3"_s.arg(QLatin1StringView(each->metaObject()->className()), each->accessibleName(),
                QLatin1StringView(each->parentWidget()->metaObject()->className()));
    }
    return missed;
}

} // namespace

class TestReach : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();
    void everyPage_data();
    void everyPage();
    void everyTabOfAStage();
    void encodersAndStorage();
    void inspectSheet();

private:
    void settle();
    void verify(const char *where);

    std::unique_ptr<LocalService> m_service;
    std::unique_ptr<DeskWindow> m_desk;
    Workspace *m_workspace = nullptr;
};

void TestReach::init()
{
    m_service = std::make_unique<LocalService>(LocalService::standing(u"demo"_s));
    m_desk = std::make_unique<DeskWindow>();
    QVERIFY(m_desk->show({1400, 900}));
    m_workspace = m_desk->connectTo(*m_service);
    TRY_SETTLED(m_workspace->stages());
}

void TestReach::cleanup()
{
    m_desk.reset();
    m_service.reset();
}

// Controls come and go while answers arrive.
void TestReach::settle()
{
    const auto tables = m_desk->window()->findChildren<DataTable *>();
    for (const DataTable *table : tables) {
        if (table->isVisible() && table->listModel())
            QTRY_VERIFY_WITH_TIMEOUT(!table->listModel()->state().isBusy(), 15000);
    }
    QTRY_VERIFY_WITH_TIMEOUT(!m_workspace->timeline()->isBusy(), 15000);
}

void TestReach::verify(const char *where)
{
    settle();
    const QStringList missed = unreached(m_desk->window());
    QVERIFY2(missed.isEmpty(), qPrintable(QLatin1StringView(where) + u": not reached: "_s + missed.join(u"; "_s)));
    const QStringList silent = nameless(m_desk->window());
    QVERIFY2(silent.isEmpty(), qPrintable(QLatin1StringView(where) + u": nameless: "_s + silent.join(u"; "_s)));
}

void TestReach::everyPage_data()
{
    QTest::addColumn<QString>("page");
    for (const PageKind &kind : pageKinds())
        QTest::newRow(qPrintable(kind.id)) << kind.id;
}

void TestReach::everyPage()
{
    QFETCH(QString, page);
    m_desk->window()->showPage(page);
    QVERIFY(m_desk->window()->page());
    verify(qPrintable(page));
}

void TestReach::everyTabOfAStage()
{
    m_desk->window()->showPage(u"stages"_s);
    auto *stages = named<DataTable>(m_desk->window(), u"Stages"_s);
    QVERIFY(stages);
    clickRow(stages, 0);
    TRY_SETTLED(m_workspace->participants());
    auto *participants = named<DataTable>(m_desk->window(), u"Participants"_s);
    QVERIFY(participants);
    clickRow(participants, 0);
    TRY_SETTLED(m_workspace->events());
    QTRY_VERIFY(!m_workspace->participantDetail()->isLoading());
    auto *unfold = withText<QToolButton>(m_desk->window(), u"Details"_s);
    QVERIFY(unfold);
    QTest::mouseClick(unfold, Qt::LeftButton);
    QTRY_VERIFY(!m_workspace->stageDetail()->isLoading());
    auto *tabs = m_desk->window()->findChild<StageTabs *>();
    QVERIFY(tabs);
    const QStringList ids = tabs->ids();
    QVERIFY(ids.contains(u"participants"_s));
    for (const QString &id : ids) {
        tabs->setCurrentId(id);
        stages->setFocus(Qt::TabFocusReason);
        verify(qPrintable(id));
        if (QTest::currentTestFailed())
            return;
    }
    m_desk->window()->openConnectSheet({}, aws::Error::configuration(u"Something is wrong."_s));
    verify("connect sheet");
}

void TestReach::encodersAndStorage()
{
    m_desk->window()->showPage(u"outputs"_s);
    settle();
    Page *page = m_desk->window()->page();
    const std::array<std::pair<QString, QString>, 2> tabs {
        {{u"encoders"_s, u"Encoder configurations"_s}, {u"storages"_s, u"Storage configurations"_s}}};
    for (const auto &[tab, list] : tabs) {
        page->findChild<StageTabs *>()->setCurrentId(tab);
        settle();
        auto *table = named<DataTable>(page, list);
        QVERIFY(table);
        QTRY_VERIFY(table->model()->rowCount() > 0);
        clickRow(table, 0);
        QVERIFY(!table->currentKey().isEmpty());
        m_workspace->storageStages()->look();
        QTRY_VERIFY(m_workspace->storageStages()->isWhole());
        verify(qPrintable(tab));
        page->actions()->action(tab + u".create"_s)->trigger();
        verify(qPrintable(tab + u" sheet"_s));
        if (QTest::currentTestFailed())
            return;
        const auto sheets = page->findChildren<SideSheet *>();
        for (SideSheet *sheet : sheets)
            sheet->requestClose();
    }
}

void TestReach::inspectSheet()
{
    const auto registries = m_desk->window()->findChildren<ActionRegistry *>();
    for (const ActionRegistry *registry : registries) {
        if (QAction *action = registry->action(u"window.inspect"_s))
            action->trigger();
    }
    auto *token = m_desk->window()->findChild<TokenField *>();
    QVERIFY(token);
    verify("nothing pasted");
    const QString arn = m_workspace->stages()->keyAt(0);
    const QByteArray text =
        ivs::jwtText({{u"alg"_s, u"ES384"_s}, {u"kid"_s, QString(arn).replace(u":stage/"_s, u":public-key/"_s)}},
            {{u"resource"_s, arn}, {u"jti"_s, u"guest"_s}, {u"user_id"_s, u"anna"_s}});
    token->setToken(QString::fromLatin1(ivs::jwtToken(text, QByteArray(96, 'x'))));
    verify("a token");
    token->setToken(u"none"_s);
    verify("no token");
}

QTEST_MAIN(TestReach)
#include "tst_reach.moc"
