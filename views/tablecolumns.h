// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "views/viewcontext.h"

#include <QHash>
#include <QJsonObject>
#include <QMenu>
#include <QPointer>
#include <QTimer>

class DataTable;
class ListModel;
class QHeaderView;

/// The columns of a DataTable: which are shown, in which order and how wide, and which one sorts; kept between runs by
/// the ids of list and columns, so that a column that comes or goes with a new version leaves the others alone.
class TableColumns final : public QObject
{
    Q_OBJECT

public:
    TableColumns(const ViewContext &context, DataTable *table);
    ~TableColumns() override;

    /// Everything as the model has it.
    void setListModel(ListModel *model);
    /// To be called when the table is first shown: as it stands then is what reset() goes back to; then what was kept
    /// is put in its place.
    void begin();
    /// What the person arranged, by ids.
    QJsonObject layout() const;
    /// Arranges what \a layout names; what it does not name stands behind it, as it was at first.
    void arrange(const QJsonObject &layout);
    void reset();
    bool isShown(int column) const;
    /// The last one stays.
    void setShown(int column, bool shown);
    /// By one place, to the left or the right, past what is hidden.
    void move(int column, bool right);
    /// As wide as what is on screen needs.
    void fitWidths();
    /// Logical columns that are shown, from left to right.
    QList<int> shown() const;

Q_SIGNALS:
    void changed();

private:
    void noteWidth(int column, int width);
    void noteChange();
    void keep();
    QString key() const;
    QHeaderView *header() const;

    ViewContext m_context;
    DataTable *m_table;
    QPointer<ListModel> m_model;
    QHash<int, int> m_widths; ///< as chosen; the last column on screen is stretched beyond its own
    QJsonObject m_first; ///< what reset() goes back to
    QByteArray m_kept; ///< what the keeper has or is about to be given
    bool m_begun = false;
    bool m_arranging = false;
    QTimer m_pause;
};

/// A menu of columns to check, made when it is opened; it stays open while one checks.
class ColumnsMenu final : public QMenu
{
    Q_OBJECT

public:
    ColumnsMenu(TableColumns *columns, const ListModel *model, QWidget *parent);

    /// The column under the hand, which can be moved; -1 for none.
    void setColumn(int column) { m_column = column; }

protected:
    void mouseReleaseEvent(QMouseEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;

private:
    void fill();
    void check();
    bool toggle(QAction *action);

    TableColumns *m_columns;
    const ListModel *m_model;
    int m_column = -1;
};
