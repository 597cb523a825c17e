// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/logging.h"
#include "models/ingestdetail.h"
#include "models/ingestmodel.h"
#include "models/journal.h"
#include "models/requestlogmodel.h"
#include "models/stageacts.h"
#include "models/undertaking.h"
#include "tests/support/secretsearch.h"
#include "tests/views/listdesk.h"
#include "views/actionregistry.h"
#include "views/activitypage.h"
#include "views/sidesheet.h"
#include "views/stagespage.h"

#include <QDataStream>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QToolButton>

using namespace Qt::Literals::StringLiterals;

/// The service's secrets and the person's, really made and used through the program with everything kept that it keeps:
/// none of them is in a file, a copied line, an export or a title afterwards. What is no secret is found there by the
/// same search.
class TestSecrets final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void searchFindsEveryForm_data();
    void searchFindsEveryForm();
    void nothingIsKept();

private:
    /// What a person has who starts the program: folders of their own, and a profile with temporary credentials.
    struct Person
    {
        explicit Person(const LocalService &service)
        {
            // Where the credentials lie by the person's own will is no place to look for them.
            QFile config(aws.filePath(u"config"_s));
            if (!config.open(QIODevice::WriteOnly))
                qFatal("The home folder of the test can't be written");
            config.write(u"[profile studio]\nregion = %1\nendpoint_url = %2\naws_access_key_id = %3\n"
                         "aws_secret_access_key = %4\naws_session_token = %5\n"_s
                             .arg(service.region(), service.endpoint(), service.accessKeyId(),
                                 service.secretAccessKey(), QLatin1StringView(kSessionToken))
                             .toUtf8());
            environment.insert(u"HOME"_s, folder.path());
            environment.insert(u"AWS_CONFIG_FILE"_s, config.fileName());
            for (const QString &name : {u"CONFIG"_s, u"DATA"_s, u"CACHE"_s, u"STATE"_s}) {
                environment.insert(u"XDG_%1_HOME"_s.arg(name), folder.filePath(name));
                qputenv(u"XDG_%1_HOME"_s.arg(name).toLatin1().constData(), folder.filePath(name).toLocal8Bit());
            }
            QDir(folder.path()).mkpath(u"exports"_s);
        }
        QTemporaryDir aws;
        QTemporaryDir folder;
        QProcessEnvironment environment;
    };
    /// One run of the program.
    struct Run
    {
        explicit Run(Person &person)
            : settings(person.folder.filePath(u"stagedesk.conf"_s), QSettings::IniFormat)
            , keeper(&settings)
            , desk(person.environment, &clock)
        {
            desk.governor()->setShares({.unlimited = true});
            desk.environments()->setSettings(&settings);
            desk.setStoreFolder(person.folder.filePath(u"data"_s));
            window = std::make_unique<MainWindow>(
                ViewContext {programTheme(), [this](const QString &text) { copied << text; }, &keeper,
                    [this, &person](QWidget *, const QString &name, const auto &then) {
                        then(person.folder.filePath(u"exports/%1-%2"_s.arg(++exports).arg(name)));
                    },
                    {}, [this](const QString &text) { copied << text; }},
                &desk, &scheme, &settings);
        }
        QSettings settings;
        SettingsKeeper keeper;
        aws::SystemClock clock;
        ColorScheme scheme;
        Desk desk;
        std::unique_ptr<MainWindow> window;
        QStringList copied;
        int exports = 0;
    };

    static constexpr char kSessionToken[] = "IQoJb3JpZ2luX2VjEPlanted/Session+Token=0123456789abcdefXYZ";
    void makeStage();
    void makeTokens();
    void revealKey();
    void copyAndExport(const QString &table);
    void collectTitles();

    std::unique_ptr<LocalService> m_service;
    std::unique_ptr<Run> m_run;
    Workspace *m_workspace = nullptr;
    QStringList m_secrets;
    QStringList m_texts; ///< copied lines, JSON shown, titles
};

void TestSecrets::searchFindsEveryForm_data()
{
    QTest::addColumn<QByteArray>("bytes");
    const QByteArray secret = "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY";
    QTest::newRow("as it is") << "before " + secret + " after";
    QTest::newRow("percent") << secret.toPercentEncoding();
    QByteArray every;
    for (const char c : secret)
        every += '%' + QByteArray(1, c).toHex().toUpper();
    QTest::newRow("percent, every byte") << every;
    QTest::newRow("hexadecimal") << secret.toHex();
    for (int before = 0; before < 5; ++before) {
        const QByteArray text = QByteArray("key: ").first(before) + secret + ", and more";
        QTest::addRow("base64 after %d", before) << text.toBase64();
        QTest::addRow("base64url after %d", before) << text.toBase64(QByteArray::Base64UrlEncoding);
    }
    QByteArray stream;
    QDataStream out(&stream, QIODevice::WriteOnly);
    out << QString::fromLatin1(secret);
    QTest::newRow("QDataStream") << stream;
}

