// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/copyas.h"

#include "models/plaintext.h"
#include "models/workspace.h"

#include <QCoreApplication>
#include <QJsonArray>
#include <QJsonDocument>
#include <QRegularExpression>

#include <algorithm>
#include <array>

using namespace Qt::Literals::StringLiterals;

namespace copyas {

namespace {

// Free of marks that act or hide: what people are shown of it is the text itself.
bool isPlain(const QString &text) { return shownText(text) == text; }

// JSON whose every mark can be seen: escapes are the same text to every reader of JSON. Only strings hold such marks,
// so that it need not be parsed for that; line breaks of indented JSON stand outside of them.
QString visibleJson(const QString &json)
{
    if (isPlain(json))
        return json;
    QString visible;
    visible.reserve(json.size() + 64);
    for (qsizetype i = 0; i < json.size(); ++i) {
        const qsizetype length = json[i].isHighSurrogate() && i + 1 < json.size() ? 2 : 1;
        const QString mark = json.mid(i, length);
        if (mark == u"\n"_s || isPlain(mark)) {
            visible += mark;
        } else {
            for (const QChar unit : mark)
                visible += u"\\u%1"_s.arg(unit.unicode(), 4, 16, QLatin1Char('0'));
        }
        i += length - 1;
    }
    return visible;
}

QString document(const QJsonObject &object, QJsonDocument::JsonFormat format)
{
    return visibleJson(QString::fromUtf8(QJsonDocument(object).toJson(format)));
}

QString compact(const QJsonValue &value)
{
    if (value.isArray())
        return visibleJson(QString::fromUtf8(QJsonDocument(value.toArray()).toJson(QJsonDocument::Compact)));
    return document(value.toObject(), QJsonDocument::Compact);
}

// One word of a POSIX shell. Single quotes keep everything but themselves.
QString word(const QString &text)
{
    // No `=`, `~` or `%` among them: zsh and job control take these for more at the start of a word.
    static const QRegularExpression harmless(u"^[A-Za-z0-9_./:,@+-]+$"_s);
    // `$` would also match before a line break at the end.
    if (harmless.match(text).hasMatch() && !text.endsWith(u'\n'))
        return text;
    return u'\'' + QString(text).replace(u"'"_s, u"'\\''"_s) + u'\'';
}

QString flag(const QString &name, const QString &value)
{
    // After a blank, a value that begins with a dash would be the next flag.
    return (value.startsWith(u'-') ? u"--%1=%2"_s : u"--%1 %2"_s).arg(name, word(value));
}

// botocore's xform_name, which makes both command and flag names: a dash before each capital that begins a word.
QString kebab(const QString &name)
{
    static const QRegularExpression wordBegins(u"(.)([A-Z][a-z]+)"_s);
    static const QRegularExpression capitalFollows(u"([a-z0-9])([A-Z])"_s);
    QString made = name;
    made.replace(wordBegins, u"\\1-\\2"_s);
    made.replace(capitalFollows, u"\\1-\\2"_s);
    return made.toLower();
}

// A value of the command line that begins so is replaced by what it points to (version 1 of the CLI also loads the
// addresses).
bool isLoaded(const QString &text)
{
    static constexpr std::array prefixes {"file://"_L1, "fileb://"_L1, "http://"_L1, "https://"_L1};
    return std::ranges::any_of(prefixes, [&text](QLatin1StringView prefix) { return text.startsWith(prefix); });
}

QString argument(const QString &name, const QJsonValue &value)
{
    switch (value.type()) {
    case QJsonValue::Bool:
        return (value.toBool() ? u"--%1"_s : u"--no-%1"_s).arg(name);
    case QJsonValue::Double:
        // All plain numbers of requests are whole ones; fractions stand inside structures.
        return flag(name, QString::number(value.toInteger()));
    case QJsonValue::String:
        return flag(name, value.toString());
    default:
        return flag(name, compact(value));
    }
}

QJsonValue cleaned(const QJsonValue &value);

QJsonObject cleanedObject(const QJsonObject &object)
{
    QJsonObject clean;
    for (auto it = object.begin(); it != object.end(); ++it) {
        const bool isSecret = it.key() == "streamKey"_L1 || it.key() == "token"_L1;
        const bool isForeign = it.key() == "tags"_L1 || it.key() == "attributes"_L1;
        if (isSecret && it.value().isString())
            clean.insert(it.key(), QCoreApplication::translate("CopyAs", "(secret, left out)"));
        else
            clean.insert(it.key(), isForeign ? it.value() : cleaned(it.value()));
    }
    return clean;
}

QJsonValue cleaned(const QJsonValue &value)
{
    if (value.isObject())
        return cleanedObject(value.toObject());
    if (!value.isArray())
        return value;
    QJsonArray clean;
    const QJsonArray array = value.toArray();
    for (const QJsonValue &item : array)
        clean.append(cleaned(item));
    return clean;
}

QJsonObject parsed(const QByteArray &json) { return QJsonDocument::fromJson(json).object(); }

bool hasPathArgument(const aws::Operation &operation) { return QLatin1StringView(operation.path).contains(u'{'); }

} // namespace

Target targetOf(const Workspace *workspace)
{
    const aws::Configuration &configuration = workspace->configuration();
    // The local service's keys are in no file: they come from the environment there. And a profile that nobody named
    // stays unnamed, because naming it would make the CLI leave the environment's keys aside.
    const bool isLocal = workspace->environment() == Environment::Local;
    const bool isNamed = configuration.profileChosen || configuration.profile != "default"_L1;
    return {configuration.region, isNamed && !isLocal ? configuration.profile : QString(),
        configuration.endpoint.toString(QUrl::FullyEncoded | QUrl::RemoveUserInfo | QUrl::StripTrailingSlash),
        configuration.endpointOverridden || isLocal};
}

QString awsCli(const aws::Operation &operation, const QByteArray &requestJson, const Target &target)
{
    const QJsonObject members = withoutSecrets(parsed(requestJson));
    QStringList flags;
    QJsonObject apart;
    for (auto it = members.begin(); it != members.end(); ++it) {
        const QString text = it.value().toString();
        if (isLoaded(text) || !isPlain(text))
            apart.insert(it.key(), it.value());
        else
            flags << argument(kebab(it.key()), it.value());
    }
    QStringList line {u"aws"_s, QString::fromLatin1(operation.service), kebab(QString::fromLatin1(operation.name))};
    if (!apart.isEmpty())
        line << flag(u"cli-input-json"_s, document(apart, QJsonDocument::Compact));
    line << flags;
    if (!target.region.isEmpty())
        line << flag(u"region"_s, target.region);
    if (!target.profile.isEmpty())
        line << flag(u"profile"_s, target.profile);
    if (target.endpointOverridden)
        line << flag(u"endpoint-url"_s, target.endpoint);
    return line.join(u' ');
}

QString wholeListNote(const aws::Operation &operation)
{
    static constexpr std::array pagedByCli {
        "ListIngestConfigurations"_L1, "ListParticipantReplicas"_L1, "ListPublicKeys"_L1};
    if (!operation.paged || std::ranges::find(pagedByCli, QLatin1StringView(operation.name)) != pagedByCli.end())
        return {};
    return QCoreApplication::translate(
        "CopyAs", "The AWS CLI gives the first page of this list; it doesn't ask for the others by itself.");
}

tl::expected<QString, QString> curl(
    const aws::Operation &operation, const QByteArray &requestJson, const Target &target)
{
    if (hasPathArgument(operation)) {
        return tl::unexpected(QCoreApplication::translate("CopyAs",
            "curl signs an ARN inside an address in another way than the service does, so its call would be refused. "
            "Copy it for the AWS CLI."));
    }
    const QStringList line {u"curl"_s, u"--silent"_s, u"--show-error"_s, u"--aws-sigv4"_s,
        word(u"aws:amz:%1:ivs"_s.arg(target.region)), u"--user \"$AWS_ACCESS_KEY_ID:$AWS_SECRET_ACCESS_KEY\""_s,
        // Only keys that expire have a session token. One word in each shell, or none.
        u"${AWS_SESSION_TOKEN:+\"-Hx-amz-security-token: $AWS_SESSION_TOKEN\"}"_s, u"--header"_s,
        u"'content-type: application/json'"_s, u"--data-binary"_s,
        word(document(withoutSecrets(parsed(requestJson)), QJsonDocument::Compact)),
        word(target.endpoint + QLatin1StringView(operation.path))};
    return line.join(u' ');
}

QString json(const QByteArray &objectJson)
{
    return document(withoutSecrets(parsed(objectJson)), QJsonDocument::Indented);
}

QJsonObject withoutSecrets(const QJsonObject &object) { return cleanedObject(object); }

} // namespace copyas
