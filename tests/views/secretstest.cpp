// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/views/secretstest.h"

#include "app/logging.h"
#include "models/journal.h"

#include <QPlainTextEdit>

using namespace Qt::Literals::StringLiterals;

SecretsPerson::SecretsPerson(const LocalService &service)
{
    // Where the credentials lie by the person's own will is no place to look for them.
    QFile config(aws.filePath(u"config"_s));
    if (!config.open(QIODevice::WriteOnly))
        qFatal("The home folder of the test can't be written");
    config.write(u"[profile studio]\nregion = %1\nendpoint_url = %2\naws_access_key_id = %3\n"
                 "aws_secret_access_key = %4\naws_session_token = %5\n"_s
                     .arg(service.region(), service.endpoint(), service.accessKeyId(), service.secretAccessKey(),
                         QLatin1StringView(kSessionToken))
                     .toUtf8());
    environment.insert(u"HOME"_s, folder.path());
    environment.insert(u"AWS_CONFIG_FILE"_s, config.fileName());
    for (const QString &name : {u"CONFIG"_s, u"DATA"_s, u"CACHE"_s, u"STATE"_s}) {
        environment.insert(u"XDG_%1_HOME"_s.arg(name), folder.filePath(name));
        qputenv(u"XDG_%1_HOME"_s.arg(name).toLatin1().constData(), folder.filePath(name).toLocal8Bit());
    }
    QDir(folder.path()).mkpath(u"exports"_s);
    keychain.pretend(Keychain::State::Available);
}

SecretsRun::SecretsRun(SecretsPerson &person)
    : settings(person.folder.filePath(u"stagedesk.conf"_s), QSettings::IniFormat)
    , keeper(&settings)
    , desk(person.environment, &clock)
{
    desk.governor()->setShares({.unlimited = true});
    desk.environments()->setSettings(&settings);
    desk.setKeychain(&person.keychain);
    desk.setStoreFolder(person.folder.filePath(u"data"_s));
    const auto save = [this, &person](QWidget *, const QString &name, const auto &then) {
        const QString numbered = u"%1-%2"_s.arg(++exports).arg(name);
        then(savesSecrets ? person.asked.filePath(numbered) : person.folder.filePath(u"exports/"_s + numbered));
    };
    window = std::make_unique<MainWindow>(
        ViewContext {programTheme(), [this](const QString &text) { copied << text; }, &keeper, save, {},
            [this](const QString &text) { secretsCopied << text; }, [this] { return pasted; }},
        &desk, &scheme, &settings);
}

void SecretsTest::startWith(const QString &page)
{
    m_service = std::make_unique<LocalService>();
    m_person = std::make_unique<SecretsPerson>(*m_service);
    QString why;
    m_log = m_person->folder.filePath(u"stagedesk.log"_s);
    QVERIFY2(startLogging(QtDebugMsg, m_log, &why), qPrintable(why));
    m_run = std::make_unique<SecretsRun>(*m_person);
    m_run->settings.setValue(u"window/page"_s, page);
    m_secrets << m_service->secretAccessKey() << QLatin1StringView(SecretsPerson::kSessionToken);
    m_run->window->resize(1280, 800);
    m_run->window->show();
    m_run->window->activateWindow();
    QVERIFY(QTest::qWaitForWindowActive(m_run->window.get()));
    m_run->window->connectTo({.choice = {.profile = u"studio"_s, .region = {}, .endpointUrl = {}}, .readOnly = false});
    m_workspace = m_run->window->workspace();
    QVERIFY(m_workspace);
    m_run->window->showPage(page);
}

void SecretsTest::copyAndExport(const QString &name)
{
    auto *table = named<DataTable>(m_run->window.get(), name);
    QVERIFY2(table && table->model()->rowCount() > 0, qPrintable(name));
    for (int row = 0; row < table->model()->rowCount(); ++row) {
        clickRow(table, row);
        const QPoint cell = table->visualRect(table->model()->index(row, 0)).center();
        QMenu *menu = openMenu(table->viewport(), QContextMenuEvent::Mouse, cell);
        QVERIFY(menu);
        QList<QAction *> wanted {entry(menu, u"Copy cell"_s), entry(menu, u"Copy row"_s), entry(menu, u"Raw JSON…"_s)};
        for (const QString &words : {u"Copy as"_s, u"Export"_s}) {
            if (const QAction *sub = entry(menu, words))
                wanted << sub->menu()->actions();
        }
        int done = 0;
        for (QAction *action : std::as_const(wanted)) {
            if (!action || action->isSeparator() || !action->isEnabled())
                continue;
            action->trigger();
            ++done;
        }
        menu->close();
        QVERIFY(done >= 4);
    }
}

void SecretsTest::collectTitles()
{
    const auto windows = QApplication::topLevelWidgets();
    for (const QWidget *window : windows) {
        m_texts << window->windowTitle();
        const auto fields = window->findChildren<QPlainTextEdit *>();
        for (const QPlainTextEdit *field : fields)
            m_texts << field->toPlainText();
    }
}

void SecretsTest::search(const char *when)
{
    for (const QString &secret : std::as_const(m_secrets)) {
        int looked = 0;
        // Of a token the signature alone would do harm enough.
        for (const QString &part : {secret, secret.last(std::min<qsizetype>(40, secret.size()))}) {
            const SecretSearch hidden(part);
            const QStringList found = hidden.filesWith(m_person->folder.path(), &looked);
            QVERIFY2(found.isEmpty(), qPrintable(u"%1: %2…"_s.arg(QLatin1StringView(when), found.join(u", "_s))));
            for (const QString &text : std::as_const(m_texts))
                QVERIFY2(!hidden.isIn(text), qPrintable(u"%1: %2"_s.arg(QLatin1StringView(when), text)));
        }
        QVERIFY(looked > 20);
    }
}

QSet<QString> SecretsTest::kindsOf(const QString &text) const
{
    QSet<QString> kept;
    const QStringList files = SecretSearch(text).filesWith(m_person->folder.path());
    for (const QString &file : files)
        kept.insert(QFileInfo(file).suffix().section(u'-', 0, 0));
    return kept;
}

void SecretsTest::searchToTheEnd()
{
    m_texts << m_run->copied;
    QTRY_COMPARE(m_workspace->journal()->keeping(), Journal::Keeping::Saved);
    QVERIFY(!QDir(m_person->folder.filePath(u"data"_s)).entryList({u"*-wal"_s}).isEmpty());
    search("while it runs");
    if (QTest::currentTestFailed())
        return;
    m_run->window->close();
    m_run->settings.sync();
    m_run.reset();
    search("after it was closed");
    if (QTest::currentTestFailed())
        return;
    m_run = std::make_unique<SecretsRun>(*m_person);
    m_run->window->show();
    QVERIFY(QTest::qWaitForWindowExposed(m_run->window.get()));
    collectTitles();
    m_run.reset();
    search("after it was opened again");
    QFile::remove(m_log);
}
