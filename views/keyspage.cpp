// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/keyspage.h"

#include "models/keyacts.h"
#include "models/plaintext.h"
#include "models/publickeydetail.h"
#include "models/publickeymodel.h"
#include "models/stageacts.h"
#include "models/workspace.h"
#include "views/actionregistry.h"
#include "views/datatable.h"
#include "views/keyactions.h"
#include "views/keypanel.h"
#include "views/listpanel.h"
#include "views/messagebar.h"
#include "views/sheethost.h"
#include "views/sidesheet.h"

#include <QLineEdit>
#include <QSplitter>
#include <QToolButton>
#include <QVBoxLayout>

#include <algorithm>

using namespace Qt::Literals::StringLiterals;

KeysPage::KeysPage(const ViewContext &context, Workspace *workspace, QWidget *parent)
    : Page(parent)
    , m_context(context)
    , m_workspace(workspace)
    , m_keychain(new MessageBar(context))
    , m_note(new MessageBar(context))
    , m_columns(new QSplitter(Qt::Horizontal))
    , m_registry(new ActionRegistry(context.theme, this))
{
    m_keys = new ListPanel(context, workspace->publicKeys(),
        {tr("Public keys"), tr("Not asked yet."),
            tr("There are no public keys in %1: only the service can make tokens.").arg(workspace->region())});
    m_key = new KeyPanel(context, workspace);
    m_columns->addWidget(m_keys);
    m_columns->addWidget(m_key);
    m_columns->setSizes({600, 500});
    m_columns->setStretchFactor(0, 3);
    m_columns->setStretchFactor(1, 2);
    m_columns->setChildrenCollapsible(false);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(m_keychain);
    layout->addWidget(m_note);
    layout->addWidget(m_columns, 1);

    m_keys->table()->sortByColumn(PublicKeyModel::Name, Qt::AscendingOrder);
    connect(m_keys->table(), &DataTable::currentKeyChanged, m_key, &KeyPanel::setKey);
    connect(workspace->publicKeys(), &ListModel::stateChanged, this, &KeysPage::showWanted);
    connect(workspace->stageActs(), &StageActs::touched, this, [this](const QStringList &arns) {
        PublicKeyModel *list = m_workspace->publicKeys();
        const bool isOne =
            std::any_of(arns.begin(), arns.end(), [list](const QString &arn) { return list->contains(arn); });
        if (isOne && list->isWatched()) // their tags
            list->reload();
    });
    // The new one is chosen as soon as it is listed.
    connect(workspace->keyActs(), &KeyActs::imported, this, [this](const ivs::PublicKey &key) { m_wanted = key.arn; });
    connect(workspace->keyActs(), &KeyActs::privateHalfStays, this,
        [this](const QString &arn, const QString &name, const Keychain::Fault &fault) {
            tellStays(name, fault, [this, arn, name] { m_workspace->keyActs()->removeOrphan(arn, name); });
        });
    SigningKeys *keys = workspace->signingKeys();
    connect(keys, &SigningKeys::notKept, this, &KeysPage::tellNotKept);
    connect(keys->keychain(), &Keychain::stateChanged, this, &KeysPage::refreshKeychain);
    connect(m_keychain, &MessageBar::triggered, keys->keychain(), [keychain = keys->keychain()] {
        if (keychain->state() == Keychain::State::Missing)
            keychain->probe();
        else
            keychain->unlock();
    });
    connect(m_note, &MessageBar::triggered, this, [this] {
        m_note->hide();
        if (m_again)
            m_again();
    });
    addActions();
    refreshKeychain();
}

void KeysPage::addActions()
{
    auto *actions =
        new KeyActions(m_context, {m_workspace, this, new SheetHost(this), m_registry}, m_keys->table(), this);
    connect(actions, &KeyActions::notForgotten, this,
        [this](const QString &name, const Keychain::Fault &fault) { tellStays(name, fault, {}); });
    for (const QString &id : {u"keys.create"_s, u"keys.import"_s}) {
        auto *button = new QToolButton;
        button->setDefaultAction(m_registry->action(id));
        button->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
        button->setAutoRaise(true);
        button->setAccessibleName(id == "keys.create"_L1 ? tr("Make a new key pair") : tr("Import a key"));
        m_keys->addTool(button);
    }
    m_keys->setFilling(m_registry->action(u"keys.create"_s), tr("Make a key pair"));
    m_key->setActions(m_registry);
}

