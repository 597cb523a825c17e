// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/keyacts.h"
#include "models/publickeydetail.h"
#include "models/publickeymodel.h"
#include "tests/support/pretendkeychain.h"
#include "views/actionregistry.h"
#include "views/confirmation.h"
#include "views/keyspage.h"
#include "views/sidesheet.h"

#include <QPlainTextEdit>
#include <QPushButton>

/// The keys page with its sheets, its questions and the states of the keychain.
template <typename Studio, typename Wait>
void shootKeys(Studio &studio, Workspace *workspace, PretendKeychain *keychain, Wait wait)
{
    using namespace Qt::Literals::StringLiterals;
    using ivs::es384::PrivateKey;
    studio.window().showPage(u"keys"_s);
    studio.settle(workspace->publicKeys());
    auto *page = studio.window().template findChild<KeysPage *>();
    SigningKeys *keys = workspace->signingKeys();
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
    // One in the keychain, one in memory.
    for (const bool lasting : {true, false}) {
        Undertaking *made =
            workspace->keyActs()->createPair({lasting ? u"evening-key"_s : u"rehearsal"_s, {}}, lasting);
        made->start();
        wait([made] { return made->isFinished(); });
        made->dismiss();
    }
    workspace->publicKeys()->reload();
    studio.settle(workspace->publicKeys());
    auto *table = studio.table(u"Public keys"_s);
    studio.choose(table, 1);
    wait([&] { return workspace->publicKeyDetail()->key().has_value(); });
    studio.shoot(u"keys"_s);
    const QString arn = workspace->publicKeys()->keyAt(1);
    keychain->pretend(Keychain::State::Locked);
    studio.window().resize(1024, 700);
    studio.shoot(u"keys-locked-small"_s);
    act("keys.create");
    studio.shoot(u"keys-create-locked-small"_s);
    close();
    keychain->pretend(Keychain::State::Missing, u"Unknown error"_s);
    studio.window().resize(1400, 880);
    studio.shoot(u"keys-missing"_s);
    keychain->pretend(Keychain::State::Available);
    act("keys.create");
    studio.shoot(u"keys-create"_s);
    close();
    act("keys.import");
    studio.shoot(u"keys-import"_s);
    auto *pem = sheet()->template findChild<QPlainTextEdit *>();
    pem->setPlainText(QString::fromLatin1(PrivateKey::generate().toPem("secret")));
    studio.shoot(u"keys-import-encrypted"_s);
    pem->setPlainText(QString::fromLatin1(PrivateKey::generate().toPem()));
    wait([&] { return !sheet()->isBusy() && workspace->publicKeys()->rowCount() > 0; });
    studio.window().resize(1024, 700);
    studio.shoot(u"keys-import-new-small"_s);
    pem->setPlainText(QString::fromLatin1(keys->privateKey(arn)->toPem()));
    studio.shoot(u"keys-import-matched-small"_s);
    close();
    studio.choose(table, 1);
    act("keys.export");
    studio.shoot(u"keys-export-small"_s);
    close();
    studio.window().resize(1400, 880);
    act("keys.delete");
    auto *question = studio.window().template findChild<Confirmation *>();
    studio.shootOf(question, u"keys-question"_s);
    question->reject();
    studio.window().showPage(u"stages"_s);
}
