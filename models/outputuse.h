// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDateTime>
#include <QHash>
#include <QList>
#include <QObject>

class CompositionHistory;
class Watch;

/// Which running compositions use an encoder configuration, a storage configuration or a channel, as the watch knows
/// it: the list of compositions does not tell their outputs (fact sheet 8). What runs can't be deleted under it, so
/// that a refusal is foreseen.
class OutputUse final : public QObject
{
    Q_OBJECT

public:
    struct Use
    {
        QString compositionArn;
        QString stageArn;
        bool operator==(const Use &) const = default;
    };

    OutputUse(Watch *watch, CompositionHistory *history, QObject *parent);

    /// The running compositions that use what has this ARN, by their ARN.
    QList<Use> of(const QString &arn) const { return m_uses.value(arn); }
    /// The outputs of every composition that runs are known; otherwise of() is a lower bound.
    bool isWhole() const { return m_whole; }
    QDateTime asOf() const; ///< service time of the watch's last look; invalid before it

    /// `2 running`, `none running`, `at least 1 running`, `not known yet`: for a cell.
    QString countText(const QString &arn) const;

Q_SIGNALS:
    void changed();

private:
    void refresh();

    Watch *m_watch;
    CompositionHistory *m_history;
    QHash<QString, QList<Use>> m_uses;
    bool m_whole = false;
};
