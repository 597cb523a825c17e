// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/ivs/client.h"
#include "models/ivs/types.h"

#include <QDateTime>
#include <QObject>

class ServiceClock;

namespace ivs {
class ListingBase;
}

/// The account's storage configurations, for a form in which one is chosen: read when the form asks, all pages, and
/// kept for the next form. (Default quota: 5 a region.)
class StorageChoices final : public QObject
{
    Q_OBJECT

public:
    StorageChoices(ivs::Client *client, ServiceClock *clock, QObject *parent);

    /// Reads the list again; what is known stays meanwhile.
    void reload();
    bool isLoading() const { return m_listing; }
    /// Of the last complete reading, by name.
    const QList<ivs::StorageConfigurationSummary> &choices() const { return m_choices; }
    QDateTime asOf() const { return m_asOf; } ///< service time; invalid before the first complete reading
    const std::optional<aws::Error> &error() const { return m_error; }

Q_SIGNALS:
    void changed();

private:
    ivs::Client *m_client;
    ServiceClock *m_clock;
    ivs::ListingBase *m_listing = nullptr;
    QList<ivs::StorageConfigurationSummary> m_arriving;
    QList<ivs::StorageConfigurationSummary> m_choices;
    QDateTime m_asOf;
    std::optional<aws::Error> m_error;
};

/// A storage configuration in one line: `show-archive · example-bucket`.
QString storageText(const ivs::StorageConfigurationSummary &storage);
