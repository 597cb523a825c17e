// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/tokenregister.h"

#include "models/keyacts.h"
#include "models/serviceclock.h"

#include <QTimer>

#include <algorithm>

namespace {

constexpr qsizetype kSlice = 1000; // entries of a turn of the event loop
constexpr qint64 kWorthKeeping = 600; // s: a later "as of" alone is not written more often

IssuedToken issuedOf(const MintedToken &token)
{
    IssuedToken issued;
    issued.participantId = token.participantId;
    issued.stageArn = token.stageArn;
    issued.stageName = token.stageName;
    issued.userId = token.userId;
    issued.attributes = token.attributes;
    issued.publish = token.publish;
    issued.subscribe = token.subscribe;
    issued.issued = token.issued;
    issued.expires = token.expires;
    issued.how = token.how;
    issued.keyArn = token.keyArn;
    issued.journalEntry = token.journalEntry;
    issued.isConnection = token.isConnection;
    return issued;
}

} // namespace

TokenState tokenState(const IssuedToken &token, const QDateTime &now)
{
    const bool expired = token.expires.isValid() && token.expires <= now;
    switch (token.use.kind) {
    case TokenUse::Kind::Joined:
        return TokenState::Joined;
    case TokenUse::Kind::Left:
        return TokenState::Left;
    case TokenUse::Kind::Disconnected:
        return TokenState::Disconnected;
    case TokenUse::Kind::JoinFailed:
        return expired ? TokenState::Expired : TokenState::JoinFailed;
    case TokenUse::Kind::Unused:
        return expired ? TokenState::Expired : TokenState::Unused;
    case TokenUse::Kind::NotKnown:
        break;
    }
    if (expired)
        return TokenState::Expired;
    return token.isConnection ? TokenState::Valid : TokenState::NotKnown;
}

QList<MintedToken> tokensWithStage(
    const ivs::CreateStageResponse &answer, const QDateTime &issued, quint64 journalEntry)
{
    QList<MintedToken> tokens;
    for (const ivs::ParticipantToken &each : answer.participantTokens) {
        MintedToken token;
        token.token = each.token;
        token.participantId = each.participantId;
        if (answer.stage) {
            token.stageArn = answer.stage->arn;
            token.stageName = answer.stage->name;
        }
        token.userId = each.userId;
        token.attributes = each.attributes;
        token.publish = each.capabilities.contains(ivs::ParticipantTokenCapability::Publish);
        token.subscribe = each.capabilities.contains(ivs::ParticipantTokenCapability::Subscribe);
        token.issued = issued;
        // Both are optional in the answer; 720 minutes is the service's default (fact sheet 7.1).
        token.expires = each.expirationTime.isValid() ? each.expirationTime
                                                      : issued.addSecs(qint64(each.duration.value_or(720)) * 60);
        token.how = MintedToken::How::WithStage;
        token.journalEntry = journalEntry;
        tokens.append(token);
    }
    return tokens;
}

TokenRegister::TokenRegister(ServiceClock *clock, Keychain *keychain, QObject *parent)
    : QObject(parent)
    , m_clock(clock)
    , m_keychain(keychain)
{
}

void TokenRegister::setMemory(const Memory &memory)
{
    m_memory = memory;
    if (!m_entries.isEmpty())
        m_memory.put(m_entries);
    recall(0);
}

void TokenRegister::forget()
{
    Q_EMIT forgetting();
    ++m_ticket;
    m_entries.clear();
    m_index.clear();
    m_ofStage.clear();
    m_older = 0;
    m_reading = false;
    if (m_memory.recall)
        recall(0);
    else
        Q_EMIT readingChanged();
}

void TokenRegister::readOlder()
{
    if (hasOlder() && !m_reading)
        recall(m_older);
}

void TokenRegister::recall(quint64 before)
{
    m_reading = true;
    Q_EMIT readingChanged();
    m_memory.recall(m_clock->now(), before, this, [this, ticket = m_ticket](const store::Tokens &found) {
        take(std::make_shared<store::Tokens>(found), 0, ticket);
    });
}

// A few at a time: ten thousand rows that come at once would stop the window.
void TokenRegister::take(const std::shared_ptr<store::Tokens> &found, qsizetype from, quint64 ticket)
{
    if (ticket != m_ticket)
        return;
    QStringList fresh;
    const qsizetype end = std::min(found->rows.size(), from + kSlice);
    for (; from < end; ++from) {
        const IssuedToken &token = found->rows.at(from);
        if (indexOf(token.participantId) >= 0)
            continue; // it was issued meanwhile
        append(token);
        fresh << token.participantId;
    }
    if (!fresh.isEmpty())
        Q_EMIT added(fresh);
    if (ticket != m_ticket)
        return;
    if (from < found->rows.size()) {
        QTimer::singleShot(0, this, [this, found, from, ticket] { take(found, from, ticket); });
        return;
    }
    m_reading = false;
    m_older = found->before;
    Q_EMIT readingChanged();
    dropExpired();
}

