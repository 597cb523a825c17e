// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/tokensigner.h"

#include "models/aws/writeguard.h"

#include <QElapsedTimer>

#include <algorithm>
#include <atomic>
#include <vector>

namespace {

constexpr qint64 kBetweenNotices = 100; // ms

} // namespace

// Shared by the threads. Each takes the next index, and nobody else touches its outcome.
struct TokenSigner::Run
{
    Run(const ivs::es384::PrivateKey &privateKey, const QString &keyArn, const QList<Claims> &asked)
        : key(privateKey)
        , publicKeyArn(keyArn)
        , claims(asked)
        , outcomes(std::size_t(asked.size()))
    {
        clock.start();
    }

    const ivs::es384::PrivateKey key;
    const QString publicKeyArn;
    const QList<Claims> claims;
    std::vector<std::optional<Outcome>> outcomes;
    std::atomic<int> next = 0;
    std::atomic<int> done = 0;
    std::atomic<int> workers = 0;
    std::atomic<bool> canceled = false;
    QElapsedTimer clock;
    std::atomic<qint64> noticed = 0;
};

TokenSigner::TokenSigner(aws::WriteGuard *guard, QObject *parent)
    : QObject(parent)
    , m_guard(guard)
{
    connect(guard, &aws::WriteGuard::changed, this, [this] {
        if (m_guard->isReadOnly())
            cancel();
    });
}

TokenSigner::~TokenSigner()
{
    cancel();
    m_threads.waitForDone();
}

bool TokenSigner::start(const ivs::es384::PrivateKey &key, const QString &publicKeyArn, const QList<Claims> &claims)
{
    if (m_running || m_guard->isReadOnly())
        return false;
    // The last one of the run before may still be on its way out.
    m_threads.waitForDone();
    m_outcomes.clear();
    m_run = std::make_unique<Run>(key, publicKeyArn, claims);
    m_running = true;
    const int workers = int(std::clamp(claims.size(), qsizetype(1), qsizetype(m_threads.maxThreadCount())));
    m_run->workers = workers;
    for (int i = 0; i < workers; ++i)
        m_threads.start([this, run = m_run.get()] { work(run); });
    return true;
}

void TokenSigner::work(Run *run)
{
    for (int i = run->next++; i < int(run->claims.size()) && !run->canceled; i = run->next++) {
        run->outcomes[std::size_t(i)] =
            std::visit([run](const auto &claims) { return ivs::signedToken(run->key, run->publicKeyArn, claims); },
                run->claims[i]);
        ++run->done;
        const qint64 now = run->clock.elapsed();
        qint64 last = run->noticed;
        if (now - last >= kBetweenNotices && run->noticed.compare_exchange_strong(last, now))
            QMetaObject::invokeMethod(this, &TokenSigner::progressed, Qt::QueuedConnection);
    }
    if (--run->workers == 0)
        QMetaObject::invokeMethod(this, &TokenSigner::finish, Qt::QueuedConnection);
}

void TokenSigner::finish()
{
    m_outcomes = QList<std::optional<Outcome>>(m_run->outcomes.begin(), m_run->outcomes.end());
    m_run->outcomes.clear();
    m_running = false;
    Q_EMIT finished();
}

void TokenSigner::cancel()
{
    if (m_running)
        m_run->canceled = true;
}

bool TokenSigner::wasCanceled() const { return m_run && !m_running && m_run->done < int(m_run->claims.size()); }

int TokenSigner::total() const { return m_run ? int(m_run->claims.size()) : 0; }

int TokenSigner::done() const { return m_run ? m_run->done.load() : 0; }
