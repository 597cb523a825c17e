// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/keyacts.h"
#include "models/publickeymodel.h"
#include "models/tokenmodel.h"
#include "tests/views/secretstest.h"
#include "views/actionregistry.h"
#include "views/batchsheet.h"
#include "views/connectionsheet.h"
#include "views/handoversheet.h"
#include "views/keyspage.h"
#include "views/sidesheet.h"
#include "views/signchoice.h"
#include "views/stagefield.h"

#include <QCheckBox>
#include <QLineEdit>
#include <QPushButton>

using namespace Qt::Literals::StringLiterals;

/// What the token studio makes: tokens of the service and of an own key, for a stage and for a connection, one and
/// many, and the private key. They are in the files that were asked for, on the clipboard, and nowhere else.
class TestTokenSecrets final : public SecretsTest
{
    Q_OBJECT

private Q_SLOTS:
    void nothingIsKept();

private:
    template <typename T>
    T *shown() const
    {
        const auto all = m_run->window->findChildren<T *>();
        const auto found = std::find_if(all.begin(), all.end(), [](const T *each) { return each->isVisible(); });
        return found == all.end() ? nullptr : *found;
    }
    void press(const QString &words)
    {
        const auto all = m_run->window->page()->findChildren<QAbstractButton *>();
        for (QAbstractButton *each : all) {
            if (each->text().remove(u'&') == words && each->isVisible()) {
                each->click();
                return;
            }
        }
        QFAIL(qPrintable(words));
    }
    QString makeKey();
    void exportKey(const QString &keyArn);
    void handOver();
    void makeMany();

    QStringList m_asked; ///< what the files that were asked for hold
};

QString TestTokenSecrets::makeKey()
{
    KeyDraft draft;
    draft.name = u"control-key"_s;
    Undertaking *act = m_workspace->keyActs()->createPair(draft, true);
    QString arn;
    connect(m_workspace->keyActs(), &KeyActs::imported, this,
        [&arn](const ivs::PublicKey &key, const Undertaking *) { arn = key.arn; });
    act->start();
    [&] { QTRY_VERIFY(!arn.isEmpty()); }();
    const SigningKeys *keys = m_workspace->signingKeys();
    [&] { QTRY_COMPARE(keys->kept(arn), SigningKeys::Kept::Keychain); }();
    // A page that is left while its list is read again reads it only when it is due.
    [&] { QTRY_VERIFY(m_workspace->publicKeys()->contains(arn)); }();
    const QList<QByteArray> lines = keys->privateKey(arn).value().toPem().split('\n');
    for (const QByteArray &line : lines) {
        if (!line.startsWith('-') && line.size() >= 40)
            m_secrets << QString::fromLatin1(line);
    }
    return arn;
}

// By the person's own will it lies in one file, which nobody else can read.
void TestTokenSecrets::exportKey(const QString &keyArn)
{
    m_run->window->showPage(u"keys"_s);
    auto *page = m_run->window->findChild<KeysPage *>();
    QTRY_VERIFY(m_workspace->publicKeys()->contains(keyArn));
    clickRow(named<DataTable>(page, u"Public keys"_s), m_workspace->publicKeys()->rowOfKey(keyArn));
    copyAndExport(u"Public keys"_s);
    collectTitles();
    m_run->savesSecrets = true;
    QTRY_VERIFY(page->actions()->action(u"keys.export"_s)->isEnabled());
    page->actions()->action(u"keys.export"_s)->trigger();
    auto *openly = shown<SideSheet>()->findChild<QCheckBox *>();
    QVERIFY(openly);
    openly->click();
    withText<QPushButton>(shown<SideSheet>(), u"Save as a file…"_s)->click();
    m_run->savesSecrets = false;
    QTRY_VERIFY(!shown<SideSheet>());
}

