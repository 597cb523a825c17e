// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/desk.h"
#include "tests/support/localservice.h"
#include "tests/support/pretendkeychain.h"
#include "views/colorscheme.h"
#include "views/mainwindow.h"
#include "views/statekeeper.h"

#include <QCoreApplication>
#include <QElapsedTimer>
#include <QSettings>
#include <QTemporaryDir>

class DataTable;

template <typename Condition>
bool waitFor(Condition condition, int milliseconds = 15000)
{
    QElapsedTimer timer;
    timer.start();
    while (!condition()) {
        if (timer.elapsed() > milliseconds)
            return false;
        QCoreApplication::processEvents(QEventLoop::WaitForMoreEvents, 20);
    }
    return true;
}

/// One window over one local service, and the pictures taken of it.
class Studio
{
public:
    Studio(Theme *theme, const QString &folder, const QString &scenario, const QSize &size, int participants = 0);

    Workspace *connectLocal();
    /// The same by the environment's keys, as to AWS, with the profile marked.
    Workspace *connectMarked(Environment mark);
    void settle(ListModel *model);
    template <typename T>
    T *find(const QString &name)
    {
        for (T *each : m_window.findChildren<T *>()) {
            if (each->accessibleName() == name)
                return each;
        }
        return nullptr;
    }
    DataTable *table(const QString &name);
    void choose(DataTable *table, int row);
    /// Chooses a stage by name and waits for its sessions and participants.
    void chooseStage(Workspace *workspace, const QString &name);
    void shoot(const QString &name) { shootOf(&m_window, name); }
    /// Ends the program when the file can't be written.
    void shootOf(QWidget *widget, const QString &name);
    LocalService &service() { return m_service; }
    MainWindow &window() { return m_window; }
    Desk &desk() { return m_desk; }
    PretendKeychain *keychain() { return &m_keychain; }

    QString pasted; ///< what lies on the clipboard

private:
    static local::Options options(const QString &scenario, int participants);
    QProcessEnvironment environment();

    QString m_folder;
    QTemporaryDir m_home;
    LocalService m_service;
    QSettings m_settings;
    SettingsKeeper m_keeper;
    aws::SystemClock m_clock;
    ColorScheme m_scheme;
    PretendKeychain m_keychain;
    Desk m_desk;
    MainWindow m_window;
};
