// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/findarn.h"

#include "models/findloaded.h"
#include "models/plaintext.h"

#include <QCoreApplication>

#include <algorithm>

using namespace Qt::Literals::StringLiterals;
using Kind = FindResult::Kind;

namespace {

QString say(const char *text) { return QCoreApplication::translate("FindArn", text); }

bool holds(const QList<FindGroup> &groups, const QString &key)
{
    return std::any_of(groups.begin(), groups.end(), [&](const FindGroup &group) {
        return std::any_of(
            group.results.begin(), group.results.end(), [&](const FindResult &result) { return result.key == key; });
    });
}

} // namespace

std::optional<FindGroup> findByArn(
    const QList<Workspace *> &workspaces, const FindQuery &query, const QList<FindGroup> &loaded)
{
    if (!query.arn())
        return std::nullopt;
    const ivs::Arn &arn = *query.arn();
    FindResult result;
    result.name = arn.resourceId;
    result.where = arn.resourceType + u" · "_s + arn.region + u" · "_s + arn.account;
    result.place.arn = query.text();
    result.rank = FindQuery::Exact;
    if (arn.service != "ivs"_L1)
        result.reason = say("this ARN belongs to another service, %1").arg(shownText(arn.service));
    else if (arn.resourceType == "stage"_L1)
        result.kind = Kind::Stage;
    else if (arn.resourceType == "composition"_L1)
        result.kind = Kind::Composition;
    else if (arn.resourceType == "ingest-configuration"_L1) {
        // Asking for it by its ARN would bring its stream key along.
        result.kind = Kind::IngestConfiguration;
        result.reason = say("no list that has been read holds it: see the page Ingest");
    } else if (arn.resourceType == "encoder-configuration"_L1 || arn.resourceType == "storage-configuration"_L1)
        result.reason = say("these are not looked for here: see the page Outputs");
    else
        result.reason = say("there is no page for it");
    result.key = findKey(result.kind, query.text());
    if (holds(loaded, result.key))
        return std::nullopt;
    for (Workspace *workspace : workspaces) {
        const QString account = workspace->accountId();
        if (workspace->region() == arn.region && (account.isEmpty() || arn.account == account)) {
            result.place.workspace = workspace;
            break;
        }
    }
    if (result.reason.isEmpty() && !result.place.workspace)
        result.reason =
            say("no connection to %1 in account %2 is open").arg(shownText(arn.region), shownText(arn.account));
    result.note = result.reason.isEmpty() ? say("in no list: the service is asked") : QString();
    return FindGroup {u"arn"_s, say("By its ARN"), {result}, 1};
}
