// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/compositiondraft.h"

#include <QJsonArray>

/// The person's templates of compositions, by name. Plain data: whoever keeps it keeps toJson().
class CompositionTemplates final
{
public:
    static constexpr int kMost = 200;

    /// In the order of the alphabet.
    const QList<CompositionTemplate> &all() const { return m_all; }
    /// By its name, whatever its case; null without one.
    const CompositionTemplate *find(const QString &name) const;
    /// Adds it, or replaces the one of that name. Returns what is wrong, a sentence, or nothing.
    QString put(const CompositionTemplate &one);
    void remove(const QString &name);
    /// Returns what is wrong, a sentence, or nothing: a name can't be given twice.
    QString rename(const QString &from, const QString &to);
    /// A name that none has: `evening`, else `evening 2` and so on.
    QString freeName(const QString &wanted) const;

    /// All of them, as they are kept.
    QByteArray toJson() const;
    /// Reads what toJson() wrote. One that is damaged is left out of all() and stays in toJson(): it may be of a later
    /// version.
    static CompositionTemplates fromJson(const QByteArray &json);
    /// Those of fromJson() that could not be read.
    int damaged() const { return int(m_unread.size()); }

private:
    QList<CompositionTemplate> m_all;
    QJsonArray m_unread;
};
