// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/findmodel.h"
#include "views/viewcontext.h"

#include <QListView>

/// The rows of a FindModel, chosen by keyboard or mouse. The chosen row stays the chosen one while more comes in.
class FindList final : public QListView
{
    Q_OBJECT

public:
    FindList(const ViewContext &context, FindModel *model, QWidget *parent = nullptr);

    FindModel *findModel() const { return m_model; }
    /// The keyboard's row, or -1.
    int currentRow() const { return currentIndex().row(); }
    /// Does what a key does here, though the keyboard is in a field; false when it means nothing to a list.
    bool takeKey(const QKeyEvent *event);
    /// The height at which every row is seen.
    int fullHeight() const;

Q_SIGNALS:
    /// A row was chosen, by Enter or a click.
    void chosen(int row);
    void currentRowChanged(int row);

protected:
    void keyPressEvent(QKeyEvent *event) override;
    void currentChanged(const QModelIndex &current, const QModelIndex &previous) override;

private:
    void chooseFirst();
    void step(int by);

    FindModel *m_model;
};
