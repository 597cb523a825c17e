// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/ivs/types.h"
#include "models/keychain.h"
#include "models/mintedtoken.h"

#include <QHash>

struct ValidTokens;
class ServiceClock;

using IssuedToken = store::IssuedToken;
using TokenUse = store::TokenUse;

/// What the register shows of a token: what is known of its use, and its expiry.
enum class TokenState {
    NotKnown, ///< valid, and no read since it was issued tells whether it was used
    Unused,
    JoinFailed,
    Joined,
    Left,
    Disconnected, ///< by an act of ours
    Expired, ///< and not used, as far as is known
    Valid, ///< a connection token, which belongs to no participant: nothing can tell of its use
};
TokenState tokenState(const IssuedToken &token, const QDateTime &now);

/// The tokens of a new stage, as its answer brings them; the tokens in it are secret. \a issued is service time, \a
/// journalEntry that of the CreateStage.
QList<MintedToken> tokensWithStage(
    const ivs::CreateStageResponse &answer, const QDateTime &issued, quint64 journalEntry);

/// Who issued what, in one account and region: the service neither lists nor revokes tokens. A token itself is kept
/// only when somebody asks for that one, and then in the desktop's keychain (entry `token/<participant id>`), where it
/// stays until it is taken out, or has expired when the register is next read. Tokens that were signed or minted
/// elsewhere are not in it.
class TokenRegister final : public QObject
{
    Q_OBJECT

public:
    /// Who remembers it beyond this run.
    struct Memory
    {
        using Recalled = std::function<void(const store::Tokens &)>;
        /// Those put before \a before; 0: the latest, and all that are valid at \a now.
        std::function<void(const QDateTime &now, quint64 before, QObject *guard, Recalled)> recall;
        std::function<void(const QList<IssuedToken> &)> put;
        std::function<void(const QHash<QString, TokenUse> &)> putUses;
        std::function<void(const QString &participantId, bool kept)> putKept;
    };

    /// \a keychain is not owned.
    TokenRegister(ServiceClock *clock, Keychain *keychain, QObject *parent);

    /// There will be a memory, which can't be asked yet: what it holds is on its way.
    void expectMemory() { m_reading = true; }
    /// Reads what is remembered, and has everything remembered from now on, with what was added before. Once.
    void setMemory(const Memory &memory);
    /// What is known belongs to somebody else: it goes, and what is remembered of the present account is read.
    void forget();
    /// After something in the store was forgotten.
    void readAgain() { forget(); }

    /// In the order in which they became known; only forgetting() takes any out.
    const QList<IssuedToken> &entries() const { return m_entries; }
    /// The place in entries(), -1 when it is not known.
    qsizetype indexOf(const QString &participantId) const { return m_index.value(participantId, -1); }
    /// Null when it is not in the register. Valid until the next signal.
    const IssuedToken *find(const QString &participantId) const;
    /// Tokens of this stage, by their participant ids.
    QStringList ofStage(const QString &stageArn) const { return m_ofStage.value(stageArn); }
    /// How many tokens signed with this key are valid now; nothing while that is not known.
    std::optional<ValidTokens> validTokensOf(const QString &keyArn) const;

    void add(const QList<MintedToken> &tokens);
    /// What another connection to the same place has put there.
    void adopt(const QList<IssuedToken> &tokens);
    /// What a read, or an act of ours, told of the use of tokens, by participant id; of others it is nobody's matter.
    void learn(const QHash<QString, TokenUse> &uses);

    /// Entries of earlier runs are on their way.
    bool isReading() const { return m_reading; }
    /// There are older ones, which have expired: readOlder() reads some.
    bool hasOlder() const { return m_older != 0; }
    void readOlder();
    /// What is added now is there in the next run, as far as anybody knows.
    bool isRemembered() const { return m_memory.put != nullptr; }

    Keychain *keychain() const { return m_keychain; }
    /// The token itself is in the keychain.
    bool isKept(const QString &participantId) const;
    /// Puts the token of an entry into the keychain; done means that it was read back.
    void keep(const QString &participantId, const QString &token, QObject *guard, const Keychain::OnDone &then);
    /// The token, which is a secret; nothing when the keychain has none.
    void readKept(const QString &participantId, QObject *guard, const Keychain::OnFound &then);
    /// Takes it out of the keychain; done means that it was looked for and is gone.
    void forgetKept(const QString &participantId, QObject *guard, const Keychain::OnDone &then);

    /// Name of the entry in the keychain.
    static QString entryOf(const QString &participantId) { return QStringLiteral("token/") + participantId; }

Q_SIGNALS:
    /// Entries came at the end of entries().
    void added(const QStringList &participantIds);
    void changed(const QStringList &participantIds);
    /// Told before every entry goes.
    void forgetting();
    /// isReading() or hasOlder().
    void readingChanged();

private:
    void recall(quint64 before);
    void take(const std::shared_ptr<store::Tokens> &found, qsizetype from, quint64 ticket);
    void append(const IssuedToken &token);
    void setKept(const QString &participantId, bool kept);
    void dropExpired();

    ServiceClock *m_clock;
    Keychain *m_keychain;
    Memory m_memory;
    QList<IssuedToken> m_entries;
    QHash<QString, qsizetype> m_index;
    QHash<QString, QStringList> m_ofStage;
    quint64 m_older = 0; ///< where readOlder() goes on; 0: there are none
    quint64 m_ticket = 0; ///< an answer to an older question is dropped
    bool m_reading = false;
};
