// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/aws/caller.h"
#include "models/aws/credentialsproviders.h"
#include "models/ivs/client.h"
#include "tests/support/localservice.h"
#include "tests/support/manualclock.h"

/// Hears what a Caller tells.
class Listener final : public aws::CallObserver
{
public:
    void callFinished(const aws::CallRecord &record) override { records.append(record); }
    void skewFound(qint64 seconds) override { skews.append(seconds); }

    QList<aws::CallRecord> records;
    QList<qint64> skews;
};

/// One connection to a service with everything in the test's hand: the clock, the keys, the guard. Jitter is nil, so
/// that retries leave at once; the budget is unlimited.
struct Connection
{
    Connection(const QUrl &endpoint, const QString &region, const aws::Credentials &keys, int maxAttempts = 3)
        : credentials(keys)
        , guard(&clock)
        , governor(&clock)
        , caller(setup(endpoint, region, maxAttempts))
        , client(&caller, &caller)
    {
        governor.setShares({.unlimited = true});
        caller.addObserver(&listener);
    }
    explicit Connection(const LocalService &service, int maxAttempts = 3)
        : Connection(QUrl(service.endpoint()), service.region(), keysOf(service), maxAttempts)
    {
    }

    static aws::Credentials keysOf(const LocalService &service)
    {
        aws::Credentials keys;
        keys.accessKeyId = service.accessKeyId();
        keys.secretAccessKey = service.secretAccessKey();
        return keys;
    }
    aws::Caller::Setup setup(const QUrl &endpoint, const QString &region, int maxAttempts)
    {
        aws::Caller::Setup all;
        all.transport = &transport;
        all.credentials = &credentials;
        all.governor = &governor;
        all.clock = &clock;
        all.guard = &guard;
        all.endpoint = endpoint;
        all.partition = QStringLiteral("aws");
        all.region = region;
        all.signingName = "ivs";
        all.maxAttempts = maxAttempts;
        all.random = [] { return 0.0; };
        return all;
    }

    ManualClock clock;
    aws::Transport transport;
    aws::GivenCredentials credentials;
    aws::WriteGuard guard;
    aws::Governor governor;
    Listener listener;
    aws::Caller caller;
    ivs::Client client;
};
