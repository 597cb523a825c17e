// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/outputuse.h"

#include "models/compositionhistory.h"
#include "models/watch.h"

#include <QLocale>
#include <QSet>

#include <algorithm>

OutputUse::OutputUse(Watch *watch, CompositionHistory *history, QObject *parent)
    : QObject(parent)
    , m_watch(watch)
    , m_history(history)
{
    connect(history, &CompositionHistory::changed, this, &OutputUse::refresh);
    connect(history, &CompositionHistory::reset, this, &OutputUse::refresh);
    connect(watch, &Watch::watched, this, &OutputUse::refresh);
}

QDateTime OutputUse::asOf() const { return m_watch->asOf(); }

void OutputUse::refresh()
{
    QHash<QString, QList<Use>> uses;
    bool whole = m_watch->asOf().isValid();
    for (const CompositionHistory::Record &each : m_history->records()) {
        if (!each.isRunning())
            continue;
        if (!each.detail) {
            whole = false;
            continue;
        }
        const Use use {each.summary.arn, each.summary.stageArn};
        QSet<QString> used;
        for (const ivs::Destination &output : each.detail->destinations) {
            const ivs::DestinationConfiguration &to = output.configuration;
            if (to.channel)
                used << to.channel->channelArn << to.channel->encoderConfigurationArn;
            if (to.s3) {
                used << to.s3->storageConfigurationArn;
                for (const QString &encoder : to.s3->encoderConfigurationArns)
                    used << encoder;
            }
        }
        used.remove({});
        for (const QString &arn : std::as_const(used))
            uses[arn].append(use);
    }
    for (QList<Use> &all : uses)
        std::sort(
            all.begin(), all.end(), [](const Use &a, const Use &b) { return a.compositionArn < b.compositionArn; });
    if (uses == m_uses && whole == m_whole)
        return;
    m_uses = uses;
    m_whole = whole;
    Q_EMIT changed();
}

QString OutputUse::countText(const QString &arn) const
{
    const qsizetype count = m_uses.value(arn).size();
    if (count == 0)
        return m_whole ? tr("none running") : tr("not known yet");
    return (m_whole ? tr("%1 running") : tr("at least %1 running")).arg(QLocale().toString(count));
}
