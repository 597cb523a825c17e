// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/compositiondetail.h"
#include "models/compositionhistory.h"
#include "models/compositionrecordmodel.h"
#include "models/watch.h"
#include "tests/support/localservice.h"
#include "views/actionregistry.h"
#include "views/compositionspage.h"
#include "views/confirmation.h"
#include "views/replacementsheet.h"

#include <QJsonArray>
#include <QPushButton>
#include <QTabBar>

/// The compositions page: one that runs, one that stops by itself, ended ones with their reasons, a replacement.
/// \a wait(condition) runs the event loop until it holds.
template <typename Studio, typename Wait>
void shootCompositions(Studio &studio, Workspace *workspace, Wait wait)
{
    using namespace Qt::Literals::StringLiterals;
    LocalService &service = studio.service();
    const QString storage =
        service.perform(u"ListStorageConfigurations"_s, {})["storageConfigurations"_L1][0]["arn"_L1].toString();
    const QString encoder =
        service.perform(u"ListEncoderConfigurations"_s, {})["encoderConfigurations"_L1][0]["arn"_L1].toString();
    const auto start = [&](const QString &stage) {
        const QJsonObject s3 {
            {u"storageConfigurationArn"_s, storage}, {u"encoderConfigurationArns"_s, QJsonArray {encoder}}};
        const QJsonObject pip {{u"pipParticipantAttribute"_s, u"role"_s}, {u"gridGap"_s, 4}};
        return service
            .perform(u"StartComposition"_s,
                {{u"stageArn"_s, stage}, {u"layout"_s, QJsonObject {{u"pip"_s, pip}}},
                    {u"destinations"_s,
                        QJsonArray {
                            QJsonObject {{u"name"_s, u"archive"_s}, {u"s3"_s, s3}}}}})["composition"_L1]["arn"_L1]
            .toString();
    };
    const auto advance = [&](int seconds) { service.control(u"advance"_s, {{u"seconds"_s, seconds}}); };
    studio.window().showPage(u"compositions"_s);
    auto *page = studio.window().template findChild<CompositionsPage *>();
    const auto look = [&] {
        const QDateTime before = workspace->watch()->asOf();
        page->reload();
        wait([&] { return workspace->watch()->asOf() > before && !workspace->compositions()->state().isBusy(); });
        wait([&] { return !workspace->compositionDetail()->isLoading(); });
    };
    const auto tab = [&](int index) { page->template findChild<QTabBar *>()->setCurrentIndex(index); };
    look();
    const QString ended = start(service.createStage(u"rehearsal-4"_s));
    look();
    advance(10);
    look();
    advance(20);
    studio.choose(studio.table(u"Compositions"_s), 0);
    page->showKey(ended);
    look();
    studio.shoot(u"compositions-nobody-publishes"_s);
    advance(60);
    look();
    studio.shoot(u"compositions-ended"_s);
    tab(1);
    studio.shoot(u"compositions-history"_s);
    studio.window().resize(1024, 700);
    studio.shoot(u"compositions-history-small"_s);
    tab(0);
    for (const CompositionHistory::Record &record : workspace->compositionHistory()->records()) {
        if (record.isRunning() && record.detail)
            page->showKey(record.summary.arn);
    }
    look();
    studio.shoot(u"compositions-small"_s);
    studio.window().resize(1400, 880);
    studio.shoot(u"compositions"_s);
    page->actions()->action("compositions.replace"_L1)->trigger();
    auto *question = studio.window().template findChild<Confirmation *>();
    studio.shootOf(question, u"composition-replace"_s);
    for (QPushButton *button : question->template findChildren<QPushButton *>()) {
        if (button->text() == u"Replace"_s)
            button->click();
    }
    wait([&] { return page->template findChild<ReplacementSheet *>(); });
    studio.shoot(u"composition-replacing"_s);
}
