// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/ivs/selfsigned.h"
#include "models/signingkeys.h"
#include "models/workspace.h"
#include "views/actionregistry.h"
#include "views/inspectsheet.h"
#include "views/tokenfield.h"

/// The sheet that inspects tokens: a good one, one with everything wrong, and what is none. \a wait(condition) runs the
/// event loop until it holds.
template <typename Studio, typename Wait>
void shootInspect(Studio &studio, Workspace *workspace, const QString &suffix, Wait wait)
{
    using namespace Qt::Literals::StringLiterals;
    const auto registries = studio.window().template findChildren<ActionRegistry *>();
    for (const ActionRegistry *registry : registries) {
        if (QAction *action = registry->action(u"window.inspect"_s))
            action->trigger();
    }
    auto *sheet = studio.window().template findChild<InspectSheet *>();
    auto *field = sheet->template findChild<TokenField *>();
    const ivs::es384::PrivateKey key = ivs::es384::PrivateKey::generate();
    const QString stage = workspace->stages()->keyAt(0);
    const QString keyArn = stage.section(u':', 0, 4) + u":public-key/Xy12Xy12Xy12"_s;
    workspace->signingKeys()->know({.arn = keyArn, .publicKeyMaterial = QString::fromLatin1(key.publicPem())});
    const QDateTime now = workspace->clock()->now();
    const ivs::ParticipantClaims claims {ivs::newTokenId(), stage, u"wss://global.events.live-video.net"_s,
        u"https://1a2b3c4d5e6f.global-bm.whip.live-video.net"_s, u"guest-7"_s,
        {{u"role"_s, u"guest"_s}, {u"seat"_s, u"3"_s}}, true, true, now, now.addSecs(12 * 3600)};
    field->setToken(ivs::signedToken(key, keyArn, claims).value());
    studio.shoot(u"inspect-good"_s + suffix);

    ivs::Jwt bad = ivs::readJwt(ivs::signedToken(key, keyArn, claims)->toLatin1());
    bad.header["kid"_L1] = QString(keyArn).replace(u"Xy12"_s, u"Zz99"_s);
    bad.payload["exp"_L1] = now.addSecs(-7200).toSecsSinceEpoch();
    bad.payload["iat"_L1] = now.addSecs(-80'000).toSecsSinceEpoch();
    bad.payload["topic"_L1] = u"AbCdef1G2hij"_s;
    bad.payload["jti"_L1] = u"guest_7"_s;
    bad.payload.remove("version"_L1);
    const QByteArray text = ivs::jwtText(bad.header, bad.payload);
    field->setToken(QString::fromLatin1(ivs::jwtToken(text, key.sign(text))));
    sheet->inspection()->askStage();
    wait([&] { return sheet->inspection()->stageState() == TokenInspection::StageState::Exists; });
    studio.shoot(u"inspect-wrong"_s + suffix);

    field->setToken(u"eyJhbGciOiJFUzM4NCJ9.eyJleHAi"_s);
    studio.shoot(u"inspect-cut-off"_s + suffix);
    workspace->signingKeys()->listed({});
    sheet->requestClose();
}
