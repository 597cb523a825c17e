// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/local/scenario.h"

#include <QFileInfo>

using namespace Qt::Literals::StringLiterals;

namespace local {

namespace {

struct Named
{
    QLatin1StringView name;
    Millis history;
};

const Named kNamed[] {
    {"empty"_L1, 0},
    {"demo"_L1, 3 * kDay},
    {"busy"_L1, 2 * kHour},
    {"stadium"_L1, 2 * kHour},
    {"trouble"_L1, 2 * kHour},
    {"scale"_L1, 6 * kHour},
};

} // namespace

std::optional<QString> readScenario(const Options &options, ScenarioPlan *plan)
{
    plan->seed = options.seed;
    plan->participants = options.participants;
    for (const Named &named : kNamed) {
        if (options.scenario == named.name) {
            plan->name = named.name;
            plan->history = named.history;
            return std::nullopt;
        }
    }
    if (!QFileInfo::exists(options.scenario)) {
        return u"--scenario: there is no scenario and no file \"%1\" (known are empty, demo, busy, stadium, trouble, "
               "scale)"_s.arg(options.scenario);
    }
    const auto problem = readScenarioFile(options.scenario, plan);
    if (options.seedGiven)
        plan->seed = options.seed;
    return problem ? std::optional(u"--scenario: %1: %2"_s.arg(options.scenario, *problem)) : std::nullopt;
}

std::optional<QString> buildScenario(
    const ScenarioPlan &plan, Simulation *simulation, Millis start, const Request &request)
{
    if (plan.name == "demo"_L1)
        buildDemo(simulation, plan.seed, start);
    else if (plan.name == "busy"_L1)
        buildBusy(simulation, plan.seed, start);
    else if (plan.name == "stadium"_L1)
        buildStadium(simulation, plan.seed, start);
    else if (plan.name == "trouble"_L1)
        buildTrouble(simulation, plan.seed, start);
    else if (plan.name == "scale"_L1)
        buildScale(simulation, plan.participants, start);
    else if (plan.name.isEmpty())
        return buildFromSteps(plan.steps, simulation, start, request);
    simulation->advanceTo(start);
    return std::nullopt;
}

} // namespace local
