// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/aws/error.h"
#include "models/compositiondraft.h"

#include <QDateTime>
#include <QObject>
#include <QPointer>

#include <optional>

namespace aws {
class CallBase;
}
class Undertaking;
class Workspace;

/// Puts another composition in the place of one that runs. With a channel, which takes one stream at a time, the old
/// one is stopped first, and the new one is started when the channel is free; if that fails, the old definition can be
/// started again. Where both only record, the new one is started first, and the old one stopped when the new one is
/// active: this needs a free slot of the quotas (fact sheet 2). Made by CompositionActs, not started; it goes on when
/// nobody looks.
class CompositionReplacement final : public QObject
{
    Q_OBJECT

public:
    enum class Way { StopFirst, StartFirst };
    enum class Phase {
        Ready, ///< nothing has left
        Reading, ///< what the old one is now
        Stopping, ///< the old one is asked to stop
        Ending, ///< until it has ended
        Clearing, ///< until the channel's stream has ended, which takes longer than the composition that fed it
        Starting, ///< the new one, again and again while the service calls the channel live
        Waiting, ///< until the new one is active
        Restoring, ///< the old definition is being started
        Done,
        Restored, ///< the old definition is active again, as a composition of its own
        Failed, ///< see words() for what stands now
    };

    CompositionReplacement(Workspace *workspace, const QString &oldArn, const CompositionDraft &draft, QObject *parent);
    ~CompositionReplacement() override;

    /// By what the old one and the draft lead to.
    Way way() const { return m_way; }
    Phase phase() const { return m_phase; }
    bool isUnderway() const;
    /// What will happen, before it does: the way, how long nothing is on air, the slots it needs. A few sentences.
    QString foreseen() const;
    /// What happens now, or how it ended and what stands: a sentence or two.
    QString words() const;
    /// Why it failed, where the service said so.
    const std::optional<aws::Error> &error() const { return m_error; }
    /// The old one was stopped and nothing runs in its place.
    bool canRestore() const { return m_canRestore; }
    QString oldArn() const { return m_oldArn; }
    QString newArn() const { return m_newArn; } ///< empty until it was started
    const CompositionDraft &draft() const { return m_draft; }

    /// Begins; a second start does nothing.
    void start();
    /// Starts the old definition again, where canRestore().
    void restore();
    /// Takes no further step: what has left stands.
    void cancel();

    static constexpr int kPollSeconds = 2; ///< between two looks at one composition, in the Person lane
    static constexpr int kPatience = 120; ///< seconds for one composition to end, to become active, or a channel free

Q_SIGNALS:
    void changed();
    /// Done, Restored or Failed.
    void finished();

private:
    enum class Seen { Active, Ended, Between, Nothing };

    void setPhase(Phase phase);
    void fail(const QString &words, const std::optional<aws::Error> &error = {});
    void read();
    /// The draft's channel is another one: whether it is free is looked at before anything is stopped.
    void lookAhead();
    void stopOld();
    bool canOfferOld() const;
    void clear(const CompositionDraft &draft);
    void askStream(const CompositionDraft &draft);
    void startNew(const CompositionDraft &draft);
    void startEnded(Undertaking *act, const CompositionDraft &draft);
    void poll(const QString &arn);
    void seen(const QString &arn, Seen what);
    void pollAgain(const QString &arn);
    bool isPatient();

    Workspace *m_workspace;
    QString m_oldArn;
    CompositionDraft m_draft;
    CompositionDraft m_oldDraft; ///< the definition of the old one, once it is known
    Way m_way = Way::StopFirst;
    Phase m_phase = Phase::Ready;
    QString m_newArn;
    QString m_words;
    std::optional<aws::Error> m_error;
    bool m_canRestore = false;
    bool m_isRestoring = false;
    bool m_hasToken = false; ///< the old definition's start has one of its own
    bool m_oldEnded = false;
    std::optional<aws::Error> m_stopError; ///< the stop was refused, or its answer was lost
    bool m_isBlind = false; ///< the last look had no answer
    int m_waits = 0; ///< in this phase
    quint64 m_step = 0; ///< answers to earlier steps are dropped
    QPointer<aws::CallBase> m_call;
    QPointer<Undertaking> m_act;
};
