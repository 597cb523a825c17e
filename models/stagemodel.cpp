// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/stagemodel.h"

#include "models/ivs/operations.h"
#include "models/serviceclock.h"
#include "models/timetext.h"

#include <QLocale>

QString tagsText(const QMap<QString, QString> &tags)
{
    QStringList parts;
    for (auto it = tags.cbegin(); it != tags.cend(); ++it)
        parts << it.key() + QLatin1Char('=') + it.value();
    return parts.join(QStringLiteral(", "));
}

QString idOfArn(const QString &arn) { return arn.section(QLatin1Char('/'), -1); }

StageModel::StageModel(ivs::Client *client, ServiceClock *clock, TimeText *times, QObject *parent)
    : PagedModel(client, ivs::kListStages, clock, times, parent)
{
    setColumns({
        {tr("Name"), Qt::AlignLeft, false, false, 170, tr("Names need not be unique."), QStringLiteral("name")},
        {tr("State"), Qt::AlignLeft, false, false, 84, tr("On air while the stage has an active session."),
            QStringLiteral("state")},
        {tr("On air for"), Qt::AlignRight, false, true, 96,
            tr("Since the active session began; asked for the stages on screen only."), QStringLiteral("on-air-for")},
        {tr("Tags"), Qt::AlignLeft, false, false, 160, {}, QStringLiteral("tags")},
        {tr("Active session"), Qt::AlignLeft, true, false, 150, {}, QStringLiteral("active-session")},
        {tr("Stage id"), Qt::AlignLeft, true, false, 120, tr("The last part of the stage's ARN."),
            QStringLiteral("stage-id")},
    });
    ivs::ListStagesRequest all;
    all.maxResults = 100;
    ask(all);
}

QString StageModel::counted(int count) const
{
    return count == 1 ? tr("1 stage") : tr("%1 stages").arg(QLocale().toString(count));
}

void StageModel::setShow(Show show)
{
    if (m_show == show)
        return;
    m_show = show;
    rebuildOrder();
    Q_EMIT filterChanged();
}

QString StageModel::quickFilter() const
{
    return m_show == Show::OnAir ? QStringLiteral("on-air") : m_show == Show::Idle ? QStringLiteral("idle") : QString();
}

void StageModel::setQuickFilter(const QString &word)
{
    setShow(word == QLatin1String("on-air") ? Show::OnAir : word == QLatin1String("idle") ? Show::Idle : Show::All);
}

void StageModel::clearFilter()
{
    ListModel::clearFilter();
    setShow(Show::All);
}

StageRecord StageModel::made(ivs::StageSummary &&item, const StageRecord *previous) const
{
    StageRecord record {std::move(item), {}};
    if (previous && previous->stage.activeSessionId == record.stage.activeSessionId)
        record.onAirSince = previous->onAirSince;
    return record;
}

void StageModel::tally(const StageRecord *was, const StageRecord *is)
{
    m_onAir += int(is && is->isOnAir()) - int(was && was->isOnAir());
    const QString before = was ? was->stage.activeSessionId : QString();
    const QString after = is ? is->stage.activeSessionId : QString();
    if (before == after)
        return;
    if (!before.isEmpty())
        m_asked.remove(before);
    if (!was)
        return;
    if (!before.isEmpty()) {
        QMetaObject::invokeMethod(
            this,
            [this, ended = *was] {
                Q_EMIT sessionEnded(ended.stage.arn, ended.stage.name, ended.stage.activeSessionId, ended.onAirSince);
            },
            Qt::QueuedConnection);
    }
    // Whoever hears it may ask this list, which is in the middle of a change now.
    QMetaObject::invokeMethod(
        this, [this, arn = was->stage.arn, after] { Q_EMIT activeSessionChanged(arn, after); }, Qt::QueuedConnection);
}

void StageModel::clearRecords()
{
    PagedModel::clearRecords();
    m_onAir = 0;
    m_asked.clear();
}

