// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QJsonArray>
#include <QString>
#include <QStringList>

#include <tl/expected.hpp>

namespace local {

/// How the local service is to be.
struct Options
{
    QString listenAddress = QStringLiteral("127.0.0.1"); ///< loopback only
    quint16 listenPort = 0; ///< 0: any free one
    QString region = QStringLiteral("us-east-1");
    QString account = QStringLiteral("123456789012");
    QString scenario = QStringLiteral("demo"); ///< a name, or a file
    quint32 seed = 1;
    bool seedGiven = false; ///< else a scenario file may set it
    double speed = 1; ///< 0: only /_local/advance moves the clock
    bool quotas = true;
    bool rates = true;
    double clientSpeed = 1; ///< of a client whose clock is not the wall's, for benchmarks; not on the command line
    QJsonArray faults; ///< requests as /_local/fault takes them
    int participants = 10'000; ///< of the scenario `scale`
};

/// Reads the arguments behind the program's name; a sentence that says what is wrong otherwise.
tl::expected<Options, QString> parseOptions(const QStringList &arguments);

/// The command line, for --help.
QString usage();

} // namespace local
