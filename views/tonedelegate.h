// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStyledItemDelegate>

class Theme;

/// Paints a cell with the icon of its tone (ListModel::ToneRole), for tables whose model is no ListModel.
class ToneDelegate final : public QStyledItemDelegate
{
    Q_OBJECT

public:
    explicit ToneDelegate(const Theme *theme, QObject *parent = nullptr);

protected:
    void initStyleOption(QStyleOptionViewItem *option, const QModelIndex &index) const override;

private:
    const Theme *m_theme;
};
