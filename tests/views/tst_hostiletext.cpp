// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/rawserver.h"
#include "tests/views/deskwindow.h"
#include "views/datatable.h"
#include "views/stagespage.h"

#include <QAbstractButton>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QMenu>
#include <QTextDocument>
#include <QToolButton>

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr char kArn[] = "arn:aws:ivs:us-east-1:123456789012:stage/abcdefghijkl";

bool isHidden(QChar c)
{
    const char16_t u = c.unicode();
    return u < 0x20 || (u >= 0x7F && u < 0xA0) || u == 0xAD || (u >= 0x200B && u <= 0x200F)
        || (u >= 0x2028 && u <= 0x202E) || (u >= 0x2060 && u <= 0x206F) || u == 0xFEFF;
}

bool hidesSomething(const QString &text) { return std::any_of(text.begin(), text.end(), isHidden); }

QStringList hostileTexts(const QString &imageUrl)
{
    QString wide;
    const char32_t pile = 0x1F4A9;
    for (int i = 0; i < 128; ++i)
        wide += QString::fromUcs4(&pile, 1);
    QString controls;
    for (char16_t c = 1; c < 0x20; ++c)
        controls += QChar(c);
    controls += QString(QChar(0x7F)) + QChar(0x85) + QChar(0x9B);
    return {
        u"<img src=\"%1\"><b>bold</b><a href=\"file:///etc/passwd\">link</a>"_s.arg(imageUrl),
        u"<qt><h1>huge</h1><br><br></qt>"_s,
        u"<p>&lt;b&gt; &amp;File &Quit %1 %2 %n"_s,
        u"\u202Egnp.exe \u2066x\u2069 \u200F\u061C y"_s,
        u"one\ntwo\r\nthree\u2028four\u2029five\tsix"_s,
        controls,
        u"zero\u200Bwidth\uFEFF\u00ADmarks\u2060"_s,
        wide,
        u"Z\u0310\u0301\u0302\u0303\u0304\u0305\u0306\u0307\u0308\u0309\u030A\u030B\u030C\u030D\u030E tall"_s,
    };
}

/// A service that says the same hostile words in every text of every answer but for the ids that are asked again: a
/// request with such an id would never leave.
class HostileService
{
public:
    explicit HostileService(const QString &words)
        : m_words(words)
        , m_server([this](const RawServer::Request &request) { return answer(request); })
    {
    }

    void setWords(const QString &words) { m_words = words; }
    void setFailing(bool failing) { m_failing = failing; }
    QString endpoint() const { return m_server.url().toString(); }
    QString url(const QString &path) const { return m_server.url(path).toString(); }
    const QList<RawServer::Request> &requests() const { return m_server.requests(); }

private:
    RawServer::Reply answer(const RawServer::Request &request) const
    {
        const QByteArray operation = request.line.split(' ').value(1).mid(1);
        const QString arn = QLatin1StringView(kArn);
        const QString time = u"2026-11-22T09:00:00Z"_s;
        if (m_failing) {
            const QJsonObject body {{u"message"_s, m_words}, {u"exceptionMessage"_s, m_words}};
            return RawServer::answer(403, QJsonDocument(body).toJson(),
                "x-amzn-errortype: AccessDeniedException\r\nContent-Type: application/json\r\n");
        }
        const QJsonObject tags {{m_words, m_words}, {u"plain"_s, m_words}};
        const QJsonObject stage {{u"arn"_s, arn}, {u"name"_s, m_words}, {u"activeSessionId"_s, u"st-AbCdEfGhIjKlM"_s},
            {u"tags"_s, tags}, {u"endpoints"_s, QJsonObject {{u"events"_s, m_words}, {u"whip"_s, m_words}}}};
        const QJsonObject session {{u"sessionId"_s, u"st-AbCdEfGhIjKlM"_s}, {u"startTime"_s, time}};
        const QJsonObject participant {{u"participantId"_s, u"MnOpQrStUvWx"_s}, {u"userId"_s, m_words},
            {u"state"_s, u"CONNECTED"_s}, {u"published"_s, true}, {u"firstJoinTime"_s, time},
            {u"recordingState"_s, m_words}, {u"attributes"_s, tags}, {u"browserName"_s, m_words},
            {u"browserVersion"_s, m_words}, {u"osName"_s, m_words}, {u"osVersion"_s, m_words}, {u"ispName"_s, m_words},
            {u"sdkVersion"_s, m_words}, {u"protocol"_s, m_words}, {u"recordingS3BucketName"_s, m_words},
            {u"recordingS3Prefix"_s, m_words}, {u"sourceStageArn"_s, m_words}, {u"sourceSessionId"_s, m_words},
            {u"replicationType"_s, m_words}};
        const QJsonObject event {{u"name"_s, m_words}, {u"participantId"_s, u"MnOpQrStUvWx"_s}, {u"eventTime"_s, time},
            {u"remoteParticipantId"_s, m_words}, {u"errorCode"_s, m_words}};
        QJsonObject body;
        if (operation == "ListStages")
            body.insert(u"stages"_s, QJsonArray {stage});
        else if (operation == "GetStage")
            body.insert(u"stage"_s, stage);
        else if (operation == "ListStageSessions")
            body.insert(u"stageSessions"_s, QJsonArray {session});
        else if (operation == "GetStageSession")
            body.insert(u"stageSession"_s, session);
        else if (operation == "ListParticipants")
            body.insert(u"participants"_s, QJsonArray {participant});
        else if (operation == "GetParticipant")
            body.insert(u"participant"_s, participant);
        else if (operation == "ListParticipantEvents")
            body.insert(u"events"_s, QJsonArray {event});
        return RawServer::answer(200, QJsonDocument(body).toJson(), "Content-Type: application/json\r\n");
    }

