// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/handoversheet.h"

#include "models/plaintext.h"
#include "views/handover.h"
#include "views/messagebar.h"

#include <QVBoxLayout>

HandOverSheet::HandOverSheet(
    const ViewContext &context, const TimeText *times, const MintedToken &token, QWidget *parent)
    : SideSheet(context,
        token.userId.isEmpty() ? tr("A token without a user id") : tr("Token for %1").arg(shownText(token.userId)), {},
        parent)
    , m_handOver(new HandOver(context, times, token))
{
    setVerb({});
    setCancelWords(tr("Close"));
    message()->setNotice(
        tr("The token is minted"), tr("It is shown this once: neither the service nor Stagedesk keeps it."));
    body()->addWidget(m_handOver);
    body()->addStretch(1);
}

bool HandOverSheet::isDirty() const { return !m_handOver->isHandedOver(); }

QString HandOverSheet::discardQuestion() const
{
    return tr("The token has not been copied or saved. It can't be shown again.");
}
