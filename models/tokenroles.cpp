// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/tokenroles.h"

#include "models/plaintext.h"

#include <QCoreApplication>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

#include <algorithm>

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr qsizetype kMostBytes = 1024 * 1024;
constexpr qsizetype kLongestName = 40;

QString say(const char *text) { return QCoreApplication::translate("TokenRoles", text); }

TokenRole role(const QString &name, const QString &attribute, bool publish, int minutes)
{
    return {name, publish, true, minutes, {{u"role"_s, attribute}}};
}

QString problemOf(const TokenRole &role)
{
    if (role.name.trimmed().isEmpty() || role.name.size() > kLongestName)
        return say("A role needs a name of at most %1 characters.").arg(kLongestName);
    TokenDraft token;
    role.fill(&token);
    const QList<DraftFault> faults = tokenFaults(token);
    if (faults.isEmpty())
        return {};
    return say("The role “%1” can't be used: %2 %3.")
        .arg(shownText(role.name), faults.first().field, faults.first().message);
}

QJsonObject toJson(const TokenRole &role)
{
    QJsonObject attributes;
    for (const PairRow &row : role.attributes) {
        if (!row.isEmpty())
            attributes.insert(row.key, row.value);
    }
    return {{u"name"_s, role.name}, {u"publish"_s, role.publish}, {u"subscribe"_s, role.subscribe},
        {u"durationMinutes"_s, role.durationMinutes}, {u"attributes"_s, attributes}};
}

std::optional<TokenRole> fromJson(const QJsonObject &json)
{
    const QJsonObject attributes = json.value("attributes"_L1).toObject();
    TokenRole role {json.value("name"_L1).toString().trimmed(), json.value("publish"_L1).toBool(),
        json.value("subscribe"_L1).toBool(), json.value("durationMinutes"_L1).toInt(-1), {}};
    for (auto it = attributes.begin(); it != attributes.end(); ++it) {
        if (!it->isString())
            return {};
        role.attributes.append({it.key(), it->toString()});
    }
    return role;
}

} // namespace

void TokenRole::fill(TokenDraft *token) const
{
    token->publish = publish;
    token->subscribe = subscribe;
    token->durationMinutes = durationMinutes;
    token->attributes = attributes;
}

TokenRole TokenRole::of(const QString &name, const TokenDraft &token)
{
    return {name.trimmed(), token.publish, token.subscribe, token.durationMinutes, token.attributes};
}

QList<TokenRole> TokenRoles::standard()
{
    constexpr int kHalfADay = 12 * 60;
    constexpr int kAnEvening = 4 * 60;
    return {role(say("Host"), u"host"_s, true, kHalfADay), role(say("Guest"), u"guest"_s, true, kAnEvening),
        role(say("Viewer"), u"viewer"_s, false, kHalfADay), role(say("Moderator"), u"moderator"_s, true, kHalfADay)};
}

bool TokenRoles::isStandard(const QString &name)
{
    const QList<TokenRole> roles = standard();
    return std::any_of(roles.cbegin(), roles.cend(),
        [&](const TokenRole &each) { return each.name.compare(name.trimmed(), Qt::CaseInsensitive) == 0; });
}

QString TokenRoles::put(const TokenRole &role)
{
    if (isStandard(role.name))
        return say("“%1” is a role that is always there; take another name.").arg(shownText(role.name));
    if (const QString problem = problemOf(role); !problem.isEmpty())
        return problem;
    const auto same = std::find_if(m_own.begin(), m_own.end(),
        [&](const TokenRole &each) { return each.name.compare(role.name, Qt::CaseInsensitive) == 0; });
    if (same != m_own.end())
        *same = role;
    else if (m_own.size() >= kMost)
        return say("There are %1 roles already.").arg(kMost);
    else
        m_own.append(role);
    return {};
}

void TokenRoles::remove(const QString &name)
{
    m_own.removeIf([&](const TokenRole &each) { return each.name == name; });
}

QByteArray TokenRoles::toJson() const
{
    QJsonArray roles;
    for (const TokenRole &each : m_own)
        roles.append(::toJson(each));
    return QJsonDocument(QJsonObject {{u"stagedesk"_s, u"token-roles"_s}, {u"version"_s, 1}, {u"roles"_s, roles}})
        .toJson();
}

QString TokenRoles::merge(const QByteArray &json)
{
    const QJsonObject file = json.size() > kMostBytes ? QJsonObject() : QJsonDocument::fromJson(json).object();
    if (file.value("stagedesk"_L1).toString() != "token-roles"_L1 || !file.value("roles"_L1).isArray())
        return say("It is no file of token roles.");
    if (file.value("version"_L1).toInt() != 1)
        return say("It is of a later version of Stagedesk.");
    TokenRoles merged = *this;
    const QJsonArray roles = file.value("roles"_L1).toArray();
    for (const QJsonValue &each : roles) {
        const std::optional<TokenRole> role = fromJson(each.toObject());
        const QString problem = role ? merged.put(*role) : say("An attribute is no text.");
        if (!problem.isEmpty())
            return problem;
    }
    *this = merged;
    return {};
}
