// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "views/viewcontext.h"

#include <QTimer>
#include <QWidget>

class CompletenessLine;
class DataTable;
class EmptyState;
class FaultLine;
class ListModel;
class MessageBar;
class QAction;
class QLabel;
class QLineEdit;
class QStackedLayout;
class QToolButton;
class ToolRow;
class ViewsButton;
struct SavedView;

/// What every list has: a title, a quick filter, room for a few buttons, the table or in its place why it is empty, the
/// error, and the line that says how complete it is. Looked at only while it is on screen: the model then fetches.
class ListPanel final : public QWidget
{
    Q_OBJECT

public:
    /// The words for the places where rows would be.
    struct Words
    {
        QString title;
        QString notAsked; ///< nothing above is chosen yet
        QString none; ///< the complete list is empty
    };

    ListPanel(const ViewContext &context, ListModel *model, const Words &words, QWidget *parent = nullptr);

    DataTable *table() const { return m_table; }
    QLineEdit *filterField() const { return m_filter; }
    CompletenessLine *completenessLine() const { return m_line; }
    EmptyState *emptyState() const { return m_empty; }
    MessageBar *messageBar() const { return m_message; }
    /// Gives the keyboard to the table, now or when its first rows are there.
    void focusTable();
    /// Shows everything, whatever hid it.
    void clearFilter();
    /// Between title and filter.
    void addTool(QWidget *widget);
    /// What fills the list, offered where the complete list is empty; \a verb names it there.
    void setFilling(QAction *action, const QString &verb);
    /// What the list belongs to does not exist any more: rows that are there stay, and that the service does not find
    /// them is no news. \a words are shown above; empty where they stand elsewhere.
    void setGone(bool gone, const QString &words = {});
    /// Opens the menu of the saved views.
    void openViews();
    bool hasViews() const; ///< views can be kept
    /// How the list is looked at now, without a name.
    SavedView currentView() const;
    void showView(const SavedView &view);

protected:
    void showEvent(QShowEvent *event) override;
    void hideEvent(QHideEvent *event) override;

private:
    void refresh();
    void help();
    QToolButton *columnsButton();

    ViewContext m_context;
    ListModel *m_model;
    Words m_words;
    ToolRow *m_tools;
    QLineEdit *m_filter;
    ViewsButton *m_views;
    MessageBar *m_message;
    MessageBar *m_note; ///< what came of an export
    DataTable *m_table;
    FaultLine *m_gone;
    EmptyState *m_empty;
    QStackedLayout *m_stack;
    CompletenessLine *m_line;
    QAction *m_filling = nullptr;
    QString m_fillingVerb;
    QTimer m_filterPause;
    bool m_wantsFocus = false;
    bool m_isGone = false;
};
