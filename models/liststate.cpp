// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/liststate.h"

#include "models/timetext.h"

#include <QCoreApplication>
#include <QLocale>
#include <QStringList>

namespace {

QString say(const char *text) { return QCoreApplication::translate("ListState", text); }

} // namespace

bool ListState::isStale(const QDateTime &now) const
{
    return isWhole && staleAfter > 0 && asOf.secsTo(now) > staleAfter;
}

QString completenessText(
    const ListState &state, const QString &counted, const QString &shown, const QDateTime &now, const TimeText &times)
{
    if (state.phase == ListState::Phase::NotAsked)
        return {};
    QStringList parts;
    parts << (shown.isEmpty() ? counted : say("%1 of %2").arg(shown, counted));
    const auto asOf = [&] { return say("as of %1").arg(times.labelledTime(state.asOf)); };
    if (state.isRemembered) {
        // With the date: it may be another day's.
        parts << (state.rememberedAsOf.isValid()
                ? say("as remembered, as of %1").arg(times.labelled(state.rememberedAsOf))
                : say("as remembered, in part"));
    }
    switch (state.phase) {
    case ListState::Phase::NotAsked:
        break;
    case ListState::Phase::Loading:
        parts << say("page %1").arg(QLocale().toString(state.pages + 1));
        parts << (state.pagesPerSecond > 0
                ? say("loading at %1 pages/s").arg(QLocale().toString(state.pagesPerSecond, 'f', 1))
                : say("loading"));
        break;
    case ListState::Phase::Partial:
        parts << (state.pause == ListState::Pause::Bounded  ? say("partial: the latest")
                : state.pause == ListState::Pause::ByPerson ? say("partial: stopped by you")
                                                            : say("partial: paused while hidden"));
        break;
    case ListState::Phase::Complete:
        if (state.isFinal) {
            parts << say("complete and final, kept as of %1").arg(times.labelled(state.asOf));
            break;
        }
        if (!state.asOf.isValid()) { // nothing was asked: it is what the program itself did
            parts << say("complete");
            break;
        }
        parts << (state.isStale(now) ? say("stale, %1 old").arg(TimeText::age(state.asOf.secsTo(now)))
                                     : say("complete"))
                + QStringLiteral(" ") + asOf();
        if (state.refreshing)
            parts << say("refreshing, page %1").arg(QLocale().toString(state.pages + 1));
        break;
    case ListState::Phase::Failed:
        parts << (state.isWhole ? say("refresh failed, shown %1").arg(asOf()) : say("partial: loading failed"));
        break;
    }
    if (state.isOrdering())
        parts << (state.isFiltering ? say("filtering…") : say("sorting…"));
    return parts.join(QStringLiteral(" · "));
}