    QString m_words;
    bool m_failing = false;
    RawServer m_server;
};

/// What is wrong with what \a root shows: one line each.
QStringList problems(QWidget *root)
{
    QStringList found;
    const auto toolTip = [&found](const QString &where, const QString &tip) {
        // Rich on purpose, and everything inside escaped; or so plain that Qt does not take it for rich.
        QString inside = tip;
        inside.remove(u"<p>"_s).remove(u"</p>"_s).remove(u"<br>"_s);
        if (tip.startsWith("<p>"_L1) ? inside.contains(u'<') : Qt::mightBeRichText(tip))
            found << where + u": tooltip is rich text: "_s + tip.left(80);
        if (hidesSomething(inside.remove(u'\n')))
            found << where + u": tooltip hides something"_s;
    };
    auto widgets = root->findChildren<QWidget *>();
    widgets.prepend(root);
    for (QWidget *each : std::as_const(widgets)) {
        const QString where = QLatin1StringView(each->metaObject()->className());
        toolTip(where, each->toolTip());
        if (hidesSomething(each->accessibleName()))
            found << where + u": accessible name hides something"_s;
        if (hidesSomething(each->windowTitle()) || each->windowTitle().contains(u'<'))
            found << where + u": window title "_s + each->windowTitle();
        if (const auto *label = qobject_cast<QLabel *>(each)) {
            if (label->textFormat() != Qt::PlainText && Qt::mightBeRichText(label->text()))
                found << u"label is rich text: "_s + label->text().left(80);
            if (hidesSomething(QString(label->text()).remove(u'\n')))
                found << u"label hides something: "_s + label->text().left(80);
        }
        if (const auto *button = qobject_cast<QAbstractButton *>(each); button && hidesSomething(button->text()))
            found << where + u": text hides something"_s;
        if (const auto *table = qobject_cast<QTableView *>(each)) {
            for (int row = 0; row < table->model()->rowCount(); ++row) {
                if (table->isVisible() && table->rowHeight(row) != Theme::kRowHeight)
                    found << u"row %1 is %2 high"_s.arg(row).arg(table->rowHeight(row));
                for (int column = 0; column < table->model()->columnCount(); ++column) {
                    const QModelIndex cell = table->model()->index(row, column);
                    if (hidesSomething(cell.data().toString()))
                        found << u"%1 cell %2 hides something"_s.arg(table->accessibleName()).arg(column);
                    toolTip(u"%1 cell %2"_s.arg(table->accessibleName()).arg(column),
                        cell.data(Qt::ToolTipRole).toString());
                }
            }
        }
    }
    return found;
}

