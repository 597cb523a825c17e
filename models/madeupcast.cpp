// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/madeupcast.h"

#include <QCoreApplication>

#include <algorithm>

QList<CastMember> madeUpCast(const ivs::LayoutConfiguration &layout, int count)
{
    constexpr int kMost = 25;
    const ivs::GridConfiguration grid = layout.grid.value_or(ivs::GridConfiguration());
    const QString featured = layout.pip ? layout.pip->featuredParticipantAttribute : grid.featuredParticipantAttribute;
    const QString order = layout.pip ? layout.pip->participantOrderAttribute : grid.participantOrderAttribute;
    const QString over = layout.pip ? layout.pip->pipParticipantAttribute : QString();
    QList<CastMember> cast;
    for (int i = 0; i < std::clamp(count, 1, kMost); ++i) {
        CastMember one;
        one.id = QString::number(i + 1);
        one.name = QCoreApplication::translate("Cast", "person %1").arg(i + 1);
        if (!order.isEmpty())
            one.attributes.insert(order, QString::number(i + 1));
        if (i == 0 && !featured.isEmpty())
            one.attributes.insert(featured, QStringLiteral("true"));
        if (i == 1 && !over.isEmpty())
            one.attributes.insert(over, QStringLiteral("true"));
        cast.append(one);
    }
    return cast;
}
