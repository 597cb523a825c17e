// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "views/viewcontext.h"

#include <QTimer>
#include <QWidget>

class ListModel;
class ElidedLabel;
class QToolButton;

/// The line under a list that says what the list is and as of when, with the one thing that can be done about it:
/// stop, go on, or read again.
class CompletenessLine final : public QWidget
{
    Q_OBJECT

public:
    explicit CompletenessLine(const ViewContext &context, QWidget *parent = nullptr);

    void setListModel(ListModel *model);
    QString text() const;

private:
    void refresh();

    ViewContext m_context;
    ListModel *m_model = nullptr;
    ElidedLabel *m_words;
    QToolButton *m_stop;
    QToolButton *m_resume;
    QToolButton *m_reload;
    QTimer m_timer; ///< "stale, 4 min" grows by itself
};
