// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/stagelinks.h"
#include "tests/views/stagedesk.h"
#include "views/pairline.h"
#include "views/undertakingsheet.h"

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr int kWait = 15000;

} // namespace

/// The tags of one stage and of many, as a person edits them.
class TestTagsEditor : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup() { m_at.reset(); }
    void tagsOfOne();
    void nothingChangedSendsNothing();
    void faultsAreMarked();
    void reservedTagsCantBeTouched();
    void tagsOfMany();
    void hiddenRowsAreNotTouched();
    void refusedForSome();
    void deniedKeepsTheSheet();
    void tagsOfCompositions();

private:
    void make(int count);
    QJsonObject tagsOf(int number) { return m_at->stage(m_arns[number]).value(u"tags"_s).toObject(); }
    PairLine *line(const QString &key) const;
    void openTags()
    {
        m_at->action("stage.tags")->trigger();
        QVERIFY(m_at->sheet());
    }

    std::unique_ptr<StageDesk> m_at;
    QStringList m_arns;
};

void TestTagsEditor::init()
{
    m_at = std::make_unique<StageDesk>();
    QVERIFY(m_at->isShown());
    m_arns.clear();
}

// show-0 … with the tag env=prod, and team=<number> on all but the first.
void TestTagsEditor::make(int count)
{
    for (int i = 0; i < count; ++i) {
        QJsonObject tags {{u"env"_s, u"prod"_s}};
        if (i > 0)
            tags.insert(u"team"_s, QString::number(i));
        m_arns << m_at->createStage(u"show-%1"_s.arg(i), {{u"tags"_s, tags}});
    }
    m_at->reload();
    QTRY_COMPARE_WITH_TIMEOUT(m_at->workspace()->stages()->rowCount(), count, kWait);
    TRY_SETTLED(m_at->workspace()->stages());
    m_at->table("Stages")->sortByColumn(StageModel::Name, Qt::AscendingOrder);
}

PairLine *TestTagsEditor::line(const QString &key) const
{
    const auto all = m_at->sheet()->findChildren<PairLine *>();
    for (PairLine *each : all) {
        if (each->isVisible() && each->keyField()->text() == key)
            return each;
    }
    return nullptr;
}

void TestTagsEditor::tagsOfOne()
{
    make(2);
    clickRow(m_at->table("Stages"), 1);
    QTest::keyClick(m_at->table("Stages"), Qt::Key_T, Qt::ControlModifier);
    QVERIFY(m_at->sheet());
    QCOMPARE(m_at->sheet()->title(), u"Tags of show-1"_s);
    QVERIFY(line(u"env"_s)->keyField()->isReadOnly());
    m_at->type(line(u"env"_s)->valueField(), u"test"_s);
    m_at->click(line(u"team"_s)->removeButton());
    QVERIFY(m_at->words().contains(u"will be removed"_s));
    m_at->press(m_at->sheet(), u"Add a tag"_s);
    QTest::keyClicks(QApplication::focusWidget(), u"room"_s);
    m_at->click(m_at->push(u"Save tags"_s));
    QTRY_VERIFY_WITH_TIMEOUT(!m_at->sheet(), kWait);
    QCOMPARE(tagsOf(1), (QJsonObject {{u"env"_s, u"test"_s}, {u"room"_s, u""_s}}));
    QCOMPARE(tagsOf(0), (QJsonObject {{u"env"_s, u"prod"_s}}));
    // The list follows.
    QTRY_VERIFY_WITH_TIMEOUT(m_at->workspace()->stages()->record(m_arns[1])->stage.tags.contains(u"room"_s), kWait);
}

void TestTagsEditor::nothingChangedSendsNothing()
{
    make(1);
    clickRow(m_at->table("Stages"), 0);
    openTags();
    QVERIFY(!m_at->push(u"Save tags"_s)->isEnabled());
    m_at->type(line(u"env"_s)->valueField(), u"x"_s);
    QVERIFY(m_at->push(u"Save tags"_s)->isEnabled());
    m_at->type(line(u"env"_s)->valueField(), u"prod"_s);
    QVERIFY(!m_at->push(u"Save tags"_s)->isEnabled());
    m_at->click(line(u"env"_s)->removeButton());
    QVERIFY(m_at->push(u"Save tags"_s)->isEnabled());
    m_at->click(line(u"env"_s)->removeButton()); // and back
    m_at->click(m_at->push(u"Cancel"_s));
    QVERIFY(!m_at->sheet()); // nothing to ask about
    QCOMPARE(m_at->service().arrived(u"TagResource"_s) + m_at->service().arrived(u"UntagResource"_s), 0);
}

