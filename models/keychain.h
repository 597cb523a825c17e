// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/aws/result.h"

#include <QByteArray>
#include <QHash>
#include <QObject>
#include <QPointer>

#include <functional>
#include <optional>

/// Where secrets are kept that outlive the program: the desktop's keychain, never a file of ours. Every answer arrives
/// through the event loop, and only while its asker lives. Who reads, writes and removes never opens a prompt on the
/// desktop: only unlock() asks the person.
class Keychain : public QObject
{
    Q_OBJECT

public:
    enum class State {
        Unknown, ///< nobody has looked yet
        Available,
        Locked, ///< it is there and closed: unlock() asks the person to open it
        Missing, ///< this desktop has none, or it does not answer
        Refused, ///< the person or the desktop said no
    };
    Q_ENUM(State)

    /// Why something was not done. What stood in the keychain stands there still, as far as anybody knows.
    struct Fault
    {
        State state = State::Missing; ///< Locked, Missing or Refused
        QString words; ///< the desktop's own; foreign text, may be empty
        bool operator==(const Fault &) const = default;
    };
    /// What was asked for; nothing when there is no such entry.
    using Found = tl::expected<std::optional<QByteArray>, Fault>;
    using Done = tl::expected<aws::Nothing, Fault>;
    using OnFound = std::function<void(const Found &)>;
    using OnDone = std::function<void(const Done &)>;

    using QObject::QObject;

    State state() const { return m_state; }
    /// The desktop's own words for a state that is not Available; foreign text, may be empty.
    QString reason() const { return m_reason; }
    /// What is written is there when the program starts again.
    virtual bool isLasting() const = 0;
    /// The state for people, without a stop; what can be done, in a sentence; and the two together.
    static QString title(State state);
    static QString advice(State state);
    static QString explain(State state) { return title(state) + QStringLiteral(". ") + advice(state); }

    /// Looks what state it is in, without a prompt; probed() follows.
    void probe() { startProbe(); }
    /// Lets the desktop ask the person to open it, or to make one where there is none yet; this can take as long as
    /// the person does. probed() follows. A second one while the first is asked does nothing.
    void unlock();
    bool isUnlocking() const { return m_unlocking; }

    void read(const QString &key, QObject *guard, const OnFound &then) { readEntry(key, kept<Found>(guard, then)); }
    /// Done means that it was read back as it was written.
    void write(const QString &key, const QByteArray &secret, QObject *guard, const OnDone &then)
    {
        writeEntry(key, secret, kept<Done>(guard, then));
    }
    /// Done means that it was looked for afterwards, and is gone. Removing what is not there is done.
    void remove(const QString &key, QObject *guard, const OnDone &then) { removeEntry(key, kept<Done>(guard, then)); }

Q_SIGNALS:
    /// State, reason, or whether it is being unlocked.
    void stateChanged();
    /// A probe() or unlock() has ended.
    void probed();

protected:
    virtual void startProbe() = 0;
    virtual void startUnlock() = 0;
    virtual void readEntry(const QString &key, const OnFound &then) = 0;
    virtual void writeEntry(const QString &key, const QByteArray &secret, const OnDone &then) = 0;
    virtual void removeEntry(const QString &key, const OnDone &then) = 0;
    void setState(State state, const QString &reason = {});
    /// The end of startProbe() and startUnlock().
    void endProbe(State state, const QString &reason = {});

private:
    template <typename Answer>
    static std::function<void(const Answer &)> kept(QObject *guard, const std::function<void(const Answer &)> &then)
    {
        return [guard = QPointer(guard), then](const Answer &answer) {
            if (guard)
                then(answer);
        };
    }

    State m_state = State::Unknown;
    QString m_reason;
    bool m_unlocking = false;
};

/// Secrets in memory, for as long as the program runs: where nobody hands in a desktop's keychain.
class SessionKeychain : public Keychain
{
    Q_OBJECT

public:
    explicit SessionKeychain(QObject *parent = nullptr);

    bool isLasting() const override { return false; }

protected:
    void startProbe() override;
    void startUnlock() override { startProbe(); }
    void readEntry(const QString &key, const OnFound &then) override;
    void writeEntry(const QString &key, const QByteArray &secret, const OnDone &then) override;
    void removeEntry(const QString &key, const OnDone &then) override;

private:
    QHash<QString, QByteArray> m_entries;
};
