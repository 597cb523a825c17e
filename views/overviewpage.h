// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "views/page.h"
#include "views/viewcontext.h"

#include <QTimer>

class ActionRegistry;
class DataTable;
class Desk;
class EmptyState;
class EndedModel;
class MessageBar;
class OverviewModel;
class OverviewWall;
class QLabel;
class QLineEdit;
class QSplitter;
class QStackedWidget;
class QToolButton;
class QuotaGauge;

/// The wall over all open workspaces: what is on air, worst first, as cards or as a table; what ended within the last
/// hour; how full the accounts are.
class OverviewPage final : public Page
{
    Q_OBJECT

public:
    OverviewPage(const ViewContext &context, Desk *desk, QWidget *parent = nullptr);
    ~OverviewPage() override;

    QString title() const override { return tr("Overview"); }
    void reload() override;
    void focusFilter() override;
    void focusContent() override;
    void showKey(const QString &key) override;
    const ActionRegistry *actions() const override { return m_registry; }
    QByteArray saveLayout() const override;
    void restoreLayout(const QByteArray &layout) override;

protected:
    void showEvent(QShowEvent *event) override;
    void hideEvent(QHideEvent *event) override;

private:
    QWidget *header();
    QWidget *endedPart();
    QWidget *gauges();
    void setCards(bool cards);
    void setShown(bool shown);
    void open(const QString &key);
    void openEnded(const QString &key);
    void tellVisible();
    void refresh();
    void refreshGauges();
    void refreshWords();

    ViewContext m_context;
    Desk *m_desk;
    OverviewModel *m_model;
    EndedModel *m_endedModel;
    MessageBar *m_message;
    QLineEdit *m_filter;
    QToolButton *m_cardsButton;
    QToolButton *m_tableButton;
    OverviewWall *m_wall;
    DataTable *m_table;
    EmptyState *m_empty;
    QStackedWidget *m_stack;
    QLabel *m_line;
    DataTable *m_ended;
    QLabel *m_nothingEnded;
    QLabel *m_endedLine;
    QWidget *m_endedPart = nullptr;
    QSplitter *m_parts;
    QList<QuotaGauge *> m_gauges;
    ActionRegistry *m_registry;
    bool m_cards = true;
    QTimer m_filterPause;
    QTimer m_gaugePause;
};