void KeysPage::showEvent(QShowEvent *event)
{
    Page::showEvent(event);
    m_workspace->signingKeys()->keychain()->probe();
}

void KeysPage::showWanted()
{
    if (!m_wanted.isEmpty() && m_workspace->publicKeys()->contains(m_wanted))
        showKey(std::exchange(m_wanted, {}));
}

void KeysPage::refreshKeychain()
{
    const Keychain *keychain = m_workspace->signingKeys()->keychain();
    const Keychain::State state = keychain->state();
    if (state == Keychain::State::Unknown || state == Keychain::State::Available) {
        m_keychain->hide();
        return;
    }
    const QString verb = keychain->isUnlocking() ? tr("Waiting for the desktop…")
        : state == Keychain::State::Locked       ? tr("Unlock")
        : state == Keychain::State::Missing      ? tr("Look again")
                                                 : tr("Ask again");
    const QString reason = keychain->reason().isEmpty()
        ? QString()
        : u' ' + tr("The desktop says “%1”.").arg(shownText(keychain->reason()));
    m_keychain->setOffer(Keychain::title(state),
        Keychain::advice(state) + reason + u' '
            + tr("Until then private keys can be kept in memory for this session only."),
        verb);
}

void KeysPage::tellNotKept(const QString &arn)
{
    const SigningKeys *keys = m_workspace->signingKeys();
    const ivs::PublicKeySummary *row = m_workspace->publicKeys()->record(arn);
    const std::optional<ivs::PublicKey> key = keys->publicKey(arn);
    const QString name = row ? nameOf(*row) : key && !key->name.isEmpty() ? key->name : idOfArn(arn);
    const std::optional<Keychain::Fault> fault = keys->fault(arn);
    m_again = [this, arn] {
        SigningKeys *all = m_workspace->signingKeys();
        if (const auto half = all->privateKey(arn))
            all->put(arn, *half, true, this, [](const Keychain::Done &) {}); // notKept() tells when it fails
    };
    m_note->setOffer(tr("The keychain did not take the private key"),
        tr("The private half of “%1” is in memory only, and gone when Stagedesk ends. %2")
            .arg(shownText(name), fault ? Keychain::explain(fault->state) : QString()),
        tr("Try again"));
}

void KeysPage::tellStays(const QString &name, const Keychain::Fault &fault, const std::function<void()> &again)
{
    m_again = again;
    const QString words =
        tr("The private half of “%1” is in the keychain still, or it can't be told. %2")
            .arg(shownText(name), fault.words.isEmpty() ? Keychain::explain(fault.state) : shownText(fault.words));
    if (again)
        m_note->setOffer(tr("The private key could not be removed"), words, tr("Try again"));
    else
        m_note->setNotice(tr("The private key could not be removed"), words);
}

void KeysPage::reload()
{
    m_workspace->signingKeys()->keychain()->probe();
    m_workspace->publicKeys()->reload();
    m_workspace->publicKeyDetail()->reload();
}

void KeysPage::focusFilter()
{
    m_keys->filterField()->setFocus(Qt::ShortcutFocusReason);
    m_keys->filterField()->selectAll();
}

void KeysPage::focusContent() { m_keys->focusTable(); }

void KeysPage::showKey(const QString &key)
{
    PublicKeyModel *model = m_workspace->publicKeys();
    // What is asked for is shown, whatever the filter hid.
    if (model->record(key) && model->rowOfKey(key) < 0)
        m_keys->clearFilter();
    m_keys->table()->setCurrentKey(key);
}

QByteArray KeysPage::saveLayout() const { return m_columns->saveState(); }

void KeysPage::restoreLayout(const QByteArray &layout)
{
    if (!layout.isEmpty())
        m_columns->restoreState(layout);
}
