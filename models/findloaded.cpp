// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/findloaded.h"

#include "models/compositionhistory.h"
#include "models/findmodel.h"
#include "models/ingestmodel.h"
#include "models/workspace.h"

#include <QCoreApplication>

#include <algorithm>

using namespace Qt::Literals::StringLiterals;
using Kind = FindResult::Kind;
using Rank = FindQuery::Rank;

namespace {

QString say(const char *text) { return QCoreApplication::translate("FindLoaded", text); }

// The results of one kind over all workspaces: numbers count through the records of one after another.
class Gathering
{
public:
    Gathering(Kind kind, QString id, QString title)
        : m_kind(kind)
    {
        m_group.id = std::move(id);
        m_group.title = std::move(title);
    }
    // `rank` gives the rank of a record, `fill` the result of one that is kept.
    template <typename Record, typename RankOf, typename Fill>
    void add(const std::vector<Record> &records, RankOf rank, Fill fill)
    {
        FindBest best(FindModel::kUnfolded);
        for (std::size_t i = 0; i < records.size(); ++i) {
            const Rank of = rank(records[i]);
            if (of != FindQuery::None)
                best.offer(of, int(i));
        }
        m_group.total += best.total();
        for (const FindBest::Entry &entry : best.entries()) {
            FindResult result;
            result.kind = m_kind;
            result.rank = entry.rank;
            fill(records[std::size_t(entry.number)], result);
            m_group.results.append(std::move(result));
        }
    }
    FindGroup take()
    {
        std::stable_sort(m_group.results.begin(), m_group.results.end(),
            [](const FindResult &a, const FindResult &b) { return a.rank < b.rank; });
        if (m_group.results.size() > FindModel::kUnfolded)
            m_group.results.resize(FindModel::kUnfolded);
        return std::move(m_group);
    }

private:
    Kind m_kind;
    FindGroup m_group;
};

Rank rankOfStage(const FindQuery &query, const StageRecord &record)
{
    const ivs::StageSummary &stage = record.stage;
    if (query.arn())
        return query.rank(stage.arn);
    Rank best =
        std::min(query.rank(stage.name), query.rank(QStringView(stage.arn).mid(stage.arn.lastIndexOf(u'/') + 1)));
    best = std::min(best, stage.activeSessionId.isEmpty() ? FindQuery::None : query.rank(stage.activeSessionId));
    for (auto tag = stage.tags.cbegin(); best > FindQuery::WordStart && tag != stage.tags.cend(); ++tag) {
        // A tag says something about the stage, it is not its name: no more than a word in it.
        const Rank of = query.rank(QString(tag.key() + u'=' + tag.value()));
        best = std::min(best, of == FindQuery::None ? of : std::max(of, FindQuery::WordStart));
    }
    return best;
}

FindResult &onAirNote(FindResult &result, bool isOnAir)
{
    result.note = isOnAir ? say("On air") : QString();
    result.tone = isOnAir ? Tone::OnAir : Tone::None;
    return result;
}

FindGroup stagesOf(const QList<Workspace *> &workspaces, const FindQuery &query)
{
    Gathering all(Kind::Stage, u"stages"_s, say("Stages"));
    for (Workspace *workspace : workspaces) {
        const QDateTime asOf = workspace->stages()->state().asOf;
        all.add(
            workspace->stages()->records(), [&](const StageRecord &record) { return rankOfStage(query, record); },
            [&](const StageRecord &record, FindResult &result) {
                result.key = findKey(Kind::Stage, record.stage.arn);
                result.name = record.stage.name.isEmpty() ? idOfArn(record.stage.arn) : record.stage.name;
                result.where = findPlaceWords(workspace);
                result.asOf = asOf;
                result.place = {workspace, record.stage.arn, {}, {}, {}};
                onAirNote(result, record.isOnAir());
            });
    }
    return all.take();
}

FindGroup sessionsOf(const QList<Workspace *> &workspaces, const FindQuery &query)
{
    Gathering all(Kind::Session, u"sessions"_s, say("Sessions"));
    for (Workspace *workspace : workspaces) {
        const StageSessionModel *sessions = workspace->sessions();
        const QString stageArn = sessions->stageArn();
        const QString where = findStageName(workspace, stageArn) + u" · "_s + findPlaceWords(workspace);
        all.add(
            sessions->records(), [&](const ivs::StageSessionSummary &session) { return query.rank(session.sessionId); },
            [&](const ivs::StageSessionSummary &session, FindResult &result) {
                result.key = findKey(Kind::Session, session.sessionId);
                result.name = session.sessionId;
                result.where = where;
                result.asOf = sessions->state().asOf;
                result.place = {workspace, stageArn, session.sessionId, {}, {}};
                onAirNote(result, !session.endTime.isValid());
            });
    }
    return all.take();
}

FindGroup participantsOf(const QList<Workspace *> &workspaces, const FindQuery &query)
{
    Gathering all(Kind::Participant, u"participants"_s, say("Participants"));
    for (Workspace *workspace : workspaces) {
        const ParticipantModel *participants = workspace->participants();
        const QString stageArn = participants->stageArn();
        const QString sessionId = participants->sessionId();
        const QString where = findStageName(workspace, stageArn) + u" · "_s + findPlaceWords(workspace);
        all.add(
            participants->records(),
            [&](const ivs::ParticipantSummary &participant) {
                return std::min(query.rank(participant.userId), query.rank(participant.participantId));
            },
            [&](const ivs::ParticipantSummary &participant, FindResult &result) {
                const bool isHere = participant.state == ivs::ParticipantState::Connected;
                result.key = findKey(Kind::Participant, participant.participantId, sessionId);
                result.name = participant.userId.isEmpty() ? participant.participantId : participant.userId;
                result.where = participant.userId.isEmpty() ? where : participant.participantId + u" · "_s + where;
                result.asOf = participants->state().asOf;
                result.place = {workspace, stageArn, sessionId, participant.participantId, {}};
                result.note = isHere ? say("Connected") : say("Disconnected");
                result.tone = isHere ? Tone::Good : Tone::Idle;
            });
    }
    return all.take();
}

// Those that the service lists, and those that are remembered since the service forgot them.
FindGroup compositionsOf(const QList<Workspace *> &workspaces, const FindQuery &query)
{
    Gathering all(Kind::Composition, u"compositions"_s, say("Compositions"));
    for (Workspace *workspace : workspaces) {
        std::vector<ivs::CompositionSummary> known = workspace->compositions()->records();
        for (const CompositionHistory::Record &each : workspace->compositionHistory()->records()) {
            if (!workspace->compositions()->record(each.summary.arn))
                known.push_back(each.summary);
        }
        all.add(
            known,
            [&](const ivs::CompositionSummary &composition) {
                if (query.arn())
                    return query.rank(composition.arn);
                // The stage is where it is, not what it is called.
                const Rank stage = query.rank(findStageName(workspace, composition.stageArn));
                return std::min(
                    query.rank(idOfArn(composition.arn)), stage == FindQuery::None ? stage : FindQuery::Substring);
            },
            [&](const ivs::CompositionSummary &composition, FindResult &result) {
                const bool isListed = workspace->compositions()->record(composition.arn);
                result.key = findKey(Kind::Composition, composition.arn);
                result.name = idOfArn(composition.arn);
                result.where = findStageName(workspace, composition.stageArn) + u" · "_s + findPlaceWords(workspace);
                const CompositionHistory::Record *seen = workspace->compositionHistory()->record(composition.arn);
                result.isRemembered = !isListed;
                result.asOf = isListed || !seen ? workspace->compositions()->state().asOf : seen->lastSeen;
                result.place = {workspace, composition.stageArn, {}, {}, composition.arn};
                result.note = compositionStateText(composition.state);
                result.tone = isRunning(composition.state) && isListed ? Tone::OnAir : Tone::Idle;
            });
    }
    return all.take();
}

FindGroup ingestsOf(const QList<Workspace *> &workspaces, const FindQuery &query)
{
    Gathering all(Kind::IngestConfiguration, u"ingests"_s, say("Ingest configurations"));
    for (Workspace *workspace : workspaces) {
        all.add(
            workspace->ingests()->records(),
            [&](const ivs::IngestConfigurationSummary &ingest) {
                if (query.arn())
                    return query.rank(ingest.arn);
                const Rank named = std::min(query.rank(ingest.name), query.rank(ingest.userId));
                return std::min({named, query.rank(idOfArn(ingest.arn)), query.rank(ingest.participantId)});
            },
            [&](const ivs::IngestConfigurationSummary &ingest, FindResult &result) {
                result.key = findKey(result.kind, ingest.arn);
                result.name = ingest.name.isEmpty() ? idOfArn(ingest.arn) : ingest.name;
                result.where = findPlaceWords(workspace);
                if (!ingest.stageArn.isEmpty())
                    result.where.prepend(findStageName(workspace, ingest.stageArn) + u" · "_s);
                result.asOf = workspace->ingests()->state().asOf;
                result.place = {workspace, {}, {}, {}, ingest.arn};
            });
    }
    return all.take();
}

} // namespace

