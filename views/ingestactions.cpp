// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/ingestactions.h"

#include "models/stageacts.h"
#include "models/workspace.h"
#include "views/actionregistry.h"
#include "views/datatable.h"
#include "views/ingestsheet.h"
#include "views/tagssheet.h"

using namespace Qt::Literals::StringLiterals;

namespace {

QString nameOf(const ivs::IngestConfigurationSummary &ingest)
{
    return ingest.name.isEmpty() ? idOfArn(ingest.arn) : ingest.name;
}

} // namespace

IngestActions::IngestActions(const ViewContext &context, const Place &place, DataTable *ingests, QObject *parent)
    : PageActions(context, place, parent)
    , m_ingests(ingests)
{
    addCreate(u"ingest.create"_s, tr("&Create an ingest configuration…"), tr("Create"),
        {tr("new"), tr("add"), tr("RTMP"), tr("encoder")}, [this] { create(); });
    ingests->addActions({add(u"ingest.attach"_s, tr("&Attach to a stage…"), u"plug"_s, {tr("ingest"), tr("bind")},
                             Qt::Key_F2, [this] { attach(); }),
        add(u"ingest.detach"_s, tr("De&tach from its stage"), u"unplug"_s, {tr("ingest"), tr("unbind")}, {},
            [this] { detach(); }),
        add(u"ingest.tags"_s, tr("Ta&gs…"), u"tag"_s, {tr("ingest"), tr("label")}, Qt::CTRL | Qt::Key_T,
            [this] { editTags(); }),
        add(u"ingest.delete"_s, tr("&Delete…"), u"trash"_s, {tr("ingest"), tr("remove")}, QKeySequence::Delete,
            [this] { remove(); })});
    attend(ingests);
    refresh();
}

QList<ivs::IngestConfigurationSummary> IngestActions::selected() const
{
    QList<ivs::IngestConfigurationSummary> found;
    const QStringList keys = m_ingests->selectedKeys();
    for (const QString &key : keys) {
        if (const auto *record = workspace()->ingests()->record(key))
            found.append(*record);
    }
    return found;
}

void IngestActions::refresh()
{
    const QList<ivs::IngestConfigurationSummary> rows = selected();
    const QString none = rows.isEmpty() ? tr("no ingest configuration is selected") : QString();
    const QString notOne = rows.size() > 1 ? tr("more than one ingest configuration is selected") : none;
    // The service refuses it (fact sheet 9).
    const QString busy = notOne.isEmpty() && isPublishing(rows.first()) ? tr("somebody publishes through it") : notOne;
    setReason(u"ingest.create"_s, {});
    setReason(u"ingest.attach"_s, busy);
    setReason(u"ingest.detach"_s,
        busy.isEmpty() && rows.first().stageArn.isEmpty() ? tr("it is attached to no stage") : busy);
    setReason(u"ingest.tags"_s, none);
    setReason(u"ingest.delete"_s, none);
    // What it would touch stands on it: the panel beside shows only one of them.
    registry()
        ->action(u"ingest.tags"_s)
        ->setText(rows.size() > 1 ? tr("Ta&gs of %1 ingest configurations…").arg(rows.size()) : tr("Ta&gs…"));
    registry()
        ->action(u"ingest.delete"_s)
        ->setText(rows.size() > 1 ? tr("&Delete %1 ingest configurations…").arg(rows.size()) : tr("&Delete…"));
}

void IngestActions::create()
{
    if (isFree())
        show(new IngestSheet(context(), workspace()));
}

void IngestActions::attach()
{
    const auto rows = selected();
    if (rows.size() == 1 && isFree())
        show(new AttachSheet(context(), workspace(), rows.first()));
}

// Nobody publishes through it then, and it can be undone: no question.
void IngestActions::detach()
{
    const auto rows = selected();
    // An empty ARN detaches; a null one would leave things as they are.
    if (rows.size() == 1 && isFree())
        follow(workspace()->stageActs()->updateIngest({.arn = rows.first().arn, .stageArn = u""_s}, rows.first()));
}

// The list does not tell the tags: the sheet reads them.
void IngestActions::editTags()
{
    QList<TagsSheet::Resource> resources;
    for (const ivs::IngestConfigurationSummary &row : selected())
        resources.append({row.arn, nameOf(row), {}});
    if (!resources.isEmpty() && isFree())
        show(new TagsSheet(context(), workspace(), resources, tr("ingest configurations")));
}

void IngestActions::remove()
{
    const auto rows = selected();
    if (rows.isEmpty() || !isFree())
        return;
    const bool force = std::any_of(rows.begin(), rows.end(), isPublishing);
    QStringList arns;
    Confirmation::Question question;
    for (const ivs::IngestConfigurationSummary &row : rows) {
        arns << row.arn;
        question.names << nameOf(row);
    }
    question.title = rows.size() == 1 ? tr("Delete the ingest configuration?")
                                      : tr("Delete %1 ingest configurations?").arg(rows.size());
    question.consequence = force ? tr("Whoever publishes is disconnected first. Stream keys can't be brought back.")
                                 : tr("Stream keys can't be brought back.");
    question.verb = force  ? tr("Disconnect and delete")
        : rows.size() == 1 ? tr("Delete")
                           : tr("Delete %1").arg(rows.size());
    question.toType = nameToType(question.names);
    StageActs *acts = workspace()->stageActs();
    ask(question, acts->ingestsDestruction(arns),
        [this, acts, arns, force](const QString &) { follow(acts->deleteIngests(arns, force)); });
}
