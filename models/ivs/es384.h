// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QString>

#include <tl/expected.hpp>

#include <memory>

struct evp_pkey_st;

/// P-384 keys and ES384 signatures, on OpenSSL: the one kind of key that the service takes (fact sheet 7.2, 7.4).
namespace ivs::es384 {

/// Bytes of a signature in JOSE form: r and s, 48 each (RFC 7518, 3.4).
inline constexpr qsizetype kSignatureSize = 96;

/// Bytes of a passphrase that OpenSSL takes.
inline constexpr qsizetype kLongestPassphrase = 1024;

/// Why a text gives no private key.
struct KeyFault
{
    enum class Kind {
        Unreadable, ///< no PEM, damaged, or its two halves don't belong together
        NeedsPassphrase, ///< encrypted, and no passphrase was given
        WrongPassphrase, ///< or damaged behind its encryption: nobody can tell the two apart
        UnknownEncryption, ///< encrypted in a way that this machine's OpenSSL doesn't know, or no longer
        PublicOnly, ///< a public key or a certificate
        NotElliptic, ///< RSA or another kind; `name` says which
        WrongCurve, ///< elliptic, but not on P-384; `name` says on which
    };
    Kind kind = Kind::Unreadable;
    QString name; ///< of the curve or the kind of key, as OpenSSL has it: `prime256v1`, `RSA`; may be empty

    bool operator==(const KeyFault &) const = default;
};

/// A private P-384 key, parsed once. Copies share it. All of it is const, and several threads may use it at a time.
class PrivateKey
{
public:
    /// A new key. A machine whose generator gives no randomness ends the program: it can do nothing safely.
    static PrivateKey generate();
    /// Reads SEC1 (`EC PRIVATE KEY`, with or without `EC PARAMETERS` before it) and PKCS#8 (`PRIVATE KEY`); both also
    /// encrypted. What stands around the block is not looked at. An empty \a passphrase is none.
    static tl::expected<PrivateKey, KeyFault> fromPem(const QByteArray &pem, const QByteArray &passphrase = {});

    /// PKCS#8, encrypted (AES-256) when there is a passphrase. The answer is a secret; it is empty when the passphrase
    /// is longer than kLongestPassphrase.
    QByteArray toPem(const QByteArray &passphrase = {}) const;
    /// The public half as ImportPublicKey wants it: SubjectPublicKeyInfo, `BEGIN PUBLIC KEY`.
    QByteArray publicPem() const;
    /// The same as DER, 120 bytes: what two halves of a pair are matched by. Compare with publicKeyDer().
    QByteArray publicDer() const;
    /// The signature of \a message in JOSE form, kSignatureSize bytes. Some 0.6 to 1.6 ms of one core.
    QByteArray sign(const QByteArray &message) const;

private:
    explicit PrivateKey(std::shared_ptr<evp_pkey_st> key);

    std::shared_ptr<evp_pkey_st> m_key;
};

/// The public key of a PEM text as DER (SubjectPublicKeyInfo, named curve, uncompressed: one key has one form); empty
/// when it holds no P-384 key. Reads foreign bytes.
QByteArray publicKeyDer(const QByteArray &pem);

/// Whether \a signature (JOSE form) over \a message was made with the private half of \a publicPem. Any other form of
/// signature is false. Reads foreign bytes.
bool verify(const QByteArray &publicPem, const QByteArray &message, const QByteArray &signature);

/// Whether \a signature is one that some other program left in DER, as OpenSSL gives it, and would be good in JOSE
/// form. Reads foreign bytes.
bool verifyDer(const QByteArray &publicPem, const QByteArray &message, const QByteArray &signature);

/// Whether \a signature has the form of an ECDSA signature in DER, whoever made it. Reads foreign bytes.
bool isDer(const QByteArray &signature);

} // namespace ivs::es384
