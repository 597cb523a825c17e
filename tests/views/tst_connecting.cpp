// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/views/deskwindow.h"
#include "views/connectsheet.h"
#include "views/page.h"

#include <QCheckBox>
#include <QComboBox>
#include <QLineEdit>
#include <QPushButton>

using namespace Qt::Literals::StringLiterals;

namespace {

/// Counts windows that come on screen.
class WindowCounter final : public QObject
{
public:
    QStringList windows;

protected:
    bool eventFilter(QObject *watched, QEvent *event) override
    {
        const auto *widget = qobject_cast<QWidget *>(watched);
        if (event->type() == QEvent::Show && widget && widget->isWindow())
            windows << QLatin1StringView(watched->metaObject()->className());
        return QObject::eventFilter(watched, event);
    }
};

} // namespace

/// Opening a connection: the sheet for it, and what is wrong with a choice.
class TestConnecting final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup() { m_desk.reset(); }
    void startsWithNothingOpen();
    void cancelComesFirst();
    void escapeCloses();
    void enterOnCancelCancels();
    void missingProfileCanBeMended();
    void badEndpointCanBeMended();
    void profileBringsItsRegion();
    void brokenSharedFileIsNamed();
    void connectingShowsNoOtherWindow();

private:
    ConnectSheet *sheet() const { return named<ConnectSheet>(m_desk->window(), u"Open a connection"_s); }
    QPushButton *push(const QString &words) const { return withText<QPushButton>(m_desk->window(), words); }
    QString text() const { return readable(m_desk->window()); }
    static void click(QWidget *widget) { QTest::mouseClick(widget, Qt::LeftButton, {}, widget->rect().center()); }

    std::unique_ptr<DeskWindow> m_desk;
};

void TestConnecting::init()
{
    m_desk = std::make_unique<DeskWindow>();
    QVERIFY(m_desk->show());
}

void TestConnecting::startsWithNothingOpen()
{
    QVERIFY(text().contains(u"No connection is open"_s));
    QVERIFY(!m_desk->window()->page());
    QVERIFY(!sheet()->isVisible());
    QCOMPARE(m_desk->window()->windowTitle(), u"Stagedesk"_s);
    click(push(u"Open a connection…"_s));
    QVERIFY(sheet()->isVisible());
    // What has no page does not stumble over it.
    QTest::keyClick(m_desk->window(), Qt::Key_F5);
    QTest::keyClick(m_desk->window(), Qt::Key_F, Qt::ControlModifier);
}

void TestConnecting::cancelComesFirst()
{
    QTest::keySequence(m_desk->window(), QKeySequence::Open);
    QVERIFY(sheet()->isVisible());
    click(push(u"Cancel"_s));
    QVERIFY(!sheet()->isVisible());
    QVERIFY(m_desk->desk()->workspaces().isEmpty());
    QTest::keySequence(m_desk->window(), QKeySequence::Open);
    QVERIFY(sheet()->isVisible());
    click(push(u"Connect"_s));
    QCOMPARE(m_desk->desk()->workspaces().size(), 1);
    QVERIFY(!sheet()->isVisible());
    QCOMPARE(m_desk->desk()->workspaces().first()->region(), u"us-east-1"_s);
    QVERIFY(m_desk->window()->page());
}

void TestConnecting::escapeCloses()
{
    for (const QString &kind : {u"QComboBox"_s, u"QLineEdit"_s, u"QCheckBox"_s, u"QPushButton"_s}) {
        m_desk->window()->openConnectSheet();
        QVERIFY(QApplication::focusWidget() && sheet()->isAncestorOf(QApplication::focusWidget()));
        for (int i = 0; i < 20 && QLatin1StringView(QApplication::focusWidget()->metaObject()->className()) != kind;
             ++i)
            QTest::keyClick(QApplication::focusWidget(), Qt::Key_Tab);
        QVERIFY2(sheet()->isAncestorOf(QApplication::focusWidget()), qPrintable(kind));
        QTest::keyClick(QApplication::focusWidget(), Qt::Key_Escape);
        QVERIFY2(!sheet()->isVisible(), qPrintable(kind));
    }
    QVERIFY(m_desk->desk()->workspaces().isEmpty());
}

void TestConnecting::enterOnCancelCancels()
{
    m_desk->window()->openConnectSheet();
    push(u"Cancel"_s)->setFocus(Qt::TabFocusReason);
    QTest::keyClick(push(u"Cancel"_s), Qt::Key_Return);
    QVERIFY(!sheet()->isVisible());
    QVERIFY(m_desk->desk()->workspaces().isEmpty());
    // Anywhere else it connects.
    m_desk->window()->openConnectSheet();
    QTest::keyClick(QApplication::focusWidget(), Qt::Key_Return);
    QVERIFY(!sheet()->isVisible());
    QCOMPARE(m_desk->desk()->workspaces().size(), 1);
}

