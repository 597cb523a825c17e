// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/ivs/client.h"

#include <QDateTime>
#include <QHash>
#include <QObject>
#include <QPointer>

namespace ivs {
class ListingBase;
}
class ServiceClock;

/// Which stages record their participants to which storage configuration. Only GetStage tells it, so that every stage
/// is asked, by hand, one after the other: five a second at most (fact sheet 2). A storage that a stage records to
/// can't be deleted (fact sheet 8.1).
class StorageStages final : public QObject
{
    Q_OBJECT

public:
    struct Stage
    {
        QString arn;
        QString name; ///< foreign text, may be empty
        bool operator==(const Stage &) const = default;
    };

    StorageStages(ivs::Client *client, ServiceClock *clock, QObject *parent);
    ~StorageStages() override;

    /// Looks through all stages anew. What was found before stays until it is told otherwise.
    void look();
    /// Ends it; what was found stays, as a part.
    void stop();
    bool isLooking() const { return m_listing || m_pending > 0; }
    int done() const { return m_done; } ///< stages that have answered, of the present or last look
    int total() const { return int(m_stages.size()); }
    /// Every stage of the list was asked and answered.
    bool isWhole() const { return m_whole; }
    QDateTime asOf() const { return m_asOf; } ///< service time at which the last whole look began; invalid before
    /// Why the last look is not whole; absent while it goes on.
    const std::optional<aws::Error> &error() const { return m_error; }
    /// The stages that record there, by name.
    QList<Stage> of(const QString &storageArn) const;

Q_SIGNALS:
    void changed();

private:
    void drop();
    void askNext();
    void take(const Stage &stage, const aws::Result<ivs::GetStageResponse> &answer);
    void ended();

    ivs::Client *m_client;
    ServiceClock *m_clock;
    ivs::ListingBase *m_listing = nullptr;
    QList<Stage> m_stages;
    QHash<QString, QList<Stage>> m_found; ///< by storage
    QHash<QString, QList<Stage>> m_finding; ///< of the look under way
    QList<QPointer<aws::CallBase>> m_calls;
    qsizetype m_next = 0;
    int m_pending = 0;
    int m_done = 0;
    quint64 m_question = 0; ///< counts looks
    bool m_whole = false;
    QDateTime m_began;
    QDateTime m_asOf;
    std::optional<aws::Error> m_error;
};
