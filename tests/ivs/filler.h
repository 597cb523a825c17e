// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/ivs/shapes.h"

#include <QDateTime>

/// Gives every member of a structure, and of all structures in it, a value of its own, so that two members that are
/// mixed up are found out.
class Filler
{
public:
    template <typename S>
    S structure()
    {
        S value;
        ivs::forEachMember<S>([&](const auto &member) {
            fill(&(value.*member.pointer));
            return true;
        });
        return value;
    }

private:
    int next() { return ++m_count; }

    void fill(QString *out) { *out = QStringLiteral("text %1").arg(next()); }
    void fill(std::optional<int> *out) { *out = next(); }
    void fill(std::optional<double> *out) { *out = next() + 0.5; }
    void fill(std::optional<bool> *out) { *out = next() % 2 == 0; }
    void fill(QDateTime *out) { *out = QDateTime::fromMSecsSinceEpoch(1'700'000'000'000 + next(), Qt::UTC); }
    void fill(QMap<QString, QString> *out)
    {
        const int number = next();
        out->insert(QStringLiteral("key %1").arg(number), QStringLiteral("value %1").arg(number));
        out->insert(QStringLiteral("empty %1").arg(number), QStringLiteral(""));
    }
    template <typename E>
    void fill(ivs::Enum<E> *out)
    {
        *out = static_cast<E>(next() % static_cast<int>(ivs::EnumWords<E>::words.size()));
    }
    template <typename S>
    requires requires { ivs::Shape<S>::name; }
    void fill(S *out) { *out = structure<S>(); }
    template <typename S>
    requires requires { ivs::Shape<S>::name; }
    void fill(std::optional<S> *out) { *out = structure<S>(); }
    template <typename Item>
    void fill(QList<Item> *out)
    {
        fill(&out->emplaceBack());
        fill(&out->emplaceBack());
    }

    int m_count = 0;
};
