// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/publickeymodel.h"
#include "views/pageactions.h"

/// What can be done to public keys and their private halves: nothing of it while the connection is read-only.
class KeyActions final : public PageActions
{
    Q_OBJECT

public:
    KeyActions(const ViewContext &context, const Place &place, DataTable *keys, QObject *parent);

Q_SIGNALS:
    /// The private half could not be taken from the keychain.
    void notForgotten(const QString &name, const Keychain::Fault &fault);

protected:
    void refresh() override;

private:
    std::optional<ivs::PublicKeySummary> selected() const;
    void create();
    void import();
    void exportKey();
    void editTags();
    void forget();
    void remove();

    DataTable *m_keys;
    SheetHost *m_host;
};
