// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/workspace.h"

#include "models/archive.h"
#include "models/aws/endpoint.h"
#include "models/choices.h"
#include "models/compositionacts.h"
#include "models/compositiondetail.h"
#include "models/compositionhistory.h"
#include "models/compositionlinemodel.h"
#include "models/compositionrecordmodel.h"
#include "models/encodermodel.h"
#include "models/ingestdetail.h"
#include "models/ingestmodel.h"
#include "models/ivs/redaction.h"
#include "models/journal.h"
#include "models/keyacts.h"
#include "models/outputuse.h"
#include "models/participantdetailsloader.h"
#include "models/planner.h"
#include "models/publickeydetail.h"
#include "models/publickeymodel.h"
#include "models/quotas.h"
#include "models/remembering.h"
#include "models/stageacts.h"
#include "models/stagelinks.h"
#include "models/storagemodel.h"
#include "models/storagestages.h"
#include "models/timelinelanes.h"
#include "models/timelineloader.h"
#include "models/tokenacts.h"
#include "models/tokencheck.h"
#include "models/tokenjoin.h"
#include "models/tokenmodel.h"
#include "models/watch.h"

#include <QJsonDocument>

using namespace Qt::Literals::StringLiterals;

namespace {

aws::Caller::Setup callerSetup(const Workspace::Setup &setup, aws::WriteGuard *guard, const QUrl &endpoint)
{
    aws::Caller::Setup caller;
    caller.transport = setup.transport;
    caller.credentials = setup.credentials;
    caller.governor = setup.governor;
    caller.clock = setup.clock;
    caller.guard = guard;
    caller.endpoint = endpoint;
    caller.partition = aws::partitionOf(setup.configuration.region).id;
    caller.region = setup.configuration.region;
    caller.signingName = "ivs";
    caller.maxAttempts = setup.configuration.maxAttempts;
    caller.random = setup.random;
    caller.redact = ivs::redactedParameters;
    caller.made = ivs::madeResource;
    if (setup.journal) {
        caller.keep = [journal = setup.journal](quint64 write, QObject *flight, const std::function<void()> &go) {
            journal->whenKept(write, flight, go);
        };
    }
    return caller;
}

} // namespace

