// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/aws/caller.h"
#include "models/aws/configuration.h"
#include "models/aws/requestlog.h"
#include "models/compositionmodel.h"
#include "models/detail.h"
#include "models/environments.h"
#include "models/participanteventmodel.h"
#include "models/participantmodel.h"
#include "models/serviceclock.h"
#include "models/stagemodel.h"
#include "models/stagesessionmodel.h"

namespace store {
class Store;
}
class Archive;
class ChannelChoices;
class CompositionActs;
class CompositionDetail;
class CompositionHistory;
class CompositionLineModel;
class CompositionRecordModel;
class EncoderChoices;
class EncoderModel;
class Journal;
class KeyActs;
class Keychain;
class OutputUse;
class ParticipantReplicas;
class Planner;
class PublicKeyDetail;
class PublicKeyModel;
class Quotas;
class Remembering;
class SigningKeys;
class StageActs;
class StageCompositions;
class StageIngests;
class StorageChoices;
class StorageModel;
class StorageStages;
class ParticipantDetailsLoader;
class TimelineLanes;
class TimelineLoader;
class IngestDetail;
class IngestModel;
class TimeText;
class TokenActs;
class TokenCheck;
class TokenJoin;
class TokenModel;
class TokenRegister;
class Watch;

/// The live objects of one connection: who, where, guard, client, clock, lists. Several can be open; a page gets its
/// workspace handed in.
class Workspace final : public QObject, public aws::CallObserver
{
    Q_OBJECT

public:
    /// What a workspace is made of. Pointers are not owned, but for the credentials.
    struct Setup
    {
        aws::Configuration configuration;
        aws::CredentialsProvider *credentials = nullptr; ///< taken over
        aws::Transport *transport = nullptr;
        aws::Governor *governor = nullptr;
        aws::Clock *clock = nullptr;
        TimeText *times = nullptr;
        Environments *environments = nullptr; ///< the person's marks
        bool local = false; ///< ivs-local: Environment::Local, whatever is marked
        bool readOnly = false;
        std::function<double()> random;
        store::Store *store = nullptr; ///< nothing is remembered without one
        Journal *journal = nullptr; ///< of the writes that are kept in this store
        Remembering *remembering = nullptr; ///< of this store; null without one
        Keychain *keychain = nullptr; ///< private keys last no longer than the workspace without one
    };

    explicit Workspace(const Setup &setup, QObject *parent = nullptr);
    ~Workspace() override;

    QString title() const; ///< `demo-local`, or the profile's name
    QString region() const { return m_setup.configuration.region; }
    QString accountId() const { return m_client->accountId(); } ///< empty until it is known
    Environment environment() const;
    Environments *environments() const { return m_setup.environments; }
    /// A connection to AWS, or to what stands in its place: its profile and account can be marked.
    bool isMarkable() const { return !m_setup.local; }
    const aws::Configuration &configuration() const { return m_setup.configuration; }
    aws::WriteGuard *guard() { return &m_guard; }
    ivs::Client *client() const { return m_client; }
    aws::Governor *governor() const { return m_setup.governor; }
    aws::BudgetScope budgetScope() const { return m_caller->budgetScope(); }
    aws::RequestLog *requestLog() { return &m_log; }
    /// Shared by the workspaces that keep their writes in the same place.
    Journal *journal() const { return m_setup.journal; }
    ServiceClock *clock() { return &m_serviceClock; }
    TimeText *times() const { return m_setup.times; }
    qint64 clockOffset() const { return m_caller->clockOffset(); } ///< seconds this machine's clock is behind

