// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/support/secretsearch.h"
#include "tests/views/listdesk.h"

#include <memory>

/// What a person has who starts the program: folders of their own, and a profile with temporary credentials.
struct SecretsPerson
{
    explicit SecretsPerson(const LocalService &service);

    static constexpr char kSessionToken[] = "IQoJb3JpZ2luX2VjEPlanted/Session+Token=0123456789abcdefXYZ";

    QTemporaryDir aws;
    QTemporaryDir folder; ///< everything that the program writes by itself, and what is exported from lists
    QTemporaryDir asked; ///< files that were asked for although a secret is in them
    QProcessEnvironment environment;
    PretendKeychain keychain; ///< in memory: what is in it is in no file
};

/// One run of the program.
struct SecretsRun
{
    explicit SecretsRun(SecretsPerson &person);

    QSettings settings;
    SettingsKeeper keeper;
    aws::SystemClock clock;
    ColorScheme scheme;
    Desk desk;
    std::unique_ptr<MainWindow> window;
    QStringList copied;
    QStringList secretsCopied; ///< because the person wanted it
    QString pasted; ///< what is on the clipboard
    bool savesSecrets = false; ///< the next files are asked for with a secret in them
    int exports = 0;
};

/// The program with everything kept that it keeps, secrets that are really made and used in it, and the search for them
/// in every file, copied line, export and title afterwards.
class SecretsTest : public QObject
{
    Q_OBJECT

protected:
    /// Starts the program with a log, connects and shows that page.
    void startWith(const QString &page);
    /// Everything that a list's menu copies, shows and writes.
    void copyAndExport(const QString &table);
    void collectTitles();
    /// None of the secrets is anywhere.
    void search(const char *when);
    /// The kinds of files that hold a text which is no secret: the same search finds it.
    QSet<QString> kindsOf(const QString &text) const;
    /// Searches while it runs with the store's log beside it, as after a crash; then closed, and opened once more.
    void searchToTheEnd();

    std::unique_ptr<LocalService> m_service;
    std::unique_ptr<SecretsPerson> m_person;
    std::unique_ptr<SecretsRun> m_run;
    Workspace *m_workspace = nullptr;
    QStringList m_secrets;
    QStringList m_texts; ///< copied lines, JSON shown, titles
    QString m_log;
};
