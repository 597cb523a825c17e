// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/ingestdetail.h"
#include "models/ingestmodel.h"
#include "tests/views/deskwindow.h"
#include "views/actionregistry.h"
#include "views/confirmation.h"
#include "views/datatable.h"
#include "views/ingestpage.h"
#include "views/pairline.h"
#include "views/sidesheet.h"
#include "views/undertakingsheet.h"

#include <QLineEdit>
#include <QMenu>
#include <QPushButton>
#include <QToolButton>

using namespace Qt::Literals::StringLiterals;

/// Ingest configurations are created, attached, detached, tagged and deleted by clicks and keys; Cancel and read-only
/// change nothing.
class TestIngestActions final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();
    void create();
    void createCanceled();
    void createClickedTwice();
    void createRefused();
    void createdWithLostAnswer();
    void windowClosedWhileCreating();
    void unknownStageIsNotNoStage();
    void attachAndDetach();
    void attachedMeanwhileIsRefused();
    void deleteAfterCancel();
    void deleteMany();
    void deleteWhilePublishing();
    void productionAsksForTheName();
    void tagsOfOne();
    void tagsOfMany();
    void tagsThatCantBeRead();
    void closedWhileTagsAreRead();
    void menus();
    void readOnly();

private:
    QString made(const QString &name, const QString &stageArn = {}, const QJsonObject &tags = {})
    {
        return m_service
            ->perform(u"CreateIngestConfiguration"_s,
                {{u"name"_s, name}, {u"ingestProtocol"_s, u"RTMPS"_s}, {u"stageArn"_s, stageArn}, {u"tags"_s, tags}})
            .value("ingestConfiguration"_L1)
            .toObject()
            .value("arn"_L1)
            .toString();
    }
    QJsonObject now(const QString &arn)
    {
        return m_service->perform(u"GetIngestConfiguration"_s, {{u"arn"_s, arn}})
            .value("ingestConfiguration"_L1)
            .toObject();
    }
    void open(bool readOnly = false)
    {
        m_workspace = m_desk->connectTo(*m_service, readOnly);
        QVERIFY(m_desk->show());
        TRY_SETTLED(m_workspace->stages());
        m_desk->window()->showPage(u"ingest"_s);
        TRY_SETTLED(m_workspace->ingests());
        m_page = m_desk->window()->findChild<IngestPage *>();
        QVERIFY(m_page);
    }
    DataTable *table() const { return named<DataTable>(m_page, u"Ingest configurations"_s); }
    QAction *action(const char *id) const { return m_page->actions()->action(QLatin1StringView(id)); }
    void choose(const QString &arn) { clickRow(table(), m_workspace->ingests()->rowOfKey(arn)); }
    SideSheet *sheet() const
    {
        const auto all = m_page->findChildren<SideSheet *>();
        for (SideSheet *each : all) {
            if (each->isVisible())
                return each;
        }
        return nullptr;
    }
    void type(const QString &field, const QString &text)
    {
        auto *edit = named<QLineEdit>(sheet(), field);
        QVERIFY2(edit, qPrintable(field));
        edit->setFocus();
        edit->clear();
        QTest::keyClicks(edit, text);
    }
    void press(const QWidget *where, const QString &words)
    {
        auto *button = withText<QPushButton>(where, words);
        QVERIFY2(button, qPrintable(words));
        QTRY_VERIFY(button->isEnabled());
        QTest::mouseClick(button, Qt::LeftButton);
    }
    Confirmation *question() const { return m_desk->window()->findChild<Confirmation *>(); }
    static void click(QWidget *widget)
    {
        QVERIFY(widget);
        QTest::mouseClick(widget, Qt::LeftButton, {}, widget->rect().center());
    }
    void openCreate()
    {
        click(named<QToolButton>(m_page, u"Create an ingest configuration"_s));
        QVERIFY(sheet());
    }
    PairLine *line(const QString &key) const
    {
        const auto all = sheet()->findChildren<PairLine *>();
        for (PairLine *each : all) {
            if (each->isVisible() && each->keyField()->text() == key)
                return each;
        }
        return nullptr;
    }
    QString tag(const QString &arn, const QString &key)
    {
        return now(arn).value("tags"_L1).toObject().value(key).toString();
    }

    std::unique_ptr<LocalService> m_service;
    std::unique_ptr<DeskWindow> m_desk;
    Workspace *m_workspace = nullptr;
    IngestPage *m_page = nullptr;
    QString m_stage;
};

