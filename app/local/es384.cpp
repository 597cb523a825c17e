// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/local/es384.h"

#include <openssl/bio.h>
#include <openssl/ec.h>
#include <openssl/ecdsa.h>
#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/x509.h>

#include <memory>

namespace local::es384 {

namespace {

constexpr qsizetype kPart = 48;

using Key = std::unique_ptr<EVP_PKEY, decltype(&EVP_PKEY_free)>;

Key readKey(const QByteArray &pem)
{
    const std::unique_ptr<BIO, decltype(&BIO_free)> bio(BIO_new_mem_buf(pem.constData(), int(pem.size())), &BIO_free);
    Key key(PEM_read_bio_PUBKEY(bio.get(), nullptr, nullptr, nullptr), &EVP_PKEY_free);
    if (!key || EVP_PKEY_get_base_id(key.get()) != EVP_PKEY_EC || EVP_PKEY_get_bits(key.get()) != 384)
        return {nullptr, &EVP_PKEY_free};
    return key;
}

// OpenSSL wants the DER form.
QByteArray derOf(const QByteArray &jose)
{
    const std::unique_ptr<ECDSA_SIG, decltype(&ECDSA_SIG_free)> pair(ECDSA_SIG_new(), &ECDSA_SIG_free);
    const auto *bytes = reinterpret_cast<const unsigned char *>(jose.constData());
    BIGNUM *r = BN_bin2bn(bytes, kPart, nullptr);
    BIGNUM *s = BN_bin2bn(bytes + kPart, kPart, nullptr);
    ECDSA_SIG_set0(pair.get(), r, s); // owns both from here on
    QByteArray der(i2d_ECDSA_SIG(pair.get(), nullptr), Qt::Uninitialized);
    auto *out = reinterpret_cast<unsigned char *>(der.data());
    i2d_ECDSA_SIG(pair.get(), &out);
    return der;
}

} // namespace

QByteArray publicKeyDer(const QByteArray &pem)
{
    const Key key = readKey(pem);
    if (!key)
        return {};
    QByteArray der(i2d_PUBKEY(key.get(), nullptr), Qt::Uninitialized);
    auto *out = reinterpret_cast<unsigned char *>(der.data());
    i2d_PUBKEY(key.get(), &out);
    return der;
}

bool verify(const QByteArray &pem, const QByteArray &message, const QByteArray &signature)
{
    if (signature.size() != 2 * kPart)
        return false;
    const Key key = readKey(pem);
    if (!key)
        return false;
    const QByteArray der = derOf(signature);
    const std::unique_ptr<EVP_MD_CTX, decltype(&EVP_MD_CTX_free)> context(EVP_MD_CTX_new(), &EVP_MD_CTX_free);
    if (EVP_DigestVerifyInit(context.get(), nullptr, EVP_sha384(), nullptr, key.get()) != 1)
        return false;
    return EVP_DigestVerify(context.get(), reinterpret_cast<const unsigned char *>(der.constData()), size_t(der.size()),
               reinterpret_cast<const unsigned char *>(message.constData()), size_t(message.size()))
        == 1;
}

} // namespace local::es384
