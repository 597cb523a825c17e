// SPDX-License-Identifier: GPL-3.0-or-later
// What the archive keeps of public keys: in the store's state, as there are at most three to a region.
#include "models/archive.h"
#include "models/ivs/codec.h"
#include "models/publickeymodel.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

using namespace Qt::Literals::StringLiterals;

namespace {

QString stateKey(const store::Place &place)
{
    return u"keys/%1/%2/%3"_s.arg(place.partition, place.accountId, place.region);
}

// Of which only the name is known, one stands there without its material.
QJsonArray written(const PublicKeyModel *list, const SigningKeys *keys)
{
    QJsonArray all;
    for (const ivs::PublicKeySummary &each : list->records()) {
        const std::optional<ivs::PublicKey> known = keys->publicKey(each.arn);
        all.append(ivs::toJson(
            ivs::PublicKey {each.arn, each.name, known ? known->publicKeyMaterial : QString(), {}, each.tags}));
    }
    return all;
}

} // namespace

void Archive::remember(PublicKeyModel *list, SigningKeys *keys)
{
    PublicKeyModel::Memory memory;
    memory.recall = [this, keys](const ivs::ListPublicKeysRequest &, QObject *guard,
                        const PublicKeyModel::Memory::Recalled &fn) {
        const auto recall = [this, keys, fn] {
            const QJsonObject kept =
                m_store ? QJsonDocument::fromJson(m_store->state(stateKey(m_place))).object() : QJsonObject();
            const QJsonArray all = kept.value("keys"_L1).toArray();
            QList<ivs::PublicKeySummary> rows;
            QStringList arns;
            for (const QJsonValue &each : all) {
                const auto key = ivs::fromJson<ivs::PublicKey>(each.toObject());
                if (!key || key->arn.isEmpty())
                    continue;
                if (!key->publicKeyMaterial.isEmpty() && !keys->publicKey(key->arn))
                    keys->know(*key);
                rows.append({key->arn, key->name, key->tags});
                arns << key->arn;
            }
            // The service may have told meanwhile which there are.
            if (!keys->isListed() && !arns.isEmpty())
                keys->listed(arns);
            fn(rows, QDateTime::fromString(kept.value("asOf"_L1).toString(), Qt::ISODate), false);
        };
        whenPlaced(guard, [this, guard, recall] {
            if (m_store && m_store->state() == store::Store::State::Opening)
                connect(m_store, &store::Store::opened, guard, recall);
            else
                recall();
        });
    };
    list->setMemory(memory);
    const auto keep = [this, list, keys] {
        constexpr qint64 kSecondsBetweenWrites = 3600; // while nothing but its date is new
        const ListState state = list->state();
        if (!m_store || m_store->state() != store::Store::State::Ready || !m_place.isKnown() || !state.isWhole)
            return;
        const QJsonObject kept = QJsonDocument::fromJson(m_store->state(stateKey(m_place))).object();
        const QDateTime before = QDateTime::fromString(kept.value("asOf"_L1).toString(), Qt::ISODate);
        const QJsonArray all = written(list, keys);
        const bool isOld = !before.isValid() || before.secsTo(state.asOf) >= kSecondsBetweenWrites;
        if (!isOld && kept.value("keys"_L1).toArray() == all)
            return;
        const QJsonObject told {{u"asOf"_s, state.asOf.toUTC().toString(Qt::ISODate)}, {u"keys"_s, all}};
        m_store->setState(stateKey(m_place), QJsonDocument(told).toJson(QJsonDocument::Compact));
    };
    whenPlaced(list, keep);
    connect(m_store, &store::Store::opened, this, keep);
    connect(list, &ListModel::stateChanged, this, keep);
    connect(keys, &SigningKeys::changed, this, keep);
    connect(this, &Archive::disowned, list, &ListModel::forget);
}
