// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/ivs/es384.h"

#include <QFile>
#include <QProcess>
#include <QTemporaryDir>
#include <QTest>

#include <array>
#include <thread>

using namespace Qt::Literals::StringLiterals;
using ivs::es384::KeyFault;
using ivs::es384::PrivateKey;

// Keys are made by the openssl program, as people make them.
class Es384Test : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void knownSignature();
    void everyFormOfKey_data();
    void everyFormOfKey();
    void refusedKeys_data();
    void refusedKeys();
    void wrongPassphrases();
    void damagedKeys();
    void goesOutAndComesBack();
    void opensslReadsWhatIsWritten();
    void publicKeys_data();
    void publicKeys();
    void signaturesAreJose();
    void changedSignatures();
    void shortNumbersArePadded();
    void signaturesOfOtherForms();
    void threadsShareAKey();

private:
    QByteArray openssl(const QString &arguments, const QByteArray &input = {});
    QByteArray fileWith(const QByteArray &content);

    QTemporaryDir m_folder;
    QByteArray m_sec1; ///< with its parameters before it
    QByteArray m_der; ///< of the public half of m_sec1
    int m_files = 0;
};

namespace {

const QByteArray kPassphrase = "correct horse";

QByteArray pemOf(const QByteArray &der)
{
    return "-----BEGIN PUBLIC KEY-----\n" + der.toBase64() + "\n-----END PUBLIC KEY-----\n";
}

} // namespace

QByteArray Es384Test::openssl(const QString &arguments, const QByteArray &input)
{
    QProcess program;
    program.start(u"openssl"_s, arguments.split(u' '));
    program.write(input);
    program.closeWriteChannel();
    if (!program.waitForFinished() || program.exitCode() != 0)
        qFatal("openssl %s: %s", qPrintable(arguments), program.readAllStandardError().constData());
    return program.readAllStandardOutput();
}

QByteArray Es384Test::fileWith(const QByteArray &content)
{
    QFile file(m_folder.filePath(QString::number(++m_files)));
    if (!file.open(QIODevice::WriteOnly) || file.write(content) != content.size())
        qFatal("no file for a test");
    return file.fileName().toLocal8Bit();
}

void Es384Test::initTestCase()
{
    m_sec1 = openssl(u"ecparam -name secp384r1 -genkey"_s);
    QVERIFY(m_sec1.contains("EC PARAMETERS"));
    m_der = openssl(u"ec -pubout -outform DER"_s, m_sec1);
    QCOMPARE(m_der.size(), 120);
}

// RFC 6979, A.2.6: P-384 with SHA-384 over "sample".
void Es384Test::knownSignature()
{
    const QByteArray point = QByteArray::fromHex("04"
                                                 "EC3A4E415B4E19A4568618029F427FA5DA9A8BC4AE92E02E06AAE5286B300C64"
                                                 "DEF8F0EA9055866064A254515480BC13"
                                                 "8015D9B72D7D57244EA8EF9AC0C621896708A59367F9DFB9F54CA84B3F1C9DB1"
                                                 "288B231C3AE0D4FE7344FD2533264720");
    const QByteArray pem = pemOf(QByteArray::fromHex("3076301006072a8648ce3d020106052b81040022036200") + point);
    const QByteArray signature = QByteArray::fromHex("94EDBB92A5ECB8AAD4736E56C691916B3F88140666CE9FA73D64C4EA95AD133C"
                                                     "81A648152E44ACF96E36DD1E80FABE46"
                                                     "99EF4AEB15F178CEA1FE40DB2603138F130E740A19624526203B6351D0A3A94F"
                                                     "A329C145786E679E7B82C71A38628AC8");
    QVERIFY(ivs::es384::verify(pem, "sample", signature));
    QVERIFY(!ivs::es384::verify(pem, "Sample", signature));
}

