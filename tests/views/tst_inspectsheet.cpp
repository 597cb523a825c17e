// SPDX-License-Identifier: GPL-3.0-or-later
// The sheet that inspects tokens, opened from the palette over any page.
#include "models/ivs/selfsigned.h"
#include "tests/views/deskwindow.h"
#include "views/actionregistry.h"
#include "views/commands.h"
#include "views/inspectsheet.h"
#include "views/statechip.h"
#include "views/tokenfield.h"

#include <QClipboard>
#include <QContextMenuEvent>
#include <QDirIterator>
#include <QElapsedTimer>
#include <QMenu>
#include <QPushButton>

using namespace Qt::Literals::StringLiterals;
using ivs::es384::PrivateKey;

class TestInspectSheet final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();
    void goodToken();
    void keepsNothing();
    void wrongInPlainWords();
    void countsDown();
    void meantForAnotherStage();
    void serviceGone();
    void aMegabyte();
    void aMenuOfItsOwn();
    void withoutAConnection();
    void connectionClosedUnderneath();
    void byKeyboard();

private:
    QString tokenFor(qint64 seconds) const;
    void openSheet();
    void paste(const QString &text);
    QString said() const { return readable(m_sheet); }
    QString chip() const { return m_sheet->findChild<StateChip *>()->words(); }
    TokenField *field() const { return m_sheet->findChild<TokenField *>(); }

    std::unique_ptr<LocalService> m_service;
    std::unique_ptr<DeskWindow> m_desk;
    Workspace *m_workspace = nullptr;
    QPointer<InspectSheet> m_sheet;
    std::unique_ptr<PrivateKey> m_key;
    QString m_keyArn;
    QJsonObject m_stage;
};

void TestInspectSheet::init()
{
    m_service = std::make_unique<LocalService>();
    m_key = std::make_unique<PrivateKey>(PrivateKey::generate());
    m_keyArn = m_service
                   ->perform(u"ImportPublicKey"_s,
                       {{u"publicKeyMaterial"_s, QString::fromLatin1(m_key->publicPem())}})[u"publicKey"_s][u"arn"_s]
                   .toString();
    m_stage = m_service->perform(u"CreateStage"_s, {{u"name"_s, u"evening"_s}})[u"stage"_s].toObject();
    m_desk = std::make_unique<DeskWindow>();
    m_workspace = m_desk->connectTo(*m_service);
    QVERIFY(m_desk->show());
    QTRY_VERIFY(isSettled(m_workspace->stages()));
    openSheet();
}

void TestInspectSheet::cleanup()
{
    QGuiApplication::clipboard()->clear();
    m_desk.reset();
    m_service.reset();
}

// From the palette, as a person does.
void TestInspectSheet::openSheet()
{
    QTest::keyClick(m_desk->window(), Qt::Key_K, Qt::ControlModifier);
    QLineEdit *find = nullptr;
    QTRY_VERIFY((find = qobject_cast<QLineEdit *>(QApplication::focusWidget())));
    find->selectAll();
    QTest::keyClicks(find, u"inspect a token"_s);
    QTest::keyClick(find, Qt::Key_Return);
    QTRY_VERIFY((m_sheet = m_desk->window()->findChild<InspectSheet *>()) && m_sheet->isVisible());
    QTRY_VERIFY(field()->hasFocus());
}

QString TestInspectSheet::tokenFor(qint64 seconds) const
{
    // The next whole second, as what is left is counted in whole ones.
    const QDateTime now = m_workspace->clock()->now().addMSecs(999);
    return ivs::signedToken(*m_key, m_keyArn,
        ivs::ParticipantClaims {u"guest-1"_s, m_stage[u"arn"_s].toString(),
            m_stage[u"endpoints"_s][u"events"_s].toString(), m_stage[u"endpoints"_s][u"whip"_s].toString(), u"anna"_s,
            {{u"seat"_s, u"front"_s}}, false, true, now, now.addSecs(seconds)})
        .value();
}

// As a person does.
void TestInspectSheet::paste(const QString &text)
{
    QGuiApplication::clipboard()->setText(text);
    field()->setFocus();
    QTest::keySequence(field(), QKeySequence(QKeySequence::Paste));
}

