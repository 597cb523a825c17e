// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/aws/result.h"

#include <QString>
#include <QUrl>

namespace aws {

/// A part of AWS with names of its own (fact sheet 1.1, from the SDKs' partitions file).
struct Partition
{
    QString id; ///< `aws`, `aws-cn`, …
    QString dnsSuffix;
    QString dualStackDnsSuffix;
};

/// The partition a region belongs to; `aws` for regions that nobody knows yet.
Partition partitionOf(const QString &region);

/// Regions that have IVS Real-Time (general reference, 2026-11). Others can be typed.
QStringList ivsRealtimeRegions();

/// What an endpoint is made from.
struct EndpointQuestion
{
    QString hostPrefix; ///< `ivsrealtime`
    QString region;
    QString override; ///< an endpoint URL, empty for none
    bool fips = false;
    bool dualStack = false;
};

/// The base URL, without a slash at its end. Fails with Layer::Configuration: no region, an override together with
/// FIPS or dual-stack, an override that is not http(s) or that is http to another machine.
Result<QUrl> endpointUrl(const EndpointQuestion &question);

} // namespace aws
