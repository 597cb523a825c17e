// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/local/crowd.h"

#include <array>

using namespace Qt::Literals::StringLiterals;

namespace local {

namespace {

constexpr std::array kFirst {u"Anna", u"Bruno", u"Chidi", u"Daria", u"Elif", u"Farid", u"Greta", u"Hiro", u"Ines",
    u"Jonas", u"Kavya", u"Liam", u"Maya", u"Noor", u"Omar", u"Petra", u"Quentin", u"Rosa", u"Søren", u"Tomás", u"Uma",
    u"Viktor", u"Wen", u"Zoë"};
constexpr std::array kLast {u"Adeyemi", u"Berg", u"Castillo", u"Dubois", u"Ekström", u"Fischer", u"Gupta", u"Haddad",
    u"Ito", u"Jensen", u"Kowalski", u"Lindqvist", u"Moreau", u"Novak", u"Okafor", u"Pereira", u"Quinn", u"Rossi",
    u"Schmidt", u"Tanaka"};
// How long those take to come in who were waiting for the beginning.
constexpr Millis kDoors = 6 * kMinute;
constexpr std::array kErrors {ivs::EventErrorCode::BitrateExceeded, ivs::EventErrorCode::ResolutionExceeded,
    ivs::EventErrorCode::InternalServerException, ivs::EventErrorCode::BFramePresent};

} // namespace

Crowd::Crowd(Simulation *simulation, quint64 stage, const CrowdPlan &plan, quint64 seed)
    : m_simulation(simulation)
    , m_stage(stage)
    , m_plan(plan)
    , m_random(seed)
{
}

void gather(Simulation *simulation, const StageRecord &stage, const CrowdPlan &plan, int seed, Millis time)
{
    // The queue holds the crowd from here on.
    std::make_shared<Crowd>(simulation, stage.serial, plan, quint64(seed))->beginAt(time);
}

void Crowd::beginAt(Millis time)
{
    m_simulation->at(time, [self = shared_from_this()] { self->begin(); });
    if (m_plan.until > 0)
        m_simulation->at(m_plan.until, [self = shared_from_this()] { self->end(); });
}

Entry Crowd::person(Random *random, World *world, int number, bool host)
{
    const QString first = QString::fromUtf16(kFirst[size_t(random->below(int(kFirst.size())))]);
    const QString last = QString::fromUtf16(kLast[size_t(random->below(int(kLast.size())))]);
    Entry entry;
    entry.participantId = world->random.id(12);
    entry.mayPublish = host || !random->oneIn(3);
    entry.attributes.insert(u"displayName"_s, first + u' ' + last);
    entry.attributes.insert(u"role"_s, host ? u"host"_s : entry.mayPublish ? u"guest"_s : u"audience"_s);
    if (host) {
        entry.userId = u"host-"_s + first.toLower();
        entry.attributes.insert(u"order"_s, QString::number(number));
    } else {
        switch (random->below(4)) {
        case 0:
            entry.userId = first.toLower() + u'.' + last.toLower() + u"@example.com"_s;
            break;
        case 1:
            entry.userId = first + u' ' + last;
            break;
        case 2:
            entry.userId = u"viewer-%1"_s.arg(1000 + random->below(9000));
            break;
        default:
            entry.userId = random->oneIn(4) ? QString() : u"guest-%1"_s.arg(number, 3, 10, QChar(u'0'));
        }
    }
    return entry;
}

void Crowd::begin()
{
    StageRecord *place = stage();
    if (!place || isOver())
        return;
    for (int i = 0; i < m_plan.hosts; ++i)
        m_hosts.push_back(person(&m_random, &m_simulation->world(), i + 1, true));
    keepHostsOnAir();
    for (int i = 0; i < m_plan.early; ++i) {
        m_simulation->after(m_random.below(int(kDoors)), [self = shared_from_this()] {
            if (self->stage() && !self->isOver())
                self->arrive();
        });
    }
    // The others come when those who waited are in.
    m_simulation->after(m_plan.early > 0 ? kDoors : 0, [self = shared_from_this()] { self->scheduleArrival(); });
}

void Crowd::end()
{
    const StageRecord *place = stage();
    if (!place || place->active < 0)
        return;
    const int people = int(place->activeSession()->people.size());
    const int session = place->active;
    for (int row = 0; row < people; ++row)
        m_simulation->leave({m_stage, session, row});
}

// Hosts come back after whatever threw them out, unless they were disconnected for good.
void Crowd::keepHostsOnAir()
{
    StageRecord *place = stage();
    for (const Entry &host : m_hosts) {
        if (!place->barred.contains(host.participantId))
            m_simulation->publish(m_simulation->join(*place, host));
    }
}

void Crowd::scheduleArrival()
{
    m_simulation->after(around(m_plan.gap), [self = shared_from_this()] {
        StageRecord *place = self->stage();
        if (!place || self->isOver())
            return;
        self->keepHostsOnAir();
        const SessionRecord *session = place->activeSession();
        if (!session || session->connected < self->m_plan.hosts + self->m_plan.watchers)
            self->arrive();
        self->scheduleArrival();
    });
}

void Crowd::arrive()
{
    const Seat seat = m_simulation->join(*stage(), person(&m_random, &m_simulation->world(), ++m_came, false));
    m_simulation->after(1 + m_random.below(1500), [self = shared_from_this(), seat] { self->watchAll(seat); });
    m_simulation->after(around(m_plan.stay), [self = shared_from_this(), seat] { self->m_simulation->leave(seat); });
    if (m_plan.handEvery > 0 && m_random.oneIn(m_plan.handEvery)) {
        m_simulation->after(around(m_plan.stay) / 4, [self = shared_from_this(), seat] { self->takeTheStage(seat); });
    }
}

void Crowd::watchAll(const Seat &seat)
{
    const Found who = m_simulation->find(seat);
    if (!who || !who.person->connected)
        return;
    for (const Entry &host : m_hosts) {
        const auto publisher = m_simulation->seatOf(*who.stage, host.participantId);
        if (publisher && m_simulation->find(*publisher).person->publishing)
            m_simulation->subscribe(seat, host.participantId);
    }
}

void Crowd::takeTheStage(const Seat &seat)
{
    const Found who = m_simulation->find(seat);
    if (!who || !who.person->connected || !who.person->mayPublish)
        return;
    EventError error;
    if (m_plan.errorEvery > 0 && m_random.oneIn(m_plan.errorEvery))
        error = kErrors[size_t(m_random.below(int(kErrors.size())))];
    m_simulation->publish(seat, error);
    m_simulation->after(kMinute + m_random.below(int(4 * kMinute)),
        [self = shared_from_this(), seat] { self->m_simulation->unpublish(seat); });
}

} // namespace local
