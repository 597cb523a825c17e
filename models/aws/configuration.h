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
    QString endpointUrl; ///< of ivs-realtime; a companion follows it, unless it is told its own
};

/// Where to connect and with what, after the precedence of the AWS CLI v2: choice, environment, profile, default.
struct Configuration
{
    QString profile; ///< `default` when none is named
    bool profileChosen = false; ///< named explicitly: the environment's keys are left aside (fact sheet 10.1)
    QString region;
    QUrl endpoint;
    QUrl companionEndpoint; ///< of the service that resolveCompanion() was asked for
    bool endpointOverridden = false;
    QString caBundle; ///< empty: the system's certificates
    int maxAttempts = 3;
};

/// Resolves a choice for the service with id \a serviceKey (`ivs_realtime`) and host \a hostPrefix (`ivsrealtime`).
/// Fails with Layer::Configuration: a profile that does not exist or is broken, no region, a bad endpoint or number.
Result<Configuration> resolveConfiguration(const ConfigurationChoice &choice, const QProcessEnvironment &environment,
    const SharedConfig &files, const QString &serviceKey, const QString &hostPrefix);

/// Where a second service is found, \a serviceKey (`ivs`) at \a hostPrefix, for what resolveConfiguration() made of
/// the same choice and files: its own variable or `services` entry, else the first one's endpoint where that was chosen
/// by hand or is this machine (who works against a stand-in must not be led to AWS by the other), else what holds for
/// every service, else AWS.
/// Fails as resolveConfiguration() does.
Result<QUrl> resolveCompanion(const Configuration &resolved, const ConfigurationChoice &choice,
    const QProcessEnvironment &environment, const SharedConfig &files, const QString &serviceKey,
    const QString &hostPrefix);

/// The broken lines of a profile in one sentence with file and number, empty when it is sound.
QString problemText(const QList<ConfigProblem> &problems);

} // namespace aws
