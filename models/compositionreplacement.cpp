// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/compositionreplacement.h"

#include "models/compositionacts.h"
#include "models/compositiongap.h"
#include "models/compositionhistory.h"
#include "models/quotas.h"
#include "models/workspace.h"

#include <algorithm>

namespace {

bool feedsChannel(const ivs::Composition &composition)
{
    return std::any_of(composition.destinations.begin(), composition.destinations.end(),
        [](const ivs::Destination &each) { return each.configuration.channel.has_value(); });
}

} // namespace

CompositionReplacement::CompositionReplacement(
    Workspace *workspace, const QString &oldArn, const CompositionDraft &draft, QObject *parent)
    : QObject(parent)
    , m_workspace(workspace)
    , m_oldArn(oldArn)
    , m_draft(draft)
{
    const CompositionHistory::Record *old = workspace->compositionHistory()->record(oldArn);
    // While it is not known where the old one leads, it may be to a channel.
    const bool isRecorded = old && old->detail && !feedsChannel(*old->detail);
    m_way = isRecorded && !draft.channel.on ? Way::StartFirst : Way::StopFirst;
    // Told before the act has finished.
    connect(workspace->compositionActs(), &CompositionActs::started, this,
        [this](const ivs::Composition &composition, const Undertaking *by) {
            if (by == m_act)
                m_newArn = composition.arn;
        });
}

CompositionReplacement::~CompositionReplacement()
{
    if (m_call)
        m_call->abort();
    if (m_act)
        m_act->dismiss();
}

bool CompositionReplacement::isUnderway() const
{
    return m_phase != Phase::Ready && m_phase != Phase::Done && m_phase != Phase::Restored && m_phase != Phase::Failed;
}

QString CompositionReplacement::foreseen() const
{
    if (m_way == Way::StopFirst)
        return tr("A channel takes one stream at a time: the old composition is stopped, and the new one is started "
                  "when the old stream has ended. ")
            + gapWords(*m_workspace->compositionHistory())
            + tr(" If the new one can't be started, the old definition is offered again.");
    const CompositionModel *list = m_workspace->compositions();
    const Quotas *quotas = m_workspace->quotas();
    return tr("Nothing is interrupted: the new composition is started, and the old one is stopped when the new one is "
              "active; meanwhile both record. This needs a free slot: %1 of %2 run on the stage, %3 of %4 in all, as "
              "far as is known.")
        .arg(list->runningCount(m_draft.stageArn))
        .arg(quotas->usage(Quotas::CompositionsOfStage).limit)
        .arg(list->runningCount())
        .arg(quotas->usage(Quotas::Compositions).limit);
}

QString CompositionReplacement::words() const
{
    switch (m_phase) {
    case Phase::Ready:
        return {};
    case Phase::Reading:
        return tr("Reading the old composition…");
    case Phase::Stopping:
        return tr("Stopping the old composition…");
    case Phase::Ending:
        return tr("Waiting until the old composition has ended…");
    case Phase::Clearing:
        return tr("Waiting until the channel's stream has ended…");
    case Phase::Starting:
        return m_words.isEmpty() ? tr("Starting the new composition…") : m_words;
    case Phase::Waiting:
        return tr("Waiting until the new composition is active…");
    case Phase::Restoring:
        return tr("Starting the old definition again…");
    case Phase::Done:
        return m_words.isEmpty() ? tr("The new composition is active, the old one has ended.") : m_words;
    case Phase::Restored:
        return tr("The old definition is active again, as a new composition.");
    case Phase::Failed:
        return m_words;
    }
    Q_UNREACHABLE();
}

void CompositionReplacement::setPhase(Phase phase)
{
    m_phase = phase;
    ++m_step;
    m_waits = 0;
    Q_EMIT changed();
    if (phase == Phase::Done || phase == Phase::Restored || phase == Phase::Failed)
        Q_EMIT finished();
}

