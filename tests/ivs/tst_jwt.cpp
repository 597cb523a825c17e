// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/ivs/jwt.h"

#include <QElapsedTimer>
#include <QJsonArray>
#include <QTest>

using namespace Qt::Literals::StringLiterals;
using ivs::Jwt;
using ivs::JwtFault;

using Faults = QList<JwtFault>;

// QTest can't print a list of faults.
#define COMPARE_FAULTS(text, expected)                                                                                 \
    do {                                                                                                               \
        QList<int> found;                                                                                              \
        const Faults faults = ivs::readJwt(text).faults;                                                               \
        for (const JwtFault fault : faults)                                                                            \
            found.append(int(fault));                                                                                  \
        QList<int> wanted;                                                                                             \
        for (const JwtFault fault : Faults expected)                                                                   \
            wanted.append(int(fault));                                                                                 \
        QCOMPARE(found, wanted);                                                                                       \
    } while (false)

class JwtTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void documentedExample();
    void comesBack();
    void faults();
    void partsThatCanBeReadAreRead();
    void everyCut();
    void everyChangedByte();
    void largeOnesAreQuick_data();
    void largeOnesAreQuick();
};

namespace {

const QByteArray kHeader = "eyJhbGciOiJFUzM4NCIsInR5cCI6IkpXVCJ9"; // {"alg":"ES384","typ":"JWT"}
const QByteArray kPayload = "eyJleHAiOjF9"; // {"exp":1}

} // namespace

// RFC 7515, A.1.
void JwtTest::documentedExample()
{
    const QByteArray text = "eyJ0eXAiOiJKV1QiLA0KICJhbGciOiJIUzI1NiJ9"
                            ".eyJpc3MiOiJqb2UiLA0KICJleHAiOjEzMDA4MTkzODAsDQogImh0dHA6Ly9leGFtcGxlLmNvbS9pc19yb290Ijp0"
                            "cnVlfQ"
                            ".dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk";
    const Jwt jwt = ivs::readJwt(text);
    QVERIFY(jwt.isWellFormed());
    QCOMPARE(jwt.header, QJsonObject({{u"typ"_s, u"JWT"_s}, {u"alg"_s, u"HS256"_s}}));
    QCOMPARE(jwt.payload,
        QJsonObject({{u"iss"_s, u"joe"_s}, {u"exp"_s, 1300819380}, {u"http://example.com/is_root"_s, true}}));
    QCOMPARE(jwt.signedText, text.left(text.lastIndexOf('.')));
    QCOMPARE(jwt.signature.size(), 32);
    QCOMPARE(jwt.signature.toHex().left(8), "7418dfb4");
}

void JwtTest::comesBack()
{
    const QJsonObject header {{u"alg"_s, u"ES384"_s}};
    const QJsonObject payload {{u"user_id"_s, u"Zoë \U0001F600 \" \u202E"_s}, {u"exp"_s, qint64(4102444800)}};
    const QByteArray signature = QByteArray::fromHex("00fffb0102");
    const QByteArray text = ivs::jwtText(header, payload);
    const QByteArray token = ivs::jwtToken(text, signature);
    QVERIFY(!token.contains('=') && !token.contains('+') && !token.contains('/'));
    const Jwt jwt = ivs::readJwt(token);
    QVERIFY(jwt.isWellFormed());
    QCOMPARE(jwt.header, header);
    QCOMPARE(jwt.payload, payload);
    QCOMPARE(jwt.signedText, text);
    QCOMPARE(jwt.signature, signature);
}

void JwtTest::faults()
{
    const QByteArray signedText = kHeader + '.' + kPayload;
    COMPARE_FAULTS(signedText + ".AAAA", ({}));
    COMPARE_FAULTS(signedText + '.', ({JwtFault::SignatureMissing}));
    COMPARE_FAULTS(signedText, ({JwtFault::NotThreeParts}));
    COMPARE_FAULTS(signedText + ".AAAA.AAAA", ({JwtFault::NotThreeParts}));
    COMPARE_FAULTS(kHeader, ({JwtFault::NotThreeParts}));
    COMPARE_FAULTS("", ({JwtFault::NotThreeParts, JwtFault::HeaderNotJson}));
    COMPARE_FAULTS("..", ({JwtFault::HeaderNotJson, JwtFault::PayloadNotJson, JwtFault::SignatureMissing}));
    COMPARE_FAULTS(signedText + ".AAA=", ({JwtFault::SignatureEncoding})); // padding
    COMPARE_FAULTS(signedText + ".AA+/", ({JwtFault::SignatureEncoding})); // the other alphabet
    COMPARE_FAULTS(signedText + ".AAAAA", ({JwtFault::SignatureEncoding})); // six bits that stand for nothing
    COMPARE_FAULTS(signedText + ".AA AA", ({JwtFault::SignatureEncoding}));
    COMPARE_FAULTS(kHeader + "=." + kPayload + ".AAAA", ({JwtFault::HeaderEncoding}));
    COMPARE_FAULTS(kHeader + ".\xc3\xa9." + "AAAA", ({JwtFault::PayloadEncoding}));
    COMPARE_FAULTS("W10." + kPayload + ".AAAA", ({JwtFault::HeaderNotJson})); // []
    COMPARE_FAULTS(kHeader + ".eyJleHAiOjEi.AAAA", ({JwtFault::PayloadNotJson})); // {"exp":1"
    COMPARE_FAULTS(QByteArray(ivs::kLargestJwt + 1, 'A'), ({JwtFault::TooLarge}));
}

