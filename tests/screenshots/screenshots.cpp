// SPDX-License-Identifier: GPL-3.0-or-later
// Writes a PNG of every page, sheet and designed state, from the local service's seeded scenarios.
// usage: screenshots --out DIR [--theme light|dark] [--scale N] [--PART…], the parts being those of main()
#include "models/desk.h"
#include "models/overviewmodel.h"
#include "models/stageacts.h"
#include "models/timelineloader.h"
#include "models/undertaking.h"
#include "tests/screenshots/compositionshots.h"
#include "tests/screenshots/editorshots.h"
#include "tests/screenshots/formshots.h"
#include "tests/screenshots/ingestshots.h"
#include "tests/screenshots/inspectshots.h"
#include "tests/screenshots/issuedshots.h"
#include "tests/screenshots/keyshots.h"
#include "tests/screenshots/laneshots.h"
#include "tests/screenshots/outputshots.h"
#include "tests/screenshots/signshots.h"
#include "tests/screenshots/studio.h"
#include "tests/screenshots/tokenshots.h"
#include "tests/support/localservice.h"
#include "views/colorscheme.h"
#include "views/connectsheet.h"
#include "views/datatable.h"
#include "views/deskstyle.h"
#include "views/entrypanel.h"
#include "views/listpanel.h"
#include "views/mainwindow.h"
#include "views/page.h"
#include "views/stagespage.h"
#include "views/statekeeper.h"
#include "views/theme.h"
#include "views/timelineview.h"
#include "views/undodialog.h"

#include <QApplication>
#include <QCommandLineParser>
#include <QDir>
#include <QLineEdit>
#include <QPushButton>
#include <QSettings>
#include <QTabBar>
#include <QTableWidget>
#include <QTemporaryDir>
#include <QTest>
#include <QToolButton>

#include <cstdio>

using namespace Qt::Literals::StringLiterals;

