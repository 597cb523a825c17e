// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "views/viewcontext.h"

#include <QAbstractButton>

/// An id, an ARN or a URL: middle-elided, in the fixed-width font, copied whole on click, whole in the tooltip.
class IdField final : public QAbstractButton
{
    Q_OBJECT

public:
    explicit IdField(const ViewContext &context, QWidget *parent = nullptr);

    /// \a what names it for assistive technology: `stage ARN`.
    void setValue(const QString &value, const QString &what);
    QString value() const { return m_value; }
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    ViewContext m_context;
    QString m_value;
    bool m_copied = false; ///< says so for a moment
};
