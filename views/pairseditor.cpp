// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/pairseditor.h"

#include "views/formfield.h"
#include "views/pairline.h"
#include "views/theme.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QRegularExpression>
#include <QToolButton>

using namespace Qt::Literals::StringLiterals;

PairsEditor::PairsEditor(const ViewContext &context, const Words &words, QWidget *parent)
    : QWidget(parent)
    , m_context(context)
    , m_words(words)
    , m_lines(new QVBoxLayout)
    , m_add(new QToolButton)
    , m_note(new QLabel)
    , m_fault(new FaultLine(context))
{
    m_add->setText(words.add);
    m_add->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    m_add->setAutoRaise(true);
    m_note->setTextFormat(Qt::PlainText);
    m_note->setFont(Theme::labelFont());
    m_note->setForegroundRole(QPalette::PlaceholderText);
    m_lines->setSpacing(4);
    auto *foot = new QHBoxLayout;
    foot->addWidget(m_add);
    foot->addStretch(1);
    foot->addWidget(m_note);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(4);
    layout->addLayout(m_lines);
    layout->addWidget(m_fault);
    layout->addLayout(foot);
    setFocusProxy(m_add);
    const auto tint = [this] { m_add->setIcon(m_context.theme->icon(u"add"_s, Theme::Token::Secondary)); };
    tint();
    connect(context.theme, &Theme::changed, m_add, tint);
    connect(m_add, &QToolButton::clicked, this, [this] {
        addLine({})->keyField()->setFocus(Qt::OtherFocusReason);
        Q_EMIT changed();
    });
}

PairLine *PairsEditor::addLine(const PairRow &row)
{
    auto *line = new PairLine(m_context, m_words.noun);
    line->setRow(row);
    m_lines->addWidget(line);
    m_all.append(line);
    connect(line, &PairLine::keyEdited, this, &PairsEditor::changed);
    connect(line, &PairLine::valueEdited, this, &PairsEditor::changed);
    connect(line, &PairLine::removeClicked, this, [this, line] {
        m_all.removeOne(line);
        m_add->setFocus(Qt::OtherFocusReason);
        line->hide();
        line->deleteLater(); // its button is being clicked
        Q_EMIT changed();
    });
    return line;
}

void PairsEditor::setRows(const PairRows &rows)
{
    qDeleteAll(std::exchange(m_all, {}));
    for (const PairRow &row : rows)
        addLine(row);
}

PairRows PairsEditor::rows() const
{
    PairRows rows;
    for (const PairLine *line : m_all)
        rows.append(line->row());
    return rows;
}

void PairsEditor::setFaults(const QString &path, const QList<DraftFault> &faults)
{
    QHash<QString, QString> words;
    for (const DraftFault &fault : faults)
        words.insert(fault.field, fault.message);
    m_fault->setFault(words.value(path));
    for (qsizetype i = 0; i < m_all.size(); ++i) {
        const QString row = u"%1[%2]."_s.arg(path).arg(i);
        m_all[i]->setFaults(words.value(row + u"key"_s), words.value(row + u"value"_s));
    }
}

QWidget *PairsEditor::fieldAt(const QString &path, const QString &field) const
{
    if (!field.startsWith(path))
        return nullptr;
    static const QRegularExpression row(u"^\\[(\\d+)\\]\\.(key|value)$"_s);
    const QRegularExpressionMatch match = row.match(field.mid(path.size()));
    if (!match.hasMatch() || match.captured(1).toInt() >= m_all.size())
        return m_all.isEmpty() ? static_cast<QWidget *>(m_add) : m_all.first()->keyField();
    const PairLine *line = m_all[match.captured(1).toInt()];
    return match.captured(2) == "key"_L1 ? line->keyField() : line->valueField();
}

void PairsEditor::setNote(const QString &words) { m_note->setText(words); }
