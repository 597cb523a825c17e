// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/quotas.h"

#include "models/compositionmodel.h"
#include "models/ivs/listing.h"
#include "models/ivs/operations.h"
#include "models/planner.h"
#include "models/serviceclock.h"
#include "models/stagemodel.h"

#include <QSettings>

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr qint64 kInterval = 10 * 60 * 1000; // ms: configurations change by hand, seldom
constexpr int kHighest = 1'000'000;

struct Row
{
    int limit;
    bool adjustable;
    const char *key;
};

// Fact sheet 2.
constexpr std::array<Row, Quotas::kKinds> kRows {{
    {1'000, true, "stages"},
    {12, false, "publishersOfStage"},
    {20, true, "compositions"},
    {5, true, "compositionsOfStage"},
    {20, true, "encoderConfigurations"},
    {5, true, "storageConfigurations"},
    {100, true, "ingestConfigurations"},
    {3, false, "publicKeys"},
}};

} // namespace

Quotas::Quotas(const Sources &sources, QObject *parent)
    : QObject(parent)
    , m_sources(sources)
{
    connect(sources.stages, &ListModel::stateChanged, this, &Quotas::changed);
    connect(sources.compositions, &ListModel::stateChanged, this, &Quotas::changed);
    connect(sources.planner, &Planner::factsChanged, this, &Quotas::changed);
    connect(sources.client, &ivs::Client::accountIdChanged, this, &Quotas::changed);
}

Quotas::~Quotas() = default;

void Quotas::setSettings(QSettings *settings)
{
    m_settings = settings;
    Q_EMIT changed();
}

int Quotas::defaultLimit(Kind kind) { return kRows[std::size_t(kind)].limit; }

bool Quotas::isAdjustable(Kind kind) { return kRows[std::size_t(kind)].adjustable; }

QString Quotas::title(Kind kind)
{
    switch (kind) {
    case Stages:
        return tr("Stages");
    case PublishersOfStage:
        return tr("Publishers on a stage");
    case Compositions:
        return tr("Compositions");
    case CompositionsOfStage:
        return tr("Compositions of a stage");
    case EncoderConfigurations:
        return tr("Encoder configurations");
    case StorageConfigurations:
        return tr("Storage configurations");
    case IngestConfigurations:
        return tr("Ingest configurations");
    case PublicKeys:
        return tr("Public keys");
    }
    Q_UNREACHABLE();
}

// Limits belong to an account: what is entered for one is not taken for another that the same profile leads to later.
QString Quotas::key(Kind kind) const
{
    const QString account = m_sources.client->accountId();
    if (account.isEmpty())
        return {};
    return u"quotas/%1/%2/%3"_s.arg(account, m_sources.place, QLatin1StringView(kRows[std::size_t(kind)].key));
}

Quotas::Usage Quotas::usage(Kind kind) const
{
    Usage usage;
    usage.limit = defaultLimit(kind);
    if (const QString where = key(kind); m_settings && isAdjustable(kind) && !where.isEmpty()) {
        const int own = m_settings->value(where).toInt();
        if (own >= 1 && own <= kHighest) {
            usage.limit = own;
            usage.isDefault = false;
        }
    }
    const auto whole = [&usage](const ListModel *model, int used) {
        const ListState state = model->state();
        if (!state.isWhole)
            return;
        usage.used = used;
        usage.asOf = state.asOf;
    };
    switch (kind) {
    case Stages:
        whole(m_sources.stages, int(m_sources.stages->records().size()));
        break;
    case PublishersOfStage:
        usage.used = m_sources.planner->mostPublishers(&usage.asOf);
        break;
    case Compositions:
        whole(m_sources.compositions, m_sources.compositions->runningCount());
        break;
    case CompositionsOfStage: {
        const QHash<QString, int> &counts = m_sources.compositions->runningByStage();
        const auto most = std::max_element(counts.cbegin(), counts.cend());
        whole(m_sources.compositions, most == counts.cend() ? 0 : *most);
        break;
    }
    default:
        if (const auto &counted = m_counted[std::size_t(kind)]) {
            usage.used = counted->used;
            usage.asOf = counted->asOf;
        }
    }
    return usage;
}

bool Quotas::setLimit(Kind kind, std::optional<int> limit)
{
    const QString where = key(kind);
    if (!m_settings || where.isEmpty() || !isAdjustable(kind) || (limit && (*limit < 1 || *limit > kHighest)))
        return false;
    if (limit)
        m_settings->setValue(where, *limit);
    else
        m_settings->remove(where);
    Q_EMIT changed();
    return true;
}

void Quotas::setWatched(bool watched)
{
    if (m_watched == watched)
        return;
    m_watched = watched;
    ++m_ticket;
    if (watched) {
        read();
        return;
    }
    for (ivs::ListingBase *&listing : m_listings) {
        if (ivs::ListingBase *old = std::exchange(listing, nullptr)) {
            old->close();
            old->deleteLater();
        }
    }
}

void Quotas::read()
{
    // Shown again soon after it was hidden: what was read then still stands.
    const QDateTime now = m_sources.clock->now();
    if (!m_read.isValid() || m_read.msecsTo(now) >= kInterval || !m_counted[PublicKeys]) {
        m_read = now;
        count<ivs::ListEncoderConfigurationsRequest, ivs::ListEncoderConfigurationsResponse>(
            EncoderConfigurations, ivs::kListEncoderConfigurations);
        count<ivs::ListStorageConfigurationsRequest, ivs::ListStorageConfigurationsResponse>(
            StorageConfigurations, ivs::kListStorageConfigurations);
        count<ivs::ListIngestConfigurationsRequest, ivs::ListIngestConfigurationsResponse>(
            IngestConfigurations, ivs::kListIngestConfigurations);
        count<ivs::ListPublicKeysRequest, ivs::ListPublicKeysResponse>(PublicKeys, ivs::kListPublicKeys);
    }
    m_sources.clock->after(kInterval, this, [this, ticket = ++m_ticket] {
        if (m_watched && ticket == m_ticket)
            read();
    });
}

template <typename Request, typename Answer>
void Quotas::count(Kind kind, const aws::Operation &operation)
{
    using Counting = ivs::Listing<Request, Answer>;
    Request all;
    all.maxResults = 100;
    auto *listing = new Counting(m_sources.client, operation, all, aws::Lane::Background, this);
    if (ivs::ListingBase *old = std::exchange(m_listings[std::size_t(kind)], listing)) {
        old->close();
        old->deleteLater();
    }
    auto found = std::make_shared<Counted>();
    found->asOf = m_sources.clock->now();
    listing->onPage = [found](QList<typename Counting::Item> &&page) { found->used += int(page.size()); };
    connect(listing, &ivs::ListingBase::ended, this, [this, kind, found](const std::optional<aws::Error> &error) {
        std::exchange(m_listings[std::size_t(kind)], nullptr)->deleteLater();
        if (error)
            return; // what was counted before stays, with its time
        m_counted[std::size_t(kind)] = *found;
        Q_EMIT changed();
    });
    listing->start();
}
