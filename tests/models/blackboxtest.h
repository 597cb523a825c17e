// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/archive.h"
#include "models/compositionacts.h"
#include "models/compositionend.h"
#include "models/compositionhistory.h"
#include "models/compositionlinemodel.h"
#include "models/compositionrecordmodel.h"
#include "models/compositionwords.h"
#include "models/desk.h"
#include "models/watch.h"
#include "tests/support/localservice.h"
#include "tests/support/manualclock.h"

#include <QAbstractItemModelTester>
#include <QJsonArray>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

/// A workspace with a store over a local service with a stage, with time in the test's hand: for tests of what is
/// remembered of compositions.
class BlackBoxTest : public QObject
{
protected:
    Workspace *connectAgain()
    {
        const aws::Result<Workspace *> opened = m_desk->open(
            {.choice = {.profile = {}, .region = m_service->region(), .endpointUrl = m_service->endpoint()},
                .readOnly = false});
        return opened ? *opened : nullptr;
    }
    void open()
    {
        m_testers.clear();
        m_desk.reset();
        QProcessEnvironment environment;
        environment.insert(QStringLiteral("HOME"), m_folder->path());
        environment.insert(QStringLiteral("AWS_ACCESS_KEY_ID"), m_service->accessKeyId());
        environment.insert(QStringLiteral("AWS_SECRET_ACCESS_KEY"), m_service->secretAccessKey());
        m_desk = std::make_unique<Desk>(environment, m_clock.get(), [] { return 0.0; });
        m_desk->governor()->setShares({.unlimited = true});
        m_desk->setStoreFolder(m_folder->filePath(QStringLiteral("store")));
        m_workspace = connectAgain();
        m_testers.push_back(std::make_unique<QAbstractItemModelTester>(m_workspace->compositionRecords()));
        m_testers.push_back(std::make_unique<QAbstractItemModelTester>(m_workspace->compositionLines()));
        QTRY_VERIFY(m_workspace->watch()->asOf().isValid());
        m_workspace->stages()->setWatched(true); // its answer tells the account
        QTRY_VERIFY(!m_workspace->accountId().isEmpty());
        QTRY_VERIFY(m_workspace->archive()->store()->state() == store::Store::State::Ready);
    }
    void begin()
    {
        m_folder = std::make_unique<QTemporaryDir>();
        m_clock = std::make_unique<ManualClock>();
        m_service = std::make_unique<LocalService>();
        m_stage = m_service->createStage(QStringLiteral("show"));
        m_storage = m_service
                        ->perform(QStringLiteral("CreateStorageConfiguration"),
                            {{QStringLiteral("s3"),
                                QJsonObject {{QStringLiteral("bucketName"),
                                    QStringLiteral(
                                        "black-box")}}}})[QStringLiteral("storageConfiguration")][QStringLiteral("arn")]
                        .toString();
        m_encoder = m_service
                        ->perform(QStringLiteral("CreateEncoderConfiguration"),
                            {{QStringLiteral("name"),
                                QStringLiteral("hd")}})[QStringLiteral("encoderConfiguration")][QStringLiteral("arn")]
                        .toString();
        open();
        QVERIFY(m_workspace);
    }
    void end()
    {
        m_testers.clear();
        m_desk.reset();
        m_service.reset();
    }
    QString compose(bool both = false)
    {
        const QJsonObject s3 {{QStringLiteral("storageConfigurationArn"), m_storage},
            {QStringLiteral("encoderConfigurationArns"), QJsonArray {m_encoder}}};
        QJsonArray outputs {
            QJsonObject {{QStringLiteral("name"), QStringLiteral("archive")}, {QStringLiteral("s3"), s3}}};
        if (both) {
            const QString account = m_stage.section(u':', 4, 4);
            const QString channel =
                QStringLiteral("arn:aws:ivs:%1:%2:channel/EvEnInGsHoW1").arg(m_service->region(), account);
            outputs.append(QJsonObject {{QStringLiteral("name"), QStringLiteral("air")},
                {QStringLiteral("channel"), QJsonObject {{QStringLiteral("channelArn"), channel}}}});
        }
        const QJsonObject answer = m_service->perform(QStringLiteral("StartComposition"),
            {{QStringLiteral("stageArn"), m_stage}, {QStringLiteral("destinations"), outputs}});
        const QString arn = answer[QStringLiteral("composition")][QStringLiteral("arn")].toString();
        if (arn.isEmpty())
            qWarning() << answer;
        return arn;
    }
    void look(int seconds)
    {
        QSignalSpy watched(m_workspace->watch(), &Watch::watched);
        m_clock->advance(seconds * 1000);
        QTRY_COMPARE(watched.size(), 1);
    }
    void pass(int seconds) { m_service->control(QStringLiteral("advance"), {{QStringLiteral("seconds"), seconds}}); }
    LocalService::Joined publish(const QString &user)
    {
        const LocalService::Joined who = m_service->join(m_stage, user);
        m_service->act(QStringLiteral("publish"), m_stage, who.participantId);
        return who;
    }
    void carryOut(Undertaking *act)
    {
        act->start();
        QTRY_VERIFY(act->isFinished());
    }
    const CompositionHistory::Record &record(const QString &arn) const
    {
        static const CompositionHistory::Record none;
        const auto *found = m_workspace->compositionHistory()->record(arn);
        return found ? *found : none;
    }
    CompositionEnd::Reason reason(const QString &arn) const { return endOf(record(arn)).reason; }
    QString how(const QString &arn) const { return endWords(record(arn), *m_workspace->times()); }
    /// The states of the composition, or of its outputs, in the order in which they were seen.
    QString course(
        const QString &arn, store::CompositionChange::What what = store::CompositionChange::What::State) const
    {
        QStringList words;
        for (const store::CompositionChange &each : record(arn).changes) {
            if (each.what == what)
                words << each.word;
        }
        return words.join(QLatin1Char(' '));
    }

    std::vector<std::unique_ptr<QAbstractItemModelTester>> m_testers;
    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<LocalService> m_service;
    std::unique_ptr<ManualClock> m_clock;
    std::unique_ptr<Desk> m_desk;
    Workspace *m_workspace = nullptr;
    QString m_stage;
    QString m_storage;
    QString m_encoder;
};