void TestIngestActions::init()
{
    m_service = std::make_unique<LocalService>();
    m_stage = m_service->createStage(u"evening"_s);
    m_desk = std::make_unique<DeskWindow>();
}

void TestIngestActions::cleanup() { m_desk.reset(); }

void TestIngestActions::create()
{
    open();
    openCreate();
    type(u"Name"_s, u"camera"_s);
    type(u"Stage"_s, u"evening"_s);
    type(u"User id"_s, u"host"_s);
    press(sheet(), u"Create"_s);
    QTRY_VERIFY(!sheet());
    QTRY_COMPARE(m_workspace->ingests()->rowCount(), 1);
    const QString arn = m_workspace->ingests()->keyAt(0);
    QCOMPARE(now(arn).value("stageArn"_L1).toString(), m_stage);
    QCOMPARE(now(arn).value("userId"_L1).toString(), u"host"_s);
    QCOMPARE(now(arn).value("ingestProtocol"_L1).toString(), u"RTMPS"_s);
    QTRY_COMPARE(table()->currentKey(), arn); // the new one is chosen
    QVERIFY(!readable(m_page).contains(u"rt_"_s));
    QCOMPARE(m_service->acted(u"CreateIngestConfiguration"_s), 1);
}

void TestIngestActions::createCanceled()
{
    open();
    action("ingest.create")->trigger();
    press(sheet(), u"Cancel"_s);
    QTRY_VERIFY(!sheet());
    // What was typed is not lost without a question.
    openCreate();
    type(u"Name"_s, u"camera"_s);
    QTest::keyClick(sheet(), Qt::Key_Escape);
    QVERIFY(sheet());
    press(sheet(), u"Discard"_s);
    QTRY_VERIFY(!sheet());
    QCOMPARE(m_service->arrived(u"CreateIngestConfiguration"_s), 0);
}

void TestIngestActions::createClickedTwice()
{
    open();
    QVERIFY(m_service->fault(u"CreateIngestConfiguration"_s, u"latency"_s, 200));
    openCreate();
    auto *verb = withText<QPushButton>(sheet(), u"Create"_s);
    click(verb);
    click(verb);
    QTRY_VERIFY(!sheet());
    QTRY_COMPARE(m_workspace->ingests()->rowCount(), 1);
    QCOMPARE(m_service->arrived(u"CreateIngestConfiguration"_s), 1);
}

void TestIngestActions::createRefused()
{
    open();
    QVERIFY(m_service->fault(u"CreateIngestConfiguration"_s, u"status"_s, 403));
    openCreate();
    type(u"Name"_s, u"camera"_s);
    press(sheet(), u"Create"_s);
    QTRY_VERIFY(sheet() && readable(sheet()).contains(u"Permission denied"_s));
    QCOMPARE(named<QLineEdit>(sheet(), u"Name"_s)->text(), u"camera"_s);
    press(sheet(), u"Create"_s); // as typed
    QTRY_VERIFY(!sheet());
    QTRY_COMPARE(m_workspace->ingests()->rowCount(), 1);
}

void TestIngestActions::createdWithLostAnswer()
{
    open();
    QVERIFY(m_service->fault(u"CreateIngestConfiguration"_s, u"drop"_s, u"after"_s));
    openCreate();
    press(sheet(), u"Create"_s);
    QTRY_VERIFY2(sheet() && !sheet()->isBusy() && readable(sheet()).contains(u"lost"_s),
        qPrintable(sheet() ? readable(sheet()) : QString()));
    QCOMPARE(m_service->arrived(u"CreateIngestConfiguration"_s), 1); // a second one would be a second one
    QTRY_COMPARE(m_workspace->ingests()->rowCount(), 1); // the list was read again
}

void TestIngestActions::windowClosedWhileCreating()
{
    open();
    QVERIFY(m_service->fault(u"CreateIngestConfiguration"_s, u"latency"_s, 300));
    openCreate();
    press(sheet(), u"Create"_s);
    QTRY_COMPARE(m_service->arrived(u"CreateIngestConfiguration"_s), 1);
    m_desk.reset();
}

