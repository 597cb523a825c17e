// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/tokenbatch.h"
#include "tests/views/tokenstudio.h"
#include "views/batchsheet.h"

#include <QFile>

using namespace Qt::Literals::StringLiterals;

/// Many tokens at once, as a person mints them.
class TestManyTokens final : public TokenStudioTest
{
    Q_OBJECT

private Q_SLOTS:
    void fromTheClipboard();
    void fromAFile();
    void stopAndGoOn();
    void keyboardReachesTheSheet();
};

void TestManyTokens::fromTheClipboard()
{
    fill();
    press(u"Mint many…"_s);
    QVERIFY(shown<BatchSheet>());
    m_desk->pasted = u"user id;duration;email\nguest-1;;a@x\nguest-2;soon;b@x\n"_s;
    press(u"Paste rows"_s);
    QVERIFY(readable(page()).contains(u"Line 3: Valid for"_s));
    QVERIFY(readable(page()).contains(u"email"_s));
    auto *batch = page()->findChild<TokenBatch *>();
    press(u"Mint 2"_s); // rests: one row is bad
    QVERIFY(!batch->isRunning());
    // Mended in place, with the keyboard.
    auto *table = named<QTableView>(page(), u"Tokens to mint"_s);
    QVERIFY(table->hasFocus());
    table->setCurrentIndex(batch->index(1, TokenBatch::ValidFor));
    QTest::keyClick(table, Qt::Key_F2);
    auto *editor = table->findChild<QLineEdit *>();
    QVERIFY(editor);
    type(editor, u"2 h"_s);
    QTest::keyClick(editor, Qt::Key_Return);
    QTRY_COMPARE(batch->count(TokenBatch::State::Bad), 0); // the delegate commits through the event loop
    press(u"Mint 2"_s);
    QTRY_COMPARE_WITH_TIMEOUT(batch->count(TokenBatch::State::Minted), 2, kWait);
    QTRY_VERIFY(!batch->isRunning());
    press(u"Close"_s); // asks: nothing was handed over
    QVERIFY(shown<BatchSheet>());
    press(u"Keep editing"_s);
    press(u"Copy the tokens"_s);
    const QStringList lines = m_desk->copiedSecret.split(u'\n');
    QCOMPARE(lines.size(), 2);
    QCOMPARE(lines[1].section(u'\t', 0, 0), u"guest-2"_s);
    QVERIFY(!readable(m_desk->window()).contains(lines[1].section(u'\t', 1).left(20)));
    press(u"Close"_s);
    QVERIFY(!shown<BatchSheet>());
}

void TestManyTokens::fromAFile()
{
    fill();
    press(u"Mint many…"_s);
    m_desk->chosenFile = m_desk->home() + u"/people.csv"_s;
    press(u"Open a CSV file…"_s);
    QVERIFY(readable(page()).contains(u"can't be read"_s));
    QFile file(m_desk->chosenFile);
    QVERIFY(file.open(QIODevice::WriteOnly) && file.write("\xef\xbb\xbfuserId\n=1+1\nb\n") > 0);
    file.close();
    press(u"Open a CSV file…"_s);
    press(u"Mint 2"_s);
    auto *batch = page()->findChild<TokenBatch *>();
    QTRY_COMPARE_WITH_TIMEOUT(batch->count(TokenBatch::State::Minted), 2, kWait);
    QTRY_VERIFY(!batch->isRunning());
    m_desk->chosenFile = m_desk->home() + u"/tokens.csv"_s;
    press(u"Save as CSV…"_s);
    QVERIFY(!QFile::exists(m_desk->chosenFile));
    press(u"Choose a file…"_s);
    QCOMPARE(m_desk->proposedFile, u"tokens.csv"_s);
    QTRY_VERIFY(readable(page()).contains(u"Only you can read"_s));
    QFile saved(m_desk->chosenFile);
    QVERIFY(saved.open(QIODevice::ReadOnly));
    QVERIFY(!(saved.permissions() & (QFile::ReadGroup | QFile::ReadOther)));
    const QByteArray csv = saved.readAll();
    QVERIFY(csv.contains("\"'=1+1\"") && csv.contains(batch->tokens().first().token.toUtf8()));
    press(u"Close"_s);
    QVERIFY(!shown<BatchSheet>());
}

void TestManyTokens::stopAndGoOn()
{
    QVERIFY(m_service->fault(u"CreateParticipantToken"_s, u"latency"_s, 150, 100));
    fill();
    press(u"Mint many…"_s);
    m_desk->pasted = u"a\nb\nc\nd\ne\nf\ng\nh\ni\nj\n"_s;
    press(u"Paste rows"_s);
    press(u"Mint 10"_s);
    QTRY_VERIFY_WITH_TIMEOUT(arrived() > 0, kWait);
    press(u"Stop"_s);
    auto *batch = page()->findChild<TokenBatch *>();
    QTRY_VERIFY_WITH_TIMEOUT(!batch->isRunning(), kWait);
    const int left = batch->sendable();
    QVERIFY(left > 0);
    m_service->clearFaults();
    press(u"Mint the other %1"_s.arg(left));
    QTRY_COMPARE_WITH_TIMEOUT(batch->count(TokenBatch::State::Minted), 10, kWait);
    QCOMPARE(m_service->acted(u"CreateParticipantToken"_s), 10);
}

void TestManyTokens::keyboardReachesTheSheet()
{
    fill();
    press(u"Mint many…"_s);
    m_desk->pasted = u"a\n"_s;
    press(u"Paste rows"_s);
    press(u"Mint 1"_s);
    auto *batch = page()->findChild<TokenBatch *>();
    QTRY_COMPARE_WITH_TIMEOUT(batch->count(TokenBatch::State::Minted), 1, kWait);
    QTRY_VERIFY(!batch->isRunning());
    QCOMPARE(unreached(shown<BatchSheet>()), QString());
}

QTEST_MAIN(TestManyTokens)
#include "tst_manytokens.moc"
