// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/compositionchecks.h"
#include "tests/views/deskwindow.h"
#include "views/checkpanel.h"
#include "views/checkrow.h"

#include <QPushButton>
#include <QSignalSpy>
#include <QToolButton>

using namespace Qt::Literals::StringLiterals;

/// The checks before the start under a person's hands.
class TestCheckPanel final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();
    void saysWhatItKnows();
    void mends();
    void rowsStayInPlace();
    void foreignNamesArePlain();

private:
    CheckRow *row(const QString &id) const
    {
        const auto all = m_panel->findChildren<CheckRow *>();
        for (CheckRow *each : all) {
            if (each->id() == id && each->isVisible())
                return each;
        }
        return nullptr;
    }
    QToolButton *mend(const QString &id) const { return row(id) ? row(id)->findChild<QToolButton *>() : nullptr; }
    QStringList ids() const
    {
        QStringList found;
        const auto all = m_panel->findChildren<CheckRow *>();
        QMap<int, QString> byPlace;
        for (const CheckRow *each : all) {
            if (each->isVisible())
                byPlace.insert(each->mapTo(m_panel.get(), QPoint()).y(), each->id());
        }
        return byPlace.values();
    }
    bool check()
    {
        QTest::mouseClick(withText<QPushButton>(m_panel.get(), u"Check now"_s), Qt::LeftButton);
        return QTest::qWaitFor([this] { return !m_checks->isChecking() && !m_checks->checks().isEmpty(); }, 15000);
    }

    std::unique_ptr<LocalService> m_service;
    std::unique_ptr<DeskWindow> m_desk;
    Workspace *m_workspace = nullptr;
    std::unique_ptr<CompositionChecks> m_checks;
    std::unique_ptr<CheckPanel> m_panel;
    CompositionDraft m_draft;
};

void TestCheckPanel::init()
{
    m_service = std::make_unique<LocalService>();
    m_desk = std::make_unique<DeskWindow>();
    m_workspace = m_desk->connectTo(*m_service);
    m_draft = {};
    m_draft.stageArn = m_service->createStage(u"evening"_s);
    m_draft.channel.on = false;
    m_draft.recording.on = true;
    m_checks = std::make_unique<CompositionChecks>(m_workspace, nullptr);
    m_panel = std::make_unique<CheckPanel>(
        ViewContext {programTheme(), [](const QString &) {}}, m_checks.get(), m_workspace->times());
    connect(m_panel.get(), &CheckPanel::checkWanted, m_checks.get(), [this] { m_checks->check(m_draft); });
    m_panel->resize(300, 500);
    m_panel->show();
    m_panel->activateWindow();
    QVERIFY(QTest::qWaitForWindowActive(m_panel.get()));
}

void TestCheckPanel::cleanup()
{
    m_panel.reset();
    m_checks.reset();
    m_desk.reset();
    m_service.reset();
}

void TestCheckPanel::saysWhatItKnows()
{
    QVERIFY(readable(m_panel.get()).contains(u"Nothing checked yet"_s));
    QVERIFY(check());
    QVERIFY2(readable(m_panel.get()).contains(u"3 red, as of"_s), qPrintable(readable(m_panel.get())));
    QVERIFY(readable(row(u"publishers"_s)).contains(u"ends by itself after 60 s"_s));
    const auto labels = row(u"publishers"_s)->findChildren<QLabel *>();
    QVERIFY(std::any_of(labels.begin(), labels.end(),
        [](const QLabel *label) { return label->accessibleName().startsWith(u"Will fail: Nobody publishes"_s); }));
    const auto host = m_service->join(m_draft.stageArn, u"host"_s);
    QVERIFY(m_service->act(u"publish"_s, m_draft.stageArn, host.participantId));
    QVERIFY(check());
    QVERIFY(readable(m_panel.get()).contains(u"2 red, as of"_s));
    QVERIFY(!mend(u"publishers"_s)->isVisible());
}

void TestCheckPanel::mends()
{
    QVERIFY(check());
    QSignalSpy page(m_panel.get(), &CheckPanel::pageWanted);
    QSignalSpy member(m_panel.get(), &CheckPanel::memberWanted);
    QTest::mouseClick(mend(u"publishers"_s), Qt::LeftButton);
    QCOMPARE(page.size(), 1);
    QCOMPARE(page.first(), QVariantList({u"stages"_s, m_draft.stageArn}));
    // By keyboard too.
    mend(u"storage"_s)->setFocus(Qt::TabFocusReason);
    QVERIFY(mend(u"storage"_s)->hasFocus());
    QTest::keyClick(mend(u"storage"_s), Qt::Key_Space);
    QCOMPARE(member.size(), 1);
    QCOMPARE(member.first(), QVariantList({u"destinations[0].s3.storageConfigurationArn"_s}));
}

void TestCheckPanel::rowsStayInPlace()
{
    QVERIFY(check());
    const QStringList before {u"publishers"_s, u"quota"_s, u"storage"_s, u"recording-encoder"_s, u"resolution"_s};
    QCOMPARE(ids(), before);
    mend(u"storage"_s)->setFocus(Qt::TabFocusReason);
    const QWidget *held = QApplication::focusWidget();
    QVERIFY(check());
    QCOMPARE(mend(u"storage"_s), held); // the same one, under the hand
    m_draft.channel.on = true;
    m_draft.grid.featuredParticipantAttribute = u"role"_s;
    m_checks->update(m_draft);
    const QStringList after {u"publishers"_s, u"quota"_s, u"channel"_s, u"channel-encoder"_s, u"storage"_s,
        u"recording-encoder"_s, u"featured"_s, u"resolution"_s};
    QTRY_COMPARE(ids(), after);
    QCOMPARE(mend(u"storage"_s), held);
    m_draft.channel.on = false;
    m_draft.grid.featuredParticipantAttribute.clear();
    m_checks->update(m_draft);
    QTRY_COMPARE(ids(), before);
    QCOMPARE(mend(u"storage"_s), held);
}

void TestCheckPanel::foreignNamesArePlain()
{
    const auto host = m_service->join(m_draft.stageArn, u"<b>host</b>\u202E"_s);
    QVERIFY(m_service->act(u"publish"_s, m_draft.stageArn, host.participantId));
    QVERIFY(check());
    QVERIFY(readable(row(u"publishers"_s)).contains(u"<b>host</b>⟨202E⟩ publishes."_s));
    const auto labels = row(u"publishers"_s)->findChildren<QLabel *>();
    for (const QLabel *label : labels)
        QVERIFY(label->text().isEmpty() || label->textFormat() == Qt::PlainText);
}

QTEST_MAIN(TestCheckPanel)
#include "tst_checkpanel.moc"
