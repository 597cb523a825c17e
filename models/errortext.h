// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/aws/error.h"

#include <QString>

namespace aws {
class WriteGuard;
}

/// What a person reads about an Error. Made here and nowhere else.
struct ErrorText
{
    QString title; ///< which layer failed, in a few words
    QString meaning; ///< what it means, one sentence
    QString advice; ///< what to do next, one sentence
    QString details; ///< operation, code, status, request id and the lower layer's own words; foreign text inside
};

ErrorText explain(const aws::Error &error);

/// Title, meaning and advice in one line, for the command line and logs.
QString oneLine(const aws::Error &error);

/// Why nothing can be written through this guard now, two sentences; empty when it can be.
QString readOnlyReason(const aws::WriteGuard *guard);