/// Where the tables and heads stand: the same whatever the words are.
QStringList places(QWidget *root)
{
    QStringList found;
    const auto tables = root->findChildren<DataTable *>();
    for (const DataTable *each : tables) {
        const QPoint at = each->mapTo(root, QPoint());
        found << u"%1 at %2,%3 %4×%5"_s.arg(each->accessibleName())
                     .arg(at.x())
                     .arg(at.y())
                     .arg(each->width())
                     .arg(each->height());
    }
    found.sort();
    return found;
}

} // namespace

/// Foreign text is hostile: whatever a stranger puts into a name, it is shown as plain text, in one line.
class TestHostileText : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everywhere_data();
    void everywhere();
    void throughTheLocalService();
    void profileNames();

private:
    void lookAtEverything(DeskWindow &desk, Workspace *workspace);
};

void TestHostileText::lookAtEverything(DeskWindow &desk, Workspace *workspace)
{
    TRY_SETTLED(workspace->stages());
    clickRow(named<DataTable>(desk.window(), u"Stages"_s), 0);
    TRY_SETTLED(workspace->sessions());
    TRY_SETTLED(workspace->participants());
    const auto error = workspace->participants()->state().error;
    QVERIFY2(workspace->participants()->rowCount() > 0, error ? qPrintable(error->message) : "nobody");
    clickRow(named<DataTable>(desk.window(), u"Participants"_s), 0);
    TRY_SETTLED(workspace->events());
    QTRY_VERIFY(!workspace->participantDetail()->isLoading());
    auto *unfold = withText<QToolButton>(desk.window()->page(), u"Details"_s);
    if (!unfold->isChecked())
        QTest::mouseClick(unfold, Qt::LeftButton);
    QTRY_VERIFY(workspace->stageDetail()->stage() && !workspace->stageDetail()->isLoading());
}

void TestHostileText::everywhere_data()
{
    QTest::addColumn<int>("which");
    for (int i = 0; i < hostileTexts({}).size(); ++i)
        QTest::addRow("%d", i) << i;
    QTest::newRow("5000 letters") << -1;
}

void TestHostileText::everywhere()
{
    QFETCH(int, which);
    HostileService service(u"ordinary"_s);
    const QString words = which < 0 ? QString(5000, u'W') : hostileTexts(service.url(u"/stolen.png"_s)).value(which);
    QStringList ordinary;
    for (const QString &said : {u"ordinary"_s, words}) {
        service.setWords(said);
        DeskWindow desk;
        Workspace *workspace =
            desk.desk()->openLocal(service.endpoint(), u"us-east-1"_s, u"AKIDEXAMPLE"_s, u"secret"_s);
        QVERIFY(desk.show({1200, 900}));
        lookAtEverything(desk, workspace);
        QVERIFY(!QTest::currentTestFailed());
        const QStringList wrong = problems(desk.window());
        QVERIFY2(wrong.isEmpty(), qPrintable(wrong.join(u'\n')));
        QCoreApplication::sendPostedEvents(nullptr, QEvent::LayoutRequest);
        if (ordinary.isEmpty())
            ordinary = places(desk.window());
        QCOMPARE(places(desk.window()), ordinary);
        const QImage picture = desk.window()->grab().toImage();
        QCOMPARE(picture.size(), QSize(1200, 900) * desk.window()->devicePixelRatioF());
        // Menus and the sheet, and errors in the service's own words.
        service.setFailing(true);
        QTest::keyClick(desk.window(), Qt::Key_F5);
        TRY_SETTLED(workspace->stages());
        const auto buttons = desk.window()->findChildren<QToolButton *>();
        for (QToolButton *each : buttons) {
            if (each->isVisible() && each->isCheckable() && each->text() == u"Details" && !each->isChecked())
                QTest::mouseClick(each, Qt::LeftButton);
        }
        desk.window()->openConnectSheet({}, aws::Error::configuration(said));
        const QStringList failing = problems(desk.window());
        QVERIFY2(failing.isEmpty(), qPrintable(failing.join(u'\n')));
        service.setFailing(false);
    }
    // No text made the program fetch anything.
    for (const RawServer::Request &request : service.requests())
        QVERIFY2(request.line.startsWith("POST /"), request.line.constData());
}

