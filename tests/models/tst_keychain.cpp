// SPDX-License-Identifier: GPL-3.0-or-later

// The desktop's keychain against a real Secret Service (gnome-keyring), each time in a D-Bus session and a home of its
// own: open, locked, started by the first question, absent, and without a bus at all. A bus belongs to a process for
// life, so each session runs this program again for one of the functions of InSession.

#include "models/desk.h"
#include "models/keyacts.h"
#include "models/publickeymodel.h"
#include "models/systemkeychain.h"
#include "tests/support/localservice.h"

#include <qt6keychain/keychain.h>

#include <QDBusArgument>
#include <QDBusConnection>
#include <QDBusMessage>
#include <QDBusMetaType>
#include <QDBusObjectPath>
#include <QDBusVariant>
#include <QDirIterator>
#include <QProcess>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using namespace Qt::Literals::StringLiterals;
using State = Keychain::State;

namespace {

const QString kKey = u"signing-key/arn:aws:ivs:us-east-1:123456789012:public-key/AbCd"_s;
const QByteArray kSecret("-----BEGIN\0not a key\n\xff-----", 26);
const QString kLogin = u"/org/freedesktop/secrets/collection/login"_s;
const QByteArray kPlanted("planted-secret-5b1f0c");

/// A secret as the Secret Service takes it.
struct Password
{
    QDBusObjectPath session;
    QByteArray parameters;
    QByteArray value;
    QString contentType;
};

template <typename Answer>
struct Waited
{
    std::optional<Answer> answer;
    Answer get()
    {
        [this] { QTRY_VERIFY_WITH_TIMEOUT(answer, 30000); }();
        return answer.value_or(tl::unexpected(Keychain::Fault {State::Unknown, u"no answer"_s}));
    }
};

} // namespace

Q_DECLARE_METATYPE(Password)

QDBusArgument &operator<<(QDBusArgument &argument, const Password &password)
{
    argument.beginStructure();
    argument << password.session << password.parameters << password.value << password.contentType;
    argument.endStructure();
    return argument;
}

const QDBusArgument &operator>>(const QDBusArgument &argument, Password &password)
{
    argument.beginStructure();
    argument >> password.session >> password.parameters >> password.value >> password.contentType;
    argument.endStructure();
    return argument;
}

/// What is asked of the keychain of the session that the process runs in.
class InSession final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void open();
    void keep();
    void kept();
    void locked();
    void started();
    void absent();
    void pair();

private:
    Keychain::Found read(const QString &key = kKey)
    {
        Waited<Keychain::Found> waited;
        m_keychain.read(key, this, [&](const Keychain::Found &found) { waited.answer = found; });
        return waited.get();
    }
    Keychain::Done write(const QByteArray &secret)
    {
        Waited<Keychain::Done> waited;
        m_keychain.write(kKey, secret, this, [&](const Keychain::Done &done) { waited.answer = done; });
        return waited.get();
    }
    Keychain::Done remove(const QString &key = kKey)
    {
        Waited<Keychain::Done> waited;
        m_keychain.remove(key, this, [&](const Keychain::Done &done) { waited.answer = done; });
        return waited.get();
    }
    State probe()
    {
        QSignalSpy spy(&m_keychain, &Keychain::probed);
        m_keychain.probe();
        return spy.wait(30000) ? m_keychain.state() : State::Unknown;
    }
    State unlock()
    {
        QSignalSpy spy(&m_keychain, &Keychain::probed);
        m_keychain.unlock();
        return spy.wait(30000) ? m_keychain.state() : State::Unknown;
    }
    static bool lock()
    {
        QDBusMessage ask = QDBusMessage::createMethodCall(u"org.freedesktop.secrets"_s, u"/org/freedesktop/secrets"_s,
            u"org.freedesktop.Secret.Service"_s, u"Lock"_s);
        ask << QVariant::fromValue(QList {QDBusObjectPath(kLogin)});
        return QDBusConnection::sessionBus().call(ask).type() == QDBusMessage::ReplyMessage;
    }
    /// As the desktop does when the person has typed the password: through what gnome-keyring's own dialogs use.
    static bool openFromOutside()
    {
        const QDBusConnection bus = QDBusConnection::sessionBus();
        const auto call = [](const QString &interface, const QString &method) {
            return QDBusMessage::createMethodCall(
                u"org.freedesktop.secrets"_s, u"/org/freedesktop/secrets"_s, interface, method);
        };
        QDBusMessage begin = call(u"org.freedesktop.Secret.Service"_s, u"OpenSession"_s);
        begin << u"plain"_s << QVariant::fromValue(QDBusVariant(QString()));
        const QDBusMessage session = bus.call(begin);
        QDBusMessage unlock =
            call(u"org.gnome.keyring.InternalUnsupportedGuiltRiddenInterface"_s, u"UnlockWithMasterPassword"_s);
        const Password password {session.arguments().value(1).value<QDBusObjectPath>(), {}, "keyring", u"text/plain"_s};
        unlock << QVariant::fromValue(QDBusObjectPath(kLogin)) << QVariant::fromValue(password);
        return bus.call(unlock).type() == QDBusMessage::ReplyMessage;
    }

    SystemKeychain m_keychain;
};

