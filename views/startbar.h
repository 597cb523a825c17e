// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/compositiondraft.h"
#include "views/viewcontext.h"

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

    /// \a draft with the token that its start is sent with.
    CompositionDraft withToken(const CompositionDraft &draft);
    /// Sends \a draft, which has no faults.
    void start(const CompositionDraft &draft);
    bool isUnderWay() const;
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
    void refresh();
    void follow();
    void ended();
    void cancel();
    bool hasEnded() const;

    Workspace *m_workspace;
    MessageBar *m_message;
    QLabel *m_words;
    QHBoxLayout *m_buttons;
    QPushButton *m_cancel;
    QPushButton *m_start;
    QPointer<Undertaking> m_act;
    CompositionDraft m_sent; ///< or copied: the last one that was given a token, with it
    QString m_started; ///< the composition that it became; empty while that is not known
    bool m_wasListed = false; ///< the list has shown that composition
    QString m_offered; ///< what the message offers to show
};
