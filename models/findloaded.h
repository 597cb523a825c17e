// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/findresult.h"

/// The best of many results of one kind: told of each by its rank, it keeps the few that will be shown and counts all.
/// Among equals the one that was offered first wins.
class FindBest
{
public:
    explicit FindBest(int limit)
        : m_limit(limit)
    {
    }
    /// Record \a number answers with \a rank.
    void offer(FindQuery::Rank rank, int number);
    int total() const { return m_total; }
    struct Entry
    {
        FindQuery::Rank rank;
        int number;
    };
    /// Best first.
    const std::vector<Entry> &entries() const { return m_entries; }

private:
    int m_limit;
    int m_total = 0;
    std::vector<Entry> m_entries;
};

/// What answers \a query among what the open \a workspaces have loaded, a group a kind, the group with the best answer
/// first; at most FindModel::kUnfolded results a group. Asks nobody, and takes some 20 ms for 100,000 participants.
QList<FindGroup> findLoaded(const QList<Workspace *> &workspaces, const FindQuery &query);

/// `demo · us-east-1`: which connection something belongs to.
QString findPlaceWords(const Workspace *workspace);
/// The name of a stage as far as the lists know it, else the last part of its ARN.
QString findStageName(const Workspace *workspace, const QString &stageArn);
/// Keys that are the same whoever finds the thing.
QString findKey(FindResult::Kind kind, const QString &id, const QString &sessionId = {});
