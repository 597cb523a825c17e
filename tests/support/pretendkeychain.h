// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/keychain.h"

#include <QTimer>

/// A keychain in memory that does as a desktop's would, and is in whatever state the test wants. It outlives desks.
class PretendKeychain final : public SessionKeychain
{
public:
    using SessionKeychain::SessionKeychain;

    bool isLasting() const override { return true; }
    /// From now on; tells it at once.
    void pretend(State state, const QString &reason = {})
    {
        m_state = state;
        m_reason = reason;
        setState(state, reason);
    }
    void setAnswerToUnlock(State state) { m_unlocked = state; }
    int unlocks() const { return m_unlocks; }
    int writes() const { return m_writes; }

protected:
    void startProbe() override
    {
        QTimer::singleShot(0, this, [this] { endProbe(m_state, m_reason); });
    }
    void startUnlock() override
    {
        ++m_unlocks;
        m_state = m_unlocked;
        startProbe();
    }
    void readEntry(const QString &key, const OnFound &then) override
    {
        if (m_state == State::Available)
            SessionKeychain::readEntry(key, then);
        else
            QTimer::singleShot(0, this, [this, then] { then(tl::unexpected(Fault {m_state, m_reason})); });
    }
    void writeEntry(const QString &key, const QByteArray &secret, const OnDone &then) override
    {
        ++m_writes;
        if (m_state == State::Available)
            SessionKeychain::writeEntry(key, secret, then);
        else
            QTimer::singleShot(0, this, [this, then] { then(tl::unexpected(Fault {m_state, m_reason})); });
    }
    void removeEntry(const QString &key, const OnDone &then) override
    {
        if (m_state == State::Available)
            SessionKeychain::removeEntry(key, then);
        else
            QTimer::singleShot(0, this, [this, then] { then(tl::unexpected(Fault {m_state, m_reason})); });
    }

private:
    State m_state = State::Available;
    State m_unlocked = State::Available;
    QString m_reason;
    int m_unlocks = 0;
    int m_writes = 0;
};
