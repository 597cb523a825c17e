// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/ingestdetail.h"
#include "models/ingestmodel.h"
#include "models/journal.h"
#include "models/requestlogmodel.h"
#include "models/stageacts.h"
#include "models/undertaking.h"
#include "tests/views/secretstest.h"
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
class TestSecrets final : public SecretsTest
{
    Q_OBJECT

private Q_SLOTS:
    void searchFindsEveryForm_data();
    void searchFindsEveryForm();
    void nothingIsKept();

private:
    void makeStage();
    void makeTokens();
    void revealKey();
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
    QTRY_VERIFY(named<QPushButton>(sheet, u"Copy the token"_s));
    named<QPushButton>(sheet, u"Copy the token"_s)->click();
    named<QPushButton>(sheet, u"Show the token"_s)->click();
    QVERIFY(m_run->secretsCopied.last().count(u'.') == 2);
    m_secrets << m_run->secretsCopied.last();
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

void TestSecrets::nothingIsKept()
{
    startWith(u"stages"_s);
    if (QTest::currentTestFailed())
        return;
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
    QCOMPARE(m_secrets.size(), 5);
    // The search finds what is no secret in each place where it looks for the others.
    QTRY_VERIFY2(kindsOf(u"control-attribute-value"_s).contains(u"json"_s), "the journal's export");
    QTRY_VERIFY2(kindsOf(u"control-attribute-value"_s).contains(u"sqlite"_s), "the store");
    QVERIFY2(kindsOf(u"control-stage-name"_s).contains(u"csv"_s), "the lists' export");
    QVERIFY2(kindsOf(u"CreateParticipantToken"_s).contains(u"log"_s), "the log");
    m_texts << m_run->copied;
    const SecretSearch control(u"control-guest"_s);
    QVERIFY(std::any_of(m_texts.begin(), m_texts.end(), [&](const QString &text) { return control.isIn(text); }));
    searchToTheEnd();
    QVERIFY(kindsOf(u"control-attribute-value"_s).contains(u"sqlite"_s));
}

QTEST_MAIN(TestSecrets)
#include "tst_secrets.moc"
