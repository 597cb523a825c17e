// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/views/keysdesk.h"

using namespace Qt::Literals::StringLiterals;
using ivs::es384::PrivateKey;
using Kept = SigningKeys::Kept;

/// Keys that come and go as PEM: pasted, opened, matched and exported.
class TestKeyFiles final : public KeysDesk
{
    Q_OBJECT

private Q_SLOTS:
    void importMatched();
    void importEncryptedOfAFile();
    void importOfAnother();
    void importPublicAlone();
    void anotherKeyWhileComparing();
    void secretsStayHidden();
    void exported();
    void exportedInTheOpen();
    void exportFails();
};

void TestKeyFiles::importMatched()
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

void TestKeyFiles::importEncryptedOfAFile()
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

void TestKeyFiles::importOfAnother()
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

void TestKeyFiles::importPublicAlone()
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

void TestKeyFiles::anotherKeyWhileComparing()
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

void TestKeyFiles::secretsStayHidden()
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

void TestKeyFiles::exported()
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

void TestKeyFiles::exportedInTheOpen()
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

void TestKeyFiles::exportFails()
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

QTEST_MAIN(TestKeyFiles)
#include "tst_keyfiles.moc"