void CompositionReplacement::fail(const QString &words, const std::optional<aws::Error> &error)
{
    m_words = words;
    m_error = error;
    setPhase(Phase::Failed);
}

bool CompositionReplacement::isPatient() { return ++m_waits * kPollSeconds <= kPatience; }

void CompositionReplacement::start()
{
    if (m_phase == Phase::Ready)
        read();
}

// What is to be offered again must be known before anything is stopped; and what it is now decides the way.
void CompositionReplacement::read()
{
    setPhase(Phase::Reading);
    auto *call = m_workspace->client()->getComposition({.arn = m_oldArn}, aws::Lane::Person);
    m_call = call;
    call->then(this, [this, step = m_step](const aws::Result<ivs::GetCompositionResponse> &answer) {
        if (step != m_step)
            return;
        const bool isGone = !answer && answer.error().kind == aws::ErrorKind::NotFound;
        if (!answer && !isGone) {
            fail(tr("Nothing was done: the old composition could not be read."), answer.error());
            return;
        }
        if (answer && answer->composition) {
            const ivs::Composition &old = *answer->composition;
            m_oldDraft = CompositionDraft::of(old);
            m_oldDraft.stageArn = old.stageArn;
            m_oldEnded = !isRunning(old.state);
            m_way = feedsChannel(old) || m_draft.channel.on ? Way::StopFirst : Way::StartFirst;
        } else {
            m_oldEnded = true;
        }
        if (m_oldEnded || m_way == Way::StartFirst)
            clear(m_draft);
        else if (m_draft.channel.on
            && !(m_oldDraft.channel.on && m_oldDraft.channel.channelArn == m_draft.channel.channelArn))
            lookAhead();
        else
            stopOld();
    });
}

void CompositionReplacement::lookAhead()
{
    auto *call = m_workspace->client()->getStream({.channelArn = m_draft.channel.channelArn}, aws::Lane::Person);
    m_call = call;
    call->then(this, [this, step = m_step](const aws::Result<ivs::GetStreamResponse> &answer) {
        if (step != m_step)
            return;
        if (answer && answer->stream)
            fail(tr("Nothing was done: the channel of the draft is live, and takes no second broadcast."));
        else
            stopOld();
    });
}

bool CompositionReplacement::canOfferOld() const { return m_way == Way::StopFirst && !m_oldDraft.stageArn.isEmpty(); }

void CompositionReplacement::stopOld()
{
    setPhase(Phase::Stopping);
    m_act = m_workspace->compositionActs()->stop({m_oldArn}, {});
    connect(m_act, &Undertaking::finished, this, [this, act = m_act, step = m_step] {
        const std::optional<aws::Error> error = act->firstError();
        const bool isDone = act->isAllDone();
        act->dismiss();
        if (step != m_step)
            return;
        // Refused or lost: it may have ended by itself. What it is now decides.
        m_stopError = isDone ? std::nullopt : error;
        setPhase(Phase::Ending);
        poll(m_oldArn);
    });
    m_act->start();
}

void CompositionReplacement::clear(const CompositionDraft &draft)
{
    if (!draft.channel.on) {
        startNew(draft);
        return;
    }
    setPhase(Phase::Clearing);
    askStream(draft);
}

void CompositionReplacement::askStream(const CompositionDraft &draft)
{
    auto *call = m_workspace->client()->getStream({.channelArn = draft.channel.channelArn}, aws::Lane::Person);
    m_call = call;
    call->then(this, [this, draft, step = m_step](const aws::Result<ivs::GetStreamResponse> &answer) {
        if (step != m_step)
            return;
        // Whoever may not read streams is told by the start whether the channel is free.
        if (!answer || !answer->stream) {
            startNew(draft);
        } else if (isPatient()) {
            m_workspace->clock()->after(qint64(kPollSeconds) * 1000, this, [this, draft, step] {
                if (step == m_step)
                    askStream(draft);
            });
        } else {
            m_canRestore = canOfferOld();
            fail(tr("The old composition has ended, but the channel is still live after two minutes: nothing was "
                    "started in its place."));
        }
    });
}