void TestTagsEditor::faultsAreMarked()
{
    make(1);
    clickRow(m_at->table("Stages"), 0);
    openTags();
    m_at->press(m_at->sheet(), u"Add a tag"_s);
    QTest::keyClicks(QApplication::focusWidget(), u"aws:x"_s);
    QTRY_VERIFY2(m_at->words().contains(u"can't begin with aws:"_s), qPrintable(m_at->words()));
    QVERIFY(!m_at->push(u"Save tags"_s)->isEnabled());
    m_at->type(line(u"aws:x"_s)->keyField(), u"env"_s);
    QVERIFY2(m_at->words().contains(u"is there already"_s), qPrintable(m_at->words()));
    QTest::keyClicks(QApplication::focusWidget(), QString(126, u'a'));
    QVERIFY2(m_at->words().contains(u"1 to 128 characters"_s), qPrintable(m_at->words()));
    QTest::keyClick(m_at->sheet(), Qt::Key_Return, Qt::ControlModifier); // the verb rests
    QVERIFY(m_at->sheet() && !m_at->sheet()->isBusy());
}

void TestTagsEditor::reservedTagsCantBeTouched()
{
    m_arns << m_at->createStage(u"stacked"_s, {{u"tags"_s, QJsonObject {{u"aws:stack"_s, u"x"_s}}}});
    m_at->reload();
    QTRY_COMPARE_WITH_TIMEOUT(m_at->workspace()->stages()->rowCount(), 1, kWait);
    clickRow(m_at->table("Stages"), 0);
    openTags();
    QVERIFY(!line(u"aws:stack"_s)->valueField()->isEnabled());
    QVERIFY(!line(u"aws:stack"_s)->removeButton()->isEnabled());
    QVERIFY(m_at->words().contains(u"AWS's own"_s));
}

void TestTagsEditor::tagsOfMany()
{
    make(4);
    DataTable *table = m_at->table("Stages");
    clickRow(table, 0);
    clickRow(table, 2, Qt::ShiftModifier);
    QCOMPARE(m_at->action("stage.tags")->text().remove(u'&'), u"Tags of 3 stages…"_s);
    openTags();
    QVERIFY2(m_at->words().contains(u"on 2 of 3"_s), qPrintable(m_at->words()));
    QCOMPARE(line(u"team"_s)->valueField()->placeholderText(), u"several values"_s);
    m_at->type(line(u"team"_s)->valueField(), u"one"_s);
    QVERIFY2(m_at->words().contains(u"will be set on all 3"_s), qPrintable(m_at->words()));
    m_at->click(line(u"env"_s)->removeButton());
    m_at->click(m_at->push(u"Save tags"_s));
    QTRY_VERIFY_WITH_TIMEOUT(qobject_cast<UndertakingSheet *>(m_at->sheet()) && m_at->push(u"Close"_s), kWait);
    for (int i = 0; i < 3; ++i)
        QCOMPARE(tagsOf(i), (QJsonObject {{u"team"_s, u"one"_s}}));
    QCOMPARE(tagsOf(3), (QJsonObject {{u"env"_s, u"prod"_s}, {u"team"_s, u"3"_s}}));
    m_at->click(m_at->push(u"Close"_s));
    QVERIFY(!m_at->sheet());
}

void TestTagsEditor::hiddenRowsAreNotTouched()
{
    make(3);
    DataTable *table = m_at->table("Stages");
    table->setFocus();
    QTest::keyClick(table, Qt::Key_A, Qt::ControlModifier);
    m_at->workspace()->stages()->setFilterText(u"show-1"_s);
    QCOMPARE(m_at->workspace()->stages()->rowCount(), 1);
    openTags();
    QCOMPARE(m_at->sheet()->title(), u"Tags of show-1"_s);
    m_at->type(line(u"env"_s)->valueField(), u"only-here"_s);
    m_at->click(m_at->push(u"Save tags"_s));
    QTRY_VERIFY_WITH_TIMEOUT(!m_at->sheet(), kWait);
    QCOMPARE(tagsOf(1).value(u"env"_s).toString(), u"only-here"_s);
    QCOMPARE(tagsOf(0).value(u"env"_s).toString(), u"prod"_s);
    QCOMPARE(tagsOf(2).value(u"env"_s).toString(), u"prod"_s);
}

