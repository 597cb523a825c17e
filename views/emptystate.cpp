// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/emptystate.h"

#include <QLabel>
#include <QPushButton>
#include <QVBoxLayout>

EmptyState::EmptyState(QWidget *parent)
    : QWidget(parent)
    , m_sentence(new QLabel)
    , m_button(new QPushButton)
{
    m_sentence->setTextFormat(Qt::PlainText);
    m_sentence->setWordWrap(true);
    m_sentence->setAlignment(Qt::AlignCenter);
    m_sentence->setForegroundRole(QPalette::PlaceholderText);
    m_button->setAutoDefault(false);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(24, 24, 24, 24);
    layout->setSpacing(12);
    layout->addStretch(2);
    layout->addWidget(m_sentence);
    layout->addWidget(m_button, 0, Qt::AlignHCenter);
    layout->addStretch(3);
    connect(m_button, &QPushButton::clicked, this, &EmptyState::triggered);
    setBackgroundRole(QPalette::Base);
    setAutoFillBackground(true);
}

void EmptyState::setWords(const QString &sentence, const QString &verb)
{
    m_sentence->setText(sentence);
    m_button->setText(verb);
    m_button->setVisible(!verb.isEmpty());
}

QString EmptyState::sentence() const { return m_sentence->text(); }