Workspace::Workspace(const Setup &setup, QObject *parent)
    : QObject(parent)
    , m_setup(setup)
    , m_guard(setup.clock)
    , m_serviceClock(setup.clock)
{
    m_setup.credentials->setParent(this);
    m_guard.setReason(aws::ReadOnlyReason::Option, setup.readOnly);
    m_caller = new aws::Caller(callerSetup(m_setup, &m_guard, m_setup.configuration.endpoint), this);
    m_lowLatency = new aws::Caller(callerSetup(m_setup, &m_guard, m_setup.configuration.companionEndpoint), this);
    for (aws::Caller *caller : {m_caller, m_lowLatency}) {
        caller->addObserver(&m_log);
        caller->addObserver(&m_serviceClock);
        caller->addObserver(this);
    }
    m_client = new ivs::Client(m_caller, m_lowLatency, this);
    connect(m_client, &ivs::Client::accountIdChanged, this, [this] {
        takeMarks();
        Q_EMIT accountIdChanged();
    });
    connect(m_setup.environments, &Environments::changed, this, &Workspace::takeMarks);
    takeMarks();
    m_stages = new StageModel(m_client, &m_serviceClock, m_setup.times, this);
    m_sessions = new StageSessionModel(m_client, &m_serviceClock, m_setup.times, this);
    m_participants = new ParticipantModel(m_client, &m_serviceClock, m_setup.times, this);
    m_events = new ParticipantEventModel(m_client, &m_serviceClock, m_setup.times, this);
    m_timeline = new TimelineLoader(m_client, m_participants, m_sessions, &m_serviceClock, this);
    m_ingests = new IngestModel(m_client, m_stages, &m_serviceClock, m_setup.times, this);
    m_ingestDetail = new IngestDetail(m_client, &m_serviceClock, m_setup.clock, this);
    m_participantDetails = new ParticipantDetailsLoader(m_client, m_participants, this);
    m_stageDetail = new StageDetail(m_client, &m_serviceClock, this);
    m_participantDetail = new ParticipantDetail(m_client, &m_serviceClock, this);
    m_stageCompositions = new StageCompositions(m_client, &m_serviceClock, this);
    m_stageIngests = new StageIngests(m_client, &m_serviceClock, this);
    m_participantReplicas = new ParticipantReplicas(m_client, &m_serviceClock, this);
    m_storageChoices = new StorageChoices(m_client, &m_serviceClock, this);
    m_encoderChoices = new EncoderChoices(m_client, &m_serviceClock, this);
    m_channelChoices = new ChannelChoices(m_client, &m_serviceClock, this);
    m_stageActs = new StageActs(this);
    m_signingKeys = new SigningKeys(m_client, &m_guard, m_setup.keychain, this);
    m_publicKeys = new PublicKeyModel(m_client, m_signingKeys, &m_serviceClock, m_setup.times, this);
    m_publicKeyDetail = new PublicKeyDetail(m_client, m_signingKeys, &m_serviceClock, this);
    m_keyActs = new KeyActs(this);
    m_tokenActs = new TokenActs(this);
    m_tokenRegister = new TokenRegister(&m_serviceClock, m_signingKeys->keychain(), this);
    if (m_setup.store)
        m_tokenRegister->expectMemory();
    m_tokenCheck = new TokenCheck(m_client, m_tokenRegister, &m_serviceClock, this);
    m_tokenJoin = new TokenJoin(this);
    m_issuedTokens = new TokenModel(m_tokenRegister, m_tokenCheck, &m_serviceClock, m_setup.times, this);
    followTokens();
    // What was once asked is not asked again: the lists keep what the details and the timeline told.
    connect(m_participantDetail, &Detail::changed, this, [this] {
        const auto &participant = m_participantDetail->participant();
        if (participant && m_participantDetail->question().sessionId == m_participants->sessionId())
            m_participants->takeDetails(*participant);
    });
    connect(m_events, &ListModel::stateChanged, this, [this] {
        const ListState state = m_events->state();
        if (state.phase == ListState::Phase::Complete && !state.refreshing) {
            const auto &events = m_events->records();
            m_timeline->take(
                m_events->sessionId(), m_events->participantId(), {events.begin(), events.end()}, state.asOf);
        }
    });
    connect(m_timeline, &TimelineLoader::figuresChanged, this, [this](const QString &sessionId) {
        if (const auto figures = m_timeline->figures(sessionId))
            m_sessions->setFigures(sessionId, *figures);
    });
    m_compositions = new CompositionModel(m_client, &m_serviceClock, m_setup.times, this);
    m_compositionDetail = new CompositionDetail(m_client, m_compositions, &m_serviceClock, this);
    m_compositionActs = new CompositionActs(this);
    m_compositionHistory = new CompositionHistory(&m_serviceClock, m_stages, this);
    m_watch = new Watch({m_client, m_compositions, m_compositionHistory, &m_serviceClock}, this);
    m_outputUse = new OutputUse(m_watch, m_compositionHistory, this);
    m_encoders = new EncoderModel(m_client, m_outputUse, &m_serviceClock, m_setup.times, this);
    m_storages = new StorageModel(m_client, m_outputUse, &m_serviceClock, m_setup.times, this);
    m_storageStages = new StorageStages(m_client, &m_serviceClock, this);
    connect(m_compositionActs, &CompositionActs::configurationsTouched, this, [this] {
        for (ListModel *list : {static_cast<ListModel *>(m_encoders), static_cast<ListModel *>(m_storages)}) {
            if (list->isWatched())
                list->reload();
        }
    });
    m_compositionRecords =
        new CompositionRecordModel(m_compositionHistory, m_compositions, &m_serviceClock, m_setup.times, this);
    m_compositionLines = new CompositionLineModel(m_compositionHistory, &m_serviceClock, m_setup.times, this);
    followCompositions();
    m_timelineLanes = new TimelineLanes({m_timeline, m_compositionHistory, m_setup.journal, m_setup.clock}, this);
    m_planner = new Planner(m_client, m_stages, &m_serviceClock, m_setup.clock, this);
    // The limits of ivs-local are not those of an account of the same number.
    const QString place =
        m_setup.configuration.endpointOverridden ? region() + u'@' + m_setup.configuration.endpoint.host() : region();
    m_quotas = new Quotas({m_client, &m_serviceClock, m_stages, m_compositions, m_planner, place}, this);
    if (m_setup.store) {
        m_archive = new Archive(
            m_setup.store, m_client, m_setup.credentials, {aws::partitionOf(region()).id, {}, region()}, this);
        m_archive->remember(m_stages);
        m_archive->remember(m_sessions);
        m_archive->remember(m_participants);
        m_archive->remember(m_events);
        m_archive->remember(m_participantDetail);
        m_archive->remember(m_timeline);
        m_archive->remember(m_compositionHistory);
        m_archive->remember(m_tokenRegister);
        m_archive->remember(m_publicKeys, m_signingKeys);
        followForgetting();
    }
}

void Workspace::followTokens()
{
    connect(m_tokenActs, &TokenActs::minted, this, [this](const MintedToken &token) {
        // Its answer names no account, but whoever mints for a stage owns it: nothing is put before that is known.
        if (token.how == MintedToken::How::Service)
            m_client->noteArn(token.stageArn);
        m_tokenRegister->add({token});
    });
    connect(m_stageActs, &StageActs::stageCreated, this, [this](const ivs::CreateStageResponse &answer) {
        const quint64 entry =
            m_setup.journal && answer.stage ? m_setup.journal->entryOf(u"CreateStage"_s, answer.stage->arn) : 0;
        m_tokenRegister->add(tokensWithStage(answer, m_serviceClock.now(), entry));
    });
    m_keyActs->setValidTokensOf(
        [tokens = m_tokenRegister](const QString &keyArn) { return tokens->validTokensOf(keyArn); });
}

