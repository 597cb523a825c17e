// SPDX-License-Identifier: GPL-3.0-or-later
// What a keystroke in the palette costs with a session of many participants loaded: each prefix of a few texts is
// searched for, as it is typed. Prints one line of JSON a text. usage: bench_find [PARTICIPANTS]
#include "models/desk.h"
#include "models/finder.h"
#include "tests/support/localservice.h"

#include <QCoreApplication>
#include <QElapsedTimer>
#include <QJsonDocument>
#include <QJsonObject>

#include <algorithm>
#include <cstdio>

using namespace Qt::Literals::StringLiterals;

namespace {

bool waitFor(const ListModel *list)
{
    QElapsedTimer timer;
    timer.start();
    while (list->state().phase != ListState::Phase::Complete) {
        if (timer.elapsed() > 600'000 || list->state().phase == ListState::Phase::Failed)
            return false;
        QCoreApplication::processEvents(QEventLoop::WaitForMoreEvents, 50);
    }
    return true;
}

} // namespace

int main(int argc, char **argv)
{
    QCoreApplication application(argc, argv);
    local::Options options = LocalService::standing(u"scale"_s);
    options.participants = argc > 1 ? QString::fromLocal8Bit(argv[1]).toInt() : 100'000;
    LocalService service(options);
    aws::SystemClock clock;
    Desk desk(QProcessEnvironment(), &clock);
    desk.governor()->setShares({.unlimited = true});
    Workspace *workspace =
        desk.openLocal(service.endpoint(), service.region(), service.accessKeyId(), service.secretAccessKey());
    workspace->stages()->setWatched(true);
    if (!waitFor(workspace->stages()) || workspace->stages()->rowCount() == 0)
        return 1;
    const QString stage = workspace->stages()->keyAt(0);
    workspace->sessions()->setStage(stage);
    workspace->sessions()->setWatched(true);
    if (!waitFor(workspace->sessions()) || workspace->sessions()->rowCount() == 0)
        return 1;
    workspace->participants()->setSession(stage, workspace->sessions()->keyAt(0), false);
    workspace->participants()->setWatched(true);
    if (!waitFor(workspace->participants()))
        return 1;
    const auto &people = workspace->participants()->records();
    const QString last = people.back().userId;
    for (const QString &text : {u"e"_s, last, people.back().participantId, u"anna x"_s, u"no such user"_s}) {
        Finder finder(&desk);
        double longest = 0;
        double sum = 0;
        for (qsizetype length = 1; length <= text.size(); ++length) {
            QElapsedTimer timer;
            timer.start();
            finder.setText(text.left(length));
            const double ms = double(timer.nsecsElapsed()) / 1e6;
            longest = std::max(longest, ms);
            sum += ms;
        }
        const QJsonObject line {{u"participants"_s, int(people.size())}, {u"text"_s, text},
            {u"keystrokes"_s, int(text.size())}, {u"longest_ms"_s, longest}, {u"mean_ms"_s, sum / double(text.size())},
            {u"results"_s, finder.model()->resultCount()}};
        std::puts(QJsonDocument(line).toJson(QJsonDocument::Compact).constData());
        std::fflush(stdout);
    }
    return 0;
}
