// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/compositiondraft.h"
#include "models/undertaking.h"

class CompositionReplacement;
class Workspace;

/// Everything that a person can do to compositions and to the encoder and storage configurations they need. Acts are
/// made as those of StageActs are: not started, owned by this object. Whether the connection is read-only is the
/// guard's matter. The compositions are read again when an act on them ends: the watch lives by that list.
class CompositionActs final : public QObject
{
    Q_OBJECT

public:
    explicit CompositionActs(Workspace *workspace);

    /// Starts what \a draft says, with its idempotency token: the same draft once more starts no second composition
    /// (fact sheet 1), so that a lost answer is asked for again by itself.
    Undertaking *start(const CompositionDraft &draft);
    /// Ends them in order: their outputs first. \a names: for people, in the order of \a arns.
    Undertaking *stop(const QStringList &arns, const QStringList &names);

    /// Puts what \a draft says in the place of the composition \a oldArn; not started, owned by this object, which its
    /// maker may delete when it is over.
    CompositionReplacement *replace(const QString &oldArn, const CompositionDraft &draft);
    /// A replacement is under way: whoever ends the program now leaves it where it is.
    bool isReplacing() const;

    Undertaking *createEncoder(const ivs::CreateEncoderConfigurationRequest &request);
    /// Refused while a composition uses it.
    Undertaking *deleteEncoders(const QStringList &arns, const QStringList &names);
    /// The service changes the bucket's policy so that it may write there, and may take 20 s (fact sheet 8.1).
    Undertaking *createStorage(const ivs::CreateStorageConfigurationRequest &request);
    /// Refused while a composition uses it or a stage is bound to it.
    Undertaking *deleteStorages(const QStringList &arns, const QStringList &names);

Q_SIGNALS:
    void started(const ivs::Composition &composition, Undertaking *by);
    void encoderCreated(const ivs::EncoderConfiguration &encoder, Undertaking *by);
    void storageCreated(const ivs::StorageConfiguration &storage, Undertaking *by);
    /// Compositions were started or stopped, or may have been.
    void compositionsTouched();
    /// Encoder or storage configurations were made or deleted, or may have been.
    void configurationsTouched();

private:
    Undertaking *make(const QString &title, std::vector<Undertaking::Step> steps, void (CompositionActs::*touched)());
    /// A step for each of \a arns with the write and the read that tells whether it was done.
    Undertaking *perResource(const QString &title, const QStringList &arns, const QStringList &names,
        const std::function<void(Undertaking::Step &, const QString &)> &fill, void (CompositionActs::*touched)());

    Workspace *m_workspace;
};
