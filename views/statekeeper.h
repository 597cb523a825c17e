// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QString>

class QSettings;

/// Keeps what a person arranged, between runs: columns, saved views. Nothing foreign and nothing secret goes in here.
class StateKeeper
{
public:
    StateKeeper() = default;
    virtual ~StateKeeper() = default;
    Q_DISABLE_COPY_MOVE(StateKeeper)

    /// Empty when nothing was kept.
    virtual QByteArray value(const QString &key) const = 0;
    /// Empty forgets.
    virtual void setValue(const QString &key, const QByteArray &value) = 0;
};

/// Keeps it in the settings file.
class SettingsKeeper final : public StateKeeper
{
public:
    explicit SettingsKeeper(QSettings *settings)
        : m_settings(settings)
    {
    }

    QByteArray value(const QString &key) const override;
    void setValue(const QString &key, const QByteArray &value) override;

private:
    QSettings *m_settings;
};
