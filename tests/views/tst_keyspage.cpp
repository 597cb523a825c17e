// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/keyacts.h"
#include "models/publickeymodel.h"
#include "tests/views/deskwindow.h"
#include "views/actionregistry.h"
#include "views/confirmation.h"
#include "views/datatable.h"
#include "views/keyspage.h"
#include "views/messagebar.h"
#include "views/sidesheet.h"

#include <QCheckBox>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QRadioButton>
#include <QToolButton>

using namespace Qt::Literals::StringLiterals;
using ivs::es384::PrivateKey;
using Kept = SigningKeys::Kept;

/// Pairs of keys under a person's hands: made, imported, exported, removed and deleted by clicks and keys, with a
/// keychain that is open, locked, missing or refuses.
class TestKeysPage final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();
    void newPair();
    void newPairCanceledAndRefused();
    void lockedIsUnlocked();
    void missingForThisSession();
    void refusedAtTheLastMoment();
    void importMatched();
    void importEncryptedOfAFile();
    void importOfAnother();
    void importPublicAlone();
    void anotherKeyWhileComparing();
    void exported();
    void exportedInTheOpen();
    void exportFails();
    void removed();
    void deleted();
    void deletedWhileLocked();
    void windowClosedWhileCreating();
    void readOnly();
    void secretsStayHidden();

private:
    QString imported(const QByteArray &publicPem, const QString &name)
    {
        return m_service
            ->perform(
                u"ImportPublicKey"_s, {{u"publicKeyMaterial"_s, QString::fromLatin1(publicPem)}, {u"name"_s, name}})
            .value("publicKey"_L1)
            .toObject()
            .value("arn"_L1)
            .toString();
    }
    void open(bool readOnly = false)
    {
        m_workspace = m_desk->connectTo(*m_service, readOnly);
        QVERIFY(m_desk->show());
        m_desk->window()->showPage(u"keys"_s);
        TRY_SETTLED(m_workspace->publicKeys());
        m_page = m_desk->window()->findChild<KeysPage *>();
        QVERIFY(m_page);
    }
    SigningKeys *keys() const { return m_workspace->signingKeys(); }
    QAction *action(const char *id) const { return m_page->actions()->action(QLatin1StringView(id)); }
    void choose(const QString &arn)
    {
        clickRow(named<DataTable>(m_page, u"Public keys"_s), m_workspace->publicKeys()->rowOfKey(arn));
    }
    SideSheet *sheet() const
    {
        const auto all = m_page->findChildren<SideSheet *>();
        for (SideSheet *each : all) {
            if (each->isVisible())
                return each;
        }
        return nullptr;
    }
    template <typename T = QLineEdit>
    T *field(const QString &name) const
    {
        const auto all = sheet()->findChildren<T *>();
        for (T *each : all) {
            if (each->isVisible() && each->accessibleName() == name)
                return each;
        }
        return nullptr;
    }
    void type(const QString &name, const QString &text)
    {
        auto *edit = field(name);
        QVERIFY2(edit, qPrintable(name));
        edit->setFocus();
        edit->clear();
        QTest::keyClicks(edit, text);
    }
    void paste(const QByteArray &pem)
    {
        auto *edit = field<QPlainTextEdit>(u"Key in PEM form"_s);
        QVERIFY(edit);
        edit->setPlainText(QString::fromLatin1(pem));
    }
    void press(const QWidget *where, const QString &words)
    {
        auto *button = withText<QPushButton>(where, words);
        QVERIFY2(button, qPrintable(words));
        QTRY_VERIFY(button->isEnabled());
        QTest::mouseClick(button, Qt::LeftButton);
    }
    bool canPress(const QString &words) const
    {
        const auto *button = withText<QPushButton>(sheet(), words);
        return button && button->isEnabled();
    }
    void openSheet(const QString &tool)
    {
        auto *button = named<QToolButton>(m_page, tool);
        QVERIFY(button);
        QTest::mouseClick(button, Qt::LeftButton);
        QVERIFY(sheet());
    }
    Confirmation *question() const { return m_desk->window()->findChild<Confirmation *>(); }
    QString page() const { return readable(m_page); }
    QByteArray file(const QString &path) const
    {
        QFile opened(path);
        return opened.open(QIODevice::ReadOnly) ? opened.readAll() : QByteArray();
    }
    QString onlyArn() const { return m_workspace->publicKeys()->keyAt(0); }

    std::unique_ptr<LocalService> m_service;
    std::unique_ptr<DeskWindow> m_desk;
    Workspace *m_workspace = nullptr;
    KeysPage *m_page = nullptr;
};

