// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/keyacts.h"
#include "models/publickeymodel.h"
#include "models/tokenbatch.h"
#include "tests/support/pretendkeychain.h"
#include "views/batchsheet.h"
#include "views/connectionsheet.h"
#include "views/handoversheet.h"
#include "views/mintform.h"

#include <QAbstractButton>

/// Signing with a key of one's own: why there is none, one token, a connection token, many.
template <typename Studio, typename Wait>
void shootSigning(Studio &studio, Workspace *workspace, const QString &suffix, Wait wait)
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
    const auto shown = [&](auto *kind) {
        using Sheet = std::remove_pointer_t<decltype(kind)>;
        for (Sheet *each : studio.window().template findChildren<Sheet *>()) {
            if (each->isVisible())
                return each;
        }
        return static_cast<Sheet *>(nullptr);
    };
    studio.window().showPage(u"tokens"_s);
    auto *form = studio.window().template findChild<MintForm *>();
    wait([&] { return workspace->stages()->state().isWhole && workspace->publicKeys()->state().isWhole; });
    shoot(u"sign-no-key"_s);
    QString arn;
    QObject::connect(
        workspace->keyActs(), &KeyActs::imported, form, [&arn](const ivs::PublicKey &key) { arn = key.arn; });
    for (const QString &name : {u"rehearsal"_s, u"evening-key"_s}) {
        Undertaking *made = workspace->keyActs()->createPair({name, {}}, true);
        made->start();
        wait([made] { return made->isFinished(); });
        made->dismiss();
    }
    workspace->publicKeys()->reload();
    studio.settle(workspace->publicKeys());
    MintDraft draft = form->draft();
    draft.stageArn = workspace->stages()->keyAt(0);
    draft.token.userId = u"guest-3"_s;
    draft.keyArn = arn;
    form->setDraft(draft);
    shoot(u"sign-form"_s);
    press(u"Sign"_s);
    wait([&] { return shown(static_cast<HandOverSheet *>(nullptr)) != nullptr; });
    shoot(u"sign-handover"_s);
    press(u"Copy"_s);
    press(u"Close"_s);
    press(u"Connection token…"_s);
    shoot(u"sign-connection"_s);
    for (QAbstractButton *button :
        shown(static_cast<ConnectionSheet *>(nullptr))->template findChildren<QAbstractButton *>()) {
        if (button->text() == u"Sign"_s)
            button->click();
    }
    wait([&] { return shown(static_cast<HandOverSheet *>(nullptr)) != nullptr; });
    press(u"Save…"_s);
    shoot(u"sign-connection-handover"_s);
    press(u"Copy"_s);
    press(u"Close"_s);
    press(u"Sign many…"_s);
    studio.pasted =
        u"user id;stage\nguest-1;\nguest-2;\nguest-3;arn:aws:ivs:us-east-1:123456789012:stage/AbCdef1G2hij\n"_s;
    press(u"Paste rows"_s);
    shoot(u"sign-many"_s);
    press(u"Sign 3"_s);
    auto *batch = studio.window().template findChild<TokenBatch *>();
    wait([&] { return !batch->isRunning(); });
    shoot(u"sign-many-done"_s);
    press(u"Copy the tokens"_s);
    press(u"Close"_s);
    workspace->signingKeys()->remove(arn, form, [](const Keychain::Done &) {});
    wait([&] { return !workspace->signingKeys()->isHere(arn); });
    shoot(u"sign-key-gone"_s);
    studio.window().showPage(u"stages"_s);
}
