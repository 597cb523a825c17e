// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/aws/caller.h"
#include "models/ivs/client.h"
#include "models/undertaking.h"

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

/// Whether it was done, by the read that \a call is: \a is tells it from the answer.
template <typename From, typename Is>
aws::Call<bool> *readBack(aws::Call<From> *call, Is is)
{
    return mapped<bool>(call, [is = std::move(is)](const aws::Result<From> &result) -> aws::Result<bool> {
        if (!result)
            return tl::unexpected(result.error());
        return is(*result);
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

/// The act that a step belongs to, set once it is made; empty when it is gone.
using By = std::shared_ptr<QPointer<Undertaking>>;

/// The step that makes something new with the call of \a send: \a made is told the answer and the act. Nothing settles
/// it: a second one would be another resource.
template <typename Send, typename Made>
Undertaking::Step creation(const QString &name, const QString &whereToLook, const By &by, Send send, Made made)
{
    Undertaking::Step step;
    step.key = name;
    step.words = name.isEmpty() ? Undertaking::tr("(no name)") : name;
    step.whereToLook = whereToLook;
    step.write = [by, send = std::move(send), made = std::move(made)] {
        return mapped<aws::Nothing>(send(), [by, made](const auto &answer) -> aws::Result<aws::Nothing> {
            if (!answer)
                return tl::unexpected(answer.error());
            if (*by)
                made(*answer, by->data());
            return aws::Nothing();
        });
    };
    return step;
}

/// The step that changes the resource \a arn with the call of \a send. \a was is kept for undo, see membersOf();
/// \a settle reads back whether it was done.
template <typename Send, typename Settle>
Undertaking::Step change(
    const QString &arn, const QString &words, ivs::Client *client, const QJsonObject &was, Send send, Settle settle)
{
    Undertaking::Step step;
    step.key = arn;
    step.words = words;
    step.write = [client, was, send = std::move(send)] {
        const Noted note(client, was);
        return done(send());
    };
    step.settle = std::move(settle);
    return step;
}

/// What stood under these tag keys, for undo: `{"tags": {key: value or null}}`; empty when it is not known.
using TagsBefore = std::function<QJsonObject(const QStringList &keys)>;

/// Sets \a set on the resource, then takes \a removed away. Each of the two writes keeps what it replaces itself, so
/// that it can be undone by itself. Null when there is nothing to do; canceled when \a guard goes in between.
aws::Call<aws::Nothing> *writeTags(ivs::Client *client, QObject *guard, const QString &arn,
    const QMap<QString, QString> &set, const QStringList &removed, const TagsBefore &before, quint64 undoes = 0);

/// Everything that \a wanted asks for stands in \a found; an absent member, an empty text and null are the same.
bool covers(const QJsonValue &found, const QJsonValue &wanted);

/// The members of \a present that \a wanted names, as they are; null where one is absent.
QJsonObject membersOf(const QJsonObject &present, const QJsonObject &wanted, const QStringList &except);

} // namespace actsteps
