// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/store/store.h"
#include "tests/views/deskwindow.h"
#include "views/messagebar.h"

#include <QSignalSpy>
#include <QToolButton>

using namespace Qt::Literals::StringLiterals;

/// What happens to the store's file is told in the window, and the program goes on.
class TestStoreNotice final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void damagedIsSetAside();
    void cannotBeOpened();
    void staysWhenAnotherConnectionIsShown();

private:
    static QString notice(const DeskWindow &desk)
    {
        const auto bars = desk.window()->findChildren<MessageBar *>();
        for (const MessageBar *bar : bars) {
            if (bar->isVisible())
                return bar->text();
        }
        return {};
    }
};

void TestStoreNotice::damagedIsSetAside()
{
    QTemporaryDir home;
    QFile file(home.filePath(u"store.sqlite"_s));
    QVERIFY(file.open(QIODevice::WriteOnly) && file.write(QByteArray(8192, 'x')) == 8192);
    file.close();
    DeskWindow desk;
    desk.desk()->setStoreFolder(home.path());
    QVERIFY(desk.show());
    store::Store *store = desk.desk()->store();
    QVERIFY(store);
    QTRY_VERIFY2(notice(desk).contains(u"set aside"_s), qPrintable(notice(desk)));
    QTRY_COMPARE(store->state(), store::Store::State::Ready);
    QCOMPARE(QDir(home.path()).entryList({u"store.sqlite.damaged-*"_s}).size(), 1);
}

void TestStoreNotice::cannotBeOpened()
{
    QTemporaryDir home;
    QFile file(home.filePath(u"stagedesk"_s)); // where the folder should be
    QVERIFY(file.open(QIODevice::WriteOnly));
    DeskWindow desk;
    desk.desk()->setStoreFolder(file.fileName());
    QVERIFY(desk.show());
    store::Store *store = desk.desk()->store();
    QTRY_COMPARE(store->state(), store::Store::State::Failed);
    QTRY_VERIFY2(notice(desk).contains(store->why()), qPrintable(notice(desk)));
    const QString told = notice(desk);
    // Every write that is lost from now on would say the same again.
    QSignalSpy lost(store, &store::Store::lost);
    store->setState(u"a"_s, "b");
    QTRY_COMPARE(lost.count(), 1);
    QCOMPARE(notice(desk), told);
}

void TestStoreNotice::staysWhenAnotherConnectionIsShown()
{
    LocalService one;
    LocalService two;
    DeskWindow desk;
    QVERIFY(desk.show());
    desk.connectTo(one);
    Q_EMIT desk.desk()->storeNoticed(u"it was set aside"_s);
    QVERIFY(notice(desk).contains(u"set aside"_s));
    Workspace *second = desk.connectTo(two);
    desk.desk()->close(desk.window()->workspace());
    QCOMPARE(desk.window()->workspace(), second);
    QVERIFY2(notice(desk).contains(u"set aside"_s), qPrintable(notice(desk)));
    // Until the person puts it away.
    QToolButton *close = nullptr;
    const auto all = desk.window()->findChildren<QToolButton *>();
    for (QToolButton *each : all) {
        if (each->accessibleName() == u"Hide this message"_s && each->isVisible())
            close = each;
    }
    QVERIFY(close);
    QTest::mouseClick(close, Qt::LeftButton);
    QVERIFY(notice(desk).isEmpty());
}

QTEST_MAIN(TestStoreNotice)
#include "tst_storenotice.moc"
