// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/aws/result.h"

#include <QObject>
#include <QTimer>

#include <functional>
#include <optional>
#include <utility>

namespace aws {

/// The part of a call that does not depend on its value. See Call.
class CallBase : public QObject
{
    Q_OBJECT

public:
    /// Without a \a parent the application is the parent: the result must reach the asker even when the object that
    /// made the call is gone.
    explicit CallBase(QObject *parent = nullptr);

    /// The result is there. It may not have been delivered yet.
    bool isFinished() const { return m_finished; }
    /// Ends the call with ErrorKind::Canceled and stops the work behind it. Nothing when it is finished.
    void abort();
    /// Takes the call back if that is certain to leave everything as it was: it ends with ErrorKind::Canceled. False
    /// when the request is on its way or may have been acted on; the call goes on then.
    bool recall();
    /// How recall() asks the work behind the call; it ends the call itself. Without it nothing can be taken back.
    void onRecall(std::function<bool()> recall) { m_recall = std::move(recall); }
    /// What abort() does to the work behind the call: runs at most once, before the result is set.
    void onAbort(std::function<void()> stop) { m_stop = std::move(stop); }

Q_SIGNALS:
    /// Always from the event loop, once.
    void finished();

protected:
    virtual void cancelResult() = 0;
    void settle(); ///< the result is stored: deliver it from the event loop, then delete this
    bool isDelivered() const { return m_delivered; }

private:
    std::function<void()> m_stop;
    std::function<bool()> m_recall;
    bool m_finished = false;
    bool m_delivered = false;
};

/// One call in flight. It ends exactly once, with a value or an Error, and the result always arrives through the
/// event loop, also for a then() that comes after the end. It deletes itself one turn after delivery: keep it in a
/// QPointer. QFuture::then(context, …) is not used because on Qt 6.4 it aborts when the context dies first.
template <typename T>
class Call final : public CallBase
{
public:
    using CallBase::CallBase;

    /// \a fn(const Result<T> &) runs once, from the event loop; not at all once \a guard is gone.
    template <typename Fn>
    void then(QObject *guard, Fn &&fn)
    {
        if (isDelivered()) {
            // The copy outlives this object, which may go before the turn comes.
            QTimer::singleShot(0, guard, [result = *m_result, fn = std::forward<Fn>(fn)]() mutable { fn(result); });
            return;
        }
        connect(this, &CallBase::finished, guard,
            [this, fn = std::forward<Fn>(fn)]() mutable { fn(std::as_const(*m_result)); });
    }

    /// The result once isFinished(), for those who pass it on; null before.
    const Result<T> *result() const { return m_result ? &*m_result : nullptr; }

    /// Sets the result. The first one counts: a late answer to an aborted call is dropped.
    void finish(Result<T> result)
    {
        if (isFinished())
            return;
        m_result = std::move(result);
        settle();
    }

    /// A call that is finished from the start.
    static Call *ready(Result<T> result, QObject *parent = nullptr)
    {
        auto *call = new Call(parent);
        call->finish(std::move(result));
        return call;
    }

protected:
    void cancelResult() override { m_result = tl::unexpected(Error::canceled()); }

private:
    std::optional<Result<T>> m_result;
};

} // namespace aws
