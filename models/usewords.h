// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStringList>

class OutputUse;
class StorageStages;
class TimeText;

/// Who uses encoder and storage configurations, in sentences that are safe to show: for where one is looked at, and for
/// the question before it is deleted.
namespace usewords {

/// `2 running compositions use it, as of 14:02:11 UTC.` of the one or several that have these ARNs.
QString running(const OutputUse &use, const QStringList &arns, const TimeText &times);
/// `2 of 25 stages record to it, as of 14:02:11 UTC.`; while it is looked, how far; what is not known is said.
QString stages(const StorageStages &stages, const QStringList &arns, const TimeText &times);
/// running(), and that the service refuses to delete what is used. \a stages: of storages; null for encoders.
QString deletion(const OutputUse &use, const StorageStages *stages, const QStringList &arns, const TimeText &times);

} // namespace usewords
