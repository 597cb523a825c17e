// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/tokenroles.h"
#include "views/viewcontext.h"

#include <QWidget>

class QLabel;
class QLineEdit;
class QMenu;
class QPushButton;

/// The standard roles side by side; behind `More` one's own, and what can be done with them: keep what the form says as
/// a role, delete one, share them as a file.
class RoleBar final : public QWidget
{
    Q_OBJECT

public:
    explicit RoleBar(const ViewContext &context, QWidget *parent = nullptr);

    /// What is kept when somebody keeps a role.
    void setToken(const TokenDraft &token) { m_token = token; }

Q_SIGNALS:
    void chosen(const TokenRole &role);

private:
    void fillMenu();
    void askName(bool asking);
    void keepRole();
    void importRoles();
    void exportRoles();
    void say(const QString &words);

    ViewContext m_context;
    TokenDraft m_token;
    QMenu *m_menu;
    QWidget *m_naming;
    QLineEdit *m_name;
    QLabel *m_words;
};
