// SPDX-License-Identifier: GPL-3.0-or-later
// 500 tokens minted from a CSV text against ivs-local, which enforces the service's 50 calls a second, and the rate at
// which they arrived there, sampled from its own count. Then 10,000 signed here by the same model, and how long the
// event loop stood at the worst meanwhile.
// usage: bench_mint [ROWS [SIGNED]]
#include "models/desk.h"
#include "models/keyacts.h"
#include "models/signingkeys.h"
#include "models/tokenbatch.h"
#include "tests/bench/stallmeter.h"
#include "tests/support/localservice.h"

#include <QCoreApplication>
#include <QElapsedTimer>

#include <algorithm>
#include <atomic>
#include <cstdio>
#include <thread>
#include <vector>

using namespace Qt::Literals::StringLiterals;

namespace {

struct Sample
{
    qint64 at; ///< ms
    int arrived;
};

/// The most that arrived within any stretch of a second or, where samples lie farther apart, a little more.
int mostInASecond(const std::vector<Sample> &samples)
{
    int most = 0;
    std::size_t first = 0;
    for (const Sample &sample : samples) {
        while (sample.at - samples[first].at > 1000)
            ++first;
        most = std::max(most, sample.arrived - samples[first].arrived);
    }
    return most;
}

QByteArray csvOf(int rows)
{
    QByteArray csv("\xef\xbb\xbfuser id;capabilities;duration;attributes\r\n");
    for (int i = 0; i < rows; ++i)
        csv +=
            "guest-" + QByteArray::number(i) + ";subscribe;2 h;\"role=guest; seat=" + QByteArray::number(i) + "\"\r\n";
    return csv;
}

/// Waits for what comes through the event loop.
template <typename Is>
void await(Is is)
{
    while (!is())
        QCoreApplication::processEvents(QEventLoop::WaitForMoreEvents);
}

/// Signs that many in one batch; whether all were.
bool sign(Workspace *workspace, const QString &stage, int rows)
{
    Undertaking *made = workspace->keyActs()->createPair({u"bench"_s, {}}, false);
    QString keyArn;
    QObject::connect(
        workspace->keyActs(), &KeyActs::imported, made, [&](const ivs::PublicKey &key) { keyArn = key.arn; });
    made->start();
    await([&] { return made->isFinished() && workspace->signingKeys()->isHere(keyArn); });
    TokenBatch batch(workspace);
    MintDraft defaults;
    defaults.stageArn = stage;
    defaults.keyArn = keyArn;
    batch.setDefaults(defaults);
    batch.read(csvOf(rows));
    int told = 0;
    QObject::connect(&batch, &TokenBatch::changed, &batch, [&told] { ++told; });
    StallMeter stalls;
    QElapsedTimer timer;
    timer.start();
    batch.start();
    const qint64 began = timer.elapsed();
    await([&] { return !batch.isRunning(); });
    const double took = double(timer.elapsed()) / 1000.0;
    std::printf("%s in %.2f s: %.0f a second on %d cores; start %lld ms, told %d times, longest turn %.1f ms\n",
        qPrintable(batch.summary()), took, rows / took, QThread::idealThreadCount(), static_cast<long long>(began),
        told, stalls.longestMs());
    return batch.count(TokenBatch::State::Minted) == rows;
}

} // namespace

int main(int argc, char **argv)
{
    QCoreApplication application(argc, argv);
    const int rows = argc > 1 ? std::atoi(argv[1]) : 500;
    const int toSign = argc > 2 ? std::atoi(argv[2]) : 10'000;
    local::Options options = LocalService::standing();
    options.rates = true;
    LocalService service(options);
    const QString stage = service.createStage(u"bench"_s);
    aws::SystemClock clock;
    Desk desk(QProcessEnvironment(), &clock);
    Workspace *workspace =
        desk.openLocal(service.endpoint(), service.region(), service.accessKeyId(), service.secretAccessKey());

    TokenBatch batch(workspace);
    MintDraft defaults;
    defaults.stageArn = stage;
    batch.setDefaults(defaults);
    QElapsedTimer timer;
    timer.start();
    batch.read(csvOf(rows));
    std::printf("read and checked %d rows in %lld ms\n", batch.total(), static_cast<long long>(timer.elapsed()));
    QObject::connect(&batch, &TokenBatch::finished, &application, &QCoreApplication::quit);

    // From a thread of its own: asking blocks.
    std::vector<Sample> samples;
    std::atomic<bool> running = true;
    timer.restart();
    std::thread watcher([&] {
        while (running) {
            const int arrived = service.arrived(u"CreateParticipantToken"_s);
            samples.push_back({timer.elapsed(), arrived});
            std::this_thread::sleep_for(std::chrono::milliseconds(20));
        }
    });
    batch.start();
    QCoreApplication::exec();
    const qint64 took = timer.elapsed();
    running = false;
    watcher.join();
    std::printf("%s in %.2f s: %.1f a second\n", qPrintable(batch.summary()), double(took) / 1000.0,
        double(batch.count(TokenBatch::State::Minted)) * 1000.0 / double(took));
    std::printf("arrived %d, carried out %d, most within one second %d (allowed 50)\n",
        service.arrived(u"CreateParticipantToken"_s), service.acted(u"CreateParticipantToken"_s),
        mostInASecond(samples));
    const bool isSigned = sign(workspace, stage, toSign);
    return isSigned && batch.count(TokenBatch::State::Minted) == rows ? 0 : 1;
}
