// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace ivs {

/// What is wrong with one member, found deep inside a structure. The path is put together only on the way out, so that
/// reading what is right costs nothing.
struct FieldFault
{
    QString path; ///< as `stages[3].arn`, empty for the structure itself
    QString message; ///< as `is missing`

    void prependMember(QLatin1StringView name) { prepend(QString(name)); }
    void prependIndex(qsizetype index) { prepend(QStringLiteral("[%1]").arg(index)); }
    void prependKey(const QString &key) { prepend(key); }

private:
    void prepend(const QString &head)
    {
        const bool joined = path.isEmpty() || path.startsWith(QLatin1Char('['));
        path = joined ? head + path : head + QLatin1Char('.') + path;
    }
};

} // namespace ivs
