// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/ivs/redaction.h"

#include "models/aws/caller.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

#include <algorithm>
#include <array>

using namespace Qt::Literals::StringLiterals;

namespace ivs {

namespace {

// Private keys never travel; the name stands here so that a member of that name could not slip through one day.
constexpr std::array kSecretMembers {"token"_L1, "streamKey"_L1, "privateKey"_L1, "privateKeyMaterial"_L1};

// Maps whose keys are a person's own words.
constexpr std::array kFreeMaps {"tags"_L1, "attributes"_L1};

bool holds(const auto &names, const QString &name)
{
    return std::any_of(names.begin(), names.end(), [&name](QLatin1StringView each) { return each == name; });
}

QByteArray argumentName(const char *path)
{
    const QByteArray text(path);
    const qsizetype open = text.indexOf('{');
    return open < 0 ? QByteArray() : text.mid(open + 1, text.indexOf('}') - open - 1);
}

} // namespace

QJsonValue redacted(const QJsonValue &value)
{
    if (value.isArray()) {
        QJsonArray array;
        const QJsonArray all = value.toArray();
        for (const QJsonValue &each : all)
            array.append(redacted(each));
        return array;
    }
    if (!value.isObject())
        return value;
    QJsonObject object = value.toObject();
    for (auto it = object.begin(); it != object.end(); ++it) {
        if (holds(kSecretMembers, it.key()))
            it.value() = u"(secret)"_s;
        else if (!holds(kFreeMaps, it.key()))
            it.value() = redacted(it.value());
    }
    return object;
}

QByteArray redactedParameters(const aws::Request &request)
{
    QJsonObject all = redacted(QJsonDocument::fromJson(request.body).object()).toObject();
    if (!request.pathArgument.isEmpty())
        all.insert(QString::fromLatin1(argumentName(request.operation->path)), request.pathArgument);
    for (const auto &[name, value] : request.query) {
        const QString member = QString::fromUtf8(name);
        QJsonArray values = all.value(member).toArray();
        values.append(QString::fromUtf8(value));
        all.insert(member, values);
    }
    return QJsonDocument(all).toJson(QJsonDocument::Compact);
}

QString madeResource(const aws::Response &answer)
{
    const QJsonObject members = QJsonDocument::fromJson(answer.body).object();
    for (const QJsonValue &each : members) {
        const QString arn = each.toObject().value("arn"_L1).toString();
        if (!arn.isEmpty())
            return arn;
    }
    return members.value("participantToken"_L1).toObject().value("participantId"_L1).toString();
}

} // namespace ivs
