// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/compositionactions.h"

#include "models/choices.h"
#include "models/compositionacts.h"
#include "models/compositionreplacement.h"
#include "models/compositionwords.h"
#include "models/workspace.h"
#include "views/actionregistry.h"
#include "views/datatable.h"
#include "views/replacementsheet.h"
#include "views/sheethost.h"
#include "views/tagssheet.h"

#include <QLocale>
#include <QUrl>

#include <algorithm>
#include <memory>

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
                {}, [this] { Q_EMIT againWanted(selected().constFirst().summary.arn); }),
            add(u"compositions.replace"_s, tr("&Replace by the same…"), u"reload"_s,
                {tr("composition"), tr("restart"), tr("24 hours")}, {}, [this] { replaceBySame(); }),
            add(u"compositions.tags"_s, tr("Ta&gs…"), u"tag"_s, {tr("composition"), tr("label")}, Qt::CTRL | Qt::Key_T,
                [this] { editTags(); }),
            add(u"compositions.prefix"_s, tr("Copy the recording's &prefix"), u"copy"_s, {tr("S3"), tr("bucket")}, {},
                [this] { copyPrefix(); }),
            add(u"compositions.open"_s, tr("&Open the recording in the S3 console"), u"page"_s,
                {tr("S3"), tr("bucket"), tr("browser")}, {}, [this] { openRecording(); })});
    attend(compositions);
    connect(workspace()->compositionHistory(), &CompositionHistory::changed, this, &CompositionActions::refresh);
    refresh();
}

QList<CompositionHistory::Record> CompositionActions::selected() const
{
    QList<CompositionHistory::Record> found;
    const QStringList keys = m_compositions->selectedKeys();
    for (const QString &key : keys) {
        if (const CompositionHistory::Record *record = workspace()->compositionHistory()->record(key))
            found.append(*record);
    }
    return found;
}

QString CompositionActions::nameOf(const CompositionHistory::Record &composition)
{
    return tr("%1 of %2")
        .arg(idOfArn(composition.summary.arn),
            composition.stageName.isEmpty() ? idOfArn(composition.summary.stageArn) : composition.stageName);
}

void CompositionActions::refresh()
{
    const QList<CompositionHistory::Record> rows = selected();
    const QString none = rows.isEmpty() ? tr("no composition is selected") : QString();
    const bool ended =
        std::any_of(rows.begin(), rows.end(), [](const CompositionHistory::Record &each) { return !each.isRunning(); });
    const bool gone =
        std::any_of(rows.begin(), rows.end(), [](const CompositionHistory::Record &each) { return each.isGone; });
    setReason(u"compositions.stop"_s, ended ? tr("one of them has ended") : none);
    setReason(u"compositions.replace"_s,
        rows.size() > 1                               ? tr("more than one composition is selected")
            : ended                                   ? tr("it has ended")
            : !rows.isEmpty() && !rows.first().detail ? tr("its definition is not known yet")
                                                      : none);
    registry()->setReason(u"compositions.again"_s,
        rows.size() > 1                               ? tr("more than one composition is selected")
            : !rows.isEmpty() && !rows.first().detail ? tr("its definition is not known")
                                                      : none);
    setReason(u"compositions.tags"_s, gone ? tr("the service does not know one of them any more") : none);
    const QString several = rows.size() > 1 ? tr("more than one composition is selected") : none;
    registry()->setReason(u"compositions.prefix"_s,
        rows.size() == 1 && prefixOf(rows.first().detail).isEmpty() ? tr("it records to no bucket, as far as is known")
                                                                    : several);
    registry()->setReason(u"compositions.open"_s, rows.size() == 1 ? openReason(rows.first()) : several);
}

// Empty: it can be opened.
QString CompositionActions::openReason(const CompositionHistory::Record &record) const
{
    if (prefixOf(record.detail).isEmpty())
        return tr("it records to no bucket, as far as is known");
    const aws::Configuration &where = workspace()->configuration();
    if (!workspace()->isMarkable() || where.endpointOverridden)
        return tr("the bucket is not at AWS");
    return where.region.startsWith("cn-"_L1) ? tr("the address of the console in China is not known") : QString();
}

void CompositionActions::stop()
{
    const QList<CompositionHistory::Record> rows = selected();
    if (rows.isEmpty() || !isFree())
        return;
    QStringList arns;
    Confirmation::Question question;
    qsizetype outputs = 0;
    for (const CompositionHistory::Record &each : rows) {
        arns << each.summary.arn;
        question.names << nameOf(each);
        outputs += each.summary.destinations.size();
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

// The same definition once more: the 24 hours begin anew.
void CompositionActions::replaceBySame()
{
    const QList<CompositionHistory::Record> rows = selected();
    if (rows.size() != 1 || !rows.first().detail || !isFree())
        return;
    const CompositionHistory::Record &old = rows.first();
    CompositionDraft draft = CompositionDraft::of(*old.detail);
    draft.stageArn = old.summary.stageArn;
    draft.stageName = old.stageName;
    draft.idempotencyToken = CompositionDraft::newToken();
    const QString arn = old.summary.arn;
    const std::unique_ptr<CompositionReplacement> asked(workspace()->compositionActs()->replace(arn, draft));
    Confirmation::Question question;
    question.title = tr("Replace this composition by the same?");
    question.names << nameOf(old);
    question.consequence = asked->foreseen();
    question.verb = tr("Replace");
    question.toType = nameToType(question.names);
    ask(question, nullptr, [this, arn, draft](const QString &) {
        host()->show(new ReplacementSheet(context(), workspace()->compositionActs()->replace(arn, draft)));
    });
}

void CompositionActions::editTags()
{
    const QList<CompositionHistory::Record> rows = selected();
    if (rows.isEmpty() || !isFree())
        return;
    QList<TagsSheet::Resource> targets;
    for (const CompositionHistory::Record &each : rows)
        targets.append({each.summary.arn, nameOf(each), each.summary.tags});
    show(new TagsSheet(context(), workspace(), targets, tr("compositions")));
}

void CompositionActions::copyPrefix()
{
    const QList<CompositionHistory::Record> rows = selected();
    if (rows.size() == 1 && !prefixOf(rows.first().detail).isEmpty())
        context().copy(prefixOf(rows.first().detail));
}

// The address needs the bucket's name, which only the storage configuration tells.
void CompositionActions::openRecording()
{
    const QList<CompositionHistory::Record> rows = selected();
    if (rows.size() != 1 || !openReason(rows.first()).isEmpty() || !context().openUrl)
        return;
    QString storageArn;
    for (const ivs::Destination &each : rows.first().detail->destinations) {
        if (each.configuration.s3)
            storageArn = each.configuration.s3->storageConfigurationArn;
    }
    StorageChoices *storages = workspace()->storageChoices();
    const auto open = [this, storages, storageArn, prefix = prefixOf(rows.first().detail)] {
        for (const ivs::StorageConfigurationSummary &each : storages->choices()) {
            if (each.arn != storageArn || !each.s3)
                continue;
            context().openUrl(recordingAddress(workspace()->region(), each.s3->bucketName, prefix));
            return true;
        }
        return false;
    };
    if (open())
        return;
    // Made after the list was read last, or nobody has read it yet.
    auto *once = new QObject(this);
    connect(storages, &Choices::changed, once, [once, storages, open] {
        if (storages->isLoading())
            return;
        open();
        once->deleteLater();
        storages->disconnect(once);
    });
    storages->reload();
}