void TestInspectSheet::goodToken()
{
    const QString token = tokenFor(3600);
    paste(token);
    QCOMPARE(chip(), u"Not all checked"_s);
    QTRY_VERIFY(said().contains(u"The stage is in the list: evening."_s));
    QTRY_VERIFY(said().contains(u"the public key is not known here"_s));
    QTRY_VERIFY(said().contains(u"subscribe only"_s));
    QTRY_VERIFY(said().contains(u"anna"_s));
    QTRY_VERIFY(said().contains(u"seat = front"_s));
    QVERIFY(!withText<QPushButton>(m_sheet, u"Cancel"_s));
    auto *askKey = withText<QPushButton>(m_sheet, u"Ask for the &key"_s);
    QVERIFY(askKey);
    QTest::mouseClick(askKey, Qt::LeftButton);
    QVERIFY(!askKey->isEnabled());
    QTest::mouseClick(askKey, Qt::LeftButton);
    QTRY_COMPARE(chip(), u"Good"_s);
    QTRY_VERIFY(said().contains(u"made with the key "_s + m_keyArn.section(u'/', 1)));
    QVERIFY(!askKey->isVisible());
    auto *askStage = withText<QPushButton>(m_sheet, u"Ask for the &stage"_s);
    QTest::mouseClick(askStage, Qt::LeftButton);
    QTRY_VERIFY(said().contains(u"The stage exists: evening."_s));
    QCOMPARE(m_service->arrived(u"GetPublicKey"_s), 1);
    QCOMPARE(m_service->arrived(u"GetStage"_s), 1);
    // The token itself is nowhere on the screen, nor in a title, nor may it be copied back.
    QVERIFY(!field()->displayText().contains(token.left(20)));
    QVERIFY(!said().contains(token.section(u'.', 2)));
    QVERIFY(!m_desk->window()->windowTitle().contains(token.left(20)));
    QGuiApplication::clipboard()->clear();
    field()->selectAll();
    QTest::keySequence(field(), QKeySequence(QKeySequence::Copy));
    QVERIFY(QGuiApplication::clipboard()->text().isEmpty());
}

void TestInspectSheet::keepsNothing()
{
    const QByteArray token = tokenFor(3600).toLatin1();
    paste(QString::fromLatin1(token));
    QTest::mouseClick(withText<QPushButton>(m_sheet, u"Ask for the &key"_s), Qt::LeftButton);
    QTRY_COMPARE(chip(), u"Good"_s);
    QTest::mouseClick(withText<QPushButton>(m_sheet, u"Close"_s), Qt::LeftButton);
    QTRY_VERIFY(!m_sheet);
    openSheet();
    QVERIFY(field()->token().isEmpty());
    QVERIFY(!said().contains(u"anna"_s));
    // Nor on disk: everything that the program writes stands in its home.
    m_desk->open();
    m_desk->settings()->sync();
    int files = 0;
    QDirIterator all(m_desk->home(), QDir::Files | QDir::Hidden, QDirIterator::Subdirectories);
    while (all.hasNext()) {
        QFile file(all.next());
        QVERIFY(file.open(QIODevice::ReadOnly));
        const QByteArray content = file.readAll();
        for (const QByteArray &part : token.split('.'))
            QVERIFY2(!content.contains(part), qPrintable(file.fileName()));
        ++files;
    }
    QVERIFY(files >= 2);
}

void TestInspectSheet::wrongInPlainWords()
{
    paste(u"hello"_s);
    QCOMPARE(chip(), u"No token"_s);
    QTRY_VERIFY(said().contains(u"A token has three parts"_s));
    QVERIFY(!withText<QPushButton>(m_sheet, u"Ask for the &key"_s));
    QString changed = tokenFor(3600);
    changed[changed.size() - 10] = changed[changed.size() - 10] == u'A' ? u'B' : u'A';
    paste(changed); // takes the place of what was there
    QTest::mouseClick(withText<QPushButton>(m_sheet, u"Ask for the &key"_s), Qt::LeftButton);
    QTRY_COMPARE(chip(), u"Won't work"_s);
    QTRY_VERIFY(said().contains(u"changed afterwards"_s));
    paste(u"  Bearer "_s + tokenFor(3600) + u'\n');
    QCOMPARE(chip(), u"Good"_s);
    QVERIFY(!said().contains(u"changed afterwards"_s));
    field()->selectAll();
    QTest::keyClick(field(), Qt::Key_Delete);
    QVERIFY(!m_sheet->findChild<StateChip *>()->isVisible());
}

void TestInspectSheet::countsDown()
{
    paste(tokenFor(3600));
    QTRY_VERIFY(said().contains(u"expires in 01:00:00"_s));
    m_service->control(u"advance"_s, {{u"seconds"_s, 3590}});
    m_workspace->stages()->reload(); // an answer carries the time
    QTRY_VERIFY(said().contains(u"expires in 00:10"_s));
    m_service->control(u"advance"_s, {{u"seconds"_s, 90}});
    m_workspace->stages()->reload();
    QTRY_COMPARE(chip(), u"Expired"_s);
    QTRY_VERIFY(said().contains(u"It expired 1 min ago."_s));
}

