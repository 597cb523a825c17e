// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/keychain.h"

#include <QWidget>

class QLabel;
class QPushButton;
class TokenRegister;

/// Puts one token into the desktop's keychain, when the person has read what that means and still wants it. A keychain
/// that is locked is unlocked first, on request. Hidden until ask().
class TokenKeeper final : public QWidget
{
    Q_OBJECT

public:
    /// \a tokens is not owned.
    explicit TokenKeeper(TokenRegister *tokens, QWidget *parent = nullptr);

    /// \a token is a secret; it is held no longer than the question stands.
    void ask(const QString &participantId, const QString &token);

Q_SIGNALS:
    void kept();

private:
    void go();
    void keep();
    void tell(const QString &words, const QString &verb);
    void tellFault(const Keychain::Fault &fault);

    TokenRegister *m_tokens;
    QString m_id;
    QString m_token; ///< secret
    bool m_unlocksFirst = false;
    bool m_unlocking = false; ///< the person is being asked, for this token
    QLabel *m_words;
    QPushButton *m_keep;
    QPushButton *m_leave;
};
