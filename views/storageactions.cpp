// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/storageactions.h"

#include "models/choices.h"
#include "models/compositionacts.h"
#include "models/outputuse.h"
#include "models/storagestages.h"
#include "models/usewords.h"
#include "models/workspace.h"
#include "views/actionregistry.h"
#include "views/datatable.h"
#include "views/storagesheet.h"
#include "views/tagssheet.h"

#include <QLocale>

using namespace Qt::Literals::StringLiterals;

StorageActions::StorageActions(const ViewContext &context, const Place &place, DataTable *storages, QObject *parent)
    : PageActions(context, place, parent)
    , m_storages(storages)
{
    addCreate(u"storages.create"_s, tr("&New storage configuration…"), tr("New storage"),
        {tr("create"), tr("add"), tr("S3"), tr("bucket")}, [this] { create(); });
    storages->addActions({add(u"storages.tags"_s, tr("Ta&gs…"), u"tag"_s, {tr("storage"), tr("label")},
                              Qt::CTRL | Qt::Key_T, [this] { editTags(); }),
        add(u"storages.delete"_s, tr("&Delete…"), u"trash"_s, {tr("storage"), tr("bucket"), tr("remove")},
            QKeySequence::Delete, [this] { remove(); })});
    attend(storages);
    refresh();
}

QList<ivs::StorageConfigurationSummary> StorageActions::selected() const
{
    QList<ivs::StorageConfigurationSummary> rows;
    const QStringList keys = m_storages->selectedKeys();
    for (const QString &key : keys) {
        if (const ivs::StorageConfigurationSummary *record = workspace()->storages()->record(key))
            rows.append(*record);
    }
    return rows;
}

void StorageActions::refresh()
{
    const QString none = selectedCountOf(m_storages) == 0 ? tr("no storage configuration is selected") : QString();
    setReason(u"storages.create"_s, {});
    setReason(u"storages.tags"_s, none);
    setReason(u"storages.delete"_s, none);
}

void StorageActions::create()
{
    if (isFree())
        show(new StorageSheet(context(), workspace()));
}

void StorageActions::editTags()
{
    QList<TagsSheet::Resource> resources;
    const auto rows = selected();
    for (const ivs::StorageConfigurationSummary &row : rows)
        resources.append({row.arn, choiceText(row.name, row.arn), row.tags});
    if (!resources.isEmpty() && isFree())
        show(new TagsSheet(context(), workspace(), resources, tr("storage configurations")));
}

void StorageActions::remove()
{
    const auto rows = selected();
    if (rows.isEmpty() || !isFree())
        return;
    QStringList arns;
    Confirmation::Question question;
    for (const ivs::StorageConfigurationSummary &row : rows) {
        arns << row.arn;
        question.names << choiceText(row.name, row.arn);
    }
    question.title = rows.size() == 1 ? tr("Delete the storage configuration?")
                                      : tr("Delete %1 storage configurations?").arg(QLocale().toString(rows.size()));
    question.consequence =
        usewords::deletion(*workspace()->outputUse(), workspace()->storageStages(), arns, *workspace()->times()) + u' '
        + tr("The bucket and what lies in it stay. Whether AWS takes its rights in the bucket's policy back is not "
             "documented: look there. It can't be undone.");
    question.verb = tr("Delete");
    question.toType = nameToType(question.names);
    ask(question, nullptr, [this, arns, names = question.names](const QString &) {
        follow(workspace()->compositionActs()->deleteStorages(arns, names));
    });
}
