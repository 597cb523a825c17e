// SPDX-License-Identifier: GPL-3.0-or-later
// The words of TokenModel: what each column says of a token.
#include "models/tokenmodel.h"

#include "models/serviceclock.h"
#include "models/stagemodel.h"
#include "models/timetext.h"
#include "models/tokenwords.h"

#include <QJsonDocument>
#include <QJsonObject>
#include <QLocale>

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr qint64 kSoon = 600; // s

QString attributesText(const QMap<QString, QString> &attributes)
{
    QStringList pairs;
    for (auto it = attributes.cbegin(); it != attributes.cend(); ++it)
        pairs << it.key() + u'=' + *it;
    return pairs.join(u", "_s);
}

int order(const QDateTime &a, const QDateTime &b) { return a < b ? -1 : int(b < a); }

} // namespace

QString TokenModel::counted(int count) const
{
    return count == 1 ? tr("1 token") : tr("%1 tokens").arg(QLocale().toString(count));
}

QString TokenModel::stateText(TokenState state)
{
    switch (state) {
    case TokenState::NotKnown:
        return tr("not known");
    case TokenState::Unused:
        return tr("unused");
    case TokenState::JoinFailed:
        return tr("join failed");
    case TokenState::Joined:
        return tr("joined");
    case TokenState::Left:
        return tr("left");
    case TokenState::Disconnected:
        return tr("disconnected");
    case TokenState::Expired:
        return tr("expired");
    case TokenState::Valid:
        return tr("valid");
    }
    return {};
}

QString TokenModel::howText(const IssuedToken &token)
{
    switch (token.how) {
    case IssuedToken::How::Service:
        return tr("by the service");
    case IssuedToken::How::WithStage:
        return tr("with its stage");
    case IssuedToken::How::OwnKey:
        return token.keyArn.isEmpty() ? tr("with a key") : tr("with key %1").arg(idOfArn(token.keyArn));
    }
    return {};
}

QString TokenModel::useWords(const IssuedToken &token) const
{
    if (token.isConnection)
        return tr("A connection token belongs to no participant: no read can tell whether it was used.");
    const QString asOf = times()->labelled(token.use.asOf);
    const bool dated = token.use.since.isValid();
    const QString since = times()->labelled(token.use.since);
    switch (token.use.kind) {
    case TokenUse::Kind::NotKnown:
        return tr("No read since it was issued tells whether it was used.");
    case TokenUse::Kind::Unused:
        return tr("In no session of its stage since it was issued, as of %1.").arg(asOf);
    case TokenUse::Kind::JoinFailed:
        return (dated ? tr("Its participant tried to join at %1 and was not let in").arg(since)
                      : tr("Its participant tried to join and was not let in"))
            + tr(", as of %1.").arg(asOf);
    case TokenUse::Kind::Joined:
        return (dated ? tr("Its participant joined at %1 and is connected").arg(since)
                      : tr("Its participant is connected"))
            + tr(", as of %1.").arg(asOf);
    case TokenUse::Kind::Left:
        return (dated ? tr("Its participant left at %1").arg(since) : tr("Its participant has left"))
            + tr(", as of %1. It can join again while the token is valid.").arg(asOf);
    case TokenUse::Kind::Disconnected:
        return (dated ? tr("Its participant was disconnected from here at %1").arg(since)
                      : tr("Its participant was disconnected from here"))
            + tr(", as of %1. This token can't join again.").arg(asOf);
    }
    return {};
}

