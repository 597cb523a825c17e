// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/listmodel.h"
#include "views/viewcontext.h"

#include <QPersistentModelIndex>
#include <QSet>
#include <QTableView>
#include <QTimer>

class QMenu;
class TableActions;
class TableColumns;

/// A table over a ListModel in which nothing moves under the hand: the chosen row, the selection and the row at the top
/// stay where they are by key, through refreshes, sorts and filters.
class DataTable final : public QTableView
{
    Q_OBJECT

public:
    explicit DataTable(const ViewContext &context, QWidget *parent = nullptr);

    void setListModel(ListModel *model);
    ListModel *listModel() const { return m_model; }
    /// The chosen row's key; stays when a filter hides the row, empty when nothing is chosen.
    QString currentKey() const { return m_currentKey; }
    /// Chooses a row and shows it; one that a filter just being taken back still hides as soon as it comes back.
    void setCurrentKey(const QString &key);
    /// Marks the row that is shown elsewhere without anybody having chosen it: currentKeyChanged() stays silent.
    void markKey(const QString &key);
    /// The same for a row that may not have come yet: it is the chosen one from now on.
    void expectKey(const QString &key);
    /// Keys of the rows on screen now.
    QStringList visibleKeys() const;
    /// The selected rows as lines of tab-separated cells, as the service sent them.
    QString selectedText() const { return textOf(selectedKeys()); }
    /// The same for these rows, those that are shown; columns as they stand on screen.
    QString textOf(const QStringList &keys) const;
    /// Keys of the selected rows from top to bottom. A row that the filter hides is not among them: no act touches it.
    QStringList selectedKeys() const;
    TableColumns *columns() const { return m_columns; }
    TableActions *actionsOfRows() const { return m_actions; }

Q_SIGNALS:
    void currentKeyChanged(const QString &key);
    /// Rows came on screen or left it; told after a pause.
    void visibleRowsChanged();
    /// A menu for the rows is about to be shown: a page may add its own acts. \a key is the row it was opened on, empty
    /// for none.
    void menuAboutToShow(QMenu *menu, const QString &key);

protected:
    void contextMenuEvent(QContextMenuEvent *event) override;
    void currentChanged(const QModelIndex &current, const QModelIndex &previous) override;
    void rowsAboutToBeRemoved(const QModelIndex &parent, int start, int end) override;
    void rowsInserted(const QModelIndex &parent, int start, int end) override;
    void focusInEvent(QFocusEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void showEvent(QShowEvent *event) override;
    void scrollContentsBy(int dx, int dy) override;

private:
    void showColumnsMenu(const QPoint &at);
    void changeRowHeight();
    std::vector<int> selectedRows() const;
    void holdPlace();
    void holdPlaceBut(int first, int last);
    void restorePlace();
    void remember();
    void restore();
    void forget();
    void repaintAges();

    ViewContext m_context;
    ListModel *m_model = nullptr;
    TableColumns *m_columns;
    TableActions *m_actions;
    QString m_currentKey;
    QString m_wantedKey; ///< to be chosen when the list is in its new order
    std::vector<int> m_selectedRows; ///< while the model is being reset: as they were before
    int m_topRow = -1; ///< the same of the row at the top of the viewport
    QPersistentModelIndex m_top; ///< the same while rows come, go or move
    bool m_wasHidden = false; ///< the same of the chosen row
    int m_topOffset = 0; ///< pixels of it above the viewport
    bool m_quiet = false; ///< the current row is being put back: nobody chose anything
    QTimer m_visibleTimer;
    QTimer m_ageTimer;
};
