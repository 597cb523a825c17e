// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/environments.h"

#include <QSettings>
#include <QUrl>

#include <algorithm>
#include <array>
#include <utility>

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr std::array kNames {std::pair(Environment::Development, "development"_L1),
    std::pair(Environment::Staging, "staging"_L1), std::pair(Environment::Production, "production"_L1)};

QString nameOf(Environment environment)
{
    for (const auto &[value, name] : kNames) {
        if (value == environment)
            return name;
    }
    return {};
}

// A slash in a profile's name would be a group of its own.
QString encoded(const QString &name) { return QString::fromLatin1(QUrl::toPercentEncoding(name)); }
QString decoded(const QString &key) { return QUrl::fromPercentEncoding(key.toLatin1()); }

QHash<QString, Environment> marks(QSettings *settings, const QString &group)
{
    QHash<QString, Environment> found;
    settings->beginGroup(group);
    for (const QString &key : settings->childKeys()) {
        const QString word = settings->value(key).toString();
        for (const auto &[value, name] : kNames) {
            if (word == name)
                found.insert(decoded(key), value);
        }
    }
    settings->endGroup();
    return found;
}

} // namespace

void Environments::setSettings(QSettings *settings)
{
    m_settings = settings;
    m_profiles = marks(settings, u"environment/profiles"_s);
    m_accounts = marks(settings, u"environment/accounts"_s);
    m_readOnly.clear();
    settings->beginGroup(u"environment/readonly"_s);
    for (const QString &key : settings->childKeys()) {
        if (settings->value(key).toBool())
            m_readOnly.insert(decoded(key));
    }
    settings->endGroup();
    m_unlockMinutes = std::clamp(settings->value(u"environment/unlockMinutes"_s, 15).toInt(), 1, 480);
    Q_EMIT changed();
}

Environment Environments::of(const QString &profile, const QString &account) const
{
    const Environment byAccount = account.isEmpty() ? Environment::Unmarked : ofAccount(account);
    return byAccount != Environment::Unmarked ? byAccount : ofProfile(profile);
}

bool Environments::hasProductionAccount() const
{
    return std::find(m_accounts.cbegin(), m_accounts.cend(), Environment::Production) != m_accounts.cend();
}

void Environments::keep(const QString &key, const QString &value)
{
    if (m_settings && value.isEmpty())
        m_settings->remove(key);
    else if (m_settings)
        m_settings->setValue(key, value);
    Q_EMIT changed();
}

void Environments::markProfile(const QString &profile, Environment environment)
{
    if (environment == Environment::Local || ofProfile(profile) == environment)
        return;
    m_profiles.insert(profile, environment);
    keep(u"environment/profiles/"_s + encoded(profile), nameOf(environment));
}

void Environments::markAccount(const QString &account, Environment environment)
{
    if (environment == Environment::Local || account.isEmpty() || ofAccount(account) == environment)
        return;
    m_accounts.insert(account, environment);
    keep(u"environment/accounts/"_s + encoded(account), nameOf(environment));
}

void Environments::setReadOnly(const QString &profile, bool readOnly)
{
    if (isReadOnly(profile) == readOnly)
        return;
    if (readOnly)
        m_readOnly.insert(profile);
    else
        m_readOnly.remove(profile);
    keep(u"environment/readonly/"_s + encoded(profile), readOnly ? u"true"_s : QString());
}

void Environments::setUnlockMinutes(int minutes)
{
    m_unlockMinutes = std::clamp(minutes, 1, 480);
    keep(u"environment/unlockMinutes"_s, QString::number(m_unlockMinutes));
}

QString Environments::words(Environment environment)
{
    switch (environment) {
    case Environment::Unmarked:
        return {};
    case Environment::Local:
        return tr("simulated");
    case Environment::Development:
        return tr("development");
    case Environment::Staging:
        return tr("staging");
    case Environment::Production:
        return tr("production");
    }
    Q_UNREACHABLE();
}
