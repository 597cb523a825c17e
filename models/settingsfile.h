// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QSettings>
#include <QThreadPool>

/// Settings in a file that a person can read. Written soon after a change, and synced to the disk, which takes as long
/// as the disk likes (70 ms were seen): by a thread, where QSettings would hold up the event loop for it. Deleted, it
/// has written everything.
class SettingsFile final : public QSettings
{
public:
    explicit SettingsFile(const QString &path, QObject *parent = nullptr);
    ~SettingsFile() override;

protected:
    bool event(QEvent *event) override;

private:
    QThreadPool m_writer;
};
