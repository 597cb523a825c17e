// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/stageacts.h"

#include "models/actsteps.h"
#include "models/ingestdetail.h"
#include "models/ingestmodel.h"
#include "models/ivs/codec.h"
#include "models/stagelinks.h"
#include "models/workspace.h"

#include <QLocale>

#include <algorithm>

using namespace actsteps;
using namespace Qt::Literals::StringLiterals;

StageActs::StageActs(Workspace *workspace)
    : QObject(workspace)
    , m_workspace(workspace)
{
}

QString StageActs::nameOf(const QString &arn) const
{
    const StageRecord *stage = m_workspace->stages()->record(arn);
    const ivs::IngestConfigurationSummary *ingest = m_workspace->ingests()->record(arn);
    const QString name = stage ? stage->stage.name : ingest ? ingest->name : QString();
    return name.isEmpty() ? idOfArn(arn) : name;
}

Undertaking *StageActs::make(const QString &title, std::vector<Undertaking::Step> steps)
{
    auto *made = new Undertaking(title, std::move(steps), this);
    connect(made, &Undertaking::rowSettled, m_workspace, &Workspace::writeSettled);
    return made;
}

void StageActs::refresh(const QStringList &arns)
{
    // What nobody looks at is read when somebody does.
    if (m_workspace->stages()->isWatched())
        m_workspace->stages()->reload();
    if (arns.contains(m_workspace->stageDetail()->arn()))
        m_workspace->stageDetail()->reload();
    const auto isTouched = [&arns](const ivs::CompositionSummary &each) { return arns.contains(each.arn); };
    StageCompositions *compositions = m_workspace->stageCompositions();
    if (std::any_of(compositions->running().begin(), compositions->running().end(), isTouched))
        compositions->reload();
    IngestDetail *ingest = m_workspace->ingestDetail();
    if (arns.contains(ingest->arn()) && !ingest->isRevealing()) // what brings the keys brings the tags
        ingest->reload();
    Q_EMIT touched(arns);
}

Undertaking *StageActs::perResource(const QString &title, const QStringList &arns,
    const std::function<void(Undertaking::Step &, const QString &)> &fill)
{
    std::vector<Undertaking::Step> steps;
    for (const QString &arn : arns) {
        Undertaking::Step step;
        step.key = arn;
        step.words = nameOf(arn);
        fill(step, arn);
        steps.push_back(std::move(step));
    }
    return make(title, std::move(steps));
}

Undertaking *StageActs::createStage(const ivs::CreateStageRequest &request)
{
    ivs::Client *client = m_workspace->client();
    const auto by = std::make_shared<QPointer<Undertaking>>();
    Undertaking *act = make(tr("Create a stage"),
        {creation(
            request.name, tr("Look for it in the list of stages before creating it again."), by,
            [client, request] { return client->createStage(request); },
            [this](const ivs::CreateStageResponse &answer, Undertaking *made) { Q_EMIT stageCreated(answer, made); })});
    *by = act;
    connect(act, &Undertaking::finished, this, [this] { refresh({}); });
    return act;
}

Undertaking *StageActs::updateStage(const ivs::UpdateStageRequest &request, const ivs::Stage &before)
{
    ivs::Client *client = m_workspace->client();
    const QJsonObject wanted = ivs::toJson(request);
    Undertaking *act = make(tr("Change a stage"),
        {change(
            request.arn, before.name.isEmpty() ? idOfArn(request.arn) : before.name, client,
            membersOf(ivs::toJson(before), wanted, {u"arn"_s}),
            [client, request] { return client->updateStage(request); },
            [client, arn = request.arn, wanted] {
                return readBack(
                    client->getStage({.arn = arn}, aws::Lane::Person), [wanted](const ivs::GetStageResponse &answer) {
                        return answer.stage && covers(ivs::toJson(*answer.stage), wanted);
                    });
            })});
    connect(act, &Undertaking::finished, this, [this, arn = request.arn] { refresh({arn}); });
    return act;
}

