// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QJsonObject>
#include <QMap>

namespace local {

class Clock;
class Simulation;

/// What arrived, what came of it, and how much of everything there is.
class Census
{
public:
    /// A request for an operation arrived, whatever becomes of it.
    void arrived(const QByteArray &operation) { ++m_calls[operation].total; }
    /// Its answer: a status, or a word such as `dropped`.
    void answered(const QByteArray &operation, const QByteArray &how) { ++m_calls[operation].answers[how]; }
    /// It was carried out, whether or not the answer got through.
    void acted(const QByteArray &operation) { ++m_calls[operation].acted; }

    QJsonObject toJson(const Simulation &simulation, const Clock &clock, int faultsPending) const;

private:
    struct Calls
    {
        int total = 0;
        int acted = 0;
        QMap<QByteArray, int> answers;
    };

    QMap<QByteArray, Calls> m_calls;
};

} // namespace local
