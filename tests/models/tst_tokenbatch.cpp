// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/journal.h"
#include "models/tokenacts.h"
#include "models/tokenbatch.h"
#include "tests/models/desktest.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QSignalSpy>

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr int kWait = 15000;
using State = TokenBatch::State;

} // namespace

/// Many tokens at once: what is read, mended, minted, and what is never minted twice.
class TestTokenBatch final : public DeskTest
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void rowsAndTheirDefaults();
    void headersAreFound_data();
    void headersAreFound();
    void badLinesAreNamedAndMended();
    void nothingLeavesWhileOneIsBad();
    void everyRowIsMintedOnce();
    void aLostAnswerStaysUnknown();
    void whatConcernsAllStopsTheRest();
    void refusedRowsAreMendedAndGoAgain();
    void takenBackRowsGoOn();
    void readOnlySendsNothing();
    void goneWhileUnderWay();
    void exportIsDefused();
    void beginsAWhileApart();
    void longCellsAreCutAndSay();
    void stagesByName();
    void journalKeepsNoToken();

private:
    void run()
    {
        QSignalSpy finished(m_batch.get(), &TokenBatch::finished);
        QVERIFY(m_batch->start());
        QTRY_COMPARE_WITH_TIMEOUT(finished.count(), 1, kWait);
    }
    void set(int row, TokenBatch::Column column, const QString &text)
    {
        QVERIFY(m_batch->setData(m_batch->index(row, column), text));
    }
    QString cell(int row, TokenBatch::Column column) const { return m_batch->index(row, column).data().toString(); }

    QString m_stage;
    std::unique_ptr<TokenBatch> m_batch;
};

void TestTokenBatch::init()
{
    m_batch.reset();
    open();
    m_stage = createStage(u"evening"_s);
    m_batch = std::make_unique<TokenBatch>(m_workspace);
    watch(m_batch.get());
    MintDraft defaults;
    defaults.stageArn = m_stage;
    defaults.stageName = u"evening"_s;
    m_batch->setDefaults(defaults);
}

void TestTokenBatch::rowsAndTheirDefaults()
{
    QCOMPARE(m_batch->read("guest-1\nguest-2\n").rows, 2);
    QCOMPARE(m_batch->count(State::Ready), 2);
    QCOMPARE(cell(0, TokenBatch::Stage), u"evening"_s);
    QCOMPARE(cell(0, TokenBatch::ValidFor), u"12 h"_s);
    QCOMPARE(cell(0, TokenBatch::May), u"publish, subscribe"_s);
    MintDraft defaults = m_batch->defaults();
    defaults.token.durationMinutes = 90;
    m_batch->setDefaults(defaults);
    QCOMPARE(cell(0, TokenBatch::ValidFor), u"1 h 30 min"_s);
    m_batch->addRow();
    m_batch->dropRows({0});
    QCOMPARE(m_batch->total(), 2);
    QCOMPARE(cell(0, TokenBatch::UserId), u"guest-2"_s);
    set(1, TokenBatch::UserId, u"guest-2"_s);
    QCOMPARE(m_batch->repeatedUserIds(), 1);
    m_batch->read("c\nd\ne\nf\ng\n");
    m_batch->dropRows({3, 0, 2, 6});
    QStringList left;
    for (int row = 0; row < m_batch->total(); ++row)
        left << cell(row, TokenBatch::UserId);
    QCOMPARE(left, (QStringList {u"guest-2"_s, u"e"_s, u"f"_s}));
    QCOMPARE(m_batch->count(State::Ready), 3);
    QCOMPARE(m_batch->read({}).rows, 0);
    QVERIFY(!m_batch->read({}).fault.isEmpty());
}

void TestTokenBatch::headersAreFound_data()
{
    QTest::addColumn<QByteArray>("csv");
    QTest::addColumn<QStringList>("leftOut");
    QTest::newRow("ours") << QByteArray("user_id;capabilities;duration;attributes\nzoe;subscribe;2 h;role=guest\n")
                          << QStringList();
    QTest::newRow("the service's") << QByteArray("userId,duration,capabilities,attribute:role\nzoe,120,SUBSCRIBE,guest")
                                   << QStringList();
    QTest::newRow("others are left out") << QByteArray(
        "email,User Id,Valid for,Capabilities,attributes\nz@x.org,zoe,2h,subscribe,role=guest")
                                         << QStringList {u"email"_s};
    QTest::newRow("none") << QByteArray("zoe,subscribe,2 h,role=guest\n") << QStringList();
}

