// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/tokenacts.h"
#include "models/tokencheck.h"
#include "models/tokenmodel.h"
#include "views/actionregistry.h"
#include "views/confirmation.h"
#include "views/handoversheet.h"
#include "views/page.h"

#include <QAbstractButton>
#include <QLineEdit>

/// The register on the right of the token studio: tokens in every state, the chosen one, one that is taken away, one
/// that is kept.
template <typename Studio, typename Wait>
void shootIssued(Studio &studio, Workspace *workspace, const QString &suffix, Wait wait)
{
    using namespace Qt::Literals::StringLiterals;
    studio.window().showPage(u"tokens"_s);
    wait([&] { return workspace->stages()->state().isWhole; });
    const auto shoot = [&](const QString &name) { studio.shoot(name + suffix); };
    const auto press = [&](const QString &words) {
        for (QAbstractButton *button : studio.window().template findChildren<QAbstractButton *>()) {
            if (button->text().remove(u'&') == words && button->isVisible() && button->isEnabled()) {
                button->click();
                return;
            }
        }
        qFatal("There is no button %s", qPrintable(words));
    };
    const auto act = [&](const char *id) {
        QAction *action = studio.window().page()->actions()->action(QLatin1StringView(id));
        if (!action->isEnabled())
            qFatal("%s: %s", id, qPrintable(action->toolTip()));
        action->trigger();
    };
    // What a person would mint over an evening; joins are the service's.
    QHash<QString, QString> secrets;
    QObject guard;
    QObject::connect(workspace->tokenActs(), &TokenActs::minted, &guard,
        [&](const MintedToken &token) { secrets.insert(token.userId, token.token); });
    QList<MintOrder> orders;
    for (const QString &user : {u"host-mara"_s, u"guest-3"_s, u"guest-4"_s, u"viewer-17"_s, u"viewer-18"_s}) {
        MintDraft draft;
        draft.stageArn = workspace->stages()->keyAt(orders.size() < 3 ? 0 : 1);
        draft.stageName = workspace->stages()->record(draft.stageArn)->stage.name;
        draft.token.userId = user;
        draft.token.publish = !user.startsWith("viewer"_L1);
        draft.token.durationMinutes = user == "guest-4"_L1 ? 9 : 720;
        draft.token.attributes = {{u"role"_s, user.section(u'-', 0, 0)}};
        orders.append({user, draft});
    }
    Undertaking *minting = workspace->tokenActs()->mint(orders);
    minting->start();
    wait([minting] { return minting->isFinished(); });
    minting->dismiss();
    TokenModel *model = workspace->issuedTokens();
    MintedToken old;
    old.participantId = u"aB3dE6gH9jKl"_s;
    old.stageArn = workspace->stages()->keyAt(1);
    old.stageName = u"late-night-quiz"_s;
    old.userId = u"guest-1"_s;
    old.publish = old.subscribe = true;
    old.issued = workspace->clock()->now().addSecs(-80'000);
    old.expires = old.issued.addSecs(43'200);
    workspace->tokenRegister()->add({old});
    wait([&] { return model->rowCount() == 6; });
    studio.service().control(u"join"_s, {{u"token"_s, secrets.value(u"host-mara"_s)}});
    studio.service().control(u"join"_s, {{u"token"_s, secrets.value(u"guest-3"_s)}});
    QStringList asked;
    const auto idOf = [&](const QString &user) {
        for (int row = 0; row < model->rowCount(); ++row) {
            if (model->entry(model->keyAt(row))->userId == user)
                return model->keyAt(row);
        }
        return QString();
    };
    for (const QString &user : {u"host-mara"_s, u"guest-3"_s, u"viewer-17"_s})
        asked << idOf(user);
    model->check(asked);
    wait([&] { return model->checks()->checking() == 0; });
    shoot(u"issued"_s);
    studio.choose(studio.table(u"Issued"_s), model->rowOfKey(idOf(u"host-mara"_s)));
    shoot(u"issued-chosen"_s);
    const auto shootQuestion = [&](const QString &name) {
        act("issued.takeAway");
        auto *question = studio.window().template findChild<Confirmation *>();
        studio.shootOf(question, name + suffix);
        question->reject();
        wait([&] { return !studio.window().template findChild<Confirmation *>(); });
    };
    shootQuestion(u"issued-take-away"_s);
    studio.choose(studio.table(u"Issued"_s), model->rowOfKey(idOf(u"viewer-17"_s)));
    shootQuestion(u"issued-take-away-unused"_s);
    auto *filter = studio.template find<QLineEdit>(u"Filter Issued"_s);
    filter->setText(u"nobody"_s);
    wait([&] { return model->rowCount() == 0; });
    shoot(u"issued-nothing-matches"_s);
    filter->clear();
    wait([&] { return model->rowCount() == 6; });
    act("issued.renew");
    wait([&] { return studio.window().template findChild<HandOverSheet *>() != nullptr; });
    press(u"Keep…"_s);
    shoot(u"handover-keep"_s);
    press(u"Keep it"_s);
    shoot(u"handover-kept"_s);
    press(u"Close"_s);
    studio.window().showPage(u"stages"_s);
}
