// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/local/random.h"

using namespace Qt::Literals::StringLiterals;

namespace local {

QString Random::pick(QLatin1StringView alphabet, int length)
{
    QString text(length, Qt::Uninitialized);
    for (QChar &c : text)
        c = alphabet[below(int(alphabet.size()))];
    return text;
}

QString Random::id(int length)
{
    return pick(QLatin1StringView("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789"), length);
}

QString Random::hex(int length) { return pick(QLatin1StringView("0123456789abcdef"), length); }

QString Random::uuid()
{
    return hex(8) + u'-' + hex(4) + u"-4"_s + hex(3) + u'-' + pick(QLatin1StringView("89ab"), 1) + hex(3) + u'-'
        + hex(12);
}

} // namespace local
