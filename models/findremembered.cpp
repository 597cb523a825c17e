// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/findremembered.h"

#include "models/archive.h"
#include "models/findloaded.h"
#include "models/plaintext.h"

#include <QCoreApplication>

using namespace Qt::Literals::StringLiterals;
using Kind = FindResult::Kind;

namespace {

QString say(const char *text) { return QCoreApplication::translate("FindRemembered", text); }

Workspace *workspaceOf(const store::Place &place, const QList<Workspace *> &workspaces)
{
    for (Workspace *workspace : workspaces) {
        if (workspace->archive()->place() == place)
            return workspace;
    }
    return nullptr;
}

} // namespace

FindGroup findRemembered(const QList<store::Found> &found, int limit, const QList<Workspace *> &workspaces)
{
    FindGroup group;
    group.id = u"remembered"_s;
    group.title = found.size() < limit ? say("Remembered") : say("Remembered, the best %1").arg(limit);
    group.isMixed = true;
    for (const store::Found &row : found) {
        FindResult result;
        Workspace *workspace = workspaceOf(row.place, workspaces);
        const QString stage = workspace ? findStageName(workspace, row.stageArn) : idOfArn(row.stageArn);
        const QString place = workspace ? findPlaceWords(workspace) : row.place.accountId + u" · "_s + row.place.region;
        result.name = row.title;
        result.where = stage + u" · "_s + place;
        result.asOf = row.asOf;
        result.isRemembered = true;
        result.place = {workspace, row.stageArn, row.sessionId, {}, {}};
        switch (row.kind) {
        case store::Found::Kind::Stage:
            result.kind = Kind::Stage;
            result.key = findKey(result.kind, row.key);
            result.where = place;
            result.place.stageArn = row.key;
            result.place.sessionId.clear();
            break;
        case store::Found::Kind::Session:
            result.kind = Kind::Session;
            result.key = findKey(result.kind, row.key);
            break;
        case store::Found::Kind::Participant:
            result.kind = Kind::Participant;
            result.key = findKey(result.kind, row.key, row.sessionId);
            result.place.participantId = row.key;
            result.where.prepend(row.key + u" · "_s);
            break;
        case store::Found::Kind::Composition:
            result.kind = Kind::Composition;
            result.key = findKey(result.kind, row.key);
            result.place.arn = row.key;
            break;
        }
        if (result.name.isEmpty())
            result.name = row.kind == store::Found::Kind::Stage ? idOfArn(row.key) : row.key;
        if (!workspace) {
            result.reason = say("no connection to %1 in account %2 is open")
                                .arg(shownText(row.place.region), shownText(row.place.accountId));
        }
        group.results.append(result);
    }
    group.total = int(group.results.size());
    return group;
}
