// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/tokenproblems.h"

#include "models/ivs/es384.h"
#include "models/ivs/selfsigned.h"
#include "models/pairrows.h"
#include "models/plaintext.h"
#include "models/timetext.h"

#include <QCoreApplication>
#include <QJsonArray>

#include <algorithm>
#include <array>

using namespace Qt::Literals::StringLiterals;
using ivs::JwtFault;
using Weight = TokenProblem::Weight;

namespace {

// Date has whole seconds, and two machines' clocks are never quite the same.
constexpr qint64 kClockTolerance = 5;
constexpr qsizetype kLongestQuote = 80;

constexpr std::array kParticipantClaims {"exp"_L1, "iat"_L1, "jti"_L1, "resource"_L1, "topic"_L1, "events_url"_L1,
    "whip_url"_L1, "capabilities"_L1, "version"_L1};
constexpr std::array kOptionalClaims {"user_id"_L1, "attributes"_L1};
constexpr std::array kConnectionClaims {
    "exp"_L1, "iat"_L1, "jti"_L1, "account_id"_L1, "region"_L1, "events_url"_L1, "version"_L1};
constexpr std::array kTexts {"jti"_L1, "resource"_L1, "topic"_L1, "events_url"_L1, "whip_url"_L1, "version"_L1,
    "user_id"_L1, "account_id"_L1, "region"_L1};

// Foreign text in a sentence.
QString quoted(const QString &text)
{
    return shownText(text.size() > kLongestQuote ? text.left(kLongestQuote) + u'…' : text);
}

// In a sentence about two keys of one account the id tells them apart.
QString keyName(const QString &arn)
{
    const std::optional<ivs::Arn> parts = ivs::Arn::parse(arn);
    return quoted(parts ? parts->resourceId : arn);
}

QString signatureForm(const QByteArray &signature)
{
    switch (signature.size()) {
    case 32:
    case 48:
        return u"HS256, HS384"_s;
    case 64:
        return u"ES256"_s;
    case 132:
        return u"ES512"_s;
    case 256:
        return u"RS256"_s;
    default:
        return {};
    }
}

class Judge
{
    Q_DECLARE_TR_FUNCTIONS(TokenProblems)

public:
    Judge(const TokenReading &token, const TokenSignature &signature, const TokenContext &context)
        : m_token(token)
        , m_claims(token.jwt.payload)
        , m_signature(signature)
        , m_context(context)
    {
    }

    QList<TokenProblem> judge()
    {
        form();
        if (!m_token.isToken())
            return m_found;
        const bool hasHeader = !m_token.jwt.header.isEmpty();
        if (hasHeader)
            header();
        signature();
        if (m_claims.isEmpty())
            return sorted();
        const bool connection = m_token.kind == TokenReading::Kind::Connection;
        if (!m_token.isMintedByService()) {
            if (connection)
                structure(kConnectionClaims);
            else
                structure(kParticipantClaims);
            id();
            connection ? connectionClaims() : participantClaims();
        }
        times(connection ? ivs::kLongestConnectionToken : ivs::kLongestParticipantToken);
        if (!connection)
            stage();
        return sorted();
    }

private:
    void add(Weight weight, const QString &claim, const QString &words) { m_found.append({weight, claim, words}); }
    void wrong(const QString &claim, const QString &words) { add(Weight::Wrong, claim, words); }
    bool has(QLatin1StringView claim) const { return m_claims.contains(claim); }

    QList<TokenProblem> sorted()
    {
        std::ranges::stable_sort(m_found, {}, &TokenProblem::weight);
        return m_found;
    }

    void form()
    {
        if (m_token.kind == TokenReading::Kind::Nothing)
            return;
        for (const JwtFault fault : m_token.jwt.faults)
            wrong({}, words(fault));
        const bool isReadable = std::ranges::none_of(m_token.jwt.faults, [](JwtFault fault) {
            return fault == JwtFault::TooLarge || fault == JwtFault::NotThreeParts || fault == JwtFault::PayloadEncoding
                || fault == JwtFault::PayloadNotJson;
        });
        if (isReadable && m_claims.isEmpty())
            wrong({}, tr("The claims are empty: nothing in it says what it is for."));
        if (m_token.hadSpaces)
            add(Weight::Doubt, {},
                tr("There are spaces or line breaks inside, which no token has: it is read without them."));
    }

