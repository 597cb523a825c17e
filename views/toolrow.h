// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

class QBoxLayout;
class QHBoxLayout;

/// The line above a list: on the left what it is and its buttons, on the right its filter. Where both have no room side
/// by side, the right half goes below.
class ToolRow final : public QWidget
{
    Q_OBJECT

public:
    explicit ToolRow(QWidget *parent = nullptr);

    QHBoxLayout *left() const { return m_left; }
    QHBoxLayout *right() const { return m_right; }
    bool isStacked() const;

    /// As wide as the wider half needs.
    QSize minimumSizeHint() const override;

protected:
    void resizeEvent(QResizeEvent *event) override;
    bool event(QEvent *event) override;

private:
    void arrange();
    int widthSideBySide() const;

    QBoxLayout *m_both;
    QHBoxLayout *m_left;
    QHBoxLayout *m_right;
};
