// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/archive.h"

#include "models/aws/credentials.h"
#include "models/compositionhistory.h"
#include "models/detail.h"
#include "models/participanteventmodel.h"
#include "models/participantmodel.h"
#include "models/stagemodel.h"
#include "models/stagesessionmodel.h"
#include "models/timelineloader.h"
#include "models/tokenregister.h"

#include <QCryptographicHash>
#include <QScopedValueRollback>

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr int kTokens = 20'000; // of the register, that are read at once

} // namespace

Archive::Archive(store::Store *store, ivs::Client *client, aws::CredentialsProvider *credentials,
    const store::Place &where, QObject *parent)
    : QObject(parent)
    , m_store(store)
    , m_place(where)
{
    connect(client, &ivs::Client::accountIdChanged, this, &Archive::setAccount);
    connect(store, &store::Store::opened, this, &Archive::recallAccount);
    credentials->credentials()->then(this, [this](const aws::Result<aws::Credentials> &found) {
        if (!found)
            return;
        // The key's id is no secret, but nobody else's business either.
        const QByteArray digest =
            QCryptographicHash::hash(found->accessKeyId.toUtf8(), QCryptographicHash::Sha256).toHex().first(32);
        m_accountKey = u"account/"_s + QString::fromLatin1(digest);
        const QString accountId = m_place.isKnown() ? m_place.accountId : found->accountId;
        if (accountId.isEmpty())
            recallAccount();
        else
            setAccount(accountId);
    });
}

void Archive::recallAccount()
{
    if (!m_store || m_accountKey.isEmpty() || m_place.isKnown())
        return;
    const QByteArray known = m_store->state(m_accountKey);
    if (!known.isEmpty())
        setAccount(QString::fromUtf8(known));
}

void Archive::setAccount(const QString &accountId)
{
    if (m_store && !m_accountKey.isEmpty())
        m_store->setState(m_accountKey, accountId.toUtf8());
    if (m_place.accountId == accountId)
        return;
    const bool another = m_place.isKnown();
    m_place.accountId = accountId;
    if (another) {
        Q_EMIT disowned();
        return;
    }
    const auto waiting = std::exchange(m_waiting, {});
    for (const auto &[guard, fn] : waiting) {
        if (guard)
            fn();
    }
}

void Archive::whenPlaced(QObject *guard, std::function<void()> fn)
{
    if (m_place.isKnown())
        fn();
    else
        m_waiting.append({guard, std::move(fn)});
}

store::SessionKey Archive::session(const QString &stageArn, const QString &sessionId) const
{
    return {m_place, stageArn, sessionId};
}

bool Archive::keeps(const QString &stageArn, const QString &sessionId) const
{
    return m_store && !m_forgotten.contains(session(stageArn, sessionId));
}

void Archive::forget(const store::SessionKey &session) { m_forgotten.append(session); }

void Archive::remember(StageModel *stages)
{
    StageModel::Memory memory;
    memory.recall = [this](const ivs::ListStagesRequest &, QObject *guard, StageModel::Memory::Recalled fn) {
        whenPlaced(guard, [this, guard, fn] {
            if (m_store)
                m_store->readStages(
                    m_place, guard, [fn](const store::Stages &found) { fn(found.rows, found.asOf, false); });
        });
    };
    memory.whole = [this](const ivs::ListStagesRequest &, const QDateTime &asOf,
                       const std::vector<StageRecord> &records, bool changed) {
        if (!m_store)
            return;
        if (!changed) {
            m_store->confirmStages(m_place, asOf);
            return;
        }
        QList<ivs::StageSummary> rows;
        rows.reserve(qsizetype(records.size()));
        for (const StageRecord &record : records)
            rows.append(record.stage);
        m_store->putStages(m_place, asOf, rows);
    };
    stages->setMemory(memory);
    connect(this, &Archive::disowned, stages, &ListModel::forget);
}

