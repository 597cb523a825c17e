// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/ivs/client.h"
#include "models/ivs/types.h"

#include <QDateTime>
#include <QHash>
#include <QObject>

class ServiceClock;

namespace ivs {
class ListingBase;
}

/// What a form lets one choose among: a list of the account's, read when the form asks, all pages, and kept for the
/// next form.
class Choices : public QObject
{
    Q_OBJECT

public:
    Choices(ivs::Client *client, ServiceClock *clock, QObject *parent);

    /// Reads the list again; what is known stays meanwhile.
    void reload();
    /// A write made what was read, or is being read, outdated.
    void renew();
    bool isLoading() const { return m_listing; }
    QDateTime asOf() const { return m_asOf; } ///< service time; invalid before the first complete reading
    const std::optional<aws::Error> &error() const { return m_error; }

Q_SIGNALS:
    void changed();

protected:
    /// A listing that is not started and puts what it reads aside.
    virtual ivs::ListingBase *list() = 0;
    /// What was put aside is complete; returns the listing of what else belongs to it, or null when that was all.
    virtual ivs::ListingBase *take() = 0;

    /// The whole list behind \a operation into \a arriving.
    template <typename Question, typename Answer, typename Item>
    ivs::ListingBase *listInto(const aws::Operation &operation, QList<Item> *arriving);

    ivs::Client *m_client;

private:
    void run(ivs::ListingBase *listing);

    ServiceClock *m_clock;
    ivs::ListingBase *m_listing = nullptr;
    bool m_outdated = false; ///< what is being read may be from before a write
    QDateTime m_asOf;
    std::optional<aws::Error> m_error;
};

/// The storage configurations. (Default quota: 5 a region.)
class StorageChoices final : public Choices
{
    Q_OBJECT

public:
    using Choices::Choices;
    /// Of the last complete reading, by name.
    const QList<ivs::StorageConfigurationSummary> &choices() const { return m_choices; }

protected:
    ivs::ListingBase *list() override;
    ivs::ListingBase *take() override;

private:
    QList<ivs::StorageConfigurationSummary> m_arriving;
    QList<ivs::StorageConfigurationSummary> m_choices;
};

/// The encoder configurations. (Default quota: 20 a region.)
class EncoderChoices final : public Choices
{
    Q_OBJECT

public:
    using Choices::Choices;
    /// Of the last complete reading, by name.
    const QList<ivs::EncoderConfigurationSummary> &choices() const { return m_choices; }

protected:
    ivs::ListingBase *list() override;
    ivs::ListingBase *take() override;

private:
    QList<ivs::EncoderConfigurationSummary> m_arriving;
    QList<ivs::EncoderConfigurationSummary> m_choices;
};

/// The channels of the low-latency service, and what is broadcast on them.
class ChannelChoices final : public Choices
{
    Q_OBJECT

public:
    using Choices::Choices;
    /// Of the last complete reading, by name.
    const QList<ivs::ChannelSummary> &choices() const { return m_choices; }
    /// What was live on a channel as of asOf(): a composition can't broadcast to it then.
    std::optional<ivs::StreamSummary> liveStream(const QString &channelArn) const;

protected:
    ivs::ListingBase *list() override;
    ivs::ListingBase *take() override;

private:
    QList<ivs::ChannelSummary> m_arriving;
    QList<ivs::ChannelSummary> m_choices;
    QList<ivs::StreamSummary> m_arrivingStreams;
    QHash<QString, ivs::StreamSummary> m_live; ///< by channel
    bool m_readingStreams = false;
};

/// A storage configuration in one line: `show-archive · example-bucket`.
QString storageText(const ivs::StorageConfigurationSummary &storage);
/// The name of a configuration or a channel, or the id of one without a name.
QString choiceText(const QString &name, const QString &arn);
