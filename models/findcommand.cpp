// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/findcommand.h"

#include "models/findloaded.h"

#include <QCoreApplication>

#include <algorithm>

using namespace Qt::Literals::StringLiterals;
using Kind = FindResult::Kind;

namespace {

QString say(const char *text) { return QCoreApplication::translate("FindCommand", text); }

} // namespace

QList<FindGroup> findCommands(const QList<FindCommand> &commands, const FindQuery &query)
{
    FindGroup pages {u"pages"_s, say("Pages"), {}, 0};
    FindGroup actions {u"actions"_s, say("Actions"), {}, 0};
    for (const FindCommand &command : commands) {
        FindQuery::Rank rank = query.rank(command.words);
        if (rank == FindQuery::None && !query.isEmpty()) {
            rank = query.rank(command.words + u' ' + command.keywords);
            if (rank == FindQuery::None)
                continue;
        }
        FindResult result;
        result.kind = command.isPage ? Kind::Page : Kind::Action;
        result.key = findKey(result.kind, command.id);
        result.name = command.words;
        result.where = command.where;
        result.note = command.shortcut;
        result.reason = command.reason;
        result.command = command.id;
        result.rank = rank;
        (command.isPage ? pages : actions).results.append(result);
    }
    QList<FindGroup> groups;
    for (FindGroup *group : {&pages, &actions}) {
        std::stable_sort(group->results.begin(), group->results.end(), [](const FindResult &a, const FindResult &b) {
            return std::pair(a.rank, !a.reason.isEmpty()) < std::pair(b.rank, !b.reason.isEmpty());
        });
        group->total = int(group->results.size());
        if (group->total > 0)
            groups.append(*group);
    }
    return groups;
}
