// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/ingestdetail.h"
#include "models/ingestmodel.h"
#include "tests/views/deskwindow.h"
#include "views/datatable.h"
#include "views/page.h"

#include <QToolButton>

using namespace Qt::Literals::StringLiterals;

/// The ingest page under a person's hands: choosing, showing and hiding keys, copying.
class TestIngestPage final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();
    void keysAreMasked();
    void shownCopiedAndHidden();
    void leavingHides();
    void aPair();
    void filters();
    void goneMeanwhile();

private:
    QString create(const QString &name, const QJsonObject &more = {})
    {
        QJsonObject body {{u"name"_s, name}, {u"ingestProtocol"_s, u"RTMPS"_s}};
        for (auto it = more.begin(); it != more.end(); ++it)
            body.insert(it.key(), it.value());
        return m_service->perform(u"CreateIngestConfiguration"_s, body)
            .value("ingestConfiguration"_L1)
            .toObject()
            .value("arn"_L1)
            .toString();
    }
    void open()
    {
        m_workspace = m_desk->connectTo(*m_service);
        QVERIFY(m_desk->show());
        m_desk->window()->showPage(u"ingest"_s);
        TRY_SETTLED(m_workspace->ingests());
        m_table = named<DataTable>(m_desk->window(), u"Ingest configurations"_s);
        QVERIFY(m_table);
    }
    void choose(const QString &arn) { clickRow(m_table, m_workspace->ingests()->rowOfKey(arn)); }
    void click(const QString &name)
    {
        auto *button = named<QToolButton>(m_desk->window(), name);
        QVERIFY2(button, qPrintable(name));
        QTest::mouseClick(button, Qt::LeftButton);
    }
    void show()
    {
        click(u"Show the stream keys"_s);
        QTRY_VERIFY(!m_workspace->ingestDetail()->keys().isEmpty());
    }
    QString page() const { return readable(m_desk->window()->page()); }

    std::unique_ptr<LocalService> m_service;
    std::unique_ptr<DeskWindow> m_desk;
    Workspace *m_workspace = nullptr;
    DataTable *m_table = nullptr;
    QString m_stage;
};

void TestIngestPage::init()
{
    m_service = std::make_unique<LocalService>();
    m_stage = m_service->perform(u"CreateStage"_s, {{u"name"_s, u"evening"_s}})
                  .value("stage"_L1)
                  .toObject()
                  .value("arn"_L1)
                  .toString();
    m_desk = std::make_unique<DeskWindow>();
}

void TestIngestPage::cleanup() { m_desk.reset(); }

void TestIngestPage::keysAreMasked()
{
    const QString arn = create(u"camera"_s, {{u"stageArn"_s, m_stage}});
    open();
    QVERIFY(page().contains(u"No ingest configuration chosen"_s));
    choose(arn);
    QVERIFY(page().contains(u"camera"_s));
    QVERIFY(page().contains(u"••••"_s));
    QVERIFY(!page().contains(u"rt_"_s));
    QCOMPARE(m_service->arrived(u"GetIngestConfiguration"_s), 0);
}

void TestIngestPage::shownCopiedAndHidden()
{
    const QString arn = create(u"camera"_s, {{u"stageArn"_s, m_stage}});
    open();
    choose(arn);
    QTRY_VERIFY(!m_workspace->ingestDetail()->server().isEmpty());
    show();
    const QString key = m_workspace->ingestDetail()->keys().first().key;
    QVERIFY(page().contains(key));
    QVERIFY(page().contains(u"hidden again in 30 s"_s));
    click(u"Copy key of Stream key"_s);
    QCOMPARE(m_desk->copiedSecret, key);
    click(u"Copy publish URL of Stream key"_s);
    QVERIFY(m_desk->copiedSecret.startsWith(u"rtmps://"_s) && m_desk->copiedSecret.endsWith(u"/app/"_s + key));
    QCOMPARE(m_service->arrived(u"GetIngestConfiguration"_s), 1);
    click(u"Hide the stream keys"_s);
    QVERIFY(!page().contains(key));
    QVERIFY(page().contains(u"••••"_s));
    QVERIFY(!m_desk->window()->windowTitle().contains(key));
}

void TestIngestPage::leavingHides()
{
    const QString first = create(u"first"_s);
    const QString second = create(u"second"_s);
    open();
    choose(first);
    show();
    choose(second);
    QVERIFY(m_workspace->ingestDetail()->keys().isEmpty());
    QVERIFY(!page().contains(u"rt_"_s));
    show();
    m_desk->window()->showPage(u"stages"_s);
    QVERIFY(m_workspace->ingestDetail()->keys().isEmpty());
    m_desk->window()->showPage(u"ingest"_s);
    QVERIFY(!page().contains(u"rt_"_s));
}

void TestIngestPage::aPair()
{
    const QString arn = create(u"pair"_s, {{u"redundantIngest"_s, true}});
    open();
    choose(arn);
    QVERIFY(page().contains(u"Stream 1 of 2"_s) && page().contains(u"Stream 2 of 2"_s));
    show();
    const auto keys = m_workspace->ingestDetail()->keys();
    for (const IngestDetail::StreamKey &key : keys)
        QVERIFY(page().contains(key.key) && page().contains(key.participantId));
    click(u"Copy key of Stream 2 of 2"_s);
    QCOMPARE(m_desk->copiedSecret, keys[1].key);
    // Attached to no stage, there is nowhere to publish to.
    QVERIFY(!named<QToolButton>(m_desk->window(), u"Copy publish URL of Stream 1 of 2"_s)->isEnabled());
}

void TestIngestPage::filters()
{
    create(u"attached"_s, {{u"stageArn"_s, m_stage}});
    create(u"loose"_s);
    open();
    auto *loose = withText<QToolButton>(m_desk->window(), u"No stage 1"_s);
    QVERIFY(loose);
    QTest::mouseClick(loose, Qt::LeftButton);
    QCOMPARE(m_table->model()->rowCount(), 1);
    auto *all = withText<QToolButton>(m_desk->window(), u"All"_s);
    QVERIFY(all);
    QTest::mouseClick(all, Qt::LeftButton);
    QCOMPARE(m_table->model()->rowCount(), 2);
}

void TestIngestPage::goneMeanwhile()
{
    const QString arn = create(u"camera"_s);
    open();
    choose(arn);
    m_service->perform(u"DeleteIngestConfiguration"_s, {{u"arn"_s, arn}});
    click(u"Show the stream keys"_s);
    QTRY_VERIFY(m_workspace->ingestDetail()->error().has_value());
    QVERIFY(page().contains(u"••••"_s));
    m_desk->window()->page()->reload();
    TRY_SETTLED(m_workspace->ingests());
    QCOMPARE(m_table->model()->rowCount(), 0);
}

QTEST_MAIN(TestIngestPage)
#include "tst_ingestpage.moc"