QString TokenModel::text(int record, int column) const
{
    const IssuedToken &token = at(record);
    switch (column) {
    case UserId:
        return token.isConnection    ? tr("(connection token)")
            : token.userId.isEmpty() ? tr("(no user id)")
                                     : token.userId;
    case Stage:
        if (token.isConnection)
            return TimeText::unknown();
        return token.stageName.isEmpty() ? idOfArn(token.stageArn) : token.stageName;
    case May:
        return token.isConnection ? tr("connect") : capabilitiesText(token.publish, token.subscribe);
    case State:
        return stateText(m_standing[std::size_t(record)].state);
    case AsOf:
        return token.use.asOf.isValid() ? TimeText::ago(token.use.asOf.secsTo(clock()->now())) : TimeText::unknown();
    case Expires:
        return expiryText(token.expires, clock()->now());
    case Issued:
        return times()->dateTime(token.issued);
    case How:
        return howText(token);
    case ParticipantId:
        return token.participantId;
    default:
        return attributesText(token.attributes);
    }
}

QString TokenModel::rawText(int record, int column) const
{
    const IssuedToken &token = at(record);
    switch (column) {
    case UserId:
        return token.userId;
    case Stage:
        return token.stageArn;
    case AsOf:
        return token.use.asOf.isValid() ? times()->labelled(token.use.asOf) : QString();
    case Expires:
        return token.expires.isValid() ? times()->labelled(token.expires) : QString();
    case Issued:
        return times()->labelled(token.issued);
    case How:
        return token.keyArn.isEmpty() ? howText(token) : token.keyArn;
    default:
        return text(record, column);
    }
}

QString TokenModel::hint(int record, int column) const { return column == AsOf ? useWords(at(record)) : QString(); }

Tone TokenModel::tone(int record, int column) const
{
    if (column == Expires) {
        const QDateTime &expires = at(record).expires;
        if (!expires.isValid())
            return Tone::None;
        const qint64 left = clock()->now().secsTo(expires);
        return left <= 0 ? Tone::Idle : left < kSoon ? Tone::Warning : Tone::None;
    }
    return column == State ? toneOf(m_standing[std::size_t(record)].state) : Tone::None;
}

Tone TokenModel::toneOf(TokenState state)
{
    switch (state) {
    case TokenState::Joined:
        return Tone::Good; // as a connected participant: red is for what is on air
    case TokenState::JoinFailed:
        return Tone::Failed;
    case TokenState::Disconnected:
        return Tone::Warning;
    case TokenState::Left:
    case TokenState::Expired:
        return Tone::Idle;
    case TokenState::Valid:
    case TokenState::Unused:
    case TokenState::NotKnown:
        break;
    }
    return Tone::None;
}

int TokenModel::compare(int a, int b, int column) const
{
    const IssuedToken &left = at(a);
    const IssuedToken &right = at(b);
    switch (column) {
    case State:
        return int(m_standing[std::size_t(a)].state) - int(m_standing[std::size_t(b)].state);
    case AsOf:
        return order(left.use.asOf, right.use.asOf);
    case Expires:
        return order(left.expires, right.expires);
    case Issued:
        return order(left.issued, right.issued);
    case ParticipantId:
        return left.participantId.compare(right.participantId);
    case UserId:
        return left.userId.compare(right.userId, Qt::CaseInsensitive);
    default:
        return text(a, column).compare(text(b, column), Qt::CaseInsensitive);
    }
}

QByteArray TokenModel::rawJson(const QString &participantId) const
{
    const IssuedToken *token = entry(participantId);
    if (!token)
        return {};
    QJsonObject attributes;
    for (auto it = token->attributes.cbegin(); it != token->attributes.cend(); ++it)
        attributes.insert(it.key(), *it);
    QJsonObject json {{u"participantId"_s, token->participantId}, {u"stageArn"_s, token->stageArn},
        {u"userId"_s, token->userId}, {u"attributes"_s, attributes}, {u"allowPublish"_s, token->publish},
        {u"allowSubscribe"_s, token->subscribe}, {u"issuedTime"_s, token->issued.toString(Qt::ISODateWithMs)},
        {u"expirationTime"_s, token->expires.toString(Qt::ISODateWithMs)}};
    if (!token->keyArn.isEmpty())
        json.insert(u"publicKeyArn"_s, token->keyArn);
    return QJsonDocument(json).toJson(QJsonDocument::Indented);
}