void TestSecrets::searchFindsEveryForm()
{
    QFETCH(QByteArray, bytes);
    const SecretSearch search(u"wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY"_s);
    QTemporaryDir folder;
    QFile file(folder.filePath(u"a"_s));
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write("nothing here");
    file.flush();
    QVERIFY(search.filesWith(folder.path()).isEmpty());
    file.write(bytes);
    file.close();
    QCOMPARE(search.filesWith(folder.path()), QStringList {file.fileName()});
}

// By the form, as a person does: with a token whose attribute is no secret.
void TestSecrets::makeStage()
{
    auto *page = m_run->window->findChild<StagesPage *>();
    QVERIFY(page);
    page->actions()->action(u"stage.create"_s)->trigger();
    const auto sheets = page->findChildren<SideSheet *>();
    const auto open =
        std::find_if(sheets.begin(), sheets.end(), [](const SideSheet *each) { return each->isVisible(); });
    QVERIFY(open != sheets.end());
    SideSheet *sheet = *open;
    auto *name = named<QLineEdit>(sheet, u"Name"_s);
    name->setFocus();
    QTest::keyClicks(name, u"control-stage-name"_s);
    withText<QToolButton>(sheet, u"Add a token"_s)->click();
    QTRY_VERIFY(qobject_cast<QLineEdit *>(QApplication::focusWidget()));
    QTest::keyClicks(QApplication::focusWidget(), u"control-user"_s);
    withText<QPushButton>(sheet, u"Create"_s)->click();
    QTRY_VERIFY(named<QPushButton>(sheet, u"Copy the token of control-user"_s));
    named<QPushButton>(sheet, u"Copy the token of control-user"_s)->click();
    named<QPushButton>(sheet, u"Show the token of control-user"_s)->click();
    QVERIFY(m_run->copied.last().count(u'.') == 2);
    m_secrets << m_run->copied.takeLast(); // copied because the person wanted it
    withText<QPushButton>(sheet, u"Close"_s)->click();
    QTRY_COMPARE(m_workspace->stages()->rowCount(), 1);
}

// Done, refused, and with a lost answer.
void TestSecrets::makeTokens()
{
    const QString stage = m_workspace->stages()->keyAt(0);
    ivs::CreateParticipantTokenRequest question;
    question.stageArn = stage;
    question.userId = u"control-guest"_s;
    question.attributes = {{u"token"_s, u"control-attribute-value"_s}};
    int answers = 0;
    const auto ask = [&] {
        m_workspace->client()->createParticipantToken(question)->then(
            this, [&](const aws::Result<ivs::CreateParticipantTokenResponse> &answer) {
                ++answers;
                if (answer && answer->participantToken)
                    m_secrets << answer->participantToken->token;
            });
    };
    ask();
    QTRY_COMPARE(answers, 1);
    QCOMPARE(m_secrets.size(), 4);
    QVERIFY(m_service->fault(u"CreateParticipantToken"_s, u"drop"_s, u"after"_s));
    ask();
    QTRY_COMPARE(answers, 2);
    question.stageArn = stage.chopped(4) + u"none"_s;
    ask();
    QTRY_COMPARE(answers, 3);
    QCOMPARE(m_secrets.size(), 4);
    m_service->control(u"join"_s, {{u"token"_s, m_secrets.last()}});
}

void TestSecrets::revealKey()
{
    const QString arn =
        m_service
            ->perform(u"CreateIngestConfiguration"_s,
                {{u"name"_s, u"camera"_s}, {u"ingestProtocol"_s, u"RTMPS"_s},
                    {u"stageArn"_s, m_workspace->stages()->keyAt(0)}})[u"ingestConfiguration"_s][u"arn"_s]
            .toString();
    m_run->window->showPage(u"ingest"_s);
    TRY_SETTLED(m_workspace->ingests());
    clickRow(named<DataTable>(m_run->window.get(), u"Ingest configurations"_s), m_workspace->ingests()->rowOfKey(arn));
    named<QToolButton>(m_run->window.get(), u"Show the stream keys"_s)->click();
    QTRY_VERIFY(!m_workspace->ingestDetail()->keys().isEmpty());
    m_secrets << m_workspace->ingestDetail()->keys().first().key;
}

// Everything that a list's menu copies, shows and writes.
void TestSecrets::copyAndExport(const QString &name)
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

void TestSecrets::collectTitles()
{
    const auto windows = QApplication::topLevelWidgets();
    for (const QWidget *window : windows) {
        m_texts << window->windowTitle();
        const auto fields = window->findChildren<QPlainTextEdit *>();
        for (const QPlainTextEdit *field : fields)
            m_texts << field->toPlainText();
    }
}

