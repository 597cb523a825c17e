// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QApplication>
#include <QElapsedTimer>
#include <QEvent>
#include <QJsonObject>
#include <QMetaEnum>
#include <QTimer>

#include <ctime>

/// An application that knows which event took longest, by the wall's clock and by the processor's: on a machine that
/// others use too, the first also counts what those did meanwhile.
class TurnWatch final : public QApplication
{
public:
    TurnWatch(int &argc, char **argv)
        : QApplication(argc, argv)
    {
    }

    bool notify(QObject *receiver, QEvent *event) override
    {
        if (m_within)
            return QApplication::notify(receiver, event);
        m_within = true;
        // Before it is handled: the receiver may be gone afterwards.
        const auto type = event->type();
        const QMetaObject *meta = receiver->metaObject();
        const QObject *owner = receiver->parent();
        const char *ownerName = owner ? owner->metaObject()->className() : "";
        const int interval = type == QEvent::Timer && qobject_cast<QTimer *>(receiver)
            ? static_cast<QTimer *>(receiver)->interval()
            : -1;
        QElapsedTimer timer;
        timer.start();
        const double cpu = cpuMs();
        const bool handled = QApplication::notify(receiver, event);
        const double took = double(timer.nsecsElapsed()) / 1e6;
        const double used = cpuMs() - cpu;
        if (took > m_wall.ms || used > m_cpu.cpuMs) {
            const Turn turn {took, used, meta->className(), ownerName, type, interval};
            if (took > m_wall.ms)
                m_wall = turn;
            if (used > m_cpu.cpuMs)
                m_cpu = turn;
        }
        m_within = false;
        return handled;
    }
    /// Of the calling thread, since its start.
    static double cpuMs()
    {
        timespec time {};
        clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time);
        return double(time.tv_sec) * 1000 + double(time.tv_nsec) / 1e6;
    }
    void forgetTurns()
    {
        m_wall = {};
        m_cpu = {};
    }
    QJsonObject toJson() const
    {
        return {{QStringLiteral("byWall"), m_wall.toJson()}, {QStringLiteral("byProcessor"), m_cpu.toJson()}};
    }

private:
    struct Turn
    {
        double ms = 0;
        double cpuMs = 0;
        const char *receiver = "";
        const char *owner = "";
        QEvent::Type type = QEvent::None;
        int interval = -1;

        QJsonObject toJson() const
        {
            return {{QStringLiteral("ms"), ms}, {QStringLiteral("processorMs"), cpuMs},
                {QStringLiteral("receiver"), QString::fromLatin1(receiver)},
                {QStringLiteral("owner"), QString::fromLatin1(owner)},
                {QStringLiteral("event"), QString::fromLatin1(QMetaEnum::fromType<QEvent::Type>().valueToKey(type))},
                {QStringLiteral("timerMs"), interval}};
        }
    };
    bool m_within = false;
    Turn m_wall;
    Turn m_cpu;
};