void TestTagsEditor::refusedForSome()
{
    make(3);
    QVERIFY(m_at->service().fault(u"TagResource"_s, u"status"_s, 403));
    m_at->table("Stages")->setFocus();
    clickRow(m_at->table("Stages"), 0);
    clickRow(m_at->table("Stages"), 2, Qt::ShiftModifier);
    openTags();
    m_at->type(line(u"env"_s)->valueField(), u"new"_s);
    m_at->click(m_at->push(u"Save tags"_s));
    QTRY_VERIFY_WITH_TIMEOUT(m_at->push(u"Try 1 again"_s), kWait);
    m_at->click(m_at->push(u"Try 1 again"_s));
    QTRY_VERIFY_WITH_TIMEOUT(m_at->push(u"Close"_s) && !m_at->push(u"Try 1 again"_s), kWait);
    for (int i = 0; i < 3; ++i)
        QCOMPARE(tagsOf(i).value(u"env"_s).toString(), u"new"_s);
}

void TestTagsEditor::deniedKeepsTheSheet()
{
    make(1);
    QVERIFY(m_at->service().fault(u"TagResource"_s, u"status"_s, 403));
    clickRow(m_at->table("Stages"), 0);
    openTags();
    m_at->type(line(u"env"_s)->valueField(), u"new"_s);
    m_at->click(m_at->push(u"Save tags"_s));
    QTRY_VERIFY2_WITH_TIMEOUT(m_at->words().contains(u"Permission denied"_s), qPrintable(m_at->words()), kWait);
    QCOMPARE(line(u"env"_s)->valueField()->text(), u"new"_s);
    m_at->service().stop();
    m_at->click(m_at->push(u"Save tags"_s));
    QTRY_VERIFY2_WITH_TIMEOUT(!m_at->sheet()->isBusy(), qPrintable(m_at->words()), kWait);
    QCOMPARE(line(u"env"_s)->valueField()->text(), u"new"_s);
}

// They run on one stage, and are known once its details are open.
void TestTagsEditor::tagsOfCompositions()
{
    make(1);
    m_at->service().control(u"channel"_s, {{u"id"_s, u"AbCdEfGh1234"_s}});
    const QString composition =
        m_at->service()
            .perform(u"StartComposition"_s,
                {{u"stageArn"_s, m_arns[0]}, {u"tags"_s, QJsonObject {{u"team"_s, u"live"_s}}},
                    {u"destinations"_s,
                        QJsonArray {QJsonObject {{u"channel"_s,
                            QJsonObject {
                                {u"channelArn"_s, u"arn:aws:ivs:us-east-1:123456789012:channel/AbCdEfGh1234"_s}}}}}}})
            .value(u"composition"_s)
            .toObject()
            .value(u"arn"_s)
            .toString();
    QVERIFY(!composition.isEmpty());
    clickRow(m_at->table("Stages"), 0);
    QVERIFY(!m_at->action("stage.compositionTags")->isEnabled());
    m_at->press(m_at->page(), u"Details"_s);
    QTRY_VERIFY_WITH_TIMEOUT(m_at->action("stage.compositionTags")->isEnabled(), kWait);
    m_at->action("stage.compositionTags")->trigger();
    QVERIFY(line(u"team"_s));
    m_at->type(line(u"team"_s)->valueField(), u"night"_s);
    m_at->click(m_at->push(u"Save tags"_s));
    QTRY_VERIFY_WITH_TIMEOUT(!m_at->sheet(), kWait);
    // What is kept of it is read again, so that the next edit begins where this one ended.
    QTRY_COMPARE_WITH_TIMEOUT(
        m_at->workspace()->stageCompositions()->running().constFirst().tags.value(u"team"_s), u"night"_s, kWait);
    QCOMPARE(m_at->service().acted(u"TagResource"_s), 1);
}

QTEST_MAIN(TestTagsEditor)

#include "tst_tagseditor.moc"
