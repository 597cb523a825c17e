// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QHeaderView>

class Theme;

/// A flat column header: small secondary words, one line below, an arrow in the sorted column.
class TableHeader final : public QHeaderView
{
    Q_OBJECT

public:
    explicit TableHeader(const Theme *theme, QWidget *parent = nullptr);

    QSize sizeHint() const override;

protected:
    void paintSection(QPainter *painter, const QRect &rect, int section) const override;
    void paintEvent(QPaintEvent *event) override;

private:
    const Theme *m_theme;
};