void TestKeysPage::init()
{
    m_service = std::make_unique<LocalService>();
    m_desk = std::make_unique<DeskWindow>();
}

void TestKeysPage::cleanup()
{
    m_desk.reset();
    m_service.reset();
}

void TestKeysPage::newPair()
{
    open();
    QVERIFY(page().contains(u"only the service can make tokens"_s));
    press(m_page, u"Make a key pair"_s); // where the list is empty
    QVERIFY(sheet());
    type(u"Name"_s, u"evening-key"_s);
    press(sheet(), u"Create"_s);
    QTRY_VERIFY(!sheet());
    QTRY_COMPARE(m_workspace->publicKeys()->rowCount(), 1);
    QTRY_COMPARE(keys()->kept(onlyArn()), Kept::Keychain);
    // It is chosen, and says where its private half is.
    QTRY_VERIFY(page().contains(u"In the keychain of this desktop"_s));
    QTRY_VERIFY(page().contains(u"BEGIN PUBLIC KEY"_s));
    QCOMPARE(m_service->arrived(u"ImportPublicKey"_s), 1);
}

void TestKeysPage::newPairCanceledAndRefused()
{
    open();
    openSheet(u"Make a new key pair"_s);
    type(u"Name"_s, u"two words"_s);
    QVERIFY(!canPress(u"Create"_s));
    QVERIFY(readable(sheet()).contains(u"- and _"_s));
    press(sheet(), u"Cancel"_s);
    press(sheet(), u"Discard"_s);
    QTRY_VERIFY(!sheet());
    QCOMPARE(m_service->arrived(u"ImportPublicKey"_s), 0);
    for (int i = 0; i < 3; ++i)
        imported(PrivateKey::generate().publicPem(), u"key-%1"_s.arg(i));
    openSheet(u"Make a new key pair"_s);
    type(u"Name"_s, u"fourth"_s);
    press(sheet(), u"Create"_s);
    QTRY_VERIFY(canPress(u"Create"_s)); // refused: the sheet stays with what was typed
    QVERIFY(readable(sheet()).contains(u"quota"_s, Qt::CaseInsensitive)
        || readable(sheet()).contains(u"limit"_s, Qt::CaseInsensitive));
    QCOMPARE(m_desk->keychain()->writes(), 0);
}

void TestKeysPage::lockedIsUnlocked()
{
    m_desk->keychain()->pretend(Keychain::State::Locked);
    open();
    QTRY_VERIFY(page().contains(u"The keychain is locked"_s));
    openSheet(u"Make a new key pair"_s);
    QTRY_VERIFY(readable(sheet()).contains(u"The keychain is locked."_s));
    QVERIFY(!canPress(u"Create"_s));
    press(sheet(), u"Unlock the keychain"_s);
    QTRY_VERIFY(canPress(u"Create"_s));
    QCOMPARE(m_desk->keychain()->unlocks(), 1);
    press(sheet(), u"Create"_s);
    QTRY_VERIFY(!sheet());
    QTRY_COMPARE(m_workspace->publicKeys()->rowCount(), 1);
    QTRY_COMPARE(keys()->kept(onlyArn()), Kept::Keychain);
    QVERIFY(!page().contains(u"The keychain is locked"_s));
}

