// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "views/viewcontext.h"

#include <QListView>
#include <QTimer>

class OverviewCard;
class OverviewModel;

/// The wall as cards: a list that wraps, painted by one delegate. The chosen card stays chosen and the place is kept
/// by key while cards come, go and move.
class OverviewWall final : public QListView
{
    Q_OBJECT

public:
    OverviewWall(const ViewContext &context, OverviewModel *model, QWidget *parent = nullptr);

    QString currentKey() const;
    void setCurrentKey(const QString &key);
    /// Keys of the cards on screen now.
    QStringList visibleKeys() const;

Q_SIGNALS:
    /// Enter or a click on a card.
    void opened(const QString &key);
    /// Cards came on screen or left it; told after a pause.
    void visibleKeysChanged();

protected:
    void resizeEvent(QResizeEvent *event) override;
    void showEvent(QShowEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void scrollContentsBy(int dx, int dy) override;
    bool viewportEvent(QEvent *event) override;

private:
    void fit();

    ViewContext m_context;
    OverviewModel *m_model;
    OverviewCard *m_card;
    QString m_resetKey; ///< the chosen card, while the model is being reset
    QTimer m_visible;
    QTimer m_ages; ///< times tick
};
