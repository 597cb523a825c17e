// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/finder.h"
#include "views/overlaypanel.h"

class FindList;
class QLabel;
class QLineEdit;
class QPushButton;

/// Find or do: one field, and below it everything in the program that answers what is typed. Up, Down and Enter choose,
/// Ctrl+Enter asks the service, Esc stops that or closes. What was typed is forgotten when it closes.
class Palette final : public OverlayPanel
{
    Q_OBJECT

public:
    Palette(const ViewContext &context, Desk *desk, QWidget *host);

    Finder *finder() { return &m_finder; }

Q_SIGNALS:
    void placeChosen(const FindPlace &place);
    void commandChosen(const QString &id);

protected:
    QWidget *firstField() const override;
    int wantedHeight() const override;
    bool eventFilter(QObject *watched, QEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void showEvent(QShowEvent *event) override;
    void hideEvent(QHideEvent *event) override;

private:
    bool takeKey(const QKeyEvent *event);
    void choose(int row);
    void refresh();
    void askOrStop();
    void tellCurrent(int row);

    Finder m_finder;
    QLineEdit *m_field;
    FindList *m_list;
    QLabel *m_status;
    QPushButton *m_ask;
    QLabel *m_nothing;
};
