// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/signchoice.h"

#include "models/plaintext.h"
#include "models/publickeymodel.h"
#include "models/workspace.h"
#include "views/formfield.h"
#include "views/theme.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QToolButton>

#include <algorithm>

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr int kWidestName = 180; // px
constexpr int kWidestRow = 380; // px: the form beside a list in a window of 1024
constexpr int kSpacing = 4;
constexpr auto kArn = "keyArn";

} // namespace

SignChoice::SignChoice(const ViewContext &context, Workspace *workspace, Offer offer, QWidget *parent)
    : QWidget(parent)
    , m_workspace(workspace)
    , m_offer(offer)
    , m_row(new QHBoxLayout)
    , m_why(new QLabel)
    , m_keys(new QPushButton(tr("&Keys…")))
    , m_fault(new FaultLine(context))
{
    m_why->setTextFormat(Qt::PlainText);
    m_why->setWordWrap(true);
    m_why->setFont(Theme::labelFont());
    m_why->setForegroundRole(QPalette::PlaceholderText);
    m_keys->setAutoDefault(true);
    m_keys->setToolTip(tr("Shows the page on which keys are made, imported and deleted"));
    auto *why = new QHBoxLayout;
    why->setSpacing(8);
    why->addWidget(m_why, 1);
    why->addWidget(m_keys, 0, Qt::AlignTop);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(4);
    layout->addLayout(m_row);
    layout->addLayout(why);
    layout->addWidget(m_fault);
    connect(m_keys, &QPushButton::clicked, this, &SignChoice::keysWanted);
    connect(workspace->publicKeys(), &ListModel::stateChanged, this, &SignChoice::refresh);
    connect(workspace->signingKeys(), &SigningKeys::changed, this, &SignChoice::refresh);
    connect(workspace->signingKeys()->keychain(), &Keychain::stateChanged, this, &SignChoice::refresh);
    refresh();
}

void SignChoice::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    m_workspace->publicKeys()->setWatched(true, this);
    // A private half is not looked for in a keychain that nobody has looked at.
    if (m_workspace->signingKeys()->keychain()->state() == Keychain::State::Unknown)
        m_workspace->signingKeys()->keychain()->probe();
}

void SignChoice::hideEvent(QHideEvent *event)
{
    QWidget::hideEvent(event);
    m_workspace->publicKeys()->setWatched(false, this);
}

void SignChoice::setKeyArn(const QString &keyArn)
{
    if (m_keyArn == keyArn)
        return;
    m_keyArn = keyArn;
    refresh();
}

QString SignChoice::nameOfKey(const QString &keyArn) const
{
    const ivs::PublicKeySummary *row = m_workspace->publicKeys()->record(keyArn);
    return row ? nameOf(*row) : idOfArn(keyArn);
}

QString SignChoice::fault() const
{
    if (m_keyArn.isEmpty())
        return m_offer == Offer::KeysOnly ? tr("There is no key to sign with") : QString();
    return m_workspace->signingKeys()->isHere(m_keyArn)
        ? QString()
        : tr("The private half of “%1” is not on this computer").arg(shownText(nameOfKey(m_keyArn)));
}

// Why there is no key to choose.
QString SignChoice::whyNone() const
{
    const PublicKeyModel *list = m_workspace->publicKeys();
    const ListState state = list->state();
    if (list->records().empty()) {
        if (state.error)
            return tr("The public keys can't be listed, so that none can be chosen to sign with.");
        return state.isWhole ? tr("There is no key of your own in %1: with one, tokens are signed on this computer "
                                  "without a call.")
                                   .arg(m_workspace->region())
                             : tr("The keys are being read…");
    }
    const Keychain *keychain = m_workspace->signingKeys()->keychain();
    const bool isKnown = std::all_of(list->records().begin(), list->records().end(),
        [this](const auto &each) { return m_workspace->signingKeys()->kept(each.arn) != SigningKeys::Kept::Unknown; });
    if (!isKnown && keychain->state() != Keychain::State::Available && keychain->state() != Keychain::State::Unknown)
        return Keychain::explain(keychain->state());
    return isKnown ? tr("None of the private halves of your keys is on this computer.")
                   : tr("The private halves of your keys are being looked for…");
}