// One that has expired admits nobody: there is nothing to keep any more.
void TokenRegister::dropExpired()
{
    const QDateTime now = m_clock->now();
    QStringList expired;
    for (const IssuedToken &token : std::as_const(m_entries)) {
        if (token.isKept && token.expires.isValid() && token.expires <= now)
            expired << token.participantId;
    }
    for (const QString &participantId : std::as_const(expired))
        forgetKept(participantId, this, [](const Keychain::Done &) {});
}

void TokenRegister::append(const IssuedToken &token)
{
    m_index.insert(token.participantId, m_entries.size());
    m_entries.append(token);
    if (!token.stageArn.isEmpty())
        m_ofStage[token.stageArn].append(token.participantId);
}

const IssuedToken *TokenRegister::find(const QString &participantId) const
{
    const qsizetype index = indexOf(participantId);
    return index < 0 ? nullptr : &m_entries.at(index);
}

std::optional<ValidTokens> TokenRegister::validTokensOf(const QString &keyArn) const
{
    ValidTokens valid;
    const QDateTime now = m_clock->now();
    for (const IssuedToken &token : m_entries) {
        if (token.keyArn != keyArn || !token.expires.isValid() || token.expires <= now)
            continue;
        ++valid.count;
        valid.until = valid.until.isValid() ? std::max(valid.until, token.expires) : token.expires;
    }
    // "None" is said only when the register of earlier runs was read.
    if (valid.count == 0 && (!isRemembered() || m_reading))
        return {};
    return valid;
}

void TokenRegister::add(const QList<MintedToken> &tokens)
{
    QStringList fresh;
    QStringList known;
    QList<IssuedToken> put;
    for (const MintedToken &token : tokens) {
        if (token.participantId.isEmpty())
            continue;
        const IssuedToken issued = issuedOf(token);
        put.append(issued);
        const qsizetype index = indexOf(issued.participantId);
        if (index < 0) {
            append(issued);
            fresh << issued.participantId;
            continue;
        }
        // Signed again for the same participant.
        IssuedToken &entry = m_entries[index];
        const IssuedToken was = std::exchange(entry, issued);
        entry.id = was.id;
        entry.isKept = was.isKept;
        entry.use = was.use;
        known << issued.participantId;
    }
    if (m_memory.put && !put.isEmpty())
        m_memory.put(put);
    if (!fresh.isEmpty())
        Q_EMIT added(fresh);
    if (!known.isEmpty())
        Q_EMIT changed(known);
}

void TokenRegister::adopt(const QList<IssuedToken> &tokens)
{
    QStringList fresh;
    for (const IssuedToken &token : tokens) {
        if (indexOf(token.participantId) >= 0)
            continue;
        append(token);
        fresh << token.participantId;
    }
    if (!fresh.isEmpty())
        Q_EMIT added(fresh);
}

void TokenRegister::learn(const QHash<QString, TokenUse> &uses)
{
    QStringList different;
    QHash<QString, TokenUse> put;
    for (auto it = uses.cbegin(); it != uses.cend(); ++it) {
        const qsizetype index = indexOf(it.key());
        if (index < 0)
            continue;
        IssuedToken &entry = m_entries[index];
        const TokenUse was = entry.use;
        const TokenUse is = store::learned(was, *it);
        if (is == was)
            continue;
        entry.use = is;
        const bool sameButLater = is.kind == was.kind && is.since == was.since && is.sessionId == was.sessionId;
        if (!sameButLater)
            different << it.key();
        if (!sameButLater || was.asOf.secsTo(is.asOf) >= kWorthKeeping)
            put.insert(it.key(), is);
    }
    if (m_memory.putUses && !put.isEmpty())
        m_memory.putUses(put);
    if (!different.isEmpty())
        Q_EMIT changed(different);
}

bool TokenRegister::isKept(const QString &participantId) const
{
    const IssuedToken *entry = find(participantId);
    return entry && entry->isKept;
}

void TokenRegister::setKept(const QString &participantId, bool kept)
{
    const qsizetype index = indexOf(participantId);
    if (index < 0 || m_entries.at(index).isKept == kept)
        return;
    m_entries[index].isKept = kept;
    // What lasts no longer than the program is no news for the next run.
    if (m_memory.putKept && m_keychain->isLasting())
        m_memory.putKept(participantId, kept);
    Q_EMIT changed({participantId});
}

void TokenRegister::keep(
    const QString &participantId, const QString &token, QObject *guard, const Keychain::OnDone &then)
{
    m_keychain->write(entryOf(participantId), token.toUtf8(), this,
        [this, participantId, guard = QPointer(guard), then](const Keychain::Done &done) {
            if (done)
                setKept(participantId, true);
            if (guard)
                then(done);
        });
}

void TokenRegister::readKept(const QString &participantId, QObject *guard, const Keychain::OnFound &then)
{
    m_keychain->read(entryOf(participantId), this,
        [this, participantId, guard = QPointer(guard), then](const Keychain::Found &found) {
            if (found)
                setKept(participantId, found->has_value());
            if (guard)
                then(found);
        });
}

void TokenRegister::forgetKept(const QString &participantId, QObject *guard, const Keychain::OnDone &then)
{
    m_keychain->remove(
        entryOf(participantId), this, [this, participantId, guard = QPointer(guard), then](const Keychain::Done &done) {
            if (done)
                setKept(participantId, false);
            if (guard)
                then(done);
        });
}
