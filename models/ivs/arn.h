// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

#include <optional>

namespace ivs {

/// The parts of an Amazon Resource Name: `arn:partition:service:region:account:resourceType/resourceId`.
struct Arn
{
    QString
        partition; ///< `aws`, or another one: the service's own patterns name only `aws`, which is no reason to refuse
    QString service; ///< `ivs` for everything of IVS, real-time or not
    QString region;
    QString account;
    QString resourceType; ///< `stage`; empty when the resource has no `/`
    QString resourceId; ///< behind the first `/`, or all of the resource when there is none

    /// Nothing when the text has not the six parts of an ARN or an empty resource. Region and account may be empty.
    static std::optional<Arn> parse(const QString &text);
    QString toString() const;

    bool operator==(const Arn &) const = default;
};

} // namespace ivs
