// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/reordering.h"

#include <QElapsedTimer>

#include <algorithm>
#include <numeric>

namespace {

constexpr int kAtOnce = 128; // records between two looks at the clock

// The number of those that stay among the first \a count.
int keptBefore(int count, const std::vector<bool> &kept)
{
    return int(std::count(kept.begin(), kept.begin() + count, true));
}

void compact(std::vector<bool> &marks, const std::vector<bool> &kept)
{
    std::size_t next = 0;
    for (std::size_t i = 0; i < marks.size(); ++i) {
        if (kept[i])
            marks[next++] = marks[i];
    }
    marks.resize(next);
}

} // namespace

Reordering::Reordering(Before before, Fits fits)
    : m_before(std::move(before))
    , m_fits(std::move(fits))
{
}

void Reordering::sort(int count)
{
    m_sorting = true;
    m_count = count;
    m_next = 0;
    m_runs.clear();
    m_merging = false;
    m_stale.assign(std::size_t(count), false);
}

void Reordering::filter(int count)
{
    m_filtering = true;
    m_accepted.assign(std::size_t(count), true);
    m_examined = 0;
}

void Reordering::narrow(const std::vector<bool> &accepted)
{
    m_filtering = true;
    m_accepted = accepted;
    m_examined = 0;
}

void Reordering::drop()
{
    m_sorting = false;
    m_filtering = false;
}

bool Reordering::step(int milliseconds)
{
    QElapsedTimer timer;
    timer.start();
    const auto late = [&] { return milliseconds >= 0 && timer.elapsed() >= milliseconds; };
    while (m_sorting && !isSorted()) {
        sortSome();
        if (late())
            return false;
    }
    while (m_filtering && m_examined < int(m_accepted.size())) {
        examineSome();
        if (late())
            return false;
    }
    return true;
}

void Reordering::sortSome()
{
    if (m_next < m_count) {
        std::vector<int> run(std::size_t(std::min(kAtOnce, m_count - m_next)));
        std::iota(run.begin(), run.end(), m_next);
        std::sort(run.begin(), run.end(), m_before);
        m_next += int(run.size());
        m_runs.push_back(std::move(run));
        return;
    }
    if (!m_merging) {
        m_left = std::move(m_runs[0]);
        m_right = std::move(m_runs[1]);
        m_runs.erase(m_runs.begin(), m_runs.begin() + 2);
        m_leftNext = 0;
        m_rightNext = 0;
        m_merged.clear();
        m_merged.reserve(m_left.size() + m_right.size());
        m_merging = true;
    }
    mergeSome();
}

void Reordering::mergeSome()
{
    for (int i = 0; i < kAtOnce && m_leftNext < m_left.size() && m_rightNext < m_right.size(); ++i) {
        const int left = m_left[m_leftNext];
        const int right = m_right[m_rightNext];
        if (m_stale[std::size_t(left)]) {
            ++m_leftNext;
        } else if (m_stale[std::size_t(right)]) {
            ++m_rightNext;
        } else if (m_before(right, left)) {
            m_merged.push_back(right);
            ++m_rightNext;
        } else {
            m_merged.push_back(left);
            ++m_leftNext;
        }
    }
    if (m_leftNext < m_left.size() && m_rightNext < m_right.size())
        return;
    m_merged.insert(m_merged.end(), m_left.begin() + std::ptrdiff_t(m_leftNext), m_left.end());
    m_merged.insert(m_merged.end(), m_right.begin() + std::ptrdiff_t(m_rightNext), m_right.end());
    m_runs.push_back(std::move(m_merged));
    m_merging = false;
}

void Reordering::examineSome()
{
    const int end = std::min(m_examined + kAtOnce, int(m_accepted.size()));
    for (; m_examined < end; ++m_examined) {
        const auto record = std::size_t(m_examined);
        m_accepted[record] = m_accepted[record] && m_fits(m_examined);
    }
}

void Reordering::changed(int record, bool fits)
{
    if (m_sorting && record < m_next)
        m_stale[std::size_t(record)] = true;
    if (!m_filtering)
        return;
    if (record >= int(m_accepted.size()))
        m_accepted.resize(std::size_t(record) + 1);
    m_accepted[std::size_t(record)] = fits;
}

void Reordering::gone(const std::vector<bool> &kept)
{
    if (m_filtering) {
        m_examined = keptBefore(m_examined, kept);
        compact(m_accepted, kept);
    }
    if (!m_sorting)
        return;
    std::vector<int> moved(kept.size());
    int next = 0;
    for (std::size_t record = 0; record < kept.size(); ++record)
        moved[record] = kept[record] ? next++ : -1;
    const auto move = [&](std::vector<int> &records) {
        for (int &record : records)
            record = moved[std::size_t(record)];
        std::erase(records, -1);
    };
    for (std::vector<int> &run : m_runs)
        move(run);
    if (m_merging) {
        m_left.erase(m_left.begin(), m_left.begin() + std::ptrdiff_t(std::exchange(m_leftNext, 0)));
        m_right.erase(m_right.begin(), m_right.begin() + std::ptrdiff_t(std::exchange(m_rightNext, 0)));
        move(m_left);
        move(m_right);
        move(m_merged);
    }
    m_next = keptBefore(m_next, kept);
    m_count = keptBefore(m_count, kept);
    compact(m_stale, kept);
}

Reordering::Sorted Reordering::takeSorted(int count)
{
    m_sorting = false;
    Sorted sorted;
    if (!m_runs.empty())
        sorted.standing = std::move(m_runs.front());
    m_runs.clear();
    std::erase_if(sorted.standing, [this](int record) { return m_stale[std::size_t(record)]; });
    for (int record = 0; record < count; ++record) {
        if (record >= m_count || m_stale[std::size_t(record)])
            sorted.fresh.push_back(record);
    }
    return sorted;
}

std::vector<bool> Reordering::takeAccepted()
{
    m_filtering = false;
    return std::move(m_accepted);
}
