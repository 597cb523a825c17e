// SPDX-License-Identifier: GPL-3.0-or-later
// The acts of StageActs that put back what was there before another one.
#include "models/stageacts.h"

#include "models/actsteps.h"
#include "models/ivs/codec.h"
#include "models/workspace.h"

using namespace actsteps;
using namespace Qt::Literals::StringLiterals;

namespace {

// A request of what was there: members that were absent are given the word that takes them away.
QJsonObject requestOf(const QString &arn, const QJsonObject &before)
{
    QJsonObject request {{u"arn"_s, arn}};
    for (auto it = before.begin(); it != before.end(); ++it) {
        if (!it.value().isNull())
            request.insert(it.key(), it.value());
        else if (it.key() == "autoParticipantRecordingConfiguration"_L1)
            request.insert(it.key(), QJsonObject {{u"storageConfigurationArn"_s, u""_s}});
        else if (it.key() == "name"_L1 || it.key() == "stageArn"_L1)
            request.insert(it.key(), u""_s);
    }
    return request;
}

} // namespace

Undertaking *StageActs::undo(
    const QString &operation, const QString &arn, const QJsonObject &before, const QJsonObject &present, quint64 entry)
{
    ivs::Client *client = m_workspace->client();
    Undertaking::Step step;
    step.key = arn;
    step.words = nameOf(arn);
    if (operation == "UpdateStage"_L1) {
        const aws::Result<ivs::UpdateStageRequest> request =
            ivs::fromJson<ivs::UpdateStageRequest>(requestOf(arn, before));
        step.write = [client, request, present, entry] {
            if (!request)
                return aws::Call<aws::Nothing>::ready(tl::unexpected(request.error()));
            const Noted note(client, present, entry);
            return done(client->updateStage(*request));
        };
        Undertaking *act = make(tr("Undo a change of a stage"), {step});
        connect(act, &Undertaking::finished, this, [this, arn] { refresh({arn}); });
        return act;
    }
    if (operation == "UpdateIngestConfiguration"_L1) {
        const aws::Result<ivs::UpdateIngestConfigurationRequest> request =
            ivs::fromJson<ivs::UpdateIngestConfigurationRequest>(requestOf(arn, before));
        step.write = [client, request, present, entry] {
            if (!request)
                return aws::Call<aws::Nothing>::ready(tl::unexpected(request.error()));
            const Noted note(client, present, entry);
            return done(client->updateIngestConfiguration(*request));
        };
        Undertaking *act = make(tr("Undo a change of an ingest configuration"), {step});
        connect(act, &Undertaking::finished, this, &StageActs::ingestsTouched);
        return act;
    }
    QMap<QString, QString> set;
    QStringList removed;
    for (auto it = before.begin(); it != before.end(); ++it) {
        if (it.value().isNull())
            removed << it.key();
        else
            set.insert(it.key(), it.value().toString());
    }
    step.write = [client, arn, set, removed, present, entry, self = QPointer(this)] {
        const auto was = [&present](const QStringList &keys) {
            QJsonObject tags;
            for (const QString &key : keys)
                tags.insert(key, present.value(key));
            return QJsonObject {{u"tags"_s, tags}};
        };
        return writeTags(client, self, arn, set, removed, was, entry);
    };
    Undertaking *act = make(tr("Undo a change of tags"), {step});
    connect(act, &Undertaking::finished, this, [this, arn] { refresh({arn}); });
    return act;
}
