// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/detail.h"

class SigningKeys;

/// GetPublicKey of the key that is looked at: its material and its fingerprint come only with it. Tells SigningKeys.
class PublicKeyDetail final : public Detail
{
    Q_OBJECT

public:
    PublicKeyDetail(ivs::Client *client, SigningKeys *keys, ServiceClock *clock, QObject *parent);

    /// An empty ARN looks at none.
    void setKey(const QString &arn);
    QString arn() const { return m_arn; }
    const std::optional<ivs::PublicKey> &key() const { return m_key; }

protected:
    aws::CallBase *ask() override;
    void forget() override { m_key.reset(); }

private:
    SigningKeys *m_keys;
    QString m_arn;
    std::optional<ivs::PublicKey> m_key;
};
