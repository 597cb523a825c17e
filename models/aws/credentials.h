// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/aws/call.h"

#include <QDateTime>
#include <QObject>
#include <QString>

namespace aws {

/// What a request is signed with. Secret: never logged, never stored, never shown.
struct Credentials
{
    QString accessKeyId;
    QString secretAccessKey;
    QString sessionToken; ///< empty for long-lived keys
    QString accountId; ///< where the source tells it, else empty
    QDateTime expiration; ///< UTC; invalid when they don't expire or nobody says
    QString source; ///< for people: `environment`, `profile dev in ~/.aws/credentials`

    bool isEmpty() const { return accessKeyId.isEmpty() || secretAccessKey.isEmpty(); }
    bool operator==(const Credentials &) const = default;
};

/// A source of credentials. Asynchronous, so that providers that ask a network or a person fit behind it.
class CredentialsProvider : public QObject
{
    Q_OBJECT

public:
    using QObject::QObject;

    /// The present credentials, or why there are none (NoCredentials, ExpiredCredentials, Canceled).
    virtual Call<Credentials> *credentials() = 0;
    /// Told when the service called the credentials expired: the next credentials() reads the source anew.
    virtual void invalidate() = 0;
};

} // namespace aws
