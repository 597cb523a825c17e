// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/aws/error.h"
#include "models/ivs/es384.h"
#include "models/ivs/types.h"
#include "models/keychain.h"

#include <QSet>

namespace aws {
class WriteGuard;
}
namespace ivs {
class Client;
}

/// The private halves of the public keys of one connection, by the ARN of the public half: which are on this computer,
/// in the keychain (entry `signing-key/<ARN>`) or in memory for as long as the program runs. A private key that was
/// found is believed only when its public half is that of the service.
class SigningKeys final : public QObject
{
    Q_OBJECT

public:
    using PrivateKey = ivs::es384::PrivateKey;

    /// Where a private half is.
    enum class Kept {
        Unknown, ///< not looked for yet, or the keychain can't be asked: fault() says why
        Nowhere, ///< looked for, and not on this computer
        Keychain,
        Session, ///< in memory: it is gone when the program ends. fault() says when the keychain did not take it
        Foreign, ///< what the keychain holds under this ARN belongs to another public key, or is no key
    };

    /// \a keychain is not owned; null keeps everything in memory.
    SigningKeys(ivs::Client *client, aws::WriteGuard *guard, Keychain *keychain, QObject *parent);

    Keychain *keychain() const { return m_keychain; }
    Kept kept(const QString &arn) const { return m_halves.value(arn).kept; }
    /// Tokens can be signed with it.
    bool isHere(const QString &arn) const { return m_halves.value(arn).key.has_value(); }
    /// The private half, which is a secret; nothing unless isHere().
    std::optional<PrivateKey> privateKey(const QString &arn) const { return m_halves.value(arn).key; }
    std::optional<Keychain::Fault> fault(const QString &arn) const { return m_halves.value(arn).fault; }
    /// What the service told of a public key, with its material; nothing before somebody asked.
    std::optional<ivs::PublicKey> publicKey(const QString &arn) const;
    /// Every public key that is known without asking, PEM by ARN: what the service told, and the other halves of the
    /// private ones that are here.
    QMap<QString, QByteArray> publicPems() const;

    /// The service has exactly these public keys: the private halves of new ones are looked for.
    void listed(const QStringList &arns);
    /// It was told before which there are.
    bool isListed() const { return m_isListed; }
    /// Looks again for those of which it is not known, as after the keychain was opened.
    void look();
    /// The service told everything of a public key.
    void know(const ivs::PublicKey &key);

    /// Which of the listed public keys belongs to the private or public half with this DER: its ARN, or an empty text
    /// when none does. Asks the service for what is not known yet.
    void findPublic(
        const QByteArray &der, QObject *guard, const std::function<void(const aws::Result<QString> &)> &then);

    /// The public half of \a key is about to be imported. As soon as the service is known to have it, the private half
    /// is kept under its ARN, in the keychain when \a lasting; also when the answer to the import was lost.
    void expect(const PrivateKey &key, bool lasting);
    /// It was not imported.
    void expectNoMore(const PrivateKey &key);
    /// Keeps the private half of a public key that the service has. Fails when the connection is read-only, and when
    /// the keychain does not take it: then it is in memory.
    void put(const QString &arn, const PrivateKey &key, bool lasting, QObject *guard, const Keychain::OnDone &then);
    /// Takes the private half from this computer; done means that it was looked for and is gone. Fails when the
    /// connection is read-only.
    void remove(const QString &arn, QObject *guard, const Keychain::OnDone &then);
    /// The same after its public half was deleted, whatever the connection allows by then.
    void removeOrphan(const QString &arn, QObject *guard, const Keychain::OnDone &then);

    /// Name of the entry in the keychain.
    static QString entryOf(const QString &arn) { return QStringLiteral("signing-key/") + arn; }

Q_SIGNALS:
    void changed(const QString &arn);
    /// The keychain did not take the private half of this public key: it is in memory only.
    void notKept(const QString &arn);

private:
    struct Half
    {
        Kept kept = Kept::Unknown;
        std::optional<PrivateKey> key;
        std::optional<Keychain::Fault> fault;
        quint64 change = 0; ///< an answer to an older question changes nothing
    };
    struct Expected
    {
        PrivateKey key;
        bool lasting = false;
    };

    void lookFor(const QString &arn);
    void found(const QString &arn, const QByteArray &pem);
    void settle(const QString &arn, const PrivateKey &key);
    void set(const QString &arn, const Half &half);
    void store(const QString &arn, const PrivateKey &key, bool lasting, const Keychain::OnDone &then);
    static void refuse(QObject *guard, const Keychain::OnDone &then);
    void askPublic(const QString &arn, const std::function<void(const std::optional<aws::Error> &)> &then);
    QString arnOf(const QByteArray &der) const;

    ivs::Client *m_client;
    aws::WriteGuard *m_guard;
    Keychain *m_keychain;
    QStringList m_listed;
    bool m_isListed = false; ///< listed() was called, perhaps with none
    QHash<QString, Half> m_halves;
    QHash<QString, ivs::PublicKey> m_public; ///< the material of a public key never changes
    QHash<QByteArray, Expected> m_expected; ///< by the DER of the public half
    QSet<QString> m_looking; ///< looked for, without an answer yet
};
