// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/encoderactions.h"

#include "models/choices.h"
#include "models/compositionacts.h"
#include "models/outputuse.h"
#include "models/usewords.h"
#include "models/workspace.h"
#include "views/actionregistry.h"
#include "views/datatable.h"
#include "views/encodersheet.h"
#include "views/tagssheet.h"

#include <QLocale>

using namespace Qt::Literals::StringLiterals;

EncoderActions::EncoderActions(const ViewContext &context, const Place &place, DataTable *encoders, QObject *parent)
    : PageActions(context, place, parent)
    , m_encoders(encoders)
{
    addCreate(u"encoders.create"_s, tr("&New encoder configuration…"), tr("New encoder"),
        {tr("create"), tr("add"), tr("preset"), tr("bitrate")}, [this] { create(); });
    encoders->addActions(
        {add(u"encoders.clone"_s, tr("&Clone…"), u"copy"_s, {tr("encoder"), tr("copy"), tr("duplicate"), tr("change")},
             Qt::CTRL | Qt::Key_D, [this] { clone(); }),
            add(u"encoders.tags"_s, tr("Ta&gs…"), u"tag"_s, {tr("encoder"), tr("label")}, Qt::CTRL | Qt::Key_T,
                [this] { editTags(); }),
            add(u"encoders.delete"_s, tr("&Delete…"), u"trash"_s, {tr("encoder"), tr("remove")}, QKeySequence::Delete,
                [this] { remove(); })});
    attend(encoders);
    refresh();
}

QList<EncoderRecord> EncoderActions::selected() const
{
    QList<EncoderRecord> rows;
    const QStringList keys = m_encoders->selectedKeys();
    for (const QString &key : keys) {
        if (const EncoderRecord *record = workspace()->encoders()->record(key))
            rows.append(*record);
    }
    return rows;
}

void EncoderActions::refresh()
{
    const QList<EncoderRecord> rows = selected();
    const QString none = rows.isEmpty() ? tr("no encoder configuration is selected") : QString();
    const QString notOne = rows.size() > 1 ? tr("more than one encoder configuration is selected") : none;
    setReason(u"encoders.create"_s, {});
    setReason(u"encoders.clone"_s,
        notOne.isEmpty() && !rows.first().whole ? tr("its size and bitrate are not known yet") : notOne);
    setReason(u"encoders.tags"_s, none);
    setReason(u"encoders.delete"_s, none);
}

void EncoderActions::create()
{
    if (isFree())
        show(new EncoderSheet(context(), workspace()));
}

void EncoderActions::clone()
{
    const QList<EncoderRecord> rows = selected();
    if (rows.size() == 1 && rows.first().whole && isFree())
        show(new EncoderSheet(context(), workspace(), EncoderDraft::cloneOf(*rows.first().whole)));
}

void EncoderActions::editTags()
{
    QList<TagsSheet::Resource> resources;
    const QList<EncoderRecord> rows = selected();
    for (const EncoderRecord &row : rows)
        resources.append({row.encoder.arn, choiceText(row.encoder.name, row.encoder.arn), row.encoder.tags});
    if (!resources.isEmpty() && isFree())
        show(new TagsSheet(context(), workspace(), resources, tr("encoder configurations")));
}

void EncoderActions::remove()
{
    const QList<EncoderRecord> rows = selected();
    if (rows.isEmpty() || !isFree())
        return;
    QStringList arns;
    Confirmation::Question question;
    for (const EncoderRecord &row : rows) {
        arns << row.encoder.arn;
        question.names << choiceText(row.encoder.name, row.encoder.arn);
    }
    question.title = rows.size() == 1 ? tr("Delete the encoder configuration?")
                                      : tr("Delete %1 encoder configurations?").arg(QLocale().toString(rows.size()));
    question.consequence = usewords::deletion(*workspace()->outputUse(), nullptr, arns, *workspace()->times()) + u' '
        + tr("A template or a program that names it can't start a composition with it any more. It can't be undone.");
    question.verb = tr("Delete");
    question.toType = nameToType(question.names);
    ask(question, nullptr, [this, arns, names = question.names](const QString &) {
        follow(workspace()->compositionActs()->deleteEncoders(arns, names));
    });
}
