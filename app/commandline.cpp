// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/commandline.h"

#include <QCommandLineParser>

using namespace Qt::Literals::StringLiterals;

namespace {

void describe(QCommandLineParser &parser)
{
    parser.setApplicationDescription(u"Stagedesk, an operator's console for Amazon IVS Real-Time Streaming."_s);
    parser.addOptions({
        {{u"h"_s, u"help"_s}, u"Show this help."_s},
        {{u"v"_s, u"version"_s}, u"Show the version."_s},
        {u"local"_s, u"Start with the built-in local service: no AWS account is needed and nothing reaches AWS."_s},
        {u"scenario"_s, u"With --local: empty, demo (the default), busy, stadium, trouble, scale, or a file."_s,
            u"NAME"_s},
        {u"profile"_s, u"A profile of the AWS shared files."_s, u"PROFILE"_s},
        {u"region"_s, u"An AWS region, as us-east-1."_s, u"REGION"_s},
        {u"endpoint-url"_s, u"Another endpoint for IVS Real-Time."_s, u"URL"_s},
        {u"read-only"_s, u"Nothing can be changed."_s},
        {u"log-level"_s, u"debug, info, warning (the default) or error."_s, u"LEVEL"_s},
        {u"log-file"_s, u"Write the log there instead of to standard error."_s, u"FILE"_s},
    });
}

} // namespace

QString commandLineHelp()
{
    QCommandLineParser parser;
    describe(parser);
    return parser.helpText();
}

tl::expected<CommandLine, QString> parseCommandLine(const QStringList &arguments)
{
    QCommandLineParser parser;
    describe(parser);
    // The parser takes the first argument for the program's name.
    if (!parser.parse(QStringList {u"stagedesk"_s} + arguments))
        return tl::unexpected(parser.errorText());
    const QStringList stray = parser.positionalArguments();
    if (!stray.isEmpty())
        return tl::unexpected(u"“%1” is not an option. See stagedesk --help."_s.arg(stray.first()));
    CommandLine line;
    line.help = parser.isSet(u"help"_s);
    line.version = parser.isSet(u"version"_s);
    line.local = parser.isSet(u"local"_s);
    line.scenario = parser.value(u"scenario"_s);
    line.connection.choice.profile = parser.value(u"profile"_s);
    line.connection.choice.region = parser.value(u"region"_s);
    line.connection.choice.endpointUrl = parser.value(u"endpoint-url"_s);
    line.connection.readOnly = parser.isSet(u"read-only"_s);
    line.logFile = parser.value(u"log-file"_s);
    if (line.local && (parser.isSet(u"profile"_s) || parser.isSet(u"endpoint-url"_s)))
        return tl::unexpected(u"--local can't be combined with --profile or --endpoint-url."_s);
    if (!line.local && parser.isSet(u"scenario"_s))
        return tl::unexpected(u"--scenario needs --local."_s);
    const QString level = parser.isSet(u"log-level"_s) ? parser.value(u"log-level"_s) : u"warning"_s;
    if (level == "debug"_L1)
        line.logLevel = QtDebugMsg;
    else if (level == "info"_L1)
        line.logLevel = QtInfoMsg;
    else if (level == "warning"_L1)
        line.logLevel = QtWarningMsg;
    else if (level == "error"_L1)
        line.logLevel = QtCriticalMsg;
    else
        return tl::unexpected(u"--log-level is “%1”. It must be debug, info, warning or error."_s.arg(level));
    for (const auto &[option, value] :
        {std::pair(u"profile"_s, line.connection.choice.profile), std::pair(u"region"_s, line.connection.choice.region),
            std::pair(u"endpoint-url"_s, line.connection.choice.endpointUrl), std::pair(u"scenario"_s, line.scenario),
            std::pair(u"log-file"_s, line.logFile)}) {
        if (parser.isSet(option) && value.isEmpty())
            return tl::unexpected(u"--%1 needs a value."_s.arg(option));
    }
    return line;
}
