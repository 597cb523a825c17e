// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/ivs/es384.h"

#include <optional>

/// A key as somebody pastes it or opens it from a file: which half of a pair it holds, or in plain words why it is of
/// no use. The text may hold a private key: it is a secret.
class PemDraft
{
public:
    enum class Kind {
        Empty,
        Private, ///< a private key, and with it its public half
        Public, ///< a public key alone
        Locked, ///< a private key that needs a passphrase, or another one than was given
        Faulty, ///< see fault()
    };

    /// The text of a person's own file, read when it is chosen; nothing, with \a why, when it can't be read or is
    /// larger than 64 KB: a key has some 300 bytes.
    static QString readFile(const QString &path, QString *why);

    PemDraft() = default;
    /// An empty \a passphrase is none.
    PemDraft(const QString &text, const QString &passphrase);

    Kind kind() const { return m_kind; }
    /// A sentence on what is wrong, or what is missing; empty when nothing is.
    const QString &fault() const { return m_fault; }
    /// Of Kind::Private.
    const std::optional<ivs::es384::PrivateKey> &privateKey() const { return m_key; }
    /// Of Kind::Private and Kind::Public: the public half as the service takes it, and as DER to compare it by.
    const QByteArray &publicPem() const { return m_publicPem; }
    const QByteArray &publicDer() const { return m_publicDer; }

private:
    Kind m_kind = Kind::Empty;
    QString m_fault;
    std::optional<ivs::es384::PrivateKey> m_key;
    QByteArray m_publicPem;
    QByteArray m_publicDer;
};
