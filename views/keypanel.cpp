// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/keypanel.h"

#include "models/plaintext.h"
#include "models/publickeydetail.h"
#include "models/publickeymodel.h"
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
using Kept = SigningKeys::Kept;

KeyPanel::KeyPanel(const ViewContext &context, Workspace *workspace, QWidget *parent)
    : QWidget(parent)
    , m_context(context)
    , m_workspace(workspace)
    , m_name(new ElidedLabel)
    , m_chip(new StateChip(context.theme))
    , m_more(new QToolButton)
    , m_id(new IdField(context))
    , m_message(new MessageBar(context))
    , m_facts(new FactsGrid(context, true))
    , m_material(new QWidget)
    , m_pem(new QLabel)
{
    m_name->setFont(Theme::titleFont());
    m_more->setAutoRaise(true);
    m_more->setPopupMode(QToolButton::InstantPopup);
    m_more->setToolTip(tr("What can be done to this key"));
    m_more->setAccessibleName(m_more->toolTip());
    const auto tint = [this] { m_more->setIcon(m_context.theme->icon(u"more"_s)); };
    tint();
    connect(context.theme, &Theme::changed, m_more, tint);
    auto *first = new QHBoxLayout;
    first->setSpacing(8);
    first->addWidget(m_name, 1);
    first->addWidget(m_chip);
    first->addWidget(m_more);
    auto *title = new QLabel(tr("Public key"));
    title->setFont(Theme::labelFont());
    title->setForegroundRole(QPalette::PlaceholderText);
    auto *copy = new QToolButton;
    copy->setText(tr("Copy"));
    copy->setAccessibleName(tr("Copy the public key"));
    m_pem->setTextFormat(Qt::PlainText);
    m_pem->setFont(Theme::fixedFont());
    m_pem->setWordWrap(true);
    m_pem->setTextInteractionFlags(Qt::TextSelectableByMouse);
    auto *head = new QHBoxLayout;
    head->addWidget(title, 1);
    head->addWidget(copy);
    auto *material = new QVBoxLayout(m_material);
    material->setContentsMargins(0, 8, 0, 0);
    material->setSpacing(4);
    material->addLayout(head);
    material->addWidget(m_pem);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(12, 8, 8, 8);
    layout->setSpacing(8);
    layout->addLayout(first);
    layout->addWidget(m_id, 0, Qt::AlignLeft);
    layout->addWidget(m_message);
    layout->addWidget(m_facts);
    layout->addWidget(m_material);
    layout->addStretch(1);
    setBackgroundRole(QPalette::Base);
    setAutoFillBackground(true);

    PublicKeyDetail *detail = workspace->publicKeyDetail();
    connect(copy, &QToolButton::clicked, this, [this, detail] {
        if (detail->key())
            m_context.copy(detail->key()->publicKeyMaterial);
    });
    connect(m_message, &MessageBar::triggered, detail, &Detail::reload);
    connect(detail, &Detail::changed, this, &KeyPanel::refresh);
    connect(workspace->publicKeys(), &ListModel::stateChanged, this, &KeyPanel::refresh);
    connect(workspace->publicKeys(), &QAbstractItemModel::dataChanged, this, &KeyPanel::refresh);
    connect(workspace->signingKeys(), &SigningKeys::changed, this, &KeyPanel::refresh);
    refresh();
}

void KeyPanel::setActions(const ActionRegistry *registry)
{
    auto *menu = new QMenu(this);
    menu->setToolTipsVisible(true);
    for (const QString &id : {u"keys.export"_s, u"keys.tags"_s, u"keys.forget"_s, u"keys.delete"_s})
        menu->addAction(registry->action(id));
    m_more->setMenu(menu);
    refresh();
}

void KeyPanel::setKey(const QString &arn)
{
    m_arn = arn;
    m_workspace->publicKeyDetail()->setKey(arn);
    refresh();
}

void KeyPanel::refresh()
{
    const PublicKeyDetail *detail = m_workspace->publicKeyDetail();
    const ivs::PublicKeySummary *row = m_workspace->publicKeys()->record(m_arn);
    for (QWidget *each :
        {static_cast<QWidget *>(m_chip), static_cast<QWidget *>(m_id), static_cast<QWidget *>(m_facts)})
        each->setVisible(!m_arn.isEmpty());
    m_more->setVisible(!m_arn.isEmpty() && m_more->menu());
    m_material->setVisible(!m_arn.isEmpty() && detail->key());
    if (m_arn.isEmpty()) {
        m_name->setText(tr("No key chosen"));
        m_message->setError({}, {});
        return;
    }
    m_id->setValue(m_arn, tr("Public key ARN"));
    if (row) {
        const Kept kept = m_workspace->signingKeys()->kept(m_arn);
        m_name->setText(row->name.isEmpty() ? tr("(no name)") : shownText(row->name));
        m_name->setToolTip(shownToolTip(row->name));
        m_chip->setState(PublicKeyModel::keptTone(kept), PublicKeyModel::keptText(kept));
    } else {
        m_chip->setState(Tone::Warning, m_workspace->publicKeys()->state().isWhole ? tr("Gone") : tr("Not listed yet"));
    }
    m_message->setError(detail->error(), tr("Try again"));
    refreshFacts();
}

QString KeyPanel::privateWords() const
{
    const SigningKeys *keys = m_workspace->signingKeys();
    const std::optional<Keychain::Fault> fault = keys->fault(m_arn);
    const QString why = fault ? u' ' + Keychain::explain(fault->state) : QString();
    switch (keys->kept(m_arn)) {
    case Kept::Unknown:
        return fault ? tr("Not known.") + why : tr("Being looked for…");
    case Kept::Nowhere:
        return tr("Not on this computer: tokens can't be signed with it here. Import it where you have it.");
    case Kept::Keychain:
        return tr("In the keychain of this desktop: tokens can be signed with it here.");
    case Kept::Session:
        return tr("In memory only: tokens can be signed with it until Stagedesk ends. Export it to keep it.") + why;
    case Kept::Foreign:
        return tr("The keychain holds something else under this ARN, which does not belong to this public key. Tokens "
                  "can't be signed with it. Import the right one, or remove it.");
    }
    return {};
}

void KeyPanel::refreshFacts()
{
    const PublicKeyDetail *detail = m_workspace->publicKeyDetail();
    const std::optional<ivs::PublicKey> &key = detail->key();
    const ivs::PublicKeySummary *row = m_workspace->publicKeys()->record(m_arn);
    const QString loading = detail->isLoading() ? tr("Loading…") : QString();
    m_facts->setFacts(
        {{tr("Private half"), privateWords()}, {tr("Fingerprint"), key ? key->fingerprint : loading, key.has_value()},
            {tr("Tags"), row ? tagsText(row->tags) : QString()}});
    QStringList lines;
    const QStringList all = key ? key->publicKeyMaterial.trimmed().split(u'\n') : QStringList();
    for (const QString &line : all)
        lines << shownText(line.trimmed());
    m_pem->setText(lines.join(u'\n'));
}
