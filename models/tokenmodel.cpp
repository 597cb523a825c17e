// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/tokenmodel.h"

#include "models/serviceclock.h"
#include "models/tokencheck.h"

#include <algorithm>

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr int kGather = 100; // ms: ten thousand tokens signed one by one enter the rows at most ten times a second
constexpr int kTick = 1000; // ms
constexpr int kSlice = 2000; // changed entries of a turn of the event loop

struct ShowWord
{
    TokenModel::Show show;
    QLatin1StringView word;
};
// Kept between runs: never translated.
constexpr ShowWord kShowWords[] = {
    {TokenModel::Show::Valid, "valid"_L1},
    {TokenModel::Show::Unused, "unused"_L1},
    {TokenModel::Show::Joined, "joined"_L1},
    {TokenModel::Show::Gone, "gone"_L1},
    {TokenModel::Show::Expired, "expired"_L1},
    {TokenModel::Show::NotKnown, "not-known"_L1},
};

} // namespace

TokenModel::TokenModel(TokenRegister *tokens, TokenCheck *checks, ServiceClock *clock, TimeText *times, QObject *parent)
    : LocalListModel(clock, times, parent)
    , m_tokens(tokens)
    , m_checks(checks)
{
    setColumns({
        {tr("User id"), Qt::AlignLeft, false, false, 150, {}, u"user-id"_s},
        {tr("Stage"), Qt::AlignLeft, false, false, 150, tr("Its name when the token was issued"), u"stage"_s},
        {tr("May"), Qt::AlignLeft, false, false, 150, {}, u"may"_s},
        {tr("State"), Qt::AlignLeft, false, false, 110,
            tr("What is known of its use. The service tells of participants, never of tokens."), u"state"_s},
        {tr("As of"), Qt::AlignLeft, false, true, 100, tr("When the state was told last"), u"as-of"_s},
        {tr("Expires"), Qt::AlignLeft, false, true, 150, {}, u"expires"_s},
        {tr("Issued"), Qt::AlignLeft, false, false, 150, {}, u"issued"_s, false, true},
        {tr("How"), Qt::AlignLeft, false, false, 150, {}, u"how"_s},
        {tr("Participant id"), Qt::AlignLeft, true, false, 130, tr("Made together with the token"),
            u"participant-id"_s},
        {tr("Attributes"), Qt::AlignLeft, false, false, 200, {}, u"attributes"_s},
    });
    m_gather.setSingleShot(true);
    connect(&m_gather, &QTimer::timeout, this, &TokenModel::merge);
    connect(tokens, &TokenRegister::added, this, &TokenModel::gather);
    connect(tokens, &TokenRegister::changed, this, [this](const QStringList &participantIds) {
        m_changed += participantIds;
        gather();
    });
    connect(tokens, &TokenRegister::forgetting, this, &ListModel::forget);
    connect(tokens, &TokenRegister::readingChanged, this, [this] {
        merge();
        heldAsRead();
    });
    merge();
    heldAsRead();
}

// "No token was issued yet" is said only when the store has answered.
void TokenModel::heldAsRead()
{
    if (!m_tokens->isReading() || m_count > 0)
        setHeld(!m_tokens->isReading() && !m_tokens->hasOlder());
}

void TokenModel::clearRecords()
{
    m_count = 0;
    m_standing.clear();
    m_changed.clear();
    m_expiring.clear();
    m_gather.stop();
}

void TokenModel::gather()
{
    if (!m_merged.isValid() || m_merged.elapsed() >= kGather)
        merge();
    else if (!m_gather.isActive())
        m_gather.start(kGather - int(m_merged.elapsed()));
}

