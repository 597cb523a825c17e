// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/desk.h"

#include <QStringList>

#include <tl/expected.hpp>

/// What the command line of stagedesk asks for.
struct CommandLine
{
    bool help = false;
    bool version = false;
    bool local = false;
    QString scenario; ///< of the local service; empty: its default
    ConnectionRequest connection;
    QtMsgType logLevel = QtWarningMsg; ///< messages below it are dropped
    QString logFile; ///< empty: standard error
};

/// Reads the arguments behind the program's name, or says in one sentence what is wrong with them.
tl::expected<CommandLine, QString> parseCommandLine(const QStringList &arguments);
/// The text of --help.
QString commandLineHelp();
