// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/replacementsheet.h"

#include "models/compositionreplacement.h"
#include "models/compositionwords.h"
#include "views/factsgrid.h"
#include "views/messagebar.h"
#include "views/theme.h"

#include <QLabel>
#include <QProgressBar>
#include <QVBoxLayout>

using Phase = CompositionReplacement::Phase;

ReplacementSheet::ReplacementSheet(const ViewContext &context, CompositionReplacement *replacement, QWidget *parent)
    : SideSheet(context, tr("Replace a composition"), {}, parent)
    , m_replacement(replacement)
    , m_state(new QLabel)
    , m_progress(new QProgressBar)
    , m_facts(new FactsGrid(context, true))
    , m_foreseen(new QLabel(replacement->foreseen()))
{
    for (QLabel *label : {m_state, m_foreseen}) {
        label->setTextFormat(Qt::PlainText);
        label->setWordWrap(true);
        label->setTextInteractionFlags(Qt::TextSelectableByMouse);
    }
    QFont strong = m_state->font();
    strong.setWeight(QFont::DemiBold);
    m_state->setFont(strong);
    m_foreseen->setForegroundRole(QPalette::PlaceholderText);
    m_progress->setTextVisible(false);
    m_progress->setFixedHeight(4);
    m_progress->setRange(0, 0);
    m_progress->setAccessibleName(tr("The replacement is under way"));
    body()->addWidget(m_state);
    body()->addWidget(m_progress);
    body()->addWidget(m_facts);
    body()->addWidget(m_foreseen);
    body()->addStretch(1);
    connect(replacement, &CompositionReplacement::changed, this, &ReplacementSheet::refresh);
    refresh();
}

ReplacementSheet::~ReplacementSheet()
{
    if (!m_replacement)
        return;
    if (m_replacement->isUnderway())
        connect(m_replacement, &CompositionReplacement::finished, m_replacement, &QObject::deleteLater);
    else
        m_replacement->deleteLater();
}

void ReplacementSheet::begin()
{
    SideSheet::begin();
    if (m_replacement)
        m_replacement->start();
}

void ReplacementSheet::accept()
{
    if (m_replacement)
        m_replacement->restore();
}

void ReplacementSheet::cancelRunning()
{
    if (m_replacement)
        m_replacement->cancel();
}

void ReplacementSheet::refresh()
{
    const bool underway = m_replacement->isUnderway();
    const bool isOver = !underway && m_replacement->phase() != Phase::Ready;
    m_state->setText(m_replacement->words());
    m_progress->setVisible(underway);
    QList<FactsGrid::Fact> facts {{tr("Old composition"), m_replacement->oldArn(), true}};
    if (!m_replacement->newArn().isEmpty())
        facts.append({tr("New composition"), m_replacement->newArn(), true});
    facts.append({tr("Layout"), layoutText(m_replacement->draft().chosenLayout())});
    m_facts->setFacts(facts);
    message()->setError(m_replacement->phase() == Phase::Failed ? m_replacement->error() : std::nullopt, {});
    setVerb(m_replacement->canRestore() ? tr("Start the old definition") : QString());
    setCancelWords(isOver ? tr("Close") : tr("Cancel"));
    setRunning(underway);
}