QString StageModel::text(int row, int column) const
{
    const StageRecord &record = at(row);
    switch (column) {
    case Name:
        return record.stage.name.isEmpty() ? tr("(no name)") : record.stage.name;
    case OnAir:
        return record.isOnAir() ? tr("On air") : tr("Idle");
    case Since:
        if (!record.isOnAir())
            return {};
        return record.onAirSince.isValid() ? TimeText::clock(record.onAirSince.secsTo(clock()->now()))
                                           : TimeText::unknown();
    case Session:
        return record.stage.activeSessionId;
    case Tags:
        return tagsText(record.stage.tags);
    case Id:
        return idOfArn(record.stage.arn);
    default:
        return {};
    }
}

QString StageModel::rawText(int row, int column) const
{
    const StageRecord &record = at(row);
    if (column == Name)
        return record.stage.name;
    if (column == Id)
        return record.stage.arn;
    if (column == Since)
        return record.onAirSince.isValid() ? times()->labelled(record.onAirSince) : QString();
    return text(row, column);
}

Tone StageModel::tone(int row, int column) const
{
    if (column != OnAir)
        return Tone::None;
    return at(row).isOnAir() ? Tone::OnAir : Tone::Idle;
}

int StageModel::compare(int a, int b, int column) const
{
    const StageRecord &left = at(a);
    const StageRecord &right = at(b);
    const auto words = [](const QString &x, const QString &y) { return x.compare(y, Qt::CaseInsensitive); };
    switch (column) {
    case Name:
        return words(left.stage.name, right.stage.name);
    case OnAir:
        if (left.isOnAir() != right.isOnAir())
            return left.isOnAir() ? -1 : 1;
        return words(left.stage.name, right.stage.name); // what an operator looks for next
    case Since: {
        // The longest on air is the largest; unknown and idle ones are the smallest.
        const auto age = [](const StageRecord &r) {
            return r.onAirSince.isValid() ? -r.onAirSince.toMSecsSinceEpoch() : std::numeric_limits<qint64>::min();
        };
        const qint64 x = age(left);
        const qint64 y = age(right);
        return x < y ? -1 : int(x > y);
    }
    case Session:
        return left.stage.activeSessionId.compare(right.stage.activeSessionId);
    case Tags:
        return words(tagsText(left.stage.tags), tagsText(right.stage.tags));
    default:
        return left.stage.arn.compare(right.stage.arn);
    }
}

bool StageModel::accepts(int row) const { return m_show == Show::All || (m_show == Show::OnAir) == at(row).isOnAir(); }

QByteArray StageModel::rawJson(const QString &arn) const
{
    const StageRecord *found = record(arn);
    return found ? written(found->stage) : QByteArray();
}

std::optional<ListModel::Request> StageModel::request(const QString &arn) const
{
    if (!record(arn))
        return {};
    return asked(ivs::kGetStage, ivs::GetStageRequest {.arn = arn});
}

void StageModel::wantDetails(const QStringList &arns)
{
    for (const QString &arn : arns) {
        const StageRecord *found = record(arn);
        if (!found || !found->isOnAir() || found->onAirSince.isValid())
            continue;
        if (m_asked.contains(found->stage.activeSessionId))
            continue;
        askSince(arn, found->stage.activeSessionId);
    }
}

void StageModel::askSince(const QString &arn, const QString &sessionId)
{
    m_asked.insert(sessionId);
    client()
        ->getStageSession({.stageArn = arn, .sessionId = sessionId}, aws::Lane::Background)
        ->then(this, [this, arn, sessionId](const aws::Result<ivs::GetStageSessionResponse> &answer) {
            const int row = recordOf(arn);
            // The stage may be gone or in another session by now.
            if (row < 0 || at(row).stage.activeSessionId != sessionId)
                return;
            if (!answer || !answer->stageSession) {
                if (!answer && answer.error().kind != aws::ErrorKind::NotFound)
                    m_asked.remove(sessionId); // asked again when the row is next on screen
                return;
            }
            at(row).onAirSince = answer->stageSession->startTime;
            recordChanged(row);
        });
}
