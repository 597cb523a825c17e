// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/settingsfile.h"

#include <QEvent>

SettingsFile::SettingsFile(const QString &path, QObject *parent)
    : QSettings(path, QSettings::IniFormat, parent)
{
    m_writer.setMaxThreadCount(1);
}

// What changed after the last writing is written by the base.
SettingsFile::~SettingsFile() { m_writer.waitForDone(); }

bool SettingsFile::event(QEvent *event)
{
    if (event->type() != QEvent::UpdateRequest)
        return QSettings::event(event);
    // Settings of one file share their values within a process, those that wait to be written too.
    m_writer.start([this, path = fileName()] {
        QSettings(path, QSettings::IniFormat).sync();
        // The base asks to be written again only when it has seen for itself that nothing waits.
        QMetaObject::invokeMethod(
            this,
            [this] {
                QEvent seen(QEvent::UpdateRequest);
                QSettings::event(&seen);
            },
            Qt::QueuedConnection);
    });
    return true;
}
