// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/aws/sharedconfig.h"

#include <QCoreApplication>
#include <QDir>
#include <QFile>
#include <QSet>

using namespace Qt::Literals::StringLiterals;

namespace aws {

namespace {

QString say(const char *text) { return QCoreApplication::translate("aws::SharedConfig", text); }

QString location(const QProcessEnvironment &environment, const QString &variable, const QString &name)
{
    QString path = environment.value(variable);
    const QString home = environment.value(u"HOME"_s, QDir::homePath());
    if (path.isEmpty())
        return home + u"/.aws/"_s + name;
    if (path == "~"_L1 || path.startsWith("~/"_L1))
        path.replace(0, 1, home);
    return path;
}

// The text between the brackets without its quotes: `profile "my p"` → {profile, my p}.
QPair<QString, QString> splitHeader(const QString &header)
{
    const QString text = header.trimmed();
    qsizetype blank = 0;
    while (blank < text.size() && !text[blank].isSpace())
        ++blank;
    if (blank == text.size())
        return {text, {}};
    QString name = text.mid(blank + 1).trimmed();
    if (name.size() >= 2 && (name.startsWith(u'"') || name.startsWith(u'\'')) && name.endsWith(name.front()))
        name = name.mid(1, name.size() - 2);
    return {text.left(blank), name};
}

} // namespace

SharedConfig SharedConfig::load(const QProcessEnvironment &environment)
{
    const QString configFile = location(environment, u"AWS_CONFIG_FILE"_s, u"config"_s);
    const QString credentialsFile = location(environment, u"AWS_SHARED_CREDENTIALS_FILE"_s, u"credentials"_s);
    QList<ConfigProblem> unreadable;
    const auto text = [&](const QString &path) -> QByteArray {
        QFile file(path);
        if (!file.exists())
            return {};
        if (!file.open(QIODevice::ReadOnly)) {
            unreadable.append({path, 0, say("The file can't be read: %1").arg(file.errorString())});
            return {};
        }
        constexpr qint64 kLargest = 4 * 1024 * 1024;
        return file.read(kLargest);
    };
    const QByteArray config = text(configFile);
    const QByteArray credentials = text(credentialsFile);
    SharedConfig result = parse(config, credentials, configFile, credentialsFile);
    result.m_problems += unreadable;
    return result;
}

SharedConfig SharedConfig::parse(
    const QByteArray &config, const QByteArray &credentials, const QString &configFile, const QString &credentialsFile)
{
    SharedConfig result;
    result.m_configFile = configFile;
    result.m_credentialsFile = credentialsFile;
    result.read(config, configFile, Kind::Config);
    result.read(credentials, credentialsFile, Kind::Credentials); // later values win
    return result;
}

ConfigSection *SharedConfig::section(const QString &header, Kind kind)
{
    if (kind == Kind::Credentials)
        return &m_profiles[header.trimmed()]; // `[profile x]` there is a profile of that whole name
    const auto [word, name] = splitHeader(header);
    if (word == "default"_L1 && name.isEmpty())
        return &m_profiles[u"default"_s];
    if (name.isEmpty())
        return nullptr; // a bare `[name]` in the configuration file is no profile
    if (word == "profile"_L1)
        return &m_profiles[name];
    if (word == "services"_L1)
        return &m_services[name];
    if (word == "sso-session"_L1)
        return &m_ssoSessions[name];
    return nullptr;
}

void SharedConfig::read(const QByteArray &text, const QString &file, Kind kind)
{
    static constexpr char kByteOrderMark[] = "\xEF\xBB\xBF";
    QByteArray bytes = text;
    if (bytes.startsWith(kByteOrderMark))
        bytes.remove(0, 3);

    ConfigSection *current = nullptr;
    bool inSection = false;
    QString key; // the key that an indented line belongs to
    QSet<QString> seen;
    int number = 0;
    const QList<QByteArray> lines = bytes.split('\n');
    const auto problem = [&](const QString &words) {
        QList<ConfigProblem> &list = current ? current->problems : m_problems;
        list.append({file, number, words});
    };
    for (const QByteArray &raw : lines) {
        ++number;
        const QString line = QString::fromUtf8(raw);
        const QString trimmed = line.trimmed();
        if (trimmed.isEmpty() || trimmed.startsWith(u'#') || trimmed.startsWith(u';'))
            continue;
        if (trimmed.startsWith(u'[')) {
            key.clear();
            inSection = true;
            const qsizetype end = trimmed.lastIndexOf(u']');
            if (end < 0) {
                current = nullptr;
                problem(say("The section's “]” is missing."));
                continue;
            }
            const QString header = trimmed.mid(1, end - 1);
            current = section(header, kind);
            if (seen.contains(header.trimmed()))
                problem(say("The section [%1] stands twice.").arg(header.trimmed()));
            seen.insert(header.trimmed());
            continue;
        }
        if (!inSection) {
            problem(say("The line stands before the first [section]."));
            continue;
        }
        const bool indented = line.front() == u' ' || line.front() == u'\t';
        const qsizetype equals = trimmed.indexOf(u'=');
        const qsizetype colon = trimmed.indexOf(u':');
        const qsizetype cut = equals < 0 ? colon : colon < 0 ? equals : std::min(equals, colon);
        if (indented && !key.isEmpty()) {
            if (!current)
                continue;
            if (!current->values.value(key).isEmpty()) {
                current->values[key] += u'\n' + trimmed; // a value over several lines
            } else if (cut > 0) {
                current->nested[key].insert(trimmed.left(cut).trimmed().toLower(), trimmed.mid(cut + 1).trimmed());
            } else {
                problem(say("The line is no key = value."));
            }
            continue;
        }
        if (cut <= 0) {
            // The text may be half of a secret: it is not repeated here.
            problem(say("The line is no key = value."));
            continue;
        }
        key = trimmed.left(cut).trimmed().toLower();
        if (!current)
            continue;
        current->values.insert(key, trimmed.mid(cut + 1).trimmed());
        current->files.insert(key, file);
        current->nested.remove(key);
    }
}

QStringList SharedConfig::profiles() const
{
    QStringList names = m_profiles.keys();
    if (names.removeOne(u"default"_s))
        names.prepend(u"default"_s);
    return names;
}

} // namespace aws
