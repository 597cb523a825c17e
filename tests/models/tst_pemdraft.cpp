// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/keydraft.h"
#include "models/pemdraft.h"

#include <QFile>
#include <QProcess>
#include <QTemporaryDir>
#include <QTest>

#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/rsa.h>

using namespace Qt::Literals::StringLiterals;
using ivs::es384::PrivateKey;
using Kind = PemDraft::Kind;

/// What somebody pastes or opens as a key, in words; and the files that keys are read from.
class TestPemDraft final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void halves();
    void passphrase();
    void refusedByName();
    void unknownEncryption();
    void draft();
    void files();

private:
    static QString pemOf(EVP_PKEY *key)
    {
        BIO *bio = BIO_new(BIO_s_mem());
        PEM_write_bio_PrivateKey(bio, key, nullptr, nullptr, 0, nullptr, nullptr);
        char *data = nullptr;
        const long size = BIO_get_mem_data(bio, &data);
        const QString text = QString::fromLatin1(data, size);
        BIO_free(bio);
        EVP_PKEY_free(key);
        return text;
    }
};

void TestPemDraft::halves()
{
    const PrivateKey key = PrivateKey::generate();
    const PemDraft secret(u"some words before\n"_s + QString::fromLatin1(key.toPem()) + u"\n\n"_s, {});
    QCOMPARE(secret.kind(), Kind::Private);
    QCOMPARE(secret.publicPem(), key.publicPem());
    QCOMPARE(secret.publicDer(), key.publicDer());
    QVERIFY(secret.fault().isEmpty());
    const PemDraft open(QString::fromLatin1(key.publicPem()), {});
    QCOMPARE(open.kind(), Kind::Public);
    QCOMPARE(open.publicDer(), key.publicDer());
    QVERIFY(!open.privateKey());
    QCOMPARE(PemDraft().kind(), Kind::Empty);
    QCOMPARE(PemDraft(u" \n"_s, {}).kind(), Kind::Empty);
    QCOMPARE(PemDraft(u"nonsense"_s, {}).kind(), Kind::Faulty);
    QVERIFY(PemDraft(u"nonsense"_s, {}).fault().contains(u"no key in PEM form"_s));
}

void TestPemDraft::passphrase()
{
    const PrivateKey key = PrivateKey::generate();
    const QString text = QString::fromLatin1(key.toPem("grün"));
    const PemDraft closed(text, {});
    QCOMPARE(closed.kind(), Kind::Locked);
    QVERIFY(closed.fault().contains(u"enter its passphrase"_s));
    const PemDraft wrong(text, u"blau"_s);
    QCOMPARE(wrong.kind(), Kind::Locked);
    QVERIFY(wrong.fault().contains(u"wrong"_s));
    QVERIFY(!wrong.privateKey());
    const PemDraft open(text, u"grün"_s);
    QCOMPARE(open.kind(), Kind::Private);
    QCOMPARE(open.publicDer(), key.publicDer());
}

void TestPemDraft::refusedByName()
{
    const PemDraft small(pemOf(EVP_EC_gen("P-256")), {});
    QCOMPARE(small.kind(), Kind::Faulty);
    QVERIFY(small.fault().contains(u"P-256 (prime256v1)"_s) && small.fault().contains(u"P-384"_s));
    const PemDraft brainpool(pemOf(EVP_EC_gen("brainpoolP384r1")), {});
    QVERIFY(brainpool.fault().contains(u"brainpoolP384r1"_s));
    const PemDraft rsa(pemOf(EVP_RSA_gen(2048)), {});
    QCOMPARE(rsa.kind(), Kind::Faulty);
    QVERIFY(rsa.fault().contains(u"RSA"_s));
}

void TestPemDraft::unknownEncryption()
{
    QProcess openssl;
    openssl.start(u"sh"_s,
        {u"-c"_s,
            u"openssl ecparam -name secp384r1 -genkey -noout | openssl pkcs8 -topk8 -v1 PBE-MD5-DES -passout "
            u"pass:secret "
            "-provider legacy -provider default"_s});
    QVERIFY(openssl.waitForFinished());
    const QString old = QString::fromLatin1(openssl.readAllStandardOutput());
    QVERIFY(old.contains(u"ENCRYPTED"_s));
    for (const QString &passphrase : {QString(), u"secret"_s}) {
        const PemDraft draft(old, passphrase);
        QCOMPARE(draft.kind(), passphrase.isEmpty() ? Kind::Locked : Kind::Faulty);
        QVERIFY(!draft.privateKey());
        if (!passphrase.isEmpty())
            QVERIFY2(draft.fault().contains(u"openssl pkcs8 -topk8"_s), qPrintable(draft.fault()));
    }
}

void TestPemDraft::draft()
{
    QVERIFY(KeyDraft().faults().isEmpty());
    KeyDraft draft {u"evening key"_s, {{u"aws:team"_s, u"live"_s}}};
    const QList<DraftFault> faults = draft.faults();
    QCOMPARE(faults.size(), 2);
    QCOMPARE(faults[0].field, u"name"_s);
    QCOMPARE(faults[1].field, u"tags[0].key"_s);
    draft = {u"evening_key-1"_s, {{u"team"_s, u"live"_s}}};
    QVERIFY(draft.faults().isEmpty());
    const ivs::ImportPublicKeyRequest request = draft.request("material");
    QCOMPARE(request.name, u"evening_key-1"_s);
    QCOMPARE(request.publicKeyMaterial, u"material"_s);
    QCOMPARE(request.tags.value(u"team"_s), u"live"_s);
    QVERIFY(KeyDraft().request("material").name.isNull()); // an absent name, not an empty one
}

void TestPemDraft::files()
{
    const QTemporaryDir folder;
    const QString path = folder.filePath(u"key.pem"_s);
    const auto write = [&path](const QByteArray &text) {
        QFile file(path);
        return file.open(QIODevice::WriteOnly) && file.write(text) == text.size();
    };
    QString why;
    QVERIFY(write("a key"));
    QCOMPARE(PemDraft::readFile(path, &why), u"a key"_s);
    QVERIFY(why.isEmpty());
    QVERIFY(PemDraft::readFile(folder.filePath(u"nobody.pem"_s), &why).isEmpty());
    QVERIFY(!why.isEmpty());
    why.clear();
    QVERIFY(write(QByteArray(70'000, 'x')));
    QVERIFY(PemDraft::readFile(path, &why).isEmpty());
    QVERIFY(why.contains(u"64 KB"_s));
}

QTEST_GUILESS_MAIN(TestPemDraft)
#include "tst_pemdraft.moc"
