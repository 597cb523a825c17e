// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/ingestpanel.h"

#include "models/ingestdetail.h"
#include "models/ingestmodel.h"
#include "models/plaintext.h"
#include "models/workspace.h"
#include "views/actionregistry.h"
#include "views/elidedlabel.h"
#include "views/factsgrid.h"
#include "views/idfield.h"
#include "views/messagebar.h"
#include "views/statechip.h"
#include "views/theme.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QMenu>
#include <QToolButton>

using namespace Qt::Literals::StringLiterals;

IngestPanel::IngestPanel(const ViewContext &context, Workspace *workspace, QWidget *parent)
    : QWidget(parent)
    , m_context(context)
    , m_workspace(workspace)
    , m_name(new ElidedLabel)
    , m_chip(new StateChip(context.theme))
    , m_unfold(new QToolButton)
    , m_more(new QToolButton)
    , m_id(new IdField(context))
    , m_message(new MessageBar(context))
    , m_facts(new FactsGrid(context, true))
    , m_secrets(new QWidget)
    , m_keys(new QVBoxLayout)
    , m_reveal(new QToolButton)
    , m_left(new QLabel)
{
    m_name->setFont(Theme::titleFont());
    m_unfold->setText(tr("Details"));
    m_unfold->setToolTip(tr("Attributes and tags of this ingest configuration"));
    m_unfold->setCheckable(true);
    m_unfold->setAutoRaise(true);
    m_more->setAutoRaise(true);
    m_more->setPopupMode(QToolButton::InstantPopup);
    m_more->setToolTip(tr("What can be done to this ingest configuration"));
    m_more->setAccessibleName(m_more->toolTip());
    const auto tint = [this] { m_more->setIcon(m_context.theme->icon(u"more"_s)); };
    tint();
    connect(context.theme, &Theme::changed, m_more, tint);
    m_left->setFont(Theme::labelFont());
    m_left->setForegroundRole(QPalette::PlaceholderText);
    auto *first = new QHBoxLayout;
    first->setSpacing(8);
    first->addWidget(m_name, 1);
    first->addWidget(m_chip);
    first->addWidget(m_unfold);
    first->addWidget(m_more);
    auto *keysTitle = new QLabel(tr("Stream keys"));
    keysTitle->setFont(Theme::labelFont());
    keysTitle->setForegroundRole(QPalette::PlaceholderText);
    auto *reveal = new QHBoxLayout;
    reveal->setSpacing(8);
    reveal->addWidget(keysTitle);
    reveal->addWidget(m_reveal);
    reveal->addWidget(m_left, 1);
    m_keys->setSpacing(8);
    auto *secrets = new QVBoxLayout(m_secrets);
    secrets->setContentsMargins(0, 8, 0, 0);
    secrets->setSpacing(8);
    secrets->addLayout(reveal);
    secrets->addLayout(m_keys);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(12, 8, 8, 8);
    layout->setSpacing(8);
    layout->addLayout(first);
    layout->addWidget(m_id, 0, Qt::AlignLeft);
    layout->addWidget(m_message);
    layout->addWidget(m_facts);
    layout->addWidget(m_secrets);
    layout->addStretch(1);
    setBackgroundRole(QPalette::Base);
    setAutoFillBackground(true);

    IngestDetail *detail = workspace->ingestDetail();
    connect(m_reveal, &QToolButton::clicked, this, [detail] {
        if (detail->keys().isEmpty())
            detail->revealKeys();
        else
            detail->hideKeys();
    });
    connect(m_unfold, &QToolButton::toggled, this, [this, detail](bool unfolded) {
        if (unfolded && !detail->configuration())
            detail->loadDetails();
        refresh();
    });
    connect(m_message, &MessageBar::triggered, detail, &Detail::reload);
    connect(detail, &Detail::changed, this, &IngestPanel::refresh);
    connect(detail, &IngestDetail::keysChanged, this, [this] {
        rebuildKeys();
        refreshReveal();
    });
    for (ListModel *list :
        {static_cast<ListModel *>(workspace->ingests()), static_cast<ListModel *>(workspace->stages())}) {
        connect(list, &ListModel::stateChanged, this, &IngestPanel::follow);
        connect(list, &QAbstractItemModel::dataChanged, this, &IngestPanel::follow);
    }
    m_tick.setInterval(1000);
    connect(&m_tick, &QTimer::timeout, this, &IngestPanel::refreshReveal);
    refresh();
}

