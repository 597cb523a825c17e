// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/unlockdialog.h"

#include "models/environments.h"
#include "models/plaintext.h"
#include "models/workspace.h"
#include "views/theme.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QVBoxLayout>

UnlockDialog::UnlockDialog(Workspace *workspace, QWidget *parent)
    : QDialog(parent)
    , m_workspace(workspace)
    , m_name(new QLineEdit)
    , m_unlock(new QPushButton(tr("Unlock")))
{
    const int minutes = workspace->environments()->unlockMinutes();
    setWindowTitle(tr("Unlock production"));
    auto *title = new QLabel(tr("Unlock %1?").arg(shownText(workspace->title())));
    title->setTextFormat(Qt::PlainText);
    title->setFont(Theme::titleFont());
    auto *words = new QLabel(
        (minutes == 1
                ? tr("For 1 minute, everything that is done on this connection changes production.")
                : tr("For %1 minutes, everything that is done on this connection changes production.").arg(minutes))
        + QLatin1Char(' ') + tr("Type its name to go on: %1").arg(shownText(workspace->title())));
    words->setTextFormat(Qt::PlainText);
    words->setWordWrap(true);
    m_name->setAccessibleName(tr("Name of the connection"));
    m_unlock->setAutoDefault(false);
    m_unlock->setEnabled(false);
    auto *cancel = new QPushButton(tr("Cancel"));
    cancel->setDefault(true);

    auto *footer = new QHBoxLayout;
    footer->addStretch(1);
    footer->addWidget(cancel);
    footer->addWidget(m_unlock);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(16, 16, 16, 16);
    layout->setSpacing(12);
    layout->addWidget(title);
    layout->addWidget(words);
    layout->addWidget(m_name);
    layout->addLayout(footer);
    setMinimumWidth(380);
    setAttribute(Qt::WA_DeleteOnClose);

    connect(m_name, &QLineEdit::textChanged, this, [this] { m_unlock->setEnabled(isNamed()); });
    connect(m_unlock, &QPushButton::clicked, this, &UnlockDialog::accept);
    connect(cancel, &QPushButton::clicked, this, &UnlockDialog::reject);
    // The connection may be closed meanwhile.
    connect(workspace, &QObject::destroyed, this, &UnlockDialog::reject);
    m_name->setFocus(Qt::OtherFocusReason);
}

bool UnlockDialog::isNamed() const
{
    if (!m_workspace)
        return false;
    // A name with marks that can't be typed is typed as it is shown.
    const QString typed = m_name->text().trimmed();
    return typed == m_workspace->title().trimmed() || typed == shownText(m_workspace->title()).trimmed();
}

void UnlockDialog::accept()
{
    if (!isNamed())
        return;
    m_workspace->guard()->unlock(qint64(m_workspace->environments()->unlockMinutes()) * 60000);
    QDialog::accept();
}
