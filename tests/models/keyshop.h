// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/desk.h"
#include "models/keyacts.h"
#include "models/publickeymodel.h"
#include "tests/support/localservice.h"
#include "tests/support/manualclock.h"
#include "tests/support/pretendkeychain.h"

#include <QProcessEnvironment>
#include <QTest>

/// A local service, a keychain that outlives the desk, and a desk over both.
struct KeyShop
{
    KeyShop() { open(); }

    /// The program starts anew.
    void open(bool readOnly = false)
    {
        desk = std::make_unique<Desk>(QProcessEnvironment(), &clock, [] { return 0.0; });
        desk->governor()->setShares({.unlimited = true});
        desk->setKeychain(&keychain);
        workspace = desk->openLocal(
            service.endpoint(), service.region(), service.accessKeyId(), service.secretAccessKey(), readOnly);
        keys = workspace->signingKeys();
        acts = workspace->keyActs();
        list = workspace->publicKeys();
    }
    bool load()
    {
        list->setWatched(true);
        list->reload();
        return QTest::qWaitFor([&] {
            const ListState state = list->state();
            return state.phase == ListState::Phase::Complete && !state.isBusy() && state.asOf.isValid();
        });
    }
    /// A public key that the service has; its ARN.
    QString import(const QByteArray &publicPem, const QString &name = {})
    {
        return service
            .perform(QStringLiteral("ImportPublicKey"),
                {{QStringLiteral("publicKeyMaterial"), QString::fromLatin1(publicPem)}, {QStringLiteral("name"), name}})
            .value(QStringLiteral("publicKey"))
            .toObject()
            .value(QStringLiteral("arn"))
            .toString();
    }
    /// What stands in the keychain for this public key; null for nothing.
    QByteArray entry(const QString &arn)
    {
        std::optional<Keychain::Found> found;
        QObject guard;
        keychain.read(SigningKeys::entryOf(arn), &guard, [&found](const Keychain::Found &answer) { found = answer; });
        if (!QTest::qWaitFor([&found] { return found.has_value(); }) || !*found || !**found)
            return {};
        return ***found;
    }
    void setEntry(const QString &arn, const QByteArray &secret)
    {
        bool written = false;
        QObject guard;
        keychain.write(
            SigningKeys::entryOf(arn), secret, &guard, [&written](const Keychain::Done &) { written = true; });
        QVERIFY(QTest::qWaitFor([&written] { return written; }));
    }

    LocalService service;
    ManualClock clock;
    PretendKeychain keychain;
    std::unique_ptr<Desk> desk;
    Workspace *workspace = nullptr;
    SigningKeys *keys = nullptr;
    KeyActs *acts = nullptr;
    PublicKeyModel *list = nullptr;
};
