// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/screenshots/studio.h"

#include "views/datatable.h"
#include "views/theme.h"

#include <QDir>
#include <QFile>

#include <cstdio>
#include <cstdlib>

using namespace Qt::Literals::StringLiterals;

Studio::Studio(Theme *theme, const QString &folder, const QString &scenario, const QSize &size, int participants)
    : m_folder(folder)
    , m_service(options(scenario, participants))
    , m_settings(m_home.filePath(u"stagedesk.conf"_s), QSettings::IniFormat)
    , m_keeper(&m_settings)
    , m_desk(environment(), &m_clock)
    , m_window({theme, [](const QString &) {}, &m_keeper, [](QWidget *, const QString &, const auto &) {},
                   [](QWidget *, const QString &, const auto &) {}, [](const QString &) {}, [this] { return pasted; }},
          &m_desk, &m_scheme, &m_settings)
{
    m_desk.setKeychain(&m_keychain);
    m_desk.setStoreFolder(m_home.filePath(u"store"_s));
    m_settings.setValue(u"view/theme"_s, theme->isDark() ? u"dark"_s : u"light"_s);
    m_window.showPage(u"stages"_s);
    m_window.resize(size);
    m_window.show();
}

local::Options Studio::options(const QString &scenario, int participants)
{
    local::Options made = LocalService::standing(scenario);
    if (participants > 0)
        made.participants = participants;
    return made;
}

QProcessEnvironment Studio::environment()
{
    QProcessEnvironment made;
    made.insert(u"HOME"_s, m_home.path());
    QDir(m_home.path()).mkpath(u".aws"_s);
    QFile config(m_home.filePath(u".aws/config"_s));
    if (config.open(QIODevice::WriteOnly))
        config.write("[default]\nregion = us-east-1\n[profile studio]\nregion = eu-central-1\n");
    made.insert(u"AWS_CONFIG_FILE"_s, u"~/.aws/config"_s);
    made.insert(u"AWS_ACCESS_KEY_ID"_s, m_service.accessKeyId());
    made.insert(u"AWS_SECRET_ACCESS_KEY"_s, m_service.secretAccessKey());
    return made;
}

Workspace *Studio::connectLocal()
{
    Workspace *workspace = m_desk.openLocal(
        m_service.endpoint(), m_service.region(), m_service.accessKeyId(), m_service.secretAccessKey());
    settle(workspace->stages());
    return workspace;
}

Workspace *Studio::connectMarked(Environment mark)
{
    m_desk.environments()->markProfile(u"default"_s, mark);
    const auto opened =
        m_desk.open({.choice = {.profile = {}, .region = m_service.region(), .endpointUrl = m_service.endpoint()},
            .readOnly = false});
    if (!opened)
        qFatal("The connection can't be opened");
    settle((*opened)->stages());
    return *opened;
}

void Studio::settle(ListModel *model)
{
    waitFor([model] { return model->state().phase > ListState::Phase::Loading && !model->state().isBusy(); });
}

DataTable *Studio::table(const QString &name) { return find<DataTable>(name); }

void Studio::choose(DataTable *table, int row)
{
    table->selectRow(row);
    table->setCurrentIndex(table->model()->index(row, 0));
}

void Studio::chooseStage(Workspace *workspace, const QString &name)
{
    for (const StageRecord &record : workspace->stages()->records()) {
        if (record.stage.name == name)
            table(u"Stages"_s)->setCurrentKey(record.stage.arn);
    }
    settle(workspace->sessions());
    waitFor([workspace] { return workspace->participants()->state().phase != ListState::Phase::NotAsked; }, 2000);
    settle(workspace->participants());
}

void Studio::shootOf(QWidget *widget, const QString &name)
{
    // Texts that come with a pause, and layouts that follow them.
    QElapsedTimer timer;
    timer.start();
    while (timer.elapsed() < 400)
        QCoreApplication::processEvents(QEventLoop::WaitForMoreEvents, 20);
    const QString file = QDir(m_folder).filePath(name + u".png"_s);
    if (!widget->grab().save(file)) {
        std::fprintf(stderr, "screenshots: %s can't be written\n", qPrintable(file));
        std::exit(1);
    }
    std::puts(qPrintable(file));
}
