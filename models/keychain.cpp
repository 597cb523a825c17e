// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/keychain.h"

#include <QTimer>

#include <utility>

QString Keychain::title(State state)
{
    switch (state) {
    case State::Unknown:
        return tr("The keychain has not been asked yet");
    case State::Available:
        return tr("The keychain is open");
    case State::Locked:
        return tr("The keychain is locked");
    case State::Missing:
        return tr("There is no keychain that answers");
    case State::Refused:
        return tr("The keychain refused");
    }
    return {};
}

QString Keychain::advice(State state)
{
    switch (state) {
    case State::Unknown:
    case State::Available:
        return {};
    case State::Locked:
        return tr("The desktop asks for its password when you unlock it.");
    case State::Missing:
        return tr("Install or start one, such as GNOME Keyring, KWallet or KeePassXC.");
    case State::Refused:
        return tr("Ask it again, and allow it where the desktop asks.");
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

void Keychain::unlock()
{
    if (m_unlocking)
        return;
    m_unlocking = true;
    Q_EMIT stateChanged();
    startUnlock();
}

void Keychain::endProbe(State state, const QString &reason)
{
    if (std::exchange(m_unlocking, false) && m_state == state && m_reason == reason)
        Q_EMIT stateChanged();
    setState(state, reason);
    Q_EMIT probed();
}

SessionKeychain::SessionKeychain(QObject *parent)
    : Keychain(parent)
{
}

void SessionKeychain::startProbe()
{
    QTimer::singleShot(0, this, [this] { endProbe(State::Available); });
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
