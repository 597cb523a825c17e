// SPDX-License-Identifier: GPL-3.0-or-later

// The signer against known signatures, stage by stage, so that a failure says which stage is wrong.
// signer.test.mjs of the conformance suite compares many more requests with the signer of the AWS SDK.

#include "models/aws/sigv4.h"

#include <QCryptographicHash>
#include <QTest>
#include <QTimeZone>

using namespace Qt::Literals::StringLiterals;
namespace sigv4 = aws::sigv4;

namespace {

const QByteArray kArn = "arn:aws:ivs:us-west-2:123456789012:stage/AbCdef1G2hij";
const QByteArray kSecret = "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY";
const QByteArray kStamp = "20260102T030405Z";
const sigv4::Scope kScope {"20260102", "us-west-2", "ivs"};
const QByteArray kHost = "ivsrealtime.us-west-2.amazonaws.com";

QByteArray tagsPath(const QByteArray &prefix = {}) { return prefix + "/tags/" + sigv4::encode(kArn); }

QDateTime time() { return QDateTime({2026, 1, 2}, {3, 4, 5}, Qt::UTC); }

aws::Credentials credentials(const QString &sessionToken)
{
    aws::Credentials given;
    given.accessKeyId = u"AKIDEXAMPLE"_s;
    given.secretAccessKey = QString::fromLatin1(kSecret);
    given.sessionToken = sessionToken;
    return given;
}

QByteArray valueOf(const sigv4::Pairs &headers, const QByteArray &name)
{
    for (const auto &[key, value] : headers) {
        if (key == name)
            return value;
    }
    return {};
}

} // namespace

class TestSigV4 : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void knownRequests_data();
    void knownRequests();
    void canonicalRequestOfTags();
    void canonicalPath_data();
    void canonicalPath();
    void canonicalQuery();
    void canonicalHeaders();
    void stringToSign();
    void timestampIsUtc();
    void authorizationIsReadBack();
    void unreadableAuthorization_data();
    void unreadableAuthorization();
};

// Fact sheet 1.2, "SigV4 vectors".
void TestSigV4::knownRequests_data()
{
    QTest::addColumn<QByteArray>("method");
    QTest::addColumn<QByteArray>("host");
    QTest::addColumn<QByteArray>("path");
    QTest::addColumn<sigv4::Pairs>("query");
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<QString>("sessionToken");
    QTest::addColumn<QByteArray>("canonicalHash");
    QTest::addColumn<QByteArray>("signature");

    QTest::newRow("POST ListStages") << QByteArray("POST") << kHost << QByteArray("/ListStages") << sigv4::Pairs()
                                     << QByteArray("{\"maxResults\": 5}") << QString()
                                     << QByteArray("242d1350b1ec41c05c4ad73a4ea07789c197ecf1190f65b123bec4deeaa482cc")
                                     << QByteArray("0f4afafcaecc063b1da6da5dafbbb519bab15fc64fed2c526c6fb88d0b9a193e");
    QTest::newRow("GET tags") << QByteArray("GET") << kHost << tagsPath() << sigv4::Pairs() << QByteArray() << QString()
                              << QByteArray("7fe926472a9257f53b6099740d0c19ef56eb501e6ce0249d177ada75bffbe8a0")
                              << QByteArray("ed703ad1782cd8881d51aa2f0697b1ca83e6640b6b82fafd0aeb81346f52d2f0");
    QTest::newRow("DELETE tags") << QByteArray("DELETE") << kHost << tagsPath()
                                 << sigv4::Pairs {{"tagKeys", "team"}, {"tagKeys", "a b"}} << QByteArray() << QString()
                                 << QByteArray("d318aa1a41e234f6b3acb9d03d5c737d7b103610a18eb801740804c12220c626")
                                 << QByteArray("72abd772cc255d8dcd45d2e963f1fd7ab7b9d7389325a6149ec0838c84f61e45");
    QTest::newRow("session token") << QByteArray("POST") << kHost << QByteArray("/GetStage") << sigv4::Pairs()
                                   << QByteArray("{\"arn\": \"" + kArn + "\"}") << u"SESSIONTOKENEXAMPLE"_s
                                   << QByteArray("66c9b62bd27267cc832c3b71a25ff442a72749c7916e6e141b5e9ff1f15218a5")
                                   << QByteArray("7a96f4cd68e9168799146b64208c44bd415781ac9d8dfcd754f5b02a24093a0d");
    QTest::newRow("endpoint with port and path")
        << QByteArray("GET") << QByteArray("127.0.0.1:8080") << tagsPath("/base") << sigv4::Pairs() << QByteArray()
        << QString() << QByteArray("2dc382c2d4f446a497c739db55d116c5b7e5bb2513b9cd52da481b36fe2f1294")
        << QByteArray("b20a0839ef926fd7124ebcfcd7926dfef868deb5c542d34367e286fc2cc4b291");
}

