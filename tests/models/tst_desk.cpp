// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/copyas.h"
#include "models/desk.h"
#include "models/errortext.h"
#include "models/ivs/operations.h"
#include "tests/support/localservice.h"
#include "tests/support/manualclock.h"
#include "tests/support/results.h"

#include <QFile>
#include <QSignalSpy>
#include <QTemporaryDir>

using namespace Qt::Literals::StringLiterals;
using aws::ErrorKind;
using aws::Layer;
using Phase = ListState::Phase;

/// Opening connections, and what a person reads when something about one is wrong: one sentence with the cause and the
/// way out, and the program goes on.
class TestDesk final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void missingProfile();
    void brokenFile();
    void badBundle();
    void noCredentials();
    void wrongSecret();
    void unreachable();
    void goodConnection();
    void copiedTarget();
    void accountFromTheSource();
    void readOnly();
    void severalAtOnce();

private:
    void write(const QString &name, const QByteArray &text)
    {
        QFile file(m_home->filePath(name));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(text);
    }
    void writeKeys(const QString &secret)
    {
        write(u"credentials"_s,
            "[default]\naws_access_key_id = " + m_service->accessKeyId().toLatin1()
                + "\naws_secret_access_key = " + secret.toLatin1() + '\n');
    }
    QProcessEnvironment environment() const
    {
        QProcessEnvironment made;
        made.insert(u"AWS_CONFIG_FILE"_s, m_home->filePath(u"config"_s));
        made.insert(u"AWS_SHARED_CREDENTIALS_FILE"_s, m_home->filePath(u"credentials"_s));
        return made;
    }
    std::unique_ptr<Desk> desk(const QProcessEnvironment &with)
    {
        auto made = std::make_unique<Desk>(with, &m_clock, [] { return 0.0; });
        made->governor()->setShares({.unlimited = true});
        return made;
    }
    ConnectionRequest local() const
    {
        return {.choice = {.region = u"us-east-1"_s, .endpointUrl = m_service->endpoint()}};
    }

    std::unique_ptr<LocalService> m_service;
    std::unique_ptr<QTemporaryDir> m_home;
    ManualClock m_clock;
};

void TestDesk::init()
{
    m_service = std::make_unique<LocalService>();
    m_service->perform(u"CreateStage"_s, {{u"name"_s, u"first"_s}});
    m_home = std::make_unique<QTemporaryDir>();
}

void TestDesk::missingProfile()
{
    write(u"config"_s, "[profile dev]\nregion = us-east-1\n");
    const auto made = desk(environment());
    const auto opened = made->open({.choice = {.profile = u"prod"_s}});
    QVERIFY(!opened.has_value());
    const QString line = oneLine(opened.error());
    QVERIFY2(line.contains(u"“prod” does not exist"_s) && line.contains(u"dev"_s), qPrintable(line));
    QVERIFY(made->workspaces().isEmpty());
    // The person chooses another, and the program goes on.
    QVERIFY(made->open({.choice = {.profile = u"dev"_s}}).has_value());
}

void TestDesk::brokenFile()
{
    write(u"config"_s, "[default]\nregion = us-east-1\nthis is broken\n");
    const auto made = desk(environment());
    const auto opened = made->open({});
    QVERIFY(!opened.has_value());
    const QString line = oneLine(opened.error());
    QVERIFY2(line.contains(u"line 3"_s) && line.contains(m_home->filePath(u"config"_s)), qPrintable(line));
    QCOMPARE(explain(opened.error()).title, u"The AWS configuration is unusable"_s);
}

void TestDesk::badBundle()
{
    QProcessEnvironment with = environment();
    with.insert(u"AWS_CA_BUNDLE"_s, m_home->filePath(u"none.pem"_s));
    const auto made = desk(with);
    const auto opened = made->open(local());
    QVERIFY(!opened.has_value());
    QCOMPARE(opened.error().layer, Layer::Tls);
    QVERIFY(oneLine(opened.error()).contains(u"none.pem"_s));
}

void TestDesk::noCredentials()
{
    const auto made = desk(environment());
    const auto opened = made->open(local());
    QVERIFY(opened.has_value());
    StageModel *stages = (*opened)->stages();
    stages->setWatched(true);
    QTRY_COMPARE(stages->state().phase, Phase::Failed);
    QCOMPARE(stages->state().error->kind, ErrorKind::NoCredentials);
    QVERIFY(oneLine(*stages->state().error).contains(u"aws configure"_s));
    // Mended, then reloaded: the files are read again.
    writeKeys(m_service->secretAccessKey());
    stages->reload();
    QTRY_COMPARE(stages->state().phase, Phase::Complete);
}

void TestDesk::wrongSecret()
{
    writeKeys(u"wrong"_s);
    const auto made = desk(environment());
    StageModel *stages = (*made->open(local()))->stages();
    stages->setWatched(true);
    QTRY_COMPARE(stages->state().phase, Phase::Failed);
    QCOMPARE(stages->state().error->kind, ErrorKind::Denied);
    const QString line = oneLine(*stages->state().error);
    QVERIFY2(line.contains(u"secret access key"_s), qPrintable(line));
    QVERIFY(!line.contains(u"wrong"_s) || !line.contains(u"= wrong"_s));
    // Mended, then reloaded.
    writeKeys(m_service->secretAccessKey());
    stages->reload();
    QTRY_COMPARE(stages->state().phase, Phase::Complete);
}

