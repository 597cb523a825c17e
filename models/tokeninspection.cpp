// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/tokeninspection.h"

#include "models/plaintext.h"
#include "models/signingkeys.h"
#include "models/workspace.h"

#include <algorithm>

using namespace Qt::Literals::StringLiterals;
using Weight = TokenProblem::Weight;

namespace {

constexpr qsizetype kLongestName = 40;

}

TokenInspection::TokenInspection(Workspace *workspace, QObject *parent)
    : QObject(parent)
    , m_workspace(workspace)
    , m_stage(workspace->makeStageDetail(this))
{
    connect(m_stage, &Detail::changed, this, &TokenInspection::stageAnswered);
    connect(workspace->signingKeys(), &SigningKeys::changed, this, &TokenInspection::check);
}

void TokenInspection::setExpectedStage(const QString &arn)
{
    m_expectedStage = arn;
    Q_EMIT changed();
}

void TokenInspection::setText(const QString &pasted)
{
    m_reading = readToken(pasted);
    m_error.reset();
    m_keyAsked.clear();
    if (m_stage->arn() != m_reading.stageArn)
        m_stage->setStage({});
    check();
}

void TokenInspection::check()
{
    m_signature = checkSignature(m_reading, m_workspace->signingKeys()->publicPems());
    Q_EMIT changed();
}

QList<TokenProblem> TokenInspection::problems() const
{
    TokenContext context;
    context.now = m_workspace->clock()->now();
    context.expectedStageArn = m_expectedStage;
    context.keyIsGone = m_goneKeys.contains(m_reading.keyArn);
    const StageState state = stageState();
    if (state == StageState::Gone)
        context.stage = TokenContext::Stage::Gone;
    else if (state == StageState::Exists || state == StageState::Listed)
        context.stage = TokenContext::Stage::Exists;
    if (state == StageState::Exists)
        context.endpoints = m_stage->stage()->endpoints;
    return tokenProblems(m_reading, m_signature, context);
}

bool TokenInspection::hasNoDoubt() const
{
    const StageState state = stageState();
    const bool stageIsThere = state == StageState::Exists || state == StageState::Listed
        || (state == StageState::None && m_reading.kind == TokenReading::Kind::Connection);
    return stageIsThere && m_signature.state == TokenSignature::State::Good;
}

TokenInspection::Verdict TokenInspection::verdict() const
{
    if (m_reading.kind == TokenReading::Kind::Nothing)
        return Verdict::Nothing;
    if (!m_reading.isToken())
        return Verdict::NoToken;
    const QList<TokenProblem> all = problems();
    const auto weighs = [&all](Weight weight) {
        return std::ranges::count_if(all, [weight](const TokenProblem &problem) { return problem.weight == weight; });
    };
    const bool expired = m_reading.expires.isValid() && m_reading.expires <= m_workspace->clock()->now();
    if (weighs(Weight::Wrong) > 0)
        return expired && weighs(Weight::Wrong) == 1 ? Verdict::Expired : Verdict::Wrong;
    if (weighs(Weight::Doubt) > 0)
        return Verdict::Doubtful;
    return hasNoDoubt() ? Verdict::Good : Verdict::Unchecked;
}

QString TokenInspection::verdictWord() const
{
    switch (verdict()) {
    case Verdict::Nothing:
        return {};
    case Verdict::NoToken:
        return tr("No token");
    case Verdict::Wrong:
        return tr("Won't work");
    case Verdict::Expired:
        return tr("Expired");
    case Verdict::Doubtful:
        return tr("Doubtful");
    case Verdict::Unchecked:
        return tr("Not all checked");
    case Verdict::Good:
        return tr("Good");
    }
    return {};
}

QString TokenInspection::verdictText() const
{
    switch (verdict()) {
    case Verdict::Nothing:
        return {};
    case Verdict::NoToken:
        return tr("This is no participant token.");
    case Verdict::Wrong:
        return tr("It won't work as it is.");
    case Verdict::Expired:
        return tr("It is as it should be, but its time is over.");
    case Verdict::Doubtful:
        return tr("Nothing is certainly wrong, but look at this.");
    case Verdict::Unchecked:
        return tr("Nothing wrong is seen in it, but not all could be checked.");
    case Verdict::Good:
        return tr("Nothing is wrong with it. Whether somebody used it, or was disconnected, it can't tell.");
    }
    return {};
}

bool TokenInspection::isHere(const ivs::Arn &arn) const
{
    const QString account = m_workspace->accountId();
    return arn.region == m_workspace->region() && (account.isEmpty() || arn.account == account);
}