void TestInspectSheet::meantForAnotherStage()
{
    m_service->createStage(u"morning"_s);
    m_workspace->stages()->reload();
    QTRY_COMPARE(m_workspace->stages()->rowCount(), 2);
    paste(tokenFor(3600));
    auto *meant = named<QLineEdit>(m_sheet, u"Meant for"_s);
    QTest::keyClicks(meant, u"evening"_s);
    QCOMPARE(chip(), u"Not all checked"_s);
    meant->clear();
    QTest::keyClicks(meant, u"morning"_s);
    QCOMPARE(chip(), u"Won't work"_s);
    QTRY_VERIFY(said().contains(u"It is for another stage."_s));
    QTest::keyClicks(meant, u"x"_s);
    QTRY_VERIFY(said().contains(u"No stage that is loaded has that name alone."_s));
    QCOMPARE(chip(), u"Not all checked"_s);
}

void TestInspectSheet::serviceGone()
{
    paste(tokenFor(3600));
    m_service->stop();
    QTest::mouseClick(withText<QPushButton>(m_sheet, u"Ask for the &key"_s), Qt::LeftButton);
    QTRY_VERIFY(m_sheet->inspection()->error());
    QTRY_VERIFY(withText<QPushButton>(m_sheet, u"Ask for the &key"_s)->isEnabled());
    QCOMPARE(chip(), u"Not all checked"_s);
    QTRY_VERIFY(said().contains(u"anna"_s));
}

void TestInspectSheet::aMegabyte()
{
    QElapsedTimer timer;
    timer.start();
    paste(QString(1024 * 1024, u'A'));
    qInfo("1 MB: %d ms", int(timer.restart()));
    QVERIFY(timer.elapsed() < 5000);
    QCOMPARE(chip(), u"No token"_s);
    QCOMPARE(field()->placeholderText(), u"%1 characters were pasted"_s.arg(QLocale().toString(1024 * 1024)));
    paste(QString(1024 * 1024 + 1, u'A'));
    QTRY_VERIFY(said().contains(u"It is larger than 1 MB. No token is, and nothing of it was read."_s));
    QTest::keyClick(field(), Qt::Key_X); // typed over it
    QCOMPARE(field()->token(), u"x"_s);
    paste(tokenFor(60));
    QCOMPARE(chip(), u"Not all checked"_s);
}

void TestInspectSheet::aMenuOfItsOwn()
{
    QGuiApplication::clipboard()->setText(u"hello"_s);
    QContextMenuEvent event(QContextMenuEvent::Keyboard, QPoint(5, 5), field()->mapToGlobal(QPoint(5, 5)));
    QCoreApplication::sendEvent(field(), &event);
    auto *menu = field()->findChild<QMenu *>();
    QVERIFY(menu && menu->isVisible());
    QCOMPARE(menu->actions().size(), 2);
    menu->actions().first()->trigger();
    QCOMPARE(field()->token(), u"hello"_s);
    menu->actions().last()->trigger();
    QVERIFY(!menu->actions().last()->isEnabled() || field()->token().isEmpty());
    menu->close();
}

void TestInspectSheet::withoutAConnection()
{
    m_desk->desk()->close(m_workspace);
    QVERIFY(!m_sheet);
    for (const QAction *action : m_desk->window()->findChildren<QAction *>()) {
        if (action->text().startsWith("Inspect a &token"_L1))
            QVERIFY(!action->isEnabled());
    }
}

void TestInspectSheet::connectionClosedUnderneath()
{
    paste(tokenFor(3600));
    QTest::mouseClick(withText<QPushButton>(m_sheet, u"Ask for the &key"_s), Qt::LeftButton);
    m_desk->desk()->close(m_workspace);
    QVERIFY(!m_sheet);
    Workspace *another = m_desk->connectTo(*m_service);
    QTRY_VERIFY(isSettled(another->stages()));
    openSheet();
    QCOMPARE(chip(), QString());
}

void TestInspectSheet::byKeyboard()
{
    paste(tokenFor(3600));
    // Opened again it is the same one, with the keyboard where it was.
    InspectSheet *first = m_sheet;
    openSheet();
    QCOMPARE(m_sheet.data(), first);
    QVERIFY(!field()->token().isEmpty());
    QSet<QWidget *> reached;
    for (int i = 0; i < 40; ++i) {
        reached.insert(QApplication::focusWidget());
        QTest::keyClick(QApplication::focusWidget(), Qt::Key_Tab);
    }
    for (QPushButton *button : m_sheet->findChildren<QPushButton *>()) {
        if (button->isVisible() && button->isEnabled())
            QVERIFY2(reached.contains(button), qPrintable(button->text()));
    }
    field()->setFocus();
    QTest::keyClick(field(), Qt::Key_Escape);
    QTRY_VERIFY(!m_sheet);
}

QTEST_MAIN(TestInspectSheet)
#include "tst_inspectsheet.moc"