void Archive::remember(StageSessionModel *sessions)
{
    StageSessionModel::Memory memory;
    memory.recall = [this](const ivs::ListStageSessionsRequest &question, QObject *guard,
                        StageSessionModel::Memory::Recalled fn) {
        whenPlaced(guard, [this, question, guard, fn] {
            if (!m_store)
                return;
            m_store->readSessions(m_place, question.stageArn, guard, [fn](const store::Sessions &found) {
                QList<ivs::StageSessionSummary> rows;
                for (const store::SessionRow &row : found.rows) {
                    // One that was met only as somebody's session tells nothing of itself yet.
                    if (row.session.startTime.isValid())
                        rows.append(row.session);
                }
                fn(rows, found.asOf, false);
            });
        });
    };
    memory.seen = [this](const ivs::ListStageSessionsRequest &question, const QDateTime &asOf,
                      const QList<ivs::StageSessionSummary> &rows) {
        if (m_store)
            m_store->putSessions(m_place, question.stageArn, asOf, rows, false);
    };
    memory.whole = [this](const ivs::ListStageSessionsRequest &question, const QDateTime &asOf,
                       const std::vector<ivs::StageSessionSummary> &, bool) {
        if (m_store)
            m_store->putSessions(m_place, question.stageArn, asOf, {}, true);
    };
    sessions->setMemory(memory);
    connect(this, &Archive::disowned, sessions, &ListModel::forget);
}

void Archive::remember(ParticipantModel *participants)
{
    ParticipantModel::Memory memory;
    memory.recall = [this](const ivs::ListParticipantsRequest &question, QObject *guard,
                        ParticipantModel::Memory::Recalled fn) {
        if (!m_store || !m_place.isKnown()) { // the fetch waits for the answer, which must not wait for the fetch
            fn({}, {}, false);
            return;
        }
        m_store->readParticipants(session(question.stageArn, question.sessionId), guard,
            [fn](const store::Participants &found) { fn(found.rows, found.asOf, found.sealed); });
    };
    memory.seen = [this](const ivs::ListParticipantsRequest &question, const QDateTime &asOf,
                      const QList<ivs::ParticipantSummary> &rows) {
        if (keeps(question.stageArn, question.sessionId))
            m_store->putParticipants(session(question.stageArn, question.sessionId), asOf, rows);
    };
    memory.whole = [this](const ivs::ListParticipantsRequest &question, const QDateTime &asOf,
                       const std::vector<ivs::ParticipantSummary> &, bool) {
        if (keeps(question.stageArn, question.sessionId))
            m_store->seal(session(question.stageArn, question.sessionId), asOf, {});
    };
    participants->setMemory(memory);
    connect(this, &Archive::disowned, participants, &ListModel::forget);
}

void Archive::remember(ParticipantEventModel *events)
{
    ParticipantEventModel::Memory memory;
    memory.recall = [this](const ivs::ListParticipantEventsRequest &question, QObject *guard,
                        ParticipantEventModel::Memory::Recalled fn) {
        if (!m_store || !m_place.isKnown()) {
            fn({}, {}, false);
            return;
        }
        m_store->readEvents(session(question.stageArn, question.sessionId), question.participantId, guard,
            [fn](const store::Events &found) { fn(found.rows, found.asOf, found.sealed); });
    };
    memory.whole = [this](const ivs::ListParticipantEventsRequest &question, const QDateTime &asOf,
                       const std::vector<ivs::Event> &records, bool) {
        if (!keeps(question.stageArn, question.sessionId))
            return;
        m_store->putEvents(session(question.stageArn, question.sessionId), question.participantId, asOf,
            QList<ivs::Event>(records.begin(), records.end()));
    };
    events->setMemory(memory);
    connect(this, &Archive::disowned, events, &ListModel::forget);
}

void Archive::remember(ParticipantDetail *detail)
{
    connect(detail, &Detail::changed, this, [this, detail] {
        const ivs::GetParticipantRequest &question = detail->question();
        if (!keeps(question.stageArn, question.sessionId) || detail->isLoading() || !detail->participant()
            || detail->error())
            return;
        m_store->putParticipant(session(question.stageArn, question.sessionId), detail->asOf(), *detail->participant());
    });
}