void CompositionReplacement::startNew(const CompositionDraft &draft)
{
    const Phase phase = m_isRestoring ? Phase::Restoring : Phase::Starting;
    if (m_phase != phase)
        setPhase(phase);
    m_act = m_workspace->compositionActs()->start(draft);
    connect(m_act, &Undertaking::finished, this, [this, act = m_act, draft, step = m_step] {
        if (step == m_step)
            startEnded(act, draft);
        act->dismiss();
    });
    m_act->start();
}

void CompositionReplacement::startEnded(Undertaking *act, const CompositionDraft &draft)
{
    if (act->isAllDone()) {
        m_words.clear();
        setPhase(Phase::Waiting);
        poll(m_newArn);
        return;
    }
    const std::optional<aws::Error> error = act->firstError();
    // The channel is still live: the stream ends a moment after the composition.
    if (m_way == Way::StopFirst && error && error->kind == aws::ErrorKind::Conflict && isPatient()) {
        m_words = tr("The channel is still live: waiting until its stream has ended…");
        Q_EMIT changed();
        m_workspace->clock()->after(qint64(kPollSeconds) * 1000, this, [this, draft, step = m_step] {
            if (step == m_step)
                startNew(draft);
        });
        return;
    }
    if (error && error->kind == aws::ErrorKind::OutcomeUnknown) {
        // The same token once more: no second one comes of it.
        if (isPatient()) {
            m_words = tr("The answer was lost: asking again with the same token…");
            Q_EMIT changed();
            m_workspace->clock()->after(qint64(kPollSeconds) * 1000, this, [this, draft, step = m_step] {
                if (step == m_step)
                    startNew(draft);
            });
            return;
        }
        fail(tr("Whether the start was carried out is not known: look at the list of compositions before anything is "
                "started again."),
            error);
        return;
    }
    m_canRestore = canOfferOld();
    if (m_isRestoring)
        fail(tr("The old definition could not be started again either: nothing runs in its place."), error);
    else if (m_way == Way::StartFirst && !m_oldEnded)
        fail(tr("The new composition could not be started. The old one runs on, nothing was interrupted."), error);
    else
        fail(tr("The old composition has ended, and the new one could not be started: nothing runs in its place."),
            error);
}

void CompositionReplacement::poll(const QString &arn)
{
    auto *call = m_workspace->client()->getComposition({.arn = arn}, aws::Lane::Person);
    m_call = call;
    call->then(this, [this, arn, step = m_step](const aws::Result<ivs::GetCompositionResponse> &answer) {
        if (step != m_step)
            return;
        Seen what = Seen::Nothing;
        if (answer && answer->composition) {
            m_workspace->compositionHistory()->told(*answer->composition, store::CompositionChange::Source::Details);
            const auto &state = answer->composition->state;
            what = !isRunning(state)                     ? Seen::Ended
                : state == ivs::CompositionState::Active ? Seen::Active
                                                         : Seen::Between;
        } else if (!answer && answer.error().kind == aws::ErrorKind::NotFound && arn == m_oldArn) {
            m_workspace->compositionHistory()->missed(arn);
            what = Seen::Ended;
        }
        seen(arn, what);
    });
}

