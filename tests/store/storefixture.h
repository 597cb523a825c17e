// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/store/store.h"

#include <QEventLoop>
#include <QSqlDatabase>
#include <QSqlError>
#include <QSqlQuery>
#include <QTest>
#include <QTimer>

/// A store's answer, with the event loop running until it is there.
template <typename Rows, typename Ask>
Rows answered(Ask ask)
{
    QObject guard;
    QEventLoop loop;
    Rows rows;
    bool come = false;
    ask(&guard, [&](const Rows &found) {
        rows = found;
        come = true;
        loop.quit();
    });
    QTimer::singleShot(20'000, &loop, &QEventLoop::quit);
    if (!come)
        loop.exec();
    if (!come)
        qFatal("The store did not answer");
    return rows;
}

/// Waits until the store has opened or failed; true when it is ready.
inline bool isReady(const store::Store &store)
{
    return QTest::qWaitFor([&] { return store.state() != store::Store::State::Opening; }, 20'000)
        && store.state() == store::Store::State::Ready;
}

/// A statement on the file by another connection than the store's; the store must be closed.
inline QVariant raw(const QString &path, const QString &sql, QString *error = nullptr)
{
    QVariant value;
    {
        QSqlDatabase db = QSqlDatabase::addDatabase(QStringLiteral("QSQLITE"), QStringLiteral("raw"));
        db.setDatabaseName(path);
        if (db.open()) {
            QSqlQuery query(db);
            const bool good = query.exec(sql);
            if (error)
                *error = good ? QString() : query.lastError().text();
            if (good && query.next())
                value = query.value(0);
        } else if (error) {
            *error = db.lastError().text();
        }
    }
    QSqlDatabase::removeDatabase(QStringLiteral("raw"));
    return value;
}

inline const store::Place &place()
{
    static const store::Place here {QStringLiteral("aws"), QStringLiteral("123456789012"), QStringLiteral("us-east-1")};
    return here;
}

inline QDateTime at(int seconds) { return QDateTime::fromSecsSinceEpoch(1'790'000'000 + seconds, Qt::UTC); }

inline store::SessionKey session(const QString &id, const QString &stage = QStringLiteral("arn:stage/a"))
{
    return {place(), stage, id};
}

inline ivs::ParticipantSummary participant(const QString &id, const QString &user)
{
    ivs::ParticipantSummary made;
    made.participantId = id;
    made.userId = user;
    made.state = ivs::ParticipantState::Disconnected;
    made.firstJoinTime = at(5);
    made.published = true;
    return made;
}

inline QList<ivs::ParticipantSummary> participants(int count, int from = 0)
{
    QList<ivs::ParticipantSummary> made;
    for (int i = from; i < from + count; ++i)
        made.append(participant(QStringLiteral("p%1").arg(i), QStringLiteral("user-%1").arg(i)));
    return made;
}

inline ivs::Event happened(ivs::EventName name, int seconds, const QString &participantId)
{
    ivs::Event made;
    made.name = name;
    made.eventTime = at(seconds);
    made.participantId = participantId;
    return made;
}
