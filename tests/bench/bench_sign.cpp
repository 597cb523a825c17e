// SPDX-License-Identifier: GPL-3.0-or-later
// How fast tokens are signed, and whether the event loop notices. Prints one line of JSON for one thread and one for
// the program's own way. CPU seconds tell more than the others where the machine has other work.
// usage: bench_sign [TOKENS]
#include "models/aws/clock.h"
#include "models/aws/writeguard.h"
#include "models/tokensigner.h"
#include "tests/bench/stallmeter.h"

#include <QCoreApplication>
#include <QJsonDocument>
#include <QJsonObject>
#include <QThread>

#include <cstdio>
#include <ctime>

using namespace Qt::Literals::StringLiterals;

namespace {

double cpuSeconds() { return double(std::clock()) / CLOCKS_PER_SEC; }

void print(QJsonObject line)
{
    std::puts(QJsonDocument(line).toJson(QJsonDocument::Compact).constData());
    std::fflush(stdout);
}

} // namespace

int main(int argc, char **argv)
{
    QCoreApplication application(argc, argv);
    const int count = argc > 1 ? QString::fromLocal8Bit(argv[1]).toInt() : 10'000;
    const ivs::es384::PrivateKey key = ivs::es384::PrivateKey::generate();
    const QString keyArn = u"arn:aws:ivs:eu-west-1:123456789012:public-key/Xy12Xy12Xy12"_s;
    const QDateTime now = QDateTime::currentDateTimeUtc();
    QList<TokenSigner::Claims> claims;
    for (int i = 0; i < count; ++i) {
        claims.append(
            ivs::ParticipantClaims {ivs::newTokenId(), u"arn:aws:ivs:eu-west-1:123456789012:stage/AbCdef1G2hij"_s,
                u"wss://global.events.live-video.net"_s, u"https://1a2b.global-bm.whip.live-video.net"_s,
                u"guest-%1"_s.arg(i), {{u"seat"_s, QString::number(i)}}, true, true, now, now.addSecs(12 * 3600)});
    }

    QElapsedTimer timer;
    timer.start();
    double cpu = cpuSeconds();
    for (const TokenSigner::Claims &each : std::as_const(claims)) {
        if (!ivs::signedToken(key, keyArn, std::get<ivs::ParticipantClaims>(each)))
            return 1;
    }
    print({{u"tokens"_s, count}, {u"threads"_s, 1}, {u"seconds"_s, double(timer.elapsed()) / 1000},
        {u"cpu_seconds"_s, cpuSeconds() - cpu}});

    aws::SystemClock clock;
    aws::WriteGuard guard(&clock);
    TokenSigner signer(&guard);
    QObject::connect(&signer, &TokenSigner::finished, &application, &QCoreApplication::quit);
    StallMeter meter;
    timer.start();
    cpu = cpuSeconds();
    if (!signer.start(key, keyArn, claims))
        return 1;
    QCoreApplication::exec();
    print({{u"tokens"_s, signer.done()}, {u"threads"_s, QThread::idealThreadCount()},
        {u"seconds"_s, double(timer.elapsed()) / 1000}, {u"cpu_seconds"_s, cpuSeconds() - cpu},
        {u"longest_stall_ms"_s, meter.longestMs()}});
    return signer.wasCanceled() ? 1 : 0;
}
