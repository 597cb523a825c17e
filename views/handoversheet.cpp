// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/handoversheet.h"

#include "views/messagebar.h"
#include "views/tokenlist.h"

#include <QLocale>
#include <QVBoxLayout>

HandOverSheet::HandOverSheet(
    const ViewContext &context, const TimeText *times, const MintedToken &token, QWidget *parent)
    : SideSheet(context,
        token.isConnection           ? tr("A connection token")
            : token.userId.isEmpty() ? tr("A token without a user id")
                                     : tr("Token for %1").arg(TokenList::nameOf(token)),
        {}, parent)
    , m_tokens(new TokenList(context, times, {token}))
{
    setVerb({});
    setCancelWords(tr("Close"));
    message()->setNotice(
        tr("The token is minted"), tr("It is shown this once: neither the service nor Stagedesk keeps it."));
    body()->addWidget(m_tokens);
    body()->addStretch(1);
}

void HandOverSheet::add(const MintedToken &token)
{
    m_tokens->add(token);
    setTitle(tr("%1 tokens").arg(QLocale().toString(m_tokens->count())));
    message()->setNotice(
        tr("The tokens are minted"), tr("They are shown this once: neither the service nor Stagedesk keeps them."));
}

bool HandOverSheet::isDirty() const { return m_tokens->countHandedOver() < m_tokens->count(); }

QString HandOverSheet::discardQuestion() const
{
    return m_tokens->count() == 1 ? tr("The token has not been copied or saved. It can't be shown again.")
                                  : tr("Not every token has been copied or saved. They can't be shown again.");
}
