// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/joinsnippets.h"
#include "models/mintdraft.h"
#include "models/secretfile.h"
#include "models/tokenroles.h"

#include <QDir>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>

using namespace Qt::Literals::StringLiterals;

/// What a token shall say while it is filled in, the roles that fill it in, and the ways it is handed over.
class TestMintDraft final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void durations_data();
    void durations();
    void attributes_data();
    void attributes();
    void capabilities();
    void faultsNameTheirFields();
    void requestSaysWhatTheDraftSays();
    void roles();
    void rolesAreSharedAsAFile();
    void badRolesAreRefusedWhole_data();
    void badRolesAreRefusedWhole();
    void snippets();
    void secretFiles();

private:
    static MintDraft good()
    {
        MintDraft draft;
        draft.stageArn = u"arn:aws:ivs:us-east-1:123456789012:stage/AbCdEfGhIjKl"_s;
        draft.token.userId = u"guest-3"_s;
        return draft;
    }
};

void TestMintDraft::durations_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<int>("minutes"); // -1: can't be read
    QTest::newRow("hours") << u"12 h"_s << 720;
    QTest::newRow("no space") << u"12h"_s << 720;
    QTest::newRow("words") << u" 2 Hours "_s << 120;
    QTest::newRow("mixed") << u"1 d 6 h 5 min"_s << 1805;
    QTest::newRow("minutes alone") << u"90"_s << 90;
    QTest::newRow("days") << u"14 days"_s << 20160;
    QTest::newRow("too many") << u"9999999 d 9999999 d"_s << 10'000'000;
    QTest::newRow("nonsense") << u"soon"_s << -1;
    QTest::newRow("seconds") << u"90 s"_s << -1;
    QTest::newRow("half") << u"1.5 h"_s << -1;
    QTest::newRow("empty") << QString() << -1;
    QTest::newRow("long") << u"1 h "_s.repeated(1000) << -1;
}

void TestMintDraft::durations()
{
    QFETCH(QString, text);
    QFETCH(int, minutes);
    QCOMPARE(minutesOf(text).value_or(-1), minutes);
    if (minutes >= 0)
        QCOMPARE(minutesOf(durationText(minutes)), std::optional(minutes));
}

void TestMintDraft::attributes_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QStringList>("pairs");
    QTest::newRow("simple") << u"role=guest; seat=3"_s << QStringList {u"role"_s, u"guest"_s, u"seat"_s, u"3"_s};
    QTest::newRow("json") << u"{\"role\": \"a;b=c\"}"_s << QStringList {u"role"_s, u"a;b=c"_s};
    QTest::newRow("empty") << QString() << QStringList();
    QTest::newRow("equals in the value") << u"f=a=b"_s << QStringList {u"f"_s, u"a=b"_s};
}

void TestMintDraft::attributes()
{
    QFETCH(QString, text);
    QFETCH(QStringList, pairs);
    const std::optional<PairRows> read = attributesOf(text);
    QVERIFY(read);
    QStringList found;
    for (const PairRow &row : *read)
        found << row.key << row.value;
    QCOMPARE(found, pairs);
    QCOMPARE(attributesOf(attributesText(*read)), read);
    // A name that looks like JSON, and a byte order mark where Qt's reader of JSON would drop it.
    const PairRows marked = {{u"{"_s, QChar(QChar::ByteOrderMark) + u"x"_s}};
    QCOMPARE(attributesOf(attributesText(marked)), marked);
    for (const char *bad : {"role", "{\"a\": 1}", "{\"a\"", "a=b; c"})
        QVERIFY2(!attributesOf(QString::fromLatin1(bad)), bad);
}

void TestMintDraft::capabilities()
{
    for (const char *both : {"publish, subscribe", "PUBLISH|SUBSCRIBE", "both", "subscribe+publish"}) {
        const auto read = capabilitiesOf(QString::fromLatin1(both));
        QVERIFY2(read && read->publish && read->subscribe, both);
    }
    QVERIFY(!capabilitiesOf(u"subscribe"_s)->publish);
    QVERIFY(!capabilitiesOf(u"admin"_s) && !capabilitiesOf(QString()) && !capabilitiesOf(u"publish admin"_s));
}

