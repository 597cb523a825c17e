// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/ivs/jsonscan.h"

#include <QElapsedTimer>
#include <QJsonDocument>
#include <QJsonObject>
#include <QRandomGenerator>
#include <QTest>

using namespace Qt::Literals::StringLiterals;

// Before the raw strings: moc loses its way in those that hold a backslash and a quote.
class JsonScanTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void agreesWithQJsonDocument_data();
    void agreesWithQJsonDocument();
    void survivesEveryCut();
    void survivesEveryFlip();
    void agreesOnRandomDocuments();
    void garbage_data();
    void garbage();
    void isFast();
};

namespace {

std::optional<QString> byDocument(const QByteArray &json)
{
    const QJsonValue value = QJsonDocument::fromJson(json).object().value("nextToken"_L1);
    return value.isString() ? std::optional(value.toString()) : std::nullopt;
}

// As large as a page of 100 participants, with the token where the service puts it: anywhere.
QByteArray page(bool tokenFirst)
{
    const QByteArray token = R"("nextToken":"abc+/=_-")";
    QByteArray items;
    for (int i = 0; i < 100; ++i) {
        items += items.isEmpty() ? "" : ",";
        items += R"({"participantId":"pQ4vN81sXyLc","userId":"\"nextToken\":\"no\"","state":"CONNECTED",)"
                 R"("firstJoinTime":"2026-10-02T09:15:31.481Z","published":true,"recordingState":"DISABLED",)"
                 R"("nextToken":"neither","replicationType":"NONE"})";
    }
    const QByteArray list = R"("participants":[)" + items + ']';
    return '{' + (tokenFirst ? token + ',' + list : list + ',' + token) + '}';
}

} // namespace

void JsonScanTest::agreesWithQJsonDocument_data()
{
    QTest::addColumn<QByteArray>("json");
    QTest::addColumn<QString>("expected"); // null: nothing

    const auto row = [](const char *name, const QByteArray &json, const QString &expected = {}) {
        QTest::newRow(name) << json << expected;
    };
    row("plain", R"({"nextToken":"t"})", u"t"_s);
    row("spaces", " \t\r\n{ \"nextToken\" :\n\"t\" } \n", u"t"_s);
    row("byte order mark", "\xef\xbb\xbf{\"nextToken\":\"t\"}", u"t"_s);
    row("last", R"({"stages":[{"arn":"a"}],"nextToken":"t"})", u"t"_s);
    row("first", R"({"nextToken":"t","stages":[{"nextToken":"u"}]})", u"t"_s);
    row("empty text", R"({"nextToken":""})", u""_s);
    row("escaped slash", R"({"nextToken":"a\/b"})", u"a/b"_s);
    row("escaped unit", R"({"nextToken":"a\u002Bb\u00e9"})", u"a+bé"_s);
    row("escaped pair", R"({"nextToken":"\ud83d\ude00"})", u"\U0001F600"_s);
    row("all escapes", R"({"nextToken":"\"\\\/\b\f\n\r\t"})", u"\"\\/\b\f\n\r\t"_s);
    row("escaped quote at the end", R"({"nextToken":"a\""})", u"a\""_s);
    row("escaped backslash at the end", R"({"nextToken":"a\\","b":"c"})", u"a\\"_s);
    row("utf-8", R"({"nextToken":"日本"})", u"日本"_s);
    row("byte order marks in the text",
        "{\"nextToken\":\"\xef\xbb\xbf"
        "a\\/\xef\xbb\xbf"
        "b\"}",
        u"\uFEFFa/\uFEFFb"_s);
    row("escaped name", R"({"next\u0054oken":"t"})", u"t"_s);
    row("twice", R"({"nextToken":"t","nextToken":"u"})", u"u"_s);
    row("twice, the last null", R"({"nextToken":"t","nextToken":null})");
    row("twice, the last escaped", R"({"nextToken":"t","\u006eextToken":"u"})", u"u"_s);
    row("absent", R"({"stages":[]})");
    row("empty object", "{}");
    row("null", R"({"nextToken":null,"a":"b"})");
    row("number", R"({"nextToken":1,"a":"b"})");
    row("object", R"({"nextToken":{"a":"b"},"c":"d"})");
    row("array", R"({"nextToken":["a"],"c":"d"})");
    row("a value of that name", R"({"a":"nextToken","b":"c"})");
    row("a value that is followed by a text", R"({"a":["nextToken","b"]})");
    row("in a tag", R"({"tags":{"nextToken":"no"}})");
    row("in a list", R"({"stages":[{"nextToken":"no"}]})");
    row("in a nested list", R"({"stages":[["nextToken","no"]]})");
    row("inside a text", R"({"a":"\"nextToken\":\"no\""})");
    row("inside a text with brackets", R"({"a":"}]{[","nextToken":"t"})", u"t"_s);
    row("after a nested one", R"({"tags":{"nextToken":"no"},"nextToken":"t"})", u"t"_s);
    row("another case", R"({"nexttoken":"t"})");
    row("longer name", R"({"nextTokens":"t"})");
    row("top-level array", R"(["nextToken","t"])");
    row("array of objects", R"([{"nextToken":"t"}])");
    row("page, token first", page(true), u"abc+/=_-"_s);
    row("page, token last", page(false), u"abc+/=_-"_s);
}