void TestKeysPage::missingForThisSession()
{
    m_desk->keychain()->pretend(Keychain::State::Missing, u"no bus"_s);
    open();
    QTRY_VERIFY(page().contains(u"There is no keychain that answers"_s));
    QVERIFY(page().contains(u"no bus"_s));
    openSheet(u"Make a new key pair"_s);
    QVERIFY(!canPress(u"Create"_s)); // never by itself
    auto *session = withText<QRadioButton>(sheet(), u"In &memory, for this session only"_s);
    QVERIFY(session);
    QTest::mouseClick(session, Qt::LeftButton, {}, {8, session->height() / 2});
    QVERIFY(canPress(u"Create"_s));
    press(sheet(), u"Create"_s);
    QTRY_VERIFY(!sheet());
    QTRY_COMPARE(m_workspace->publicKeys()->rowCount(), 1);
    QCOMPARE(keys()->kept(onlyArn()), Kept::Session);
    QTRY_VERIFY(page().contains(u"In memory only"_s));
    QCOMPARE(m_desk->keychain()->writes(), 0);
}

// Open when it was asked, closed when it was to take the key.
void TestKeysPage::refusedAtTheLastMoment()
{
    open();
    openSheet(u"Make a new key pair"_s);
    QTRY_VERIFY(canPress(u"Create"_s));
    QVERIFY(m_service->fault(u"ImportPublicKey"_s, u"latency"_s, 300, 1));
    press(sheet(), u"Create"_s);
    m_desk->keychain()->pretend(Keychain::State::Locked);
    QTRY_VERIFY(page().contains(u"The keychain did not take the private key"_s));
    QTRY_COMPARE(m_workspace->publicKeys()->rowCount(), 1);
    QCOMPARE(keys()->kept(onlyArn()), Kept::Session);
    m_desk->keychain()->pretend(Keychain::State::Available);
    press(m_page, u"Try again"_s);
    QTRY_COMPARE(keys()->kept(onlyArn()), Kept::Keychain);
    QVERIFY(!page().contains(u"did not take"_s));
}

void TestKeysPage::importMatched()
{
    const PrivateKey key = PrivateKey::generate();
    imported(PrivateKey::generate().publicPem(), u"other"_s);
    const QString arn = imported(key.publicPem(), u"evening"_s);
    open();
    openSheet(u"Import a key"_s);
    QVERIFY(!canPress(u"Import"_s));
    paste(key.toPem());
    QTRY_VERIFY(readable(sheet()).contains(u"It is the private half of “evening”"_s));
    press(sheet(), u"Keep the private key"_s);
    QTRY_VERIFY(!sheet());
    QTRY_COMPARE(keys()->kept(arn), Kept::Keychain);
    QCOMPARE(m_service->arrived(u"ImportPublicKey"_s), 0);
    // Again: there is nothing to do.
    openSheet(u"Import a key"_s);
    paste(key.toPem());
    QTRY_VERIFY(readable(sheet()).contains(u"is kept there already"_s));
    QVERIFY(!canPress(u"Keep the private key"_s));
}

void TestKeysPage::importEncryptedOfAFile()
{
    const PrivateKey key = PrivateKey::generate();
    m_desk->chosenFile = m_desk->home() + u"/key.pem"_s;
    QFile written(m_desk->chosenFile);
    QVERIFY(written.open(QIODevice::WriteOnly) && written.write(key.toPem("open sesame")) > 0);
    written.close();
    open();
    openSheet(u"Import a key"_s);
    press(sheet(), u"&Open a file…"_s);
    QVERIFY(readable(sheet()).contains(u"enter its passphrase"_s));
    QTRY_COMPARE(QApplication::focusWidget(), field(u"Passphrase of the key"_s));
    type(u"Passphrase of the key"_s, u"open"_s);
    QVERIFY(readable(sheet()).contains(u"The passphrase is wrong"_s));
    QVERIFY(!canPress(u"Import"_s));
    type(u"Passphrase of the key"_s, u"open sesame"_s);
    QTRY_VERIFY(readable(sheet()).contains(u"its public half is imported"_s));
    type(u"Name"_s, u"of-a-file"_s);
    press(sheet(), u"Import"_s);
    QTRY_VERIFY(!sheet());
    QTRY_COMPARE(m_workspace->publicKeys()->rowCount(), 1);
    QTRY_COMPARE(keys()->kept(onlyArn()), Kept::Keychain);
    QCOMPARE(keys()->privateKey(onlyArn())->publicDer(), key.publicDer());
}

