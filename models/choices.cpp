// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/choices.h"

#include "models/ivs/listing.h"
#include "models/ivs/operations.h"
#include "models/serviceclock.h"
#include "models/stagemodel.h"

#include <algorithm>

using namespace Qt::Literals::StringLiterals;

namespace {

template <typename Item>
QList<Item> byName(QList<Item> &&items)
{
    std::stable_sort(items.begin(), items.end(),
        [](const Item &a, const Item &b) { return a.name.compare(b.name, Qt::CaseInsensitive) < 0; });
    return std::move(items);
}

} // namespace

Choices::Choices(ivs::Client *client, ServiceClock *clock, QObject *parent)
    : QObject(parent)
    , m_client(client)
    , m_clock(clock)
{
}

void Choices::reload()
{
    if (m_listing)
        return;
    run(list());
    Q_EMIT changed();
}

void Choices::renew()
{
    m_outdated = m_listing;
    reload();
}

void Choices::run(ivs::ListingBase *listing)
{
    m_listing = listing;
    connect(listing, &ivs::ListingBase::ended, this, [this, listing](const std::optional<aws::Error> &error) {
        m_listing = nullptr;
        listing->deleteLater();
        if (std::exchange(m_outdated, false)) {
            run(list());
            return;
        }
        m_error = error;
        if (!error) {
            if (ivs::ListingBase *next = take()) {
                run(next);
                return;
            }
            m_asOf = m_clock->now();
        }
        Q_EMIT changed();
    });
    listing->start();
}

template <typename Question, typename Answer, typename Item>
ivs::ListingBase *Choices::listInto(const aws::Operation &operation, QList<Item> *arriving)
{
    Question question;
    question.maxResults = 100;
    auto *listing = new ivs::Listing<Question, Answer>(m_client, operation, question, aws::Lane::Person, this);
    arriving->clear();
    listing->onPage = [arriving](QList<Item> &&items) { *arriving += items; };
    return listing;
}

ivs::ListingBase *StorageChoices::list()
{
    return listInto<ivs::ListStorageConfigurationsRequest, ivs::ListStorageConfigurationsResponse>(
        ivs::kListStorageConfigurations, &m_arriving);
}

ivs::ListingBase *StorageChoices::take()
{
    m_choices = byName(std::exchange(m_arriving, {}));
    return nullptr;
}

ivs::ListingBase *EncoderChoices::list()
{
    return listInto<ivs::ListEncoderConfigurationsRequest, ivs::ListEncoderConfigurationsResponse>(
        ivs::kListEncoderConfigurations, &m_arriving);
}

ivs::ListingBase *EncoderChoices::take()
{
    m_choices = byName(std::exchange(m_arriving, {}));
    return nullptr;
}

ivs::ListingBase *ChannelChoices::list()
{
    m_readingStreams = false;
    return listInto<ivs::ListChannelsRequest, ivs::ListChannelsResponse>(ivs::kListChannels, &m_arriving);
}

ivs::ListingBase *ChannelChoices::take()
{
    if (!m_readingStreams) {
        m_readingStreams = true;
        return listInto<ivs::ListStreamsRequest, ivs::ListStreamsResponse>(ivs::kListStreams, &m_arrivingStreams);
    }
    m_choices = byName(std::exchange(m_arriving, {}));
    m_live.clear();
    for (const ivs::StreamSummary &stream : std::exchange(m_arrivingStreams, {}))
        m_live.insert(stream.channelArn, stream);
    return nullptr;
}

std::optional<ivs::StreamSummary> ChannelChoices::liveStream(const QString &channelArn) const
{
    const auto found = m_live.constFind(channelArn);
    return found == m_live.cend() ? std::nullopt : std::optional(*found);
}

QString choiceText(const QString &name, const QString &arn) { return name.isEmpty() ? idOfArn(arn) : name; }

QString storageText(const ivs::StorageConfigurationSummary &storage)
{
    const QString name = choiceText(storage.name, storage.arn);
    return storage.s3 ? name + u" · "_s + storage.s3->bucketName : name;
}