Undertaking *StageActs::deleteStages(const QStringList &arns)
{
    ivs::Client *client = m_workspace->client();
    const QString title =
        arns.size() == 1 ? tr("Delete a stage") : tr("Delete %1 stages").arg(QLocale().toString(arns.size()));
    Undertaking *act = perResource(title, arns, [client](Undertaking::Step &step, const QString &arn) {
        step.write = [client, arn] { return done(client->deleteStage({.arn = arn})); };
        step.settle = [client, arn] { return isGone(client->getStage({.arn = arn}, aws::Lane::Person)); };
    });
    connect(act, &Undertaking::finished, this, [this, arns] {
        refresh(arns);
        Q_EMIT ingestsTouched(); // those that were bound to a stage are free now
    });
    return act;
}

Undertaking *StageActs::changeTags(
    const QStringList &arns, const QMap<QString, QString> &set, const QStringList &removed)
{
    ivs::Client *client = m_workspace->client();
    const auto write = [this, client, set, removed](const QString &arn) {
        return chained(client->listTagsForResource({.resourceArn = arn}, aws::Lane::Person), this,
            [this, client, arn, set, removed](const aws::Result<ivs::ListTagsForResourceResponse> &answer) {
                if (!answer && answer.error().kind == aws::ErrorKind::NotFound)
                    return aws::Call<aws::Nothing>::ready(tl::unexpected(answer.error()));
                // Who may write tags but not read them writes them without undo.
                const auto before = [&answer](const QStringList &keys) {
                    if (!answer)
                        return QJsonObject();
                    QJsonObject tags;
                    for (const QString &key : keys) {
                        const auto it = answer->tags.constFind(key);
                        tags.insert(key, it != answer->tags.cend() ? QJsonValue(*it) : QJsonValue());
                    }
                    return QJsonObject {{u"tags"_s, tags}};
                };
                return writeTags(client, this, arn, set, removed, before);
            });
    };
    const auto stands = [set, removed](const ivs::ListTagsForResourceResponse &answer) {
        const bool isSet = std::all_of(set.keyBegin(), set.keyEnd(),
            [&](const QString &key) { return answer.tags.contains(key) && answer.tags.value(key) == set.value(key); });
        return isSet && std::none_of(removed.cbegin(), removed.cend(), [&answer](const QString &key) {
            return answer.tags.contains(key);
        });
    };
    const QString title = arns.size() == 1 ? tr("Change tags of a resource")
                                           : tr("Change tags of %1 resources").arg(QLocale().toString(arns.size()));
    Undertaking *act = perResource(title, arns, [&](Undertaking::Step &step, const QString &arn) {
        step.write = [write, arn] { return write(arn); };
        step.settle = [client, arn, stands] {
            return readBack(client->listTagsForResource({.resourceArn = arn}, aws::Lane::Person), stands);
        };
    });
    connect(act, &Undertaking::finished, this, [this, arns] { refresh(arns); });
    return act;
}

TagsReader *StageActs::tagsOf(const QStringList &arns) { return new TagsReader(m_workspace->client(), arns, this); }

Destruction *StageActs::stagesDestruction(const QStringList &arns)
{
    auto *counting = new Destruction(m_workspace->client(), m_workspace->clock(), m_workspace->times(), this);
    counting->countStages(arns);
    return counting;
}

Destruction *StageActs::participantsDestruction(const QString &stageArn, const QList<ParticipantTarget> &participants)
{
    auto *counting = new Destruction(m_workspace->client(), m_workspace->clock(), m_workspace->times(), this);
    for (const ParticipantTarget &each : participants)
        counting->countParticipant(stageArn, each.sessionId, each.participantId);
    counting->allAsked();
    return counting;
}

Destruction *StageActs::ingestsDestruction(const QStringList &arns)
{
    auto *counting = new Destruction(m_workspace->client(), m_workspace->clock(), m_workspace->times(), this);
    counting->countIngests(arns);
    return counting;
}
