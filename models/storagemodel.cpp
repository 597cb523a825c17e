// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/storagemodel.h"

#include "models/ivs/operations.h"
#include "models/outputuse.h"
#include "models/stagemodel.h"
#include "models/timetext.h"

#include <QLocale>

using namespace Qt::Literals::StringLiterals;

StorageModel::StorageModel(
    ivs::Client *client, const OutputUse *use, ServiceClock *clock, TimeText *times, QObject *parent)
    : PagedModel(client, ivs::kListStorageConfigurations, clock, times, parent)
    , m_use(use)
{
    setColumns({
        {tr("Name"), Qt::AlignLeft, false, false, 160, {}, u"name"_s},
        {tr("Bucket"), Qt::AlignLeft, false, false, 200, {}, u"bucket"_s},
        {tr("Used by"), Qt::AlignLeft, false, false, 132,
            tr("Running compositions: while there is one, or a stage records to it, the service refuses to delete it."),
            u"use"_s},
        {tr("Tags"), Qt::AlignLeft, false, false, 120, {}, u"tags"_s},
        {tr("Id"), Qt::AlignLeft, true, false, 120, {}, u"id"_s},
    });
    connect(use, &OutputUse::changed, this, &StorageModel::showUse);
    ask({.maxResults = 100});
}

void StorageModel::showUse()
{
    for (int row = 0; row < int(records().size()); ++row) {
        QString &shown = m_shownUse[at(row).arn];
        const QString now = m_use->countText(at(row).arn);
        if (std::exchange(shown, now) != now)
            recordChanged(row);
    }
}

void StorageModel::tally(const ivs::StorageConfigurationSummary *was, const ivs::StorageConfigurationSummary *is)
{
    if (!was && is)
        m_shownUse.insert(is->arn, m_use->countText(is->arn));
    else if (was && !is)
        m_shownUse.remove(was->arn);
}

QString StorageModel::counted(int count) const
{
    return count == 1 ? tr("1 storage configuration") : tr("%1 storage configurations").arg(QLocale().toString(count));
}

QString StorageModel::listId() const { return u"storages"_s; }

QByteArray StorageModel::rawJson(const QString &arn) const
{
    const ivs::StorageConfigurationSummary *found = record(arn);
    return found ? written(*found) : QByteArray();
}

std::optional<ListModel::Request> StorageModel::request(const QString &arn) const
{
    if (!record(arn))
        return {};
    return asked(ivs::kGetStorageConfiguration, ivs::GetStorageConfigurationRequest {.arn = arn});
}

ivs::StorageConfigurationSummary StorageModel::made(
    ivs::StorageConfigurationSummary &&item, const ivs::StorageConfigurationSummary *) const
{
    return std::move(item);
}

void StorageModel::clearRecords()
{
    PagedModel::clearRecords();
    m_shownUse.clear();
}

QString StorageModel::text(int row, int column) const
{
    const ivs::StorageConfigurationSummary &item = at(row);
    switch (column) {
    case Name:
        return item.name.isEmpty() ? tr("(no name)") : item.name;
    case Bucket:
        return item.s3 ? item.s3->bucketName : TimeText::unknown();
    case Use:
        return m_use->countText(item.arn);
    case Tags:
        return tagsText(item.tags);
    case Id:
        return idOfArn(item.arn);
    default:
        return {};
    }
}

QString StorageModel::rawText(int row, int column) const
{
    if (column == Name)
        return at(row).name;
    if (column == Bucket)
        return at(row).s3 ? at(row).s3->bucketName : QString();
    return column == Id ? at(row).arn : text(row, column);
}

Tone StorageModel::tone(int row, int column) const
{
    if (column != Use)
        return Tone::None;
    return m_use->of(at(row).arn).isEmpty() ? Tone::Idle : Tone::OnAir;
}

int StorageModel::compare(int a, int b, int column) const
{
    if (column == Use)
        return int(m_use->of(at(a).arn).size() - m_use->of(at(b).arn).size());
    return text(a, column).compare(text(b, column), Qt::CaseInsensitive);
}
