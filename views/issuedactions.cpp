// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/issuedactions.h"

#include "models/plaintext.h"
#include "models/serviceclock.h"
#include "models/stageacts.h"
#include "models/timetext.h"
#include "models/workspace.h"
#include "views/actionregistry.h"
#include "views/datatable.h"

#include <QLocale>

#include <algorithm>

using namespace Qt::Literals::StringLiterals;

namespace {

QString nameOf(const IssuedToken &token) { return token.userId.isEmpty() ? token.participantId : token.userId; }

MintedToken mintedOf(const IssuedToken &issued, const QString &token)
{
    MintedToken made;
    made.token = token;
    made.participantId = issued.participantId;
    made.stageArn = issued.stageArn;
    made.stageName = issued.stageName;
    made.userId = issued.userId;
    made.attributes = issued.attributes;
    made.publish = issued.publish;
    made.subscribe = issued.subscribe;
    made.issued = issued.issued;
    made.expires = issued.expires;
    made.how = issued.how;
    made.keyArn = issued.keyArn;
    made.journalEntry = issued.journalEntry;
    made.isConnection = issued.isConnection;
    return made;
}

bool isOfOneStage(const QList<IssuedToken> &tokens)
{
    return std::all_of(tokens.begin(), tokens.end(),
        [&tokens](const IssuedToken &token) { return token.stageArn == tokens.first().stageArn; });
}

} // namespace

MintDraft draftOf(const IssuedToken &token)
{
    MintDraft draft;
    draft.stageArn = token.stageArn;
    draft.stageName = token.stageName;
    draft.token.userId = token.userId;
    draft.token.publish = token.publish;
    draft.token.subscribe = token.subscribe;
    // The answer's expiry and the time of its coming are a moment apart.
    draft.token.durationMinutes = int((token.issued.secsTo(token.expires) + 30) / 60);
    for (auto it = token.attributes.cbegin(); it != token.attributes.cend(); ++it)
        draft.token.attributes.append({it.key(), it.value()});
    if (token.how == MintedToken::How::OwnKey)
        draft.keyArn = token.keyArn;
    return draft;
}

QStringList IssuedActions::ids()
{
    return {u"issued.renew"_s, u"issued.check"_s, u"issued.takeAway"_s, u"issued.showKept"_s, u"issued.forgetKept"_s,
        u"issued.stage"_s, u"issued.entry"_s};
}

IssuedActions::IssuedActions(const ViewContext &context, const Place &place, DataTable *tokens, QObject *parent)
    : PageActions(context, place, parent)
    , m_tokens(tokens)
{
    const QString word = tr("token");
    tokens->addActions({add(u"issued.renew"_s, tr("Mint the sa&me again"), u"token"_s,
                            {word, tr("renew"), tr("extend")}, Qt::CTRL | Qt::Key_D, [this] { renew(); }),
        add(u"issued.check"_s, tr("Chec&k now what became of it"), u"reload"_s,
            {word, tr("joined"), tr("unused"), tr("state")}, Qt::CTRL | Qt::Key_E,
            [this] { model()->check(m_tokens->selectedKeys()); }),
        add(u"issued.takeAway"_s, tr("Take &away…"), u"unplug"_s, {word, tr("revoke"), tr("disconnect"), tr("kick")},
            QKeySequence::Delete, [this] { takeAway(); }),
        add(u"issued.showKept"_s, tr("Sho&w the kept token"), {}, {word, tr("keychain"), tr("copy")}, {},
            [this] { showKept(); }),
        add(u"issued.forgetKept"_s, tr("For&get the kept token"), u"trash"_s, {word, tr("keychain"), tr("remove")}, {},
            [this] { forgetKept(); }),
        add(u"issued.stage"_s, tr("Go to its sta&ge"), u"stages"_s, {word, tr("stage")}, {},
            [this] {
                if (const auto token = one())
                    Q_EMIT stageWanted(token->stageArn);
            }),
        add(u"issued.entry"_s, tr("Go to its entry in the &journal"), u"activity"_s, {word, tr("journal"), tr("who")},
            {}, [this] {
                if (const auto token = one())
                    Q_EMIT entryWanted(QString::number(token->journalEntry));
            })});
    // On the buttons.
    registry()->action(u"issued.renew"_s)->setIconText(tr("Renew"));
    registry()->action(u"issued.check"_s)->setIconText(tr("Check now"));
    attend(tokens);
    refresh();
}

TokenModel *IssuedActions::model() const { return workspace()->issuedTokens(); }

QList<IssuedToken> IssuedActions::selected() const
{
    QList<IssuedToken> found;
    const QStringList keys = m_tokens->selectedKeys();
    for (const QString &key : keys) {
        if (const IssuedToken *token = model()->entry(key))
            found.append(*token);
    }
    return found;
}

std::optional<IssuedToken> IssuedActions::one() const
{
    const QStringList keys = selectedCountOf(m_tokens) == 1 ? m_tokens->selectedKeys() : QStringList();
    const IssuedToken *token = keys.size() == 1 ? model()->entry(keys.first()) : nullptr;
    return token ? std::optional(*token) : std::nullopt;
}

