// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/tokenbatch.h"
#include "views/batchsheet.h"
#include "views/handoversheet.h"
#include "views/mintform.h"
#include "views/sidesheet.h"

#include <QAbstractButton>
#include <QLineEdit>

/// The token studio: the form, a token that is handed over, many at once.
template <typename Studio, typename Wait>
void shootTokens(Studio &studio, Workspace *workspace, const QString &suffix, Wait wait)
{
    using namespace Qt::Literals::StringLiterals;
    const auto press = [&](const QString &words) {
        for (QAbstractButton *button : studio.window().template findChildren<QAbstractButton *>()) {
            if (button->text().remove(u'&') == words && button->isVisible() && button->isEnabled()) {
                button->click();
                return;
            }
        }
        qFatal("There is no button %s", qPrintable(words));
    };
    const auto shoot = [&](const QString &name) { studio.shoot(name + suffix); };
    const auto close = [&](SideSheet *sheet) {
        sheet->requestClose();
        if (sheet->isVisible())
            press(sheet->template findChild<BatchSheet *>() ? u"Discard"_s : u"Close"_s);
    };
    studio.window().showPage(u"tokens"_s);
    auto *form = studio.window().template findChild<MintForm *>();
    wait([&] { return workspace->stages()->state().isWhole; });
    shoot(u"tokens"_s);
    MintDraft draft;
    draft.stageArn = workspace->stages()->keyAt(0);
    draft.token.userId = QString(140, u'x');
    draft.token.publish = draft.token.subscribe = false;
    draft.token.durationMinutes = 0;
    draft.token.attributes = {{QString(), u"guest"_s}, {u"seat"_s, u"3"_s}};
    form->setDraft(draft);
    shoot(u"tokens-faults"_s);
    draft.token = {};
    draft.token.userId = u"guest-3"_s;
    form->setDraft(draft);
    press(u"Guest"_s);
    shoot(u"tokens-filled"_s);
    form->mint();
    wait([&] { return !form->isUnderWay(); });
    shoot(u"handover"_s);
    press(u"Copy"_s);
    press(u"QR code"_s);
    shoot(u"handover-code"_s);
    press(u"QR code"_s);
    press(u"Save…"_s);
    press(u"WHIP"_s);
    shoot(u"handover-save"_s);
    close(studio.window().template findChild<HandOverSheet *>());
    press(u"Mint many…"_s);
    shoot(u"many-empty"_s);
    studio.pasted = u"user id;capabilities;duration;attribute:seat;email\nguest-1;;;1;a@example.com\n"
                    u"guest-2;subscribe;soon;2;\nguest-3;\"publish;;3;\nguest-1;;2 h;4;\n"_s;
    press(u"Paste rows"_s);
    shoot(u"many-bad"_s);
    auto *batch = studio.window().template findChild<TokenBatch *>();
    batch->setData(batch->index(1, TokenBatch::ValidFor), u"90 min"_s);
    batch->setData(batch->index(2, TokenBatch::May), u"publish"_s);
    studio.service().fault(u"CreateParticipantToken"_s, u"drop"_s, u"after"_s);
    press(u"Mint %1"_s.arg(batch->total()));
    wait([&] { return !batch->isRunning(); });
    shoot(u"many-minted"_s);
    press(u"Save as CSV…"_s);
    shoot(u"many-save"_s);
    studio.window().showPage(u"stages"_s);
}
