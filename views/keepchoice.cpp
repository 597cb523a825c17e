// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/keepchoice.h"

#include "models/keychain.h"
#include "models/plaintext.h"
#include "views/formfield.h"
#include "views/theme.h"

#include <QLabel>
#include <QPushButton>
#include <QRadioButton>
#include <QVBoxLayout>

KeepChoice::KeepChoice(const ViewContext &context, Keychain *keychain, QWidget *parent)
    : QWidget(parent)
    , m_keychain(keychain)
    , m_lasting(new QRadioButton(tr("In the &keychain of this desktop")))
    , m_session(new QRadioButton(tr("In &memory, for this session only")))
    , m_fault(new FaultLine(context))
    , m_unlock(new QPushButton)
{
    auto *name = new QLabel(tr("Private key"));
    auto *hint = new QLabel(tr("It never goes to the service, and into no file unless you export it. In memory it is "
                               "gone when Stagedesk ends."));
    hint->setWordWrap(true);
    hint->setFont(Theme::labelFont());
    hint->setForegroundRole(QPalette::PlaceholderText);
    m_unlock->setAutoDefault(true);
    (keychain->isLasting() ? m_lasting : m_session)->setChecked(true);
    m_lasting->setVisible(keychain->isLasting());
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(4);
    layout->addWidget(name);
    layout->addWidget(m_lasting);
    layout->addWidget(m_fault);
    layout->addWidget(m_unlock, 0, Qt::AlignLeft);
    layout->addWidget(m_session);
    layout->addWidget(hint);
    connect(m_lasting, &QRadioButton::toggled, this, &KeepChoice::refresh);
    connect(keychain, &Keychain::stateChanged, this, &KeepChoice::refresh);
    connect(m_unlock, &QPushButton::clicked, keychain, [keychain] {
        if (keychain->state() == Keychain::State::Missing)
            keychain->probe();
        else
            keychain->unlock();
    });
    refresh();
}

bool KeepChoice::isLasting() const { return m_lasting->isChecked(); }

bool KeepChoice::isReady() const { return !isLasting() || m_keychain->state() == Keychain::State::Available; }

void KeepChoice::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    m_keychain->probe();
}

void KeepChoice::refresh()
{
    const Keychain::State state = m_keychain->state();
    const bool stands = isReady() || state == Keychain::State::Unknown;
    const QString reason = shownText(m_keychain->reason());
    const QString says = reason.isEmpty() ? QString() : QLatin1Char(' ') + tr("The desktop says “%1”.").arg(reason);
    m_fault->setFault(stands ? QString() : Keychain::explain(state) + says);
    m_unlock->setVisible(!stands);
    m_unlock->setEnabled(!m_keychain->isUnlocking());
    m_unlock->setText(m_keychain->isUnlocking() ? tr("Waiting for the desktop…")
            : state == Keychain::State::Locked  ? tr("Unlock the keychain")
            : state == Keychain::State::Refused ? tr("Ask again")
                                                : tr("Look again"));
    Q_EMIT changed();
}
