// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/local/options.h"
#include "app/local/simulation.h"

#include <QJsonObject>
#include <QList>

#include <functional>
#include <optional>

/// Scenarios: how the world is when the service starts, and what happens in it by itself afterwards.
namespace local {

/// One request of a scenario file.
struct Step
{
    Millis at = 0; ///< after the start
    QString request;
    QJsonObject body;
};

struct ScenarioPlan
{
    QString name; ///< empty for a file
    quint32 seed = 1;
    std::optional<Millis> start; ///< the present when absent
    Millis history = 0; ///< how long before the start the world begins
    int participants = 0;
    QList<Step> steps;
};

/// Asks the service past HTTP: an answer, or why not.
using Request = std::function<tl::expected<QJsonObject, QString>(const QString &, const QJsonObject &)>;

/// Finds the scenario that the options name, or reads its file. Says what is wrong with it.
std::optional<QString> readScenario(const Options &options, ScenarioPlan *plan);

/// Brings \a simulation, which stands \a plan.history before \a start, to the start. Says what went wrong.
std::optional<QString> buildScenario(
    const ScenarioPlan &plan, Simulation *simulation, Millis start, const Request &request);

// Each in a file of its own.
void buildDemo(Simulation *simulation, quint32 seed, Millis start);
void buildTrouble(Simulation *simulation, quint32 seed, Millis start);
void buildBusy(Simulation *simulation, quint32 seed, Millis start);
void buildStadium(Simulation *simulation, quint32 seed, Millis start);
void buildScale(Simulation *simulation, int participants, Millis start);
std::optional<QString> readScenarioFile(const QString &path, ScenarioPlan *plan);
std::optional<QString> buildFromSteps(
    const QList<Step> &steps, Simulation *simulation, Millis start, const Request &request);

} // namespace local
