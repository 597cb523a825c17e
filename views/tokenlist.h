// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/mintedtoken.h"
#include "views/viewcontext.h"

#include <QWidget>

class HandOver;
class QLabel;
class QPushButton;
class QStackedWidget;
class QTableWidget;
class Workspace;

/// Tokens that were just made, each handed over by itself: which of them are, and the ways in which the chosen one
/// leaves this window. The only copies: what was not taken goes with this widget. One alone is shown without a list.
class TokenList final : public QWidget
{
    Q_OBJECT

public:
    /// \a areKept: they came out of the keychain.
    TokenList(const ViewContext &context, Workspace *workspace, const QList<MintedToken> &tokens, bool areKept = false,
        QWidget *parent = nullptr);

    /// One more, which is the chosen one from now on.
    void add(const MintedToken &token);
    int count() const { return int(m_each.size()); }
    int countHandedOver() const;

    /// Whom a token is for, safe to show.
    static QString nameOf(const MintedToken &token);

private:
    void append(const MintedToken &token, bool isKept);
    void refresh();
    void copyAll();

    ViewContext m_context;
    Workspace *m_workspace;
    QList<MintedToken> m_tokens; ///< secret
    QList<HandOver *> m_each;
    QWidget *m_several; ///< what only a list needs
    QLabel *m_summary;
    QPushButton *m_all;
    QLabel *m_note;
    QTableWidget *m_table;
    QLabel *m_name;
    QStackedWidget *m_stack;
};
