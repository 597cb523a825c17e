// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/plaintext.h"
#include "tests/views/deskwindow.h"
#include "views/datatable.h"
#include "views/listpanel.h"
#include "views/tablecolumns.h"

#include <QAbstractItemModelTester>
#include <QHeaderView>
#include <QMenu>

/// Keeps in memory, where a test can look.
class MemoryKeeper final : public StateKeeper
{
public:
    QByteArray value(const QString &key) const override { return kept.value(key); }
    void setValue(const QString &key, const QByteArray &value) override { kept.insert(key, value); }

    QHash<QString, QByteArray> kept;
};

/// The panel of the stages of a local service, in a window of its own, with everything it is handed in the test's hand.
class ListDesk
{
public:
    /// \a latency milliseconds pass before each page of the list.
    explicit ListDesk(int stages, int latency = 0)
        : m_service(options())
        , m_desk(QProcessEnvironment(), &m_clock)
    {
        for (int i = 0; i < stages; ++i)
            create(QStringLiteral("stage-%1").arg(i, 2, 10, QLatin1Char('0')));
        if (latency > 0 && !m_service.fault(QStringLiteral("ListStages"), QStringLiteral("latency"), latency, 100))
            qFatal("The service takes no latency");
        m_desk.governor()->setShares({.unlimited = true});
        m_workspace = m_desk.openLocal(
            m_service.endpoint(), m_service.region(), m_service.accessKeyId(), m_service.secretAccessKey());
        new QAbstractItemModelTester(model(), QAbstractItemModelTester::FailureReportingMode::QtTest, model());
        open();
    }
    Q_DISABLE_COPY_MOVE(ListDesk)

    static local::Options options()
    {
        local::Options all = LocalService::standing();
        all.quotas = false;
        return all;
    }
    /// Makes the panel anew, as the next start does.
    bool open(int width = 900)
    {
        panel.reset();
        panel = std::make_unique<ListPanel>(
            ViewContext {programTheme(), [this](const QString &text) { copied = text; }, &keeper,
                [this](QWidget *, const QString &name, const auto &then) {
                    proposed = name;
                    then(file);
                }},
            model(), ListPanel::Words {QStringLiteral("Stages"), {}, {}});
        table = panel->table();
        table->sortByColumn(StageModel::Name, Qt::AscendingOrder); // as a page does when it is made
        panel->resize(width, 420);
        panel->show();
        panel->activateWindow();
        return QTest::qWaitForWindowActive(panel.get());
    }
    QString create(const QString &name)
    {
        return m_service.perform(QStringLiteral("CreateStage"), {{QStringLiteral("name"), name}})
            .value(QStringLiteral("stage"))
            .toObject()
            .value(QStringLiteral("arn"))
            .toString();
    }
    StageModel *model() const { return m_workspace->stages(); }
    LocalService &service() { return m_service; }
    QString keyOf(const QString &name) const
    {
        for (const StageRecord &record : model()->records()) {
            if (record.stage.name == name)
                return record.stage.arn;
        }
        return {};
    }
    /// Titles of the columns on screen, from left to right.
    QStringList columnsShown() const
    {
        QStringList titles;
        const QList<int> columns = table->columns()->shown();
        for (const int column : columns)
            titles << model()->columns()[std::size_t(column)].title;
        return titles;
    }
    QPoint header(int column) const
    {
        QHeaderView *all = table->horizontalHeader();
        return {all->sectionViewportPosition(column) + 20, all->height() / 2};
    }

    MemoryKeeper keeper;
    QString copied;
    QString proposed; ///< the file name that was proposed last
    QString file; ///< the answer to the question for a file; empty cancels
    std::unique_ptr<ListPanel> panel;
    DataTable *table = nullptr;

private:
    LocalService m_service;
    aws::SystemClock m_clock;
    Desk m_desk;
    Workspace *m_workspace = nullptr;
};

/// The menu that is open now, opened at a cell with the right mouse button's or the menu key's event.
inline QMenu *openMenu(QWidget *on, QContextMenuEvent::Reason reason, const QPoint &at = {})
{
    QContextMenuEvent event(reason, at, on->mapToGlobal(at));
    QApplication::sendEvent(on, &event);
    return qobject_cast<QMenu *>(QApplication::activePopupWidget());
}

/// The entry whose words are \a words, without the mark of its key; in submenus too. Null when there is none.
inline QAction *entry(const QMenu *menu, const QString &words)
{
    const auto actions = menu->actions();
    for (QAction *action : actions) {
        QString plain = action->text().section(QLatin1Char('\t'), 0, 0);
        plain.replace(QStringLiteral("&&"), QStringLiteral("\x01")).remove(QLatin1Char('&'));
        if (plain.replace(QStringLiteral("\x01"), QStringLiteral("&")) == words)
            return action;
        if (action->menu()) {
            if (action->menu()->isEmpty())
                Q_EMIT action->menu()->aboutToShow();
            if (QAction *found = entry(action->menu(), words))
                return found;
        }
    }
    return nullptr;
}

/// Clicks an entry of an open menu.
inline void clickEntry(QMenu *menu, QAction *action)
{
    QTest::mouseClick(menu, Qt::LeftButton, {}, menu->actionGeometry(action).center());
}
