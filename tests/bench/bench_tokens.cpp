// SPDX-License-Identifier: GPL-3.0-or-later
// Times the register of issued tokens and its list, watched, in a store of its own: tokens that are added one by one,
// half of them expiring in the same second while somebody looks, a filter, a sort, what a list of participants tells of
// all of them, and a start that recalls them. Prints a line of JSON for each: milliseconds until it is shown, and the
// longest the event loop stood meanwhile.
// usage: bench_tokens [--tokens N]
#include "models/desk.h"
#include "models/tokenmodel.h"
#include "tests/bench/stallmeter.h"
#include "tests/support/localservice.h"

#include <QCommandLineParser>
#include <QCoreApplication>
#include <QJsonDocument>
#include <QJsonObject>
#include <QProcessEnvironment>
#include <QTemporaryDir>

#include <cstdio>

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr int kSlice = 100; // tokens of a turn: they come from threads that sign

template <typename Done>
bool turnUntil(Done done)
{
    QElapsedTimer timer;
    timer.start();
    while (!done()) {
        if (timer.elapsed() > 60'000)
            return false;
        QCoreApplication::processEvents(QEventLoop::WaitForMoreEvents);
    }
    return true;
}

template <typename Act, typename Done>
void measure(const QString &what, int rows, Act act, Done done)
{
    StallMeter meter;
    QCoreApplication::processEvents();
    QElapsedTimer timer;
    timer.start();
    act();
    const bool good = turnUntil(done);
    const double ms = double(timer.nsecsElapsed()) / 1e6;
    // The meter's own turn, after what was the last.
    QElapsedTimer rest;
    rest.start();
    while (rest.elapsed() < 20)
        QCoreApplication::processEvents(QEventLoop::WaitForMoreEvents);
    const QJsonObject line {{u"what"_s, what}, {u"tokens"_s, rows}, {u"ms"_s, ms},
        {u"longest_stall_ms"_s, meter.longestMs()}, {u"done"_s, good}};
    std::puts(QJsonDocument(line).toJson(QJsonDocument::Compact).constData());
}

std::unique_ptr<Desk> open(
    const LocalService &service, const QTemporaryDir &home, aws::Clock *clock, Workspace **workspace)
{
    QProcessEnvironment environment;
    environment.insert(u"HOME"_s, home.path());
    environment.insert(u"AWS_ACCESS_KEY_ID"_s, service.accessKeyId());
    environment.insert(u"AWS_SECRET_ACCESS_KEY"_s, service.secretAccessKey());
    environment.insert(u"AWS_ACCOUNT_ID"_s, u"123456789012"_s);
    auto desk = std::make_unique<Desk>(environment, clock);
    desk->setStoreFolder(home.filePath(u"stagedesk"_s));
    const auto opened = desk->open({.choice = {.region = service.region(), .endpointUrl = service.endpoint()}});
    *workspace = opened ? *opened : nullptr;
    return desk;
}

} // namespace

int main(int argc, char **argv)
{
    QCoreApplication application(argc, argv);
    QCommandLineParser parser;
    parser.addOption({u"tokens"_s, u"How many."_s, u"N"_s, u"10000"_s});
    parser.process(application);
    const int count = parser.value(u"tokens"_s).toInt();
    const QTemporaryDir home;
    LocalService service;
    aws::SystemClock clock;
    Workspace *workspace = nullptr;
    std::unique_ptr<Desk> desk = open(service, home, &clock, &workspace);
    if (!workspace)
        return 1;
    TokenRegister *tokens = workspace->tokenRegister();
    TokenModel *list = workspace->issuedTokens();
    list->setWatched(true);
    list->sort(TokenModel::Issued, Qt::DescendingOrder);
    turnUntil([&] { return !tokens->isReading(); });

    const QDateTime now = clock.now();
    int next = 0;
    const auto addSome = [&] {
        for (const int end = std::min(count, next + kSlice); next < end; ++next) {
            MintedToken token;
            token.participantId = u"participant-%1"_s.arg(next);
            token.stageArn = u"arn:aws:ivs:us-east-1:123456789012:stage/abcdefghijkl"_s;
            token.stageName = u"evening"_s;
            token.userId = u"guest-%1"_s.arg(next % 997);
            token.attributes = {{u"role"_s, u"guest"_s}, {u"seat"_s, QString::number(next)}};
            token.subscribe = true;
            token.issued = now.addMSecs(next);
            token.expires = next % 2 == 0 ? now.addDays(1) : now.addSecs(15);
            token.how = MintedToken::How::OwnKey;
            tokens->add({token});
        }
    };
    QTimer adding;
    QObject::connect(&adding, &QTimer::timeout, &adding, [&] {
        addSome();
        if (next >= count)
            adding.stop();
    });
    measure(
        u"added one by one"_s, count, [&] { adding.start(0); }, [&] { return list->rowCount() == count; });
    measure(
        u"filter: a word"_s, count, [&] { list->setFilterText(u"guest-7"_s); },
        [&] { return !list->state().isOrdering(); });
    measure(
        u"filter: none"_s, count, [&] { list->setFilterText({}); }, [&] { return !list->state().isOrdering(); });
    measure(
        u"sorted by user id"_s, count, [&] { list->sort(TokenModel::UserId); },
        [&] { return !list->state().isOrdering(); });
    const auto told = [&list](int token, TokenState state) {
        const int row = list->rowOfKey(u"participant-%1"_s.arg(token));
        return list->index(row, TokenModel::State).data().toString() == TokenModel::stateText(state);
    };
    service.control(u"advance"_s, {{u"seconds"_s, 60}});
    measure(
        u"half of them expire"_s, count, [&] { workspace->stages()->setWatched(true); },
        [&] { return told(1, TokenState::Expired); });
    QHash<QString, TokenUse> uses;
    for (int i = 0; i < count; ++i)
        uses.insert(u"participant-%1"_s.arg(i), {TokenUse::Kind::Joined, now, now, u"st-1"_s});
    measure(
        u"all of them joined"_s, count, [&] { tokens->learn(uses); },
        [&] { return told(count - 1, TokenState::Joined); });
    desk.reset();
    desk = open(service, home, &clock, &workspace);
    if (!workspace)
        return 1;
    list = workspace->issuedTokens();
    list->setWatched(true);
    measure(
        u"recalled at a start"_s, count, [] {},
        [&] { return list->rowCount() == count && !workspace->tokenRegister()->isReading(); });
    return 0;
}