void FindBest::offer(FindQuery::Rank rank, int number)
{
    ++m_total;
    const bool isFull = int(m_entries.size()) == m_limit;
    if (isFull && m_entries.back().rank <= rank)
        return;
    if (isFull)
        m_entries.pop_back();
    const auto at = std::upper_bound(m_entries.begin(), m_entries.end(), rank,
        [](FindQuery::Rank value, const Entry &entry) { return value < entry.rank; });
    m_entries.insert(at, {rank, number});
}

QString findPlaceWords(const Workspace *workspace) { return workspace->title() + u" · "_s + workspace->region(); }

QString findStageName(const Workspace *workspace, const QString &stageArn)
{
    const StageRecord *record = workspace->stages()->record(stageArn);
    return record && !record->stage.name.isEmpty() ? record->stage.name : idOfArn(stageArn);
}

QString findKey(Kind kind, const QString &id, const QString &sessionId)
{
    // The same participant id stands for one person's way through one session only when the session is named with it.
    return QString::number(int(kind)) + u':' + (sessionId.isEmpty() ? id : sessionId + u'/' + id);
}

QList<FindGroup> findLoaded(const QList<Workspace *> &workspaces, const FindQuery &query)
{
    QList<FindGroup> groups;
    if (query.isEmpty())
        return groups;
    for (auto *find : {stagesOf, sessionsOf, participantsOf, compositionsOf, ingestsOf}) {
        FindGroup group = find(workspaces, query);
        if (group.total > 0)
            groups.append(std::move(group));
    }
    std::stable_sort(groups.begin(), groups.end(),
        [](const FindGroup &a, const FindGroup &b) { return a.results.first().rank < b.results.first().rank; });
    return groups;
}
