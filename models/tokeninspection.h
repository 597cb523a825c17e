// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/aws/error.h"
#include "models/tokenproblems.h"

#include <QObject>
#include <QSet>

class StageDetail;
class Workspace;

/// A token that somebody pasted: what it is, what it says, and what is wrong with it. Works without a network; the
/// service is asked for the stage or the public key only when a person wants it. Nothing of the token is kept, here or
/// on disk; a public key that the service gave is kept by SigningKeys, whose keys are those that are known.
class TokenInspection final : public QObject
{
    Q_OBJECT

public:
    enum class Verdict {
        Nothing, ///< nothing was pasted
        NoToken,
        Wrong, ///< it won't work
        Expired, ///< it won't work any more, and nothing else is wrong
        Doubtful,
        Unchecked, ///< nothing wrong is seen, but the signature or the stage could not be checked
        Good,
    };
    enum class StageState {
        None, ///< the token names none
        Elsewhere, ///< of another account or region: this connection can't ask
        Unknown, ///< in no list that is loaded
        Asking,
        Listed, ///< in the list of stages
        Exists, ///< the service said so
        Gone,
        Failed, ///< error() says why
    };

    /// \a workspace is not owned.
    explicit TokenInspection(Workspace *workspace, QObject *parent = nullptr);

    /// Says for which stage the token is meant; empty for any.
    void setExpectedStage(const QString &arn);
    /// Looks at a text, whatever it is, up to 1 MB. An empty one forgets the last.
    void setText(const QString &pasted);

    const TokenReading &reading() const { return m_reading; }
    const TokenSignature &signature() const { return m_signature; }
    /// As of now: a token expires while it is looked at. See tokenProblems().
    QList<TokenProblem> problems() const;
    Verdict verdict() const;
    /// One or two words, and a sentence that says what was not checked.
    QString verdictWord() const;
    QString verdictText() const;

    StageState stageState() const;
    QString stageText() const; ///< safe to show
    /// The token names a stage of this connection, and no question is under way.
    bool canAskStage() const;
    void askStage();

    QString signatureText() const; ///< safe to show
    /// The header names a public key of this connection that is not known here, and no question is under way.
    bool canAskKey() const;
    void askKey();
    bool isAskingKey() const { return !m_keyAsked.isEmpty(); }

    /// Why the last question got no answer.
    const std::optional<aws::Error> &error() const { return m_error; }

Q_SIGNALS:
    /// Anything but the passing of time.
    void changed();

private:
    void check();
    void stageAnswered();
    bool isHere(const ivs::Arn &arn) const;
    bool hasNoDoubt() const;

    Workspace *m_workspace;
    QSet<QString> m_goneKeys;
    QString m_keyAsked; ///< the answer that is waited for
    QString m_expectedStage;
    StageDetail *m_stage;
    TokenReading m_reading;
    TokenSignature m_signature;
    std::optional<aws::Error> m_error;
};
