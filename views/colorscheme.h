// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>

class QDBusVariant;

/// Light or dark as the desktop says: the settings portal's org.freedesktop.appearance, else the palette that the
/// program found when it started. The portal is asked without waiting.
class ColorScheme final : public QObject
{
    Q_OBJECT

public:
    explicit ColorScheme(QObject *parent = nullptr);

    bool isDark() const { return m_dark; }
    /// Asks the portal and follows its changes.
    void follow();

Q_SIGNALS:
    void changed(bool dark);

private Q_SLOTS:
    void settingChanged(const QString &space, const QString &key, const QDBusVariant &value);

private:
    void take(uint preference);

    bool m_dark;
};
