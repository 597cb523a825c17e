// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/local/options.h"

#include <QFile>
#include <QHostAddress>
#include <QJsonDocument>
#include <QJsonObject>
#include <QRegularExpression>

using namespace Qt::Literals::StringLiterals;

namespace local {

namespace {

using Problem = std::optional<QString>;

template <typename T>
Problem readNumber(const QString &name, const QString &value, double least, double most, T *number)
{
    bool ok = false;
    const double read = value.toDouble(&ok);
    if (!ok || !(read >= least && read <= most) || (std::is_integral_v<T> && read != double(T(read))))
        return u"%1: a number from %2 to %3 is expected, not \"%4\""_s.arg(name)
            .arg(least, 0, 'f', 0)
            .arg(most, 0, 'f', 0)
            .arg(value);
    *number = T(read);
    return std::nullopt;
}

Problem readSwitch(const QString &name, const QString &value, bool *flag)
{
    if (value != u"on"_s && value != u"off"_s)
        return u"%1: \"on\" or \"off\" is expected, not \"%2\""_s.arg(name, value);
    *flag = value == u"on"_s;
    return std::nullopt;
}

Problem readListen(const QString &value, Options *options)
{
    const qsizetype colon = value.lastIndexOf(u':');
    QString host = value.left(colon);
    if (host.startsWith(u'[') && host.endsWith(u']'))
        host = host.mid(1, host.size() - 2);
    if (host == u"localhost"_s)
        host = u"127.0.0.1"_s;
    const QHostAddress address(host);
    if (colon < 0 || address.isNull())
        return u"--listen: ADDRESS:PORT is expected, not \"%1\""_s.arg(value);
    if (!address.isLoopback())
        return u"--listen: only loopback addresses such as 127.0.0.1 are allowed, not \"%1\""_s.arg(host);
    options->listenAddress = address.toString();
    return readNumber(u"--listen"_s, value.mid(colon + 1), 0, 65535, &options->listenPort);
}

Problem readFaults(const QString &value, Options *options)
{
    QByteArray text = value.toUtf8();
    if (value.startsWith(u'@')) {
        QFile file(value.mid(1));
        if (!file.open(QIODevice::ReadOnly))
            return u"--faults: can't read %1: %2"_s.arg(file.fileName(), file.errorString());
        text = file.readAll();
    }
    QJsonParseError problem;
    const QJsonDocument document = QJsonDocument::fromJson(text, &problem);
    if (problem.error != QJsonParseError::NoError)
        return u"--faults: not JSON: %1"_s.arg(problem.errorString());
    options->faults = document.isArray() ? document.array() : QJsonArray {document.object()};
    return std::nullopt;
}

Problem readOption(const QString &name, const QString &value, Options *options)
{
    static const QRegularExpression region(u"^[a-z]{2,5}(-[a-z]+)+-\\d{1,2}$"_s);
    static const QRegularExpression account(u"^\\d{12}$"_s);
    if (name == u"--listen"_s)
        return readListen(value, options);
    if (name == u"--region"_s) {
        if (!region.match(value).hasMatch())
            return u"--region: a region such as us-east-1 is expected, not \"%1\""_s.arg(value);
        options->region = value;
        return std::nullopt;
    }
    if (name == u"--account"_s) {
        if (!account.match(value).hasMatch())
            return u"--account: twelve digits are expected, not \"%1\""_s.arg(value);
        options->account = value;
        return std::nullopt;
    }
    if (name == u"--scenario"_s) {
        options->scenario = value;
        return value.isEmpty() ? Problem(u"--scenario: a name or a file is expected"_s) : std::nullopt;
    }
    if (name == u"--seed"_s) {
        options->seedGiven = true;
        return readNumber(name, value, 0, 4294967295.0, &options->seed);
    }
    if (name == u"--speed"_s)
        return readNumber(name, value, 0, 100'000, &options->speed);
    if (name == u"--quotas"_s)
        return readSwitch(name, value, &options->quotas);
    if (name == u"--rates"_s)
        return readSwitch(name, value, &options->rates);
    if (name == u"--faults"_s)
        return readFaults(value, options);
    if (name == u"--participants"_s)
        return readNumber(name, value, 1, 1'000'000, &options->participants);
    return u"unknown option %1 (--help lists them)"_s.arg(name);
}

bool isOption(const QString &name) { return usage().contains(u"["_s + name + u' '); }

} // namespace

QString usage()
{
    return u"ivs-local [--listen 127.0.0.1:PORT] [--region R] [--account N] [--scenario NAME|FILE] [--seed N]\n"
           "          [--speed X] [--quotas on|off] [--rates on|off] [--faults JSON|@FILE] [--participants N]\n"
           "\n"
           "A local Amazon IVS Real-Time service on loopback. It prints one line of JSON when it is ready and ends on\n"
           "SIGTERM. Scenarios: empty, demo (default), busy, stadium, trouble, scale, or a file of steps.\n"_s;
}

tl::expected<Options, QString> parseOptions(const QStringList &arguments)
{
    Options options;
    for (qsizetype i = 0; i < arguments.size(); ++i) {
        QString name = arguments[i];
        QString value;
        const qsizetype equals = name.indexOf(u'=');
        const bool joined = name.startsWith(u"--"_s) && equals > 0;
        if (joined) {
            value = name.mid(equals + 1);
            name.truncate(equals);
        }
        if (!name.startsWith(u"--"_s))
            return tl::unexpected(u"unexpected argument \"%1\" (--help lists the options)"_s.arg(name));
        if (!joined && isOption(name)) {
            if (i + 1 == arguments.size())
                return tl::unexpected(u"%1: a value is expected"_s.arg(name));
            value = arguments[++i];
        }
        if (const Problem problem = readOption(name, value, &options))
            return tl::unexpected(*problem);
    }
    return options;
}

} // namespace local
