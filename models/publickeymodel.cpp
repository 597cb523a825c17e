// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/publickeymodel.h"

#include "models/ivs/operations.h"
#include "models/stagemodel.h"

#include <QLocale>

using namespace Qt::Literals::StringLiterals;
using Kept = SigningKeys::Kept;

QString nameOf(const ivs::PublicKeySummary &key) { return key.name.isEmpty() ? idOfArn(key.arn) : key.name; }

PublicKeyModel::PublicKeyModel(
    ivs::Client *client, SigningKeys *keys, ServiceClock *clock, TimeText *times, QObject *parent)
    : PagedModel(client, ivs::kListPublicKeys, clock, times, parent)
    , m_keys(keys)
{
    setColumns({
        {tr("Name"), Qt::AlignLeft, false, false, 160, {}},
        {tr("Private half"), Qt::AlignLeft, false, false, 184,
            tr("Where the private half is: tokens can be signed here only with one that is on this computer.")},
        {tr("Tags"), Qt::AlignLeft, false, false, 140, {}},
        {tr("Id"), Qt::AlignLeft, true, false, 130, {}},
    });
    connect(keys, &SigningKeys::changed, this, [this](const QString &arn) {
        if (const int record = recordOf(arn); record >= 0)
            recordChanged(record);
    });
    ask({.maxResults = 100});
}

QString PublicKeyModel::counted(int count) const
{
    return count == 1 ? tr("1 public key") : tr("%1 public keys").arg(QLocale().toString(count));
}

QString PublicKeyModel::listId() const { return u"keys"_s; }

QByteArray PublicKeyModel::rawJson(const QString &key) const
{
    const ivs::PublicKeySummary *found = record(key);
    return found ? written(*found) : QByteArray();
}

std::optional<ListModel::Request> PublicKeyModel::request(const QString &key) const
{
    if (!record(key))
        return {};
    return asked(ivs::kGetPublicKey, ivs::GetPublicKeyRequest {.arn = key});
}

ivs::PublicKeySummary PublicKeyModel::made(ivs::PublicKeySummary &&item, const ivs::PublicKeySummary *) const
{
    return std::move(item);
}

void PublicKeyModel::loadCompleted()
{
    QStringList arns;
    for (const ivs::PublicKeySummary &each : records())
        arns << each.arn;
    m_keys->listed(arns);
    PagedModel::loadCompleted();
}

QString PublicKeyModel::keptText(Kept kept)
{
    switch (kept) {
    case Kept::Unknown:
        return tr("not known");
    case Kept::Nowhere:
        return tr("not on this computer");
    case Kept::Keychain:
        return tr("in the keychain");
    case Kept::Session:
        return tr("this session only");
    case Kept::Foreign:
        return tr("another key's");
    }
    return {};
}

Tone PublicKeyModel::keptTone(Kept kept)
{
    switch (kept) {
    case Kept::Keychain:
        return Tone::Good;
    case Kept::Session:
    case Kept::Foreign:
        return Tone::Warning;
    case Kept::Unknown:
    case Kept::Nowhere:
        break;
    }
    return Tone::Idle;
}

QString PublicKeyModel::text(int row, int column) const
{
    const ivs::PublicKeySummary &item = at(row);
    switch (column) {
    case Name:
        return item.name.isEmpty() ? tr("(no name)") : item.name;
    case PrivateHalf:
        return keptText(m_keys->kept(item.arn));
    case Tags:
        return tagsText(item.tags);
    case Id:
        return idOfArn(item.arn);
    default:
        return {};
    }
}

QString PublicKeyModel::rawText(int row, int column) const
{
    if (column == Name)
        return at(row).name;
    return column == Id ? at(row).arn : text(row, column);
}

Tone PublicKeyModel::tone(int row, int column) const
{
    return column == PrivateHalf ? keptTone(m_keys->kept(at(row).arn)) : Tone::None;
}

int PublicKeyModel::compare(int a, int b, int column) const
{
    return text(a, column).compare(text(b, column), Qt::CaseInsensitive);
}
