// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "views/viewcontext.h"

#include <QWidget>

class QButtonGroup;
class QKeySequence;
class QVBoxLayout;

/// The rail on the left: one entry for each page that has something to show.
class Navigation final : public QWidget
{
    Q_OBJECT

public:
    explicit Navigation(const ViewContext &context, QWidget *parent = nullptr);

    /// Adds an entry with an icon of resources/icons; its number counts from 0.
    void addEntry(const QString &icon, const QString &words, const QKeySequence &shortcut);
    /// Marks the entry whose page is shown.
    void setCurrent(int entry);

Q_SIGNALS:
    void chosen(int entry);

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    ViewContext m_context;
    QVBoxLayout *m_layout;
    QButtonGroup *m_group;
};
