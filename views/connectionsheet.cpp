// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/connectionsheet.h"

#include "models/errortext.h"
#include "models/timetext.h"
#include "models/tokenacts.h"
#include "models/tokensigning.h"
#include "models/workspace.h"
#include "views/durationfield.h"
#include "views/formfield.h"
#include "views/messagebar.h"
#include "views/signchoice.h"

#include <QLabel>
#include <QVBoxLayout>

ConnectionSheet::ConnectionSheet(const ViewContext &context, Workspace *workspace, QWidget *parent)
    : SideSheet(context, tr("Connection token"), tr("Sign"), parent)
    , m_workspace(workspace)
    , m_sign(new SignChoice(context, workspace, SignChoice::Offer::KeysOnly))
    , m_length(new DurationField)
{
    auto *words =
        new QLabel(tr("With it a client connects to the service in %1 ahead of joining. It names no stage and "
                      "no person, and joins nothing: that takes a token as ever.")
                       .arg(workspace->region()));
    words->setTextFormat(Qt::PlainText);
    words->setWordWrap(true);
    m_length->addItem(durationText(ConnectionDraft::mostMinutes()));
    m_length->setMinutes(ConnectionDraft().durationMinutes);
    m_lengthField = new FormField(context, tr("&Valid for"), m_length);
    body()->addWidget(words);
    body()->addWidget(new FormField(context, tr("Sign with"), m_sign));
    body()->addWidget(m_lengthField);
    body()->addStretch(1);
    connect(m_sign, &SignChoice::changed, this, &ConnectionSheet::refresh);
    connect(m_sign, &SignChoice::keysWanted, this, &ConnectionSheet::keysWanted);
    connect(m_length, &DurationField::changed, this, &ConnectionSheet::refresh);
    connect(workspace->guard(), &aws::WriteGuard::changed, this, &ConnectionSheet::refresh);
    connect(workspace->times(), &TimeText::changed, this, &ConnectionSheet::refresh);
    refresh();
}

ConnectionSheet::~ConnectionSheet()
{
    if (m_signing)
        m_signing->dismiss();
}

void ConnectionSheet::setKeyArn(const QString &keyArn) { m_sign->setKeyArn(keyArn); }

void ConnectionSheet::begin() { m_sign->chosen()->setFocus(Qt::OtherFocusReason); }

ConnectionDraft ConnectionSheet::draft() const { return {m_sign->keyArn(), m_length->minutes()}; }

void ConnectionSheet::refresh()
{
    const ConnectionDraft now = draft();
    const bool isRead = now.durationMinutes >= 0;
    QString fault = isRead ? QString() : DurationField::help();
    const QList<DraftFault> faults = now.faults();
    for (const DraftFault &each : faults) {
        if (each.field == QLatin1StringView("duration") && isRead)
            fault = each.message;
    }
    m_lengthField->setFault(fault);
    const QDateTime until = m_workspace->clock()->now().addSecs(qint64(now.durationMinutes) * 60);
    m_lengthField->setHint(fault.isEmpty() ? tr("until %1").arg(m_workspace->times()->labelled(until)) : QString());
    const QString locked = readOnlyReason(m_workspace->guard());
    setVerbEnabled(locked.isEmpty() && faults.isEmpty() && m_sign->fault().isEmpty(),
        !locked.isEmpty()      ? locked
            : !fault.isEmpty() ? tr("Mend the marked fields first")
                               : m_sign->fault());
}

void ConnectionSheet::accept()
{
    if (m_signing)
        return;
    message()->setError({}, {});
    m_made = {};
    m_signing = m_workspace->tokenActs()->signConnection(draft());
    connect(m_signing, &TokenSigning::signedOne, this, [this](const MintedToken &token) { m_made = token; });
    connect(m_signing, &TokenSigning::finished, this, &ConnectionSheet::ended);
    setBusy(true, tr("Signing…"));
    m_signing->start();
}

void ConnectionSheet::cancelRunning()
{
    if (m_signing)
        m_signing->cancel();
}

void ConnectionSheet::ended()
{
    const TokenSigning::Row row = m_signing->row(0);
    m_signing->dismiss();
    m_signing.clear();
    setBusy(false);
    refresh();
    const MintedToken token = std::exchange(m_made, {});
    if (!token.token.isEmpty()) {
        Q_EMIT closed();
        Q_EMIT made(token);
        return;
    }
    if (row.phase == TokenSigning::Phase::Failed)
        message()->setNotice(tr("The token was not signed"), row.fault);
    begin();
}
