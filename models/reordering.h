// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <deque>
#include <functional>
#include <vector>

/// What a list works out for a new sort, a new filter, or both: the order of all records, and which of them the filter
/// lets through. In steps as short as the caller wants them, since a sort of 100,000 rows would hold up the event loop
/// for 170 ms. Records may come, change and go between two steps; the result is as if all had been done at the end.
///
/// Records are counted in arrival order; when some go, those behind move up.
class Reordering final
{
public:
    using Before = std::function<bool(int a, int b)>; ///< no two records are equal
    using Fits = std::function<bool(int record)>;

    /// Both are asked of the new sort and filter; what they say of a record changes only with changed().
    Reordering(Before before, Fits fits);

    /// Begins to sort \a count records; what was sorted so far for another order is dropped.
    void sort(int count);
    /// Begins to examine \a count records; what was examined so far for another filter is dropped.
    void filter(int count);
    /// The same for a filter that lets nothing through that another did not: only its \a accepted are examined.
    void narrow(const std::vector<bool> &accepted);
    void drop();

    bool isSorting() const { return m_sorting; }
    bool isFiltering() const { return m_filtering; }
    bool isUnderWay() const { return m_sorting || m_filtering; }

    /// Goes on for about so many milliseconds, or to the end with kNoLimit. True when everything is worked out.
    bool step(int milliseconds);
    static constexpr int kNoLimit = -1;

    /// A record came (the last one) or changed, and the new filter lets it through or not.
    void changed(int record, bool fits);
    void gone(const std::vector<bool> &kept);

    struct Sorted
    {
        std::vector<int> standing; ///< in order
        std::vector<int> fresh; ///< those that came or changed meanwhile, in any order: to be put among them
    };
    /// The new order of all \a count records; ends the sorting.
    Sorted takeSorted(int count);
    /// Record → the new filter lets it through; ends the filtering.
    std::vector<bool> takeAccepted();

private:
    bool isSorted() const { return m_next == m_count && !m_merging && m_runs.size() <= 1; }
    void sortSome();
    void mergeSome();
    void examineSome();

    Before m_before;
    Fits m_fits;
    bool m_sorting = false;
    bool m_filtering = false;

    // A merge sort: short runs are sorted, then always the two oldest merged into one.
    int m_count = 0; ///< records that are sorted; later ones came meanwhile
    int m_next = 0; ///< the first that is in no run yet
    std::deque<std::vector<int>> m_runs;
    bool m_merging = false;
    std::vector<int> m_left;
    std::vector<int> m_right;
    std::vector<int> m_merged;
    std::size_t m_leftNext = 0;
    std::size_t m_rightNext = 0;
    std::vector<bool> m_stale; ///< changed after they were put into a run: compared with nothing any more

    std::vector<bool> m_accepted; ///< of those not examined yet: may be let through
    int m_examined = 0; ///< records before this one
};
