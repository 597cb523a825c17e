// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/keydraft.h"

#include "models/ivs/textrules.h"

using namespace Qt::Literals::StringLiterals;

QList<DraftFault> KeyDraft::faults() const
{
    QList<DraftFault> faults;
    if (const QString problem = ivs::textProblem(name, ivs::rules::kPublicKeyName); !problem.isEmpty())
        faults.append({u"name"_s, problem});
    return faults + tagFaults(tags, u"tags"_s);
}

ivs::ImportPublicKeyRequest KeyDraft::request(const QByteArray &publicPem) const
{
    return {.publicKeyMaterial = QString::fromLatin1(publicPem),
        .name = name.isEmpty() ? QString() : name,
        .tags = mapOf(tags)};
}
