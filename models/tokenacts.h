// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/mintdraft.h"
#include "models/mintedtoken.h"
#include "models/undertaking.h"

#include <QObject>

class KnownEndpoints;
class TokenSigning;
class Workspace;

/// What a person asks to be minted: a key of the asker's own, by which minted() tells the token, and what it shall say.
struct MintOrder
{
    QString key;
    MintDraft draft;
};

/// Mints participant tokens through the service, and signs them here. As with StageActs an act is not started yet.
class TokenActs final : public QObject
{
    Q_OBJECT

public:
    explicit TokenActs(Workspace *workspace);

    /// A row for each order. minted() brings the tokens one by one; one whose answer was lost stays Unknown, as a
    /// second call would mint a second token.
    Undertaking *mint(const QList<MintOrder> &orders);
    /// The same without the service, with the private half of \a keyArn; what the drafts say of a key is not looked at.
    /// Every row fails in read-only and when the private half is not on this computer.
    TokenSigning *sign(const QString &keyArn, const QList<MintOrder> &orders);
    /// A connection token, as the one row.
    TokenSigning *signConnection(const ConnectionDraft &draft);

    KnownEndpoints *endpoints() const { return m_endpoints; }

Q_SIGNALS:
    /// A token was made, by the service or here. It is secret. \a by: the act.
    void minted(const MintedToken &token, const QString &key, QObject *by);

private:
    TokenSigning *followed(TokenSigning *act);
    MintedToken tokenOf(const ivs::ParticipantToken &answer, const MintDraft &draft) const;

    Workspace *m_workspace;
    KnownEndpoints *m_endpoints;
};