void TestKeysPage::importOfAnother()
{
    open();
    openSheet(u"Import a key"_s);
    paste("nonsense");
    QVERIFY(readable(sheet()).contains(u"no key in PEM form"_s));
    QVERIFY(!canPress(u"Import"_s));
    m_desk->chosenFile = m_desk->home() + u"/nobody.pem"_s;
    press(sheet(), u"&Open a file…"_s);
    QVERIFY(readable(sheet()).contains(u"The file can't be read"_s));
    m_desk->chosenFile.clear();
    press(sheet(), u"&Open a file…"_s); // canceled
    paste(PrivateKey::generate().toPem());
    QTRY_VERIFY(canPress(u"Import"_s));
    press(sheet(), u"Another key"_s);
    QVERIFY(!canPress(u"Import"_s));
    QVERIFY(field<QPlainTextEdit>(u"Key in PEM form"_s));
}

void TestKeysPage::importPublicAlone()
{
    const PrivateKey key = PrivateKey::generate();
    open();
    openSheet(u"Import a key"_s);
    paste(key.publicPem());
    QTRY_VERIFY(readable(sheet()).contains(u"Without its private half"_s));
    press(sheet(), u"Import"_s);
    QTRY_VERIFY(!sheet());
    QTRY_COMPARE(m_workspace->publicKeys()->rowCount(), 1);
    QTRY_COMPARE(keys()->kept(onlyArn()), Kept::Nowhere);
    openSheet(u"Import a key"_s);
    paste(key.publicPem());
    QTRY_VERIFY(readable(sheet()).contains(u"There is nothing to import"_s));
    QVERIFY(!canPress(u"Import"_s));
}

// The answer that was asked for the first key says nothing about the second.
void TestKeysPage::anotherKeyWhileComparing()
{
    const PrivateKey key = PrivateKey::generate();
    imported(key.publicPem(), u"evening"_s);
    open();
    QVERIFY(m_service->fault(u"GetPublicKey"_s, u"latency"_s, 300, 1));
    openSheet(u"Import a key"_s);
    paste(key.toPem());
    QVERIFY(readable(sheet()).contains(u"Comparing"_s));
    press(sheet(), u"Another key"_s);
    paste(PrivateKey::generate().toPem());
    QTRY_VERIFY(canPress(u"Import"_s));
    QVERIFY(!readable(sheet()).contains(u"evening"_s));
}

void TestKeysPage::exported()
{
    const PrivateKey key = PrivateKey::generate();
    const QString arn = imported(key.publicPem(), u"evening"_s);
    open();
    choose(arn);
    QTRY_COMPARE(keys()->kept(arn), Kept::Nowhere);
    QVERIFY(!action("keys.export")->isEnabled());
    keys()->put(arn, key, true, this, [](const Keychain::Done &) {});
    QTRY_VERIFY(action("keys.export")->isEnabled());
    action("keys.export")->trigger();
    QVERIFY(sheet());
    QVERIFY(readable(sheet()).contains(u"Whoever has this file"_s));
    QVERIFY(!canPress(u"Save as a file…"_s));
    type(u"Passphrase"_s, u"secret"_s);
    type(u"Again"_s, u"secrer"_s);
    QVERIFY(readable(sheet()).contains(u"The two are not the same."_s));
    QVERIFY(!canPress(u"Save as a file…"_s));
    type(u"Again"_s, u"secret"_s);
    press(sheet(), u"Save as a file…"_s); // and the question for the file is canceled
    QCOMPARE(m_desk->proposedFile, u"private-key-evening.pem"_s);
    QVERIFY(sheet());
    m_desk->chosenFile = m_desk->home() + u"/export.pem"_s;
    press(sheet(), u"Save as a file…"_s);
    QTRY_VERIFY(!sheet());
    const QByteArray text = file(m_desk->chosenFile);
    QVERIFY(text.startsWith("-----BEGIN ENCRYPTED PRIVATE KEY-----"));
    QCOMPARE(PrivateKey::fromPem(text, "secret")->publicDer(), key.publicDer());
    QVERIFY(!(QFile::permissions(m_desk->chosenFile) & (QFile::ReadGroup | QFile::ReadOther)));
}