void TestMintDraft::faultsNameTheirFields()
{
    QVERIFY(good().faults().isEmpty());
    const auto field = [](auto change) {
        MintDraft draft = good();
        change(&draft);
        const QList<DraftFault> faults = draft.faults();
        return faults.size() == 1 ? faults.first().field : QString::number(faults.size());
    };
    QCOMPARE(field([](MintDraft *d) { d->stageArn.clear(); }), u"stageArn"_s);
    QCOMPARE(field([](MintDraft *d) { d->stageArn = u"evening"_s; }), u"stageArn"_s);
    QCOMPARE(field([](MintDraft *d) { d->token.userId = QString(129, u'x'); }), u"userId"_s);
    QCOMPARE(field([](MintDraft *d) { d->token.durationMinutes = 0; }), u"duration"_s);
    QCOMPARE(field([](MintDraft *d) { d->token.durationMinutes = 20161; }), u"duration"_s);
    QCOMPARE(field([](MintDraft *d) { d->token.publish = d->token.subscribe = false; }), u"capabilities"_s);
    QCOMPARE(field([](MintDraft *d) { d->token.attributes = {{u"a"_s, QString(1024, u'x')}}; }), u"attributes"_s);
    QCOMPARE(field([](MintDraft *d) { d->token.attributes = {{QString(), u"x"_s}}; }), u"attributes[0].key"_s);
}

void TestMintDraft::requestSaysWhatTheDraftSays()
{
    MintDraft draft = good();
    draft.token.publish = false;
    draft.token.durationMinutes = 90;
    draft.token.attributes = {{u"role"_s, u"viewer"_s}, {}};
    const ivs::CreateParticipantTokenRequest request = draft.request();
    QCOMPARE(request.stageArn, draft.stageArn);
    QCOMPARE(request.userId, u"guest-3"_s);
    QCOMPARE(request.duration, std::optional(90));
    QCOMPARE(request.attributes, (QMap<QString, QString> {{u"role"_s, u"viewer"_s}}));
    QCOMPARE(request.capabilities.size(), 1);
    QVERIFY(request.capabilities.first() == ivs::ParticipantTokenCapability::Subscribe);
}

void TestMintDraft::roles()
{
    QCOMPARE(TokenRoles::standard().size(), 4);
    for (const TokenRole &role : TokenRoles::standard()) {
        MintDraft draft = good();
        role.fill(&draft.token);
        QVERIFY(draft.faults().isEmpty());
        QCOMPARE(draft.token.userId, u"guest-3"_s);
    }
    TokenRoles roles;
    TokenDraft token;
    token.durationMinutes = 30;
    QVERIFY(roles.put(TokenRole::of(u"Camera"_s, token)).isEmpty());
    token.durationMinutes = 60;
    QVERIFY(roles.put(TokenRole::of(u"camera"_s, token)).isEmpty()); // the same one
    QCOMPARE(roles.own().size(), 1);
    QCOMPARE(roles.own().first().durationMinutes, 60);
    QVERIFY(roles.put(TokenRole::of(u"host"_s, token)).contains(u"always there"_s));
    QVERIFY(!roles.put(TokenRole::of(u" "_s, token)).isEmpty());
    token.durationMinutes = 0;
    QVERIFY(roles.put(TokenRole::of(u"Never"_s, token)).contains(u"Never"_s));
    roles.remove(u"camera"_s);
    QVERIFY(roles.own().isEmpty());
}

void TestMintDraft::rolesAreSharedAsAFile()
{
    TokenRoles roles;
    TokenDraft token;
    token.publish = false;
    token.attributes = {{u"seat"_s, u"1"_s}};
    QVERIFY(roles.put(TokenRole::of(u"Regie"_s, token)).isEmpty());
    TokenRoles others;
    QCOMPARE(others.merge(roles.toJson()), QString());
    QCOMPARE(others.own(), roles.own());
    QCOMPARE(others.merge(roles.toJson()), QString());
    QCOMPARE(others.own().size(), 1);
}

