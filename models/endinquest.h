// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/ivs/client.h"
#include "models/store/compositiontypes.h"

#include <QHash>

#include <memory>

class CompositionHistory;
namespace ivs {
class ListingBase;
}

/// Finds out, once a composition has ended and nothing that was seen says why, whether its stage is gone and whether
/// anybody was publishing in its last minute, and tells the history. One GetStage, one ListStageSessions, one
/// ListParticipants of those who published, and the events of these, all in the Background lane; nothing else can tell
/// it (fact sheet 8), and later nobody knows any more.
class EndInquest final : public QObject
{
    Q_OBJECT

public:
    EndInquest(ivs::Client *client, CompositionHistory *history, QObject *parent);
    ~EndInquest() override;

    /// Nothing while it is being asked about the same one; three times in all when the service does not answer.
    void ask(const store::CompositionRecord &record);

    static constexpr int kMostPublishers = 24; ///< of those who have published; among more nobody is asked about

private:
    struct Case
    {
        QString arn;
        QString stageArn;
        QDateTime ended;
        QList<ivs::StageSessionSummary> sessions; ///< that overlap its last minute and are not asked about yet
        QStringList people; ///< of the first of them, the same
        QList<ivs::Event> events; ///< of the first of these
        QDateTime lastPublished; ///< invalid while nobody is found
        ivs::ListingBase *listing = nullptr;
    };
    using CasePtr = std::shared_ptr<Case>;

    void askStage(const CasePtr &about);
    void askSessions(const CasePtr &about);
    void askPeople(const CasePtr &about);
    void askEvents(const CasePtr &about);
    bool publishedUntilItsEnd(const CasePtr &about) const;
    void close(const CasePtr &about, store::CompositionChange::What what);
    void giveUp(const CasePtr &about);
    void dropListing(const CasePtr &about);

    ivs::Client *m_client;
    CompositionHistory *m_history;
    QHash<QString, CasePtr> m_open; ///< by the composition's ARN
    QHash<QString, int> m_tries;
};
