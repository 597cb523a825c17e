// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/mintdraft.h"
#include "models/mintedtoken.h"
#include "models/tokenmodel.h"
#include "views/pageactions.h"

/// What can be done about tokens that were issued: the same again, their connection ended, what became of them asked,
/// and those that somebody kept shown again. A token itself can't be taken back.
class IssuedActions final : public PageActions
{
    Q_OBJECT

public:
    IssuedActions(const ViewContext &context, const Place &place, DataTable *tokens, QObject *parent);

    /// Those that concern chosen tokens, in the order of menus.
    static QStringList ids();

Q_SIGNALS:
    /// Mint the same again.
    void renewWanted(const MintDraft &draft);
    void stageWanted(const QString &stageArn);
    void entryWanted(const QString &journalEntry);
    /// A token that was kept in the keychain; it is secret.
    void keptRead(const MintedToken &token);
    /// What came of something, when it is not seen in the rows.
    void told(const QString &title, const QString &words);

protected:
    void refresh() override;

private:
    TokenModel *model() const;
    QList<IssuedToken> selected() const;
    std::optional<IssuedToken> one() const;
    void renew();
    void takeAway();
    void showKept();
    void forgetKept();
    void tellFault(const QString &title, const Keychain::Fault &fault);

    DataTable *m_tokens;
};

/// The same again: for the same stage, with the same user id, attributes and length.
MintDraft draftOf(const IssuedToken &token);
