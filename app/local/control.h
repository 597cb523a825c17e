// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QJsonObject>
#include <QString>

namespace local {

class Clock;
class Faults;
class Simulation;

/// What a control request comes to: 200 with an object, or 400, 403 or 404 with a `message`.
struct ControlAnswer
{
    int status = 200;
    QJsonObject body;
};

/// The requests under /_local/ that people and tests drive the world with. Unsigned; each refuses nonsense.
class Control
{
public:
    Control(Simulation *simulation, Clock *clock, Faults *faults)
        : m_simulation(simulation)
        , m_clock(clock)
        , m_faults(faults)
    {
    }

    /// \a name is the part behind /_local/.
    ControlAnswer perform(const QByteArray &name, const QJsonObject &body);

private:
    ControlAnswer join(const QJsonObject &body);
    ControlAnswer participant(const QByteArray &name, const QJsonObject &body);
    ControlAnswer ingest(const QJsonObject &body);
    ControlAnswer composition(const QJsonObject &body);
    ControlAnswer channel(const QJsonObject &body);
    ControlAnswer recording(const QJsonObject &body);
    ControlAnswer advance(const QJsonObject &body);

    Simulation *m_simulation;
    Clock *m_clock;
    Faults *m_faults;
};

} // namespace local