void JwtTest::partsThatCanBeReadAreRead()
{
    const Jwt noHeader = ivs::readJwt("*." + kPayload + ".AAAA");
    QCOMPARE(noHeader.header, QJsonObject());
    QCOMPARE(noHeader.payload, QJsonObject({{u"exp"_s, 1}}));
    QCOMPARE(noHeader.signature, QByteArray(3, '\0'));
    const Jwt noSignature = ivs::readJwt(kHeader + '.' + kPayload);
    QCOMPARE(noSignature.payload, QJsonObject({{u"exp"_s, 1}}));
    QCOMPARE(noSignature.signedText, QByteArray());
    const Jwt onlyHeader = ivs::readJwt(kHeader);
    QCOMPARE(onlyHeader.header["typ"_L1].toString(), u"JWT"_s);
    QCOMPARE(onlyHeader.payload, QJsonObject());
}

void JwtTest::everyCut()
{
    const QByteArray whole = ivs::jwtToken(ivs::jwtText({{u"a"_s, 1}}, {{u"b"_s, 2}}), QByteArray(96, 'x'));
    for (qsizetype size = 0; size < whole.size(); ++size) {
        const Jwt jwt = ivs::readJwt(whole.left(size));
        // A signature that lost its end is shorter, and not for this to judge.
        QVERIFY(!jwt.isWellFormed() || jwt.signature.size() < 96);
    }
}

void JwtTest::everyChangedByte()
{
    const QByteArray whole = ivs::jwtToken(ivs::jwtText({{u"a"_s, 1}}, {{u"b"_s, 2}}), QByteArray(96, 'x'));
    const Jwt good = ivs::readJwt(whole);
    for (qsizetype i = 0; i < whole.size(); ++i) {
        for (int c = 0; c < 256; ++c) {
            QByteArray bad = whole;
            bad[i] = char(c);
            const Jwt jwt = ivs::readJwt(bad);
            QVERIFY(bad == whole || jwt.signedText != good.signedText || jwt.signature != good.signature);
        }
    }
}

void JwtTest::largeOnesAreQuick_data()
{
    QTest::addColumn<QByteArray>("text");
    const auto asPayload = [](const QByteArray &json) {
        const QByteArray part = json.toBase64(QByteArray::Base64UrlEncoding | QByteArray::OmitTrailingEquals);
        return (kHeader + '.' + part).left(ivs::kLargestJwt - 5) + ".AAAA";
    };
    QTest::newRow("dots") << QByteArray(ivs::kLargestJwt, '.');
    QTest::newRow("letters") << QByteArray(ivs::kLargestJwt, 'A');
    QTest::newRow("bytes") << QByteArray(ivs::kLargestJwt, '\xff');
    QTest::newRow("brackets") << asPayload(QByteArray(700'000, '['));
    QTest::newRow("objects") << asPayload("{\"a\":" + QByteArray("{\"a\":").repeated(100'000));
    QByteArray members = "{";
    for (int i = 0; members.size() < 750'000; ++i)
        members += "\"k" + QByteArray::number(i * 7919 % 100'003) + "\":" + QByteArray::number(i) + ',';
    QTest::newRow("members") << asPayload(members + "\"z\":0}");
}

// 5 s is no measure of speed: what takes time by the square of the size takes minutes.
void JwtTest::largeOnesAreQuick()
{
    QFETCH(QByteArray, text);
    QElapsedTimer timer;
    timer.start();
    const Jwt jwt = ivs::readJwt(text);
    QVERIFY(timer.elapsed() < 5000);
    QVERIFY(!jwt.isWellFormed() || jwt.payload.size() > 1000);
}

QTEST_GUILESS_MAIN(JwtTest)
#include "tst_jwt.moc"
