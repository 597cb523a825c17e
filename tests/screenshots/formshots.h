// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/remembering.h"
#include "models/stageacts.h"
#include "views/actionregistry.h"
#include "views/confirmation.h"
#include "views/sidesheet.h"
#include "views/stagespage.h"

#include <QAbstractButton>
#include <QApplication>
#include <QComboBox>
#include <QLineEdit>
#include <QPushButton>

/// The sheets and questions of the stages page. \a wait(condition) runs the event loop until it holds.
template <typename Studio, typename Wait>
void shootForms(Studio &studio, Workspace *workspace, const QString &suffix, Wait wait)
{
    using namespace Qt::Literals::StringLiterals;
    QWidget *window = &studio.window();
    const auto page = [&] { return window->findChild<StagesPage *>(); };
    const auto act = [&](const char *id) { page()->actions()->action(QLatin1StringView(id))->trigger(); };
    const auto press = [&](QWidget *root, const QString &words) {
        QAbstractButton *found = nullptr;
        wait([&] {
            for (QAbstractButton *button : root->findChildren<QAbstractButton *>()) {
                if (button->text() == words && button->isVisible())
                    found = button;
            }
            return found != nullptr;
        });
        if (!found)
            qFatal("There is no button %s", qPrintable(words));
        found->click();
    };
    const auto sheet = [&]() -> SideSheet * {
        for (SideSheet *each : page()->template findChildren<SideSheet *>()) {
            if (each->isVisible())
                return each;
        }
        return nullptr;
    };
    const auto type = [&](const QString &name, const QString &text) {
        for (QLineEdit *field : sheet()->template findChildren<QLineEdit *>()) {
            if (field->accessibleName() == name && field->text().isEmpty()) {
                field->setText(text);
                Q_EMIT field->textEdited(text);
                return;
            }
        }
    };
    const auto shoot = [&](const QString &name) { studio.shoot(name + suffix); };
    const auto close = [&] {
        sheet()->requestClose();
        if (sheet())
            press(sheet(), u"Discard"_s);
    };

    act("stage.create");
    shoot(u"stage-create-empty"_s);
    type(u"Name"_s, u"evening show"_s);
    press(sheet(), u"Add a tag"_s);
    type(u"Name of the tag"_s, u"team"_s);
    type(u"Value of the tag"_s, u"live"_s);
    press(sheet(), u"Record every publisher by itself"_s);
    wait([&] { return sheet()->template findChild<QComboBox *>()->count() > 2; });
    press(sheet(), u"Thumbnails"_s);
    shoot(u"stage-create-faults"_s);
    press(sheet(), u"Add a token"_s);
    type(u"User id"_s, u"host-1"_s);
    press(sheet(), u"Attributes…"_s);
    press(sheet(), u"Add an attribute"_s);
    type(u"Name of the attribute"_s, u"role"_s);
    type(u"Value of the attribute"_s, u"host"_s);
    shoot(u"stage-create-token"_s);
    sheet()->requestClose();
    shoot(u"stage-create-question"_s);
    press(sheet(), u"Discard"_s);

    act("stage.create");
    type(u"Name"_s, u"evening-show"_s);
    for (int i = 0; i < 3; ++i) {
        press(sheet(), u"Add a token"_s);
        type(u"User id"_s, u"guest-%1"_s.arg(i));
    }
    press(sheet(), u"Create"_s);
    wait([&] { return !sheet()->isBusy(); });
    shoot(u"stage-tokens"_s);
    press(sheet(), u"Copy all 3"_s);
    close();

    studio.chooseStage(workspace, u"evening-talk"_s);
    shoot(u"stage-menu-closed"_s);
    act("stage.edit");
    wait([&] { return sheet()->template findChild<QComboBox *>()->count() > 2; });
    shoot(u"stage-edit"_s);
    close();
    studio.choose(studio.table(u"Participants"_s), 0);
    act("participant.replicate");
    type(u"To stage"_s, u"nowhere"_s);
    shoot(u"replicate"_s);
    close();
    studio.table(u"Stages"_s)->selectAll();
    act("stage.tags");
    shoot(u"tags-of-many"_s);
    close();
    act("stage.delete");
    auto *question = window->findChild<Confirmation *>();
    studio.shootOf(question, u"question-counting"_s + suffix);
    wait([&] { return !question->findChildren<QPushButton *>().isEmpty() && question->isEnabled(); });
    wait([&] {
        for (QPushButton *button : question->findChildren<QPushButton *>()) {
            if (!button->isEnabled())
                return false;
        }
        return true;
    });
    studio.shootOf(question, u"question-counted"_s + suffix);
    studio.service().fault(u"DeleteStage"_s, u"status"_s, 403, 3);
    for (QPushButton *button : question->findChildren<QPushButton *>()) {
        if (button->text().startsWith(u"Delete"_s))
            button->click();
    }
    shoot(u"undertaking"_s);
    wait([&] { return !sheet()->isBusy(); });
    shoot(u"undertaking-done"_s);
    close();

    studio.choose(studio.table(u"Sessions"_s), 0);
    act("session.forget");
    for (Confirmation *each : window->findChildren<Confirmation *>()) {
        if (each->isVisible()) {
            studio.shootOf(each, u"question-forget"_s + suffix);
            each->reject();
        }
    }
    window->findChild<ActionRegistry *>(QString(), Qt::FindDirectChildrenOnly)
        ->action(u"window.remembering"_s)
        ->trigger();
    wait([&] { return workspace->remembering()->usage().has_value(); });
    shoot(u"remembering"_s);
}
