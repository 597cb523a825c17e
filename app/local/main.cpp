// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/local/options.h"
#include "app/local/service.h"

#include <QCoreApplication>
#include <QJsonDocument>
#include <QJsonObject>
#include <QSocketNotifier>

#include <csignal>
#include <cstdio>
#include <unistd.h>

using namespace Qt::Literals::StringLiterals;

namespace {

int signalPipe[2] {-1, -1};

// Only what may be done in a signal handler: one byte for the event loop.
void onSignal(int)
{
    const char byte = 0;
    [[maybe_unused]] const ssize_t written = write(signalPipe[1], &byte, 1);
}

bool quitOnSignals(QCoreApplication *application)
{
    if (pipe(signalPipe) != 0)
        return false;
    auto *notifier = new QSocketNotifier(signalPipe[0], QSocketNotifier::Read, application);
    QObject::connect(notifier, &QSocketNotifier::activated, application, [] { QCoreApplication::exit(0); });
    struct sigaction action
    {
    };
    action.sa_handler = onSignal;
    return sigaction(SIGTERM, &action, nullptr) == 0 && sigaction(SIGINT, &action, nullptr) == 0;
}

void say(FILE *stream, const QString &text)
{
    std::fputs((text + u'\n').toUtf8().constData(), stream);
    std::fflush(stream);
}

} // namespace

int main(int argc, char **argv)
{
    QCoreApplication application(argc, argv);
    QCoreApplication::setApplicationName(u"ivs-local"_s);
    const QStringList arguments = QCoreApplication::arguments().mid(1);
    if (arguments.contains(u"--help"_s)) {
        say(stdout, local::usage().trimmed());
        return 0;
    }
    const auto options = local::parseOptions(arguments);
    if (!options) {
        say(stderr, u"ivs-local: "_s + options.error());
        return 2;
    }
    if (!quitOnSignals(&application)) {
        say(stderr, u"ivs-local: can't watch for signals"_s);
        return 1;
    }
    local::Service service;
    QString why;
    if (!service.start(*options, &why)) {
        say(stderr, u"ivs-local: "_s + why);
        return service.failure() == local::Service::Failure::Usage ? 2 : 1;
    }
    const QJsonObject ready {
        {u"endpoint"_s, service.endpoint()},
        {u"region"_s, service.region()},
        {u"accountId"_s, service.accountId()},
        {u"accessKeyId"_s, service.accessKeyId()},
        {u"secretAccessKey"_s, service.secretAccessKey()},
    };
    say(stdout, QString::fromUtf8(QJsonDocument(ready).toJson(QJsonDocument::Compact)));
    return QCoreApplication::exec();
}
