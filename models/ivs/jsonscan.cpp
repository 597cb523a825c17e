// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/ivs/jsonscan.h"

#include <QStringDecoder>

#include <cstring>

namespace ivs {

namespace {

using Byte = const char *;

bool isSpace(char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r'; }

Byte skipSpace(Byte at, Byte end)
{
    while (at != end && isSpace(*at))
        ++at;
    return at;
}

// From behind the opening quote to the closing one; null when there is none.
Byte endOfString(Byte begin, Byte end)
{
    Byte at = begin;
    while (at != end) {
        at = static_cast<Byte>(std::memchr(at, '"', static_cast<std::size_t>(end - at)));
        if (!at)
            return nullptr;
        // The quote is escaped when an odd number of backslashes stands before it.
        Byte before = at;
        while (before != begin && before[-1] == '\\')
            --before;
        if ((at - before) % 2 == 0)
            return at;
        ++at;
    }
    return nullptr;
}

int hexDigit(char c)
{
    if (c >= '0' && c <= '9')
        return c - '0';
    if (c >= 'a' && c <= 'f')
        return c - 'a' + 10;
    if (c >= 'A' && c <= 'F')
        return c - 'A' + 10;
    return -1;
}

// The unit of `\uXXXX`, from behind the u; nothing when there are not four hexadecimal digits.
std::optional<char16_t> unicodeEscape(Byte at, Byte end)
{
    if (end - at < 4)
        return std::nullopt;
    int unit = 0;
    for (Byte last = at + 4; at != last; ++at) {
        const int digit = hexDigit(*at);
        if (digit < 0)
            return std::nullopt;
        unit = unit * 16 + digit;
    }
    return static_cast<char16_t>(unit);
}

char16_t simpleEscape(char c)
{
    switch (c) {
    case 'b':
        return u'\b';
    case 'f':
        return u'\f';
    case 'n':
        return u'\n';
    case 'r':
        return u'\r';
    case 't':
        return u'\t';
    default: // quote, backslash and slash; Qt takes any other letter for itself too
        return static_cast<unsigned char>(c);
    }
}

// The text between two quotes.
std::optional<QString> unescape(Byte at, Byte end)
{
    // QString::fromUtf8 would drop a byte order mark at the beginning of each stretch.
    QStringDecoder decode(
        QStringDecoder::Utf8, QStringDecoder::Flag::Stateless | QStringDecoder::Flag::ConvertInitialBom);
    QString text = QStringLiteral(""); // an empty string is not an absent one
    while (at != end) {
        auto *slash = static_cast<Byte>(std::memchr(at, '\\', static_cast<std::size_t>(end - at)));
        Byte plainEnd = slash ? slash : end;
        text += QString(decode(QByteArrayView(at, plainEnd - at)));
        if (!slash)
            break;
        if (end - slash < 2)
            return std::nullopt;
        if (slash[1] == 'u') {
            const auto unit = unicodeEscape(slash + 2, end);
            if (!unit)
                return std::nullopt;
            text += QChar(*unit);
            at = slash + 6;
        } else {
            text += QChar(simpleEscape(slash[1]));
            at = slash + 2;
        }
    }
    return text;
}

bool isMember(Byte begin, Byte end, QByteArrayView member)
{
    const QByteArrayView name(begin, end - begin);
    if (!std::memchr(begin, '\\', static_cast<std::size_t>(end - begin)))
        return name == member;
    const auto text = unescape(begin, end);
    return text && *text == QString::fromUtf8(member);
}

} // namespace

std::optional<QString> topLevelString(QByteArrayView json, QByteArrayView member)
{
    Byte at = json.data();
    Byte end = at + json.size();
    if (json.startsWith("\xef\xbb\xbf")) // QJsonDocument takes a byte order mark too
        at += 3;
    at = skipSpace(at, end);
    if (at == end || *at != '{')
        return std::nullopt;

    qsizetype depth = 0;
    bool expectsName = false; // in the top-level object, behind its brace or a comma
    bool isWanted = false; // behind the wanted name, up to the next comma
    std::optional<QString> found;
    for (; at != end; ++at) {
        switch (*at) {
        case '{':
        case '[':
            ++depth;
            expectsName = depth == 1;
            break;
        case '}':
        case ']':
            if (--depth == 0)
                return skipSpace(at + 1, end) == end ? found : std::nullopt;
            break;
        case ',':
            if (depth == 1) {
                expectsName = true;
                isWanted = false;
            }
            break;
        case '"': {
            Byte begin = at + 1;
            at = endOfString(begin, end);
            if (!at)
                return std::nullopt;
            if (depth != 1)
                break;
            if (expectsName) {
                expectsName = false;
                isWanted = isMember(begin, at, member);
                if (isWanted)
                    found.reset(); // an earlier one of the same name doesn't count
            } else if (isWanted) {
                found = unescape(begin, at);
            }
            break;
        }
        default:
            break;
        }
    }
    return std::nullopt; // the object has no end
}

} // namespace ivs
