// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/importkeysheet.h"

#include "models/keyacts.h"
#include "models/plaintext.h"
#include "models/publickeymodel.h"
#include "models/workspace.h"
#include "views/formfield.h"
#include "views/keepchoice.h"
#include "views/messagebar.h"
#include "views/pairseditor.h"
#include "views/pastefield.h"
#include "views/theme.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>

using namespace Qt::Literals::StringLiterals;
using Kind = PemDraft::Kind;

namespace {

constexpr qsizetype kMostPasted = 16 * 1024; // a key with its certificates has half of it

} // namespace

ImportKeySheet::ImportKeySheet(const ViewContext &context, Workspace *workspace, QWidget *parent)
    : ActSheet(context, tr("Import a key"), tr("Import"), parent)
    , m_workspace(workspace)
    , m_pasting(new QWidget)
    , m_pem(new PasteField(kMostPasted))
    , m_taken(new QWidget)
    , m_kind(new QLabel)
    , m_change(new QPushButton(tr("Another key")))
    , m_passphrase(new QLineEdit)
    , m_fault(new FaultLine(context))
    , m_result(new QLabel)
    , m_name(new QLineEdit)
    , m_tags(new PairsEditor(context, {tr("tag"), tr("Add a tag")}))
    , m_keep(new KeepChoice(context, workspace->signingKeys()->keychain()))
{
    m_pem->setFont(Theme::fixedFont());
    m_pem->setTabChangesFocus(true);
    m_pem->setFixedHeight(m_pem->fontMetrics().lineSpacing() * 8);
    m_pem->setPlaceholderText(u"-----BEGIN PRIVATE KEY-----"_s);
    auto *file = new QPushButton(tr("&Open a file…"));
    file->setAutoDefault(true);
    file->setVisible(bool(context.openFile));
    auto *pasting = new QVBoxLayout(m_pasting);
    pasting->setContentsMargins(0, 0, 0, 0);
    pasting->setSpacing(8);
    pasting->addWidget(new FormField(context, tr("Key in &PEM form"), m_pem,
        tr("A private key (PKCS#8 or SEC1, also encrypted), or a public key alone.")));
    pasting->addWidget(file, 0, Qt::AlignLeft);
    m_change->setAutoDefault(true);
    auto *taken = new QHBoxLayout(m_taken);
    taken->setContentsMargins(0, 0, 0, 0);
    taken->addWidget(m_kind, 1);
    taken->addWidget(m_change);
    m_passphrase->setEchoMode(QLineEdit::Password);
    m_passphraseField = new FormField(context, tr("Pass&phrase of the key"), m_passphrase);
    for (QLabel *label : {m_kind, m_result}) {
        label->setTextFormat(Qt::PlainText);
        label->setWordWrap(true);
    }
    m_nameField =
        new FormField(context, tr("&Name"), m_name, tr("Letters, digits, - and _, at most 128. May stay empty."));
    m_tagsField = new FormField(context, tr("Tags"), m_tags);
    body()->addWidget(m_pasting);
    body()->addWidget(m_taken);
    body()->addWidget(m_passphraseField);
    body()->addWidget(m_fault);
    body()->addWidget(m_result);
    body()->addWidget(m_nameField);
    body()->addWidget(m_keep);
    body()->addWidget(m_tagsField);
    body()->addStretch(1);

    connect(m_pem, &PasteField::leftOut, this, [this] {
        message()->setNotice(tr("That is too long to be pasted"),
            tr("A key in PEM form has some 300 characters. What stands around it can be left out, or open the file."));
    });
    connect(m_pem, &QPlainTextEdit::textChanged, this, [this] { take(m_pem->toPlainText()); });
    connect(file, &QPushButton::clicked, this, [this] {
        this->context().openFile(window(), tr("Keys (*.pem *.key)"), [self = QPointer(this)](const QString &path) {
            if (!self)
                return;
            QString why;
            const QString text = PemDraft::readFile(path, &why);
            self->message()->setError({}, {});
            if (why.isEmpty())
                self->take(text);
            else
                self->message()->setNotice(tr("The file can't be read"), why);
        });
    });
    connect(m_change, &QPushButton::clicked, this, &ImportKeySheet::another);
    connect(m_passphrase, &QLineEdit::textChanged, this, &ImportKeySheet::read);
    connect(m_name, &QLineEdit::textEdited, this, &ImportKeySheet::refresh);
    connect(m_tags, &PairsEditor::changed, this, &ImportKeySheet::refresh);
    connect(m_keep, &KeepChoice::changed, this, &ImportKeySheet::refresh);
    connect(message(), &MessageBar::triggered, this, &ImportKeySheet::search);
    take({});
}

void ImportKeySheet::take(const QString &text)
{
    m_text = text;
    // Not to be seen by whoever looks at the screen, from its last line on.
    const bool isSecret = text.contains("PRIVATE KEY"_L1) && text.contains("-----END"_L1);
    if (isSecret && !m_pem->document()->isEmpty()) {
        const QSignalBlocker quiet(m_pem);
        m_pem->clear();
    }
    m_pasting->setVisible(!isSecret);
    m_taken->setVisible(isSecret);
    if (isSecret)
        m_passphrase->clear();
    read();
    // Where the keyboard was is gone: it must not fall on Cancel.
    if (isSecret)
        showField(m_draft.kind() == Kind::Locked ? static_cast<QWidget *>(m_passphrase) : m_change);
}

void ImportKeySheet::another()
{
    m_passphrase->clear();
    take({});
    m_pem->setFocus(Qt::OtherFocusReason);
}

void ImportKeySheet::read()
{
    m_draft = PemDraft(m_text, m_passphrase->text());
    search();
}

