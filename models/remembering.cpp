// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/remembering.h"

#include "models/archive.h"
#include "models/aws/clock.h"
#include "models/workspace.h"

#include <QLocale>

#include <algorithm>

namespace {

constexpr qint64 kMegabyte = 1024 * 1024;

} // namespace

Remembering::Remembering(store::Store *store, aws::Clock *clock, QObject *parent)
    : QObject(parent)
    , m_store(store)
    , m_clock(clock)
{
    connect(store, &store::Store::opened, this, &Remembering::changed); // with the limits that were kept
    connect(store, &store::Store::failed, this, &Remembering::changed);
}

QString Remembering::path() const { return m_store ? m_store->path() : QString(); }

QString Remembering::why() const
{
    return m_store && m_store->state() == store::Store::State::Failed ? m_store->why() : QString();
}

int Remembering::megabytes() const
{
    const qint64 bytes = m_store ? m_store->limits().bytes : store::Limits().bytes;
    return int(std::clamp<qint64>(bytes / kMegabyte, kLeastMegabytes, kMostMegabytes));
}

int Remembering::days() const { return m_store ? m_store->limits().days : 0; }

void Remembering::setLimits(int megabytes, int days)
{
    if (!m_store)
        return;
    m_store->setLimits({megabytes * kMegabyte, days}, m_clock->now());
    Q_EMIT changed();
    readUsage();
}

void Remembering::readUsage()
{
    if (!m_store)
        return;
    m_store->readUsage(this, [this](const store::Usage &usage) {
        m_usage = usage;
        Q_EMIT changed();
    });
}

void Remembering::forgetUser(const QString &userId)
{
    if (!m_store || userId.isEmpty())
        return;
    ++m_forgetting;
    Q_EMIT changed();
    m_store->forgetUser(userId, m_clock->now(), this, [this](const store::Forgotten &gone) { took(gone); });
}

void Remembering::forgetSession(const Workspace *workspace, const QString &stageArn, const QString &sessionId)
{
    if (!m_store || !workspace->archive())
        return;
    const store::SessionKey session {workspace->archive()->place(), stageArn, sessionId};
    ++m_forgetting;
    Q_EMIT changed();
    Q_EMIT sessionForgotten(session);
    m_store->forgetSession(session, this, [this](const store::Forgotten &gone) { took(gone); });
}

void Remembering::took(const store::Forgotten &gone)
{
    --m_forgetting;
    QStringList parts;
    const auto add = [&parts](qint64 count, const QString &one, const QString &many) {
        if (count > 0)
            parts << (count == 1 ? one : many.arg(QLocale().toString(count)));
    };
    add(gone.sessions, tr("1 session"), tr("%1 sessions"));
    add(gone.participants, tr("1 participant"), tr("%1 participants"));
    add(gone.events, tr("1 event"), tr("%1 events"));
    add(gone.journalEntries, tr("a name in 1 text of the journal"), tr("a name in %1 texts of the journal"));
    add(gone.tokens, tr("what became of 1 token"), tr("what became of %1 tokens"));
    m_forgotten = parts.isEmpty() ? tr("Nothing was forgotten: nothing of it was kept, or the file can't be written.")
                                  : tr("Forgotten: %1.").arg(parts.join(QStringLiteral(", ")));
    Q_EMIT forgotten(gone);
    readUsage();
    Q_EMIT changed();
}