namespace {

void shootFinding(Studio &studio)
{
    auto *find = studio.find<QAbstractButton>(u"Find or do…"_s);
    auto *field = studio.find<QLineEdit>(u"Find or do"_s);
    find->click();
    studio.shoot(u"find-everything"_s);
    field->setText(u"e"_s);
    studio.shoot(u"find"_s);
    studio.window().resize(1024, 700);
    field->setText(u"host-daria"_s);
    auto *ask = studio.find<QPushButton>(u"Ask the service"_s);
    ask->click();
    waitFor([ask] { return ask->accessibleName() == u"Ask the service"; });
    studio.shoot(u"find-in-the-service"_s);
    studio.window().resize(1400, 880);
    field->setText(u"no such thing"_s);
    studio.shoot(u"find-nothing"_s);
    field->setText(u"arn:aws:ivs:eu-west-1:123456789012:stage/AbCdEfGh"_s);
    studio.shoot(u"find-arn"_s);
    QTest::keyClick(field, Qt::Key_Escape);
    for (QAction *action : studio.window().actions()) {
        if (action->text() == u"&Shortcuts")
            action->trigger();
    }
    studio.shoot(u"shortcuts"_s);
    QTest::keyClick(studio.find<QLineEdit>(u"Filter the shortcuts"_s), Qt::Key_Escape);
}

void shootActivity(Theme *theme, const QString &folder)
{
    Studio studio(theme, folder, u"demo"_s, {1400, 880});
    Workspace *workspace = studio.connectLocal();
    const auto done = [](Undertaking *act) {
        act->start();
        waitFor([act] { return act->isFinished(); });
    };
    StageActs *acts = workspace->stageActs();
    const ivs::StageSummary stage = workspace->stages()->records().front().stage;
    done(acts->tag({stage.arn}, {{u"team"_s, u"live"_s}, {u"shift"_s, u"night"_s}}));
    ivs::Stage before;
    before.arn = stage.arn;
    before.name = stage.name;
    done(acts->updateStage({.arn = stage.arn, .name = stage.name + u"-late"_s}, before));
    studio.service().fault(u"CreateStage"_s, u"drop"_s, u"after"_s);
    done(acts->createStage({.name = u"rehearsal-2"_s}));
    done(acts->deleteStages({stage.arn + u"x"_s}));
    studio.window().showPage(u"activity"_s);
    studio.choose(studio.table(u"Journal"_s), 2);
    studio.shoot(u"activity"_s);
    studio.window().resize(1024, 700);
    studio.shoot(u"activity-small"_s);
    auto *panel = studio.window().findChild<EntryPanel *>();
    Q_EMIT panel->undoWanted(panel->key());
    auto *question = studio.window().findChild<UndoDialog *>();
    auto *changes = question->findChild<QTableWidget *>();
    waitFor([changes] { return changes->rowCount() > 0; });
    studio.shootOf(question, u"undo"_s);
}

void shootKeyPairs(Theme *theme, const QString &folder)
{
    Studio studio(theme, folder, u"demo"_s, {1400, 880});
    shootKeys(
        studio, studio.connectLocal(), studio.keychain(), [](auto condition) { return waitFor(condition, 3000); });
}

void shootEncodersAndStorage(Theme *theme, const QString &folder)
{
    for (const QSize &size : {QSize(1400, 880), QSize(1024, 700)}) {
        Studio studio(theme, folder, u"demo"_s, size);
        shootOutputs(studio, studio.connectLocal(), theme, u"-%1"_s.arg(size.width()),
            [](auto condition) { return waitFor(condition, 20000); });
    }
}

void shootCompositionEditor(Theme *theme, const QString &folder)
{
    Studio studio(theme, folder, u"demo"_s, {1400, 880});
    shootEditor(studio, studio.connectLocal(), [](auto condition) { return waitFor(condition, 8000); });
}

void shootBlackBox(Theme *theme, const QString &folder)
{
    Studio studio(theme, folder, u"demo"_s, {1400, 880});
    shootCompositions(studio, studio.connectLocal(), [](auto condition) { return waitFor(condition, 3000); });
}

void shootDemo(Theme *theme, const QString &folder)
{
    Studio studio(theme, folder, u"demo"_s, {1400, 880});
    Workspace *workspace = studio.connectLocal();
    studio.shoot(u"stages-nothing-chosen"_s);
    studio.chooseStage(workspace, workspace->stages()->record(workspace->stages()->keyAt(0))->stage.name);
    studio.shoot(u"stages"_s);
    shootIngest(studio, workspace, [](auto condition) { return waitFor(condition, 3000); });
    DataTable *participants = studio.table(u"Participants"_s);
    studio.choose(participants, 0);
    studio.settle(workspace->events());
    waitFor([workspace] { return !workspace->participantDetail()->isLoading(); });
    studio.shoot(u"participant"_s);
    for (QToolButton *button : studio.window().findChildren<QToolButton *>()) {
        if (button->text() == u"Details" && button->isVisible() && button->isCheckable())
            button->click();
    }
    waitFor([workspace] { return !workspace->stageDetail()->isLoading(); });
    studio.shoot(u"stage-details"_s);
    studio.window().resize(1024, 700);
    studio.shoot(u"small"_s);
    studio.window().resize(1400, 880);
    auto *filter = studio.find<QLineEdit>(u"Filter Stages"_s);
    filter->setText(u"no such stage"_s);
    waitFor([workspace] { return workspace->stages()->rowCount() == 0; });
    studio.shoot(u"filter-finds-nothing"_s);
    filter->clear();
    waitFor([workspace] { return workspace->stages()->rowCount() > 0; });
    shootFinding(studio);
    studio.window().openConnectSheet();
    studio.shoot(u"connect"_s);
    studio.service().fault(u"*"_s, u"expired"_s, {}, 100);
    studio.find<ConnectSheet>(u"Open a connection"_s)->hide();
    studio.window().page()->reload();
    studio.settle(workspace->stages());
    studio.shoot(u"expired-credentials"_s);
    studio.service().clearFaults();
    studio.service().perform(u"DeleteStage"_s, {{u"arn"_s, workspace->stageDetail()->arn()}});
    studio.window().page()->reload();
    studio.settle(workspace->stages());
    studio.settle(workspace->sessions());
    studio.shoot(u"stage-gone"_s);
    studio.service().stop();
    studio.window().page()->reload();
    studio.settle(workspace->stages());
    studio.shoot(u"service-gone"_s);
}

/// Waits until everything on the wall has been counted and examined, or for half a minute.
void settleWall(Studio &studio)
{
    OverviewModel *model = studio.desk().overview();
    studio.desk().governor()->setShares({.unlimited = true});
    waitFor([model] { return model->rowCount() > 0; });
    waitFor(
        [model] {
            for (int row = 0; row < model->rowCount(); ++row) {
                if (!model->rowAt(row)->facts.examinedAt.isValid() || !model->rowAt(row)->onAirSince.isValid())
                    return false;
            }
            return true;
        },
        30000);
}

void shootOverview(Theme *theme, const QString &folder)
{
    {
        Studio studio(theme, folder, u"demo"_s, {1400, 880});
        studio.window().showPage(u"overview"_s);
        Workspace *workspace = studio.connectMarked(Environment::Production);
        settleWall(studio);
        for (const StageRecord &record : workspace->stages()->records()) {
            if (record.isOnAir()) { // one of them goes off air
                studio.service().perform(u"DeleteStage"_s, {{u"arn"_s, record.stage.arn}});
                break;
            }
        }
        studio.window().page()->reload();
        studio.settle(workspace->stages());
        studio.shoot(u"overview"_s);
        for (QToolButton *button : studio.window().findChildren<QToolButton *>()) {
            if (button->text() == u"Table" && button->isVisible())
                button->click();
        }
        studio.shoot(u"overview-table"_s);
        studio.window().resize(1024, 700);
        studio.shoot(u"overview-table-small"_s);
    }
    {
        Studio studio(theme, folder, u"trouble"_s, {1024, 700});
        studio.window().showPage(u"overview"_s);
        studio.connectLocal();
        settleWall(studio);
        studio.shoot(u"overview-trouble"_s);
    }
    {
        Studio studio(theme, folder, u"empty"_s, {1200, 760});
        studio.window().showPage(u"overview"_s);
        studio.connectLocal();
        waitFor([&studio] { return studio.desk().overview()->emptyWords().contains(u"Nothing is on air"); });
        studio.shoot(u"overview-empty"_s);
    }
    {
        Studio studio(theme, folder, u"busy"_s, {1400, 880});
        studio.window().showPage(u"overview"_s);
        studio.connectLocal();
        OverviewModel *model = studio.desk().overview();
        studio.desk().governor()->setShares({.unlimited = true});
        waitFor([model] { return model->rowCount() > 200; });
        waitFor([] { return false; }, 3000);
        studio.shoot(u"overview-busy"_s);
    }
}

void shootOthers(Theme *theme, const QString &folder)
{
    {
        Studio studio(theme, folder, u"empty"_s, {1200, 760});
        studio.window().connectTo({{u"nobody"_s, {}, {}}, false});
        studio.shoot(u"missing-profile"_s);
    }
    {
        Studio studio(theme, folder, u"empty"_s, {1200, 760});
        studio.connectLocal();
        studio.shoot(u"no-stages"_s);
    }
    {
        Studio studio(theme, folder, u"trouble"_s, {1400, 880});
        Workspace *workspace = studio.connectLocal();
        studio.chooseStage(workspace, u"event-errors"_s);
        // Somebody who met an error.
        for (int row = 0; row < workspace->participants()->rowCount(); ++row) {
            studio.choose(studio.table(u"Participants"_s), row);
            studio.settle(workspace->events());
            const auto &events = workspace->events()->records();
            if (std::any_of(events.begin(), events.end(), [](const ivs::Event &e) { return e.errorCode.isSet(); }))
                break;
        }
        waitFor([workspace] { return !workspace->participantDetail()->isLoading(); });
        studio.shoot(u"trouble"_s);
    }
    {
        Studio studio(theme, folder, u"stadium"_s, {1400, 880});
        Workspace *workspace = studio.connectLocal();
        studio.choose(studio.table(u"Stages"_s), 0);
        waitFor([workspace] { return workspace->participants()->state().pages >= 5; });
        studio.shoot(u"loading"_s);
        workspace->participants()->stop();
        studio.shoot(u"partial"_s);
    }
}

void shootSheets(Theme *theme, const QString &folder)
{
    for (const QSize &size : {QSize(1400, 880), QSize(1024, 700)}) {
        Studio studio(theme, folder, u"demo"_s, size);
        Workspace *workspace = studio.connectLocal();
        shootForms(studio, workspace, u"-%1"_s.arg(size.width()), [](auto condition) { return waitFor(condition); });
    }
}

void shootTokenStudio(Theme *theme, const QString &folder)
{
    for (const QSize &size : {QSize(1400, 880), QSize(1024, 700)}) {
        Studio studio(theme, folder, u"demo"_s, size);
        Workspace *workspace = studio.connectLocal();
        shootInspect(studio, workspace, u"-%1"_s.arg(size.width()), [](auto c) { return waitFor(c); });
        shootTokens(studio, workspace, u"-%1"_s.arg(size.width()), [](auto c) { return waitFor(c); });
    }
    for (const QSize &size : {QSize(1400, 880), QSize(1024, 700)}) {
        Studio studio(theme, folder, u"demo"_s, size);
        shootSigning(
            studio, studio.connectLocal(), u"-%1"_s.arg(size.width()), [](auto c) { return waitFor(c, 3000); });
    }
}

void shootRegister(Theme *theme, const QString &folder)
{
    for (const QSize &size : {QSize(1400, 880), QSize(1024, 700)}) {
        Studio studio(theme, folder, u"demo"_s, size);
        Workspace *workspace = studio.connectLocal();
        studio.window().showPage(u"tokens"_s);
        studio.shoot(u"issued-none-%1"_s.arg(size.width()));
        shootIssued(studio, workspace, u"-%1"_s.arg(size.width()), [](auto c) { return waitFor(c, 3000); });
    }
}

// Turns to the timeline and reads all of it.
void openTimeline(Studio *studio, Workspace *workspace)
{
    studio->desk().governor()->setShares({.unlimited = true});
    auto *tabs = studio->find<QTabBar>(u"Views of the session"_s);
    for (int i = 0; i < tabs->count(); ++i) {
        if (tabs->tabText(i) == u"Timeline"_s)
            tabs->setCurrentIndex(i);
    }
    TimelineLoader *loader = workspace->timeline();
    loader->loadAll();
    waitFor([loader] { return !loader->isLoadingAll(); }, 60000);
}

void shootTimelines(Theme *theme, const QString &folder)
{
    {
        Studio studio(theme, folder, u"demo"_s, {1400, 880});
        Workspace *workspace = studio.connectLocal();
        studio.chooseStage(workspace, workspace->stages()->record(workspace->stages()->keyAt(0))->stage.name);
        openTimeline(&studio, workspace);
        fillLanes(studio, workspace, [](auto condition) { return waitFor(condition); });
        studio.shoot(u"timeline-live"_s);
        auto *view = studio.find<TimelineView>(u"Timeline"_s);
        view->zoom(6);
        QTest::mouseClick(view->viewport(), Qt::LeftButton, {}, view->rowRect(1).center());
        waitFor([workspace] { return !workspace->participantDetail()->isLoading(); });
        studio.settle(workspace->events());
        studio.shoot(u"timeline-chosen"_s);
        studio.window().resize(1024, 700);
        studio.shoot(u"timeline-small"_s);
    }
    {
        Studio studio(theme, folder, u"trouble"_s, {1400, 880});
        Workspace *workspace = studio.connectLocal();
        studio.chooseStage(workspace, u"event-errors"_s);
        openTimeline(&studio, workspace);
        studio.shoot(u"timeline-trouble"_s);
    }
    {
        Studio studio(theme, folder, u"scale"_s, {1900, 1100}, 1000);
        Workspace *workspace = studio.connectLocal();
        studio.chooseStage(workspace, u"scale"_s);
        openTimeline(&studio, workspace);
        studio.shoot(u"timeline-thousand"_s);
    }
}

} // namespace

