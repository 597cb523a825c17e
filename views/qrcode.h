// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QImage>
#include <QWidget>

/// A text as a QR code, as large as there is room for. Black on white in every theme: cameras expect it so.
class QrCode final : public QWidget
{
    Q_OBJECT

public:
    explicit QrCode(QWidget *parent = nullptr);

    /// False when \a text has no room in a code: 2,953 bytes at most.
    bool setText(const QString &text);

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    QImage m_modules; ///< one pixel each, with the quiet zone
};
