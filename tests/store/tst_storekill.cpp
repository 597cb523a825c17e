// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/store/storefixture.h"

#include <QDir>
#include <QElapsedTimer>
#include <QFileInfo>
#include <QProcess>
#include <QRandomGenerator>
#include <QTemporaryDir>

#include <csignal>

using namespace Qt::Literals::StringLiterals;

/// A program that writes to its store is killed at random instants, while it opens, makes, writes and commits: nothing
/// that was reported as saved may be missing, and the file is sound without being set aside.
class TestStoreKill final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void nothingSavedIsLost();

private:
    /// How long the writer takes on this machine, as busy as it is, until it has saved something.
    static int patience();
    /// Starts the writer, kills it after \a milliseconds, and gives the number of the last entry it reported.
    int run(const QString &path, int first, int milliseconds, bool *opened);
};

int TestStoreKill::patience()
{
    const QTemporaryDir home;
    QProcess writer;
    QElapsedTimer timer;
    timer.start();
    writer.start(QStringLiteral(STORE_WRITER), {home.filePath(u"store.sqlite"_s), u"0"_s});
    if (!writer.waitForReadyRead())
        qFatal("The writer says nothing");
    writer.kill();
    writer.waitForFinished();
    return std::clamp(int(timer.elapsed()), 20, 400);
}

int TestStoreKill::run(const QString &path, int first, int milliseconds, bool *opened)
{
    QProcess writer;
    writer.start(QStringLiteral(STORE_WRITER), {path, QString::number(first)});
    if (!writer.waitForStarted())
        qFatal("The writer can't be started");
    // Killed by the clock and not by what it says, so that every instant can be met.
    QElapsedTimer timer;
    timer.start();
    QByteArray said;
    while (timer.elapsed() < milliseconds && writer.state() == QProcess::Running) {
        writer.waitForReadyRead(std::max(1, milliseconds - int(timer.elapsed())));
        said += writer.readAllStandardOutput();
    }
    ::kill(pid_t(writer.processId()), SIGKILL);
    writer.waitForFinished();
    said += writer.readAllStandardOutput();
    int last = first - 1;
    const QList<QByteArray> lines = said.split('\n');
    // The last piece may be half a line.
    for (const QByteArray &line : lines.first(lines.size() - 1)) {
        if (line.startsWith("saved "))
            last = line.mid(6).toInt();
        else
            qWarning("The writer says: %s", line.constData());
        if (!line.startsWith("saved "))
            return -1;
    }
    *opened = last >= first;
    return last;
}

void TestStoreKill::nothingSavedIsLost()
{
    constexpr int kills = 220;
    QElapsedTimer timer;
    timer.start();
    QRandomGenerator random(20261122);
    std::unique_ptr<QTemporaryDir> home;
    QString path;
    QList<std::pair<int, int>> reported; // first and last entry that each run told as saved
    int usual = 0; // ms
    int next = 0;
    int wrote = 0;
    qint64 entries = 0;
    for (int i = 0; i < kills; ++i) {
        if (i % 20 == 0) { // a file of its own from time to time: making one is killed as well
            home = std::make_unique<QTemporaryDir>();
            path = home->filePath(u"stagedesk/store.sqlite"_s);
            next = 0;
            reported.clear();
        }
        bool opened = false;
        // From its first instructions to some commits.
        if (i % 20 == 0)
            usual = patience();
        const int last = run(path, next, 1 + random.bounded(usual * 2), &opened);
        QVERIFY(last >= next - 1);
        wrote += int(opened);
        if (!QFileInfo::exists(path)) {
            QCOMPARE(last, next - 1);
            continue;
        }
        QString error;
        QCOMPARE(raw(path, u"PRAGMA integrity_check"_s, &error).toString(), u"ok"_s);
        QCOMPARE(error, QString());
        // All that was ever reported is there, each with its result and its participant.
        if (last >= next)
            reported.append({next, last});
        int expected = 0;
        QStringList ranges;
        for (const auto &[from, to] : std::as_const(reported)) {
            expected += to - from + 1;
            ranges.append(u"n BETWEEN %1 AND %2"_s.arg(from).arg(to));
        }
        const auto count = [&](const QString &sql) {
            return ranges.isEmpty() ? 0 : raw(path, sql + ranges.join(u" OR "_s)).toInt();
        };
        QCOMPARE(count(u"SELECT count(*) FROM (SELECT id - 1 AS n FROM journal) WHERE "_s), expected);
        QCOMPARE(count(u"SELECT count(*) FROM (SELECT entry - 1 AS n FROM journal_result) WHERE "_s), expected);
        QCOMPARE(
            count(u"SELECT count(*) FROM (SELECT CAST(substr(participant_id, 2) AS INTEGER) AS n FROM participant) "
                  "WHERE "_s),
            expected);
        // And there is no hole: what was not reported can only be missing from the end.
        const int newest = raw(path, u"SELECT coalesce(max(id), 0) FROM journal"_s).toInt();
        QCOMPARE(raw(path, u"SELECT count(*) FROM journal"_s).toInt(), newest);
        next = newest;
        entries = newest;
        QCOMPARE(QDir(home->filePath(u"stagedesk"_s)).entryList({u"*damaged*"_s}).size(), 0);
    }
    // Kills that met nothing prove nothing.
    QVERIFY2(wrote > kills / 4, qPrintable(QString::number(wrote)));
    QVERIFY(entries > 0);
    qInfo("%d kills, %d of them while it wrote, %lld s", kills, wrote, timer.elapsed() / 1000);
}

QTEST_GUILESS_MAIN(TestStoreKill)
#include "tst_storekill.moc"
