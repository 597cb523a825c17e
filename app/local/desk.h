// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/local/pager.h"
#include "app/local/simulation.h"
#include "models/ivs/pages.h"

#include <QJsonObject>

namespace local {

/// What a handler works with: the world, its rules, and the question it answers.
struct Desk
{
    Simulation &simulation;
    World &world;
    const Pager &pager;
    QByteArray operation;
    QJsonObject question;
    bool emptyPage = false; ///< a fault: the page comes without items, the next one begins where this one would have

    tl::unexpected<Refusal> refuse(const Refusal &refusal) const { return tl::unexpected(refusal); }
    QString tokenAt(quint64 place) const { return pager.token(operation, question, place); }
};

/// Where a page begins and how many items it may have.
struct PageStart
{
    quint64 place = 0;
    qsizetype size = 0;
};

constexpr int kPageDefault = 50;
constexpr int kPageLarge = 100; ///< default of compositions and encoder configurations

template <typename Request>
Outcome<PageStart> openPage(const Desk &desk, const Request &request, int defaultSize = kPageDefault)
{
    const Outcome<quint64> place = desk.pager.place(desk.operation, desk.question, request.nextToken);
    if (!place)
        return tl::unexpected(place.error());
    return PageStart {*place, desk.emptyPage ? 0 : request.maxResults.value_or(defaultSize)};
}

/// A page of the records of a table that \a accepts, each as \a summarize tells it.
template <typename Response, typename T, typename Request, typename Accept, typename Summarize>
Outcome<Response> pageOf(const Desk &desk, const Table<T> &table, const Request &request, int defaultSize,
    Accept accepts, Summarize summarize)
{
    const Outcome<PageStart> start = openPage(desk, request, defaultSize);
    if (!start)
        return tl::unexpected(start.error());
    Response response;
    auto &items = ivs::PageOf<Response>::items(response);
    quint64 last = start->place;
    for (auto it = table.after(start->place); it != table.end(); ++it) {
        if (!accepts(**it))
            continue;
        if (items.size() == start->size) {
            response.nextToken = desk.tokenAt(last);
            break;
        }
        items.append(summarize(**it));
        last = (*it)->serial;
    }
    return response;
}

inline Refusal noSuch(const QString &kind, const QString &name)
{
    return Refusal::notFound(QStringLiteral("%1 %2 was not found").arg(kind, name));
}

/// An empty text as an absent member.
inline QString orAbsent(const QString &text) { return text.isEmpty() ? QString() : text; }

} // namespace local