void ImportKeySheet::search()
{
    const quint64 search = ++m_searches;
    m_arn.clear();
    message()->setError({}, {});
    m_match = m_draft.publicDer().isEmpty() ? Match::Unknown : Match::Searching;
    refresh();
    if (m_match != Match::Searching)
        return;
    m_workspace->signingKeys()->findPublic(
        m_draft.publicDer(), this, [this, search](const aws::Result<QString> &found) {
            if (search != m_searches)
                return; // another key was pasted meanwhile
            m_match = !found ? Match::Unknown : found->isEmpty() ? Match::None : Match::Found;
            m_arn = found.value_or(QString());
            if (!found)
                message()->setError(found.error(), tr("Try again"));
            refresh();
            if (m_match == Match::None && m_change->hasFocus())
                showField(m_name);
        });
}

KeyDraft ImportKeySheet::draft() const { return {m_name->text(), m_tags->rows()}; }

bool ImportKeySheet::isKept() const
{
    const SigningKeys::Kept kept = m_workspace->signingKeys()->kept(m_arn);
    return kept == SigningKeys::Kept::Keychain || (kept == SigningKeys::Kept::Session && !m_keep->isLasting());
}

QString ImportKeySheet::resultWords() const
{
    const ivs::PublicKeySummary *row = m_workspace->publicKeys()->record(m_arn);
    const QString name = row ? shownText(nameOf(*row)) : shownText(m_arn);
    switch (m_match) {
    case Match::Searching:
        return tr("Comparing it with the public keys of the service…");
    case Match::Found:
        if (m_draft.kind() == Kind::Public)
            return tr("The service has this public key: it is “%1”. There is nothing to import.").arg(name);
        if (isKept())
            return tr("It is the private half of “%1”, and is kept there already.").arg(name);
        return tr("It is the private half of “%1”, which the service has. Nothing is sent to the service.").arg(name);
    case Match::None:
        return m_draft.kind() == Kind::Public
            ? tr("A P-384 key that the service in %1 does not have yet. Without its private half no tokens can be "
                 "signed here.")
                  .arg(m_workspace->region())
            : tr("A P-384 pair that the service in %1 does not have yet: its public half is imported.")
                  .arg(m_workspace->region());
    case Match::Unknown:
        break;
    }
    return {};
}

void ImportKeySheet::refresh()
{
    const bool isPrivate = m_draft.kind() == Kind::Private;
    const bool imports = m_match == Match::None;
    m_kind->setText(m_draft.kind() == Kind::Private ? tr("A private key. It is not shown.")
                                                    : tr("A private key, encrypted or unreadable. It is not shown."));
    // Once there is a passphrase it stays, so that it can be typed on.
    m_passphraseField->setVisible(m_draft.kind() == Kind::Locked || !m_passphrase->text().isEmpty());
    // That a passphrase is needed is no fault.
    const bool asks = m_draft.kind() == Kind::Locked && m_passphrase->text().isEmpty();
    m_passphraseField->setHint(asks ? m_draft.fault() : QString());
    m_fault->setFault(asks ? QString() : m_draft.fault());
    m_result->setText(resultWords());
    m_result->setVisible(!m_result->text().isEmpty());
    m_nameField->setVisible(imports);
    m_tagsField->setVisible(imports);
    const bool isInKeychain = m_workspace->signingKeys()->kept(m_arn) == SigningKeys::Kept::Keychain;
    m_keep->setVisible(isPrivate && (imports || (m_match == Match::Found && !isInKeychain)));
    const QList<DraftFault> faults = imports ? draft().faults() : QList<DraftFault>();
    QString name;
    for (const DraftFault &fault : faults) {
        if (fault.field == "name"_L1)
            name = fault.message;
    }
    m_nameField->setFault(name);
    m_tags->setFaults(u"tags"_s, faults);
    refreshVerb(!faults.isEmpty());
}

void ImportKeySheet::refreshVerb(bool faulty)
{
    const bool isPrivate = m_draft.kind() == Kind::Private;
    setVerb(m_match == Match::Found && isPrivate ? tr("Keep the private key") : tr("Import"));
    QString why;
    if (m_match == Match::Searching)
        why = tr("It is being compared with the public keys");
    else if (m_match == Match::Unknown)
        why = tr("There is no key yet that can be imported");
    else if (m_match == Match::Found && (!isPrivate || isKept()))
        why = tr("It is there already");
    else if (faulty)
        why = tr("Mend the marked fields first");
    else if (isPrivate && !m_keep->isReady())
        why = tr("The private key has no place yet");
    setVerbEnabled(why.isEmpty(), why);
}

void ImportKeySheet::accept()
{
    KeyActs *acts = m_workspace->keyActs();
    const ivs::ImportPublicKeyRequest request = draft().request(m_draft.publicPem());
    if (m_match == Match::Found)
        keep();
    else if (m_draft.kind() == Kind::Private)
        run(acts->importPair(*m_draft.privateKey(), request, m_keep->isLasting()), tr("Importing…"));
    else
        run(acts->importPublic(request), tr("Importing…"));
}

void ImportKeySheet::keep()
{
    setBusy(true, tr("Keeping it…"));
    m_workspace->signingKeys()->put(
        m_arn, *m_draft.privateKey(), m_keep->isLasting(), this, [this](const Keychain::Done &done) {
            setBusy(false);
            if (done) {
                Q_EMIT closed();
                return;
            }
            message()->setNotice(tr("The private key was not kept"),
                (done.error().words.isEmpty() ? Keychain::explain(done.error().state) : shownText(done.error().words)));
            refresh();
        });
}

QWidget *ImportKeySheet::fieldAt(const QString &field) const
{
    if (field.startsWith("tags"_L1))
        return m_tags->fieldAt(u"tags"_s, field);
    return field == "name"_L1 ? m_name : nullptr;
}
