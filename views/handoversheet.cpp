// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/handoversheet.h"

#include "views/messagebar.h"
#include "views/tokenlist.h"

#include <QLocale>
#include <QVBoxLayout>

namespace {

QString titleOf(const MintedToken &token)
{
    if (token.isConnection)
        return HandOverSheet::tr("Connection token");
    return token.userId.isEmpty() ? HandOverSheet::tr("A token without a user id")
                                  : HandOverSheet::tr("Token for %1").arg(TokenList::nameOf(token));
}

} // namespace

HandOverSheet::HandOverSheet(
    const ViewContext &context, Workspace *workspace, const MintedToken &token, Origin origin, QWidget *parent)
    : SideSheet(context, titleOf(token), {}, parent)
    , m_origin(origin)
    , m_tokens(new TokenList(context, workspace, {token}, origin == Origin::Kept))
{
    setVerb({});
    setCancelWords(tr("Close"));
    const bool isSigned = token.how == MintedToken::How::OwnKey;
    if (origin == Origin::Kept)
        message()->setNotice(tr("The token was kept"), tr("It comes from the keychain, and stays there."));
    else if (isSigned)
        message()->setNotice(tr("The token is signed"),
            tr("It is shown this once, unless you keep it: the service has not seen it, and Stagedesk forgets it."));
    else
        message()->setNotice(tr("The token is minted"),
            tr("It is shown this once, unless you keep it: the service does not, and Stagedesk forgets it."));
    body()->addWidget(m_tokens);
    body()->addStretch(1);
}

void HandOverSheet::add(const MintedToken &token)
{
    m_tokens->add(token);
    setTitle(tr("%1 tokens").arg(QLocale().toString(m_tokens->count())));
    message()->setNotice(tr("The tokens are made"),
        tr("They are shown this once, unless you keep them: the service does not, and Stagedesk forgets them."));
}

bool HandOverSheet::isDirty() const { return m_tokens->countHandedOver() < m_tokens->count(); }

QString HandOverSheet::discardQuestion() const
{
    return m_tokens->count() == 1 ? tr("The token has not been copied or saved. It can't be shown again.")
                                  : tr("Not every token has been copied or saved. They can't be shown again.");
}
