// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/ivs/arn.h"

#include <QStringList>

using namespace Qt::Literals::StringLiterals;

namespace ivs {

std::optional<Arn> Arn::parse(const QString &text)
{
    constexpr int kResource = 5;
    if (!text.startsWith("arn:"_L1) || text.count(u':') < kResource)
        return std::nullopt;
    const QString resource = text.section(u':', kResource);
    const QStringList parts = text.split(u':');
    if (parts[1].isEmpty() || parts[2].isEmpty() || resource.isEmpty())
        return std::nullopt;

    Arn arn {parts[1], parts[2], parts[3], parts[4], QString(), resource};
    const qsizetype slash = resource.indexOf(u'/');
    if (slash >= 0) {
        arn.resourceType = resource.left(slash);
        arn.resourceId = resource.mid(slash + 1);
        if (arn.resourceType.isEmpty() || arn.resourceId.isEmpty())
            return std::nullopt;
    }
    return arn;
}

QString Arn::toString() const
{
    const QString resource = resourceType.isEmpty() ? resourceId : resourceType + u'/' + resourceId;
    return "arn:"_L1 + partition + u':' + service + u':' + region + u':' + account + u':' + resource;
}

} // namespace ivs
