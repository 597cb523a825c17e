// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/aws/call.h"

#include <QEventLoop>
#include <QTest>
#include <QTimer>

#include <optional>

/// An Error in one line, for a failed test.
inline QByteArray describe(const aws::Error &error)
{
    return (aws::errorKindName(error.kind)
        + QStringLiteral(" (layer %1, HTTP %2) %3 %4 %5")
              .arg(int(error.layer))
              .arg(error.httpStatus)
              .arg(error.code, error.field, error.message))
        .toUtf8();
}

template <typename T>
QByteArray describe(const aws::Result<T> &result)
{
    return result ? QByteArray("a value") : describe(result.error());
}

/// Fails the test with the error's words unless \a result holds a value.
#define QVERIFY_RESULT(result)                                                                                         \
    do {                                                                                                               \
        const auto &checkedResult = (result);                                                                          \
        if (!QTest::qVerify(                                                                                           \
                checkedResult.has_value(), #result, describe(checkedResult).constData(), __FILE__, __LINE__))          \
            return;                                                                                                    \
    } while (false)

/// Fails the test unless \a result is an error of \a errorKind.
#define QVERIFY_KIND(result, errorKind)                                                                                \
    do {                                                                                                               \
        const auto &checkedResult = (result);                                                                          \
        if (!QTest::qVerify(!checkedResult.has_value() && checkedResult.error().kind == (errorKind), #result,          \
                describe(checkedResult).constData(), __FILE__, __LINE__))                                              \
            return;                                                                                                    \
    } while (false)

/// Where the result of a call will be. The call may outlive it.
template <typename T>
class Awaited
{
public:
    explicit Awaited(aws::Call<T> *call)
    {
        call->then(&m_guard, [this](const aws::Result<T> &result) {
            ++m_count;
            m_result = result;
        });
    }

    bool isThere() const { return m_result.has_value(); }
    int count() const { return m_count; }
    const aws::Result<T> &operator*() const { return *m_result; }
    const aws::Result<T> *operator->() const { return &*m_result; }

private:
    QObject m_guard;
    int m_count = 0;
    std::optional<aws::Result<T>> m_result;
};

/// Runs the event loop until the call's result is there; an error when it does not come within ten seconds.
template <typename T>
aws::Result<T> awaited(aws::Call<T> *call)
{
    aws::Result<T> got = tl::unexpected(aws::Error::unreadable({}, QStringLiteral("no result within ten seconds")));
    QEventLoop loop;
    call->then(&loop, [&](const aws::Result<T> &result) {
        got = result;
        loop.quit();
    });
    QTimer::singleShot(10000, &loop, &QEventLoop::quit);
    loop.exec();
    return got;
}