void TestSecrets::nothingIsKept()
{
    m_service = std::make_unique<LocalService>();
    Person person(*m_service);
    QString why;
    const QString log = person.folder.filePath(u"stagedesk.log"_s);
    QVERIFY2(startLogging(QtDebugMsg, log, &why), qPrintable(why));
    m_run = std::make_unique<Run>(person);
    m_run->settings.setValue(u"window/page"_s, u"stages"_s);
    m_secrets << m_service->secretAccessKey() << QLatin1StringView(kSessionToken);
    m_run->window->resize(1280, 800);
    m_run->window->show();
    m_run->window->activateWindow();
    QVERIFY(QTest::qWaitForWindowActive(m_run->window.get()));
    m_run->window->connectTo({.choice = {.profile = u"studio"_s, .region = {}, .endpointUrl = {}}, .readOnly = false});
    m_workspace = m_run->window->workspace();
    QVERIFY(m_workspace);
    m_run->window->showPage(u"stages"_s);
    TRY_SETTLED(m_workspace->stages());
    QVERIFY(!m_workspace->stages()->state().error);

    makeStage();
    makeTokens();
    m_workspace->stages()->reload();
    TRY_SETTLED(m_workspace->stages());
    clickRow(named<DataTable>(m_run->window.get(), u"Stages"_s), 0);
    TRY_SETTLED(m_workspace->participants());
    QTRY_COMPARE(m_workspace->participants()->rowCount(), 1);
    copyAndExport(u"Stages"_s);
    copyAndExport(u"Participants"_s);
    revealKey();
    copyAndExport(u"Ingest configurations"_s);
    collectTitles();
    m_run->window->showPage(u"activity"_s);
    auto *activity = m_run->window->findChild<ActivityPage *>();
    QTRY_VERIFY(named<DataTable>(activity, u"Journal"_s)->model()->rowCount() >= 4);
    copyAndExport(u"Journal"_s);
    copyAndExport(u"Requests"_s);
    collectTitles();
    m_texts << m_run->copied;
    QTRY_COMPARE(m_workspace->journal()->keeping(), Journal::Keeping::Saved);
    QCOMPARE(m_secrets.size(), 5);

    // The store's log is still beside it, as after a crash; then everything is closed, and opened once more.
    const auto search = [&](const char *when) {
        for (const QString &secret : std::as_const(m_secrets)) {
            int looked = 0;
            // Of a token the signature alone would do harm enough.
            for (const QString &part : {secret, secret.last(std::min<qsizetype>(40, secret.size()))}) {
                const SecretSearch hidden(part);
                const QStringList found = hidden.filesWith(person.folder.path(), &looked);
                QVERIFY2(found.isEmpty(), qPrintable(u"%1: %2…"_s.arg(QLatin1StringView(when), found.join(u", "_s))));
                for (const QString &text : std::as_const(m_texts))
                    QVERIFY2(!hidden.isIn(text), qPrintable(u"%1: %2"_s.arg(QLatin1StringView(when), text)));
            }
            QVERIFY(looked > 20);
        }
    };
    QVERIFY(!QDir(person.folder.filePath(u"data"_s)).entryList({u"*-wal"_s}).isEmpty());
    search("while it runs");
    // The same search finds what is no secret, in each place where it looked for the others.
    const auto kinds = [&](const QString &text) {
        QSet<QString> kept;
        const QStringList files = SecretSearch(text).filesWith(person.folder.path());
        for (const QString &file : files)
            kept.insert(QFileInfo(file).suffix().section(u'-', 0, 0));
        return kept;
    };
    QTRY_VERIFY2(kinds(u"control-attribute-value"_s).contains(u"json"_s), "the journal's export");
    QVERIFY2(kinds(u"control-attribute-value"_s).contains(u"sqlite"_s), "the store");
    QVERIFY2(kinds(u"control-stage-name"_s).contains(u"csv"_s), "the lists' export");
    QVERIFY2(kinds(u"CreateParticipantToken"_s).contains(u"log"_s), "the log");
    const SecretSearch control(u"control-guest"_s);
    QVERIFY(std::any_of(m_texts.begin(), m_texts.end(), [&](const QString &text) { return control.isIn(text); }));

    m_run->window->close();
    m_run->settings.sync();
    m_run.reset();
    QVERIFY(kinds(u"control-attribute-value"_s).contains(u"sqlite"_s));
    search("after it was closed");
    m_run = std::make_unique<Run>(person);
    m_run->window->show();
    QVERIFY(QTest::qWaitForWindowExposed(m_run->window.get()));
    collectTitles();
    m_run.reset();
    search("after it was opened again");
    QFile::remove(log);
}

QTEST_MAIN(TestSecrets)
#include "tst_secrets.moc"