void Es384Test::everyFormOfKey_data()
{
    QTest::addColumn<QByteArray>("pem");
    QTest::addColumn<QByteArray>("passphrase");
    const QByteArray none;
    QTest::newRow("SEC1 with parameters") << m_sec1 << none;
    QTest::newRow("SEC1") << openssl(u"ec"_s, m_sec1) << none;
    QTest::newRow("SEC1, no public half") << openssl(u"ec -no_public"_s, m_sec1) << none;
    QTest::newRow("SEC1, compressed point") << openssl(u"ec -conv_form compressed"_s, m_sec1) << none;
    QTest::newRow("SEC1, curve spelled out") << openssl(u"ec -param_enc explicit"_s, m_sec1) << none;
    QTest::newRow("PKCS#8") << openssl(u"pkcs8 -topk8 -nocrypt"_s, m_sec1) << none;
    QTest::newRow("CRLF") << QByteArray(m_sec1).replace('\n', "\r\n") << none;
    QTest::newRow("words around") << "Bag Attributes\n    friendlyName: key\n" + m_sec1 + "\nthe end" << none;
    QTest::newRow("public half first") << pemOf(m_der) + m_sec1 << none;
    QTest::newRow("a passphrase that nobody needs") << m_sec1 << kPassphrase;
    const QByteArray file = fileWith(kPassphrase);
    const QString with = u" -passout file:"_s + QString::fromLocal8Bit(file);
    QTest::newRow("SEC1, encrypted") << openssl(u"ec -aes128"_s + with, m_sec1) << kPassphrase;
    QTest::newRow("PKCS#8, encrypted") << openssl(u"pkcs8 -topk8"_s + with, m_sec1) << kPassphrase;
    QTest::newRow("PKCS#8, scrypt") << openssl(u"pkcs8 -topk8 -scrypt"_s + with, m_sec1) << kPassphrase;
}

void Es384Test::everyFormOfKey()
{
    QFETCH(QByteArray, pem);
    QFETCH(QByteArray, passphrase);
    const auto key = PrivateKey::fromPem(pem, passphrase);
    QVERIFY2(key.has_value(), key ? "" : QByteArray::number(int(key.error().kind)).constData());
    QCOMPARE(key->publicDer(), m_der);
    QCOMPARE(ivs::es384::publicKeyDer(key->publicPem()), m_der);
    QVERIFY(ivs::es384::verify(pemOf(m_der), "message", key->sign("message")));
    if (pem.contains("ENCRYPTED")) {
        const auto without = PrivateKey::fromPem(pem);
        QVERIFY(!without);
        QCOMPARE(without.error().kind, KeyFault::Kind::NeedsPassphrase);
        const auto wrong = PrivateKey::fromPem(pem, "wrong horse");
        QVERIFY(!wrong);
        QCOMPARE(wrong.error().kind, KeyFault::Kind::WrongPassphrase);
        const auto tooLong = PrivateKey::fromPem(pem, QByteArray(5000, 'x'));
        QVERIFY(!tooLong);
        QCOMPARE(tooLong.error().kind, KeyFault::Kind::WrongPassphrase);
    }
}

void Es384Test::refusedKeys_data()
{
    using Kind = KeyFault::Kind;
    QTest::addColumn<QByteArray>("pem");
    QTest::addColumn<KeyFault>("fault");
    const auto row = [](const char *name, const QByteArray &pem, Kind kind, const QString &word = {}) {
        QTest::newRow(name) << pem << KeyFault {kind, word};
    };
    const auto curve = [this](const QString &name) { return openssl(u"ecparam -genkey -noout -name "_s + name); };
    row("nothing", {}, Kind::Unreadable);
    row("words", "no key at all", Kind::Unreadable);
    row("DER", QByteArray::fromBase64(openssl(u"ec -outform DER"_s, m_sec1)), Kind::Unreadable);
    row("an empty block", "-----BEGIN PRIVATE KEY-----\n-----END PRIVATE KEY-----\n", Kind::Unreadable);
    row("only the parameters", openssl(u"ecparam -name secp384r1"_s), Kind::Unreadable);
    row("without an end", m_sec1.left(m_sec1.indexOf("-----END EC PRIVATE")), Kind::Unreadable);
    row("larger than any key", m_sec1 + QByteArray(64 * 1024, ' '), Kind::Unreadable);
    row("public", pemOf(m_der), Kind::PublicOnly);
    const QString keyFile = QString::fromLocal8Bit(fileWith(m_sec1));
    row("a certificate", openssl(u"req -x509 -subj /CN=x -key "_s + keyFile), Kind::PublicOnly);
    row("P-256", curve(u"prime256v1"_s), Kind::WrongCurve, u"prime256v1"_s);
    row("P-521", curve(u"secp521r1"_s), Kind::WrongCurve, u"secp521r1"_s);
    row("secp256k1", curve(u"secp256k1"_s), Kind::WrongCurve, u"secp256k1"_s);
    row("another of 384 bits", curve(u"brainpoolP384r1"_s), Kind::WrongCurve, u"brainpoolP384r1"_s);
    row("RSA", openssl(u"genrsa -traditional 1024"_s), Kind::NotElliptic, u"RSA"_s);
    row("RSA in PKCS#8", openssl(u"genpkey -algorithm RSA -pkeyopt rsa_keygen_bits:1024"_s), Kind::NotElliptic,
        u"RSA"_s);
    row("Ed25519", openssl(u"genpkey -algorithm ED25519"_s), Kind::NotElliptic, u"ED25519"_s);
    row("an encryption of old",
        openssl(u"pkcs8 -topk8 -v1 PBE-MD5-DES -passout pass:%1 -provider legacy -provider default"_s.arg(
                    QString::fromLatin1(kPassphrase).section(u' ', 0, 0)),
            m_sec1),
        Kind::UnknownEncryption);
}

