// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/compositionfacts.h"
#include "models/errortext.h"
#include "models/plaintext.h"

#include <QCoreApplication>
#include <QHash>
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

/// What the row of that id is about, for rows that have nothing else to say.
inline QString subject(const QString &id)
{
    static const QHash<QString, const char *> known {
        {QStringLiteral("publishers"), QT_TRANSLATE_NOOP("CompositionChecks", "Who publishes")},
        {QStringLiteral("quota"), QT_TRANSLATE_NOOP("CompositionChecks", "Room for one more composition")},
        {QStringLiteral("channel"), QT_TRANSLATE_NOOP("CompositionChecks", "The channel")},
        {QStringLiteral("channel-encoder"), QT_TRANSLATE_NOOP("CompositionChecks", "The channel's encoder")},
        {QStringLiteral("recording-encoder"), QT_TRANSLATE_NOOP("CompositionChecks", "The recording's encoder")},
        {QStringLiteral("storage"), QT_TRANSLATE_NOOP("CompositionChecks", "The storage")},
        {QStringLiteral("featured"), QT_TRANSLATE_NOOP("CompositionChecks", "Who is featured")},
        {QStringLiteral("order"), QT_TRANSLATE_NOOP("CompositionChecks", "The order")},
        {QStringLiteral("pip"), QT_TRANSLATE_NOOP("CompositionChecks", "Who is the picture in picture")},
    };
    const char *words = known.value(id);
    return words ? say(words) : id;
}

inline CompositionCheck unknown(const CompositionCheck &check, const QString &words)
{
    return lit(check, CompositionCheck::Light::Unknown, QStringLiteral("%1: %2").arg(subject(check.id), words));
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
        return unknown(check, say("not checked yet."));
    if (asked.isAsking) {
        check.isAsking = true;
        return unknown(check, say("asking…"));
    }
    if (asked.error)
        return unknown(check, say("it could not be told. %1.").arg(explain(*asked.error).title));
    return asked.answer ? std::nullopt : std::optional(unknown(check, say("not checked yet.")));
}

/// The rows for the attributes that the layout of \a draft names; \a publishing: those of the facts who publish.
QList<CompositionCheck> attributeChecks(
    const CompositionDraft &draft, const CompositionFacts &facts, const QList<StagePublishers::Person> &publishing);

} // namespace checkparts
