// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "views/viewcontext.h"

#include <QWidget>

/// What the bars and signs of the timeline mean, in one line. It wants no room: of the line it shows as many as fit,
/// the most important first.
class TimelineLegend final : public QWidget
{
    Q_OBJECT

public:
    explicit TimelineLegend(const ViewContext &context, QWidget *parent = nullptr);

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override { return {0, sizeHint().height()}; }
    /// How many of its entries fit.
    int shownCount() const;

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    ViewContext m_context;
};
