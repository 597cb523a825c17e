// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/encoderpanel.h"

#include "models/choices.h"
#include "models/encoderdraft.h"
#include "models/encodermodel.h"
#include "models/outputuse.h"
#include "models/timetext.h"
#include "models/watch.h"
#include "models/workspace.h"
#include "views/factsgrid.h"
#include "views/messagebar.h"
#include "views/panelhead.h"
#include "views/usebox.h"

#include <QVBoxLayout>

using namespace Qt::Literals::StringLiterals;

EncoderPanel::EncoderPanel(const ViewContext &context, Workspace *workspace, QWidget *parent)
    : QWidget(parent)
    , m_workspace(workspace)
    , m_head(new PanelHead(
          context, tr("No encoder configuration chosen"), tr("What can be done to this encoder configuration")))
    , m_message(new MessageBar(context))
    , m_facts(new FactsGrid(context, true))
    , m_use(new UseBox(context, tr("Used by"), {u"compositions"_s, tr("composition")}))
{
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(12, 8, 8, 8);
    layout->setSpacing(8);
    layout->addWidget(m_head);
    layout->addWidget(m_message);
    layout->addWidget(m_facts);
    layout->addWidget(m_use);
    layout->addStretch(1);
    setBackgroundRole(QPalette::Base);
    setAutoFillBackground(true);
    const EncoderModel *encoders = workspace->encoders();
    connect(encoders, &ListModel::stateChanged, this, &EncoderPanel::refresh);
    connect(encoders, &QAbstractItemModel::dataChanged, this, &EncoderPanel::refresh);
    connect(workspace->watch(), &Watch::watched, this, &EncoderPanel::refresh);
    connect(workspace->outputUse(), &OutputUse::changed, this, &EncoderPanel::refresh);
    connect(workspace->stages(), &ListModel::stateChanged, this, &EncoderPanel::refresh);
    connect(workspace->times(), &TimeText::changed, this, &EncoderPanel::refresh);
    connect(m_message, &MessageBar::triggered, this, [this] { m_workspace->encoders()->retry(m_arn); });
    connect(m_use, &UseBox::chosen, this, &EncoderPanel::compositionWanted);
    refresh();
}

void EncoderPanel::setActions(const ActionRegistry *registry)
{
    m_head->setActions(registry, {u"encoders.clone"_s, u"encoders.tags"_s, u"encoders.delete"_s});
    refresh();
}

void EncoderPanel::setEncoder(const QString &arn)
{
    m_arn = arn;
    m_workspace->encoders()->wantDetails({arn});
    refresh();
}

void EncoderPanel::refresh()
{
    const EncoderRecord *row = m_workspace->encoders()->record(m_arn);
    const bool isThere = !m_arn.isEmpty();
    m_facts->setVisible(isThere);
    m_use->setVisible(isThere);
    m_head->setResource(
        m_arn, row ? choiceText(row->encoder.name, m_arn) : idOfArn(m_arn), tr("encoder configuration ARN"));
    m_head->setState(Tone::Idle, isThere && !row && m_workspace->encoders()->state().isWhole ? tr("Gone") : QString());
    const auto error = row ? m_workspace->encoders()->detailError(m_arn) : std::nullopt;
    m_message->setError(error, tr("Try again"));
    if (!isThere)
        return;
    QString video = error ? QString() : tr("Loading…");
    if (row && row->whole)
        video = videoText(row->whole->video);
    m_facts->setFacts({{tr("Video"), video}, {tr("Tags"), row ? tagsText(row->encoder.tags) : QString()},
        {tr("Changing it"), tr("The service has no way to change one: clone it, and delete this one.")}});
    m_use->setCompositions(m_workspace, m_arn);
}
