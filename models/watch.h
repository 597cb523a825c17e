// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/ivs/client.h"

#include <QHash>

class CompositionHistory;
class CompositionModel;
class EndInquest;
class ServiceClock;

/// The one thing that is asked whether or not anybody looks: one ListCompositions a minute (every 10 s while one is
/// starting or stopping) for each connected account and region, and GetComposition at first sight and at each change,
/// because what ends is gone after five minutes and no later call tells of it (fact sheet 8). What it sees is the
/// CompositionHistory's. When one has ended and nothing seen so far tells why, the EndInquest asks once.
class Watch final : public QObject
{
    Q_OBJECT

public:
    struct Parts
    {
        ivs::Client *client;
        CompositionModel *compositions;
        CompositionHistory *history;
        ServiceClock *clock;
    };

    Watch(const Parts &parts, QObject *parent);

    /// On for one workspace of each account and region; the Desk sees to that.
    void setActive(bool active);
    bool isActive() const { return m_active; }
    /// Start of the first complete list; invalid before it. Nothing is known of what ended earlier than five minutes
    /// before.
    QDateTime since() const { return m_since; }
    /// Start of the last complete list; invalid before it.
    QDateTime asOf() const { return m_asOf; }

Q_SIGNALS:
    /// A complete list was read; asOf() moved on.
    void watched();

private:
    void look();
    void ask(const ivs::CompositionSummary &about);
    void inquire(const QString &arn);

    Parts m_parts;
    EndInquest *m_inquest;
    bool m_active = false;
    bool m_reading = false; ///< a list is under way that has not been looked at
    QDateTime m_since;
    QDateTime m_asOf;
    QHash<QString, ivs::CompositionSummary> m_asked; ///< what GetComposition was or is asked about
};
