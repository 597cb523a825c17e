// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/store/schema.h"
#include "tests/store/storefixture.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QProcess>
#include <QSignalSpy>
#include <QTemporaryDir>

using namespace Qt::Literals::StringLiterals;
using store::Store;

/// The file: who may read it, what becomes of a damaged, foreign, newer or older one, and of one that is in use.
class TestStoreFile final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { m_home = std::make_unique<QTemporaryDir>(); }
    void modes();
    void tightensModes();
    void damaged_data();
    void damaged();
    void damageMetLater();
    void logWithoutAFile();
    void newerIsLeftAlone();
    void migratesFromVersionOne();
    void failedMigrationLeavesTheFile();
    void secondProgram();
    void secondInThisProgram();
    void noFolder();
    void folderInPlaceOfTheFile();

private:
    QString path() const { return m_home->filePath(u"stagedesk/store.sqlite"_s); }
    /// A store with one journal entry and many participants, closed.
    void makeOne(int people = 2000)
    {
        Store store(path());
        QVERIFY(isReady(store));
        store::JournalEntry entry;
        entry.id = 1;
        entry.time = at(0);
        entry.place = place();
        entry.operation = u"DeleteStage"_s;
        store.appendJournal(entry);
        store.putParticipants(session(u"st-1"_s), at(0), participants(people));
    }
    static qsizetype journalSize(Store &store)
    {
        return answered<QList<store::JournalEntry>>([&](QObject *guard, auto fn) {
            store.readJournal({}, guard, fn);
        }).size();
    }
    QStringList setAside() const { return QDir(m_home->filePath(u"stagedesk"_s)).entryList({u"*.damaged-*"_s}); }
    QByteArray bytes() const
    {
        QFile file(path());
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    }
    void write(const QByteArray &content, qint64 at = -1)
    {
        QFile file(path());
        QVERIFY(file.open(at < 0 ? QIODevice::WriteOnly : QIODevice::ReadWrite));
        file.seek(std::max<qint64>(at, 0));
        file.write(content);
    }

    std::unique_ptr<QTemporaryDir> m_home;
};

void TestStoreFile::modes()
{
    Store store(path());
    QVERIFY(isReady(store));
    store.setState(u"a"_s, "b");
    QVERIFY(journalSize(store) == 0);
    const QFile::Permissions others =
        QFile::ReadGroup | QFile::WriteGroup | QFile::ExeGroup | QFile::ReadOther | QFile::WriteOther | QFile::ExeOther;
    const QFileInfo folder(m_home->filePath(u"stagedesk"_s));
    QVERIFY(!(folder.permissions() & others));
    const QFileInfoList files = QDir(folder.filePath()).entryInfoList(QDir::Files | QDir::Hidden);
    QVERIFY(files.size() >= 2); // the file and its log
    for (const QFileInfo &file : files)
        QVERIFY2(!(file.permissions() & (others | QFile::ExeOwner)), qPrintable(file.fileName()));
}

void TestStoreFile::tightensModes()
{
    makeOne();
    QFile::setPermissions(path(), QFile::ReadOwner | QFile::WriteOwner | QFile::ReadGroup | QFile::ReadOther);
    QFile::setPermissions(QFileInfo(path()).path(), QFile::Permissions(0x7755));
    Store store(path());
    QVERIFY(isReady(store));
    QVERIFY(!(QFileInfo(path()).permissions() & (QFile::ReadGroup | QFile::ReadOther)));
    QVERIFY(!(QFileInfo(QFileInfo(path()).path()).permissions() & (QFile::ReadGroup | QFile::ReadOther)));
    QCOMPARE(journalSize(store), 1);
}

void TestStoreFile::damaged_data()
{
    QTest::addColumn<QString>("how");
    for (const char *how : {"empty", "text", "truncated", "half a header", "another program's", "schema page"})
        QTest::newRow(how) << QString::fromLatin1(how);
}