void TestConnecting::missingProfileCanBeMended()
{
    m_desk->window()->connectTo({{u"nobody"_s, {}, {}}, false});
    QVERIFY(sheet()->isVisible());
    QVERIFY(m_desk->desk()->workspaces().isEmpty());
    QVERIFY2(text().contains(u"nobody"_s), qPrintable(text()));
    const QList<QComboBox *> boxes = sheet()->findChildren<QComboBox *>();
    QComboBox *profiles = boxes.first();
    QVERIFY(profiles->findText(u"default"_s) >= 0 && profiles->findText(u"studio"_s) >= 0);
    QVERIFY(profiles->findText(u"nobody"_s) < 0);
    profiles->setFocus();
    while (profiles->currentText() != u"studio"_s && profiles->currentIndex() + 1 < profiles->count())
        QTest::keyClick(profiles, Qt::Key_Down);
    QCOMPARE(profiles->currentText(), u"studio"_s);
    click(push(u"Connect"_s));
    QVERIFY(!sheet()->isVisible());
    QCOMPARE(m_desk->desk()->workspaces().size(), 1);
    QCOMPARE(m_desk->window()->workspace()->title(), u"studio"_s);
    QCOMPARE(m_desk->window()->workspace()->region(), u"eu-central-1"_s);
    // No keys there: the page says so.
    TRY_SETTLED(m_desk->window()->workspace()->stages());
    QTRY_VERIFY2(text().contains(u"There are no credentials"_s) || text().contains(u"configuration is unusable"_s),
        qPrintable(text()));
    // The next sheet does not tell yesterday's error.
    m_desk->window()->openConnectSheet();
    QVERIFY(!readable(sheet()).contains(u"nobody"_s));
}

void TestConnecting::badEndpointCanBeMended()
{
    m_desk->window()->connectTo({{{}, u"us-east-1"_s, u"http://example.com"_s}, true});
    QVERIFY(sheet()->isVisible());
    QVERIFY(m_desk->desk()->workspaces().isEmpty());
    QVERIFY2(readable(sheet()).contains(u"http"_s), qPrintable(readable(sheet())));
    QCOMPARE(sheet()->request().choice.endpointUrl, u"http://example.com"_s); // still there, to be mended
    QVERIFY(sheet()->request().readOnly);
    click(push(u"Connect"_s)); // not mended: it fails a second time as the first
    QVERIFY(sheet()->isVisible());
    QVERIFY(m_desk->desk()->workspaces().isEmpty());
    QLineEdit *endpoint = nullptr;
    const auto fields = sheet()->findChildren<QLineEdit *>();
    for (QLineEdit *each : fields) {
        if (each->text() == u"http://example.com")
            endpoint = each;
    }
    QVERIFY(endpoint);
    endpoint->setFocus();
    endpoint->selectAll();
    QTest::keyClicks(endpoint, u"http://127.0.0.1:9"_s);
    QTest::keyClick(endpoint, Qt::Key_Return);
    QVERIFY2(!sheet()->isVisible(), qPrintable(readable(sheet())));
    QCOMPARE(m_desk->desk()->workspaces().size(), 1);
    QVERIFY(m_desk->window()->workspace()->guard()->isReadOnly());
}

void TestConnecting::profileBringsItsRegion()
{
    m_desk->window()->openConnectSheet();
    auto *profiles = sheet()->findChildren<QComboBox *>().first();
    QTest::keyClick(profiles, Qt::Key_End);
    QCOMPARE(profiles->currentText(), u"studio"_s);
    QCOMPARE(sheet()->request().choice.region, u"eu-central-1"_s);
    QTest::keyClick(profiles, Qt::Key_Up);
    QCOMPARE(sheet()->request().choice.region, u"us-east-1"_s);
}

void TestConnecting::brokenSharedFileIsNamed()
{
    m_desk = std::make_unique<DeskWindow>("[default]\nregion = us-east-1\n[never closed\n");
    QVERIFY(m_desk->show());
    m_desk->window()->openConnectSheet();
    QVERIFY2(readable(sheet()).contains(u"line 3"_s), qPrintable(readable(sheet())));
    QVERIFY2(readable(sheet()).contains(u".aws/config"_s), qPrintable(readable(sheet())));
}

// A part of a page that is shown before it has a parent is a window of its own for a moment, and takes the keyboard
// away.
void TestConnecting::connectingShowsNoOtherWindow()
{
    LocalService service(LocalService::standing(u"demo"_s));
    WindowCounter counter;
    qApp->installEventFilter(&counter);
    Workspace *workspace = m_desk->connectTo(service);
    TRY_SETTLED(workspace->stages());
    m_desk->window()->openConnectSheet();
    QVERIFY2(counter.windows.isEmpty(), qPrintable(counter.windows.join(u", "_s)));
    QCOMPARE(QApplication::activeWindow(), static_cast<QWidget *>(m_desk->window()));
}

QTEST_MAIN(TestConnecting)
#include "tst_connecting.moc"