void CompositionReplacement::seen(const QString &arn, Seen what)
{
    m_isBlind = what == Seen::Nothing;
    if (m_phase == Phase::Ending && what == Seen::Ended) {
        m_oldEnded = true;
        if (m_way == Way::StopFirst)
            clear(m_isRestoring ? m_oldDraft : m_draft);
        else
            setPhase(Phase::Done);
    } else if (m_phase == Phase::Ending && what == Seen::Active && m_isRestoring) {
        fail(tr("The old composition still runs: there is nothing to start again."));
    } else if (m_phase == Phase::Ending && what == Seen::Active && m_stopError) {
        fail(m_way == Way::StartFirst
                ? tr("The new composition is active, but the old one could not be stopped: both run.")
                : tr("Nothing was changed: the old composition could not be stopped, and runs on."),
            m_stopError);
    } else if (m_phase == Phase::Waiting && what == Seen::Active) {
        if (m_isRestoring)
            setPhase(Phase::Restored);
        else if (m_way == Way::StartFirst && !m_oldEnded)
            stopOld();
        else
            setPhase(Phase::Done);
    } else if (m_phase == Phase::Waiting && what == Seen::Ended) {
        m_canRestore = canOfferOld();
        fail(m_way == Way::StartFirst && !m_oldEnded
                ? tr("The new composition ended before it was active. The old one runs on.")
                : tr("The new composition ended before it was active: nothing runs in its place."));
    } else {
        pollAgain(arn);
    }
}

void CompositionReplacement::pollAgain(const QString &arn)
{
    if (isPatient()) {
        m_workspace->clock()->after(qint64(kPollSeconds) * 1000, this, [this, arn, step = m_step] {
            if (step == m_step)
                poll(arn);
        });
        return;
    }
    m_canRestore = m_phase == Phase::Ending && canOfferOld();
    if (m_isBlind)
        fail(m_phase == Phase::Ending
                ? tr("What became of the old composition is not known: the last looks had no answer. Look at the list.")
                : tr(
                    "What became of the new composition is not known: the last looks had no answer. Look at the list."),
            m_stopError);
    else if (m_phase == Phase::Waiting)
        fail(m_way == Way::StartFirst && !m_oldEnded
                ? tr("The new composition was not active after two minutes. The old one runs on: look at both.")
                : tr("The new composition was started, and was not active after two minutes: look at it."));
    else if (m_way == Way::StartFirst)
        fail(tr("The new composition is active. The old one was asked to stop, and had not ended after two minutes."));
    else
        fail(tr("The old composition was asked to stop, and had not ended after two minutes. The new one was not "
                "started."));
}

void CompositionReplacement::restore()
{
    if (!m_canRestore || m_phase != Phase::Failed)
        return;
    m_canRestore = false;
    m_isRestoring = true;
    m_error.reset();
    m_words.clear();
    // Its own would give the old one back; and the same at each press, so that one comes of them all.
    if (!m_hasToken)
        m_oldDraft.idempotencyToken = CompositionDraft::newToken();
    m_hasToken = true;
    m_newArn.clear();
    if (m_oldEnded) {
        clear(m_oldDraft);
    } else {
        setPhase(Phase::Ending);
        poll(m_oldArn);
    }
}

void CompositionReplacement::cancel()
{
    if (!isUnderway())
        return;
    if (m_call)
        m_call->abort();
    if (m_act)
        m_act->cancel();
    const bool started = !m_newArn.isEmpty();
    const Phase phase = m_phase;
    // A start that has left may have been carried out.
    m_canRestore =
        canOfferOld() && !started && (phase == Phase::Stopping || phase == Phase::Ending || phase == Phase::Clearing);
    switch (phase) {
    case Phase::Reading:
        fail(tr("Canceled: nothing was done."));
        break;
    case Phase::Stopping:
    case Phase::Ending:
        fail(m_way == Way::StartFirst
                ? tr("Canceled: the new composition is active, and the old one may have been asked to stop.")
                : tr("Canceled: the old composition may have been asked to stop, the new one was not started."));
        break;
    case Phase::Waiting:
        fail(m_way == Way::StartFirst && !m_oldEnded
                ? tr("Canceled: the new composition was started, and the old one was not stopped. Look at both.")
                : tr("Canceled: the new composition was started."));
        break;
    default:
        fail(tr("Canceled: the new composition may have been started. Look at the list."));
        break;
    }
}
