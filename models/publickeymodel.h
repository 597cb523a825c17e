// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/pagedmodel.h"
#include "models/signingkeys.h"

/// The public keys of one account and region, at most three (fact sheet 2), and where their private halves are. Their
/// material and fingerprint come only with GetPublicKey.
class PublicKeyModel final
    : public PagedModel<ivs::PublicKeySummary, ivs::ListPublicKeysRequest, ivs::ListPublicKeysResponse>
{
    Q_OBJECT

public:
    enum Column { Name, PrivateHalf, Tags, Id, ColumnTotal };

    PublicKeyModel(ivs::Client *client, SigningKeys *keys, ServiceClock *clock, TimeText *times, QObject *parent);

    QString counted(int count) const override;
    QString listId() const override;
    QByteArray rawJson(const QString &key) const override;
    std::optional<Request> request(const QString &key) const override;

    /// `in the keychain`, `this session only`, `not on this computer`: for a state, and its tone.
    static QString keptText(SigningKeys::Kept kept);
    static Tone keptTone(SigningKeys::Kept kept);

protected:
    QString key(const ivs::PublicKeySummary &item) override { return item.arn; }
    ivs::PublicKeySummary made(ivs::PublicKeySummary &&item, const ivs::PublicKeySummary *previous) const override;
    QString text(int record, int column) const override;
    QString rawText(int record, int column) const override;
    Tone tone(int record, int column) const override;
    int compare(int a, int b, int column) const override;
    int refreshInterval() const override { return 60'000; }
    void loadCompleted() override;

private:
    SigningKeys *m_keys;
};

/// The name of a public key, or its id when nobody gave it one.
QString nameOf(const ivs::PublicKeySummary &key);