void IssuedActions::refresh()
{
    const int count = selectedCountOf(m_tokens);
    const QString none = count == 0 ? tr("no token is chosen") : QString();
    const QString notOne = count > 1 ? tr("more than one token is chosen") : none;
    const std::optional<IssuedToken> token = one();
    const QString noStage = notOne.isEmpty() && token && token->isConnection
        ? tr("it is a connection token, which belongs to no stage")
        : notOne;
    const QString notKept =
        notOne.isEmpty() && token && !token->isKept ? tr("it was not kept, and nothing brings it back") : notOne;
    setReason(u"issued.renew"_s, noStage);
    setReason(u"issued.takeAway"_s, count == 1 ? noStage : none);
    // These change nothing at the service: read-only does not forbid them.
    registry()->setReason(u"issued.check"_s, count == 1 ? noStage : none);
    registry()->setReason(u"issued.showKept"_s, notKept);
    registry()->setReason(u"issued.forgetKept"_s, notKept);
    registry()->setReason(u"issued.stage"_s, noStage);
    registry()->setReason(u"issued.entry"_s,
        notOne.isEmpty() && token && token->journalEntry == 0 ? tr("the journal has none of it") : notOne);
    QAction *takeAway = registry()->action(u"issued.takeAway"_s);
    takeAway->setText(count > 1 ? tr("Take %1 tokens &away…").arg(QLocale().toString(count)) : tr("Take &away…"));
    takeAway->setIconText(count > 1 ? tr("Take %1 away…").arg(QLocale().toString(count)) : tr("Take away…"));
}

void IssuedActions::renew()
{
    if (const auto token = one(); token && isFree())
        Q_EMIT renewWanted(draftOf(*token));
}

void IssuedActions::takeAway()
{
    QList<IssuedToken> tokens = selected();
    tokens.removeIf([](const IssuedToken &token) { return token.isConnection; });
    if (tokens.isEmpty() || !isFree())
        return;
    if (!isOfOneStage(tokens)) {
        Q_EMIT told(tr("Tokens of several stages are chosen"), tr("Take those of one stage away at a time."));
        return;
    }
    QList<ParticipantTarget> targets;
    QList<ParticipantTarget> met;
    Confirmation::Question question;
    QDateTime until;
    int unused = 0;
    int unknown = 0;
    QStringList keys;
    for (const IssuedToken &token : std::as_const(tokens)) {
        const ParticipantTarget target {token.participantId, token.use.sessionId, token.userId};
        targets.append(target);
        if (!target.sessionId.isEmpty())
            met.append(target);
        question.names << nameOf(token);
        if (!token.use.isUsed() && token.expires > workspace()->clock()->now()) {
            ++(token.use.kind == TokenUse::Kind::NotKnown ? unknown : unused);
            until = until.isValid() ? std::max(until, token.expires) : token.expires;
        }
        if (!token.keyArn.isEmpty() && !keys.contains(token.keyArn))
            keys << token.keyArn;
    }
    const bool single = targets.size() == 1;
    QStringList words {
        single ? tr(
            "Whoever joined with it is disconnected, and it can't be used to join again. A fresh one can be minted.")
               : tr("Whoever joined with them is disconnected, and they can't be used to join again. Fresh ones can be "
                    "minted.")};
    // Nothing takes back what nobody used: neither the service nor we know of a way (fact sheet 3 and 7).
    const QString last = workspace()->times()->labelled(until);
    if (single && unused > 0)
        words << tr("But nobody has joined with it, as far as is known. An unused token is not taken back by this: it "
                    "stays good until %1.")
                     .arg(last);
    else if (single && unknown > 0)
        words << tr("Whether somebody has is not known: it was not checked. An unused token is not taken back by this: "
                    "it stays good until %1.")
                     .arg(last);
    else if (unused + unknown > 0)
        words << tr("But with %1 of them nobody has joined, as far as is known, and %2 were not checked. Unused tokens "
                    "are not taken back by this: they stay good until they expire, the last one at %3.")
                     .arg(QLocale().toString(unused), QLocale().toString(unknown), last);
    if (!keys.isEmpty())
        words << tr("Deleting the public key %1 ends all future joins with tokens that it signed.")
                     .arg(shownText(idOfArn(keys.first())));
    question.title =
        single ? tr("Take the token away?") : tr("Take %1 tokens away?").arg(QLocale().toString(targets.size()));
    question.consequence = words.join(u' ');
    question.verb = single ? tr("Take away") : tr("Take %1 away").arg(QLocale().toString(targets.size()));
    question.toType = nameToType(question.names);
    question.asksReason = true;
    StageActs *acts = workspace()->stageActs();
    const QString stageArn = tokens.first().stageArn;
    ask(question, met.isEmpty() ? nullptr : acts->participantsDestruction(stageArn, met),
        [this, acts, stageArn, targets](
            const QString &reason) { follow(acts->disconnectParticipants(stageArn, targets, reason)); });
}

void IssuedActions::showKept()
{
    const auto token = one();
    if (!token)
        return;
    workspace()->tokenRegister()->readKept(token->participantId, this, [this, token](const Keychain::Found &found) {
        if (!found)
            tellFault(tr("The kept token can't be read"), found.error());
        else if (!*found)
            Q_EMIT told(tr("The token is not there any more"), tr("The keychain of this desktop holds none for it."));
        else
            Q_EMIT keptRead(mintedOf(*token, QString::fromUtf8(**found)));
    });
}

void IssuedActions::forgetKept()
{
    const auto token = one();
    if (!token)
        return;
    Confirmation::Question question;
    question.title = tr("Forget the kept token?");
    question.names = {nameOf(*token)};
    question.consequence =
        tr("It is taken out of the keychain and can't be shown again. It stays valid for whoever holds it, and in this "
           "list.");
    question.verb = tr("Forget");
    ask(question, nullptr, [this, id = token->participantId](const QString &) {
        workspace()->tokenRegister()->forgetKept(id, this, [this](const Keychain::Done &done) {
            if (!done)
                tellFault(tr("The token is in the keychain still, or it can't be told"), done.error());
        });
    });
}

void IssuedActions::tellFault(const QString &title, const Keychain::Fault &fault)
{
    const QString words = Keychain::explain(fault.state);
    Q_EMIT told(
        title, fault.words.isEmpty() ? words : words + u' ' + tr("The desktop says “%1”.").arg(shownText(fault.words)));
}
