// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/madeupcast.h"

#include <QCoreApplication>

#include <algorithm>

using namespace Qt::Literals::StringLiterals;

QList<MadeUpPerson> madeUpPeople(int count)
{
    QList<MadeUpPerson> people;
    for (int i = 0; i < std::clamp(count, 1, kMostMadeUp); ++i) {
        MadeUpPerson one;
        one.featured = i == 0;
        one.over = i == 1;
        one.order = i + 1;
        people.append(one);
    }
    return people;
}

QList<CastMember> madeUpCast(const QList<MadeUpPerson> &people, const ivs::LayoutConfiguration &layout)
{
    const ivs::GridConfiguration grid = layout.grid.value_or(ivs::GridConfiguration());
    const QString featured = layout.pip ? layout.pip->featuredParticipantAttribute : grid.featuredParticipantAttribute;
    const QString order = layout.pip ? layout.pip->participantOrderAttribute : grid.participantOrderAttribute;
    const QString over = layout.pip ? layout.pip->pipParticipantAttribute : QString();
    QList<CastMember> cast;
    for (const MadeUpPerson &person : people) {
        CastMember one;
        one.id = QString::number(cast.size() + 1);
        one.name = QCoreApplication::translate("Cast", "person %1").arg(one.id);
        if (!order.isEmpty() && person.order)
            one.attributes.insert(order, QString::number(*person.order));
        if (person.featured && !featured.isEmpty())
            one.attributes.insert(featured, u"true"_s);
        if (person.over && !over.isEmpty())
            one.attributes.insert(over, u"true"_s);
        if (person.portrait)
            one.video.transpose();
        one.videoStopped = person.videoStopped;
        cast.append(one);
    }
    return cast;
}

QList<CastMember> madeUpCast(const ivs::LayoutConfiguration &layout, int count)
{
    return madeUpCast(madeUpPeople(count), layout);
}