void TestTokenBatch::headersAreFound()
{
    QFETCH(QByteArray, csv);
    QFETCH(QStringList, leftOut);
    const TokenBatch::Reading reading = m_batch->read(csv);
    QCOMPARE(reading.fault, QString());
    QCOMPARE(reading.rows, 1);
    QCOMPARE(reading.leftOut, leftOut);
    QCOMPARE(m_batch->state(0), State::Ready);
    run();
    const MintedToken token = m_batch->tokens().value(0);
    QCOMPARE(token.userId, u"zoe"_s);
    QVERIFY(!token.publish && token.subscribe);
    QCOMPARE(token.attributes, (QMap<QString, QString> {{u"role"_s, u"guest"_s}}));
    QVERIFY(qAbs(token.issued.secsTo(token.expires) - 7200) <= 2); // times come in whole seconds
    QCOMPARE(token.stageArn, m_stage);
    QVERIFY(token.token.startsWith(u"eyJ"_s) && !token.participantId.isEmpty());
}

void TestTokenBatch::badLinesAreNamedAndMended()
{
    m_batch->read(
        "user id,duration,attributes\na,2 h,role=x\nb,soon,\n\"c,1 h,\nd,1 h,seat\ne,99 d,\nf,1 h,x=y,more\n");
    QCOMPARE(m_batch->count(State::Bad), 5);
    QCOMPARE(m_batch->firstBad(), 1);
    QVERIFY2(m_batch->faultOf(1).startsWith(u"Line 3: Valid for"_s), qPrintable(m_batch->faultOf(1)));
    QVERIFY2(m_batch->faultOf(2).startsWith(u"Line 4: "_s), qPrintable(m_batch->faultOf(2)));
    QVERIFY(m_batch->faultOf(3).contains(u"Attributes"_s));
    QVERIFY(m_batch->faultOf(4).contains(u"14 days"_s));
    QVERIFY(m_batch->faultOf(5).contains(u"more cells"_s));
    set(1, TokenBatch::ValidFor, u"90 min"_s);
    set(2, TokenBatch::UserId, u"c"_s);
    set(3, TokenBatch::Attributes, u"seat=3"_s);
    set(4, TokenBatch::ValidFor, u"14 d"_s);
    set(5, TokenBatch::Attributes, u"x=y"_s);
    QCOMPARE(m_batch->count(State::Bad), 0);
    QCOMPARE(m_batch->firstBad(), -1);
}

void TestTokenBatch::nothingLeavesWhileOneIsBad()
{
    m_batch->read("a\nb,nonsense\n");
    QVERIFY(!m_batch->start());
    QVERIFY(!m_batch->isRunning());
    QCOMPARE(m_service->arrived(u"CreateParticipantToken"_s), 0);
}

void TestTokenBatch::everyRowIsMintedOnce()
{
    QByteArray csv("user_id\n");
    for (int i = 0; i < 40; ++i)
        csv += "guest-" + QByteArray::number(i) + '\n';
    m_batch->read(csv);
    run();
    QCOMPARE(m_batch->count(State::Minted), 40);
    QCOMPARE(m_service->acted(u"CreateParticipantToken"_s), 40);
    QSet<QString> participants;
    const QList<MintedToken> tokens = m_batch->tokens();
    for (int i = 0; i < 40; ++i) {
        QCOMPARE(tokens[i].userId, u"guest-%1"_s.arg(i)); // each row has its own
        participants.insert(tokens[i].participantId);
    }
    QCOMPARE(participants.size(), 40);
    // Nothing is left to send, and nothing of it can be changed or lost.
    m_batch->dropRows({0, 1});
    QCOMPARE(m_batch->total(), 40);
    QVERIFY(!m_batch->start());
    QVERIFY(!(m_batch->flags(m_batch->index(0, 0)) & Qt::ItemIsEditable));
    // They are good for a join.
    QVERIFY(
        !m_service->control(u"join"_s, {{u"token"_s, tokens.first().token}})["participantId"_L1].toString().isEmpty());
}

void TestTokenBatch::aLostAnswerStaysUnknown()
{
    QVERIFY(m_service->fault(u"CreateParticipantToken"_s, u"drop"_s, u"after"_s));
    m_batch->read("a\nb\nc\n");
    run();
    QCOMPARE(m_batch->count(State::Unknown), 1);
    QCOMPARE(m_batch->count(State::Minted), 2);
    QCOMPARE(m_service->arrived(u"CreateParticipantToken"_s), 3);
    QVERIFY(!m_batch->start());
    QVERIFY(m_batch->summary().contains(u"1 unknown"_s));
    m_batch->forgetUnknown(); // by hand
    run();
    QCOMPARE(m_batch->count(State::Minted), 3);
    QCOMPARE(m_service->arrived(u"CreateParticipantToken"_s), 4);
}

