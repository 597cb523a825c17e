// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/keydraft.h"
#include "models/signingkeys.h"
#include "models/undertaking.h"

#include <QDateTime>

class Workspace;

/// What the register knows of the tokens that a key signed.
struct ValidTokens
{
    int count = 0; ///< of tokens that are valid now; those that were signed elsewhere are not among them
    QDateTime until; ///< when the last of them expires
};

/// Everything that a person can do to public keys and their private halves. Acts are made as those of StageActs are:
/// not started, owned by this object. Whether the connection is read-only is the guard's matter.
class KeyActs final : public QObject
{
    Q_OBJECT

public:
    /// Tells of a public key by its ARN; nothing while it is not known.
    using ValidTokensOf = std::function<std::optional<ValidTokens>(const QString &keyArn)>;

    explicit KeyActs(Workspace *workspace);

    /// Imports the public half of \a key. The private one is kept as soon as the service has it, in the keychain when
    /// \a lasting, else for as long as the program runs; also when the answer was lost and a later list shows that it
    /// was imported. At most three public keys a region (fact sheet 2).
    Undertaking *importPair(
        const ivs::es384::PrivateKey &key, const ivs::ImportPublicKeyRequest &request, bool lasting);
    /// Makes a P-384 pair on this computer and does the same with it.
    Undertaking *createPair(const KeyDraft &draft, bool lasting);
    /// Imports a public key whose private half is somewhere else.
    Undertaking *importPublic(const ivs::ImportPublicKeyRequest &request);
    /// Deletes it at the service, and then its private half on this computer.
    Undertaking *deleteKey(const ivs::PublicKeySummary &key);
    /// Tries once more to take the private half of a deleted key from this computer.
    void removeOrphan(const QString &arn, const QString &name);

    void setValidTokensOf(const ValidTokensOf &tell) { m_validTokensOf = tell; }
    /// What deleting it breaks, for the question.
    QString deletionWords(const QString &arn) const;

Q_SIGNALS:
    void imported(const ivs::PublicKey &key, Undertaking *by);
    /// The public key is deleted, and its private half could not be taken from the keychain.
    void privateHalfStays(const QString &arn, const QString &name, const Keychain::Fault &fault);

private:
    Undertaking *make(const QString &title, Undertaking::Step step);
    Undertaking *import(
        const ivs::ImportPublicKeyRequest &request, const std::optional<ivs::es384::PrivateKey> &key, bool lasting);

    Workspace *m_workspace;
    ValidTokensOf m_validTokensOf;
};
