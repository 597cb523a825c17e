// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/aws/result.h"

#include <QHash>
#include <QMap>
#include <QProcessEnvironment>
#include <QStringList>

#include <optional>

namespace aws {

/// A line of one of the shared files that can't be understood, or a section that stands twice.
struct ConfigProblem
{
    QString file;
    int line = 0; ///< from 1
    QString words; ///< what is wrong with it, for people
};

/// The keys of one section. Names are in lower case.
struct ConfigSection
{
    QMap<QString, QString> values;
    QHash<QString, QMap<QString, QString>> nested; ///< `services` sections and the like: `key =` and indented lines
    QHash<QString, QString> files; ///< key → the file that it came from
    QList<ConfigProblem> problems; ///< lines of this section that are broken

    QString value(const QString &key) const { return values.value(key); }
};

/// `~/.aws/config` and `~/.aws/credentials` as the AWS CLI reads them (fact sheet 10.2). Never written.
/// A broken line spoils its own profile and no other; a byte order mark is accepted.
class SharedConfig
{
public:
    /// Reads both files. AWS_CONFIG_FILE and AWS_SHARED_CREDENTIALS_FILE name others; a missing file is an empty one.
    static SharedConfig load(const QProcessEnvironment &environment);
    /// The same over texts, for tests and fuzzers.
    static SharedConfig parse(const QByteArray &config, const QByteArray &credentials, const QString &configFile = {},
        const QString &credentialsFile = {});

    QStringList profiles() const; ///< `default` first, then by name
    bool hasProfile(const QString &name) const { return m_profiles.contains(name); }
    /// Both files' keys of one profile; the credentials file wins. No inheritance from `default`.
    ConfigSection profile(const QString &name) const { return m_profiles.value(name); }
    ConfigSection services(const QString &name) const { return m_services.value(name); }
    ConfigSection ssoSession(const QString &name) const { return m_ssoSessions.value(name); }
    /// Broken lines outside of any profile, and files that exist but can't be read.
    QList<ConfigProblem> problems() const { return m_problems; }
    QString configFile() const { return m_configFile; }
    QString credentialsFile() const { return m_credentialsFile; }

private:
    enum class Kind { Config, Credentials };
    void read(const QByteArray &text, const QString &file, Kind kind);
    ConfigSection *section(const QString &header, Kind kind);

    QMap<QString, ConfigSection> m_profiles;
    QMap<QString, ConfigSection> m_services;
    QMap<QString, ConfigSection> m_ssoSessions;
    QList<ConfigProblem> m_problems;
    QString m_configFile;
    QString m_credentialsFile;
};

} // namespace aws