void TestStoreFile::damaged()
{
    QFETCH(const QString, how);
    makeOne();
    const QByteArray good = bytes();
    QVERIFY(good.size() > 100'000);
    if (how == u"empty"_s) {
        write({});
    } else if (how == u"text"_s) {
        write("This is no database, but somebody's letter.\n");
    } else if (how == u"truncated"_s) {
        write(good.first(good.size() / 2 + 77));
    } else if (how == u"half a header"_s) {
        write(good.first(50));
    } else if (how == u"schema page"_s) {
        write(QByteArray(3900, '\x5a'), 100);
    } else {
        QFile::remove(path());
        raw(path(), u"CREATE TABLE bookmarks (url TEXT)"_s);
    }
    const QByteArray bad = bytes();
    Store store(path());
    QSignalSpy aside(&store, &Store::setAside);
    QVERIFY(isReady(store));
    QCOMPARE(aside.size(), 1);
    const QString kept = aside.at(0).at(0).toString();
    QVERIFY(!aside.at(0).at(1).toString().isEmpty());
    QVERIFY2(kept.startsWith(path() + u".damaged-2"_s), qPrintable(kept));
    QFile was(kept);
    QVERIFY(was.open(QIODevice::ReadOnly));
    QCOMPARE(was.readAll().size(), bad.size()); // nothing of it is thrown away
    QCOMPARE(journalSize(store), 0);
    const quint64 ticket = store.setState(u"a"_s, "b");
    QSignalSpy saved(&store, &Store::saved);
    QTRY_VERIFY(!saved.isEmpty() && saved.last().at(0).toULongLong() >= ticket);
}

// Garbage in the middle is found when it is read: the answer is empty, the file is set aside, and the store goes on.
void TestStoreFile::damageMetLater()
{
    makeOne(5000);
    const qint64 size = QFileInfo(path()).size();
    for (qint64 page = 20; page < size / 4096; ++page)
        write(QByteArray(4096, '\xa5'), page * 4096);
    Store store(path());
    QSignalSpy aside(&store, &Store::setAside);
    QVERIFY(isReady(store));
    const auto read = [&] {
        return answered<store::Participants>(
            [&](QObject *guard, auto fn) { store.readParticipants(session(u"st-1"_s), guard, fn); });
    };
    read();
    QTRY_COMPARE(aside.size(), 1);
    QCOMPARE(store.state(), Store::State::Ready);
    QCOMPARE(setAside().size(), 1);
    // A write that meets damage is kept in the new file.
    store.putParticipants(session(u"st-1"_s), at(0), participants(3));
    QCOMPARE(read().rows.size(), 3);
}

void TestStoreFile::logWithoutAFile()
{
    makeOne();
    QFile::rename(path(), path() + u"-wal"_s);
    Store store(path());
    QSignalSpy aside(&store, &Store::setAside);
    QVERIFY(isReady(store));
    QCOMPARE(aside.size(), 1);
    QCOMPARE(setAside().size(), 1);
    QCOMPARE(journalSize(store), 0);
}

void TestStoreFile::newerIsLeftAlone()
{
    makeOne();
    raw(path(), u"PRAGMA user_version = 99"_s);
    raw(path(), u"PRAGMA wal_checkpoint(TRUNCATE)"_s);
    const QByteArray before = bytes();
    {
        Store store(path());
        QSignalSpy failed(&store, &Store::failed);
        QSignalSpy lost(&store, &Store::lost);
        QVERIFY(!isReady(store));
        QVERIFY(failed.at(0).at(0).toString().contains(u"newer"_s));
        QCOMPARE(store.why(), failed.at(0).at(0).toString());
        // The program runs without: reads find nothing, writes say that they are lost.
        QCOMPARE(journalSize(store), 0);
        store.setState(u"a"_s, "b");
        QTRY_COMPARE(lost.size(), 1);
        QCOMPARE(store.state(u"a"_s), "b");
    }
    QVERIFY(bytes() == before);
    QVERIFY(setAside().isEmpty());
}

void TestStoreFile::migratesFromVersionOne()
{
    QVERIFY(QDir().mkpath(QFileInfo(path()).path()));
    for (const QString &statement : store::schemaSteps().first())
        raw(path(), statement);
    raw(path(), u"PRAGMA application_id = %1"_s.arg(store::kApplicationId));
    raw(path(), u"PRAGMA user_version = 1"_s);
    raw(path(), u"INSERT INTO place VALUES (1, 'aws', '123456789012', 'us-east-1')"_s);
    raw(path(),
        u"INSERT INTO session (id, place, stage_arn, session_id, seen) VALUES (1, 1, 'arn:stage/a', 'st-1', 5)"_s);
    raw(path(), u"INSERT INTO participant (session, participant_id, user_id) VALUES (1, 'p0', 'ann')"_s);
    raw(path(), u"INSERT INTO journal (id, place, time, operation) VALUES (1, 1, 5, 'DeleteStage')"_s);
    raw(path(), u"INSERT INTO state VALUES ('a', 'b')"_s);
    {
        Store store(path());
        QSignalSpy aside(&store, &Store::setAside);
        QVERIFY2(isReady(store), qPrintable(store.why()));
        QVERIFY(aside.isEmpty());
        QCOMPARE(journalSize(store), 1);
        QCOMPARE(store.state(u"a"_s), "b");
        const auto people = answered<store::Participants>(
            [&](QObject *guard, auto fn) { store.readParticipants(session(u"st-1"_s), guard, fn); });
        QCOMPARE(people.rows.value(0).userId, u"ann"_s);
        store.putStages(place(), at(1), {{u"arn:stage/a"_s, u"evening"_s, {}, {}}});
        const auto stages =
            answered<store::Stages>([&](QObject *guard, auto fn) { store.readStages(place(), guard, fn); });
        QCOMPARE(stages.rows.size(), 1);
    }
    QCOMPARE(raw(path(), u"PRAGMA user_version"_s).toInt(), int(store::schemaSteps().size()));
    QCOMPARE(raw(path(), u"PRAGMA integrity_check"_s).toString(), u"ok"_s);
}

// What another hand did to the schema stops a step in its middle: the file stays at its version, whole.
void TestStoreFile::failedMigrationLeavesTheFile()
{
    QVERIFY(QDir().mkpath(QFileInfo(path()).path()));
    for (const QString &statement : store::schemaSteps().first())
        raw(path(), statement);
    raw(path(), u"PRAGMA application_id = %1"_s.arg(store::kApplicationId));
    raw(path(), u"PRAGMA user_version = 1"_s);
    raw(path(), u"ALTER TABLE place ADD COLUMN stages_as_of TEXT"_s);
    {
        Store store(path());
        QVERIFY(!isReady(store));
        QVERIFY(!store.why().isEmpty());
    }
    QCOMPARE(raw(path(), u"PRAGMA user_version"_s).toInt(), 1);
    QCOMPARE(raw(path(), u"SELECT count(*) FROM sqlite_master WHERE name = 'stage'"_s).toInt(), 0);
}

void TestStoreFile::secondProgram()
{
    makeOne();
    QProcess first;
    first.start(QStringLiteral(STORE_WRITER), {path(), u"hold"_s});
    QVERIFY(first.waitForReadyRead());
    QCOMPARE(first.readLine().trimmed(), "ready");
    {
        Store second(path());
        QVERIFY(!isReady(second));
        QVERIFY2(second.why().contains(u"Another Stagedesk"_s), qPrintable(second.why()));
        QCOMPARE(journalSize(second), 0);
    }
    // It dies without a word, and the file is free.
    first.kill();
    QVERIFY(first.waitForFinished());
    Store third(path());
    QVERIFY(isReady(third));
    QCOMPARE(journalSize(third), 1);
    QVERIFY(setAside().isEmpty());
}

void TestStoreFile::secondInThisProgram()
{
    auto first = std::make_unique<Store>(path());
    QVERIFY(isReady(*first));
    {
        Store second(path());
        QVERIFY(!isReady(second));
        QVERIFY(second.why().contains(u"open already"_s));
    }
    first.reset();
    Store third(path());
    QVERIFY(isReady(third));
}

void TestStoreFile::noFolder()
{
    QFile file(m_home->filePath(u"stagedesk"_s));
    QVERIFY(file.open(QIODevice::WriteOnly)); // a file where the folder should be
    Store store(path());
    QVERIFY(!isReady(store));
    QVERIFY(store.why().contains(u"folder"_s));
}

void TestStoreFile::folderInPlaceOfTheFile()
{
    QVERIFY(QDir().mkpath(path()));
    Store store(path());
    QVERIFY(!isReady(store));
    QVERIFY(QFileInfo(path()).isDir());
}

QTEST_GUILESS_MAIN(TestStoreFile)
#include "tst_storefile.moc"
