// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/findprogress.h"

#include "models/errortext.h"

#include <QCoreApplication>
#include <QLocale>

using namespace Qt::Literals::StringLiterals;

namespace {

QString say(const char *text) { return QCoreApplication::translate("FindProgress", text); }
QString number(int count) { return QLocale().toString(count); }

QString stages(int count, const char *one, const char *many)
{
    return count == 1 ? say(one) : say(many).arg(number(count));
}

QString searched(const UserSearch::Progress &progress)
{
    QString words = say("%1 of %2 live stages").arg(number(progress.liveSearched), number(progress.live));
    if (progress.idleSearched > 0 || (progress.idle > 0 && progress.notSearchedLive() == 0))
        words +=
            say(", the latest session of %1 of %2 idle ones").arg(number(progress.idleSearched), number(progress.idle));
    return words;
}

} // namespace

QString findProgressText(const UserSearch::Progress &progress)
{
    if (progress.isListing)
        return say("Reading which stages there are…");
    QString words = say("Searched %1").arg(searched(progress));
    if (progress.perSecond > 0)
        words += say(", %1/s").arg(QLocale().toString(progress.perSecond, 'f', progress.perSecond < 10 ? 1 : 0));
    return words;
}

QString findSummaryText(
    const UserSearch::Progress &progress, int found, bool stopped, const std::optional<aws::Error> &error)
{
    QStringList sentences;
    if (error)
        sentences << oneLine(*error);
    else if (stopped)
        sentences << say("Stopped by you.");
    sentences << (found == 0 ? say("Nobody was found.") : say("Found %1.").arg(number(found)));
    sentences << say("Searched %1.").arg(searched(progress));
    QStringList left;
    const int live = progress.notSearchedLive() - progress.failedLive;
    const int idle = progress.notSearchedIdle() - progress.failedIdle;
    if (live > 0)
        left << stages(live, "1 live stage", "%1 live stages");
    if (idle > 0)
        left << stages(idle, "1 idle stage", "%1 idle stages");
    if (const int failed = progress.failedLive + progress.failedIdle; failed > 0)
        left << stages(
            failed, "1 stage that the service did not tell of", "%1 stages that the service did not tell of");
    left << say("older sessions");
    sentences << say("Not searched: %1.").arg(left.join(u", "_s));
    return sentences.join(u' ');
}
