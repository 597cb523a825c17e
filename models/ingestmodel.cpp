// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/ingestmodel.h"

#include "models/ivs/operations.h"
#include "models/stagemodel.h"

#include <QLocale>

using namespace Qt::Literals::StringLiterals;
using Ingest = ivs::IngestConfigurationSummary;

bool isPublishing(const Ingest &ingest) { return ingest.state == ivs::IngestConfigurationState::Active; }

IngestModel::IngestModel(
    ivs::Client *client, const StageModel *stages, ServiceClock *clock, TimeText *times, QObject *parent)
    : PagedModel(client, ivs::kListIngestConfigurations, clock, times, parent)
    , m_stages(stages)
{
    setColumns({
        {tr("Name"), Qt::AlignLeft, false, false, 150, {}},
        {tr("State"), Qt::AlignLeft, false, false, 104, tr("Publishing while somebody streams through it.")},
        {tr("Stage"), Qt::AlignLeft, false, false, 150,
            tr("The stage that it leads to; without one its key is no good.")},
        {tr("Protocol"), Qt::AlignLeft, false, false, 76, {}},
        {tr("User"), Qt::AlignLeft, false, false, 110, tr("The user id that the participant will have.")},
        {tr("Redundant"), Qt::AlignLeft, false, false, 90,
            tr("Two streams, each with a key of its own, are one participant to the stage.")},
        {tr("Id"), Qt::AlignLeft, true, false, 130, {}},
    });
    ask({.maxResults = 100});
}

void IngestModel::setStage(const QString &stageArn)
{
    if (this->stageArn() == stageArn)
        return;
    ivs::ListIngestConfigurationsRequest question {.maxResults = 100};
    if (!stageArn.isEmpty())
        question.filterByStageArn = stageArn;
    ask(question);
}

void IngestModel::setShow(Show show)
{
    if (m_show == show)
        return;
    m_show = show;
    rebuildOrder();
    Q_EMIT filterChanged();
}

void IngestModel::clearFilter()
{
    setShow(Show::All);
    ListModel::clearFilter();
}

QString IngestModel::counted(int count) const
{
    return count == 1 ? tr("1 ingest configuration") : tr("%1 ingest configurations").arg(QLocale().toString(count));
}

QString IngestModel::listId() const { return u"ingest"_s; }

QByteArray IngestModel::rawJson(const QString &key) const
{
    const Ingest *found = record(key);
    return found ? written(*found) : QByteArray();
}

std::optional<ListModel::Request> IngestModel::request(const QString &key) const
{
    if (!record(key))
        return {};
    return asked(ivs::kGetIngestConfiguration, ivs::GetIngestConfigurationRequest {.arn = key});
}

QString IngestModel::stageName(const QString &stageArn) const
{
    const StageRecord *stage = stageArn.isEmpty() ? nullptr : m_stages->record(stageArn);
    return stage && !stage->stage.name.isEmpty() ? stage->stage.name : idOfArn(stageArn);
}

Ingest IngestModel::made(Ingest &&item, const Ingest *) const { return std::move(item); }

void IngestModel::tally(const Ingest *was, const Ingest *is)
{
    const auto count = [this](const Ingest *ingest, int by) {
        if (!ingest)
            return;
        (isPublishing(*ingest) ? m_counts.publishing : m_counts.idle) += by;
        if (ingest->stageArn.isEmpty())
            m_counts.detached += by;
    };
    count(was, -1);
    count(is, 1);
}

void IngestModel::clearRecords()
{
    m_counts = {};
    PagedModel::clearRecords();
}

QString IngestModel::text(int row, int column) const
{
    const Ingest &ingest = at(row);
    switch (column) {
    case Name:
        return ingest.name.isEmpty() ? tr("(no name)") : ingest.name;
    case State:
        if (isPublishing(ingest))
            return tr("Publishing");
        return ingest.state == ivs::IngestConfigurationState::Inactive ? tr("Idle") : ingest.state.text();
    case Stage:
        return ingest.stageArn.isEmpty() ? tr("none") : stageName(ingest.stageArn);
    case Protocol:
        return ingest.ingestProtocol.text();
    case UserId:
        return ingest.userId;
    case Redundant:
        return ingest.redundantIngest ? (*ingest.redundantIngest ? tr("Pair") : QString()) : QString();
    case Id:
        return idOfArn(ingest.arn);
    default:
        return {};
    }
}

QString IngestModel::rawText(int row, int column) const
{
    const Ingest &ingest = at(row);
    if (column == Name)
        return ingest.name;
    if (column == Stage)
        return ingest.stageArn;
    if (column == Id)
        return ingest.arn;
    return text(row, column);
}

Tone IngestModel::tone(int row, int column) const
{
    if (column == State)
        return isPublishing(at(row)) ? Tone::OnAir : Tone::Idle;
    if (column == Stage && at(row).stageArn.isEmpty())
        return Tone::Warning;
    return Tone::None;
}

int IngestModel::compare(int a, int b, int column) const
{
    const auto words = [](const QString &x, const QString &y) { return x.compare(y, Qt::CaseInsensitive); };
    const Ingest &left = at(a);
    const Ingest &right = at(b);
    if (column == State && isPublishing(left) != isPublishing(right))
        return isPublishing(left) ? -1 : 1;
    if (column == Id)
        return left.arn.compare(right.arn);
    return column == Name || column == State ? words(left.name, right.name) : words(text(a, column), text(b, column));
}

bool IngestModel::accepts(int row) const
{
    const Ingest &ingest = at(row);
    switch (m_show) {
    case Show::Publishing:
        return isPublishing(ingest);
    case Show::Idle:
        return !isPublishing(ingest);
    case Show::Detached:
        return ingest.stageArn.isEmpty();
    case Show::All:
        break;
    }
    return true;
}
