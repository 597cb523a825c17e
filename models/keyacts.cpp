// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/keyacts.h"

#include "models/actsteps.h"
#include "models/publickeymodel.h"
#include "models/timetext.h"
#include "models/workspace.h"

#include <QLocale>

using namespace actsteps;
using namespace Qt::Literals::StringLiterals;

KeyActs::KeyActs(Workspace *workspace)
    : QObject(workspace)
    , m_workspace(workspace)
{
}

Undertaking *KeyActs::make(const QString &title, Undertaking::Step step)
{
    std::vector<Undertaking::Step> steps;
    steps.push_back(std::move(step));
    auto *made = new Undertaking(title, std::move(steps), this);
    connect(made, &Undertaking::rowSettled, m_workspace, &Workspace::writeSettled);
    connect(made, &Undertaking::finished, this, [this] {
        // A list that nobody looks at is read when somebody does.
        if (m_workspace->publicKeys()->isWatched())
            m_workspace->publicKeys()->reload();
    });
    return made;
}

Undertaking *KeyActs::import(
    const ivs::ImportPublicKeyRequest &request, const std::optional<ivs::es384::PrivateKey> &key, bool lasting)
{
    ivs::Client *client = m_workspace->client();
    SigningKeys *keys = m_workspace->signingKeys();
    const auto by = std::make_shared<QPointer<Undertaking>>();
    Undertaking *act = make(tr("Import a public key"),
        creation(
            request.name, tr("Reload the list of keys before importing it again."), by,
            [client, keys, request, key, lasting] {
                if (key)
                    keys->expect(*key, lasting);
                return client->importPublicKey(request);
            },
            [this, keys](const ivs::ImportPublicKeyResponse &answer, Undertaking *made) {
                if (!answer.publicKey)
                    return;
                keys->know(*answer.publicKey);
                Q_EMIT imported(*answer.publicKey, made);
            }));
    *by = act;
    // After a lost answer it is expected still: a later list may show that it was imported.
    connect(act, &Undertaking::rowEnded, this, [keys, key](const QString &, Undertaking::Phase phase) {
        if (key && (phase == Undertaking::Phase::Failed || phase == Undertaking::Phase::Canceled))
            keys->expectNoMore(*key);
    });
    return act;
}

Undertaking *KeyActs::importPair(
    const ivs::es384::PrivateKey &key, const ivs::ImportPublicKeyRequest &request, bool lasting)
{
    return import(request, key, lasting);
}

Undertaking *KeyActs::createPair(const KeyDraft &draft, bool lasting)
{
    const auto key = ivs::es384::PrivateKey::generate();
    return importPair(key, draft.request(key.publicPem()), lasting);
}

Undertaking *KeyActs::importPublic(const ivs::ImportPublicKeyRequest &request) { return import(request, {}, false); }

Undertaking *KeyActs::deleteKey(const ivs::PublicKeySummary &key)
{
    ivs::Client *client = m_workspace->client();
    const QString name = key.name.isEmpty() ? idOfArn(key.arn) : key.name;
    Undertaking::Step step;
    step.key = key.arn;
    step.words = name;
    step.write = [client, arn = key.arn] { return done(client->deletePublicKey({.arn = arn})); };
    step.settle = [client, arn = key.arn] { return isGone(client->getPublicKey({.arn = arn}, aws::Lane::Person)); };
    Undertaking *act = make(tr("Delete a public key"), std::move(step));
    connect(act, &Undertaking::rowEnded, this, [this, name](const QString &arn, Undertaking::Phase phase) {
        const SigningKeys *keys = m_workspace->signingKeys();
        const bool mayBeHere = keys->isHere(arn) || keys->kept(arn) == SigningKeys::Kept::Unknown;
        if (phase == Undertaking::Phase::Done && mayBeHere)
            removeOrphan(arn, name);
    });
    return act;
}

void KeyActs::removeOrphan(const QString &arn, const QString &name)
{
    m_workspace->signingKeys()->removeOrphan(arn, this, [this, arn, name](const Keychain::Done &done) {
        // A desktop without a keychain keeps nothing either.
        if (!done && done.error().state != Keychain::State::Missing)
            Q_EMIT privateHalfStays(arn, name, done.error());
    });
}

QString KeyActs::deletionWords(const QString &arn) const
{
    const std::optional<ValidTokens> tokens = m_validTokensOf ? m_validTokensOf(arn) : std::nullopt;
    QStringList words {tr("Tokens that were signed with it admit nobody any more.")};
    if (!tokens)
        words << tr("How many of them are still valid is not known.");
    else if (tokens->count == 0)
        words << tr("The register knows of none that is still valid; those signed elsewhere are not in it.");
    else
        words << tr("At least %1 of the register are valid until %2.")
                     .arg(QLocale().toString(tokens->count), m_workspace->times()->labelled(tokens->until));
    words << tr("Whether people who joined with one stay is not documented.");
    if (m_workspace->signingKeys()->isHere(arn))
        words << tr("Its private half is removed from this computer too: export it first if it is needed elsewhere.");
    return words.join(u' ');
}
