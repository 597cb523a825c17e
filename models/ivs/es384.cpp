// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/ivs/es384.h"

#include <openssl/bio.h>
#include <openssl/core_names.h>
#include <openssl/crypto.h>
#include <openssl/ec.h>
#include <openssl/ecdsa.h>
#include <openssl/err.h>
#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/x509.h>

#include <array>

using namespace Qt::Literals::StringLiterals;

namespace ivs::es384 {

namespace {

constexpr int kPart = 48;
// A key has some 300 bytes. More than this is somebody's wrong file.
constexpr qsizetype kLargestPem = 64 * 1024;

using Bio = std::unique_ptr<BIO, decltype(&BIO_free)>;
using Context = std::unique_ptr<EVP_MD_CTX, decltype(&EVP_MD_CTX_free)>;
using KeyContext = std::unique_ptr<EVP_PKEY_CTX, decltype(&EVP_PKEY_CTX_free)>;
using Pair = std::unique_ptr<ECDSA_SIG, decltype(&ECDSA_SIG_free)>;
using Key = std::shared_ptr<EVP_PKEY>;

Key owned(EVP_PKEY *key) { return key ? Key(key, &EVP_PKEY_free) : Key(); }

const unsigned char *bytesOf(const QByteArray &text)
{
    return reinterpret_cast<const unsigned char *>(text.constData());
}
unsigned char *bytesOf(QByteArray *text) { return reinterpret_cast<unsigned char *>(text->data()); }

Bio readerOf(const QByteArray &pem) { return {BIO_new_mem_buf(pem.constData(), int(pem.size())), &BIO_free}; }

// Secure memory is wiped when it is given back.
Bio secretWriter() { return {BIO_new(BIO_s_secmem()), &BIO_free}; }

QByteArray contentOf(BIO *bio)
{
    char *data = nullptr;
    const long size = BIO_get_mem_data(bio, &data);
    return {data, size};
}

QString curveOf(EVP_PKEY *key)
{
    std::array<char, 80> name {};
    size_t size = 0;
    if (EVP_PKEY_get_utf8_string_param(key, OSSL_PKEY_PARAM_GROUP_NAME, name.data(), name.size(), &size) != 1)
        return {};
    return QString::fromLatin1(name.data(), qsizetype(size));
}

// By name, not by size: the Brainpool curves have 384 bits too.
bool isP384(EVP_PKEY *key) { return EVP_PKEY_is_a(key, "EC") == 1 && curveOf(key) == "secp384r1"_L1; }

// A key may come with its curve spelled out or its point compressed; what is written has one form.
bool normalise(EVP_PKEY *key)
{
    return EVP_PKEY_set_utf8_string_param(key, OSSL_PKEY_PARAM_EC_ENCODING, OSSL_PKEY_EC_ENCODING_GROUP) == 1
        && EVP_PKEY_set_utf8_string_param(
               key, OSSL_PKEY_PARAM_EC_POINT_CONVERSION_FORMAT, OSSL_PKEY_EC_POINT_CONVERSION_FORMAT_UNCOMPRESSED)
        == 1;
}

// Without a callback of one's own OpenSSL asks on the terminal.
int noPassphrase(char *, int, int, void *) { return -1; }

int givePassphrase(char *buffer, int size, int, void *data)
{
    const auto *passphrase = static_cast<const QByteArray *>(data);
    if (passphrase->isEmpty() || passphrase->size() > size)
        return -1;
    std::copy(passphrase->begin(), passphrase->end(), buffer);
    return int(passphrase->size());
}

Key readPublic(const QByteArray &pem)
{
    if (pem.size() > kLargestPem)
        return {};
    const Bio bio = readerOf(pem);
    Key key = owned(PEM_read_bio_PUBKEY(bio.get(), nullptr, &noPassphrase, nullptr));
    ERR_clear_error();
    return key && isP384(key.get()) && normalise(key.get()) ? key : Key();
}

QByteArray derOf(EVP_PKEY *key)
{
    unsigned char *data = nullptr;
    const int size = i2d_PUBKEY(key, &data);
    const QByteArray der(reinterpret_cast<const char *>(data), std::max(size, 0));
    OPENSSL_free(data);
    return der;
}

// OpenSSL wants the DER form.
QByteArray derOf(const QByteArray &jose)
{
    const Pair pair(ECDSA_SIG_new(), &ECDSA_SIG_free);
    BIGNUM *r = BN_bin2bn(bytesOf(jose), kPart, nullptr);
    BIGNUM *s = BN_bin2bn(bytesOf(jose) + kPart, kPart, nullptr);
    ECDSA_SIG_set0(pair.get(), r, s); // owns both from here on
    QByteArray der(i2d_ECDSA_SIG(pair.get(), nullptr), Qt::Uninitialized);
    unsigned char *out = bytesOf(&der);
    i2d_ECDSA_SIG(pair.get(), &out);
    return der;
}

// What a PEM text holds, by the labels of its blocks.
struct Blocks
{
    bool secret = false;
    bool encrypted = false;
    bool open = false; ///< a public key or a certificate
};

Blocks blocksOf(const QByteArray &pem)
{
    Blocks blocks;
    const Bio bio = readerOf(pem);
    char *name = nullptr;
    char *header = nullptr;
    unsigned char *data = nullptr;
    long size = 0;
    while (PEM_read_bio(bio.get(), &name, &header, &data, &size) == 1) {
        const QByteArrayView label(name);
        if (label.endsWith("PRIVATE KEY")) {
            blocks.secret = true;
            blocks.encrypted = label.startsWith("ENCRYPTED") || QByteArrayView(header).contains("ENCRYPTED");
        } else if (label.endsWith("PUBLIC KEY") || label.endsWith("CERTIFICATE")) {
            blocks.open = true;
        }
        OPENSSL_free(name);
        OPENSSL_free(header);
        OPENSSL_clear_free(data, size_t(size));
        if (blocks.secret)
            break; // the first one is the one that is read
    }
    ERR_clear_error();
    return blocks;
}

// The encryption is not supported: by an error of the queue that tells it. Empties the queue. With a wrong passphrase
// one text in some 300 decrypts to nonsense, and then it is the decoder that supports nothing of the kind.
bool wasUnsupported()
{
    bool unsupported = false;
    while (const unsigned long code = ERR_get_error()) {
        const int library = ERR_GET_LIB(code);
        const int reason = ERR_GET_REASON(code);
        unsupported = unsupported || (library == ERR_LIB_EVP && reason != EVP_R_BAD_DECRYPT)
            || (library == ERR_LIB_PEM && reason == PEM_R_UNSUPPORTED_ENCRYPTION);
    }
    return unsupported;
}

tl::unexpected<KeyFault> fault(KeyFault::Kind kind, const QString &name = {})
{
    return tl::unexpected(KeyFault {kind, name});
}

} // namespace

PrivateKey::PrivateKey(std::shared_ptr<evp_pkey_st> key)
    : m_key(std::move(key))
{
}

PrivateKey PrivateKey::generate()
{
    Key key = owned(EVP_EC_gen("P-384"));
    if (!key)
        qFatal("OpenSSL can't make a P-384 key");
    return PrivateKey(std::move(key));
}

tl::expected<PrivateKey, KeyFault> PrivateKey::fromPem(const QByteArray &pem, const QByteArray &passphrase)
{
    using Kind = KeyFault::Kind;
    if (pem.size() > kLargestPem)
        return fault(Kind::Unreadable);
    const Blocks blocks = blocksOf(pem);
    if (!blocks.secret)
        return fault(blocks.open ? Kind::PublicOnly : Kind::Unreadable);
    if (blocks.encrypted && passphrase.isEmpty())
        return fault(Kind::NeedsPassphrase);
    const Bio bio = readerOf(pem);
    auto *given = const_cast<QByteArray *>(&passphrase); // through a C interface that has no const
    const Key key = owned(PEM_read_bio_PrivateKey(bio.get(), nullptr, &givePassphrase, given));
    const bool unsupported = wasUnsupported();
    if (!key)
        return fault(!blocks.encrypted ? Kind::Unreadable
                : unsupported          ? Kind::UnknownEncryption
                                       : Kind::WrongPassphrase);
    if (EVP_PKEY_is_a(key.get(), "EC") != 1)
        return fault(Kind::NotElliptic, QString::fromLatin1(EVP_PKEY_get0_type_name(key.get())));
    if (!isP384(key.get()))
        return fault(Kind::WrongCurve, curveOf(key.get()));
    // A file may hold another key's public half: every signature made with it would be refused far from here.
    const KeyContext context(EVP_PKEY_CTX_new_from_pkey(nullptr, key.get(), nullptr), &EVP_PKEY_CTX_free);
    const bool whole = EVP_PKEY_check(context.get()) == 1 && normalise(key.get());
    ERR_clear_error();
    if (!whole)
        return fault(Kind::Unreadable);
    return PrivateKey(key);
}

QByteArray PrivateKey::toPem(const QByteArray &passphrase) const
{
    if (passphrase.size() > kLongestPassphrase)
        return {};
    const Bio bio = secretWriter();
    const EVP_CIPHER *cipher = passphrase.isEmpty() ? nullptr : EVP_aes_256_cbc();
    // No callback beside the passphrase: it would be asked instead.
    if (PEM_write_bio_PKCS8PrivateKey(
            bio.get(), m_key.get(), cipher, passphrase.constData(), int(passphrase.size()), nullptr, nullptr)
        != 1)
        qFatal("OpenSSL can't write a P-384 key");
    return contentOf(bio.get());
}

QByteArray PrivateKey::publicPem() const
{
    const Bio bio(BIO_new(BIO_s_mem()), &BIO_free);
    PEM_write_bio_PUBKEY(bio.get(), m_key.get());
    return contentOf(bio.get());
}

QByteArray PrivateKey::publicDer() const { return derOf(m_key.get()); }

QByteArray PrivateKey::sign(const QByteArray &message) const
{
    const Context context(EVP_MD_CTX_new(), &EVP_MD_CTX_free);
    std::array<unsigned char, 128> der {};
    size_t size = der.size();
    const unsigned char *in = der.data();
    if (EVP_DigestSignInit(context.get(), nullptr, EVP_sha384(), nullptr, m_key.get()) != 1
        || EVP_DigestSign(context.get(), der.data(), &size, bytesOf(message), size_t(message.size())) != 1)
        qFatal("OpenSSL can't sign with a P-384 key");
    const Pair pair(d2i_ECDSA_SIG(nullptr, &in, long(size)), &ECDSA_SIG_free);
    // A number below 2^376 has fewer than 48 bytes, and would shift the other one.
    QByteArray jose(kSignatureSize, '\0');
    BN_bn2binpad(ECDSA_SIG_get0_r(pair.get()), bytesOf(&jose), kPart);
    BN_bn2binpad(ECDSA_SIG_get0_s(pair.get()), bytesOf(&jose) + kPart, kPart);
    return jose;
}

QByteArray publicKeyDer(const QByteArray &pem)
{
    const Key key = readPublic(pem);
    return key ? derOf(key.get()) : QByteArray();
}

bool verify(const QByteArray &publicPem, const QByteArray &message, const QByteArray &signature)
{
    return signature.size() == kSignatureSize && verifyDer(publicPem, message, derOf(signature));
}

bool verifyDer(const QByteArray &publicPem, const QByteArray &message, const QByteArray &signature)
{
    const Key key = readPublic(publicPem);
    if (!key)
        return false;
    const Context context(EVP_MD_CTX_new(), &EVP_MD_CTX_free);
    const bool good = EVP_DigestVerifyInit(context.get(), nullptr, EVP_sha384(), nullptr, key.get()) == 1
        && EVP_DigestVerify(
               context.get(), bytesOf(signature), size_t(signature.size()), bytesOf(message), size_t(message.size()))
            == 1;
    ERR_clear_error();
    return good;
}

bool isDer(const QByteArray &signature)
{
    const unsigned char *in = bytesOf(signature);
    const Pair pair(d2i_ECDSA_SIG(nullptr, &in, long(signature.size())), &ECDSA_SIG_free);
    ERR_clear_error();
    return pair && in == bytesOf(signature) + signature.size();
}

} // namespace ivs::es384
