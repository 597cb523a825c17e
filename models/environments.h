// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QHash>
#include <QObject>
#include <QSet>
#include <QString>

class QSettings;

/// What kind of place a connection leads to: the colour of its frame, never the only sign.
enum class Environment { Unmarked, Local, Development, Staging, Production };

/// The person's marks: which profile and which account is what, and which profile is read-only. An account's mark
/// stands before a profile's, because several profiles may lead to one account.
class Environments final : public QObject
{
    Q_OBJECT

public:
    using QObject::QObject;

    /// Where the marks are kept; not owned. What it holds is read now. Without it they last as long as the program.
    void setSettings(QSettings *settings);

    Environment ofProfile(const QString &profile) const { return m_profiles.value(profile, Environment::Unmarked); }
    Environment ofAccount(const QString &account) const { return m_accounts.value(account, Environment::Unmarked); }
    /// The account's mark, or else the profile's. \a account may be empty while it is not known.
    Environment of(const QString &profile, const QString &account) const;
    /// Some account is marked production: a connection whose account is not known yet may be one.
    bool hasProductionAccount() const;
    /// Unmarked takes the mark off; Local can't be given by hand and is ignored.
    void markProfile(const QString &profile, Environment environment);
    void markAccount(const QString &account, Environment environment);

    bool isReadOnly(const QString &profile) const { return m_readOnly.contains(profile); }
    void setReadOnly(const QString &profile, bool readOnly);

    /// How long production stays unlocked, 1 to 480 minutes; 15 until the person says otherwise.
    int unlockMinutes() const { return m_unlockMinutes; }
    void setUnlockMinutes(int minutes);

    /// `production`, in the person's language; empty for Unmarked.
    static QString words(Environment environment);

Q_SIGNALS:
    void changed();

private:
    void keep(const QString &key, const QString &value);

    QSettings *m_settings = nullptr;
    QHash<QString, Environment> m_profiles;
    QHash<QString, Environment> m_accounts;
    QSet<QString> m_readOnly;
    int m_unlockMinutes = 15;
};
