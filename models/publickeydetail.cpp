// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/publickeydetail.h"

#include "models/signingkeys.h"

PublicKeyDetail::PublicKeyDetail(ivs::Client *client, SigningKeys *keys, ServiceClock *clock, QObject *parent)
    : Detail(client, clock, parent)
    , m_keys(keys)
{
}

void PublicKeyDetail::setKey(const QString &arn)
{
    if (m_arn == arn)
        return;
    m_arn = arn;
    questionChanged();
}

aws::CallBase *PublicKeyDetail::ask()
{
    if (m_arn.isEmpty())
        return nullptr;
    return follow(
        client()->getPublicKey({.arn = m_arn}, aws::Lane::Visible), [this](const ivs::GetPublicKeyResponse &answer) {
            m_key = answer.publicKey;
            if (m_key)
                m_keys->know(*m_key);
        });
}
