// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/tokenseditor.h"

#include "views/formfield.h"
#include "views/theme.h"
#include "views/tokencard.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QToolButton>

using namespace Qt::Literals::StringLiterals;

TokensEditor::TokensEditor(const ViewContext &context, QWidget *parent)
    : QWidget(parent)
    , m_context(context)
    , m_cards(new QVBoxLayout)
    , m_add(new QToolButton)
    , m_count(new QLabel)
    , m_fault(new FaultLine(context))
{
    m_add->setText(tr("Add a token"));
    m_add->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    m_add->setAutoRaise(true);
    m_count->setFont(Theme::labelFont());
    m_count->setForegroundRole(QPalette::PlaceholderText);
    m_cards->setSpacing(8);
    auto *foot = new QHBoxLayout;
    foot->addWidget(m_add);
    foot->addStretch(1);
    foot->addWidget(m_count);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(4);
    layout->addLayout(m_cards);
    layout->addWidget(m_fault);
    layout->addLayout(foot);
    const auto tint = [this] { m_add->setIcon(m_context.theme->icon(u"add"_s, Theme::Token::Secondary)); };
    tint();
    connect(context.theme, &Theme::changed, m_add, tint);
    connect(m_add, &QToolButton::clicked, this, &TokensEditor::add);
    renumber();
}

void TokensEditor::add()
{
    auto *card = new TokenCard(m_context);
    m_all.append(card);
    m_cards->addWidget(card);
    connect(card, &TokenCard::changed, this, &TokensEditor::changed);
    connect(card, &TokenCard::removeClicked, this, [this, card] {
        m_all.removeOne(card);
        renumber();
        m_add->setFocus(Qt::OtherFocusReason);
        card->hide();
        card->deleteLater(); // its button is being clicked
        Q_EMIT changed();
    });
    renumber();
    card->userField()->setFocus(Qt::OtherFocusReason);
    Q_EMIT changed();
}

void TokensEditor::renumber()
{
    for (qsizetype i = 0; i < m_all.size(); ++i)
        m_all[i]->setNumber(int(i));
    const bool full = m_all.size() >= StageDraft::mostTokens();
    m_add->setEnabled(!full);
    m_add->setToolTip(full ? tr("One call can make at most %1 tokens").arg(StageDraft::mostTokens())
                           : tr("A token for one participant, made together with the stage"));
    m_count->setText(tr("%1 of %2").arg(m_all.size()).arg(StageDraft::mostTokens()));
}

QList<TokenDraft> TokensEditor::tokens() const
{
    QList<TokenDraft> tokens;
    for (const TokenCard *card : m_all)
        tokens.append(card->token());
    return tokens;
}

void TokensEditor::setFaults(const QList<DraftFault> &faults)
{
    for (TokenCard *card : m_all)
        card->setFaults(faults);
    QString whole;
    for (const DraftFault &fault : faults) {
        if (fault.field == "participantTokenConfigurations"_L1)
            whole = fault.message;
    }
    m_fault->setFault(whole);
}

QWidget *TokensEditor::fieldAt(const QString &field) const
{
    for (const TokenCard *card : m_all) {
        if (field.startsWith(card->path()))
            return card->fieldAt(field);
    }
    return field.startsWith("participantTokenConfigurations"_L1) ? m_add : nullptr;
}
