// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QList>
#include <QMap>
#include <QString>

#include <optional>

/// Public keys that verify self-signed participant tokens.
namespace ivs {

/// A P-384 key. At most three a region; they don't expire.
struct PublicKey
{
    QString arn;
    QString name;
    QString publicKeyMaterial; ///< PEM, SubjectPublicKeyInfo
    QString fingerprint; ///< to be shown, not computed: how it is made is not documented
    QMap<QString, QString> tags;

    bool operator==(const PublicKey &) const = default;
};

/// A key as ListPublicKeys tells it: no material, no fingerprint.
struct PublicKeySummary
{
    QString arn;
    QString name;
    QMap<QString, QString> tags;

    bool operator==(const PublicKeySummary &) const = default;
};

/// The public half only; the private key never leaves its owner.
struct ImportPublicKeyRequest
{
    QString publicKeyMaterial; ///< PEM, SubjectPublicKeyInfo, P-384
    QString name;
    QMap<QString, QString> tags;

    bool operator==(const ImportPublicKeyRequest &) const = default;
};

struct ImportPublicKeyResponse
{
    std::optional<PublicKey> publicKey;

    bool operator==(const ImportPublicKeyResponse &) const = default;
};

/// Tokens signed with the key are refused from then on; who is connected stays (unverified).
struct DeletePublicKeyRequest
{
    QString arn;

    bool operator==(const DeletePublicKeyRequest &) const = default;
};

struct DeletePublicKeyResponse
{
    bool operator==(const DeletePublicKeyResponse &) const = default;
};

struct GetPublicKeyRequest
{
    QString arn;

    bool operator==(const GetPublicKeyRequest &) const = default;
};

struct GetPublicKeyResponse
{
    std::optional<PublicKey> publicKey;

    bool operator==(const GetPublicKeyResponse &) const = default;
};

struct ListPublicKeysRequest
{
    QString nextToken;
    std::optional<int> maxResults;

    bool operator==(const ListPublicKeysRequest &) const = default;
};

struct ListPublicKeysResponse
{
    QList<PublicKeySummary> publicKeys;
    QString nextToken;

    bool operator==(const ListPublicKeysResponse &) const = default;
};

} // namespace ivs
