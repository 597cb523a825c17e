// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/aws/call.h"
#include "models/ivs/types.h"

#include <QDateTime>
#include <QHash>
#include <QObject>
#include <QSet>

class Workspace;

/// The endpoints of stages, which a token that is signed here has to name (fact sheet 7.2). Taken from every answer
/// that tells a whole stage, and kept in the store's state, so that a stage which was seen once needs no network. They
/// may be kept for 14 days (fact sheet 3).
class KnownEndpoints final : public QObject
{
    Q_OBJECT

public:
    KnownEndpoints(Workspace *workspace, QObject *parent);

    /// Without a call. Nothing when the stage was never seen, not within 14 days, or may be gone since: it was written
    /// to, or a later complete list does not have it.
    std::optional<ivs::StageEndpoints> find(const QString &stageArn);
    /// GetStage, by hand; the answer is learned.
    aws::Call<ivs::StageEndpoints> *ask(const QString &stageArn);
    void learn(const ivs::Stage &stage);
    void forget(const QString &stageArn);

private:
    struct Entry
    {
        ivs::StageEndpoints endpoints;
        QDateTime asOf; ///< service time
    };

    static QString placeOf(const QString &stageArn);
    QHash<QString, Entry> kept(const QString &place) const;
    void load(const QString &place);
    void keep(const QString &place);
    bool isFresh(const Entry &entry) const;

    Workspace *m_workspace;
    QHash<QString, Entry> m_entries; ///< by stage ARN
    QSet<QString> m_forgotten; ///< what the store has of them counts no more
    QSet<QString> m_loaded; ///< places that were read from the store
    QSet<QString> m_waiting; ///< places that are read as soon as the store is open
};