void TestIngestActions::unknownStageIsNotNoStage()
{
    open();
    action("ingest.create")->trigger();
    type(u"Stage"_s, u"no such stage"_s);
    QVERIFY(!withText<QPushButton>(sheet(), u"Create"_s)->isEnabled());
}

void TestIngestActions::attachAndDetach()
{
    const QString arn = made(u"camera"_s);
    open();
    QVERIFY(!action("ingest.attach")->isEnabled()); // nothing is selected
    choose(arn);
    QVERIFY(!action("ingest.detach")->isEnabled());
    QTest::keyClick(table(), Qt::Key_F2);
    QVERIFY(sheet());
    press(sheet(), u"Cancel"_s);
    QTRY_VERIFY(!sheet());
    QTest::keyClick(table(), Qt::Key_F2);
    QVERIFY(!withText<QPushButton>(sheet(), u"Attach"_s)->isEnabled()); // to nothing
    type(u"Stage"_s, u"evening"_s);
    press(sheet(), u"Attach"_s);
    QTRY_COMPARE(now(arn).value("stageArn"_L1).toString(), m_stage);
    QTRY_VERIFY(!sheet());
    QTRY_VERIFY(action("ingest.detach")->isEnabled());
    // The stage it is attached to is no answer, not even by its ARN.
    QTest::keyClick(table(), Qt::Key_F2);
    for (const QString &words : {u"evening"_s, m_stage}) {
        type(u"Stage"_s, words);
        QVERIFY(!withText<QPushButton>(sheet(), u"Attach"_s)->isEnabled());
    }
    QTest::keyClick(sheet(), Qt::Key_Escape);
    press(sheet(), u"Discard"_s);
    QCOMPARE(m_service->acted(u"UpdateIngestConfiguration"_s), 1);
    action("ingest.detach")->trigger();
    QTRY_COMPARE(now(arn).value("stageArn"_L1).toString(), QString());
    QTRY_COMPARE(m_workspace->ingests()->counts().detached, 1);
}

// The list is older than the service: what it refuses is said, and the list is read again.
void TestIngestActions::attachedMeanwhileIsRefused()
{
    const QString arn = made(u"camera"_s, m_stage);
    open();
    choose(arn);
    m_service->control(u"ingest"_s, {{u"streamKey"_s, now(arn).value("streamKey"_L1).toString()}, {u"active"_s, true}});
    QVERIFY(action("ingest.detach")->isEnabled());
    action("ingest.detach")->trigger();
    QTRY_VERIFY(qobject_cast<UndertakingSheet *>(sheet()) && withText<QPushButton>(sheet(), u"Try 1 again"_s));
    QCOMPARE(now(arn).value("stageArn"_L1).toString(), m_stage);
    QTRY_COMPARE(m_workspace->ingests()->counts().publishing, 1);
}

void TestIngestActions::deleteAfterCancel()
{
    const QString arn = made(u"camera"_s);
    open();
    choose(arn);
    QTest::keyClick(table(), Qt::Key_Delete);
    QVERIFY(question());
    press(question(), u"Cancel"_s);
    QTRY_VERIFY(!question());
    QCOMPARE(m_service->arrived(u"DeleteIngestConfiguration"_s), 0);
    QTest::keyClick(table(), Qt::Key_Delete);
    press(question(), u"Delete"_s);
    QTRY_COMPARE(m_workspace->ingests()->rowCount(), 0);
    QCOMPARE(m_service->acted(u"DeleteIngestConfiguration"_s), 1);
}

void TestIngestActions::deleteMany()
{
    for (int i = 0; i < 3; ++i)
        QVERIFY(!made(u"camera-%1"_s.arg(i)).isEmpty());
    const QString stays = made(u"other"_s);
    open();
    table()->setFocus();
    QTest::keyClick(table(), Qt::Key_A, Qt::ControlModifier);
    m_workspace->ingests()->setFilterText(u"camera"_s); // what is hidden is not touched
    QCOMPARE(action("ingest.delete")->text().remove(u'&'), u"Delete 3 ingest configurations…"_s);
    QVERIFY(!action("ingest.attach")->isEnabled());
    QVERIFY(m_service->fault(u"DeleteIngestConfiguration"_s, u"status"_s, 403));
    action("ingest.delete")->trigger();
    QVERIFY(readable(question()).contains(u"camera-1"_s) && !readable(question()).contains(u"other"_s));
    auto *verb = withText<QPushButton>(question(), u"Delete 3"_s);
    QTRY_VERIFY(verb->isEnabled());
    click(verb);
    QTRY_VERIFY(sheet() && withText<QPushButton>(sheet(), u"Try 1 again"_s));
    QTRY_COMPARE(m_workspace->ingests()->state().loaded, 2);
    press(sheet(), u"Try 1 again"_s);
    QTRY_VERIFY(withText<QPushButton>(sheet(), u"Close"_s));
    QTRY_COMPARE(m_workspace->ingests()->state().loaded, 1);
    QVERIFY(m_workspace->ingests()->contains(stays));
    QCOMPARE(m_service->acted(u"DeleteIngestConfiguration"_s), 3);
}

