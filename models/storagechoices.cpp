// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/storagechoices.h"

#include "models/ivs/listing.h"
#include "models/ivs/operations.h"
#include "models/serviceclock.h"
#include "models/stagemodel.h"

#include <algorithm>

using namespace Qt::Literals::StringLiterals;

StorageChoices::StorageChoices(ivs::Client *client, ServiceClock *clock, QObject *parent)
    : QObject(parent)
    , m_client(client)
    , m_clock(clock)
{
}

void StorageChoices::reload()
{
    using Listing = ivs::Listing<ivs::ListStorageConfigurationsRequest, ivs::ListStorageConfigurationsResponse>;
    if (m_listing)
        return;
    ivs::ListStorageConfigurationsRequest question;
    question.maxResults = 100;
    auto *listing = new Listing(m_client, ivs::kListStorageConfigurations, question, aws::Lane::Person, this);
    m_listing = listing;
    m_arriving.clear();
    listing->onPage = [this](QList<ivs::StorageConfigurationSummary> &&items) { m_arriving += items; };
    connect(listing, &ivs::ListingBase::ended, this, [this, listing](const std::optional<aws::Error> &error) {
        m_listing = nullptr;
        listing->deleteLater();
        m_error = error;
        if (!error) {
            std::sort(m_arriving.begin(), m_arriving.end(),
                [](const auto &a, const auto &b) { return a.name.compare(b.name, Qt::CaseInsensitive) < 0; });
            m_choices = std::exchange(m_arriving, {});
            m_asOf = m_clock->now();
        }
        Q_EMIT changed();
    });
    listing->start();
    Q_EMIT changed();
}

QString storageText(const ivs::StorageConfigurationSummary &storage)
{
    const QString name = storage.name.isEmpty() ? idOfArn(storage.arn) : storage.name;
    return storage.s3 ? name + u" · "_s + storage.s3->bucketName : name;
}