void TokenModel::merge()
{
    m_gather.stop();
    m_merged.start();
    const QDateTime now = clock()->now();
    std::vector<int> changed;
    // Ten thousand that have joined, as a list of them tells at once, would stop the window.
    const QStringList some = m_changed.first(std::min<qsizetype>(m_changed.size(), kSlice));
    m_changed.remove(0, some.size());
    if (!m_changed.isEmpty())
        m_gather.start(0);
    for (const QString &participantId : some) {
        const int record = recordOf(participantId);
        if (record < 0)
            continue; // it is among the new ones
        changed.push_back(record);
        Standing &standing = m_standing[std::size_t(record)];
        const Standing was = std::exchange(standing, standingOf(at(record), now));
        if (!standing.expired && standing.expires != was.expires) // signed again
            m_expiring.emplace(standing.expires, record);
    }
    std::sort(changed.begin(), changed.end());
    changed.erase(std::unique(changed.begin(), changed.end()), changed.end());
    const int before = m_count;
    m_count = int(m_tokens->entries().size());
    for (int record = before; record < m_count; ++record) {
        m_standing.push_back(standingOf(at(record), now));
        if (!m_standing.back().expired)
            m_expiring.emplace(at(record).expires, record);
    }
    if (m_count == before && changed.empty())
        return;
    recordsMerged(m_count - before, changed);
    Q_EMIT stateChanged();
}

void TokenModel::watchedChanged()
{
    if (isWatched() && !m_ticks)
        tick();
}

void TokenModel::check(const QStringList &participantIds) { m_checks->check(participantIds); }

// Only what has expired since is told: the rest of the countdown is the view's.
void TokenModel::tick()
{
    m_ticks = isWatched();
    if (!m_ticks)
        return;
    const QDateTime now = clock()->now();
    std::vector<int> changed;
    while (!m_expiring.empty() && m_expiring.begin()->first <= now) {
        const int record = m_expiring.begin()->second;
        m_expiring.erase(m_expiring.begin());
        const Standing standing = standingOf(at(record), now);
        if (standing == m_standing[std::size_t(record)])
            continue;
        m_standing[std::size_t(record)] = standing;
        changed.push_back(record);
    }
    if (!changed.empty()) {
        std::sort(changed.begin(), changed.end());
        recordsMerged(0, changed);
        Q_EMIT stateChanged();
    }
    clock()->after(kTick, this, [this] { tick(); });
}

TokenModel::Standing TokenModel::standingOf(const IssuedToken &token, const QDateTime &now)
{
    return {tokenState(token, now), token.expires.isValid() && token.expires <= now, token.expires};
}

int TokenModel::recordOf(const QString &key) const
{
    const qsizetype index = m_tokens->indexOf(key);
    return index < m_count ? int(index) : -1;
}

const IssuedToken *TokenModel::entry(const QString &participantId) const
{
    const int record = recordOf(participantId);
    return record < 0 ? nullptr : &at(record);
}

TokenState TokenModel::stateOf(const QString &participantId) const
{
    const IssuedToken *token = entry(participantId);
    return token ? tokenState(*token, clock()->now()) : TokenState::NotKnown;
}

void TokenModel::setShow(Show show)
{
    if (show == m_show)
        return;
    m_show = show;
    rebuildOrder();
    Q_EMIT filterChanged();
}

QString TokenModel::quickFilter() const
{
    for (const ShowWord &each : kShowWords) {
        if (each.show == m_show)
            return each.word;
    }
    return {};
}

void TokenModel::setQuickFilter(const QString &word)
{
    const auto found = std::find_if(
        std::begin(kShowWords), std::end(kShowWords), [&](const ShowWord &each) { return each.word == word; });
    setShow(found == std::end(kShowWords) ? Show::All : found->show);
}

void TokenModel::clearFilter()
{
    setShow(Show::All);
    ListModel::clearFilter();
}

bool TokenModel::accepts(int record) const
{
    const Standing &standing = m_standing[std::size_t(record)];
    switch (m_show) {
    case Show::All:
        return true;
    case Show::Valid:
        return !standing.expired;
    case Show::Unused:
        return standing.state == TokenState::Unused || standing.state == TokenState::JoinFailed;
    case Show::Joined:
        return standing.state == TokenState::Joined;
    case Show::Gone:
        return standing.state == TokenState::Left || standing.state == TokenState::Disconnected;
    case Show::Expired:
        return standing.expired;
    case Show::NotKnown:
        return standing.state == TokenState::NotKnown;
    }
    return true;
}

// What was told when is written only for those who look at it.
bool TokenModel::holds(int record, int column, const FilterText::Term &term) const
{
    return column == State ? term.isIn(text(record, column)) : ListModel::holds(record, column, term);
}
