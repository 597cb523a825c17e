// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/statekeeper.h"

#include <QSettings>

// As text, which a person can read and mend in the file: QSettings writes a byte array as one that nobody can.
QByteArray SettingsKeeper::value(const QString &key) const { return m_settings->value(key).toString().toUtf8(); }

void SettingsKeeper::setValue(const QString &key, const QByteArray &value)
{
    if (value.isEmpty())
        m_settings->remove(key);
    else
        m_settings->setValue(key, QString::fromUtf8(value));
}
