// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/compositionchecks.h"
#include "models/encodermodel.h"
#include "models/outputuse.h"
#include "models/storagemodel.h"
#include "models/storagestages.h"
#include "views/actionregistry.h"
#include "views/checkpanel.h"
#include "views/confirmation.h"
#include "views/outputspage.h"
#include "views/sidesheet.h"
#include "views/stagetabs.h"

#include <QPushButton>
#include <QSpinBox>

/// The page of encoders and storage with its sheets and questions, and the checks before the start of a composition.
template <typename Studio, typename Wait>
void shootOutputs(Studio &studio, Workspace *workspace, Theme *theme, const QString &size, Wait wait)
{
    using namespace Qt::Literals::StringLiterals;
    studio.desk().governor()->setShares({.unlimited = true});
    studio.window().showPage(u"outputs"_s);
    EncoderModel *encoders = workspace->encoders();
    studio.settle(encoders);
    auto *page = studio.window().template findChild<OutputsPage *>();
    const auto act = [&](const char *id) { page->actions()->action(QLatin1StringView(id))->trigger(); };
    const auto sheet = [&]() -> SideSheet * {
        for (SideSheet *each : page->template findChildren<SideSheet *>()) {
            if (each->isVisible()) // those that were closed go with the event loop
                return each;
        }
        return nullptr;
    };
    const auto close = [&] {
        sheet()->requestClose();
        if (SideSheet *asking = sheet()) {
            for (QPushButton *button : asking->template findChildren<QPushButton *>()) {
                if (button->text() == u"Discard"_s && button->isVisible())
                    button->click();
            }
        }
    };
    wait([&] { return workspace->outputUse()->isWhole(); });
    studio.choose(studio.table(u"Encoder configurations"_s), 0);
    wait([&] { return encoders->record(encoders->keyAt(0))->whole.has_value(); });
    studio.shoot(u"outputs-encoders"_s + size);
    act("encoders.create");
    studio.shoot(u"outputs-encoder-new"_s + size);
    sheet()->template findChildren<QSpinBox *>().first()->setValue(1921);
    studio.shoot(u"outputs-encoder-faults"_s + size);
    close();
    act("encoders.delete");
    auto *question = studio.window().template findChild<Confirmation *>();
    studio.shootOf(question, u"outputs-encoder-question"_s + size);
    question->reject();
    page->template findChild<StageTabs *>()->setCurrentId(u"storages"_s);
    studio.settle(workspace->storages());
    studio.choose(studio.table(u"Storage configurations"_s), 0);
    studio.shoot(u"outputs-storages"_s + size);
    workspace->storageStages()->look();
    wait([&] { return workspace->storageStages()->isWhole(); });
    studio.shoot(u"outputs-storage-looked-through"_s + size);
    act("storages.create");
    studio.shoot(u"outputs-storage-new"_s + size);
    close();

    CompositionDraft draft;
    for (const StageRecord &record : workspace->stages()->records()) {
        if (record.isOnAir()) {
            draft.stageArn = record.stage.arn;
            break;
        }
    }
    draft.layout = CompositionDraft::Layout::Pip;
    draft.pip.featuredParticipantAttribute = u"role"_s;
    draft.pip.participantOrderAttribute = u"seat"_s;
    draft.pip.pipParticipantAttribute = u"over"_s;
    draft.pip.pipWidth = 2000;
    draft.recording = {true, {}, workspace->storages()->keyAt(0), encoders->keyAt(0)};
    draft.channel.channelArn =
        u"arn:aws:ivs:%1:%2:channel/BaCkUpBaSiC3"_s.arg(workspace->region(), workspace->accountId());
    draft.channel.encoderArn = encoders->keyAt(0);
    CompositionChecks checks(workspace, nullptr);
    CheckPanel panel({theme, [](const QString &) {}}, &checks, workspace->times());
    panel.setAutoFillBackground(true);
    panel.resize(300, 620);
    panel.show();
    checks.check(draft);
    wait([&] { return !checks.isChecking(); });
    studio.shootOf(&panel, u"checks"_s + size);
}