    static QString words(JwtFault fault)
    {
        switch (fault) {
        case JwtFault::TooLarge:
            return tr("It is larger than 1 MB. No token is, and nothing of it was read.");
        case JwtFault::NotThreeParts:
            return tr("A token has three parts with a dot between them: header, claims and signature. This has not.");
        case JwtFault::HeaderEncoding:
            return tr("The header holds what no token holds: it is not base64url without padding.");
        case JwtFault::HeaderNotJson:
            return tr("The header is no JSON object.");
        case JwtFault::PayloadEncoding:
            return tr("The claims hold what no token holds: they are not base64url without padding.");
        case JwtFault::PayloadNotJson:
            return tr("The claims are no JSON object: they may be cut off.");
        case JwtFault::SignatureEncoding:
            return tr("The signature holds what no token holds: it is not base64url without padding.");
        case JwtFault::SignatureMissing:
            return tr("It is not signed.");
        }
        return {};
    }

    void header()
    {
        if (m_token.isMintedByService())
            return;
        if (m_token.algorithm != "ES384"_L1) {
            wrong(u"alg"_s,
                m_token.algorithm.isEmpty()
                    ? tr("The header names no algorithm: the service takes ES384 only.")
                    : tr("It is signed with %1, not with ES384: the service takes nothing else.")
                          .arg(quoted(m_token.algorithm)));
        }
        if (m_token.type != "JWT"_L1)
            add(Weight::Doubt, u"typ"_s, tr("typ should be JWT, as it is documented."));
        const std::optional<ivs::Arn> key = ivs::Arn::parse(m_token.keyArn);
        if (m_token.keyArn.isEmpty())
            wrong(u"kid"_s, tr("The header names no public key (kid): the service can't know who signed it."));
        else if (!key || key->resourceType != "public-key"_L1)
            wrong(u"kid"_s, tr("%1 is not the ARN of a public key.").arg(quoted(m_token.keyArn)));
        else if (const auto stage = m_token.stage(); stage && stage->account != key->account)
            wrong(u"kid"_s, tr("The public key is of another account than the stage."));
        else if (stage && stage->region != key->region)
            wrong(u"kid"_s, tr("The public key is of another region than the stage."));
        else if (m_context.keyIsGone)
            wrong(u"kid"_s, tr("The service does not know this public key: it was deleted, or never imported."));
    }

    void signature()
    {
        using State = TokenSignature::State;
        switch (m_signature.state) {
        case State::ByService:
            add(Weight::Note, u"alg"_s,
                tr("The service minted it: only the service can check the signature, and what it says is not promised "
                   "to stay so."));
            break;
        case State::WrongForm:
            wrong({}, wrongForm());
            break;
        case State::OtherKey:
            if (m_token.keyArn.isEmpty())
                add(Weight::Note, u"kid"_s, tr("It was signed with the key %1.").arg(keyName(m_signature.keyArn)));
            else
                wrong(u"kid"_s,
                    tr("It was signed with the key %1, but the header names %2.")
                        .arg(keyName(m_signature.keyArn), keyName(m_token.keyArn)));
            break;
        case State::Bad:
            wrong({},
                tr("It was not signed with the key that the header names, or changed afterwards: the signature does "
                   "not fit."));
            break;
        case State::Absent:
        case State::OtherAlgorithm:
        case State::UnknownKey:
        case State::Good:
            break;
        }
    }

