// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/settingsfile.h"

#include <QFile>
#include <QLockFile>
#include <QTemporaryDir>
#include <QTest>

using namespace Qt::Literals::StringLiterals;

class TestSettingsFile final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void writesByItself();
    void loopDoesNotWaitForTheDisk();
    void nothingIsLostAtTheEnd();

private:
    QByteArray written() const
    {
        QFile file(m_path);
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    }

    QTemporaryDir m_folder;
    QString m_path = m_folder.filePath(u"desk.conf"_s);
};

void TestSettingsFile::writesByItself()
{
    SettingsFile settings(m_path);
    settings.setValue(u"window/page"_s, u"stages"_s);
    QTRY_VERIFY(written().contains("page=stages"));
    // Again and again.
    settings.setValue(u"window/page"_s, u"overview"_s);
    QTRY_VERIFY(written().contains("page=overview"));
    settings.remove(u"window/page"_s);
    QTRY_VERIFY(!written().contains("page="));
}

// QSettings takes this lock to write, and waits for it.
void TestSettingsFile::loopDoesNotWaitForTheDisk()
{
    SettingsFile settings(m_path);
    QLockFile lock(m_path + u".lock"_s);
    QVERIFY(lock.lock());
    settings.setValue(u"window/page"_s, u"activity"_s);
    for (int i = 0; i < 10; ++i)
        QCoreApplication::processEvents(); // would not come back
    QVERIFY(!written().contains("page=activity"));
    lock.unlock();
    QTRY_VERIFY(written().contains("page=activity"));
}

void TestSettingsFile::nothingIsLostAtTheEnd()
{
    {
        SettingsFile settings(m_path);
        settings.setValue(u"a"_s, 1);
        QCoreApplication::processEvents();
        settings.setValue(u"b"_s, 2);
    }
    QVERIFY(written().contains("a=1"));
    QVERIFY(written().contains("b=2"));
    {
        SettingsFile settings(m_path);
        settings.setValue(u"a"_s, 3);
    }
    QVERIFY(written().contains("a=3"));
    QCOMPARE(SettingsFile(m_path).value(u"b"_s).toInt(), 2);
}

QTEST_GUILESS_MAIN(TestSettingsFile)
#include "tst_settingsfile.moc"
