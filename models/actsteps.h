// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/aws/caller.h"
#include "models/ivs/client.h"

#include <QJsonDocument>
#include <QJsonObject>

/// What the steps of an Undertaking are made of: calls turned into calls of another value, and calls in a row.
namespace actsteps {

/// \a outer ends as \a inner does when somebody aborts it or takes it back.
template <typename T>
void adopt(aws::Call<T> *outer, aws::CallBase *inner)
{
    outer->onAbort([inner = QPointer(inner)] {
        if (inner)
            inner->abort();
    });
    outer->onRecall([inner = QPointer(inner)] { return inner && inner->recall(); });
}

/// The call's value turned into another.
template <typename To, typename From, typename Fn>
aws::Call<To> *mapped(aws::Call<From> *call, Fn fn)
{
    auto *outer = new aws::Call<To>;
    adopt(outer, call);
    call->then(outer, [outer, fn = std::move(fn)](const aws::Result<From> &result) { outer->finish(fn(result)); });
    return outer;
}

/// Only whether it was done.
template <typename From>
aws::Call<aws::Nothing> *done(aws::Call<From> *call)
{
    return mapped<aws::Nothing>(call, [](const aws::Result<From> &result) -> aws::Result<aws::Nothing> {
        if (!result)
            return tl::unexpected(result.error());
        return aws::Nothing();
    });
}

/// The call, and when it has ended the one that \a next makes of its result; null: it ends there, as done. Canceled
/// when \a guard is gone by then.
template <typename From, typename Next>
aws::Call<aws::Nothing> *chained(aws::Call<From> *call, QObject *guard, Next next)
{
    auto *outer = new aws::Call<aws::Nothing>;
    adopt(outer, call);
    call->then(outer, [outer, guard = QPointer(guard), next = std::move(next)](const aws::Result<From> &result) {
        if (!guard || (!result && result.error().isCanceled())) {
            outer->finish(tl::unexpected(aws::Error::canceled()));
            return;
        }
        aws::Call<aws::Nothing> *following = next(result);
        if (!following) {
            outer->finish(aws::Nothing());
            return;
        }
        adopt(outer, following);
        following->then(outer, [outer](const aws::Result<aws::Nothing> &end) { outer->finish(end); });
    });
    return outer;
}

/// Whether a resource is gone, by the read of it that \a call is.
template <typename From>
aws::Call<bool> *isGone(aws::Call<From> *call)
{
    return mapped<bool>(call, [](const aws::Result<From> &result) -> aws::Result<bool> {
        if (result)
            return false;
        if (result.error().kind == aws::ErrorKind::NotFound)
            return true;
        return tl::unexpected(result.error());
    });
}

/// The note lies ready while this lives; a request that is refused before it is sent leaves none behind.
class Noted final
{
public:
    Noted(ivs::Client *client, const QJsonObject &before, quint64 undoes = 0)
        : m_caller(client->caller())
    {
        const QByteArray text = before.isEmpty() ? QByteArray() : QJsonDocument(before).toJson(QJsonDocument::Compact);
        m_caller->setNote({text, undoes});
    }
    ~Noted() { m_caller->setNote({}); }
    Q_DISABLE_COPY_MOVE(Noted)

private:
    aws::Caller *m_caller;
};

/// Everything that \a wanted asks for stands in \a found; an absent member, an empty text and null are the same.
bool covers(const QJsonValue &found, const QJsonValue &wanted);

/// The members of \a present that \a wanted names, as they are; null where one is absent.
QJsonObject membersOf(const QJsonObject &present, const QJsonObject &wanted, const QStringList &except);

} // namespace actsteps
