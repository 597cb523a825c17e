// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/keychain.h"

#include <QTimer>

QString Keychain::explain(State state)
{
    switch (state) {
    case State::Unknown:
        return tr("The keychain has not been asked yet.");
    case State::Available:
        return tr("The keychain is open.");
    case State::Locked:
        return tr("The keychain is locked. The desktop asks for its password when you unlock it.");
    case State::Missing:
        return tr("This desktop has no keychain that answers. Install or start one (GNOME Keyring, KWallet, KeePassXC) "
                  "and try again.");
    case State::Refused:
        return tr("The keychain refused. Try again and allow it where the desktop asks.");
    }
    return {};
}

void Keychain::setState(State state, const QString &reason)
{
    if (m_state == state && m_reason == reason)
        return;
    m_state = state;
    m_reason = reason;
    Q_EMIT stateChanged();
}

SessionKeychain::SessionKeychain(QObject *parent)
    : Keychain(parent)
{
}

void SessionKeychain::probe()
{
    QTimer::singleShot(0, this, [this] {
        setState(State::Available);
        Q_EMIT probed();
    });
}

void SessionKeychain::readEntry(const QString &key, const OnFound &then)
{
    QTimer::singleShot(0, this, [this, key, then] {
        const auto found = m_entries.constFind(key);
        then(found == m_entries.cend() ? std::optional<QByteArray>() : std::optional<QByteArray>(*found));
    });
}

void SessionKeychain::writeEntry(const QString &key, const QByteArray &secret, const OnDone &then)
{
    QTimer::singleShot(0, this, [this, key, secret, then] {
        m_entries.insert(key, secret);
        then(aws::Nothing());
    });
}

void SessionKeychain::removeEntry(const QString &key, const OnDone &then)
{
    QTimer::singleShot(0, this, [this, key, then] {
        m_entries.remove(key);
        then(aws::Nothing());
    });
}