void TestKeysPage::exportedInTheOpen()
{
    const PrivateKey key = PrivateKey::generate();
    const QString arn = imported(key.publicPem(), u"evening"_s);
    open();
    keys()->put(arn, key, false, this, [](const Keychain::Done &) {});
    choose(arn);
    action("keys.export")->trigger();
    auto *openly = sheet()->findChild<QCheckBox *>();
    QVERIFY(openly);
    openly->setFocus();
    QTest::keyClick(openly, Qt::Key_Space);
    m_desk->chosenFile = m_desk->home() + u"/export.pem"_s;
    press(sheet(), u"Save as a file…"_s);
    QTRY_VERIFY(!sheet());
    QCOMPARE(file(m_desk->chosenFile), key.toPem());
}

void TestKeysPage::exportFails()
{
    const PrivateKey key = PrivateKey::generate();
    const QString arn = imported(key.publicPem(), u"evening"_s);
    open();
    keys()->put(arn, key, false, this, [](const Keychain::Done &) {});
    choose(arn);
    action("keys.export")->trigger();
    type(u"Passphrase"_s, u"secret"_s);
    type(u"Again"_s, u"secret"_s);
    m_desk->chosenFile = m_desk->home() + u"/no such folder/export.pem"_s;
    press(sheet(), u"Save as a file…"_s);
    QVERIFY(readable(sheet()).contains(u"The file could not be written"_s));
    // Forgotten meanwhile, there is nothing to write.
    keys()->remove(arn, this, [](const Keychain::Done &) {});
    QTRY_VERIFY(!canPress(u"Save as a file…"_s));
}

void TestKeysPage::removed()
{
    const PrivateKey key = PrivateKey::generate();
    const QString arn = imported(key.publicPem(), u"evening"_s);
    open();
    keys()->put(arn, key, true, this, [](const Keychain::Done &) {});
    QTRY_COMPARE(keys()->kept(arn), Kept::Keychain);
    choose(arn);
    action("keys.forget")->trigger();
    QVERIFY(question());
    press(question(), u"Cancel"_s);
    QTRY_VERIFY(!question());
    QCOMPARE(keys()->kept(arn), Kept::Keychain);
    m_desk->keychain()->pretend(Keychain::State::Locked);
    action("keys.forget")->trigger();
    press(question(), u"Remove"_s);
    QTRY_VERIFY(page().contains(u"The private key could not be removed"_s));
    QCOMPARE(keys()->kept(arn), Kept::Keychain);
    m_desk->keychain()->pretend(Keychain::State::Available);
    QTRY_VERIFY(!question());
    action("keys.forget")->trigger();
    press(question(), u"Remove"_s);
    QTRY_COMPARE(keys()->kept(arn), Kept::Nowhere);
    QCOMPARE(m_service->arrived(u"DeletePublicKey"_s), 0);
}

void TestKeysPage::deleted()
{
    const PrivateKey key = PrivateKey::generate();
    const QString arn = imported(key.publicPem(), u"evening"_s);
    open();
    m_workspace->keyActs()->setValidTokensOf([](const QString &) {
        return ValidTokens {12, QDateTime(QDate(2030, 1, 1), QTime(2, 14), Qt::UTC)};
    });
    keys()->put(arn, key, true, this, [](const Keychain::Done &) {});
    QTRY_COMPARE(keys()->kept(arn), Kept::Keychain);
    choose(arn);
    QTest::keyClick(QApplication::focusWidget(), Qt::Key_Delete);
    QVERIFY(question());
    QVERIFY(readable(question()).contains(u"At least 12 of the register are valid until 2030-01-01 02:14:00 UTC."_s));
    QVERIFY(readable(question()).contains(u"private half is removed"_s));
    press(question(), u"Cancel"_s);
    QTRY_VERIFY(!question());
    QCOMPARE(m_service->arrived(u"DeletePublicKey"_s), 0);
    QTest::keyClick(QApplication::focusWidget(), Qt::Key_Delete);
    press(question(), u"Delete"_s);
    QTRY_COMPARE(m_workspace->publicKeys()->rowCount(), 0);
    QVERIFY(!keys()->isHere(arn));
    QCOMPARE(m_service->arrived(u"DeletePublicKey"_s), 1);
    QTRY_VERIFY(!sheet());
}

