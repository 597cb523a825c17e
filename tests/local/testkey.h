// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QJsonDocument>
#include <QJsonObject>

#include <openssl/ecdsa.h>
#include <openssl/evp.h>
#include <openssl/pem.h>

/// A P-384 key pair of a test, with the means to sign a token.
class TestKey
{
public:
    TestKey()
        : m_key(EVP_EC_gen("P-384"))
    {
    }
    ~TestKey() { EVP_PKEY_free(m_key); }
    Q_DISABLE_COPY_MOVE(TestKey)

    QString pem() const
    {
        BIO *bio = BIO_new(BIO_s_mem());
        PEM_write_bio_PUBKEY(bio, m_key);
        char *data = nullptr;
        const long size = BIO_get_mem_data(bio, &data);
        const QString text = QString::fromLatin1(data, size);
        BIO_free(bio);
        return text;
    }

    QString sign(const QJsonObject &header, const QJsonObject &payload) const
    {
        const QByteArray text = part(header) + '.' + part(payload);
        EVP_MD_CTX *context = EVP_MD_CTX_new();
        EVP_DigestSignInit(context, nullptr, EVP_sha384(), nullptr, m_key);
        size_t size = 0;
        const auto *bytes = reinterpret_cast<const unsigned char *>(text.constData());
        EVP_DigestSign(context, nullptr, &size, bytes, size_t(text.size()));
        QByteArray der(qsizetype(size), '\0');
        EVP_DigestSign(context, reinterpret_cast<unsigned char *>(der.data()), &size, bytes, size_t(text.size()));
        EVP_MD_CTX_free(context);
        const auto *in = reinterpret_cast<const unsigned char *>(der.constData());
        ECDSA_SIG *pair = d2i_ECDSA_SIG(nullptr, &in, long(size));
        QByteArray jose(96, '\0');
        BN_bn2binpad(ECDSA_SIG_get0_r(pair), reinterpret_cast<unsigned char *>(jose.data()), 48);
        BN_bn2binpad(ECDSA_SIG_get0_s(pair), reinterpret_cast<unsigned char *>(jose.data()) + 48, 48);
        ECDSA_SIG_free(pair);
        return QString::fromLatin1(text + '.' + jose.toBase64(kBase64));
    }

private:
    static QByteArray part(const QJsonObject &object)
    {
        return QJsonDocument(object).toJson(QJsonDocument::Compact).toBase64(kBase64);
    }

    static constexpr auto kBase64 = QByteArray::Base64UrlEncoding | QByteArray::OmitTrailingEquals;

    EVP_PKEY *m_key;
};
