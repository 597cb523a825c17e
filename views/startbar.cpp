// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/startbar.h"

#include "models/compositionacts.h"
#include "models/errortext.h"
#include "models/plaintext.h"
#include "models/startcopy.h"
#include "models/workspace.h"
#include "views/messagebar.h"
#include "views/theme.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>

using namespace Qt::Literals::StringLiterals;

StartBar::StartBar(const ViewContext &context, Workspace *workspace, MessageBar *message, QWidget *parent)
    : QWidget(parent)
    , m_workspace(workspace)
    , m_message(message)
    , m_words(new QLabel)
    , m_buttons(new QHBoxLayout)
    , m_cancel(new QPushButton(tr("Cancel")))
    , m_start(new QPushButton(tr("&Start")))
{
    Q_UNUSED(context)
    m_words->setTextFormat(Qt::PlainText);
    m_words->setWordWrap(true);
    m_words->setFont(Theme::labelFont());
    m_words->setForegroundRole(QPalette::PlaceholderText);
    m_start->setDefault(true); // paints it as the primary one
    m_start->setAutoDefault(true);
    m_cancel->hide();
    m_buttons->setSpacing(8);
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(12, 8, 12, 12);
    row->setSpacing(8);
    row->addWidget(m_words, 1);
    row->addLayout(m_buttons);
    row->addWidget(m_cancel);
    row->addWidget(m_start);

    connect(m_start, &QPushButton::clicked, this, &StartBar::startWanted);
    connect(m_cancel, &QPushButton::clicked, this, &StartBar::cancel);
    connect(workspace->guard(), &aws::WriteGuard::changed, this, &StartBar::refresh);
    connect(workspace->compositionActs(), &CompositionActs::started, this,
        [this](const ivs::Composition &composition, Undertaking *by) {
            if (!by || by != m_act)
                return;
            m_answer = composition;
        });
    connect(m_message, &MessageBar::triggered, this, [this] {
        if (m_offered.isEmpty())
            Q_EMIT startWanted();
        else
            Q_EMIT showWanted(m_offered);
    });
    connect(workspace->compositions(), &ListModel::stateChanged, this, &StartBar::follow);
    refresh();
}

StartBar::~StartBar()
{
    if (!m_act)
        return;
    m_act->disconnect(this);
    m_act->dismiss();
}

bool StartBar::isUnderWay() const { return m_act; }

void StartBar::refresh()
{
    const QString locked = readOnlyReason(m_workspace->guard());
    const QString why = locked.isEmpty() ? m_held : locked;
    m_start->setEnabled(why.isEmpty() && !m_act);
    m_start->setToolTip(why.isEmpty() ? tr("Start this composition (Ctrl+Enter)") : why);
    m_cancel->setVisible(m_act);
    if (!m_act)
        m_words->setText(why);
}

QString StartBar::keyOf(const CompositionDraft &draft)
{
    CompositionDraft bare = draft;
    bare.idempotencyToken.clear();
    return startcopy::json(bare);
}

// Right after the start the list does not show it yet: that is not its end.
void StartBar::follow()
{
    for (Sent &sent : m_requests)
        sent.wasListed = sent.wasListed || m_workspace->compositions()->record(sent.started);
}

bool StartBar::hasEnded(const Sent &sent) const
{
    const CompositionModel *list = m_workspace->compositions();
    const ivs::CompositionSummary *row = list->record(sent.started);
    return row ? !isRunning(row->state) : sent.wasListed && list->state().isWhole;
}

CompositionDraft StartBar::withToken(const CompositionDraft &draft)
{
    Sent &sent = m_requests[keyOf(draft)];
    if (sent.token.isEmpty() || (!sent.started.isEmpty() && hasEnded(sent)))
        sent = {CompositionDraft::newToken(), {}, false};
    CompositionDraft whole = draft;
    whole.idempotencyToken = sent.token;
    return whole;
}

void StartBar::setDraft(const CompositionDraft &draft)
{
    if (!m_act && m_offered.isEmpty() && !m_sent.idempotencyToken.isEmpty() && keyOf(draft) != keyOf(m_sent))
        m_message->hide();
}

void StartBar::setHeld(const QString &why)
{
    m_held = why;
    refresh();
}

void StartBar::start(const CompositionDraft &draft)
{
    if (m_act || !m_start->isEnabled())
        return;
    m_message->setError({}, {});
    m_message->hide();
    m_sent = withToken(draft);
    m_answer.reset();
    m_offered.clear();
    m_act = m_workspace->compositionActs()->start(m_sent);
    connect(m_act, &Undertaking::finished, this, &StartBar::ended);
    m_words->setText(tr("Starting…"));
    m_act->start();
    refresh();
    Q_EMIT busyChanged();
    if (m_act)
        m_cancel->setFocus(Qt::OtherFocusReason); // the fields lose it by being disabled
}

void StartBar::cancel()
{
    if (!m_act)
        return;
    m_act->cancel();
    if (m_act)
        m_words->setText(tr("It has left already and can't be called back. Waiting for the answer…"));
}

void StartBar::ended()
{
    Undertaking *act = m_act;
    const std::optional<aws::Error> error = act->firstError();
    const bool isUnknown = act->count(Undertaking::Phase::Unknown) > 0;
    m_act.clear();
    act->disconnect(this);
    act->dismiss();
    refresh();
    Q_EMIT busyChanged();
    Sent &sent = m_requests[keyOf(m_sent)];
    if (m_answer && !isRunning(m_answer->state)) {
        sent = {};
        m_message->setNotice(tr("Nothing was started"),
            tr("The service answered with the composition of an earlier start of this draft, which has ended. Press "
               "Start again for a new one."));
        return;
    }
    if (m_answer) {
        sent.started = m_offered = m_answer->arn;
        sent.wasListed = false;
        m_message->setOffer(tr("It starts"),
            tr("The composition of %1 is starting. Starting the same draft again starts no second one.")
                .arg(shownText(m_sent.stageName.isEmpty() ? idOfArn(m_sent.stageArn) : m_sent.stageName)),
            tr("Show it"));
        Q_EMIT started(m_sent, m_offered);
        return;
    }
    if (error && !error->isCanceled())
        m_message->setError(error, isUnknown ? tr("Start again (no second one comes)") : QString());
    Q_EMIT refused(error ? error->field : QString());
}