void TestTokenBatch::whatConcernsAllStopsTheRest()
{
    QVERIFY(m_service->fault(u"CreateParticipantToken"_s, u"status"_s, 403, 1000));
    QByteArray csv;
    for (int i = 0; i < 60; ++i)
        csv += "guest-" + QByteArray::number(i) + '\n';
    m_batch->read(csv);
    run();
    QVERIFY(m_batch->stoppedBy() && m_batch->stoppedBy()->kind == aws::ErrorKind::Denied);
    QVERIFY2(m_service->arrived(u"CreateParticipantToken"_s) < 30,
        qPrintable(QString::number(m_service->arrived(u"CreateParticipantToken"_s))));
    QVERIFY(m_batch->count(State::Canceled) > 0);
    m_service->clearFaults();
    run(); // goes on where it was cut
    QCOMPARE(m_batch->count(State::Minted), 60);
    QCOMPARE(m_service->acted(u"CreateParticipantToken"_s), 60);
}

void TestTokenBatch::refusedRowsAreMendedAndGoAgain()
{
    const QString other = createStage(u"other"_s);
    m_service->perform(u"DeleteStage"_s, {{u"arn"_s, other}});
    m_batch->read("user id,stage\na,\nb," + other.toUtf8() + "\n");
    run();
    QCOMPARE(m_batch->state(0), State::Minted);
    QCOMPARE(m_batch->state(1), State::Failed);
    QVERIFY(!m_batch->stoppedBy());
    set(1, TokenBatch::Stage, QString());
    QCOMPARE(m_batch->state(1), State::Ready);
    run();
    QCOMPARE(m_batch->count(State::Minted), 2);
    QCOMPARE(m_service->acted(u"CreateParticipantToken"_s), 2);
}

void TestTokenBatch::takenBackRowsGoOn()
{
    QVERIFY(m_service->fault(u"CreateParticipantToken"_s, u"latency"_s, 200, 100));
    m_batch->read("a\nb\nc\nd\ne\nf\ng\nh\ni\nj\n");
    QSignalSpy finished(m_batch.get(), &TokenBatch::finished);
    QVERIFY(m_batch->start());
    QTRY_VERIFY_WITH_TIMEOUT(m_service->arrived(u"CreateParticipantToken"_s) > 0, kWait);
    QVERIFY(!m_batch->setData(m_batch->index(9, 0), u"x"_s)); // while it runs nothing is changed
    m_batch->addRow();
    m_batch->dropRows({0});
    QCOMPARE(m_batch->total(), 10);
    m_batch->cancel();
    QTRY_COMPARE_WITH_TIMEOUT(finished.count(), 1, kWait);
    QVERIFY(m_batch->count(State::Canceled) >= 4);
    QCOMPARE(m_batch->count(State::Minted) + m_batch->count(State::Canceled), 10);
    m_service->clearFaults();
    run();
    QCOMPARE(m_batch->count(State::Minted), 10);
    QCOMPARE(m_service->acted(u"CreateParticipantToken"_s), 10);
}

void TestTokenBatch::readOnlySendsNothing()
{
    m_workspace->guard()->setReason(aws::ReadOnlyReason::Option, true);
    m_batch->read("a\nb\n");
    run();
    QCOMPARE(m_service->arrived(u"CreateParticipantToken"_s), 0);
    QCOMPARE(m_batch->count(State::Minted), 0);
}

void TestTokenBatch::goneWhileUnderWay()
{
    QVERIFY(m_service->fault(u"CreateParticipantToken"_s, u"latency"_s, 200, 100));
    m_batch->read("a\nb\nc\nd\ne\nf\ng\nh\ni\nj\n");
    QVERIFY(m_batch->start());
    QTRY_VERIFY_WITH_TIMEOUT(m_service->arrived(u"CreateParticipantToken"_s) > 0, kWait);
    m_batch.reset();
    QTRY_VERIFY_WITH_TIMEOUT(m_workspace->tokenActs()->findChildren<Undertaking *>().isEmpty(), kWait);
    QVERIFY(m_service->arrived(u"CreateParticipantToken"_s) < 10);
}

