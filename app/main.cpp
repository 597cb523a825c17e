// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/commandline.h"
#include "app/embeddedlocal.h"
#include "app/logging.h"
#include "app/singleinstance.h"
#include "models/settingsfile.h"
#include "models/systemkeychain.h"
#include "views/colorscheme.h"
#include "views/deskstyle.h"
#include "views/mainwindow.h"
#include "views/savefile.h"
#include "views/secretclipboard.h"
#include "views/statekeeper.h"
#include "views/theme.h"

#include <QApplication>
#include <QClipboard>
#include <QDesktopServices>
#include <QIcon>
#include <QSocketNotifier>
#include <QStandardPaths>
#include <QUrl>

#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <unistd.h>

using namespace Qt::Literals::StringLiterals;

namespace {

enum Exit { Good = 0, Failed = 1, WrongUsage = 2 };

void say(FILE *stream, const QString &text)
{
    std::fputs((text + u'\n').toUtf8().constData(), stream);
    std::fflush(stream);
}

int signalPipe[2] {-1, -1};

// Only what may be done in a signal handler: one byte for the event loop.
void onSignal(int)
{
    const char byte = 0;
    [[maybe_unused]] const ssize_t written = write(signalPipe[1], &byte, 1);
}

// SIGTERM and SIGINT close the window as a person would: settings are kept, the local service ends.
void closeOnSignals(MainWindow *window)
{
    if (pipe(signalPipe) != 0)
        return;
    auto *notifier = new QSocketNotifier(signalPipe[0], QSocketNotifier::Read, window);
    QObject::connect(notifier, &QSocketNotifier::activated, window, [window] {
        window->closeWithoutAsking();
        QApplication::quit();
    });
    struct sigaction action
    {
    };
    action.sa_handler = onSignal;
    sigaction(SIGTERM, &action, nullptr);
    sigaction(SIGINT, &action, nullptr);
}

bool hasDisplay()
{
    return !qEnvironmentVariableIsEmpty("DISPLAY") || !qEnvironmentVariableIsEmpty("WAYLAND_DISPLAY")
        || !qEnvironmentVariableIsEmpty("QT_QPA_PLATFORM");
}

// Qt aborts when it can't reach the display that the environment names: one sentence and an exit code instead.
QtMessageHandler logHandler = nullptr;

void whileStarting(QtMsgType type, const QMessageLogContext &context, const QString &message)
{
    if (type == QtFatalMsg) {
        const QString display = qEnvironmentVariable("WAYLAND_DISPLAY", qEnvironmentVariable("DISPLAY"));
        say(stderr, u"stagedesk: The display “%1” can't be reached."_s.arg(display));
        std::_Exit(Failed);
    }
    logHandler(type, context, message);
}

} // namespace

int main(int argc, char **argv)
{
    QCoreApplication::setApplicationName(u"stagedesk"_s);
    QCoreApplication::setApplicationVersion(QStringLiteral(STAGEDESK_VERSION));
    QStringList arguments;
    for (int i = 1; i < argc; ++i)
        arguments.append(QString::fromLocal8Bit(argv[i]));
    const auto line = parseCommandLine(arguments);
    if (!line) {
        say(stderr, u"stagedesk: "_s + line.error());
        return WrongUsage;
    }
    if (line->version) {
        say(stdout, u"stagedesk "_s + QCoreApplication::applicationVersion());
        return Good;
    }
    if (line->help) {
        QCoreApplication forItsName(argc, argv); // the help text begins with the program's name
        say(stdout, commandLineHelp().trimmed());
        return Good;
    }
    QString why;
    if (!startLogging(line->logLevel, line->logFile, &why)) {
        say(stderr, u"stagedesk: "_s + why);
        return Failed;
    }
    if (!hasDisplay()) {
        say(stderr, u"stagedesk: There is no display: neither DISPLAY nor WAYLAND_DISPLAY is set."_s);
        return Failed;
    }

    logHandler = qInstallMessageHandler(whileStarting);
    QApplication application(argc, argv);
    qInstallMessageHandler(logHandler);
    QGuiApplication::setDesktopFileName(u"stagedesk"_s);
    ColorScheme desktop; // before the theme takes the palette over
    Theme theme;
    theme.setDark(desktop.isDark());
    DeskStyle::install(&theme);
    QApplication::setWindowIcon(QIcon(u":/icons/stagedesk.svg"_s));

    const QString storeFolder = QStandardPaths::writableLocation(QStandardPaths::GenericDataLocation) + u"/stagedesk"_s;
    SingleInstance instance(storeFolder);
    if (!line->local) {
        const SingleInstance::Role role = instance.claim(line->connection);
        if (role == SingleInstance::Role::HandedOver)
            return Good;
        if (role == SingleInstance::Role::Refused) {
            say(stderr, u"stagedesk: It is running already, and does not answer."_s);
            return Failed;
        }
    }

    SettingsFile settings(
        QStandardPaths::writableLocation(QStandardPaths::GenericConfigLocation) + u"/stagedesk.conf"_s);
    aws::SystemClock clock;
    SystemKeychain keychain;
    Desk desk(QProcessEnvironment::systemEnvironment(), &clock);
    desk.environments()->setSettings(&settings);
    desk.setKeychain(&keychain);
    desk.setStoreFolder(storeFolder);
    if (!line->local)
        desk.store(); // what earlier runs met can be found before any connection is open
    SettingsKeeper keeper(&settings);
    SecretClipboard secrets(QGuiApplication::clipboard(), &clock);
    const ViewContext context {&theme, [](const QString &text) { QGuiApplication::clipboard()->setText(text); },
        &keeper, askSaveFile, askOpenFile, [&secrets](const QString &text) { secrets.copy(text); },
        [] { return QGuiApplication::clipboard()->text(); },
        [](const QUrl &address) { QDesktopServices::openUrl(address); }};
    MainWindow window(context, &desk, &desktop, &settings);
    closeOnSignals(&window);
    QObject::connect(&instance, &SingleInstance::handedOver, &window, [&window](const ConnectionRequest &request) {
        const aws::ConfigurationChoice &choice = request.choice;
        if (request.readOnly || !(choice.profile + choice.region + choice.endpointUrl).isEmpty())
            window.connectTo(request);
        window.setWindowState(window.windowState() & ~Qt::WindowMinimized);
        window.show();
        window.raise();
        window.activateWindow();
    });
    EmbeddedLocal local;
    if (line->local) {
        QObject::connect(&local, &EmbeddedLocal::ready, &desk,
            [&](const QString &endpoint, const QString &region, const QString &key, const QString &secret) {
                desk.openLocal(endpoint, region, key, secret, line->connection.readOnly);
            });
        QObject::connect(&local, &EmbeddedLocal::failed, &window, [&](const QString &reason) {
            say(stderr, u"stagedesk: The local service could not start: "_s + reason);
            QCoreApplication::exit(Failed);
        });
        local.start(line->scenario);
    } else {
        window.connectTo(line->connection);
    }
    window.show();
    desktop.follow();
    return QApplication::exec();
}
