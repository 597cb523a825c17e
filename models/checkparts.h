// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/compositionfacts.h"
#include "models/errortext.h"
#include "models/plaintext.h"

#include <QCoreApplication>
#include <QLocale>

#include <algorithm>

/// What the judgements of CompositionFacts are made of.
namespace checkparts {

inline QString say(const char *text) { return QCoreApplication::translate("CompositionChecks", text); }

inline QString number(qint64 count) { return QLocale().toString(count); }

/// A row about one member of the request.
inline CompositionCheck row(const QString &id, const QString &path)
{
    CompositionCheck check;
    check.id = id;
    check.path = path;
    return check;
}

inline CompositionCheck lit(
    CompositionCheck check, CompositionCheck::Light light, const QString &words, const QString &mend = {})
{
    check.light = light;
    check.words = words;
    check.mend = mend;
    return check;
}

inline CompositionCheck failed(const CompositionCheck &check, const aws::Error &error)
{
    return lit(check, CompositionCheck::Light::Unknown, say("It could not be told: %1.").arg(explain(error).title));
}

inline QString shownName(const StagePublishers::Person &person)
{
    return shownText(person.userId.isEmpty() ? person.participantId : person.userId);
}

/// The first names of \a people, and how many more there are.
inline QString shownNames(const QList<StagePublishers::Person> &people)
{
    constexpr qsizetype most = 3;
    QStringList names;
    for (const StagePublishers::Person &person : people.first(std::min(people.size(), most)))
        names << shownName(person);
    const QString joined = names.join(QStringLiteral(", "));
    return people.size() <= most ? joined : say("%1 and %2 more").arg(joined, number(people.size() - most));
}

/// Where the answer is not there, what there is to say in its place.
template <typename T>
std::optional<CompositionCheck> withoutAnswer(CompositionCheck check, const Asked<T> &asked, const QString &about)
{
    if (asked.about != about)
        return lit(check, CompositionCheck::Light::Unknown, say("Not checked yet."));
    if (asked.isAsking) {
        check.isAsking = true;
        return lit(check, CompositionCheck::Light::Unknown, say("Asking…"));
    }
    if (asked.error)
        return failed(check, *asked.error);
    return asked.answer ? std::nullopt
                        : std::optional(lit(check, CompositionCheck::Light::Unknown, say("Not checked yet.")));
}

/// The rows for the attributes that the layout of \a draft names; \a publishing: those of the facts who publish.
QList<CompositionCheck> attributeChecks(
    const CompositionDraft &draft, const CompositionFacts &facts, const QList<StagePublishers::Person> &publishing);

} // namespace checkparts