int main(int argc, char **argv)
{
    for (int i = 1; i + 1 < argc; ++i) {
        if (qstrcmp(argv[i], "--scale") == 0) // read by Qt when the application is made
            qputenv("QT_SCALE_FACTOR", argv[i + 1]);
    }
    QApplication application(argc, argv);
    const std::vector<std::pair<QString, void (*)(Theme *, const QString &)>> parts {{u"tokens"_s, shootTokenStudio},
        {u"issued"_s, shootRegister}, {u"activity"_s, shootActivity}, {u"keys"_s, shootKeyPairs},
        {u"editor"_s, shootCompositionEditor}, {u"outputs"_s, shootEncodersAndStorage},
        {u"compositions"_s, shootBlackBox}, {u"sheets"_s, shootSheets}, {u"demo"_s, shootDemo},
        {u"overview"_s, shootOverview}, {u"others"_s, shootOthers}, {u"timelines"_s, shootTimelines}};
    QCommandLineParser parser;
    parser.addOptions({{u"out"_s, u"Folder for the pictures."_s, u"DIR"_s},
        {u"theme"_s, u"light or dark."_s, u"THEME"_s, u"light"_s}, {u"scale"_s, u"Scale factor."_s, u"N"_s}});
    for (const auto &part : parts)
        parser.addOption({part.first, u"Only these, or those of several such options."_s});
    parser.process(application);
    const QString folder = parser.value(u"out"_s);
    if (folder.isEmpty() || !QDir().mkpath(folder)) {
        std::fputs("screenshots: --out needs a folder that can be made\n", stderr);
        return 2;
    }
    Theme theme;
    theme.setDark(parser.value(u"theme"_s) == u"dark");
    DeskStyle::install(&theme);
    const bool all =
        std::none_of(parts.begin(), parts.end(), [&parser](const auto &part) { return parser.isSet(part.first); });
    for (const auto &part : parts) {
        if (all || parser.isSet(part.first))
            part.second(&theme, folder);
    }
    return 0;
}
