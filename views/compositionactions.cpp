// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/compositionactions.h"

#include "models/compositionacts.h"
#include "models/compositiondetail.h"
#include "models/workspace.h"
#include "views/actionregistry.h"
#include "views/datatable.h"
#include "views/tagssheet.h"

#include <QLocale>

#include <algorithm>

using namespace Qt::Literals::StringLiterals;

namespace {

QString prefixOf(const std::optional<ivs::Composition> &composition)
{
    if (!composition)
        return {};
    for (const ivs::Destination &each : composition->destinations) {
        if (each.detail && each.detail->s3 && !each.detail->s3->recordingPrefix.isEmpty())
            return each.detail->s3->recordingPrefix;
    }
    return {};
}

} // namespace

CompositionActions::CompositionActions(
    const ViewContext &context, const Place &place, DataTable *compositions, QObject *parent)
    : PageActions(context, place, parent)
    , m_compositions(compositions)
{
    compositions->addActions(
        {add(u"compositions.stop"_s, tr("&Stop…"), u"stop"_s, {tr("composition"), tr("end"), tr("off air")},
             QKeySequence::Delete, [this] { stop(); }),
            add(u"compositions.again"_s, tr("Start &again like this…"), u"editor"_s, {tr("composition"), tr("editor")},
                {}, [this] { Q_EMIT againWanted(selected().constFirst().arn); }),
            add(u"compositions.tags"_s, tr("Ta&gs…"), u"tag"_s, {tr("composition"), tr("label")}, Qt::CTRL | Qt::Key_T,
                [this] { editTags(); }),
            add(u"compositions.prefix"_s, tr("Copy the recording's &prefix"), u"copy"_s, {tr("S3"), tr("bucket")}, {},
                [this] { copyPrefix(); })});
    attend(compositions);
    connect(workspace()->compositionDetail(), &Detail::changed, this, &CompositionActions::refresh);
    refresh();
}

QList<ivs::CompositionSummary> CompositionActions::selected() const
{
    QList<ivs::CompositionSummary> found;
    const QStringList keys = m_compositions->selectedKeys();
    for (const QString &key : keys) {
        if (const ivs::CompositionSummary *record = workspace()->compositions()->record(key))
            found.append(*record);
    }
    return found;
}

QString CompositionActions::nameOf(const ivs::CompositionSummary &composition) const
{
    const StageRecord *stage = workspace()->stages()->record(composition.stageArn);
    const QString name = stage ? stage->stage.name : QString();
    return tr("%1 of %2").arg(idOfArn(composition.arn), name.isEmpty() ? idOfArn(composition.stageArn) : name);
}

void CompositionActions::refresh()
{
    const QList<ivs::CompositionSummary> rows = selected();
    const QString none = rows.isEmpty() ? tr("no composition is selected") : QString();
    const bool ended = std::any_of(
        rows.begin(), rows.end(), [](const ivs::CompositionSummary &each) { return !isRunning(each.state); });
    setReason(u"compositions.stop"_s, ended ? tr("one of them has ended") : none);
    setReason(u"compositions.tags"_s, none);
    registry()->setReason(
        u"compositions.again"_s, rows.size() > 1 ? tr("more than one composition is selected") : none);
    const CompositionDetail *detail = workspace()->compositionDetail();
    const bool isShown = rows.size() == 1 && detail->arn() == rows.first().arn;
    registry()->setReason(u"compositions.prefix"_s,
        rows.size() > 1                                            ? tr("more than one composition is selected")
            : isShown && prefixOf(detail->composition()).isEmpty() ? tr("it records to no bucket, as far as is known")
                                                                   : none);
}

void CompositionActions::stop()
{
    const QList<ivs::CompositionSummary> rows = selected();
    if (rows.isEmpty() || !isFree())
        return;
    QStringList arns;
    Confirmation::Question question;
    qsizetype outputs = 0;
    for (const ivs::CompositionSummary &each : rows) {
        arns << each.arn;
        question.names << nameOf(each);
        outputs += each.destinations.size();
    }
    const QLocale locale;
    question.title =
        rows.size() == 1 ? tr("Stop this composition?") : tr("Stop %1 compositions?").arg(locale.toString(rows.size()));
    question.consequence =
        (outputs == 1 ? tr("Its output ends: a channel goes offline, a recording is closed.")
                      : tr("%1 outputs end: channels go offline, recordings are closed.").arg(locale.toString(outputs)))
        + u' ' + tr("The people in the stage stay. A stopped composition can't go on; another one can be started.");
    question.verb = tr("Stop");
    question.toType = nameToType(question.names);
    ask(question, nullptr, [this, arns, names = question.names](const QString &) {
        follow(workspace()->compositionActs()->stop(arns, names));
    });
}

void CompositionActions::editTags()
{
    const QList<ivs::CompositionSummary> rows = selected();
    if (rows.isEmpty() || !isFree())
        return;
    QList<TagsSheet::Resource> targets;
    for (const ivs::CompositionSummary &each : rows)
        targets.append({each.arn, nameOf(each), each.tags});
    show(new TagsSheet(context(), workspace(), targets, tr("compositions")));
}

void CompositionActions::copyPrefix()
{
    const QString prefix = prefixOf(workspace()->compositionDetail()->composition());
    if (!prefix.isEmpty())
        context().copy(prefix);
}