    QString wrongForm() const
    {
        const QByteArray &signature = m_token.jwt.signature;
        if (ivs::es384::isDer(signature)) {
            const QString words = tr("The signature is in DER form, as OpenSSL gives it. A token needs the JOSE form: "
                                     "r and s as 48 bytes each, one behind the other.");
            return m_signature.keyArn.isEmpty() ? words
                                                : words + u' '
                    + tr("Apart from that it is good, made with the key %1.").arg(keyName(m_signature.keyArn));
        }
        const QString words = tr("The signature has %1 bytes; one of ES384 has 96.").arg(signature.size());
        const QString form = signatureForm(signature);
        return form.isEmpty() ? words : words + u' ' + tr("That many has one of %1.").arg(form);
    }

    void structure(const auto &mandatory)
    {
        for (const QLatin1StringView claim : mandatory) {
            if (!has(claim))
                wrong(claim, tr("%1 is missing.").arg(claim));
        }
        for (const QLatin1StringView claim : kTexts) {
            if (has(claim) && !m_claims[claim].isString())
                wrong(claim, tr("%1 must be a text.").arg(claim));
            else if (has(claim) && claim != "user_id"_L1 && m_claims[claim].toString().isEmpty())
                wrong(claim, tr("%1 is empty.").arg(claim));
        }
        if (m_claims["version"_L1].isString() && !m_token.version.isEmpty() && m_token.version != "1.0"_L1)
            wrong(u"version"_s, tr("version must be 1.0, but is %1.").arg(quoted(m_token.version)));
        QStringList unknown;
        for (auto it = m_claims.begin(); it != m_claims.end() && unknown.size() < 5; ++it) {
            const auto is = [&it](QLatin1StringView claim) { return it.key() == claim; };
            if (!std::ranges::any_of(mandatory, is) && !std::ranges::any_of(kOptionalClaims, is))
                unknown.append(quoted(it.key()));
        }
        if (!unknown.isEmpty())
            add(Weight::Doubt, {}, tr("It says things that are not documented: %1.").arg(unknown.join(u", "_s)));
    }

    void id()
    {
        const QString &id = m_token.participantId;
        if (id.isEmpty())
            return;
        const bool spelled = std::ranges::all_of(id, [](QChar c) {
            return (c >= u'a' && c <= u'z') || (c >= u'A' && c <= u'Z') || (c >= u'0' && c <= u'9') || c == u'-'
                || c == u'_';
        });
        if (id.size() > 64 || !spelled)
            wrong(u"jti"_s, tr("jti must be 1 to 64 letters, digits, hyphens or underscores."));
        else if (id.contains(u'_'))
            add(Weight::Doubt, u"jti"_s,
                tr("jti holds an underscore: as a participant's id the documentation allows none, so its details and "
                   "its replication may not be reached."));
    }

    void connectionClaims()
    {
        add(Weight::Note, {},
            tr("A connection token opens the connection ahead of time; to join, a participant token is needed too."));
        const std::optional<ivs::Arn> key = ivs::Arn::parse(m_token.keyArn);
        if (key && !m_token.region.isEmpty() && key->region != m_token.region)
            wrong(u"region"_s, tr("region is not the region of the public key, %1.").arg(quoted(key->region)));
        if (key && !m_token.accountId.isEmpty() && key->account != m_token.accountId)
            wrong(
                u"account_id"_s, tr("account_id is not the account of the public key, %1.").arg(quoted(key->account)));
    }

    void participantClaims()
    {
        const std::optional<ivs::Arn> arn = m_token.stage();
        if (!m_token.stageArn.isEmpty() && !arn)
            wrong(u"resource"_s, tr("resource is not the ARN of a stage: %1.").arg(quoted(m_token.stageArn)));
        if (arn && !m_token.topic.isEmpty() && m_token.topic != arn->resourceId)
            wrong(u"topic"_s,
                tr("It is for two stages: resource names %1, topic names %2.")
                    .arg(quoted(arn->resourceId), quoted(m_token.topic)));
        capabilities();
        if (m_token.userId.size() - std::ranges::count_if(m_token.userId, &isLowSurrogate) > 128)
            wrong(u"user_id"_s, tr("user_id has more than 128 characters."));
        const QJsonValue attributes = m_claims["attributes"_L1];
        if (!attributes.isUndefined() && !attributes.isObject())
            wrong(u"attributes"_s, tr("attributes must be an object of texts."));
        else if (!m_token.attributesAreTexts)
            wrong(u"attributes"_s, tr("An attribute is not a text."));
        if (m_token.attributeBytes > mostAttributeBytes())
            wrong(u"attributes"_s,
                tr("The attributes have %1 bytes; %2 is the most.")
                    .arg(m_token.attributeBytes)
                    .arg(mostAttributeBytes()));
    }

