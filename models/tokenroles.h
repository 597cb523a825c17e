// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/stagedraft.h"

/// A template for tokens: what somebody in this part may do, for how long, and which attributes tell the others so.
struct TokenRole
{
    QString name;
    bool publish = true;
    bool subscribe = true;
    int durationMinutes = 720;
    PairRows attributes;

    /// Fills in \a token, but for its user id.
    void fill(TokenDraft *token) const;
    /// What \a token says, but for its user id, under that name.
    static TokenRole of(const QString &name, const TokenDraft &token);
    bool operator==(const TokenRole &) const = default;
};

/// The person's own roles, in their order. Plain data: whoever keeps it keeps toJson().
class TokenRoles final
{
public:
    /// Host, guest, viewer and moderator: always there.
    static QList<TokenRole> standard();
    static bool isStandard(const QString &name);
    static constexpr int kMost = 50; ///< roles of one's own

    const QList<TokenRole> &own() const { return m_own; }
    /// The standard ones, then one's own.
    QList<TokenRole> all() const { return standard() + m_own; }
    /// Adds it, or replaces the one of that name. Returns what is wrong, a sentence, or nothing.
    QString put(const TokenRole &role);
    void remove(const QString &name);

    /// Also the file by which roles are shared: `{"stagedesk": "token-roles", "version": 1, "roles": […]}`.
    QByteArray toJson() const;
    /// Puts the roles of such a file to those that are there. All or nothing: returns what is wrong, a sentence that
    /// names the role, or nothing.
    QString merge(const QByteArray &json);

private:
    QList<TokenRole> m_own;
};
