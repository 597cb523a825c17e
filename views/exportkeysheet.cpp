// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/exportkeysheet.h"

#include "models/plaintext.h"
#include "models/secretfile.h"
#include "models/signingkeys.h"
#include "models/workspace.h"
#include "views/formfield.h"
#include "views/messagebar.h"
#include "views/theme.h"

#include <QCheckBox>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>

using namespace Qt::Literals::StringLiterals;

ExportKeySheet::ExportKeySheet(
    const ViewContext &context, Workspace *workspace, const QString &arn, const QString &name, QWidget *parent)
    : SideSheet(context, tr("Export the private key"), tr("Save as a file…"), parent)
    , m_workspace(workspace)
    , m_arn(arn)
    , m_name(name)
    , m_passphrase(new QLineEdit)
    , m_again(new QLineEdit)
    , m_open(new QCheckBox(tr("&Without a passphrase")))
{
    auto *icon = new QLabel;
    const auto tint = [this, icon] {
        icon->setPixmap(this->context().theme->pixmap(u"warning"_s, Theme::Token::Warning, 20, devicePixelRatioF()));
    };
    tint();
    connect(context.theme, &Theme::changed, icon, tint);
    icon->setAccessibleName(tr("Warning"));
    auto *warning =
        new QLabel(tr("Whoever has this file can make tokens for every stage of this account in %1, for as long as the "
                      "public key “%2” is not deleted. It leaves the protection of the keychain.")
                       .arg(workspace->region(), shownText(name)));
    warning->setTextFormat(Qt::PlainText);
    warning->setWordWrap(true);
    auto *head = new QHBoxLayout;
    head->setSpacing(12);
    head->addWidget(icon, 0, Qt::AlignTop);
    head->addWidget(warning, 1);
    for (QLineEdit *field : {m_passphrase, m_again}) {
        field->setEchoMode(QLineEdit::Password);
        connect(field, &QLineEdit::textChanged, this, &ExportKeySheet::refresh);
    }
    m_againField = new FormField(context, tr("&Again"), m_again);
    body()->addLayout(head);
    body()->addWidget(new FormField(context, tr("&Passphrase"), m_passphrase,
        tr("The file is PKCS#8 in PEM form, encrypted with it, and only you can read it (mode 0600).")));
    body()->addWidget(m_againField);
    body()->addWidget(new FormField(context, {}, m_open, tr("The key then lies in the file in the open.")));
    body()->addStretch(1);
    connect(m_open, &QCheckBox::toggled, this, &ExportKeySheet::refresh);
    connect(workspace->signingKeys(), &SigningKeys::changed, this, &ExportKeySheet::refresh);
    connect(workspace->guard(), &aws::WriteGuard::changed, this, &ExportKeySheet::refresh);
    refresh();
}

bool ExportKeySheet::isDirty() const { return !m_passphrase->text().isEmpty() || !m_again->text().isEmpty(); }

void ExportKeySheet::refresh()
{
    const bool isOpen = m_open->isChecked();
    m_passphrase->setEnabled(!isOpen);
    m_again->setEnabled(!isOpen);
    const QByteArray passphrase = m_passphrase->text().toUtf8();
    const bool differs = !isOpen && !m_again->text().isEmpty() && m_again->text() != m_passphrase->text();
    const bool tooLong = !isOpen && passphrase.size() > ivs::es384::kLongestPassphrase;
    m_againField->setFault(tooLong ? tr("The passphrase is too long.")
            : differs              ? tr("The two are not the same.")
                                   : QString());
    QString why;
    if (m_workspace->guard()->isReadOnly())
        why = tr("This connection is read-only");
    else if (!m_workspace->signingKeys()->isHere(m_arn))
        why = tr("The private key is not on this computer any more");
    else if (!isOpen && passphrase.isEmpty())
        why = tr("Choose a passphrase");
    else if (!isOpen && (tooLong || m_again->text() != m_passphrase->text()))
        why = tr("Type the passphrase twice");
    setVerbEnabled(why.isEmpty(), why);
}

void ExportKeySheet::accept()
{
    context().saveFile(
        window(), secretFileName(u"private-key"_s, m_name, u"pem"_s), [self = QPointer(this)](const QString &path) {
            if (self)
                self->write(path);
        });
}

void ExportKeySheet::write(const QString &path)
{
    const auto key = m_workspace->signingKeys()->privateKey(m_arn);
    if (!key || m_workspace->guard()->isReadOnly()) {
        refresh();
        return;
    }
    const QByteArray passphrase = m_open->isChecked() ? QByteArray() : m_passphrase->text().toUtf8();
    const QString why = writeSecretFile(path, key->toPem(passphrase));
    if (why.isEmpty())
        Q_EMIT closed();
    else
        message()->setNotice(tr("The file could not be written"), why);
}
