// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/rememberingsheet.h"

#include "models/remembering.h"
#include "views/factsgrid.h"
#include "views/forgetting.h"
#include "views/formfield.h"
#include "views/messagebar.h"
#include "views/theme.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QLocale>
#include <QPushButton>
#include <QSpinBox>
#include <QVBoxLayout>

namespace {

QLabel *section(const QString &words)
{
    auto *label = new QLabel(words);
    label->setFont(Theme::labelFont());
    label->setForegroundRole(QPalette::PlaceholderText);
    return label;
}

} // namespace

RememberingSheet::RememberingSheet(const ViewContext &context, Remembering *remembering, QWidget *parent)
    : SideSheet(context, tr("What Stagedesk remembers"), tr("Save"), parent)
    , m_remembering(remembering)
    , m_facts(new FactsGrid(context, true))
    , m_megabytes(new QSpinBox)
    , m_days(new QSpinBox)
    , m_user(new QLineEdit)
    , m_forget(new QPushButton(tr("Forget…")))
{
    m_megabytes->setRange(Remembering::kLeastMegabytes, Remembering::kMostMegabytes);
    m_megabytes->setSuffix(tr(" MB"));
    m_megabytes->setGroupSeparatorShown(true);
    m_days->setRange(0, Remembering::kMostDays);
    m_days->setSpecialValueText(tr("for ever"));
    m_days->setSuffix(tr(" days"));
    m_megabytes->setValue(remembering->megabytes());
    m_days->setValue(remembering->days());
    for (QSpinBox *box : {m_megabytes, m_days}) {
        box->setMinimumWidth(160);
        connect(box, &QSpinBox::valueChanged, this, &RememberingSheet::refresh);
    }
    m_user->setPlaceholderText(tr("exactly as it is"));
    m_forget->setAutoDefault(true);

    body()->addWidget(section(tr("KEPT NOW")));
    body()->addWidget(m_facts);
    body()->addWidget(section(tr("LIMITS")));
    body()->addWidget(new FormField(context, tr("&At most"), m_megabytes,
        tr("Then the oldest events go, then participants, issued tokens last; never the journal.")));
    body()->addWidget(new FormField(context, tr("&Keep sessions"), m_days,
        tr("Counted from their end; compositions too, and issued tokens from their expiry.")));
    body()->addWidget(section(tr("FORGET SOMEBODY")));
    body()->addWidget(new FormField(
        context, tr("&User id"), m_user, tr("A session is forgotten from its row in the list of sessions.")));
    auto *row = new QHBoxLayout;
    row->addWidget(m_forget);
    row->addStretch(1);
    body()->addLayout(row);
    body()->addStretch(1);

    connect(m_user, &QLineEdit::textChanged, this, &RememberingSheet::refresh);
    connect(m_user, &QLineEdit::returnPressed, m_forget, &QPushButton::click);
    connect(m_forget, &QPushButton::clicked, this,
        [this] { askToForgetUser(this->context(), m_remembering, m_user->text(), window()); });
    connect(remembering, &Remembering::changed, this, &RememberingSheet::refresh);
    connect(remembering, &Remembering::forgotten, m_user, &QLineEdit::clear); // the window tells what came of it
    refresh();
}

void RememberingSheet::begin()
{
    m_remembering->readUsage();
    m_megabytes->setFocus(Qt::OtherFocusReason);
    m_megabytes->selectAll();
}

bool RememberingSheet::isDirty() const
{
    return m_megabytes->value() != m_remembering->megabytes() || m_days->value() != m_remembering->days();
}

void RememberingSheet::accept()
{
    m_remembering->setLimits(m_megabytes->value(), m_days->value());
    Q_EMIT closed();
}

void RememberingSheet::refresh()
{
    const QLocale locale;
    QList<FactsGrid::Fact> facts;
    if (const std::optional<store::Usage> &usage = m_remembering->usage()) {
        facts = {{tr("Size"), locale.formattedDataSize(usage->bytes, 1, QLocale::DataSizeTraditionalFormat)},
            {tr("Sessions"), locale.toString(usage->sessions)},
            {tr("Participants"), locale.toString(usage->participants)}, {tr("Events"), locale.toString(usage->events)},
            {tr("Writes in the journal"), locale.toString(usage->journalEntries)},
            {tr("Tokens in the register"), locale.toString(usage->tokens)}};
    }
    facts.append({tr("File"), m_remembering->path(), true});
    m_facts->setFacts(facts);
    const QString why = m_remembering->why();
    if (!why.isEmpty())
        message()->setNotice(tr("Nothing is remembered"), why);
    m_forget->setEnabled(why.isEmpty() && !m_user->text().isEmpty() && !m_remembering->isForgetting());
    setVerbEnabled(why.isEmpty() && isDirty(), why.isEmpty() ? QString() : tr("nothing is remembered"));
}
