// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/compositionhistory.h"
#include "models/compositionrecordmodel.h"
#include "tests/views/editordesk.h"
#include "views/datatable.h"

#include <QInputDialog>
#include <QMenu>
#include <QMessageBox>

using namespace Qt::Literals::StringLiterals;

/// A draft under a person's hands: undone and done again, kept as a template, begun from another one, and started once
/// however often one presses.
class TestEditorDrafts final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { m_desk = std::make_unique<EditorDesk>(); }
    void cleanup() { m_desk.reset(); }
    void undoneAndDoneAgain();
    void draggedPictureIsOneStep();
    void doublePressStartsOne();
    void lostAnswerStartsOne();
    void tokenOutlivesAnotherDraft();
    void templateKeptAndBegunFrom();
    void damagedFileIsRefusedByName();
    void closingAsks();
    void startAgainLikeThis();

private:
    void press(const QString &words) { QVERIFY2(m_desk->click(words), qPrintable(words)); }
    void begin()
    {
        QVERIFY(m_desk->open());
        QVERIFY(m_desk->chooseStage());
        QVERIFY(m_desk->typeChoice(u"Channel"_s, m_desk->channel));
    }
    QMessageBox *question() const
    {
        const auto all = m_desk->desk.window()->findChildren<QMessageBox *>();
        for (QMessageBox *each : all) {
            if (each->isVisible())
                return each;
        }
        return nullptr;
    }
    void answer(const QString &words)
    {
        QTRY_VERIFY(question());
        QTest::mouseClick(withText<QPushButton>(question(), words), Qt::LeftButton);
        QTRY_VERIFY(!question());
    }
    /// What the menu of templates offers, opened as a person does.
    QAction *entry(const QString &words) const
    {
        auto *menu = m_desk->page->findChild<QToolButton *>(u"templates"_s)->menu();
        Q_EMIT menu->aboutToShow();
        const auto actions = menu->actions();
        for (QAction *each : actions) {
            if (QString(each->text()).remove(u'&') == words)
                return each;
        }
        return nullptr;
    }

    std::unique_ptr<EditorDesk> m_desk;
};

void TestEditorDrafts::undoneAndDoneAgain()
{
    begin();
    QLineEdit *featured = m_desk->field(u"Featured by attribute"_s);
    QVERIFY(EditorDesk::typeInto(featured, u"role"_s));
    QVERIFY(m_desk->pick(u"Stopped video"_s, u"left out"_s));
    press(u"Picture in picture"_s);
    // The keys are the editor's, also with the keyboard in a field.
    featured->setFocus();
    QTest::keyClick(featured, Qt::Key_Z, Qt::ControlModifier);
    QVERIFY(named<QComboBox>(m_desk->page, u"Shape of tiles"_s)->isVisible());
    m_desk->action("editor.undo")->trigger();
    m_desk->action("editor.undo")->trigger();
    QVERIFY(named<QComboBox>(m_desk->page, u"Stopped video"_s)->currentText().startsWith(u"default"_s));
    QCOMPARE(featured->text(), u"role"_s);
    m_desk->action("editor.undo")->trigger(); // the word as a whole
    QCOMPARE(featured->text(), QString());
    m_desk->action("editor.redo")->trigger();
    QCOMPARE(featured->text(), u"role"_s);
    QVERIFY(m_desk->action("editor.undo")->text().contains(u"who is featured"_s));
}

void TestEditorDrafts::draggedPictureIsOneStep()
{
    begin();
    press(u"Picture in picture"_s);
    QVERIFY(m_desk->type(u"Picture in picture by attribute"_s, u"over"_s));
    CompositionPreview *preview = m_desk->preview();
    QCOMPARE(preview->scene().tiles.last().slot, SceneTile::Slot::Pip);
    QTRY_VERIFY(preview->width() > 300);
    const QPoint at = preview->painted(preview->scene().tiles.last().frame).center().toPoint();
    QTest::mousePress(preview, Qt::LeftButton, {}, at);
    for (int i = 1; i <= 5; ++i)
        QTest::mouseMove(preview, at - QPoint(i * 4, i * 4));
    QTest::mouseRelease(preview, Qt::LeftButton, {}, at - QPoint(20, 20));
    QLineEdit *offset = m_desk->field(u"Offset"_s);
    QVERIFY(offset->text().toInt() > 0); // the fields follow
    // And the other way round.
    QVERIFY(EditorDesk::typeInto(offset, u"100"_s));
    QCOMPARE(preview->scene().canvas.width() - 1 - preview->scene().tiles.last().frame.right(), 100);
    m_desk->action("editor.undo")->trigger();
    QVERIFY(offset->text().toInt() > 0 && offset->text().toInt() != 100);
    m_desk->action("editor.undo")->trigger();
    QCOMPARE(offset->text(), QString());
}

void TestEditorDrafts::doublePressStartsOne()
{
    begin();
    auto *button = withText<QPushButton>(m_desk->page, u"&Start"_s);
    QTest::mouseClick(button, Qt::LeftButton);
    QTest::mouseClick(button, Qt::LeftButton);
    QTRY_VERIFY2(m_desk->text().contains(u"It starts"_s), qPrintable(m_desk->text().right(300)));
    QCOMPARE(m_desk->compositions().size(), 1);
    QTest::mouseClick(button, Qt::LeftButton);
    QTRY_VERIFY(button->isEnabled());
    QTRY_VERIFY2(m_desk->text().contains(u"It starts"_s), qPrintable(m_desk->text()));
    QCOMPARE(m_desk->compositions().size(), 1);
}

