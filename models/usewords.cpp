// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/usewords.h"

#include "models/errortext.h"
#include "models/outputuse.h"
#include "models/storagestages.h"
#include "models/timetext.h"

#include <QCoreApplication>
#include <QLocale>
#include <QSet>

namespace {

QString say(const char *text) { return QCoreApplication::translate("UseWords", text); }

QString number(qint64 count) { return QLocale().toString(count); }

// One that uses two of them counts once.
qsizetype runningCount(const OutputUse &use, const QStringList &arns)
{
    QSet<QString> compositions;
    for (const QString &arn : arns) {
        const QList<OutputUse::Use> uses = use.of(arn);
        for (const OutputUse::Use &each : uses)
            compositions.insert(each.compositionArn);
    }
    return compositions.size();
}

qsizetype stageCount(const StorageStages &stages, const QStringList &arns)
{
    qsizetype count = 0;
    for (const QString &arn : arns)
        count += stages.of(arn).size(); // a stage records to one storage
    return count;
}

} // namespace

QString usewords::running(const OutputUse &use, const QStringList &arns, const TimeText &times)
{
    const qsizetype count = runningCount(use, arns);
    const bool one = arns.size() == 1;
    if (count == 0 && !use.isWhole())
        return one ? say("Which running compositions use it is not known yet.")
                   : say("Which running compositions use them is not known yet.");
    const QString asOf = times.labelledTime(use.asOf());
    if (count == 0)
        return (
            one ? say("No running composition uses it, as of %1.") : say("No running composition uses them, as of %1."))
            .arg(asOf);
    const QString least = use.isWhole() ? QString() : say("At least ");
    if (count == 1)
        return least
            + (one ? say("1 running composition uses it, as of %1.")
                   : say("1 running composition uses one of them, as of %1."))
                  .arg(asOf);
    return least
        + (one ? say("%1 running compositions use it, as of %2.") : say("%1 running compositions use them, as of %2."))
              .arg(number(count), asOf);
}

QString usewords::stages(const StorageStages &stages, const QStringList &arns, const TimeText &times)
{
    const qsizetype count = stageCount(stages, arns);
    const QString record = arns.size() == 1 ? say("record to it") : say("record to them");
    if (stages.isLooking())
        return say("Looking: %1 of %2 stages so far, %3 of them %4.")
            .arg(number(stages.done()), number(stages.total()), number(count), record);
    if (stages.isWhole())
        return say("%1 of %2 stages %3, as of %4.")
            .arg(number(count), number(stages.total()), record, times.labelledTime(stages.asOf()));
    const QString why =
        stages.error() ? u' ' + say("It ended early: %1.").arg(explain(*stages.error()).title) : QString();
    if (stages.done() > 0)
        return say("At least %1 stages %2: %3 of %4 were looked through.")
                   .arg(number(count), record, number(stages.done()), number(stages.total()))
            + why;
    return say("Which stages %1 is not known: only each stage tells it.").arg(record) + why;
}

QString usewords::deletion(
    const OutputUse &use, const StorageStages *stages, const QStringList &arns, const TimeText &times)
{
    QString words = running(use, arns, times);
    bool used = runningCount(use, arns) > 0;
    if (stages) {
        words += u' ' + usewords::stages(*stages, arns, times);
        used = used || stageCount(*stages, arns) > 0;
    }
    if (used)
        words += u' ' + say("The service refuses to delete what is used.");
    else if (stages && !stages->isWhole())
        words += u' ' + say("While one does, the service refuses to delete it.");
    return words;
}
