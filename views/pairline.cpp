// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/pairline.h"

#include "views/formfield.h"
#include "views/theme.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QToolButton>

using namespace Qt::Literals::StringLiterals;

PairLine::PairLine(const ViewContext &context, const QString &noun, QWidget *parent)
    : QWidget(parent)
    , m_context(context)
    , m_noun(noun)
    , m_key(new QLineEdit)
    , m_value(new QLineEdit)
    , m_remove(new QToolButton)
    , m_note(new QLabel)
    , m_fault(new FaultLine(context))
{
    m_key->setPlaceholderText(tr("Name"));
    m_key->setAccessibleName(tr("Name of the %1").arg(noun));
    setPlaceholder(tr("Value"));
    m_value->setAccessibleName(tr("Value of the %1").arg(noun));
    m_remove->setAutoRaise(true);
    m_note->setTextFormat(Qt::PlainText);
    m_note->setFont(Theme::labelFont());
    m_note->setForegroundRole(QPalette::PlaceholderText);
    m_note->hide();
    auto *row = new QHBoxLayout;
    row->setSpacing(4);
    row->addWidget(m_key, 2);
    row->addWidget(m_value, 3);
    row->addWidget(m_remove);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(2);
    layout->addLayout(row);
    layout->addWidget(m_note);
    layout->addWidget(m_fault);
    tint();
    connect(context.theme, &Theme::changed, this, &PairLine::tint);
    connect(m_key, &QLineEdit::textEdited, this, &PairLine::keyEdited);
    connect(m_value, &QLineEdit::textEdited, this, &PairLine::valueEdited);
    connect(m_remove, &QToolButton::clicked, this, &PairLine::removeClicked);
}

void PairLine::tint()
{
    m_remove->setIcon(m_context.theme->icon(m_removed ? u"resume"_s : u"close"_s, Theme::Token::Secondary));
    const QString words = m_removed ? tr("Keep this %1").arg(m_noun) : tr("Remove this %1").arg(m_noun);
    m_remove->setToolTip(words);
    m_remove->setAccessibleName(words);
}

void PairLine::setRow(const PairRow &row)
{
    // Not while somebody types there: the cursor would jump.
    if (m_key->text() != row.key)
        m_key->setText(row.key);
    if (m_value->text() != row.value)
        m_value->setText(row.value);
}

PairRow PairLine::row() const { return {m_key->text(), m_value->text()}; }

void PairLine::setKeyFixed(bool fixed) { m_key->setReadOnly(fixed); }

void PairLine::setValueEnabled(bool enabled) { m_value->setEnabled(enabled); }

void PairLine::setPlaceholder(const QString &value) { m_value->setPlaceholderText(value); }

void PairLine::setNote(const QString &words)
{
    m_note->setText(words);
    m_note->setVisible(!words.isEmpty());
}

void PairLine::setRemoved(bool removed)
{
    m_removed = removed;
    for (QLineEdit *field : {m_key, m_value}) {
        QFont font = field->font();
        font.setStrikeOut(removed);
        field->setFont(font);
    }
    tint();
}

void PairLine::setRemovable(bool removable) { m_remove->setEnabled(removable); }

void PairLine::setFaults(const QString &key, const QString &value)
{
    QStringList words;
    if (!key.isEmpty())
        words << tr("The name %1.").arg(key);
    if (!value.isEmpty())
        words << tr("The value %1.").arg(value);
    m_fault->setFault(words.join(u' '));
    m_key->setAccessibleDescription(key);
    m_value->setAccessibleDescription(value);
}
