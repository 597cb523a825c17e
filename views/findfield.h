// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "views/viewcontext.h"

#include <QAbstractButton>

/// Stands in the header where one looks for a search field; a click opens the palette, which has the real one.
class FindField final : public QAbstractButton
{
    Q_OBJECT

public:
    explicit FindField(const ViewContext &context, QWidget *parent = nullptr);

    /// The shortcut that does the same, shown at the right.
    void setKeys(const QString &keys);
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    ViewContext m_context;
    QString m_keys;
};