void JsonScanTest::agreesWithQJsonDocument()
{
    QFETCH(QByteArray, json);
    QFETCH(QString, expected);
    QVERIFY(!QJsonDocument::fromJson(json).isNull());
    const auto found = ivs::topLevelString(json, "nextToken");
    QCOMPARE(found.has_value(), !expected.isNull());
    QCOMPARE(found.value_or(QString()), expected);
    QVERIFY(found == byDocument(json));
}

// A text that ends too early is no whole object: nothing is found, and nothing behind the end is read.
void JsonScanTest::survivesEveryCut()
{
    const QByteArray json = R"({"a":{"b":["\u00e9\"",1]},"nextToken":"t\u002b\\","c":"d"})";
    for (qsizetype size = 0; size < json.size(); ++size) {
        const QByteArray cut(json.constData(), size); // of its own, so that a sanitizer sees a step too far
        QVERIFY2(!ivs::topLevelString(cut, "nextToken"), cut.constData());
    }
    QVERIFY(ivs::topLevelString(json, "nextToken"));
}

void JsonScanTest::survivesEveryFlip()
{
    const QByteArray json = R"({"a":{"b":["\u00e9\"",1]},"nextToken":"t\u002b\\","c":"d"})";
    for (qsizetype i = 0; i < json.size(); ++i) {
        for (int byte = 0; byte < 256; ++byte) {
            QByteArray flipped = json;
            flipped[i] = static_cast<char>(byte);
            const auto found = ivs::topLevelString(flipped, "nextToken");
            if (QJsonDocument::fromJson(flipped).isObject())
                QVERIFY2(found == byDocument(flipped), flipped.constData());
        }
    }
}

void JsonScanTest::agreesOnRandomDocuments()
{
    const QByteArrayList pieces {"{", "}", "[", "]", ",", ":", "\"nextToken\"", "\"a\"", "\"\\\"\"", "1", "null", " ",
        "\"nextToken\":\"x\"", "\"\\u006eextToken\"", "\"\\\\\""};
    QRandomGenerator random(7);
    int valid = 0;
    for (int round = 0; round < 200'000; ++round) {
        QByteArray json = "{";
        const int count = random.bounded(9);
        for (int i = 0; i < count; ++i)
            json += pieces.at(random.bounded(int(pieces.size())));
        json += '}';
        const auto found = ivs::topLevelString(json, "nextToken");
        if (!QJsonDocument::fromJson(json).isObject())
            continue;
        ++valid;
        QVERIFY2(found == byDocument(json), json.constData());
    }
    QVERIFY(valid > 1000);
}

void JsonScanTest::garbage_data()
{
    QTest::addColumn<QByteArray>("json");
    QTest::newRow("null") << QByteArray();
    QTest::newRow("empty") << QByteArray("");
    QTest::newRow("spaces") << QByteArray("  \n ");
    QTest::newRow("html") << QByteArray("<html><body>\"nextToken\":\"t\"</body></html>");
    QTest::newRow("only quotes") << QByteArray(1000, '"');
    QTest::newRow("only backslashes") << QByteArray("{\"" + QByteArray(100'000, '\\'));
    QTest::newRow("only braces") << QByteArray(100'000, '{');
    QTest::newRow("closing too often") << QByteArray("{}}}}}\"nextToken\":\"t\"");
    QTest::newRow("something behind") << QByteArray(R"({"nextToken":"t"}{)");
    QTest::newRow("half an escape") << QByteArray("{\"nextToken\":\"\\u00\"}");
    QTest::newRow("zeros") << QByteArray(100, '\0');
    QTest::newRow("half a byte order mark") << QByteArray("\xef\xbb");
    QTest::newRow("only a byte order mark") << QByteArray("\xef\xbb\xbf");
}

void JsonScanTest::garbage()
{
    QFETCH(QByteArray, json);
    QVERIFY(!ivs::topLevelString(json, "nextToken"));
}

// The figure is for people. The bound is far off what is asked for, so that a busy machine passes.
void JsonScanTest::isFast()
{
    const QByteArray json = page(false);
    QElapsedTimer timer;
    timer.start();
    constexpr int kRounds = 200;
    for (int i = 0; i < kRounds; ++i)
        QVERIFY(ivs::topLevelString(json, "nextToken"));
    const double microseconds = static_cast<double>(timer.nsecsElapsed()) / kRounds / 1000;
    qInfo("%lld bytes in %.1f microseconds", static_cast<long long>(json.size()), microseconds);
    QVERIFY(microseconds < 5000);
}

QTEST_GUILESS_MAIN(JsonScanTest)
#include "tst_jsonscan.moc"