void Es384Test::refusedKeys()
{
    QFETCH(QByteArray, pem);
    QFETCH(KeyFault, fault);
    const auto key = PrivateKey::fromPem(pem, kPassphrase);
    QVERIFY(!key);
    QCOMPARE(int(key.error().kind), int(fault.kind));
    QCOMPARE(key.error().name, fault.name);
}

// Each byte of a key changed: the two halves no longer belong together, or nothing is left of it. Bytes that say
// nothing (the tag of an optional part) may change; then it is the same key.
// One in some 300 lets a text decrypt to nonsense without complaint.
void Es384Test::wrongPassphrases()
{
    const QString with = u" -passout file:"_s + QString::fromLocal8Bit(fileWith(kPassphrase));
    for (const QString &form : {u"pkcs8 -topk8 -iter 1"_s, u"ec -aes128"_s}) {
        const QByteArray pem = openssl(form + with, m_sec1);
        for (int i = 0; i < 1500; ++i) {
            const auto key = PrivateKey::fromPem(pem, "wrong " + QByteArray::number(i));
            QVERIFY(!key);
            QCOMPARE(key.error().kind, KeyFault::Kind::WrongPassphrase);
        }
    }
}

void Es384Test::damagedKeys()
{
    const QByteArray good = openssl(u"ec -outform DER"_s, m_sec1);
    int same = 0;
    for (qsizetype i = 0; i < good.size(); ++i) {
        QByteArray bad = good;
        bad[i] = char(bad[i] ^ 1);
        const auto key = PrivateKey::fromPem(
            "-----BEGIN EC PRIVATE KEY-----\n" + bad.toBase64() + "\n-----END EC PRIVATE KEY-----\n");
        if (key && key->publicDer() == m_der)
            ++same;
        else
            QVERIFY2(!key, QByteArray::number(i).constData());
    }
    QVERIFY2(same < 5, QByteArray::number(same).constData());
}

void Es384Test::goesOutAndComesBack()
{
    const PrivateKey key = PrivateKey::generate();
    QVERIFY(key.publicDer() != PrivateKey::generate().publicDer());
    const QByteArray pem = key.toPem();
    QVERIFY(pem.startsWith("-----BEGIN PRIVATE KEY-----\n"));
    QCOMPARE(PrivateKey::fromPem(pem)->publicDer(), key.publicDer());
    const QByteArray locked = key.toPem(kPassphrase);
    QVERIFY(locked.startsWith("-----BEGIN ENCRYPTED PRIVATE KEY-----\n"));
    QCOMPARE(PrivateKey::fromPem(locked).error().kind, KeyFault::Kind::NeedsPassphrase);
    QCOMPARE(PrivateKey::fromPem(locked, kPassphrase)->publicDer(), key.publicDer());
    const QByteArray longest(ivs::es384::kLongestPassphrase, 'x');
    QCOMPARE(PrivateKey::fromPem(key.toPem(longest), longest)->publicDer(), key.publicDer());
    QCOMPARE(key.toPem(longest + 'x'), QByteArray());
}

void Es384Test::opensslReadsWhatIsWritten()
{
    const PrivateKey key = PrivateKey::generate();
    QCOMPARE(openssl(u"pkey -pubout -outform DER"_s, key.toPem()), key.publicDer());
    QCOMPARE(openssl(u"pkey -pubin -outform DER"_s, key.publicPem()), key.publicDer());
    const QString file = QString::fromLocal8Bit(fileWith(kPassphrase));
    QCOMPARE(openssl(u"pkey -pubout -outform DER -passin file:"_s + file, key.toPem(kPassphrase)), key.publicDer());
}

void Es384Test::publicKeys_data()
{
    QTest::addColumn<QByteArray>("pem");
    QTest::addColumn<bool>("good");
    QTest::newRow("as it should be") << pemOf(m_der) << true;
    QTest::newRow("CRLF") << pemOf(m_der).replace('\n', "\r\n") << true;
    QTest::newRow("compressed") << openssl(u"ec -pubout -conv_form compressed"_s, m_sec1) << true;
    QTest::newRow("curve spelled out") << openssl(u"ec -pubout -param_enc explicit"_s, m_sec1) << true;
    QTest::newRow("private") << m_sec1 << false;
    QTest::newRow("another of 384 bits") << openssl(
        u"ec -pubout"_s, openssl(u"ecparam -genkey -noout -name brainpoolP384r1"_s))
                                         << false;
    QTest::newRow("a point off the curve") << pemOf(m_der.left(119) + char(m_der[119] ^ 1)) << false;
    QTest::newRow("nothing") << QByteArray() << false;
    QTest::newRow("garbage") << pemOf("garbage") << false;
}