void TestDesk::unreachable()
{
    writeKeys(m_service->secretAccessKey());
    const auto made = desk(environment());
    StageModel *stages = (*made->open(local()))->stages();
    m_service->stop();
    stages->setWatched(true);
    QTRY_VERIFY(stages->state().phase == Phase::Failed || (m_clock.advance(20'000), false));
    const ErrorText text = explain(*stages->state().error);
    QCOMPARE(text.title, u"The service can't be reached"_s);
    QVERIFY(text.meaning.contains(u"nothing was sent"_s));
    QVERIFY(text.advice.contains(u"endpoint"_s));
}

void TestDesk::goodConnection()
{
    writeKeys(m_service->secretAccessKey());
    const auto made = desk(environment());
    Workspace *workspace = *made->open(local());
    QCOMPARE(workspace->title(), u"default"_s);
    QCOMPARE(workspace->region(), u"us-east-1"_s);
    QVERIFY(workspace->accountId().isEmpty()); // not guessed
    QSignalSpy known(workspace, &Workspace::accountIdChanged);
    workspace->stages()->setWatched(true);
    QTRY_COMPARE(workspace->stages()->state().phase, Phase::Complete);
    QCOMPARE(workspace->accountId(), u"123456789012"_s);
    QCOMPARE(known.count(), 1);
    QVERIFY(workspace->clock()->isSimulated());
    // The watch over compositions asks too.
    const auto &calls = workspace->requestLog()->records();
    QCOMPARE(std::count_if(calls.begin(), calls.end(),
                 [](const aws::CallRecord &call) { return qstrcmp(call.operation->name, "ListStages") == 0; }),
        1);
}

// What is copied of a call goes where the workspace's own calls go, and with the same keys.
void TestDesk::copiedTarget()
{
    write(u"config"_s, "[profile dev]\nregion = eu-west-1\n");
    const auto made = desk(environment());
    const copyas::Target chosen = copyas::targetOf(*made->open({.choice = {.profile = u"dev"_s}}));
    QCOMPARE(copyas::awsCli(ivs::kListStages, "{}", chosen),
        u"aws ivs-realtime list-stages --region eu-west-1 --profile dev"_s);
    QVERIFY(copyas::curl(ivs::kListStages, {}, chosen)
                ->endsWith(u"'{}' https://ivsrealtime.eu-west-1.amazonaws.com/ListStages"_s));
    // Nobody named a profile: the keys may as well come from the environment, which --profile would leave aside.
    const copyas::Target elsewhere = copyas::targetOf(*made->open(local()));
    QCOMPARE(copyas::awsCli(ivs::kListStages, "{}", elsewhere),
        u"aws ivs-realtime list-stages --region us-east-1 --endpoint-url "_s + m_service->endpoint());
    const copyas::Target own =
        copyas::targetOf(made->openLocal(m_service->endpoint(), u"us-east-1"_s, u"key"_s, u"secret"_s));
    QCOMPARE(copyas::awsCli(ivs::kListStages, "{}", own), copyas::awsCli(ivs::kListStages, "{}", elsewhere));
    QVERIFY(!copyas::curl(ivs::kListStages, {}, own)->contains(u"secret"_s));
    QVERIFY(copyas::wholeListNote(ivs::kListPublicKeys).isEmpty());
    QVERIFY(copyas::wholeListNote(ivs::kGetStage).isEmpty());
    QVERIFY(!copyas::wholeListNote(ivs::kListStages).isEmpty());
}

void TestDesk::accountFromTheSource()
{
    QProcessEnvironment with = environment();
    with.insert(u"AWS_ACCESS_KEY_ID"_s, m_service->accessKeyId());
    with.insert(u"AWS_SECRET_ACCESS_KEY"_s, m_service->secretAccessKey());
    with.insert(u"AWS_ACCOUNT_ID"_s, u"210987654321"_s);
    const auto made = desk(with);
    Workspace *workspace = *made->open(local());
    workspace->stages()->setWatched(true);
    QTRY_COMPARE(workspace->stages()->state().phase, Phase::Complete);
    QCOMPARE(workspace->accountId(), u"210987654321"_s); // what the source says stands before what an answer shows
}

void TestDesk::readOnly()
{
    writeKeys(m_service->secretAccessKey());
    const auto made = desk(environment());
    ConnectionRequest request = local();
    request.readOnly = true;
    Workspace *workspace = *made->open(request);
    QVERIFY(workspace->guard()->isReadOnly());
    const auto answer = awaited(workspace->client()->createStage({.name = u"no"_s}));
    QVERIFY_KIND(answer, ErrorKind::ReadOnly);
    QCOMPARE(m_service->arrived(u"CreateStage"_s), 0);
}

void TestDesk::severalAtOnce()
{
    writeKeys(m_service->secretAccessKey());
    const auto made = desk(environment());
    QSignalSpy closing(made.get(), &Desk::closing);
    Workspace *one = *made->open(local());
    Workspace *two = *made->open(local());
    one->stages()->setWatched(true);
    two->stages()->setWatched(true);
    made->close(one); // with a load on its way
    QTRY_COMPARE(two->stages()->state().phase, Phase::Complete);
    QCOMPARE(closing.count(), 1);
    QCOMPARE(made->workspaces(), QList<Workspace *> {two});
}

QTEST_GUILESS_MAIN(TestDesk)
#include "tst_desk.moc"