void TestEditorDrafts::lostAnswerStartsOne()
{
    begin();
    QVERIFY(m_desk->service.fault(u"StartComposition"_s, u"drop"_s, u"after"_s));
    press(u"Start"_s);
    QTRY_VERIFY_WITH_TIMEOUT(m_desk->text().contains(u"It starts"_s), 15000);
    QVERIFY(m_desk->service.arrived(u"StartComposition"_s) >= 2);
    QCOMPARE(m_desk->compositions().size(), 1);
}

void TestEditorDrafts::tokenOutlivesAnotherDraft()
{
    begin();
    press(u"Start"_s);
    QTRY_VERIFY(m_desk->text().contains(u"It starts"_s));
    QVERIFY(m_desk->type(u"Gap between tiles"_s, u"9"_s));
    m_desk->action("editor.copyJson")->trigger(); // it is given a token of its own
    m_desk->action("editor.undo")->trigger();
    QCOMPARE(m_desk->field(u"Gap between tiles"_s)->text(), QString());
    press(u"Start"_s);
    QTRY_COMPARE(m_desk->service.acted(u"StartComposition"_s), 2);
    QCOMPARE(m_desk->compositions().size(), 1);
}

void TestEditorDrafts::templateKeptAndBegunFrom()
{
    begin();
    QVERIFY(m_desk->type(u"Featured by attribute"_s, u"role"_s));
    QVERIFY(m_desk->text().contains(u"kept nowhere yet"_s));
    entry(u"Save as a template…"_s)->trigger();
    auto *dialog = m_desk->page->findChild<QInputDialog *>();
    QVERIFY(dialog);
    dialog->setTextValue(u"Evening late"_s);
    dialog->accept();
    QVERIFY(!m_desk->text().contains(u"kept nowhere yet"_s));
    QVERIFY(m_desk->text().contains(u"Template “Evening late”"_s));
    QVERIFY(m_desk->type(u"Featured by attribute"_s, u"host"_s));
    // Another one is begun: asked first, Cancel keeps the draft.
    m_desk->action("editor.new")->trigger();
    answer(u"Cancel"_s);
    QCOMPARE(m_desk->field(u"Featured by attribute"_s)->text(), u"host"_s);
    m_desk->action("editor.new")->trigger();
    answer(u"Discard them"_s);
    QCOMPARE(m_desk->field(u"Featured by attribute"_s)->text(), QString());
    entry(u"Evening late"_s)->trigger();
    QCOMPARE(m_desk->field(u"Featured by attribute"_s)->text(), u"role"_s);
}

void TestEditorDrafts::damagedFileIsRefusedByName()
{
    begin();
    const QString path = m_desk->desk.home() + u"/broken.json"_s;
    QFile file(path);
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write(
        "{\"stagedesk\": \"composition-template\", \"version\": 1, \"name\": \"x\", \"composition\": {\"layout\": "
        "{\"grid\": {\"gridGap\": -1}}}}");
    file.close();
    m_desk->desk.chosenFile = path;
    m_desk->action("editor.import")->trigger();
    QVERIFY(m_desk->text().contains(u"broken.json was not imported"_s));
    QVERIFY(m_desk->text().contains(u"gridGap"_s));
    QVERIFY(entry(u"No template is kept yet"_s));
    // What was being designed is as it was.
    QCOMPARE(m_desk->field(u"Stage"_s)->text(), m_desk->stage);
}

void TestEditorDrafts::closingAsks()
{
    QVERIFY(m_desk->open());
    QVERIFY(m_desk->type(u"Featured by attribute"_s, u"role"_s));
    m_desk->desk.window()->showPage(u"stages"_s); // another page loses nothing
    QVERIFY(!question());
    m_desk->desk.window()->close();
    answer(u"Cancel"_s);
    QVERIFY(m_desk->desk.window()->isVisible());
    m_desk->desk.window()->close();
    QTRY_VERIFY(question());
    QTest::mouseClick(withText<QPushButton>(question(), u"Quit without them"_s), Qt::LeftButton);
    QTRY_VERIFY(!m_desk->desk.window()->isVisible());
}

void TestEditorDrafts::startAgainLikeThis()
{
    begin();
    QVERIFY(m_desk->type(u"Gap between tiles"_s, u"9"_s));
    press(u"Start"_s);
    QTRY_VERIFY(m_desk->text().contains(u"It starts"_s));
    const QString arn = m_desk->composition()["arn"_L1].toString();
    m_desk->action("editor.new")->trigger(); // it runs: nothing is lost
    QVERIFY(!question());
    QCOMPARE(m_desk->field(u"Gap between tiles"_s)->text(), QString());
    press(u"Show it"_s);
    QCOMPARE(m_desk->desk.window()->pageId(), u"compositions"_s);
    QTRY_VERIFY_WITH_TIMEOUT(m_desk->workspace->compositions()->record(arn), 15000);
    const CompositionHistory *history = m_desk->workspace->compositionHistory();
    QTRY_VERIFY(history->record(arn) && history->record(arn)->detail); // the watch reads every one at first sight
    const Page *page = m_desk->desk.window()->page();
    clickRow(named<DataTable>(page, u"Compositions"_s), m_desk->workspace->compositionRecords()->rowOfKey(arn));
    page->actions()->action(u"compositions.again"_s)->trigger();
    QCOMPARE(m_desk->desk.window()->pageId(), u"editor"_s);
    QTRY_COMPARE(m_desk->field(u"Gap between tiles"_s)->text(), u"9"_s);
}

QTEST_MAIN(TestEditorDrafts)
#include "tst_editordrafts.moc"
