// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/mintdraft.h"
#include "models/mintedtoken.h"
#include "models/undertaking.h"

#include <QObject>

class Workspace;

/// What a person asks to be minted: a key of the asker's own, by which minted() tells the token, and what it shall say.
struct MintOrder
{
    QString key;
    MintDraft draft;
};

/// Mints participant tokens through the service. As with StageActs an act is an Undertaking that is not started yet.
class TokenActs final : public QObject
{
    Q_OBJECT

public:
    explicit TokenActs(Workspace *workspace);

    /// A row for each order. minted() brings the tokens one by one; one whose answer was lost stays Unknown, as a
    /// second call would mint a second token.
    Undertaking *mint(const QList<MintOrder> &orders);

Q_SIGNALS:
    /// The token in it is secret.
    void minted(const MintedToken &token, const QString &key, Undertaking *by);

private:
    MintedToken tokenOf(const ivs::ParticipantToken &answer, const MintDraft &draft) const;

    Workspace *m_workspace;
};
