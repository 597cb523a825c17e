// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/knownendpoints.h"

#include "models/actsteps.h"
#include "models/archive.h"
#include "models/ivs/arn.h"
#include "models/ivs/codec.h"
#include "models/stageacts.h"
#include "models/workspace.h"

#include <QJsonDocument>
#include <QJsonObject>

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr qint64 kSecondsKept = 14LL * 24 * 3600;
constexpr qint64 kSecondsBetweenWrites = 24LL * 3600; // what was seen again within a day is not written again

} // namespace

KnownEndpoints::KnownEndpoints(Workspace *workspace, QObject *parent)
    : QObject(parent)
    , m_workspace(workspace)
{
    StageDetail *detail = workspace->stageDetail();
    connect(detail, &Detail::changed, this, [this, detail] {
        if (detail->isLoading())
            return;
        if (detail->error() && detail->error()->kind == aws::ErrorKind::NotFound)
            forget(detail->arn());
        else if (!detail->error() && detail->stage())
            learn(*detail->stage());
    });
    connect(workspace->stageActs(), &StageActs::touched, this, [this](const QStringList &arns) {
        for (const QString &arn : arns)
            forget(arn); // the write may have ended it
    });
    connect(workspace->stageActs(), &StageActs::stageCreated, this, [this](const ivs::CreateStageResponse &answer) {
        if (answer.stage)
            learn(*answer.stage);
    });
}

QString KnownEndpoints::placeOf(const QString &stageArn)
{
    const std::optional<ivs::Arn> arn = ivs::Arn::parse(stageArn);
    return arn ? u"endpoints/%1/%2/%3"_s.arg(arn->partition, arn->account, arn->region) : QString();
}

bool KnownEndpoints::isFresh(const Entry &entry) const
{
    return entry.asOf.secsTo(m_workspace->clock()->now()) < kSecondsKept;
}

std::optional<ivs::StageEndpoints> KnownEndpoints::find(const QString &stageArn)
{
    load(placeOf(stageArn));
    const auto entry = m_entries.constFind(stageArn);
    if (entry == m_entries.cend() || !isFresh(*entry))
        return {};
    const StageModel *stages = m_workspace->stages();
    const ListState state = stages->state();
    const bool mayBeGone = state.isWhole && !stages->contains(stageArn) && state.asOf > entry->asOf;
    return mayBeGone ? std::nullopt : std::optional(entry->endpoints);
}

aws::Call<ivs::StageEndpoints> *KnownEndpoints::ask(const QString &stageArn)
{
    return actsteps::mapped<ivs::StageEndpoints>(m_workspace->client()->getStage({.arn = stageArn}, aws::Lane::Person),
        [self = QPointer(this), stageArn](
            const aws::Result<ivs::GetStageResponse> &answer) -> aws::Result<ivs::StageEndpoints> {
            if (!answer) {
                if (self && answer.error().kind == aws::ErrorKind::NotFound)
                    self->forget(stageArn);
                return tl::unexpected(answer.error());
            }
            const bool isThere = answer->stage && answer->stage->endpoints
                && !answer->stage->endpoints->events.isEmpty() && !answer->stage->endpoints->whip.isEmpty();
            if (!isThere)
                return tl::unexpected(aws::Error::unreadable(u"stage.endpoints"_s, u"events or whip is missing"_s));
            if (self)
                self->learn(*answer->stage);
            return *answer->stage->endpoints;
        });
}

void KnownEndpoints::learn(const ivs::Stage &stage)
{
    if (!stage.endpoints || stage.endpoints->events.isEmpty() || stage.endpoints->whip.isEmpty())
        return;
    const QString place = placeOf(stage.arn);
    if (place.isEmpty())
        return;
    load(place);
    const QDateTime now = m_workspace->clock()->now();
    const auto known = m_entries.constFind(stage.arn);
    const bool isOld = known == m_entries.cend() || known->endpoints != *stage.endpoints
        || known->asOf.secsTo(now) >= kSecondsBetweenWrites;
    m_forgotten.remove(stage.arn);
    m_entries.insert(stage.arn, {*stage.endpoints, now});
    if (isOld)
        keep(place);
}

void KnownEndpoints::forget(const QString &stageArn)
{
    const QString place = placeOf(stageArn);
    load(place);
    m_forgotten.insert(stageArn);
    if (m_entries.remove(stageArn))
        keep(place);
}

QHash<QString, KnownEndpoints::Entry> KnownEndpoints::kept(const QString &place) const
{
    QHash<QString, Entry> found;
    const QJsonObject stages = QJsonDocument::fromJson(m_workspace->archive()->store()->state(place)).object();
    for (auto it = stages.begin(); it != stages.end(); ++it) {
        const QJsonObject told = it->toObject();
        const auto endpoints = ivs::fromJson<ivs::StageEndpoints>(told);
        const Entry entry {endpoints.value_or(ivs::StageEndpoints()),
            QDateTime::fromString(told.value("asOf"_L1).toString(), Qt::ISODate)};
        const bool isWhole = !entry.endpoints.events.isEmpty() && !entry.endpoints.whip.isEmpty();
        if (isWhole && entry.asOf.isValid() && isFresh(entry) && !m_forgotten.contains(it.key()))
            found.insert(it.key(), entry);
    }
    return found;
}

// Once the store is open. What was learned until then is newer, and is kept then.
void KnownEndpoints::load(const QString &place)
{
    const Archive *archive = m_workspace->archive();
    const store::Store *store = archive ? archive->store() : nullptr;
    if (!store || m_loaded.contains(place))
        return;
    if (store->state() == store::Store::State::Opening && !m_waiting.contains(place)) {
        m_waiting.insert(place);
        connect(store, &store::Store::opened, this, [this, place] { load(place); });
    }
    if (store->state() != store::Store::State::Ready)
        return;
    m_loaded.insert(place);
    const bool isAhead = !m_entries.isEmpty() || !m_forgotten.isEmpty();
    const QHash<QString, Entry> found = kept(place);
    for (auto it = found.cbegin(); it != found.cend(); ++it) {
        if (!m_entries.contains(it.key()))
            m_entries.insert(it.key(), *it);
    }
    if (isAhead)
        keep(place);
}

void KnownEndpoints::keep(const QString &place)
{
    if (!m_loaded.contains(place)) // there is no store, or what is in it is not known yet
        return;
    store::Store *store = m_workspace->archive()->store();
    if (!store)
        return;
    // Another connection of the same account and region may have kept some meanwhile.
    QHash<QString, Entry> all = kept(place);
    for (auto it = m_entries.cbegin(); it != m_entries.cend(); ++it) {
        if (isFresh(*it) && placeOf(it.key()) == place)
            all.insert(it.key(), *it);
    }
    QJsonObject stages;
    for (auto it = all.cbegin(); it != all.cend(); ++it) {
        QJsonObject told = ivs::toJson(it->endpoints);
        told.insert(u"asOf"_s, it->asOf.toUTC().toString(Qt::ISODate));
        stages.insert(it.key(), told);
    }
    store->setState(place, QJsonDocument(stages).toJson(QJsonDocument::Compact));
}
