// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/compositiondraft.h"
#include "views/viewcontext.h"

#include <QHash>
#include <QPointer>
#include <QWidget>

class MessageBar;
class QHBoxLayout;
class QLabel;
class QPushButton;
class Undertaking;
class Workspace;

/// The foot of the editor: starts the draft and says what became of it. The same draft is sent with the same
/// idempotency token for as long as what it started runs or may run, so that pressing twice starts one.
class StartBar final : public QWidget
{
    Q_OBJECT

public:
    /// \a message shows what became of it.
    StartBar(const ViewContext &context, Workspace *workspace, MessageBar *message, QWidget *parent = nullptr);
    ~StartBar() override;

    /// \a draft with the token that its start is sent with: the same for the same request.
    CompositionDraft withToken(const CompositionDraft &draft);
    /// What the message says of another draft is taken away: its button would start this one.
    void setDraft(const CompositionDraft &draft);
    /// Sends \a draft, which has no faults.
    void start(const CompositionDraft &draft);
    bool isUnderWay() const;
    /// Why nothing can be started now, besides the lock; empty: it can.
    void setHeld(const QString &why);
    /// For further buttons, left of the verb.
    QHBoxLayout *buttons() const { return m_buttons; }

Q_SIGNALS:
    void startWanted();
    void busyChanged();
    /// What was sent runs now.
    void started(const CompositionDraft &draft, const QString &compositionArn);
    /// The service refused it, and names this member of the request.
    void refused(const QString &path);
    /// Show the composition.
    void showWanted(const QString &compositionArn);

private:
    /// What became of one request.
    struct Sent
    {
        QString token;
        QString started; ///< the composition that it became; empty while that is not known
        bool wasListed = false; ///< the list has shown that composition
    };

    void refresh();
    void follow();
    void ended();
    void cancel();
    bool hasEnded(const Sent &sent) const;
    static QString keyOf(const CompositionDraft &draft);

    Workspace *m_workspace;
    MessageBar *m_message;
    QLabel *m_words;
    QHBoxLayout *m_buttons;
    QPushButton *m_cancel;
    QPushButton *m_start;
    QPointer<Undertaking> m_act;
    QHash<QString, Sent> m_requests; ///< those that were given a token, to be sent or copied
    CompositionDraft m_sent; ///< the last one that was sent
    std::optional<ivs::Composition> m_answer; ///< of the start that is under way
    QString m_held;
    QString m_offered; ///< what the message offers to show
};