void InSession::open()
{
    QCOMPARE(m_keychain.state(), State::Unknown);
    QSignalSpy changed(&m_keychain, &Keychain::stateChanged);
    QCOMPARE(probe(), State::Available);
    QCOMPARE(changed.size(), 1);
    QVERIFY(m_keychain.isLasting());
    // Trying it out leaves nothing behind.
    QCOMPARE(read(u"probe"_s), Keychain::Found(std::nullopt));
    QCOMPARE(read(), Keychain::Found(std::nullopt));
    QVERIFY(write(kSecret));
    QCOMPARE(read(), Keychain::Found(kSecret));
    QVERIFY(write("another"));
    QCOMPARE(read(), Keychain::Found(QByteArray("another")));
    QVERIFY(remove());
    QCOMPARE(read(), Keychain::Found(std::nullopt));
    QVERIFY(remove()); // what is not there is gone
    QCOMPARE(probe(), State::Available);
    // Nobody is told who has gone meanwhile.
    auto *guard = new QObject;
    m_keychain.read(kKey, guard, [](const Keychain::Found &) { QFAIL("told after it went"); });
    delete guard;
    QCOMPARE(read(), Keychain::Found(std::nullopt));
}

void InSession::keep()
{
    QCOMPARE(probe(), State::Available);
    QVERIFY(write(kPlanted));
}

void InSession::kept()
{
    QCOMPARE(probe(), State::Available);
    QCOMPARE(read(), Keychain::Found(kPlanted));
    QVERIFY(remove());
}

void InSession::locked()
{
    QCOMPARE(probe(), State::Available);
    QVERIFY(write(kSecret));
    QVERIFY(lock());

    // What the trap is: QtKeychain deletes what it can't reach, and finds nothing where something is.
    auto *trap = new QKeychain::DeletePasswordJob(SystemKeychain::service());
    trap->setKey(kKey);
    QSignalSpy sprung(trap, &QKeychain::Job::finished);
    QKeychain::Error said = QKeychain::OtherError;
    connect(trap, &QKeychain::Job::finished, this, [&said](QKeychain::Job *job) { said = job->error(); });
    trap->start();
    QTRY_COMPARE(sprung.size(), 1);
    QCOMPARE(said, QKeychain::NoError);

    const Keychain::Fault isLocked {State::Locked, {}};
    QCOMPARE(read(), Keychain::Found(tl::unexpected(isLocked)));
    QCOMPARE(m_keychain.state(), State::Locked);
    QCOMPARE(write("new"), Keychain::Done(tl::unexpected(isLocked)));
    QCOMPARE(remove(), Keychain::Done(tl::unexpected(isLocked)));
    QCOMPARE(probe(), State::Locked);
    // The desktop of a test can't ask anybody.
    QCOMPARE(unlock(), State::Refused);
    QVERIFY(!m_keychain.reason().isEmpty());
    QCOMPARE(probe(), State::Locked);

    QVERIFY(openFromOutside());
    QCOMPARE(probe(), State::Available);
    QCOMPARE(read(), Keychain::Found(kSecret));
    QVERIFY(remove());
    QCOMPARE(read(), Keychain::Found(std::nullopt));
    // Closed between the question and the answer: neither "not there" nor "gone" is believed.
    QVERIFY(write(kSecret));
    Waited<Keychain::Done> gone;
    m_keychain.remove(kKey, this, [&](const Keychain::Done &done) { gone.answer = done; });
    QVERIFY(lock());
    const Keychain::Done answer = gone.get();
    QVERIFY(openFromOutside());
    QCOMPARE(answer.has_value(), read() == Keychain::Found(std::nullopt));
}

// The bus starts a service that has no keyring yet.
void InSession::started()
{
    QCOMPARE(probe(), State::Locked);
    QVERIFY(!m_keychain.reason().isEmpty());
    QVERIFY(!write(kSecret));
    QVERIFY(!read());
    QCOMPARE(unlock(), State::Refused);
}