// What the real rules let through: user ids, attributes and tags, by way of tokens and joins.
void TestHostileText::throughTheLocalService()
{
    LocalService service;
    const QStringList texts = hostileTexts(u"http://127.0.0.1:9/stolen.png"_s);
    QString first;
    for (const QString &text : texts) {
        const QJsonObject made = service.perform(u"CreateStage"_s,
            {{u"name"_s, u"one"_s}, {u"tags"_s, QJsonObject {{text.left(60), text}, {u"plain"_s, text}}}});
        QVERIFY2(!made.contains(u"refusal"_s), qPrintable(made.value(u"refusal"_s).toString()));
        if (first.isEmpty())
            first = made.value(u"stage"_s).toObject().value(u"arn"_s).toString();
        const QJsonObject token = service.perform(u"CreateParticipantToken"_s,
            {{u"stageArn"_s, first}, {u"userId"_s, text.left(128)}, {u"attributes"_s, QJsonObject {{u"key"_s, text}}}});
        QVERIFY2(!token.contains(u"refusal"_s), qPrintable(token.value(u"refusal"_s).toString()));
        const QJsonObject joined =
            service.control(u"join"_s, {{u"token"_s, token.value(u"participantToken"_s).toObject().value(u"token"_s)}});
        QCOMPARE(joined.value(u"httpStatus"_s).toInt(), 200);
    }
    DeskWindow desk;
    Workspace *workspace = desk.connectTo(service);
    QVERIFY(desk.show());
    lookAtEverything(desk, workspace);
    QCOMPARE(workspace->participants()->rowCount(), int(texts.size()));
    QSet<QString> users;
    for (int row = 0; row < workspace->participants()->rowCount(); ++row) {
        clickRow(named<DataTable>(desk.window(), u"Participants"_s), row);
        TRY_SETTLED(workspace->events());
        QTRY_VERIFY(workspace->participantDetail()->participant() && !workspace->participantDetail()->isLoading());
        const QStringList wrong = problems(desk.window());
        QVERIFY2(wrong.isEmpty(), qPrintable(wrong.join(u'\n')));
        users.insert(
            workspace->participants()->index(row, ParticipantModel::UserId).data(ListModel::RawRole).toString());
    }
    // Shown defused, kept as it came.
    for (const QString &text : texts)
        QVERIFY(users.contains(text.left(128)));
}

// A profile is a name in a file of one's own, but it goes into titles and menus.
void TestHostileText::profileNames()
{
    DeskWindow desk(
        "[profile \"<b>R&D</b>\u202E\"]\nregion = us-east-1\n[profile a&b<img src=x>]\nregion = us-east-1\n");
    QVERIFY(desk.show());
    desk.window()->openConnectSheet();
    const aws::SharedConfig files = desk.desk()->sharedConfig();
    for (const QString &profile : files.profiles()) {
        desk.window()->connectTo({{profile, {}, u"http://127.0.0.1:9"_s}, false});
        QStringList wrong;
        for (const QString &line : problems(desk.window())) {
            if (!line.contains(u"window title"_s))
                wrong << line;
        }
        QVERIFY2(wrong.isEmpty(), qPrintable(wrong.join(u'\n')));
        QVERIFY(!hidesSomething(desk.window()->windowTitle()));
        // The ampersand is a letter, not a mnemonic.
        const auto buttons = desk.window()->findChildren<QToolButton *>();
        for (const QToolButton *each : buttons)
            QVERIFY2(!each->text().contains(u'&') || each->text().contains(u"&&"_s), qPrintable(each->text()));
    }
    QVERIFY(!desk.desk()->workspaces().isEmpty());
}

QTEST_MAIN(TestHostileText)
#include "tst_hostiletext.moc"