void TestSigV4::knownRequests()
{
    QFETCH(QByteArray, method);
    QFETCH(QByteArray, host);
    QFETCH(QByteArray, path);
    QFETCH(sigv4::Pairs, query);
    QFETCH(QByteArray, body);
    QFETCH(QString, sessionToken);
    QFETCH(QByteArray, canonicalHash);
    QFETCH(QByteArray, signature);

    sigv4::Request request {method, path, query, {{"Host", host}}, body};
    if (!body.isEmpty())
        request.headers.emplaceBack("Content-Type", "application/json");

    sigv4::Request whole = request;
    whole.headers.emplaceBack("x-amz-date", kStamp);
    if (!sessionToken.isEmpty())
        whole.headers.emplaceBack("x-amz-security-token", sessionToken.toUtf8());
    const QByteArray canonical = sigv4::canonicalRequest(whole);
    QCOMPARE(QCryptographicHash::hash(canonical, QCryptographicHash::Sha256).toHex(), canonicalHash);
    const QByteArray toSign = sigv4::stringToSign(canonical, kStamp, kScope);
    QCOMPARE(toSign,
        QByteArray("AWS4-HMAC-SHA256\n20260102T030405Z\n20260102/us-west-2/ivs/aws4_request\n") + canonicalHash);
    QCOMPARE(sigv4::signature(toSign, kSecret, kScope), signature);

    const sigv4::Pairs added = sigv4::sign(request, credentials(sessionToken), kScope.region, kScope.service, time());
    QCOMPARE(added.size(), sessionToken.isEmpty() ? 2 : 3);
    QCOMPARE(valueOf(added, "x-amz-date"), kStamp);
    QCOMPARE(valueOf(added, "x-amz-security-token"), sessionToken.toUtf8());
    const QByteArray names = QByteArray(body.isEmpty() ? "" : "content-type;") + "host;x-amz-date"
        + (sessionToken.isEmpty() ? "" : ";x-amz-security-token");
    QCOMPARE(valueOf(added, "authorization"),
        QByteArray("AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE/20260102/us-west-2/ivs/aws4_request, SignedHeaders=")
            + names + ", Signature=" + signature);
}

void TestSigV4::canonicalRequestOfTags()
{
    const sigv4::Request request {
        "DELETE", tagsPath(), {{"tagKeys", "team"}, {"tagKeys", "a b"}}, {{"x-amz-date", kStamp}, {"host", kHost}}, {}};
    QCOMPARE(sigv4::canonicalRequest(request),
        QByteArray("DELETE\n"
                   "/tags/arn%253Aaws%253Aivs%253Aus-west-2%253A123456789012%253Astage%252FAbCdef1G2hij\n"
                   "tagKeys=a%20b&tagKeys=team\n"
                   "host:ivsrealtime.us-west-2.amazonaws.com\n"
                   "x-amz-date:20260102T030405Z\n"
                   "\n"
                   "host;x-amz-date\n"
                   "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"));
}

void TestSigV4::canonicalPath_data()
{
    QTest::addColumn<QByteArray>("path");
    QTest::addColumn<bool>("normalize");
    QTest::addColumn<QByteArray>("canonical");

    QTest::newRow("nothing") << QByteArray() << true << QByteArray("/");
    QTest::newRow("nothing, as it is") << QByteArray() << false << QByteArray("/");
    QTest::newRow("root") << QByteArray("/") << true << QByteArray("/");
    QTest::newRow("dots") << QByteArray("/a/./b/../c") << true << QByteArray("/a/c");
    QTest::newRow("above the root") << QByteArray("/../..") << true << QByteArray("/");
    QTest::newRow("empty segments") << QByteArray("//a///b") << true << QByteArray("/a/b");
    QTest::newRow("closing slash stays") << QByteArray("/a/") << true << QByteArray("/a/");
    QTest::newRow("closing dot goes") << QByteArray("/a/b/.") << true << QByteArray("/a/b");
    QTest::newRow("dots, as they are") << QByteArray("/a/./b//..") << false << QByteArray("/a/./b//..");
    QTest::newRow("second encoding") << QByteArray("/tags/a%3Ab%20c") << true << QByteArray("/tags/a%253Ab%2520c");
    QTest::newRow("unreserved") << QByteArray("/-._~09AZaz") << true << QByteArray("/-._~09AZaz");
    QTest::newRow("reserved") << QByteArray("/!*'()+,;=@$&:") << true
                              << QByteArray("/%21%2A%27%28%29%2B%2C%3B%3D%40%24%26%3A");
}

