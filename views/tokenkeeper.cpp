// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/tokenkeeper.h"

#include "models/plaintext.h"
#include "models/tokenregister.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>

TokenKeeper::TokenKeeper(TokenRegister *tokens, QWidget *parent)
    : QWidget(parent)
    , m_tokens(tokens)
    , m_words(new QLabel)
    , m_keep(new QPushButton)
    , m_leave(new QPushButton(tr("Don't keep it")))
{
    m_words->setTextFormat(Qt::PlainText);
    m_words->setWordWrap(true);
    auto *buttons = new QHBoxLayout;
    buttons->setSpacing(8);
    buttons->addStretch(1);
    for (QPushButton *button : {m_leave, m_keep}) {
        button->setAutoDefault(true);
        buttons->addWidget(button);
    }
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(4);
    layout->addWidget(m_words);
    layout->addLayout(buttons);
    connect(m_keep, &QPushButton::clicked, this, &TokenKeeper::go);
    connect(m_leave, &QPushButton::clicked, this, [this] {
        m_token.clear();
        hide();
    });
    connect(tokens->keychain(), &Keychain::probed, this, [this] {
        if (!std::exchange(m_unlocking, false) || m_token.isEmpty())
            return;
        const Keychain *keychain = m_tokens->keychain();
        if (keychain->state() == Keychain::State::Available)
            keep();
        else
            tellFault({keychain->state(), keychain->reason()});
    });
    hide();
}

void TokenKeeper::ask(const QString &participantId, const QString &token)
{
    m_id = participantId;
    m_token = token;
    m_unlocksFirst = m_tokens->keychain()->state() == Keychain::State::Locked;
    const QString words = m_tokens->keychain()->isLasting()
        ? tr("The token goes into the keychain of this desktop, from where the list of issued tokens shows it again. "
             "Whoever opens the keychain can join with it until it expires.")
        : tr("There is no keychain here: the token is kept in memory, from where the list of issued tokens shows it "
             "again until Stagedesk ends.");
    tell(words, m_unlocksFirst ? tr("Unlock and keep it") : tr("Keep it"));
    m_leave->setFocus(Qt::OtherFocusReason); // the harmless one
}

void TokenKeeper::tell(const QString &words, const QString &verb)
{
    m_words->setText(words);
    m_keep->setText(verb);
    m_keep->setVisible(!verb.isEmpty());
    m_leave->setVisible(!verb.isEmpty());
    m_keep->setEnabled(true);
    show();
}

void TokenKeeper::go()
{
    m_keep->setEnabled(false);
    if (!m_unlocksFirst) {
        keep();
        return;
    }
    m_words->setText(tr("Waiting for the desktop to unlock the keychain…"));
    m_unlocking = true;
    m_tokens->keychain()->unlock();
}

void TokenKeeper::keep()
{
    m_words->setText(tr("Asking the keychain…"));
    m_tokens->keep(m_id, m_token, this, [this](const Keychain::Done &done) {
        if (!done) {
            tellFault(done.error());
            return;
        }
        m_token.clear();
        tell(m_tokens->keychain()->isLasting()
                ? tr("Kept in the keychain of this desktop. It goes when it is forgotten there, or has expired.")
                : tr("Kept in memory until Stagedesk ends."),
            {});
        Q_EMIT kept();
    });
}

void TokenKeeper::tellFault(const Keychain::Fault &fault)
{
    m_unlocksFirst = fault.state == Keychain::State::Locked || fault.state == Keychain::State::Refused;
    QString words = tr("The token is not kept. %1").arg(Keychain::explain(fault.state));
    if (!fault.words.isEmpty())
        words += QLatin1Char(' ') + tr("The desktop says “%1”.").arg(shownText(fault.words));
    tell(words, m_unlocksFirst ? tr("Unlock and keep it") : tr("Try again"));
}