    static bool isLowSurrogate(QChar c) { return c.isLowSurrogate(); }

    void capabilities()
    {
        const QJsonValue value = m_claims["capabilities"_L1];
        if (value.isUndefined())
            return;
        const QJsonObject all = value.toObject();
        if (!value.isObject()
            || std::any_of(all.begin(), all.end(), [](const QJsonValueConstRef each) { return !each.isBool(); }))
            wrong(u"capabilities"_s,
                tr("capabilities must be an object of allow_publish and allow_subscribe, each true or false."));
        else if (!m_token.publish && !m_token.subscribe)
            wrong(u"capabilities"_s, tr("It allows neither to publish nor to subscribe."));
    }

    void timeProblem(QLatin1StringView claim, const QDateTime &read)
    {
        if (!has(claim) || read.isValid())
            return;
        wrong(claim,
            m_claims[claim].toDouble() > kLatestTokenTime
                ? tr("%1 is in milliseconds: it must be in whole seconds.").arg(claim)
                : tr("%1 must be a whole number of seconds since 1970.").arg(claim));
    }

    void times(qint64 longest)
    {
        timeProblem("iat"_L1, m_token.issued);
        timeProblem("exp"_L1, m_token.expires);
        const qint64 left = m_context.now.secsTo(m_token.expires);
        if (m_token.expires.isValid() && left <= 0)
            wrong(u"exp"_s, left == 0 ? tr("It has just expired.") : tr("It expired %1.").arg(TimeText::ago(-left)));
        if (!m_token.issued.isValid())
            return;
        const qint64 ahead = m_context.now.secsTo(m_token.issued);
        if (ahead > kClockTolerance)
            add(Weight::Doubt, u"iat"_s,
                tr("It was issued %1 in the future: the clock of the machine that signed it is ahead. Whether the "
                   "service takes it before then is not documented.")
                    .arg(TimeText::age(ahead)));
        if (!m_token.expires.isValid() || m_token.isMintedByService())
            return;
        const qint64 life = m_token.issued.secsTo(m_token.expires);
        if (life <= 0)
            wrong(u"exp"_s, tr("It expires before it was issued."));
        else if (life > longest)
            wrong(u"exp"_s, tr("It is good for longer than %1 days, which is the most.").arg(longest / (24 * 3600)));
    }

    void stage()
    {
        if (m_context.stage == TokenContext::Stage::Gone)
            wrong(u"resource"_s, tr("The stage does not exist."));
        if (!m_context.expectedStageArn.isEmpty() && !m_token.stageArn.isEmpty()
            && m_token.stageArn != m_context.expectedStageArn)
            wrong(u"resource"_s, tr("It is for another stage."));
        if (!m_context.endpoints || m_token.isMintedByService())
            return;
        const auto compare = [this](QLatin1StringView claim, const QString &is, const QString &shouldBe) {
            if (!is.isEmpty() && is != shouldBe)
                wrong(claim, tr("%1 is not that of the stage, %2.").arg(claim, quoted(shouldBe)));
        };
        compare("events_url"_L1, m_token.eventsUrl, m_context.endpoints->events);
        compare("whip_url"_L1, m_token.whipUrl, m_context.endpoints->whip);
    }

    const TokenReading &m_token;
    const QJsonObject &m_claims;
    const TokenSignature &m_signature;
    const TokenContext &m_context;
    QList<TokenProblem> m_found;
};

} // namespace

QList<TokenProblem> tokenProblems(
    const TokenReading &token, const TokenSignature &signature, const TokenContext &context)
{
    return Judge(token, signature, context).judge();
}