void Archive::remember(TimelineLoader *timeline)
{
    using Person = TimelineLoader::Archive::Person;
    TimelineLoader::Archive memory;
    memory.recall = [this](const QString &stageArn, const QString &sessionId, QObject *guard,
                        const std::function<void(const QList<Person> &)> &take) {
        if (!m_store || !m_place.isKnown()) {
            take({});
            return;
        }
        m_store->readSessionEvents(session(stageArn, sessionId), guard, [take](const QList<store::Events> &found) {
            QList<Person> people;
            people.reserve(found.size());
            for (const store::Events &each : found)
                people.append({each.participantId, each.rows, each.asOf, each.sealed});
            take(people);
        });
    };
    memory.remember = [this](const QString &stageArn, const QString &sessionId, const QString &participantId,
                          const QList<ivs::Event> &events, const QDateTime &asOf) {
        if (keeps(stageArn, sessionId))
            m_store->putEvents(session(stageArn, sessionId), participantId, asOf, events);
    };
    timeline->setArchive(memory);
    connect(this, &Archive::disowned, timeline, &TimelineLoader::forget);
}

void Archive::remember(CompositionHistory *compositions)
{
    CompositionHistory::Memory memory;
    memory.put = [this](const store::CompositionRecord &record, const QList<store::CompositionChange> &changes) {
        if (m_store)
            m_store->putComposition(m_place, record, changes);
    };
    memory.putChanges = [this](const QString &arn, const QList<store::CompositionChange> &changes) {
        if (m_store)
            m_store->putCompositionChanges(m_place, arn, changes);
    };
    memory.putWatched = [this](const store::Watched &stretch) {
        if (m_store)
            m_store->putWatched(m_place, stretch);
    };
    compositions->setMemory(memory);
    // Nothing is written before what is there was read.
    const auto recall = [this, compositions] {
        if (m_store)
            m_store->readCompositions(m_place, CompositionHistory::kMostRecords, compositions,
                [this, compositions, place = m_place](const store::Compositions &kept) {
                    if (place == m_place)
                        compositions->recall(kept);
                });
    };
    whenPlaced(compositions, recall);
    connect(this, &Archive::disowned, compositions, [compositions, recall] {
        compositions->forget();
        recall();
    });
    connect(compositions, &CompositionHistory::keepingChanged, this, [this, compositions, recall] {
        if (m_place.isKnown() && compositions->isKeeping())
            recall(); // what the connection that kept until now has put
    });
    connect(m_store, &store::Store::compositionChangesPut, compositions,
        [this, compositions](
            const store::Place &place, const QString &arn, const QList<store::CompositionChange> &changes) {
            if (place == m_place)
                compositions->adopt(arn, changes);
        });
}

void Archive::remember(TokenRegister *tokens)
{
    TokenRegister::Memory memory;
    memory.recall = [this](const QDateTime &now, quint64 before, QObject *guard,
                        const TokenRegister::Memory::Recalled &fn) {
        if (m_store)
            m_store->readTokens(m_place, now, before, kTokens, guard, fn);
    };
    memory.put = [this](const QList<IssuedToken> &issued) {
        if (m_store)
            m_store->putTokens(m_place, issued);
    };
    memory.putUses = [this](const QHash<QString, TokenUse> &uses) {
        if (!m_store)
            return;
        const QScopedValueRollback own(m_putsUses, true);
        m_store->putTokenUses(m_place, uses);
    };
    memory.putKept = [this](const QString &participantId, bool kept) {
        if (m_store)
            m_store->putTokenKept(m_place, participantId, kept);
    };
    whenPlaced(tokens, [tokens, memory] { tokens->setMemory(memory); });
    connect(this, &Archive::disowned, tokens, &TokenRegister::forget);
    // Two profiles may lead to one account.
    connect(m_store, &store::Store::tokensPut, tokens,
        [this, tokens](const store::Place &place, const QList<IssuedToken> &issued) {
            if (place == m_place)
                tokens->adopt(issued);
        });
    connect(m_store, &store::Store::tokenUsesPut, tokens,
        [this, tokens](const store::Place &place, const QHash<QString, TokenUse> &uses) {
            if (place == m_place && !m_putsUses)
                tokens->learn(uses);
        });
}