void IngestPanel::setActions(const ActionRegistry *registry)
{
    auto *menu = new QMenu(this);
    menu->setToolTipsVisible(true);
    for (const QString &id : {u"ingest.attach"_s, u"ingest.detach"_s, u"ingest.tags"_s, u"ingest.delete"_s})
        menu->addAction(registry->action(id));
    m_more->setMenu(menu);
    refresh();
}

void IngestPanel::setIngest(const QString &arn)
{
    m_arn = arn;
    follow();
    if (m_unfold->isChecked() && !arn.isEmpty())
        m_workspace->ingestDetail()->loadDetails();
    refresh();
}

void IngestPanel::follow()
{
    if (const ivs::IngestConfigurationSummary *ingest = m_workspace->ingests()->record(m_arn))
        m_workspace->ingestDetail()->setIngest(*ingest);
    else if (m_arn.isEmpty())
        m_workspace->ingestDetail()->setIngest({});
    refresh();
}

void IngestPanel::hideEvent(QHideEvent *event)
{
    m_workspace->ingestDetail()->hideKeys();
    QWidget::hideEvent(event);
}

void IngestPanel::refresh()
{
    const IngestDetail *detail = m_workspace->ingestDetail();
    const ivs::IngestConfigurationSummary *ingest = m_workspace->ingests()->record(m_arn);
    for (QWidget *each : {static_cast<QWidget *>(m_chip), static_cast<QWidget *>(m_unfold),
             static_cast<QWidget *>(m_id), static_cast<QWidget *>(m_facts), m_secrets})
        each->setVisible(!m_arn.isEmpty());
    m_more->setVisible(!m_arn.isEmpty() && m_more->menu());
    if (m_arn.isEmpty()) {
        m_name->setText(tr("No ingest configuration chosen"));
        m_message->setError({}, {});
        return;
    }
    m_id->setValue(m_arn, tr("Ingest configuration ARN"));
    if (ingest) {
        m_name->setText(ingest->name.isEmpty() ? tr("(no name)") : shownText(ingest->name));
        m_name->setToolTip(shownToolTip(ingest->name));
        m_chip->setState(
            isPublishing(*ingest) ? Tone::OnAir : Tone::Idle, isPublishing(*ingest) ? tr("Publishing") : tr("Idle"));
        refreshFacts();
    } else {
        m_chip->setState(Tone::Warning, m_workspace->ingests()->state().isWhole ? tr("Gone") : tr("Not listed yet"));
    }
    m_message->setError(detail->error(), tr("Try again"));
    refreshReveal();
    if (m_built != keysToShow())
        rebuildKeys();
}

// What the lines of the keys are made from, beside the keys themselves.
IngestPanel::Keys IngestPanel::keysToShow() const
{
    const IngestDetail *detail = m_workspace->ingestDetail();
    const ivs::IngestConfigurationSummary *ingest = m_workspace->ingests()->record(m_arn);
    const int shown = int(detail->keys().size());
    const int hidden = ingest && ingest->redundantIngest.value_or(false) ? 2 : 1;
    return {shown, shown > 0 ? shown : hidden, detail->server()};
}

