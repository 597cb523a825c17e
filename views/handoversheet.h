// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/mintedtoken.h"
#include "views/sidesheet.h"

class HandOver;
class TimeText;

/// One token, right after it was made: shown this once.
class HandOverSheet final : public SideSheet
{
    Q_OBJECT

public:
    HandOverSheet(
        const ViewContext &context, const TimeText *times, const MintedToken &token, QWidget *parent = nullptr);

protected:
    void accept() override { }
    bool isDirty() const override;
    QString discardQuestion() const override;
    QString discardVerb() const override { return tr("Close"); }

private:
    HandOver *m_handOver;
};
