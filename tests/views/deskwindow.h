// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/desk.h"
#include "tests/support/localservice.h"
#include "tests/support/pretendkeychain.h"
#include "views/colorscheme.h"
#include "views/deskstyle.h"
#include "views/mainwindow.h"
#include "views/statekeeper.h"
#include "views/theme.h"

#include <QApplication>
#include <QDir>
#include <QLabel>
#include <QSettings>
#include <QTableView>
#include <QTemporaryDir>
#include <QTest>

/// The theme of the program under test. The style holds on to it, so that it lives as long as the application.
inline Theme *programTheme()
{
    static Theme *theme = [] {
        auto *made = new Theme(qApp);
        DeskStyle::install(made);
        return made;
    }();
    return theme;
}

/// The widget of a kind with this accessible name below \a root; null when there is none or more than one.
template <typename T>
T *named(const QWidget *root, const QString &name)
{
    T *found = nullptr;
    const auto all = root->findChildren<T *>();
    for (T *each : all) {
        if (each->accessibleName() != name)
            continue;
        if (found)
            return nullptr;
        found = each;
    }
    return found;
}

/// The visible button or tool button with these words on it.
template <typename T>
T *withText(const QWidget *root, const QString &text)
{
    const auto all = root->findChildren<T *>();
    for (T *each : all) {
        if (each->text() == text && each->isVisible())
            return each;
    }
    return nullptr;
}

/// Every label that is on screen below \a root, in one text: for questions about what a person can read there.
inline QString readable(const QWidget *root)
{
    QStringList texts;
    const auto labels = root->findChildren<QLabel *>();
    for (const QLabel *label : labels) {
        if (label->isVisible())
            texts << label->text();
    }
    return texts.join(QLatin1Char('\n'));
}

inline void clickRow(QTableView *table, int row, Qt::KeyboardModifiers modifiers = {})
{
    const QModelIndex index = table->model()->index(row, 0);
    table->scrollTo(index);
    QTest::mouseClick(table->viewport(), Qt::LeftButton, modifiers, table->visualRect(index).center());
}

inline bool isSettled(const ListModel *model)
{
    const ListState state = model->state();
    return state.phase > ListState::Phase::Loading && !state.isBusy();
}

/// A main window with everything it is handed in the test's hand: home folder, shared files, settings, clipboard.
class DeskWindow
{
public:
    explicit DeskWindow(
        const QByteArray &sharedConfig = "[default]\nregion = us-east-1\n[profile studio]\nregion = eu-central-1\n")
        : m_settings(m_home.filePath(QStringLiteral("stagedesk.conf")), QSettings::IniFormat)
        , m_keeper(&m_settings)
        , m_desk(environment(sharedConfig), &m_clock)
    {
        m_desk.governor()->setShares({.unlimited = true});
        m_desk.environments()->setSettings(&m_settings);
        m_desk.setKeychain(&m_keychain);
        m_settings.setValue(QStringLiteral("window/page"), QStringLiteral("stages"));
        open();
    }
    ~DeskWindow() { m_window.reset(); }
    Q_DISABLE_COPY_MOVE(DeskWindow)

    /// Makes the window anew, as the next start of the program does.
    void open()
    {
        m_window.reset();
        m_window = std::make_unique<MainWindow>(
            ViewContext {programTheme(), [this](const QString &text) { copied = text; }, &m_keeper,
                [this](QWidget *, const QString &proposed, const auto &then) {
                    proposedFile = proposed;
                    if (!chosenFile.isEmpty())
                        then(chosenFile);
                },
                [this](QWidget *, const QString &, const auto &then) {
                    if (!chosenFile.isEmpty())
                        then(chosenFile);
                },
                [this](const QString &text) { copiedSecret = text; }, [this] { return pasted; }},
            &m_desk, &m_scheme, &m_settings);
    }
    /// Shows the window and waits until it is on screen and active.
    bool show(const QSize &size = {1280, 800})
    {
        m_window->resize(size);
        m_window->show();
        m_window->activateWindow();
        return QTest::qWaitForWindowActive(m_window.get());
    }
    Workspace *connectTo(const LocalService &service, bool readOnly = false)
    {
        return m_desk.openLocal(
            service.endpoint(), service.region(), service.accessKeyId(), service.secretAccessKey(), readOnly);
    }

    MainWindow *window() const { return m_window.get(); }
    Desk *desk() { return &m_desk; }
    QSettings *settings() { return &m_settings; }
    QString home() const { return m_home.path(); }

    PretendKeychain *keychain() { return &m_keychain; }

    QString copied; ///< what the clipboard was given last
    QString copiedSecret; ///< the same of what is taken off it again
    QString pasted; ///< what lies on it
    QString chosenFile; ///< what the person answers to the question for a file; empty cancels it
    QString proposedFile; ///< the name that was proposed last

private:
    QProcessEnvironment environment(const QByteArray &sharedConfig) const
    {
        QDir(m_home.path()).mkpath(QStringLiteral(".aws"));
        QFile config(m_home.filePath(QStringLiteral(".aws/config")));
        if (!config.open(QIODevice::WriteOnly) || config.write(sharedConfig) != sharedConfig.size())
            qFatal("The home folder of the test can't be written");
        QProcessEnvironment made;
        made.insert(QStringLiteral("HOME"), m_home.path());
        return made;
    }

    QTemporaryDir m_home;
    QSettings m_settings;
    SettingsKeeper m_keeper;
    aws::SystemClock m_clock;
    ColorScheme m_scheme;
    PretendKeychain m_keychain;
    Desk m_desk;
    std::unique_ptr<MainWindow> m_window;
};

/// Waits until a list has been read or has failed.
#define TRY_SETTLED(model) QTRY_VERIFY_WITH_TIMEOUT(isSettled(model), 15000)
