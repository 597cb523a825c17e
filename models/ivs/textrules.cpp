// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/ivs/textrules.h"

#include "models/ivs/arn.h"

#include <QRegularExpression>

#include <algorithm>
#include <cmath>

using namespace Qt::Literals::StringLiterals;

namespace ivs {

namespace {

// The service counts Unicode characters, QString counts UTF-16: a name of 128 emoji has 128 of the one, 256 of the
// other.
qsizetype characterCount(const QString &text)
{
    return text.size() - std::ranges::count_if(text, [](QChar c) { return c.isLowSurrogate(); });
}

bool isAsciiLetterOrDigit(QChar c)
{
    return (c >= u'a' && c <= u'z') || (c >= u'A' && c <= u'Z') || (c >= u'0' && c <= u'9');
}

bool isNameCharacter(QChar c) { return isAsciiLetterOrDigit(c) || c == u'-' || c == u'_'; }

bool isPageTokenCharacter(QChar c) { return isNameCharacter(c) || c == u'+' || c == u'/' || c == u'='; }

bool isBucketCharacter(QChar c)
{
    return (c >= u'a' && c <= u'z') || (c >= u'0' && c <= u'9') || c == u'-' || c == u'.';
}

bool holdsPublicKey(const QString &text)
{
    static const QRegularExpression pem(
        u"-----BEGIN PUBLIC KEY-----\\r?\\n[a-zA-Z0-9+/=\\r\\n]+\\r?\\n-----END PUBLIC KEY-----"_s);
    return pem.match(text).hasMatch();
}

QString patternProblem(const QString &text, Pattern pattern)
{
    switch (pattern) {
    case Pattern::Any:
        return {};
    case Pattern::Name:
        return std::ranges::all_of(text, isNameCharacter) ? QString() : u"may hold only letters, digits, - and _"_s;
    case Pattern::PageToken:
        return std::ranges::all_of(text, isPageTokenCharacter) ? QString() : u"is no token of this service"_s;
    case Pattern::BucketName:
        return std::ranges::all_of(text, isBucketCharacter) ? QString()
                                                            : u"may hold only small letters, digits, - and ."_s;
    case Pattern::PublicKey:
        return holdsPublicKey(text) ? QString() : u"must be a public key in PEM form (BEGIN PUBLIC KEY)"_s;
    }
    return {};
}

QString arnProblem(const QString &text, const QString &resource)
{
    const std::optional<Arn> arn = Arn::parse(text);
    if (!arn)
        return u"must be an ARN"_s;
    if (!resource.isEmpty() && arn->resourceType != resource)
        return u"must be the ARN of a %1"_s.arg(resource);
    return {};
}

} // namespace

QString rangeText(const Rule &rule)
{
    if (std::isinf(rule.maximum))
        return u"at least %1"_s.arg(rule.minimum, 0, 'f', 0);
    if (rule.minimum >= rule.maximum)
        return u"exactly %1"_s.arg(rule.maximum, 0, 'f', 0);
    return u"%1 to %2"_s.arg(rule.minimum, 0, 'f', 0).arg(rule.maximum, 0, 'f', 0);
}

QString textProblem(const QString &text, const Rule &rule)
{
    const qsizetype count = characterCount(text);
    const auto length = static_cast<double>(count);
    if (length < rule.minimum || length > rule.maximum)
        return u"must be %1 characters long, but has %2"_s.arg(rangeText(rule)).arg(count);
    if (rule.arnResource && !text.isEmpty())
        return arnProblem(text, QString::fromLatin1(rule.arnResource));
    return patternProblem(text, rule.pattern);
}

} // namespace ivs