void Es384Test::publicKeys()
{
    QFETCH(QByteArray, pem);
    QFETCH(bool, good);
    QCOMPARE(ivs::es384::publicKeyDer(pem), good ? m_der : QByteArray());
    const QByteArray signature = PrivateKey::fromPem(m_sec1)->sign("message");
    QCOMPARE(ivs::es384::verify(pem, "message", signature), good);
}

void Es384Test::signaturesAreJose()
{
    const PrivateKey key = PrivateKey::generate();
    const PrivateKey stranger = PrivateKey::generate();
    const QList<QByteArray> messages {{}, "a", QByteArray(5000, 'x'), QByteArray("\0\xff\0", 3)};
    for (const QByteArray &message : messages) {
        const QByteArray signature = key.sign(message);
        QCOMPARE(signature.size(), ivs::es384::kSignatureSize);
        QVERIFY(ivs::es384::verify(key.publicPem(), message, signature));
        QVERIFY(!ivs::es384::verify(key.publicPem(), message + ' ', signature));
        QVERIFY(!ivs::es384::verify(stranger.publicPem(), message, signature));
    }
}

void Es384Test::changedSignatures()
{
    const PrivateKey key = PrivateKey::generate();
    const QByteArray signature = key.sign("message");
    for (qsizetype i = 0; i < signature.size(); ++i) {
        QByteArray bad = signature;
        bad[i] = char(bad[i] ^ (1 << (i % 8)));
        QVERIFY2(!ivs::es384::verify(key.publicPem(), "message", bad), QByteArray::number(i).constData());
    }
    const QList<QByteArray> others {{}, signature.left(95), signature + '\0', QByteArray(96, '\0'),
        QByteArray(96, '\xff'), signature.left(48) + QByteArray(48, '\0')};
    for (const QByteArray &bad : others)
        QVERIFY(!ivs::es384::verify(key.publicPem(), "message", bad));
}

// One number in 256 has fewer than 48 bytes.
void Es384Test::shortNumbersArePadded()
{
    const PrivateKey key = PrivateKey::generate();
    QByteArray signature;
    int tries = 0;
    do {
        QVERIFY(++tries < 5000);
        signature = key.sign("message");
    } while (signature[0] != '\0' && signature[48] != '\0');
    QVERIFY(ivs::es384::verify(key.publicPem(), "message", signature));
}

void Es384Test::signaturesOfOtherForms()
{
    const PrivateKey key = PrivateKey::fromPem(m_sec1).value();
    const QString file = QString::fromLocal8Bit(fileWith(m_sec1));
    const QByteArray der = openssl(u"dgst -sha384 -sign "_s + file, "message");
    QVERIFY(ivs::es384::isDer(der));
    QVERIFY(!ivs::es384::verify(key.publicPem(), "message", der));
    QVERIFY(ivs::es384::verifyDer(key.publicPem(), "message", der));
    QVERIFY(!ivs::es384::verifyDer(key.publicPem(), "massage", der));
    QVERIFY(!ivs::es384::isDer(der + ' '));
    QVERIFY(!ivs::es384::isDer(der.left(der.size() - 1)));
    QVERIFY(!ivs::es384::isDer(key.sign("message")));
    QVERIFY(!ivs::es384::isDer({}));
}

void Es384Test::threadsShareAKey()
{
    const PrivateKey key = PrivateKey::generate();
    std::array<QByteArray, 4> signatures;
    std::array<std::thread, 4> threads;
    for (std::size_t i = 0; i < threads.size(); ++i) {
        threads[i] = std::thread([key, i, &signatures] {
            for (int n = 0; n < 20; ++n)
                signatures[i] += key.sign(QByteArray::number(n));
        });
    }
    for (std::thread &thread : threads)
        thread.join();
    const QByteArray pem = key.publicPem();
    for (const QByteArray &all : signatures) {
        for (int n = 0; n < 20; ++n)
            QVERIFY(ivs::es384::verify(pem, QByteArray::number(n), all.mid(n * 96, 96)));
    }
}

QTEST_GUILESS_MAIN(Es384Test)
#include "tst_es384.moc"
