// SPDX-License-Identifier: GPL-3.0-or-later
// Writes to a store without end and prints what it reports as saved, for the test that kills it.
// usage: store_writer PATH FIRST      FIRST: number of the first entry
//        store_writer PATH hold       opens the store, prints `ready` or why not, and holds it
#include "models/store/store.h"

#include <QCoreApplication>
#include <QTimer>

#include <cstdio>

using namespace Qt::Literals::StringLiterals;

namespace {

void say(const QString &text)
{
    std::fputs((text + u'\n').toUtf8().constData(), stdout);
    std::fflush(stdout);
}

} // namespace

int main(int argc, char **argv)
{
    QCoreApplication application(argc, argv);
    const QStringList arguments = QCoreApplication::arguments();
    store::Store store(arguments.at(1), nullptr, 3);
    const auto failed = [&](const QString &why) {
        say(u"failed "_s + why);
        QCoreApplication::exit(1);
    };
    QObject::connect(&store, &store::Store::failed, &application, failed);
    if (arguments.at(2) == u"hold"_s) {
        QObject::connect(&store, &store::Store::opened, &application, [] { say(u"ready"_s); });
        return QCoreApplication::exec();
    }
    QObject::connect(&store, &store::Store::setAside, &application,
        [](const QString &, const QString &why) { say(u"aside "_s + why); });

    // Ticket 3n + 1 is journal entry n, 3n + 2 its result, 3n + 3 its participants.
    const int first = arguments.at(2).toInt();
    int next = first;
    const store::Place place {u"aws"_s, u"123456789012"_s, u"us-east-1"_s};
    QTimer timer;
    QObject::connect(&timer, &QTimer::timeout, &application, [&] {
        store::JournalEntry entry;
        entry.id = quint64(next) + 1;
        entry.time = QDateTime::fromSecsSinceEpoch(1'790'000'000 + next, Qt::UTC);
        entry.place = place;
        entry.operation = u"DeleteStage"_s;
        entry.parameters = "{\"n\":" + QByteArray::number(next) + '}';
        store.appendJournal(entry);
        store.appendJournalResult({entry.id, entry.time, store::Outcome::Done});
        ivs::ParticipantSummary one;
        one.participantId = u"p%1"_s.arg(next);
        one.userId = u"user-%1"_s.arg(next);
        store.putParticipants({place, u"arn:stage/a"_s, u"st-%1"_s.arg(next / 50)}, entry.time, {one});
        ++next;
    });
    QObject::connect(&store, &store::Store::saved, &application, [&](quint64 ticket) {
        if (ticket >= 3)
            say(u"saved %1"_s.arg(first + int(ticket / 3) - 1));
    });
    QObject::connect(
        &store, &store::Store::lost, &application, [&](quint64, quint64, const QString &why) { failed(why); });
    QObject::connect(&store, &store::Store::opened, &application, [&] { timer.start(1); });
    return QCoreApplication::exec();
}
