// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/tokensigning.h"

#include "models/errortext.h"
#include "models/ivs/arn.h"
#include "models/knownendpoints.h"
#include "models/signingkeys.h"
#include "models/workspace.h"

#include <QElapsedTimer>

#include <algorithm>

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr int kInHand = 256; // a tenth of a second's work for two cores
constexpr qint64 kSlice = 8; // ms of the GUI's thread: whoever hears of a token may have to do with it

QString fieldWords(const ivs::FieldFault &fault)
{
    if (fault.path == "publicKeyArn"_L1)
        return TokenSigning::tr("The key %1.").arg(fault.message);
    return TokenSigning::tr("%1 %2.").arg(fault.path, fault.message);
}

} // namespace

TokenSigning::TokenSigning(
    Workspace *workspace, KnownEndpoints *endpoints, const QString &keyArn, std::vector<Row> rows, QObject *parent)
    : QObject(parent)
    , m_workspace(workspace)
    , m_endpoints(endpoints)
    , m_keyArn(keyArn)
    , m_rows(std::move(rows))
    , m_signer(workspace->guard())
{
    connect(&m_signer, &TokenSigner::finished, this, &TokenSigning::takeOutcomes);
}

TokenSigning::~TokenSigning() = default;

void TokenSigning::start()
{
    if (m_started)
        return;
    m_started = true;
    QMetaObject::invokeMethod(this, &TokenSigning::prepare, Qt::QueuedConnection);
}

// Why nothing can be signed at all; empty when it can.
QString TokenSigning::refusal() const
{
    if (const QString locked = readOnlyReason(m_workspace->guard()); !locked.isEmpty())
        return locked;
    return m_workspace->signingKeys()->isHere(m_keyArn)
        ? QString()
        : tr("The private half of the key is not on this computer, or not any more.");
}

// Takes the next rows in hand, and asks for the endpoints that they lack.
void TokenSigning::prepare()
{
    if (m_canceled || m_next == total()) {
        endIfDone();
        return;
    }
    if (const QString why = refusal(); !why.isEmpty()) {
        endFrom(m_next, Phase::Failed, why);
        return;
    }
    m_first = m_next;
    m_next = std::min(m_first + kInHand, total());
    m_asking.clear();
    m_unanswered = 1; // this one, so that no answer is the last before all were asked
    for (int i = m_first; i < m_next; ++i) {
        const auto *draft = std::get_if<MintDraft>(&m_rows[std::size_t(i)].asked);
        if (!draft || m_known.contains(draft->stageArn) || m_missing.contains(draft->stageArn))
            continue;
        if (const auto endpoints = m_endpoints->find(draft->stageArn)) {
            m_known.emplace(draft->stageArn, *endpoints);
            continue;
        }
        m_missing.emplace(draft->stageArn, aws::Error::canceled()); // until the answer is there
        askEndpoints(draft->stageArn);
    }
    if (--m_unanswered == 0)
        sign();
}

void TokenSigning::askEndpoints(const QString &stageArn)
{
    ++m_unanswered;
    auto *call = m_endpoints->ask(stageArn);
    m_asking.append(call);
    call->then(this, [this, stageArn](const aws::Result<ivs::StageEndpoints> &answer) {
        if (m_canceled)
            return;
        if (answer) {
            m_missing.erase(stageArn);
            m_known.emplace(stageArn, *answer);
        } else {
            m_missing.insert_or_assign(stageArn, answer.error());
        }
        if (--m_unanswered == 0)
            sign();
    });
}

TokenSigner::Claims TokenSigning::claimsOf(const Row &row, const QDateTime &now)
{
    if (const auto *asked = std::get_if<ConnectionDraft>(&row.asked)) {
        const std::optional<ivs::Arn> key = ivs::Arn::parse(asked->keyArn);
        return ivs::ConnectionClaims {ivs::newTokenId(), key ? key->account : QString(), key ? key->region : QString(),
            now, now.addSecs(qint64(asked->durationMinutes) * 60)};
    }
    const MintDraft &draft = std::get<MintDraft>(row.asked);
    const ivs::StageEndpoints &endpoints = m_known[draft.stageArn];
    return ivs::ParticipantClaims {ivs::newTokenId(), draft.stageArn, endpoints.events, endpoints.whip,
        draft.token.userId, mapOf(draft.token.attributes), draft.token.publish, draft.token.subscribe, now,
        now.addSecs(qint64(draft.token.durationMinutes) * 60)};
}

MintedToken TokenSigning::tokenOf(const Row &row, const TokenSigner::Claims &claims, const QString &token) const
{
    MintedToken made;
    made.token = token;
    made.how = MintedToken::How::OwnKey;
    made.keyArn = m_keyArn;
    if (const auto *connection = std::get_if<ivs::ConnectionClaims>(&claims)) {
        made.isConnection = true;
        made.participantId = connection->id;
        made.issued = connection->issued;
        made.expires = connection->expires;
        return made;
    }
    const auto &said = std::get<ivs::ParticipantClaims>(claims);
    made.participantId = said.participantId;
    made.stageArn = said.stageArn;
    made.stageName = std::get<MintDraft>(row.asked).stageName;
    made.userId = said.userId;
    made.attributes = said.attributes;
    made.publish = said.publish;
    made.subscribe = said.subscribe;
    made.issued = said.issued;
    made.expires = said.expires;
    return made;
}

