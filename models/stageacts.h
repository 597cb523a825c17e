// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/destruction.h"
#include "models/tagsreader.h"
#include "models/undertaking.h"

#include "models/ivs/types.h"

#include <QJsonObject>
#include <QObject>

class Workspace;

/// A participant to act on. Its session is needed to read back whether it went; the user id is for people.
struct ParticipantTarget
{
    QString participantId;
    QString sessionId;
    QString userId;
};

/// Everything that a person can do to stages and what belongs to them. Each act is an Undertaking that is not started
/// yet, owned by this object: start() it, show it, dismiss() it. Whether the connection is read-only is the guard's
/// matter. When an undertaking ends, the lists that are looked at are read again.
class StageActs final : public QObject
{
    Q_OBJECT

public:
    explicit StageActs(Workspace *workspace);

    /// stageCreated() brings the answer. After a lost answer it stays Unknown: a second one would be a second stage.
    Undertaking *createStage(const ivs::CreateStageRequest &request);
    /// \a before is the stage as the person saw it; kept in the journal for undo.
    Undertaking *updateStage(const ivs::UpdateStageRequest &request, const ivs::Stage &before);
    Undertaking *deleteStages(const QStringList &arns);

    /// Sets \a set and removes \a removed on each resource; what was there is read first, for undo. At most 50 tags a
    /// resource (fact sheet 2): more is refused by the service, row by row.
    Undertaking *changeTags(const QStringList &arns, const QMap<QString, QString> &set, const QStringList &removed);
    Undertaking *tag(const QStringList &arns, const QMap<QString, QString> &tags) { return changeTags(arns, tags, {}); }
    Undertaking *untag(const QStringList &arns, const QStringList &keys) { return changeTags(arns, {}, keys); }
    /// The tags of resources whose list does not tell them; not begun. Owned by this object: delete it when it is read.
    TagsReader *tagsOf(const QStringList &arns);

    /// \a reason: at most 128 characters, may be empty. The token of a disconnected participant can't join again.
    Undertaking *disconnectParticipants(
        const QString &stageArn, const QList<ParticipantTarget> &participants, const QString &reason);
    /// Shows the participants, who must be publishing, in another stage too. \a reconnectWindowSeconds 0 to 300.
    Undertaking *startReplication(const QString &sourceStageArn, const QString &destinationStageArn,
        const QList<ParticipantTarget> &participants, int reconnectWindowSeconds = 0,
        const QMap<QString, QString> &attributes = {});
    Undertaking *stopReplication(const QString &sourceStageArn, const QString &destinationStageArn,
        const QList<ParticipantTarget> &participants);

    /// ingestCreated() brings the answer with its stream key.
    Undertaking *createIngest(const ivs::CreateIngestConfigurationRequest &request);
    /// Attaches to a stage, or detaches with an empty stageArn. \a before: as the person saw it, kept for undo.
    Undertaking *updateIngest(
        const ivs::UpdateIngestConfigurationRequest &request, const ivs::IngestConfigurationSummary &before);
    /// \a force disconnects first; without it an active one is refused.
    Undertaking *deleteIngests(const QStringList &arns, bool force);

    /// Puts back \a before where \a present is now, for Undo; \a entry is the journal's id of what it takes back.
    Undertaking *undo(const QString &operation, const QString &arn, const QJsonObject &before,
        const QJsonObject &present, quint64 entry);

    // What an act will end, counted afresh; it begins at once. Owned by this object: delete it when it is answered.
    Destruction *stagesDestruction(const QStringList &arns);
    Destruction *participantsDestruction(const QString &stageArn, const QList<ParticipantTarget> &participants);
    Destruction *ingestsDestruction(const QStringList &arns);

Q_SIGNALS:
    /// The tokens in it are secret.
    void stageCreated(const ivs::CreateStageResponse &answer, Undertaking *by);
    /// The stream keys in it are secret.
    void ingestCreated(const ivs::CreateIngestConfigurationResponse &answer, Undertaking *by);
    /// Something about these resources was written, or may have been: read them again. ARNs of stages, or of any tagged
    /// resource.
    void touched(const QStringList &arns);
    /// Participants of this stage were written.
    void participantsTouched(const QString &stageArn);
    /// Ingest configurations were made, changed or deleted.
    void ingestsTouched();

private:
    Undertaking *make(const QString &title, std::vector<Undertaking::Step> steps);
    Undertaking *perResource(const QString &title, const QStringList &arns,
        const std::function<void(Undertaking::Step &, const QString &)> &fill);
    Undertaking *perParticipant(const QString &title, const QString &stageArn,
        const QList<ParticipantTarget> &participants,
        const std::function<void(Undertaking::Step &, const ParticipantTarget &)> &fill);
    QString nameOf(const QString &arn) const;
    void refresh(const QStringList &arns);

    Workspace *m_workspace;
};
