// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/desk.h"
#include "models/stageacts.h"
#include "models/tokenacts.h"
#include "models/tokencheck.h"
#include "models/tokenmodel.h"
#include "tests/support/localservice.h"
#include "tests/support/manualclock.h"
#include "tests/support/pretendkeychain.h"

#include <QAbstractItemModelTester>
#include <QJsonObject>
#include <QProcessEnvironment>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

/// A local service whose time stands, a keychain and a store that outlive the desk, and a workspace that mints.
struct TokenShop
{
    /// The program starts anew; the credentials' source names \a account when it is not empty.
    void open(const QString &account = {})
    {
        desk.reset();
        QProcessEnvironment environment;
        environment.insert(QStringLiteral("HOME"), home.path());
        environment.insert(QStringLiteral("AWS_ACCESS_KEY_ID"), service.accessKeyId());
        environment.insert(QStringLiteral("AWS_SECRET_ACCESS_KEY"), service.secretAccessKey());
        if (!account.isEmpty())
            environment.insert(QStringLiteral("AWS_ACCOUNT_ID"), account);
        desk = std::make_unique<Desk>(environment, &clock, [] { return 0.0; });
        desk->governor()->setShares({.unlimited = true});
        desk->setStoreFolder(home.filePath(QStringLiteral("stagedesk")));
        desk->setKeychain(&keychain);
        workspace = another();
        tokens = workspace->tokenRegister();
        list = workspace->issuedTokens();
        new QAbstractItemModelTester(list, QAbstractItemModelTester::FailureReportingMode::QtTest, list);
    }
    /// One more connection to the same place.
    Workspace *another() const
    {
        const auto opened = desk->open({.choice = {.region = service.region(), .endpointUrl = service.endpoint()}});
        if (!opened)
            qFatal("The workspace did not open");
        return *opened;
    }
    QString createStage(const QString &name) { return service.createStage(name); }
    /// Mints by hand; nothing when it failed.
    std::optional<MintedToken> mint(const QString &stageArn, const QString &userId, int minutes = 60)
    {
        MintOrder order {QStringLiteral("1"), {}};
        order.draft.stageArn = stageArn;
        order.draft.stageName = QStringLiteral("evening");
        order.draft.token.userId = userId;
        order.draft.token.durationMinutes = minutes;
        const auto made = std::make_shared<std::optional<MintedToken>>();
        QObject guard;
        QObject::connect(
            workspace->tokenActs(), &TokenActs::minted, &guard, [made](const MintedToken &token) { *made = token; });
        carryOut(workspace->tokenActs()->mint({order}));
        return *made;
    }
    static void carryOut(Undertaking *act)
    {
        act->start();
        if (!QTest::qWaitFor([act] { return act->isFinished(); }, 20'000))
            qFatal("An act did not end");
        act->dismiss();
    }
    /// Joins with a token; the session's id.
    QString join(const QString &token)
    {
        return service.control(QStringLiteral("join"), {{QStringLiteral("token"), token}})
            .value(QStringLiteral("sessionId"))
            .toString();
    }
    void advance(int seconds)
    {
        service.control(QStringLiteral("advance"), {{QStringLiteral("seconds"), seconds}});
        // The service's time comes with an answer.
        workspace->stages()->reload();
    }
    bool readRegister() const
    {
        return QTest::qWaitFor([this] { return !tokens->isReading(); }, 20'000);
    }
    TokenUse use(const QString &participantId) const
    {
        const IssuedToken *token = tokens->find(participantId);
        return token ? token->use : TokenUse();
    }
    QString cell(const QString &participantId, TokenModel::Column column) const
    {
        return list->index(list->rowOfKey(participantId), column).data().toString();
    }

    LocalService service {LocalService::standing()};
    ManualClock clock;
    PretendKeychain keychain;
    QTemporaryDir home;
    std::unique_ptr<Desk> desk;
    Workspace *workspace = nullptr;
    TokenRegister *tokens = nullptr;
    TokenModel *list = nullptr;
};