// What is done to compositions here is part of their history: it is the one end of which the reason is known for sure.
void Workspace::followCompositions()
{
    using Source = store::CompositionChange::Source;
    connect(m_compositionActs, &CompositionActs::started, m_compositionHistory,
        [this](const ivs::Composition &composition) { m_compositionHistory->told(composition, Source::Answer); });
    connect(m_compositionDetail, &CompositionDetail::answered, m_compositionHistory,
        [this](const ivs::Composition &composition) { m_compositionHistory->told(composition, Source::Details); });
    connect(m_compositionDetail, &CompositionDetail::missed, m_compositionHistory, &CompositionHistory::missed);
    connect(this, &Workspace::writeAnswered, m_compositionHistory,
        [this](const aws::WriteRecord &record, const aws::WriteResult &result) {
            const QString operation = QString::fromLatin1(record.operation->name);
            const bool isUnknown = result.failure && result.failure->kind == aws::ErrorKind::OutcomeUnknown;
            if ((operation != u"StopComposition"_s && operation != u"DeleteStage"_s) || (result.failure && !isUnknown))
                return;
            const QString arn = QJsonDocument::fromJson(record.parameters)[u"arn"_s].toString();
            const QString who = tr("%1, key …%2").arg(title(), record.accessKeyId.right(4));
            m_compositionHistory->asked(
                operation == u"DeleteStage"_s ? m_compositionHistory->runningOf(arn) : QStringList {arn}, operation,
                who, !isUnknown);
        });
    connect(this, &Workspace::writeSettled, m_compositionHistory,
        [this](const QString &resource, bool done) { m_compositionHistory->settled(resource, done); });
}

// What was shown from the store alone goes from the screen with it. What the service told stays: to ask it again would
// bring back at once what is to be forgotten.
void Workspace::followForgetting()
{
    if (!m_setup.remembering)
        return;
    connect(m_setup.remembering, &Remembering::sessionForgotten, m_archive, &Archive::forget);
    connect(m_setup.remembering, &Remembering::forgotten, this, [this](const store::Forgotten &gone) {
        if (gone.tokens > 0)
            m_tokenRegister->readAgain();
        if (gone.sessions > 0) {
            m_sessions->forget();
            return;
        }
        if (m_events->state().isFinal)
            m_events->forget();
        if (m_participants->state().isFinal) {
            m_participants->forget();
            m_timeline->forget();
        }
    });
}

Workspace::~Workspace()
{
    // The lists hold calls of the client, the client those of the caller, and the caller's observers are members of
    // this object: they go in that order.
    delete m_archive;
    delete m_keyActs;
    delete m_issuedTokens;
    delete m_tokenJoin;
    delete m_tokenCheck;
    delete m_tokenRegister;
    delete m_publicKeyDetail;
    delete m_publicKeys;
    delete m_signingKeys;
    delete m_tokenActs;
    delete m_stageActs;
    delete m_ingestDetail;
    delete m_ingests;
    delete m_channelChoices;
    delete m_encoderChoices;
    delete m_storageChoices;
    delete m_participantReplicas;
    delete m_stageIngests;
    delete m_stageCompositions;
    delete m_quotas;
    delete m_planner;
    delete m_timelineLanes;
    delete m_storageStages;
    delete m_storages;
    delete m_encoders;
    delete m_outputUse;
    delete m_watch;
    delete m_compositionLines;
    delete m_compositionRecords;
    delete m_compositionHistory;
    delete m_compositionActs;
    delete m_compositionDetail;
    delete m_compositions;
    delete m_participantDetail;
    delete m_stageDetail;
    delete m_participantDetails;
    delete m_timeline;
    delete m_events;
    delete m_participants;
    delete m_sessions;
    delete m_stages;
    delete m_client;
    delete m_lowLatency;
    delete m_caller;
}

QString Workspace::title() const { return m_setup.local ? tr("local") : m_setup.configuration.profile; }

Environment Workspace::environment() const
{
    return m_setup.local ? Environment::Local : m_setup.environments->of(m_setup.configuration.profile, accountId());
}

void Workspace::takeMarks()
{
    if (m_setup.local)
        return;
    // While nobody knows the account it may be one that is marked: nothing is written on the chance.
    const bool perhaps = accountId().isEmpty() && m_setup.environments->hasProductionAccount();
    m_guard.setReason(aws::ReadOnlyReason::Production, perhaps || environment() == Environment::Production);
    m_guard.setReason(aws::ReadOnlyReason::Profile, m_setup.environments->isReadOnly(m_setup.configuration.profile));
    Q_EMIT environmentChanged();
}

void Workspace::skewFound(qint64 seconds) { Q_EMIT clockSkewed(seconds); }
