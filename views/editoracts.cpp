// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/editoracts.h"

#include "models/choices.h"
#include "models/compositionacts.h"
#include "models/compositionhistory.h"
#include "models/compositionreplacement.h"
#include "models/workspace.h"
#include "views/encodersheet.h"
#include "views/replacementsheet.h"
#include "views/sheethost.h"
#include "views/storagesheet.h"

using namespace Qt::Literals::StringLiterals;

EditorActs::EditorActs(const ViewContext &context, const Place &place,
    const std::function<std::optional<CompositionDraft>()> &wanted, QObject *parent)
    : PageActions(context, place, parent)
    , m_wanted(wanted)
{
    add(u"editor.replace"_s, tr("Re&place the running composition…"), u"reload"_s,
        {tr("composition"), tr("instead"), tr("swap")}, {}, [this] { replace(); });
    connect(place.workspace->compositionHistory(), &CompositionHistory::changed, this, [this](const QString &arn) {
        if (arn == m_origin)
            refresh();
    });
    refresh();
}

void EditorActs::setOrigin(const QString &arn)
{
    m_origin = arn;
    refresh();
}

QString EditorActs::runningOrigin() const
{
    const CompositionHistory::Record *record = workspace()->compositionHistory()->record(m_origin);
    return record && record->isRunning() ? m_origin : QString();
}

bool EditorActs::isUnderWay() const { return m_replacement && m_replacement->isUnderway(); }

void EditorActs::refresh()
{
    setReason(u"editor.replace"_s,
        isUnderWay()                    ? tr("it is being replaced")
            : m_origin.isEmpty()        ? tr("the draft was not taken from a composition")
            : runningOrigin().isEmpty() ? tr("the composition that the draft was taken from has ended")
                                        : QString());
    Q_EMIT originChanged();
}

void EditorActs::replace()
{
    const QString arn = runningOrigin();
    const CompositionHistory::Record *record = workspace()->compositionHistory()->record(arn);
    if (!record || !isFree())
        return;
    const QString name = record->stageName.isEmpty() ? idOfArn(arn) : record->stageName;
    std::optional<CompositionDraft> draft = m_wanted();
    if (!draft)
        return;
    draft->idempotencyToken = CompositionDraft::newToken(); // the page's own belongs to its Start
    const std::unique_ptr<CompositionReplacement> asked(workspace()->compositionActs()->replace(arn, *draft));
    Confirmation::Question question;
    question.title = tr("Replace the running composition by this draft?");
    question.names << name;
    question.consequence = asked->foreseen();
    question.verb = tr("Replace");
    question.toType = nameToType(question.names);
    ask(question, nullptr, [this, arn, draft](const QString &) {
        if (!isFree())
            return;
        CompositionReplacement *replacement = workspace()->compositionActs()->replace(arn, *draft);
        m_replacement = replacement;
        connect(replacement, &CompositionReplacement::changed, this, [this] {
            refresh();
            Q_EMIT busyChanged();
        });
        connect(replacement, &CompositionReplacement::finished, this, [this, replacement] {
            if (replacement->phase() != CompositionReplacement::Phase::Done)
                return;
            setOrigin(replacement->newArn());
            Q_EMIT replaced();
        });
        host()->show(new ReplacementSheet(context(), replacement));
    });
}

void EditorActs::make(const QString &member)
{
    if (!isFree())
        return;
    if (member.startsWith("s3.storage"_L1)) {
        auto *sheet = new StorageSheet(context(), workspace());
        connect(sheet, &StorageSheet::created, this, [this, member](const ivs::StorageConfiguration &storage) {
            workspace()->storageChoices()->renew();
            Q_EMIT made(member, storage.arn);
        });
        show(sheet);
        return;
    }
    auto *sheet = new EncoderSheet(context(), workspace());
    connect(sheet, &EncoderSheet::created, this, [this, member](const ivs::EncoderConfiguration &encoder) {
        workspace()->encoderChoices()->renew();
        Q_EMIT made(member, encoder.arn);
    });
    show(sheet);
}
