// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/tokenroles.h"
#include "views/viewcontext.h"

#include <QMenu>

/// The roles to fill a token in with, as they are kept when the menu opens.
class RoleMenu final : public QMenu
{
    Q_OBJECT

public:
    explicit RoleMenu(const ViewContext &context, QWidget *parent = nullptr);

    /// The person's own roles, as the settings keep them.
    static TokenRoles kept(const ViewContext &context);
    static void keep(const ViewContext &context, const TokenRoles &roles);

Q_SIGNALS:
    void chosen(const TokenRole &role);
};