void TokenSigning::sign()
{
    m_signing.clear();
    m_claims.clear();
    // A token counts in whole seconds; so does what is told of it.
    const QDateTime now = QDateTime::fromSecsSinceEpoch(m_workspace->clock()->now().toSecsSinceEpoch(), Qt::UTC);
    for (int i = m_first; i < m_next; ++i) {
        const auto *draft = std::get_if<MintDraft>(&m_rows[std::size_t(i)].asked);
        const auto missing = draft ? m_missing.find(draft->stageArn) : m_missing.end();
        if (missing == m_missing.end()) {
            m_signing.append(i);
            m_claims.append(claimsOf(m_rows[std::size_t(i)], now));
            continue;
        }
        const aws::Error &error = missing->second;
        fail(i,
            error.kind == aws::ErrorKind::NotFound
                ? tr("The stage does not exist any more.")
                : tr("A token names the endpoints of its stage, and those of this one are not known here yet. %1")
                      .arg(oneLine(error)),
            error);
    }
    // It may have been taken from this computer while the endpoints were read.
    const auto key = m_workspace->signingKeys()->privateKey(m_keyArn);
    if (key && m_signer.start(*key, m_keyArn, m_claims))
        return;
    endFrom(m_first, Phase::Failed, refusal());
    deliver();
}

void TokenSigning::takeOutcomes()
{
    const QList<std::optional<TokenSigner::Outcome>> outcomes = m_signer.outcomes();
    const QList<int> rows = std::exchange(m_signing, {});
    const QList<TokenSigner::Claims> claims = std::exchange(m_claims, {});
    for (qsizetype i = 0; i < rows.size(); ++i) {
        const std::optional<TokenSigner::Outcome> &outcome = outcomes[i];
        const int row = rows[i];
        if (!outcome)
            continue;
        if (*outcome)
            m_arrived.push_back({row, tokenOf(m_rows[std::size_t(row)], claims[i], **outcome)});
        else
            fail(row, fieldWords(outcome->error()));
    }
    if (m_canceled)
        endFrom(m_first, Phase::Canceled, {});
    else if (m_signer.wasCanceled())
        endFrom(m_first, Phase::Failed, refusal());
    else
        prepare(); // the threads work on while what they made is told
    deliver();
}

void TokenSigning::fail(int row, const QString &fault, const std::optional<aws::Error> &error)
{
    Row &failed = m_rows[std::size_t(row)];
    failed.fault = fault;
    failed.error = error;
    m_arrived.push_back({row, {}});
}

// A few milliseconds' worth of what has arrived.
void TokenSigning::deliver()
{
    if (m_delivering)
        return;
    m_delivering = true;
    QElapsedTimer slice;
    slice.start();
    int first = total();
    int last = -1;
    while (!m_arrived.empty() && slice.elapsed() < kSlice) {
        const Arrival arrival = std::move(m_arrived.front());
        m_arrived.pop_front();
        const bool isSigned = !arrival.token.token.isEmpty();
        Row &row = m_rows[std::size_t(arrival.row)];
        row.phase = isSigned ? Phase::Done : Phase::Failed;
        first = std::min(first, arrival.row);
        last = std::max(last, arrival.row);
        if (isSigned)
            Q_EMIT signedOne(arrival.token, row.key);
    }
    if (last >= 0)
        Q_EMIT ended(first, last);
    m_delivering = false;
    if (m_arrived.empty())
        endIfDone();
    else
        QMetaObject::invokeMethod(this, &TokenSigning::deliver, Qt::QueuedConnection);
}

// Every row from here on that has not ended, and is not about to.
void TokenSigning::endFrom(int first, Phase phase, const QString &fault)
{
    std::vector<bool> isArriving(m_rows.size());
    for (const Arrival &each : m_arrived)
        isArriving[std::size_t(each.row)] = true;
    for (int i = first; i < total(); ++i) {
        Row &row = m_rows[std::size_t(i)];
        if (row.phase != Phase::Waiting || isArriving[std::size_t(i)])
            continue;
        row.phase = phase;
        row.fault = fault;
    }
    m_next = total();
    if (first < total())
        Q_EMIT ended(first, total() - 1);
    endIfDone();
}

void TokenSigning::endIfDone()
{
    if (m_finished || m_next < total() || m_signer.isRunning() || !m_arrived.empty() || m_delivering)
        return;
    m_finished = true;
    Q_EMIT finished();
}

void TokenSigning::cancel()
{
    if (!m_started || m_canceled || m_finished)
        return;
    m_canceled = true;
    for (const QPointer<aws::CallBase> &call : std::as_const(m_asking)) {
        if (call)
            call->abort();
    }
    if (m_signer.isRunning())
        m_signer.cancel(); // takeOutcomes() ends the rest
    else
        QMetaObject::invokeMethod(
            this, [this] { endFrom(m_first, Phase::Canceled, {}); }, Qt::QueuedConnection);
}

void TokenSigning::dismiss()
{
    disconnect();
    m_signer.cancel();
    deleteLater();
}
