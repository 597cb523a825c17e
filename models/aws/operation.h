// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace aws {

enum class Verb { Get, Post, Delete };

/// What everybody needs to know of one operation of a service. A row of a constant table (models/ivs/operations.h):
/// the governor, the read-only guard, the retry rule, the request log and the local service all read it there.
struct Operation
{
    const char *service; ///< name in settings and logs, `ivs-realtime`
    const char *name; ///< the service's own name, `ListStages`
    Verb verb;
    const char *path; ///< `/ListStages`, or with one argument: `/tags/{resourceArn}`
    int callsPerSecond; ///< the service's limit per account and region (service-quotas page); not adjustable
    bool writes; ///< changes something: stopped by the read-only guard
    bool repeatable; ///< a write that may be sent again after a lost answer: a second one changes nothing
    bool paged; ///< a list with nextToken
};

} // namespace aws