void TestIngestActions::deleteWhilePublishing()
{
    const QString arn = made(u"camera"_s, m_stage);
    m_service->control(u"ingest"_s, {{u"streamKey"_s, now(arn).value("streamKey"_L1).toString()}, {u"active"_s, true}});
    open();
    choose(arn);
    QCOMPARE(m_workspace->ingests()->counts().publishing, 1);
    QVERIFY(!action("ingest.attach")->isEnabled() && !action("ingest.detach")->isEnabled());
    QTest::keyClick(table(), Qt::Key_Delete);
    press(question(), u"Disconnect and delete"_s);
    QTRY_COMPARE(m_workspace->ingests()->rowCount(), 0);
}

void TestIngestActions::productionAsksForTheName()
{
    const QString arn = made(u"camera"_s);
    open();
    choose(arn);
    m_workspace->guard()->setReason(aws::ReadOnlyReason::Production, true);
    QVERIFY(!action("ingest.delete")->isEnabled());
    m_workspace->guard()->unlock(60'000);
    QTest::keyClick(table(), Qt::Key_Delete);
    auto *typed = named<QLineEdit>(question(), u"Type the name to go on"_s);
    QVERIFY(typed);
    QTRY_VERIFY(readable(question()).contains(u"as of"_s));
    QVERIFY(!withText<QPushButton>(question(), u"Delete"_s)->isEnabled());
    QTest::keyClicks(typed, u"camera"_s);
    press(question(), u"Delete"_s);
    QTRY_COMPARE(m_workspace->ingests()->rowCount(), 0);
}

void TestIngestActions::tagsOfOne()
{
    const QString arn = made(u"camera"_s, {}, {{u"team"_s, u"live"_s}});
    open();
    choose(arn);
    m_workspace->ingestDetail()->loadDetails();
    QTRY_VERIFY(m_workspace->ingestDetail()->configuration());
    QTest::keyClick(table(), Qt::Key_T, Qt::ControlModifier);
    QTRY_VERIFY(sheet() && line(u"team"_s));
    QCOMPARE(sheet()->title(), u"Tags of camera"_s);
    QCOMPARE(line(u"team"_s)->valueField()->text(), u"live"_s);
    line(u"team"_s)->valueField()->setFocus();
    line(u"team"_s)->valueField()->selectAll();
    QTest::keyClicks(line(u"team"_s)->valueField(), u"night"_s);
    press(sheet(), u"Save tags"_s);
    QTRY_VERIFY(!sheet());
    QCOMPARE(tag(arn, u"team"_s), u"night"_s);
    // The panel beside follows.
    QTRY_COMPARE(
        m_workspace->ingestDetail()->configuration().value_or(ivs::IngestConfiguration()).tags.value(u"team"_s),
        u"night"_s);
    QVERIFY(m_workspace->ingestDetail()->keys().isEmpty());
}

void TestIngestActions::tagsOfMany()
{
    const QString first = made(u"first"_s, {}, {{u"team"_s, u"live"_s}});
    const QString second = made(u"second"_s, {}, {{u"team"_s, u"night"_s}, {u"room"_s, u"2"_s}});
    open();
    table()->setFocus();
    QTest::keyClick(table(), Qt::Key_A, Qt::ControlModifier);
    QCOMPARE(action("ingest.tags")->text().remove(u'&'), u"Tags of 2 ingest configurations…"_s);
    QTest::keyClick(table(), Qt::Key_T, Qt::ControlModifier);
    QTRY_VERIFY(sheet() && line(u"team"_s));
    QVERIFY(readable(sheet()).contains(u"on 2 of 2"_s) && readable(sheet()).contains(u"on 1 of 2"_s));
    QTest::keyClicks(line(u"team"_s)->valueField(), u"day"_s);
    click(line(u"room"_s)->removeButton());
    press(sheet(), u"Save tags"_s);
    QTRY_VERIFY(qobject_cast<UndertakingSheet *>(sheet()) && withText<QPushButton>(sheet(), u"Close"_s));
    QCOMPARE(tag(first, u"team"_s), u"day"_s);
    QCOMPARE(tag(second, u"team"_s), u"day"_s);
    QVERIFY(!now(second).value("tags"_L1).toObject().contains("room"_L1));
}

void TestIngestActions::tagsThatCantBeRead()
{
    QVERIFY(!made(u"first"_s, {}, {{u"team"_s, u"live"_s}}).isEmpty() && !made(u"second"_s).isEmpty());
    open();
    QVERIFY(m_service->fault(u"ListTagsForResource"_s, u"status"_s, 403));
    table()->setFocus();
    QTest::keyClick(table(), Qt::Key_A, Qt::ControlModifier);
    action("ingest.tags")->trigger();
    QTRY_VERIFY(readable(sheet()).contains(u"Permission denied"_s));
    QVERIFY(!withText<QPushButton>(sheet(), u"Save tags"_s)->isEnabled());
    QVERIFY(!withText<QToolButton>(sheet(), u"Add a tag"_s)->isEnabled());
    const int arrived = m_service->arrived(u"ListTagsForResource"_s);
    press(sheet(), u"Try again"_s);
    QTRY_VERIFY(line(u"team"_s));
    QCOMPARE(m_service->arrived(u"ListTagsForResource"_s), arrived + 1); // only what is missing
    QVERIFY(!readable(sheet()).contains(u"Permission denied"_s));
    QVERIFY(withText<QToolButton>(sheet(), u"Add a tag"_s)->isEnabled());
    press(sheet(), u"Cancel"_s);
    QTRY_VERIFY(!sheet());
}

void TestIngestActions::closedWhileTagsAreRead()
{
    const QString arn = made(u"camera"_s);
    open();
    choose(arn);
    QVERIFY(m_service->fault(u"ListTagsForResource"_s, u"latency"_s, 300, 2));
    action("ingest.tags")->trigger();
    QVERIFY(readable(sheet()).contains(u"Reading the tags: 0 of 1"_s));
    QTRY_COMPARE(m_service->arrived(u"ListTagsForResource"_s), 1);
    press(sheet(), u"Cancel"_s);
    QTRY_VERIFY(!sheet());
    action("ingest.tags")->trigger();
    QVERIFY(sheet() && readable(sheet()).contains(u"Reading the tags: 0 of 1"_s));
    m_desk.reset();
}

// Beside the name, on a row and in the palette stand the same acts.
void TestIngestActions::menus()
{
    const QString arn = made(u"camera"_s);
    open();
    choose(arn);
    QMenu rows;
    rows.addAction(u"Copy"_s);
    Q_EMIT table()->menuAboutToShow(&rows, arn);
    auto *more = named<QToolButton>(m_page, u"What can be done to this ingest configuration"_s);
    QVERIFY(more && more->isVisible());
    for (const char *id : {"ingest.attach", "ingest.detach", "ingest.tags", "ingest.delete"}) {
        QVERIFY2(rows.actions().contains(action(id)), id);
        QVERIFY2(more->menu()->actions().contains(action(id)), id);
    }
    QVERIFY(m_desk->window()->page()->actions()->action(u"ingest.create"_s));
    QCOMPARE(rows.actions().last()->text(), u"Copy"_s);
}

void TestIngestActions::readOnly()
{
    const QString arn = made(u"camera"_s, m_stage);
    open(true);
    choose(arn);
    for (const char *id : {"ingest.create", "ingest.attach", "ingest.detach", "ingest.tags", "ingest.delete"})
        QVERIFY2(!action(id)->isEnabled() && !action(id)->toolTip().isEmpty(), id);
    QTest::keyClick(table(), Qt::Key_Delete);
    QTest::keyClick(table(), Qt::Key_F2);
    QVERIFY(!question() && !sheet());
}

QTEST_MAIN(TestIngestActions)
#include "tst_ingestactions.moc"
