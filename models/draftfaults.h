// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/ivs/textrules.h"
#include "models/pairrows.h"

#include <QCoreApplication>

/// Gathers the faults of a draft below one path. Every member is looked at by itself, so that all faults show at once
/// and not one after the other.
class DraftFaults
{
public:
    explicit DraftFaults(const QString &path)
        : m_path(path)
    {
    }
    void add(QLatin1StringView member, const QString &message)
    {
        if (!message.isEmpty())
            found.append({m_path + member, message});
    }
    void number(QLatin1StringView member, int value, const ivs::Rule &rule)
    {
        if (value < rule.minimum || value > rule.maximum)
            add(member,
                QCoreApplication::translate("Draft", "must be %1, but is %2").arg(ivs::rangeText(rule)).arg(value));
    }
    /// Left out, it is the service's default and right.
    void number(QLatin1StringView member, const std::optional<int> &value, const ivs::Rule &rule)
    {
        if (value)
            number(member, *value, rule);
    }
    void text(QLatin1StringView member, const QString &value, const ivs::Rule &rule)
    {
        add(member, ivs::textProblem(value, rule));
    }
    /// One that has to be there.
    void chosen(QLatin1StringView member, const QString &value, const ivs::Rule &rule)
    {
        if (value.isEmpty())
            found.append({m_path + member, QCoreApplication::translate("Draft", "must be chosen"), true});
        else
            text(member, value, rule);
    }

    QList<DraftFault> found;

private:
    QString m_path;
};