QToolButton *SignChoice::addButton(const QString &keyArn, const QString &words, const QString &name)
{
    auto *button = new QToolButton;
    button->setText(QString(words).replace(u'&', u"&&"_s));
    button->setAccessibleName(name);
    button->setCheckable(true);
    button->setAutoExclusive(true); // the arrow keys move in the group
    button->setProperty(kArn, keyArn);
    connect(button, &QToolButton::clicked, this, [this, keyArn] { setKeyArn(keyArn); });
    auto *rows = static_cast<QVBoxLayout *>(m_choices->layout());
    m_rowWidth += button->sizeHint().width() + kSpacing;
    if (rows->count() == 0 || m_rowWidth > kWidestRow) {
        auto *row = new QHBoxLayout;
        row->setSpacing(kSpacing);
        row->addStretch(1);
        rows->addLayout(row);
        m_rowWidth = button->sizeHint().width() + kSpacing;
    }
    auto *row = static_cast<QHBoxLayout *>(rows->itemAt(rows->count() - 1)->layout());
    row->insertWidget(row->count() - 1, button);
    return button;
}

void SignChoice::rebuild(const QStringList &arns)
{
    const bool hadKeyboard = m_choices && m_choices->isAncestorOf(window()->focusWidget());
    if (m_choices) {
        m_choices->hide();
        m_choices->deleteLater(); // one of its buttons may be what was clicked
    }
    m_choices = new QWidget;
    auto *rows = new QVBoxLayout(m_choices);
    rows->setContentsMargins(0, 0, 0, 0);
    rows->setSpacing(kSpacing);
    if (m_offer == Offer::ServiceAndKeys)
        addButton({}, tr("Service"), tr("Sign with the service"))
            ->setToolTip(tr("Minted by a call, which tells when it was refused"));
    for (const QString &arn : arns) {
        const QString name = shownText(nameOfKey(arn));
        const QString words = fontMetrics().elidedText(tr("Key %1").arg(name), Qt::ElideRight, kWidestName);
        addButton(arn, words, tr("Sign with the key %1").arg(name))->setToolTip(shownToolTip(arn));
    }
    m_row->addWidget(m_choices);
    m_choices->setVisible(rows->count() > 0);
    showChosen();
    if (hadKeyboard)
        chosen()->setFocus(Qt::OtherFocusReason);
}

void SignChoice::showChosen()
{
    m_chosen.clear();
    const auto buttons = m_choices->findChildren<QToolButton *>();
    for (QToolButton *each : buttons) {
        if (each->property(kArn).toString() != m_keyArn)
            continue;
        each->setChecked(true);
        m_chosen = each;
    }
}

QWidget *SignChoice::chosen() const { return m_chosen ? m_chosen.data() : static_cast<QWidget *>(m_keys); }

void SignChoice::refresh()
{
    const PublicKeyModel *list = m_workspace->publicKeys();
    const SigningKeys *keys = m_workspace->signingKeys();
    QStringList here;
    for (const ivs::PublicKeySummary &each : list->records()) {
        if (keys->isHere(each.arn))
            here << each.arn;
    }
    m_hasKeys = !here.isEmpty();
    if (m_offer == Offer::KeysOnly && m_keyArn.isEmpty() && m_hasKeys)
        m_keyArn = here.first();
    m_why->setText(m_hasKeys ? QString() : whyNone());
    m_why->setVisible(!m_hasKeys);
    m_keys->setVisible(!m_hasKeys);
    if (!m_keyArn.isEmpty() && !here.contains(m_keyArn))
        here << m_keyArn; // it stays chosen, with its fault
    QStringList shown;
    for (const QString &arn : std::as_const(here))
        shown << arn << nameOfKey(arn);
    if (!m_choices || m_shown != shown) {
        m_shown = shown;
        rebuild(here);
    }
    showChosen();
    m_fault->setFault(m_keyArn.isEmpty() ? QString() : fault());
    if (const QString told = u"%1\n%2\n%3"_s.arg(m_keyArn, fault()).arg(m_hasKeys); m_told != told) {
        m_told = told;
        Q_EMIT changed();
    }
}