void TestTokenBatch::exportIsDefused()
{
    m_batch->read("user id;attributes\n\"=HYPERLINK(\"\"x\"\")\";\"a=\"\"q\"\", r\"\n+1;\n");
    run();
    const QByteArray csv = m_batch->writer(TokenBatch::Format::Csv)();
    QVERIFY(csv.contains("\"'=HYPERLINK(\"\"x\"\")\""));
    QVERIFY(csv.contains("\"'+1\""));
    QVERIFY(csv.contains(m_batch->tokens().first().token.toUtf8()));
    QCOMPARE(csv.count("\r\n"), 3);
    const QJsonArray rows = QJsonDocument::fromJson(m_batch->writer(TokenBatch::Format::Json)()).array();
    QCOMPARE(rows.size(), 2);
    QCOMPARE(rows[1].toObject()["userId"_L1].toString(), u"+1"_s);
    QCOMPARE(rows[1].toObject()["token"_L1].toString(), m_batch->tokens()[1].token);
    // What was exported can be read in again; the columns that are answers are left out.
    TokenBatch again(m_workspace);
    const TokenBatch::Reading reading = again.read(csv);
    QCOMPARE(reading.rows, 2);
    QVERIFY(reading.leftOut.contains(u"token"_s));
    QCOMPARE(again.count(State::Ready), 2);
}

void TestTokenBatch::beginsAWhileApart()
{
    m_desk->governor()->setShares({}); // 40 of the service's 50 a second
    m_batch->read("a\nb\nc\n");
    QVERIFY(m_batch->start());
    for (int minted = 1; minted <= 3; ++minted) {
        QTRY_COMPARE_WITH_TIMEOUT(m_batch->count(State::Minted), minted, kWait);
        m_clock->advance(24);
        QCoreApplication::processEvents();
        QCOMPARE(m_service->arrived(u"CreateParticipantToken"_s), minted);
        m_clock->advance(1);
    }
    QTRY_VERIFY(!m_batch->isRunning());
    // One that waits for its turn can be taken back.
    m_batch->read("d\ne\nf\n");
    QVERIFY(m_batch->start());
    m_batch->cancel();
    QTRY_VERIFY_WITH_TIMEOUT(!m_batch->isRunning(), kWait);
    QVERIFY(m_batch->count(State::Canceled) >= 2);
}

void TestTokenBatch::longCellsAreCutAndSay()
{
    const QByteArray huge(1'000'000, 'x');
    m_batch->read("user id,attributes,attribute:a\n" + huge + ",,\nb," + huge + ",\nc,role=x," + huge + "\n");
    QCOMPARE(m_batch->count(State::Bad), 3);
    for (int row = 0; row < 3; ++row) {
        QVERIFY2(m_batch->faultOf(row).contains(u"was cut"_s), qPrintable(m_batch->faultOf(row)));
        for (int column = 0; column < TokenBatch::ColumnTotal; ++column) {
            QVERIFY(m_batch->index(row, column).data().toString().size() < 500);
            QVERIFY(m_batch->index(row, column).data(Qt::EditRole).toString().size() <= TokenBatch::kLongestCell);
        }
    }
    set(0, TokenBatch::UserId, QString(100'000, u'y'));
    QVERIFY(m_batch->faultOf(0).contains(u"was cut"_s));
    set(0, TokenBatch::UserId, u"a"_s);
    QCOMPARE(m_batch->state(0), State::Ready);
}

void TestTokenBatch::stagesByName()
{
    createStage(u"late"_s);
    m_batch->read("user id,stage\na,late\n");
    QVERIFY(m_batch->faultOf(0).contains(u"Stage"_s)); // the list is not loaded
    m_workspace->stages()->setWatched(true);
    QTRY_COMPARE_WITH_TIMEOUT(m_batch->state(0), State::Ready, kWait);
    run();
    QVERIFY(m_batch->tokens().value(0).stageArn != m_stage);
    QCOMPARE(m_batch->tokens().value(0).stageName, u"late"_s);
}

void TestTokenBatch::journalKeepsNoToken()
{
    m_batch->read("a\n");
    run();
    const MintedToken token = m_batch->tokens().first();
    const QList<store::JournalEntry> &entries = m_workspace->journal()->entries();
    QCOMPARE(entries.size(), 1);
    QCOMPARE(entries.first().id, token.journalEntry);
    QCOMPARE(entries.first().resource, token.participantId);
    QVERIFY(!entries.first().parameters.contains(token.token.toUtf8()));
    QVERIFY(entries.first().parameters.contains("\"a\""));
}

QTEST_GUILESS_MAIN(TestTokenBatch)
#include "tst_tokenbatch.moc"
