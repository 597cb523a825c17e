// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/aws/clock.h"
#include "models/detail.h"

#include <QHash>

/// The ingest configuration that is looked at: attributes and tags, where one publishes to, and, only when a person
/// asks for them, its stream keys. A key is secret: it is in memory from the moment it is asked for until it is hidden,
/// by hand, after 30 seconds, or because another configuration is looked at; and nowhere else.
///
/// GetIngestConfiguration always brings the keys. So it is asked on demand only, and an answer that was not asked for
/// its keys is kept without them.
class IngestDetail final : public Detail
{
    Q_OBJECT

public:
    /// How long keys stay in sight, ms.
    static constexpr qint64 kShownFor = 30000;

    /// One of the streams that may publish: the only one, or one of the two of a redundant ingest.
    struct StreamKey
    {
        QString participantId;
        QString key; ///< secret
        bool operator==(const StreamKey &) const = default;
    };

    IngestDetail(ivs::Client *client, ServiceClock *clock, aws::Clock *timer, QObject *parent);

    /// Looks at another one, or at what the list tells anew of the same; one without an ARN is none. Asks for the
    /// addresses of its stage, nothing else.
    void setIngest(const ivs::IngestConfigurationSummary &ingest);
    QString arn() const { return m_ingest.arn; }
    /// Everything the service tells, without stream keys; after loadDetails() or revealKeys().
    const std::optional<ivs::IngestConfiguration> &configuration() const { return m_configuration; }
    void loadDetails();

    /// The service's address for the protocol, with a slash at its end: `rtmps://…:443/app/`. Empty while it is not
    /// known, and when the configuration is attached to no stage.
    QString server() const;

    /// Asks for the keys and shows them for kShownFor.
    void revealKeys();
    void hideKeys();
    /// They are asked for and not here yet.
    bool isRevealing() const;
    /// In the order of the service; empty while hidden.
    const QList<StreamKey> &keys() const { return m_keys; }
    /// Seconds until they are hidden again, rounded up; 0 while hidden.
    int secondsLeft() const;
    /// Server and key in one, as FFmpeg takes it. Secret.
    QString publishUrl(const StreamKey &key) const { return server() + key.key; }

Q_SIGNALS:
    /// Keys came in sight or went; changed() too.
    void keysChanged();

protected:
    aws::CallBase *ask() override;
    void forget() override;

private:
    void askEndpoints();
    void take(const ivs::IngestConfiguration &configuration, bool withKeys);

    aws::Clock *m_timer;
    ivs::IngestConfigurationSummary m_ingest;
    std::optional<ivs::IngestConfiguration> m_configuration;
    QHash<QString, ivs::StageEndpoints> m_endpoints; ///< by stage ARN; they may be kept for 14 days (fact sheet 3)
    QList<StreamKey> m_keys;
    qint64 m_shownSince = 0;
    quint64 m_showing = 0; ///< counts showings and hidings, so that an older one's end or answer changes nothing
    quint64 m_revealing = 0; ///< the showing that the answer under way is for; 0 for none
    bool m_wanted = false; ///< somebody asked for more than the list tells
    bool m_wantsKeys = false; ///< the next question is asked for its keys
};