void InSession::absent()
{
    QCOMPARE(probe(), State::Missing);
    QVERIFY(!m_keychain.reason().isEmpty());
    const Keychain::Done written = write(kPlanted);
    QVERIFY(!written);
    QCOMPARE(written.error().state, State::Missing);
    const Keychain::Found found = read();
    QVERIFY(!found);
    QCOMPARE(found.error().state, State::Missing);
    const Keychain::Done removed = remove();
    QVERIFY(!removed);
    QCOMPARE(removed.error().state, State::Missing);
    QCOMPARE(unlock(), State::Missing);
}

// A pair from its making to its end, over the service and the keychain, with the program begun anew in between.
void InSession::pair()
{
    LocalService service;
    aws::SystemClock clock;
    std::unique_ptr<Desk> desk;
    Workspace *workspace = nullptr;
    const auto begin = [&] {
        desk = std::make_unique<Desk>(QProcessEnvironment(), &clock);
        desk->setKeychain(&m_keychain);
        workspace =
            desk->openLocal(service.endpoint(), service.region(), service.accessKeyId(), service.secretAccessKey());
        workspace->publicKeys()->setWatched(true);
    };
    begin();
    QPointer<Undertaking> act = workspace->keyActs()->createPair({u"evening"_s, {}}, true);
    act->start();
    QTRY_VERIFY(act->isFinished());
    QVERIFY(act->isAllDone());
    QTRY_COMPARE(workspace->publicKeys()->rowCount(), 1);
    const QString arn = workspace->publicKeys()->keyAt(0);
    QTRY_COMPARE(workspace->signingKeys()->kept(arn), SigningKeys::Kept::Keychain);
    const QByteArray pem = workspace->signingKeys()->privateKey(arn)->toPem();
    QCOMPARE(read(SigningKeys::entryOf(arn)), Keychain::Found(pem));

    QVERIFY(lock());
    begin();
    QTRY_VERIFY(workspace->signingKeys()->fault(arn).has_value());
    QCOMPARE(workspace->signingKeys()->kept(arn), SigningKeys::Kept::Unknown);
    QVERIFY(openFromOutside());
    QCOMPARE(probe(), State::Available);
    QTRY_COMPARE(workspace->signingKeys()->kept(arn), SigningKeys::Kept::Keychain);
    QCOMPARE(workspace->signingKeys()->privateKey(arn)->toPem(), pem);

    act = workspace->keyActs()->deleteKey(*workspace->publicKeys()->record(arn));
    act->start();
    QTRY_COMPARE(workspace->signingKeys()->kept(arn), SigningKeys::Kept::Nowhere);
    QCOMPARE(read(SigningKeys::entryOf(arn)), Keychain::Found(std::nullopt));
    desk.reset();
    // What the program wrote anywhere is searched for the key by who runs this.
    std::printf("planted %s\n", pem.split('\n').at(1).constData());
    std::fflush(stdout);
}

class TestKeychain final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { m_home = std::make_unique<QTemporaryDir>(); }
    void open() { run("open", Bus::Unlocked); }
    void outlivesTheProgram();
    void locked() { run("locked", Bus::Unlocked); }
    void startedByTheBus() { run("started", Bus::Bare); }
    void absent();
    void aPairOfKeys();
    void noBus() { run("absent", Bus::None); }
    void ofTheSession();

private:
    enum class Bus {
        Unlocked, ///< with a keyring that is open
        Bare, ///< that starts the service when it is asked for
        Empty, ///< with nobody on it
        None,
    };
    void run(const char *function, Bus bus);
    /// A file below the home holds these bytes.
    bool isOnDisk(const QByteArray &bytes) const;

    std::unique_ptr<QTemporaryDir> m_home;
    QByteArray m_output; ///< of the last session
};