TokenInspection::StageState TokenInspection::stageState() const
{
    const std::optional<ivs::Arn> arn = m_reading.stage();
    if (!arn)
        return StageState::None;
    if (!isHere(*arn))
        return StageState::Elsewhere;
    if (m_stage->arn() == m_reading.stageArn) {
        if (m_stage->isLoading())
            return StageState::Asking;
        if (m_stage->stage())
            return StageState::Exists;
        if (m_stage->error())
            return m_stage->error()->kind == aws::ErrorKind::NotFound ? StageState::Gone : StageState::Failed;
    }
    return m_workspace->stages()->record(m_reading.stageArn) ? StageState::Listed : StageState::Unknown;
}

QString TokenInspection::stageText() const
{
    switch (stageState()) {
    case StageState::None:
        return m_reading.kind == TokenReading::Kind::Connection ? QString() : tr("It names no stage.");
    case StageState::Elsewhere: {
        const std::optional<ivs::Arn> arn = m_reading.stage();
        return tr("It is a stage of account %1 in %2, which this connection can't ask.")
            .arg(shownText(arn->account.left(kLongestName)), shownText(arn->region.left(kLongestName)));
    }
    case StageState::Unknown:
        return tr("The stage is in no list that is loaded.");
    case StageState::Asking:
        return tr("The service is asked for the stage…");
    case StageState::Listed: {
        const QString name = m_workspace->stages()->record(m_reading.stageArn)->stage.name;
        return name.isEmpty() ? tr("The stage is in the list; it has no name.")
                              : tr("The stage is in the list: %1.").arg(shownText(name));
    }
    case StageState::Exists: {
        const QString name = m_stage->stage()->name;
        return name.isEmpty() ? tr("The stage exists; it has no name.")
                              : tr("The stage exists: %1.").arg(shownText(name));
    }
    case StageState::Gone:
        return tr("The stage does not exist.");
    case StageState::Failed:
        return tr("Whether the stage exists could not be asked.");
    }
    return {};
}

bool TokenInspection::canAskStage() const
{
    const StageState state = stageState();
    return state != StageState::None && state != StageState::Elsewhere && state != StageState::Asking;
}

void TokenInspection::askStage()
{
    if (!canAskStage())
        return;
    m_error.reset();
    if (m_stage->arn() == m_reading.stageArn)
        m_stage->reload();
    else
        m_stage->setStage(m_reading.stageArn);
}

void TokenInspection::stageAnswered()
{
    if (stageState() == StageState::Failed)
        m_error = m_stage->error();
    Q_EMIT changed();
}

QString TokenInspection::signatureText() const
{
    using State = TokenSignature::State;
    switch (m_signature.state) {
    case State::Absent:
        return tr("There is no signature that can be checked.");
    case State::ByService:
        return tr("Minted by the service: only the service can check the signature.");
    case State::OtherAlgorithm:
        return tr("Not an ES384 signature: it can't be checked.");
    case State::WrongForm:
        return tr("The signature is not in the form of ES384.");
    case State::UnknownKey:
        return isAskingKey() ? tr("The service is asked for the public key…")
            : m_goneKeys.contains(m_reading.keyArn)
            ? tr("The signature can't be checked: the service does not know the public key.")
            : tr("The signature is not checked: the public key is not known here.");
    case State::Good:
        return tr("The signature is good: made with the key %1.").arg(shownText(idOfArn(m_signature.keyArn)));
    case State::OtherKey:
        return tr("The signature was made with another key than the header names.");
    case State::Bad:
        return tr("The signature does not fit.");
    }
    return {};
}

bool TokenInspection::canAskKey() const
{
    const std::optional<ivs::Arn> key = ivs::Arn::parse(m_reading.keyArn);
    return m_reading.algorithm == "ES384"_L1 && m_reading.jwt.isWellFormed() && key
        && key->resourceType == "public-key"_L1 && isHere(*key) && !isAskingKey()
        && !m_workspace->signingKeys()->publicPems().contains(m_reading.keyArn);
}

void TokenInspection::askKey()
{
    if (!canAskKey())
        return;
    m_error.reset();
    const QString arn = m_reading.keyArn;
    m_keyAsked = arn;
    m_workspace->client()
        ->getPublicKey({.arn = arn}, aws::Lane::Person)
        ->then(this, [this, arn](const aws::Result<ivs::GetPublicKeyResponse> &answer) {
            // Kept also when another token is looked at by now: it is true of the key.
            m_goneKeys.remove(arn);
            if (answer && answer->publicKey)
                m_workspace->signingKeys()->know(*answer->publicKey);
            else if (!answer && answer.error().kind == aws::ErrorKind::NotFound)
                m_goneKeys.insert(arn);
            else if (!answer && m_keyAsked == arn)
                m_error = answer.error();
            if (m_keyAsked == arn)
                m_keyAsked.clear();
            check();
        });
    Q_EMIT changed();
}
