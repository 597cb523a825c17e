// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/keychain.h"

namespace QKeychain {
class Job;
}

/// The desktop's keychain through QtKeychain: a Secret Service (GNOME Keyring, KeePassXC, KWallet), or KWallet's own.
///
/// QtKeychain 0.13 on a locked Secret Service reads "not found" and deletes "successfully" what then stays (measured,
/// toolchain sheet 3). So the service's collection is asked over D-Bus whether it is open, before anything is done and
/// again before "not there" is believed; what is written is read back, and what is deleted is looked for.
class SystemKeychain final : public Keychain
{
    Q_OBJECT

public:
    explicit SystemKeychain(QObject *parent = nullptr);

    /// The name under which all entries stand.
    static QString service() { return QStringLiteral("stagedesk"); }

    bool isLasting() const override { return true; }

protected:
    void startProbe() override;
    void startUnlock() override;
    void readEntry(const QString &key, const OnFound &then) override;
    void writeEntry(const QString &key, const QByteArray &secret, const OnDone &then) override;
    void removeEntry(const QString &key, const OnDone &then) override;

private:
    /// What the Secret Service says of the collection where entries are kept.
    enum class Lid {
        NoService, ///< none on this session's bus; there may be KWallet
        NoCollection, ///< it has none yet: the first entry makes one, which asks the person
        Closed,
        Open,
    };
    using OnLid = std::function<void(Lid)>;

    void look(const OnLid &then);
    void lookAt(const QString &collection, const OnLid &then);
    /// Runs \a then with the fault when the lid is closed, else \a open; either way the state is up to date.
    template <typename Answer>
    void whenOpen(const std::function<void(const Answer &)> &then, const std::function<void()> &open);
    void tryOut();
    void run(QKeychain::Job *job, const QString &key, const std::function<void(QKeychain::Job *)> &then);
    /// Without asking whether it is open.
    void readRaw(const QString &key, const OnFound &then);
    void writeRaw(const QString &key, const QByteArray &secret, const OnDone &then);
    void removeRaw(const QString &key, const OnDone &then);
    Fault faultOf(const QKeychain::Job *job);
    Fault closed(Lid lid);

    bool m_tried = false; ///< an entry was written, read and removed: it does what it says
};