void TestKeysPage::deletedWhileLocked()
{
    const PrivateKey key = PrivateKey::generate();
    const QString arn = imported(key.publicPem(), u"evening"_s);
    open();
    keys()->put(arn, key, true, this, [](const Keychain::Done &) {});
    QTRY_COMPARE(keys()->kept(arn), Kept::Keychain);
    choose(arn);
    m_desk->keychain()->pretend(Keychain::State::Locked);
    QTest::keyClick(QApplication::focusWidget(), Qt::Key_Delete);
    press(question(), u"Delete"_s);
    QTRY_VERIFY(page().contains(u"The private half of “evening” is in the keychain still"_s));
    m_desk->keychain()->pretend(Keychain::State::Available);
    press(m_page, u"Try again"_s);
    QTRY_COMPARE(keys()->kept(arn), Kept::Nowhere);
    QVERIFY(!page().contains(u"is in the keychain still"_s));
}

// The import goes on, and so does what keeps its private half: nothing of either may reach for the window.
void TestKeysPage::windowClosedWhileCreating()
{
    open();
    openSheet(u"Make a new key pair"_s);
    QTRY_VERIFY(canPress(u"Create"_s));
    QVERIFY(m_service->fault(u"ImportPublicKey"_s, u"latency"_s, 200, 1));
    press(sheet(), u"Create"_s);
    m_desk->open();
    m_page = nullptr;
    QTRY_COMPARE(m_desk->keychain()->writes(), 1);
}

void TestKeysPage::readOnly()
{
    const PrivateKey key = PrivateKey::generate();
    const QString arn = imported(key.publicPem(), u"evening"_s);
    open(true);
    choose(arn);
    for (const char *id : {"keys.create", "keys.import", "keys.export", "keys.tags", "keys.forget", "keys.delete"})
        QVERIFY2(!action(id)->isEnabled() && action(id)->toolTip().contains(u"read-only"_s), id);
    QTRY_VERIFY(page().contains(u"BEGIN PUBLIC KEY"_s)); // looking and copying stay
    auto *copy = named<QToolButton>(m_page, u"Copy the public key"_s);
    QVERIFY(copy);
    QTest::mouseClick(copy, Qt::LeftButton);
    QCOMPARE(m_desk->copied.toUtf8(), key.publicPem());
    QTest::keyClick(m_page, Qt::Key_Delete);
    QVERIFY(!question());
}

void TestKeysPage::secretsStayHidden()
{
    const PrivateKey key = PrivateKey::generate();
    const QByteArray inside = key.toPem().split('\n').at(1);
    open();
    openSheet(u"Import a key"_s);
    paste(key.toPem());
    QTRY_VERIFY(canPress(u"Import"_s));
    const auto texts = sheet()->findChildren<QPlainTextEdit *>();
    for (QPlainTextEdit *each : texts) {
        QVERIFY(!each->toPlainText().contains(QString::fromLatin1(inside)));
        each->undo();
        QVERIFY(!each->toPlainText().contains(QString::fromLatin1(inside)));
    }
    press(sheet(), u"Import"_s);
    QTRY_COMPARE(m_workspace->publicKeys()->rowCount(), 1);
    QTRY_COMPARE(keys()->kept(onlyArn()), Kept::Keychain);
    QVERIFY(!page().contains(QString::fromLatin1(inside)));
    QVERIFY(!m_desk->window()->windowTitle().contains(QString::fromLatin1(inside)));
    for (const QString &name : QDir(m_desk->home()).entryList(QDir::Files | QDir::Hidden))
        QVERIFY2(!file(m_desk->home() + u'/' + name).contains(inside), qPrintable(name));
}

QTEST_MAIN(TestKeysPage)
#include "tst_keyspage.moc"