void TestSigV4::canonicalPath()
{
    QFETCH(QByteArray, path);
    QFETCH(bool, normalize);
    QFETCH(QByteArray, canonical);
    const sigv4::Request request {"GET", path, {}, {{"host", "h"}}, {}};
    QCOMPARE(sigv4::canonicalRequest(request, normalize).split('\n').at(1), canonical);
}

void TestSigV4::canonicalQuery()
{
    QCOMPARE(sigv4::canonicalQuery({}), QByteArray());
    QCOMPARE(sigv4::canonicalQuery({{"b", "2"}, {"a", "z"}, {"a", "B"}, {"a", ""}}), QByteArray("a=&a=B&a=z&b=2"));
    // By the encoded bytes: `%` comes before every letter and digit.
    QCOMPARE(sigv4::canonicalQuery({{"a", "0"}, {"a", "\xC3\xA9"}}), QByteArray("a=%C3%A9&a=0"));
    QCOMPARE(sigv4::canonicalQuery({{"k +/=&%", "v~-._"}}), QByteArray("k%20%2B%2F%3D%26%25=v~-._"));
}

void TestSigV4::canonicalHeaders()
{
    const sigv4::Request request {"GET", "/", {},
        {{"X-Two", "b"}, {"host", "h"}, {"x-two", " a "}, {"X-Blank", " \t a \t\t  b  "}, {"x-empty", ""}}, {}};
    QCOMPARE(sigv4::signedHeaders(request.headers), QByteArray("host;x-blank;x-empty;x-two"));
    QCOMPARE(sigv4::canonicalRequest(request).split('\n').mid(3, 4),
        (QList<QByteArray> {"host:h", "x-blank:a b", "x-empty:", "x-two:b,a"}));
}

void TestSigV4::stringToSign()
{
    QCOMPARE(sigv4::stringToSign({}, kStamp, kScope),
        QByteArray("AWS4-HMAC-SHA256\n20260102T030405Z\n20260102/us-west-2/ivs/aws4_request\n"
                   "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"));
}

void TestSigV4::timestampIsUtc()
{
    QCOMPARE(sigv4::timestamp(time()), kStamp);
    QCOMPARE(sigv4::timestamp(time().toOffsetFromUtc(3600)), kStamp);
    QCOMPARE(sigv4::timestamp(time().toTimeZone(QTimeZone("America/New_York"))), kStamp);
}

void TestSigV4::authorizationIsReadBack()
{
    const sigv4::Request request {"POST", "/ListStages", {}, {{"host", kHost}}, "{}"};
    const sigv4::Pairs added = sigv4::sign(request, credentials({}), kScope.region, kScope.service, time());
    const sigv4::Claim claim = sigv4::parseAuthorization(valueOf(added, "authorization"));
    QVERIFY(claim.isValid());
    QCOMPARE(claim.accessKeyId, QByteArray("AKIDEXAMPLE"));
    QCOMPARE(claim.scope.text(), kScope.text());
    QCOMPARE(claim.signedHeaders, (QList<QByteArray> {"host", "x-amz-date"}));
    QCOMPARE(claim.signature.size(), 64);
}

void TestSigV4::unreadableAuthorization_data()
{
    QTest::addColumn<QByteArray>("value");
    const QByteArray good = "AWS4-HMAC-SHA256 Credential=AKID/20260102/us-west-2/ivs/aws4_request, "
                            "SignedHeaders=host, Signature=00";
    QVERIFY(sigv4::parseAuthorization(good).isValid());
    QTest::newRow("empty") << QByteArray();
    QTest::newRow("other scheme") << QByteArray("Bearer abc");
    QTest::newRow("only the algorithm") << QByteArray("AWS4-HMAC-SHA256 ");
    QTest::newRow("no signature") << good.left(good.lastIndexOf(','));
    QTest::newRow("short credential") << QByteArray(good).replace("/ivs", "");
    QTest::newRow("other terminator") << QByteArray(good).replace("aws4_request", "aws5_request");
    QTest::newRow("no names") << QByteArray(good).replace("SignedHeaders=host, ", "");
}

void TestSigV4::unreadableAuthorization()
{
    QFETCH(QByteArray, value);
    QVERIFY(!sigv4::parseAuthorization(value).isValid());
}

QTEST_GUILESS_MAIN(TestSigV4)
#include "tst_sigv4.moc"
