// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/qrcode.h"

#include <QPainter>

#include <memory>
#include <qrencode.h>

namespace {

constexpr int kQuietZone = 4; // modules on each side, by the standard
constexpr int kMostWidth = 340;

// Whole device pixels for each module: blurred edges are what cameras fail at.
int sideOf(const QImage &modules, qreal ratio)
{
    if (modules.isNull())
        return 0;
    const int scale = std::max(1, int(kMostWidth * ratio) / modules.width());
    return int(scale * modules.width() / ratio);
}

} // namespace

QrCode::QrCode(QWidget *parent)
    : QWidget(parent)
{
}

bool QrCode::setText(const QString &text)
{
    // The lowest level of correction: a token is long, a screen has no scratches, and large modules are read sooner.
    const std::unique_ptr<QRcode, decltype(&QRcode_free)> code(
        text.isEmpty() ? nullptr : QRcode_encodeString8bit(text.toUtf8().constData(), 0, QR_ECLEVEL_L), &QRcode_free);
    m_modules = {};
    if (code) {
        m_modules = QImage(code->width + 2 * kQuietZone, code->width + 2 * kQuietZone, QImage::Format_RGB32);
        m_modules.fill(Qt::white);
        for (int y = 0; y < code->width; ++y) {
            for (int x = 0; x < code->width; ++x) {
                if (code->data[y * code->width + x] & 1)
                    m_modules.setPixelColor(x + kQuietZone, y + kQuietZone, Qt::black);
            }
        }
    }
    const int side = sideOf(m_modules, devicePixelRatioF());
    setFixedSize(side, side);
    update();
    return !m_modules.isNull();
}

void QrCode::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    if (!m_modules.isNull())
        painter.drawImage(rect(), m_modules);
}
