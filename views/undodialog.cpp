// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/undodialog.h"

#include "models/errortext.h"
#include "models/plaintext.h"
#include "models/workspace.h"
#include "views/theme.h"

#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QTableWidget>
#include <QVBoxLayout>

namespace {

// The stage's name, as it is known now; what has none is called by its id.
QString nameOf(const Workspace *workspace, const QString &resource)
{
    const StageRecord *stage = workspace->stages()->record(resource);
    return stage && !stage->stage.name.isEmpty() ? stage->stage.name : idOfArn(resource);
}

} // namespace

UndoDialog::UndoDialog(Workspace *workspace, const store::JournalEntry &entry, QWidget *parent)
    : QDialog(parent)
    , m_undo(new Undo(workspace, entry, this))
    , m_words(new QLabel)
    , m_table(new QTableWidget(0, 4))
    , m_cancel(new QPushButton(tr("Cancel")))
    , m_agree(new QPushButton(tr("Undo")))
{
    setAttribute(Qt::WA_DeleteOnClose);
    setWindowTitle(tr("Undo a change"));
    auto *title = new QLabel(tr("Undo %1?").arg(shownText(entry.operation)));
    title->setTextFormat(Qt::PlainText);
    title->setFont(Theme::titleFont());
    auto *what = new QLabel(shownText(entry.resource));
    what->setTextFormat(Qt::PlainText);
    what->setWordWrap(true);
    what->setFont(Theme::fixedFont());
    m_words->setTextFormat(Qt::PlainText);
    m_words->setWordWrap(true);
    m_table->setAccessibleName(tr("What will change"));
    m_table->setHorizontalHeaderLabels({tr("Member"), tr("It made"), tr("Now"), tr("After undoing")});
    m_table->verticalHeader()->hide();
    m_table->horizontalHeader()->setSectionResizeMode(QHeaderView::Stretch);
    m_table->horizontalHeader()->setDefaultAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    m_table->setEditTriggers(QAbstractItemView::NoEditTriggers);
    m_table->setSelectionMode(QAbstractItemView::NoSelection);
    m_table->setTabKeyNavigation(false);
    m_table->setShowGrid(false);
    m_table->setMinimumHeight(120);
    m_agree->setAutoDefault(false);
    m_cancel->setDefault(true);

    auto *footer = new QHBoxLayout;
    footer->addStretch(1);
    footer->addWidget(m_cancel);
    footer->addWidget(m_agree);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(16, 16, 16, 16);
    layout->setSpacing(12);
    layout->addWidget(title);
    layout->addWidget(what);
    layout->addWidget(m_words);
    layout->addWidget(m_table, 1);
    if (workspace->guard()->hasReason(aws::ReadOnlyReason::Production)) {
        m_toType = nameOf(workspace, entry.resource);
        m_typed = new QLineEdit;
        m_typed->setAccessibleName(tr("Type the name to go on"));
        auto *label = new QLabel(
            tr("This is production. &Type “%1” to go on").arg(shownText(m_toType).replace(u'&', QStringLiteral("&&"))));
        label->setTextFormat(Qt::PlainText);
        label->setWordWrap(true);
        label->setBuddy(m_typed);
        layout->addWidget(label);
        layout->addWidget(m_typed);
        connect(m_typed, &QLineEdit::textEdited, this, &UndoDialog::refreshVerb);
    }
    layout->addLayout(footer);
    resize(620, 320);

    connect(m_agree, &QPushButton::clicked, this, &UndoDialog::agree);
    connect(m_cancel, &QPushButton::clicked, this, &QDialog::reject);
    // The connection may be closed meanwhile.
    connect(workspace, &QObject::destroyed, this, &QDialog::reject);
    connect(m_undo, &Undo::checked, this, &UndoDialog::refresh);
    refresh();
    m_cancel->setFocus(Qt::OtherFocusReason);
}

void UndoDialog::refresh()
{
    const Undo::State state = m_undo->state();
    refreshVerb();
    m_agree->setText(state == Undo::State::Changed ? tr("Undo anyway") : tr("Undo"));
    m_table->setVisible(state != Undo::State::Checking && state != Undo::State::Failed);
    switch (state) {
    case Undo::State::Checking:
        m_words->setText(tr("Reading what is there now…"));
        return;
    case Undo::State::Failed: {
        const ErrorText text = explain(*m_undo->error());
        m_words->setText(tr("What is there now can't be read. %1: %2").arg(text.title, text.meaning));
        return;
    }
    case Undo::State::AsMade:
        m_words->setText(tr("It is as this write left it. Undoing puts back what was there before."));
        break;
    case Undo::State::Back:
        m_words->setText(tr("It is as it was before this write already: there is nothing to undo."));
        break;
    case Undo::State::Changed:
        m_words->setText(tr("It has been changed since. Undoing puts back what was there before this write, and the "
                            "later change is lost."));
        break;
    }
    const QList<Undo::Difference> all = m_undo->differences();
    m_table->setRowCount(int(all.size()));
    for (int row = 0; row < int(all.size()); ++row) {
        const QStringList cells {all[row].member, all[row].made, all[row].present, all[row].restored};
        for (int column = 0; column < int(cells.size()); ++column) {
            auto *item = new QTableWidgetItem(shownText(cells[column]));
            item->setToolTip(shownToolTip(cells[column]));
            m_table->setItem(row, column, item);
        }
    }
}

void UndoDialog::refreshVerb()
{
    const Undo::State state = m_undo->state();
    const bool typed = !m_typed || m_typed->text() == m_toType;
    m_agree->setEnabled((state == Undo::State::AsMade || state == Undo::State::Changed) && typed);
    m_agree->setToolTip(typed ? QString() : tr("Type the name first"));
}

void UndoDialog::agree()
{
    Undertaking *act = m_undo->make();
    if (!act)
        return;
    m_agree->setEnabled(false); // the second half of a double click
    Q_EMIT agreed(act);
    accept();
}