// Everything that the sheet does with a token; what was copied is the secret.
void TestTokenSecrets::handOver()
{
    QTRY_VERIFY(shown<HandOverSheet>());
    collectTitles();
    press(u"Copy"_s);
    QCOMPARE(m_run->secretsCopied.last().count(u'.'), 2);
    m_secrets << m_run->secretsCopied.last();
    press(u"Show"_s);
    press(u"QR code"_s);
    collectTitles();
    press(u"Save…"_s);
    m_run->savesSecrets = true;
    press(u"Choose a file…"_s);
    m_run->savesSecrets = false;
    QTRY_VERIFY(readable(shown<HandOverSheet>()).contains(u"Only you can read"_s));
    press(u"Close"_s);
    QVERIFY(!shown<HandOverSheet>());
}

void TestTokenSecrets::makeMany()
{
    m_run->pasted = u"user id,attributes\ncontrol-many-1,role=a\ncontrol-many-2,role=b\n"_s;
    press(u"Mint many…"_s);
    QTRY_VERIFY(shown<BatchSheet>());
    press(u"Paste rows"_s);
    press(u"Mint 2"_s);
    QTRY_VERIFY(readable(shown<BatchSheet>()).contains(u"2 minted"_s));
    collectTitles();
    m_run->savesSecrets = true;
    press(u"Save as JSON…"_s);
    press(u"Choose a file…"_s);
    m_run->savesSecrets = false;
    QTRY_VERIFY(readable(shown<BatchSheet>()).contains(u"Only you can read"_s));
    press(u"Copy the tokens"_s);
    const QStringList copied = m_run->secretsCopied.last().split(u'\n', Qt::SkipEmptyParts);
    QCOMPARE(copied.size(), 2);
    for (const QString &line : copied)
        m_secrets << line.section(u'\t', -1);
    press(u"Close"_s);
    QVERIFY(!shown<BatchSheet>());
}

void TestTokenSecrets::nothingIsKept()
{
    startWith(u"tokens"_s);
    if (QTest::currentTestFailed())
        return;
    const QString stage = m_service->createStage(u"control-stage"_s);
    m_workspace->stages()->reload();
    QTRY_VERIFY(m_workspace->stages()->contains(stage));
    const QString key = makeKey();
    QVERIFY(!QTest::currentTestFailed());
    exportKey(key);
    m_run->window->showPage(u"tokens"_s);
    auto *field = shown<StageField>();
    field->setStageArn(stage);
    auto *user = named<QLineEdit>(m_run->window->page(), u"User id"_s);
    user->setText(u"control-service"_s);
    press(u"Mint"_s);
    handOver();
    makeMany();
    shown<SignChoice>()->setKeyArn(key);
    user->setText(u"control-signed"_s);
    press(u"Sign"_s);
    handOver();
    press(u"Connection token…"_s);
    QTRY_VERIFY(shown<ConnectionSheet>());
    withText<QPushButton>(shown<ConnectionSheet>(), u"Sign"_s)->click();
    handOver();
    QVERIFY(!QTest::currentTestFailed());

    // The register has all of them, and its list says everything but the tokens.
    QTRY_COMPARE(m_workspace->issuedTokens()->rowCount(), 5);
    copyAndExport(u"Issued"_s);
    collectTitles();
    m_run->window->showPage(u"activity"_s);
    copyAndExport(u"Journal"_s);
    copyAndExport(u"Requests"_s);
    collectTitles();
    QVERIFY(m_secrets.size() >= 2 + 3 + 5);

    // The search finds what is no secret where it looks for the others, and the secrets where they were asked for.
    QTRY_VERIFY2(kindsOf(u"control-signed"_s).contains(u"sqlite"_s), "the register");
    QTRY_VERIFY2(kindsOf(u"control-signed"_s).contains(u"csv"_s), "its export");
    QTRY_VERIFY2(kindsOf(u"control-service"_s).contains(u"json"_s), "the journal's export");
    for (const QString &secret : std::as_const(m_secrets).mid(2)) {
        const QStringList found = SecretSearch(secret).filesWith(m_person->asked.path());
        QCOMPARE(found.size(), 1);
        QCOMPARE(QFile::permissions(found.first()) & (QFile::ReadGroup | QFile::ReadOther), QFile::Permissions());
    }
    searchToTheEnd();
    QVERIFY(kindsOf(u"control-signed"_s).contains(u"sqlite"_s));
}

QTEST_MAIN(TestTokenSecrets)
#include "tst_tokensecrets.moc"
