// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/local/handlers.h"
#include "models/ivs/es384.h"

#include <QCryptographicHash>

using namespace Qt::Literals::StringLiterals;

namespace local {

Outcome<ivs::CreateParticipantTokenResponse> createParticipantToken(
    Desk &desk, const ivs::CreateParticipantTokenRequest &request)
{
    StageRecord *stage = desk.world.stages.find(request.stageArn);
    if (!stage)
        return desk.refuse(noSuch(u"Stage"_s, request.stageArn));
    const ivs::ParticipantTokenConfiguration wish {
        request.duration, request.userId, request.attributes, request.capabilities};
    return ivs::CreateParticipantTokenResponse {desk.simulation.issueToken(*stage, wish)};
}

Outcome<ivs::ImportPublicKeyResponse> importPublicKey(Desk &desk, const ivs::ImportPublicKeyRequest &request)
{
    const QByteArray der = ivs::es384::publicKeyDer(request.publicKeyMaterial.toUtf8());
    if (der.isEmpty())
        return desk.refuse(Refusal::validation(u"publicKeyMaterial: not a P-384 public key in PEM form"_s));
    // Our choice: as for playback keys; how the service makes it is not documented (fact sheet 7.4).
    const QString fingerprint = QString::fromLatin1(QCryptographicHash::hash(der, QCryptographicHash::Md5).toHex(':'));
    for (const auto &key : desk.world.keys) {
        if (ivs::es384::publicKeyDer(key->data.publicKeyMaterial.toUtf8()) == der)
            return desk.refuse(Refusal::conflict(u"This public key has been imported as %1"_s.arg(key->arn)));
    }
    if (desk.world.quotas.full(desk.world.keys.size(), desk.world.quotas.publicKeys))
        return desk.refuse(Refusal::quota(u"The limit on public keys is reached"_s));
    auto record = std::make_unique<KeyRecord>();
    record->serial = desk.world.nextSerial();
    record->arn = desk.world.arnOf("public-key"_L1, desk.world.random.id(12));
    record->data = {record->arn, request.name, request.publicKeyMaterial, fingerprint, request.tags};
    return ivs::ImportPublicKeyResponse {desk.world.keys.add(std::move(record))->data};
}

Outcome<ivs::DeletePublicKeyResponse> deletePublicKey(Desk &desk, const ivs::DeletePublicKeyRequest &request)
{
    const KeyRecord *record = desk.world.keys.find(request.arn);
    if (!record)
        return desk.refuse(noSuch(u"Public key"_s, request.arn));
    // Our choice: who is connected stays; only future joins need the key.
    desk.world.keys.remove(record);
    return {};
}

Outcome<ivs::GetPublicKeyResponse> getPublicKey(Desk &desk, const ivs::GetPublicKeyRequest &request)
{
    const KeyRecord *record = desk.world.keys.find(request.arn);
    if (!record)
        return desk.refuse(noSuch(u"Public key"_s, request.arn));
    return ivs::GetPublicKeyResponse {record->data};
}

Outcome<ivs::ListPublicKeysResponse> listPublicKeys(Desk &desk, const ivs::ListPublicKeysRequest &request)
{
    const auto all = [](const KeyRecord &) { return true; };
    return pageOf<ivs::ListPublicKeysResponse>(
        desk, desk.world.keys, request, kPageDefault, all, [](const KeyRecord &record) {
            return ivs::PublicKeySummary {record.data.arn, record.data.name, record.data.tags};
        });
}

} // namespace local