void IngestPanel::refreshFacts()
{
    const IngestModel *model = m_workspace->ingests();
    const IngestDetail *detail = m_workspace->ingestDetail();
    const ivs::IngestConfigurationSummary &ingest = *model->record(m_arn);
    const bool isPair = ingest.redundantIngest.value_or(false);
    const bool isAttached = !ingest.stageArn.isEmpty();
    QList<FactsGrid::Fact> facts {
        {tr("Stage"),
            isAttached ? model->stageName(ingest.stageArn) : tr("none: its keys are no good until it is attached")},
        {tr("Server"), isAttached ? detail->server() : QString(), true},
        {tr("Protocol"), ingest.ingestProtocol.text()},
        {tr("User id"), ingest.userId},
        {tr("Participant"), ingest.participantId, true},
        {tr("Redundant"), isPair ? tr("two streams, one participant to the stage") : tr("no")},
    };
    if (m_unfold->isChecked()) {
        const std::optional<ivs::IngestConfiguration> &all = detail->configuration();
        const QString loading = detail->isLoading() ? tr("Loading…") : QString();
        facts << FactsGrid::Fact {tr("Attributes"), all ? tagsText(all->attributes) : loading};
        facts << FactsGrid::Fact {tr("Tags"), all ? tagsText(all->tags) : loading};
    }
    m_facts->setFacts(facts);
}

void IngestPanel::refreshReveal()
{
    const IngestDetail *detail = m_workspace->ingestDetail();
    const bool shown = !detail->keys().isEmpty();
    m_reveal->setText(detail->isRevealing() ? tr("Asking…") : shown ? tr("Hide") : tr("Show"));
    m_reveal->setAccessibleName(shown ? tr("Hide the stream keys") : tr("Show the stream keys"));
    m_reveal->setEnabled(!detail->isRevealing());
    m_left->setText(shown ? tr("hidden again in %1 s").arg(detail->secondsLeft()) : QString());
    if (shown != m_tick.isActive())
        shown ? m_tick.start() : m_tick.stop();
}

void IngestPanel::rebuildKeys()
{
    while (QLayoutItem *item = m_keys->takeAt(0)) {
        // Now, not later: a key must not stay on screen until the event loop comes round.
        delete item->widget();
        delete item;
    }
    m_built = keysToShow();
    for (int i = 0; i < m_built.total; ++i) {
        QWidget *line = keyLine(i);
        m_keys->addWidget(line);
        line->show(); // a layout would show it with the next turn of the event loop only
    }
}

QWidget *IngestPanel::keyLine(int index)
{
    const IngestDetail *detail = m_workspace->ingestDetail();
    const bool shown = index < m_built.shown;
    const int total = m_built.total;
    const IngestDetail::StreamKey key = shown ? detail->keys().at(index) : IngestDetail::StreamKey();
    const QString name = total == 1 ? tr("Stream key") : tr("Stream %1 of %2").arg(index + 1).arg(total);
    auto *line = new QWidget;
    auto *text = new QLabel(shown ? shownText(key.key) : u"••••••••••••••••"_s);
    text->setTextFormat(Qt::PlainText);
    text->setFont(Theme::fixedFont());
    text->setWordWrap(true);
    text->setAccessibleName(shown ? QString() : tr("%1, hidden").arg(name));
    auto *who =
        new QLabel(total == 1 || !shown ? name : tr("%1, participant %2").arg(name, shownText(key.participantId)));
    who->setTextFormat(Qt::PlainText);
    who->setFont(Theme::labelFont());
    who->setForegroundRole(QPalette::PlaceholderText);
    auto *buttons = new QHBoxLayout;
    buttons->addWidget(who, 1);
    const auto button = [&](const QString &words, const QString &value) {
        auto *copy = new QToolButton;
        copy->setText(words);
        copy->setAccessibleName(tr("%1 of %2").arg(words, name));
        copy->setEnabled(!value.isEmpty());
        connect(copy, &QToolButton::clicked, this, [this, value] { m_context.copySecret(value); });
        buttons->addWidget(copy);
    };
    if (shown) {
        button(tr("Copy key"), key.key);
        button(tr("Copy publish URL"), detail->server().isEmpty() ? QString() : detail->publishUrl(key));
    }
    auto *layout = new QVBoxLayout(line);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(2);
    layout->addLayout(buttons);
    layout->addWidget(text);
    return line;
}
