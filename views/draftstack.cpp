// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/draftstack.h"

#include "models/draftchange.h"

namespace {

constexpr int kMostSteps = 500;

CompositionDraft withoutStage(CompositionDraft draft)
{
    draft.stageArn.clear();
    draft.stageName.clear();
    return draft;
}

} // namespace

class DraftStep final : public QUndoCommand
{
public:
    DraftStep(DraftStack *stack, const CompositionDraft &before, const CompositionDraft &after, const QObject *typing)
        : QUndoCommand(changeText(before, after))
        , m_stack(stack)
        , m_before(before)
        , m_after(after)
        , m_typing(typing)
    {
    }

    void undo() override { m_stack->m_draft = m_before; }
    void redo() override { m_stack->m_draft = m_after; }
    int id() const override { return 1; }
    bool mergeWith(const QUndoCommand *other) override
    {
        const auto *next = static_cast<const DraftStep *>(other);
        if (!next->m_typing || next->m_typing != m_typing || m_stack->m_typing != m_typing)
            return false;
        m_after = next->m_after;
        setObsolete(m_before == m_after);
        return true;
    }

private:
    DraftStack *m_stack;
    CompositionDraft m_before;
    CompositionDraft m_after;
    const QObject *m_typing;
};

DraftStack::DraftStack(QObject *parent)
    : QObject(parent)
{
    m_steps.setUndoLimit(kMostSteps);
}

void DraftStack::change(const CompositionDraft &draft, const QObject *typing)
{
    if (draft == m_draft)
        return;
    auto *step = new DraftStep(this, m_draft, draft, typing);
    m_steps.push(step);
    m_typing = typing;
    Q_EMIT changed();
}

void DraftStack::undo()
{
    m_steps.undo();
    stepped();
}

void DraftStack::redo()
{
    m_steps.redo();
    stepped();
}

// After the step, when what can be undone next is known.
void DraftStack::stepped()
{
    m_typing = nullptr;
    Q_EMIT replaced();
    Q_EMIT changed();
}

void DraftStack::load(const CompositionDraft &draft)
{
    m_steps.clear();
    m_kept = m_draft = draft;
    stepped();
    Q_EMIT keptChanged();
}

void DraftStack::setKept()
{
    m_kept = m_draft;
    seal();
    Q_EMIT keptChanged();
}

bool DraftStack::isDirty() const { return withoutStage(m_draft) != withoutStage(m_kept); }
