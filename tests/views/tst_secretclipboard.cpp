// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/manualclock.h"
#include "views/secretclipboard.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QMimeData>
#include <QTest>

using namespace Qt::Literals::StringLiterals;

/// A secret does not stay on the clipboard.
class TestSecretClipboard final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void takenOffAfterAWhile();
    void whatCameLaterStays();
    void aSecondCopyStartsAnew();
    void takenOffAtTheEnd();

private:
    static QClipboard *clipboard() { return QGuiApplication::clipboard(); }
    static constexpr qint64 kWhile = SecretClipboard::kSeconds * 1000;

    std::unique_ptr<ManualClock> m_clock;
    std::unique_ptr<SecretClipboard> m_secrets;
};

void TestSecretClipboard::init()
{
    m_clock = std::make_unique<ManualClock>();
    m_secrets = std::make_unique<SecretClipboard>(clipboard(), m_clock.get());
    m_secrets->copy(u"eyJ-secret"_s);
    QCOMPARE(clipboard()->text(), u"eyJ-secret"_s);
}

void TestSecretClipboard::takenOffAfterAWhile()
{
    // What clipboard managers look for before they remember.
    QCOMPARE(clipboard()->mimeData()->data(u"x-kde-passwordManagerHint"_s), QByteArray("secret"));
    m_clock->advance(kWhile - 1);
    QCOMPARE(clipboard()->text(), u"eyJ-secret"_s);
    m_clock->advance(1);
    QVERIFY(clipboard()->text().isEmpty());
}

void TestSecretClipboard::whatCameLaterStays()
{
    clipboard()->setText(u"something else"_s);
    m_clock->advance(kWhile);
    QCOMPARE(clipboard()->text(), u"something else"_s);
    m_secrets.reset();
    QCOMPARE(clipboard()->text(), u"something else"_s);
}

void TestSecretClipboard::aSecondCopyStartsAnew()
{
    m_clock->advance(kWhile - 1);
    m_secrets->copy(u"eyJ-other"_s);
    m_clock->advance(1);
    QCOMPARE(clipboard()->text(), u"eyJ-other"_s);
    m_clock->advance(kWhile);
    QVERIFY(clipboard()->text().isEmpty());
}

void TestSecretClipboard::takenOffAtTheEnd()
{
    m_secrets.reset();
    QVERIFY(clipboard()->text().isEmpty());
}

QTEST_MAIN(TestSecretClipboard)
#include "tst_secretclipboard.moc"
