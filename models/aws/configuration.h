// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/aws/result.h"
#include "models/aws/sharedconfig.h"

#include <QProcessEnvironment>
#include <QUrl>

namespace aws {

/// What a person or the command line asked for. Empty members leave the choice to the environment and the files.
struct ConfigurationChoice
{
    QString profile;
    QString region;
    QString endpointUrl; ///< for ivs-realtime only
};

/// Where to connect and with what, after the precedence of the AWS CLI v2: choice, environment, profile, default.
struct Configuration
{
    QString profile; ///< `default` when none is named
    bool profileChosen = false; ///< named explicitly: the environment's keys are left aside (fact sheet 10.1)
    QString region;
    QUrl endpoint;
    bool endpointOverridden = false;
    QString caBundle; ///< empty: the system's certificates
    int maxAttempts = 3;
};

/// Resolves a choice for the service with id \a serviceKey (`ivs_realtime`) and host \a hostPrefix (`ivsrealtime`).
/// Fails with Layer::Configuration: a profile that does not exist or is broken, no region, a bad endpoint or number.
Result<Configuration> resolveConfiguration(const ConfigurationChoice &choice, const QProcessEnvironment &environment,
    const SharedConfig &files, const QString &serviceKey, const QString &hostPrefix);

/// The broken lines of a profile in one sentence with file and number, empty when it is sound.
QString problemText(const QList<ConfigProblem> &problems);

} // namespace aws