    StageModel *stages() const { return m_stages; }
    StageSessionModel *sessions() const { return m_sessions; }
    ParticipantModel *participants() const { return m_participants; }
    ParticipantEventModel *events() const { return m_events; }
    TimelineLoader *timeline() const { return m_timeline; } ///< of the session that `participants()` shows
    TimelineLanes *timelineLanes() const { return m_timelineLanes; }
    IngestModel *ingests() const { return m_ingests; }
    IngestDetail *ingestDetail() const { return m_ingestDetail; }
    ParticipantDetailsLoader *participantDetails() const { return m_participantDetails; }
    StageDetail *stageDetail() const { return m_stageDetail; }
    ParticipantDetail *participantDetail() const { return m_participantDetail; }
    StageCompositions *stageCompositions() const { return m_stageCompositions; }
    StageIngests *stageIngests() const { return m_stageIngests; }
    ParticipantReplicas *participantReplicas() const { return m_participantReplicas; }
    StorageChoices *storageChoices() const { return m_storageChoices; }
    EncoderChoices *encoderChoices() const { return m_encoderChoices; }
    ChannelChoices *channelChoices() const { return m_channelChoices; }
    StageActs *stageActs() const { return m_stageActs; } ///< writes by hand of stages and what belongs to them
    TokenActs *tokenActs() const { return m_tokenActs; } ///< minting by hand
    TokenRegister *tokenRegister() const { return m_tokenRegister; } ///< of what was issued here, in this account
    TokenModel *issuedTokens() const { return m_issuedTokens; }
    /// A reader of one stage for a form of its own, whatever the page shows.
    StageDetail *makeStageDetail(QObject *parent) { return new StageDetail(m_client, &m_serviceClock, parent); }
    PublicKeyModel *publicKeys() const { return m_publicKeys; }
    PublicKeyDetail *publicKeyDetail() const { return m_publicKeyDetail; }
    SigningKeys *signingKeys() const { return m_signingKeys; } ///< the private halves that are on this computer
    KeyActs *keyActs() const { return m_keyActs; }
    CompositionModel *compositions() const { return m_compositions; }
    CompositionDetail *compositionDetail() const { return m_compositionDetail; }
    CompositionActs *compositionActs() const { return m_compositionActs; } ///< writes by hand of what composes
    Watch *watch() const { return m_watch; }
    OutputUse *outputUse() const { return m_outputUse; }
    EncoderModel *encoders() const { return m_encoders; }
    StorageModel *storages() const { return m_storages; }
    StorageStages *storageStages() const { return m_storageStages; } ///< looks when a person asks for it
    CompositionHistory *compositionHistory() const { return m_compositionHistory; } ///< the black box
    CompositionRecordModel *compositionRecords() const { return m_compositionRecords; } ///< its compositions as rows
    CompositionLineModel *compositionLines() const { return m_compositionLines; } ///< what happened to one of them
    Planner *planner() const { return m_planner; }
    Quotas *quotas() const { return m_quotas; }

    /// What the lists remember; null without a store.
    Archive *archive() const { return m_archive; }
    /// What a person may set of that and have forgotten; null without a store.
    Remembering *remembering() const { return m_setup.remembering; }

    void skewFound(qint64 seconds) override;
    void writeBegan(const aws::WriteRecord &record) override { Q_EMIT writeLeft(record); }
    void writeEnded(const aws::WriteRecord &record, const aws::WriteResult &result) override
    {
        Q_EMIT writeAnswered(record, result);
    }

Q_SIGNALS:
    void accountIdChanged();
    void environmentChanged();
    /// A write leaves for the first time; for the journal.
    void writeLeft(const aws::WriteRecord &record);
    /// Once for each writeLeft().
    void writeAnswered(const aws::WriteRecord &record, const aws::WriteResult &result);
    /// The write of \a resource whose answer was lost was read back: it was \a done or not.
    void writeSettled(const QString &resource, bool done);
    /// This machine's clock is that many seconds behind the service's (negative: ahead); requests are signed with the
    /// service's time from now on.
    void clockSkewed(qint64 seconds);

private:
    void takeMarks();
    void followTokens();
    void followCompositions();
    void followForgetting();

    Setup m_setup;
    aws::WriteGuard m_guard;
    ServiceClock m_serviceClock;
    aws::RequestLog m_log;
    aws::Caller *m_caller;
    aws::Caller *m_lowLatency;
    ivs::Client *m_client;
    StageModel *m_stages;
    StageSessionModel *m_sessions;
    ParticipantModel *m_participants;
    ParticipantEventModel *m_events;
    TimelineLoader *m_timeline;
    IngestModel *m_ingests;
    IngestDetail *m_ingestDetail;
    ParticipantDetailsLoader *m_participantDetails;
    StageDetail *m_stageDetail;
    ParticipantDetail *m_participantDetail;
    StageCompositions *m_stageCompositions;
    StageIngests *m_stageIngests;
    ParticipantReplicas *m_participantReplicas;
    StorageChoices *m_storageChoices;
    EncoderChoices *m_encoderChoices;
    ChannelChoices *m_channelChoices;
    StageActs *m_stageActs;
    SigningKeys *m_signingKeys;
    PublicKeyModel *m_publicKeys;
    PublicKeyDetail *m_publicKeyDetail;
    KeyActs *m_keyActs;
    TokenActs *m_tokenActs;
    TokenRegister *m_tokenRegister;
    TokenCheck *m_tokenCheck;
    TokenJoin *m_tokenJoin;
    TokenModel *m_issuedTokens;
    CompositionModel *m_compositions;
    CompositionDetail *m_compositionDetail;
    CompositionActs *m_compositionActs;
    Watch *m_watch;
    OutputUse *m_outputUse;
    EncoderModel *m_encoders;
    StorageModel *m_storages;
    StorageStages *m_storageStages;
    CompositionHistory *m_compositionHistory;
    CompositionRecordModel *m_compositionRecords;
    CompositionLineModel *m_compositionLines;
    TimelineLanes *m_timelineLanes;
    Planner *m_planner;
    Quotas *m_quotas;
    Archive *m_archive = nullptr;
};
