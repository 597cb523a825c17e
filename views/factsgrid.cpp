// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/factsgrid.h"

#include "models/plaintext.h"
#include "models/timetext.h"
#include "views/idfield.h"
#include "views/theme.h"

#include <QGridLayout>
#include <QLabel>

FactsGrid::FactsGrid(const ViewContext &context, bool wraps, QWidget *parent)
    : QWidget(parent)
    , m_context(context)
    , m_wraps(wraps)
    , m_grid(new QGridLayout(this))
{
    m_grid->setContentsMargins(0, 0, 0, 0);
    m_grid->setHorizontalSpacing(12);
    m_grid->setVerticalSpacing(2);
    m_grid->setColumnStretch(1, 1);
}

void FactsGrid::build(const QList<Fact> &facts)
{
    qDeleteAll(findChildren<QWidget *>(QString(), Qt::FindDirectChildrenOnly));
    m_values.clear();
    int row = 0;
    for (const Fact &fact : facts) {
        auto *name = new QLabel(shownText(fact.name));
        name->setTextFormat(Qt::PlainText);
        name->setFont(Theme::labelFont());
        name->setForegroundRole(QPalette::PlaceholderText);
        name->setAlignment(Qt::AlignLeft | Qt::AlignTop);
        m_grid->addWidget(name, row, 0, Qt::AlignTop);
        if (fact.isId) {
            auto *field = new IdField(m_context);
            m_values.append(field);
            m_grid->addWidget(field, row, 1);
        } else {
            auto *value = new QLabel;
            value->setTextFormat(Qt::PlainText);
            value->setWordWrap(m_wraps);
            if (!m_wraps)
                value->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
            value->setTextInteractionFlags(Qt::TextSelectableByMouse);
            m_values.append(value);
            m_grid->addWidget(value, row, 1);
        }
        ++row;
    }
}

void FactsGrid::setFacts(const QList<Fact> &facts)
{
    if (facts == m_facts)
        return;
    const auto alike = [](const Fact &a, const Fact &b) { return a.name == b.name && a.isId == b.isId; };
    if (!std::equal(facts.begin(), facts.end(), m_facts.begin(), m_facts.end(), alike))
        build(facts);
    m_facts = facts;
    for (qsizetype i = 0; i < facts.size(); ++i) {
        if (auto *field = qobject_cast<IdField *>(m_values[i]))
            field->setValue(facts[i].value, facts[i].name);
        else {
            auto *label = static_cast<QLabel *>(m_values[i]);
            label->setText(facts[i].value.isEmpty() ? TimeText::unknown() : shownText(facts[i].value));
            label->setToolTip(shownToolTip(facts[i].value));
        }
    }
}