void TestMintDraft::badRolesAreRefusedWhole_data()
{
    QTest::addColumn<QByteArray>("file");
    const auto file = [](const char *roles) {
        return QByteArray("{\"stagedesk\":\"token-roles\",\"version\":1,\"roles\":") + roles + "}";
    };
    QTest::newRow("garbage") << QByteArray("\x00\xff", 2);
    QTest::newRow("other json") << QByteArray("{\"roles\":[]}");
    QTest::newRow("later version") << QByteArray("{\"stagedesk\":\"token-roles\",\"version\":2,\"roles\":[]}");
    QTest::newRow("no list") << file("{}");
    QTest::newRow("no role") << file("[1]");
    QTest::newRow("second is bad") << file(
        R"([{"name":"A","publish":true,"durationMinutes":5},{"name":"B","publish":true,"durationMinutes":0}])");
    QTest::newRow("attribute is no text")
        << file(R"([{"name":"A","publish":true,"durationMinutes":5,"attributes":{"a":1}}])");
    QTest::newRow("may nothing") << file(R"([{"name":"A","durationMinutes":5}])");
}

void TestMintDraft::badRolesAreRefusedWhole()
{
    QFETCH(QByteArray, file);
    TokenRoles roles;
    QVERIFY(!roles.merge(file).isEmpty());
    QVERIFY(roles.own().isEmpty());
}

void TestMintDraft::snippets()
{
    for (const joinsnippets::Kind kind : joinsnippets::kinds()) {
        const QString text = joinsnippets::text(kind, u"eyJ-secret"_s, true);
        QCOMPARE(text.count(u"eyJ-secret"_s), 1);
        QVERIFY(!text.contains(u"%1"_s) && !text.contains(u"%2"_s));
        QVERIFY(joinsnippets::problem(kind, true).isEmpty());
    }
    QVERIFY(joinsnippets::text(joinsnippets::Kind::Web, u"x"_s, false).contains(u"() => false"_s));
    QVERIFY(!joinsnippets::problem(joinsnippets::Kind::Whip, false).isEmpty());
    // A token is never taken for a place to fill in.
    QVERIFY(joinsnippets::text(joinsnippets::Kind::Web, u"a%2b"_s, true).contains(u"a%2b"_s));
}

void TestMintDraft::secretFiles()
{
    QTemporaryDir folder;
    const QString path = folder.filePath(u"token.txt"_s);
    QFile before(path);
    QVERIFY(before.open(QIODevice::WriteOnly));
    before.close();
    QVERIFY(before.setPermissions(QFile::ReadOwner | QFile::WriteOwner | QFile::ReadGroup | QFile::ReadOther));
    QCOMPARE(writeSecretFile(path, "secret"), QString());
    QVERIFY(before.open(QIODevice::ReadOnly));
    QCOMPARE(before.readAll(), QByteArray("secret"));
    const auto others = QFile::ReadGroup | QFile::ReadOther | QFile::WriteGroup | QFile::WriteOther | QFile::ExeOther;
    QVERIFY(!(QFile::permissions(path) & others));
    const QString fresh = folder.filePath(u"fresh.txt"_s);
    QCOMPARE(writeSecretFile(fresh, "secret"), QString());
    QVERIFY(!(QFile::permissions(fresh) & others));
    QVERIFY(!writeSecretFile(folder.filePath(u"no/such/folder"_s), "secret").isEmpty());
    QCOMPARE(QDir(folder.path()).entryList(QDir::Files).size(), 2);
    QCOMPARE(secretFileName(u"token"_s, u"../guest 3"_s, u"txt"_s), u"token--guest-3.txt"_s);
    QCOMPARE(secretFileName(u"token"_s, QString(), u"txt"_s), u"token.txt"_s);
}

QTEST_APPLESS_MAIN(TestMintDraft)
#include "tst_mintdraft.moc"