void TestKeychain::run(const char *function, Bus bus)
{
    QVERIFY(m_home->isValid());
    QVERIFY(QDir(m_home->path()).mkpath(u"run"_s));
    const QString run = m_home->filePath(u"run"_s);
    QVERIFY(QFile::setPermissions(run, QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner));
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    for (const QString &name : {u"DISPLAY"_s, u"WAYLAND_DISPLAY"_s, u"GNOME_KEYRING_CONTROL"_s,
             u"XDG_CURRENT_DESKTOP"_s, u"DBUS_SESSION_BUS_ADDRESS"_s})
        environment.remove(name);
    environment.insert(u"HOME"_s, m_home->path());
    environment.insert(u"XDG_RUNTIME_DIR"_s, run);
    environment.insert(u"XDG_DATA_HOME"_s, m_home->filePath(u".local/share"_s));
    environment.insert(u"XDG_CACHE_HOME"_s, m_home->filePath(u".cache"_s));
    environment.insert(u"XDG_CONFIG_HOME"_s, m_home->filePath(u".config"_s));
    environment.insert(u"STAGEDESK_IN_SESSION"_s, QString::fromLatin1(function));

    const QString self = QCoreApplication::applicationFilePath();
    QString program = u"dbus-run-session"_s;
    QStringList arguments {u"--"_s, self};
    if (bus == Bus::None) {
        environment.insert(u"DBUS_SESSION_BUS_ADDRESS"_s, u"unix:path="_s + m_home->filePath(u"nobody"_s));
        program = self;
        arguments.clear();
    } else if (bus == Bus::Unlocked) {
        arguments = {u"--"_s, u"sh"_s, u"-c"_s,
            u"printf keyring | gnome-keyring-daemon --unlock --components=secrets >/dev/null && exec \"$0\""_s, self};
    } else if (bus == Bus::Empty) {
        QFile config(m_home->filePath(u"bus.conf"_s));
        QVERIFY(config.open(QIODevice::WriteOnly));
        config.write("<busconfig><type>session</type><listen>unix:tmpdir=/tmp</listen><policy context=\"default\">"
                     "<allow send_destination=\"*\" eavesdrop=\"true\"/><allow eavesdrop=\"true\"/><allow own=\"*\"/>"
                     "</policy></busconfig>");
        config.close();
        arguments.prepend(u"--config-file="_s + config.fileName());
    }
    QProcess session;
    session.setProcessEnvironment(environment);
    session.setProcessChannelMode(QProcess::MergedChannels);
    session.start(program, arguments);
    QVERIFY(session.waitForFinished(120000));
    m_output = session.readAll();
    QVERIFY2(session.exitStatus() == QProcess::NormalExit && session.exitCode() == 0, m_output.constData());
}

bool TestKeychain::isOnDisk(const QByteArray &bytes) const
{
    QDirIterator files(m_home->path(), QDir::Files | QDir::Hidden, QDirIterator::Subdirectories);
    while (files.hasNext()) {
        QFile file(files.next());
        if (!file.open(QIODevice::ReadOnly))
            continue;
        const QByteArray content = file.readAll();
        if (content.contains(bytes) || content.contains(bytes.toBase64()))
            return true;
    }
    return false;
}

void TestKeychain::outlivesTheProgram()
{
    run("keep", Bus::Unlocked);
    QVERIFY(!isOnDisk(kPlanted));
    if (!QTest::currentTestFailed())
        run("kept", Bus::Unlocked);
}

void TestKeychain::aPairOfKeys()
{
    run("pair", Bus::Unlocked);
    const qsizetype at = m_output.indexOf("planted ");
    QVERIFY(at >= 0);
    const QByteArray secret = m_output.mid(at + 8, 40);
    QCOMPARE(m_output.count(secret), 1);
    QVERIFY(!isOnDisk(secret));
}

void TestKeychain::absent()
{
    run("absent", Bus::Empty);
    QVERIFY(!isOnDisk(kPlanted));
}

void TestKeychain::ofTheSession()
{
    SessionKeychain keychain;
    QVERIFY(!keychain.isLasting());
    QSignalSpy probed(&keychain, &Keychain::probed);
    keychain.probe();
    QVERIFY(probed.wait());
    QCOMPARE(keychain.state(), State::Available);
    Waited<Keychain::Done> written;
    keychain.write(kKey, kSecret, this, [&](const Keychain::Done &done) { written.answer = done; });
    QVERIFY(!written.answer); // never from within
    QVERIFY(written.get());
    Waited<Keychain::Found> found;
    keychain.read(kKey, this, [&](const Keychain::Found &answer) { found.answer = answer; });
    QCOMPARE(found.get(), Keychain::Found(kSecret));
}

int main(int argc, char **argv)
{
    const QCoreApplication application(argc, argv);
    const QString function = qEnvironmentVariable("STAGEDESK_IN_SESSION");
    if (!function.isEmpty()) {
        qDBusRegisterMetaType<Password>();
        InSession session;
        return QTest::qExec(&session, {QCoreApplication::applicationFilePath(), function});
    }
    TestKeychain test;
    return QTest::qExec(&test, argc, argv);
}
#include "tst_keychain.moc"
