// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/rolemenu.h"

#include "models/plaintext.h"
#include "views/statekeeper.h"

using namespace Qt::Literals::StringLiterals;

RoleMenu::RoleMenu(const ViewContext &context, QWidget *parent)
    : QMenu(parent)
{
    connect(this, &QMenu::aboutToShow, this, [this, context] {
        clear();
        const QList<TokenRole> roles = kept(context).all();
        for (const TokenRole &role : roles)
            connect(addAction(shownText(role.name).replace(u'&', u"&&"_s)), &QAction::triggered, this,
                [this, role] { Q_EMIT chosen(role); });
    });
}

TokenRoles RoleMenu::kept(const ViewContext &context)
{
    TokenRoles roles;
    if (context.keeper)
        roles.merge(context.keeper->value(u"token-roles"_s)); // damaged, it gives none
    return roles;
}

void RoleMenu::keep(const ViewContext &context, const TokenRoles &roles)
{
    if (context.keeper)
        context.keeper->setValue(u"token-roles"_s, roles.own().isEmpty() ? QByteArray() : roles.toJson());
}
