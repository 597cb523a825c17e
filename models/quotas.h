// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/ivs/client.h"

#include <QDateTime>

#include <array>

class CompositionModel;
class Planner;
class QSettings;
class ServiceClock;
class StageModel;

namespace ivs {
class ListingBase;
}

/// How full an account is in one region, against the limits of fact sheet 2. The limits are the service's defaults
/// until the person enters the account's own: no call of this service tells them. A figure is there only when it was
/// counted completely.
class Quotas final : public QObject
{
    Q_OBJECT

public:
    enum Kind {
        Stages,
        PublishersOfStage, ///< on the fullest stage
        Compositions, ///< running ones
        CompositionsOfStage, ///< on the fullest stage
        EncoderConfigurations,
        StorageConfigurations,
        IngestConfigurations,
        PublicKeys,
    };
    static constexpr int kKinds = PublicKeys + 1;

    struct Usage
    {
        std::optional<int> used; ///< absent until it was counted completely
        QDateTime asOf; ///< service time; invalid without a figure
        int limit = 0;
        bool isDefault = true; ///< nobody entered the account's own limit

        bool operator==(const Usage &) const = default;
    };

    /// What is counted, and where from. Pointers are not owned and outlive this object.
    struct Sources
    {
        ivs::Client *client = nullptr;
        ServiceClock *clock = nullptr;
        StageModel *stages = nullptr;
        CompositionModel *compositions = nullptr;
        Planner *planner = nullptr;
        QString place; ///< where the limits are kept beside the account: the region, and the endpoint if overridden
    };

    Quotas(const Sources &sources, QObject *parent);
    ~Quotas() override;

    /// Where entered limits are kept; without one none are. Not owned.
    void setSettings(QSettings *settings);
    /// The gauges are on screen: the four lists of configurations are read now and every ten minutes.
    void setWatched(bool watched);
    Usage usage(Kind kind) const;
    /// Keeps the account's own limit, 1 to 1,000,000; absent goes back to the default. False when the account is not
    /// known yet, the limit can't be raised, or it is out of range: nothing is kept then.
    bool setLimit(Kind kind, std::optional<int> limit);

    static int defaultLimit(Kind kind);
    /// The service raises it on request (fact sheet 2).
    static bool isAdjustable(Kind kind);
    static QString title(Kind kind);

Q_SIGNALS:
    void changed();

private:
    struct Counted
    {
        int used = 0;
        QDateTime asOf;
    };
    void read();
    template <typename Request, typename Answer>
    void count(Kind kind, const aws::Operation &operation);
    QString key(Kind kind) const;

    Sources m_sources;
    QSettings *m_settings = nullptr;
    bool m_watched = false;
    std::array<std::optional<Counted>, kKinds> m_counted; ///< of the configurations
    std::array<ivs::ListingBase *, kKinds> m_listings {};
    QDateTime m_read; ///< when the last reading began
    quint64 m_ticket = 0;
};
