// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/ingestmodel.h"
#include "tests/views/deskwindow.h"
#include "views/actionregistry.h"
#include "views/confirmation.h"
#include "views/datatable.h"
#include "views/ingestpage.h"
#include "views/sidesheet.h"

#include <QComboBox>
#include <QLineEdit>
#include <QPushButton>

using namespace Qt::Literals::StringLiterals;

/// Ingest configurations are created, attached, detached and deleted by clicks; Cancel and read-only change nothing.
class TestIngestActions final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();
    void create();
    void createCanceled();
    void unknownStageIsNotNoStage();
    void attachAndDetach();
    void deleteAfterCancel();
    void deleteWhilePublishing();
    void readOnly();

private:
    QString made(const QString &name, const QString &stageArn = {})
    {
        return m_service
            ->perform(u"CreateIngestConfiguration"_s,
                {{u"name"_s, name}, {u"ingestProtocol"_s, u"RTMPS"_s}, {u"stageArn"_s, stageArn}})
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

    std::unique_ptr<LocalService> m_service;
    std::unique_ptr<DeskWindow> m_desk;
    Workspace *m_workspace = nullptr;
    IngestPage *m_page = nullptr;
    QString m_stage;
};

void TestIngestActions::init()
{
    m_service = std::make_unique<LocalService>();
    m_stage = m_service->perform(u"CreateStage"_s, {{u"name"_s, u"evening"_s}})
                  .value("stage"_L1)
                  .toObject()
                  .value("arn"_L1)
                  .toString();
    m_desk = std::make_unique<DeskWindow>();
}

void TestIngestActions::cleanup() { m_desk.reset(); }

void TestIngestActions::create()
{
    open();
    action("ingest.create")->trigger();
    QVERIFY(sheet());
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
    QCOMPARE(m_service->arrived(u"CreateIngestConfiguration"_s), 0);
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
    action("ingest.attach")->trigger();
    type(u"Stage"_s, u"evening"_s);
    press(sheet(), u"Attach"_s);
    QTRY_COMPARE(now(arn).value("stageArn"_L1).toString(), m_stage);
    QTRY_VERIFY(!sheet());
    QTRY_VERIFY(action("ingest.detach")->isEnabled());
    action("ingest.detach")->trigger();
    QTRY_COMPARE(now(arn).value("stageArn"_L1).toString(), QString());
    QTRY_COMPARE(m_workspace->ingests()->counts().detached, 1);
}

void TestIngestActions::deleteAfterCancel()
{
    const QString arn = made(u"camera"_s);
    open();
    choose(arn);
    action("ingest.delete")->trigger();
    QVERIFY(question());
    press(question(), u"Cancel"_s);
    QTRY_VERIFY(!question());
    QCOMPARE(m_service->arrived(u"DeleteIngestConfiguration"_s), 0);
    action("ingest.delete")->trigger();
    press(question(), u"Delete"_s);
    QTRY_COMPARE(m_workspace->ingests()->rowCount(), 0);
    QCOMPARE(m_service->acted(u"DeleteIngestConfiguration"_s), 1);
}

void TestIngestActions::deleteWhilePublishing()
{
    const QString arn = made(u"camera"_s, m_stage);
    m_service->control(u"ingest"_s, {{u"streamKey"_s, now(arn).value("streamKey"_L1).toString()}, {u"active"_s, true}});
    open();
    choose(arn);
    QCOMPARE(m_workspace->ingests()->counts().publishing, 1);
    QVERIFY(!action("ingest.attach")->isEnabled() && !action("ingest.detach")->isEnabled());
    action("ingest.delete")->trigger();
    press(question(), u"Disconnect and delete"_s);
    QTRY_COMPARE(m_workspace->ingests()->rowCount(), 0);
}

void TestIngestActions::readOnly()
{
    const QString arn = made(u"camera"_s, m_stage);
    open(true);
    choose(arn);
    for (const char *id : {"ingest.create", "ingest.attach", "ingest.detach", "ingest.delete"})
        QVERIFY2(!action(id)->isEnabled() && !action(id)->toolTip().isEmpty(), id);
}

QTEST_MAIN(TestIngestActions)
#include "tst_ingestactions.moc"
