// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/stageacts.h"

#include "models/actsteps.h"
#include "models/ivs/codec.h"
#include "models/workspace.h"

#include <QLocale>

using namespace actsteps;
using namespace Qt::Literals::StringLiterals;

StageActs::StageActs(Workspace *workspace)
    : QObject(workspace)
    , m_workspace(workspace)
{
}

QString StageActs::nameOf(const QString &arn) const
{
    const StageRecord *known = m_workspace->stages()->record(arn);
    return known && !known->stage.name.isEmpty() ? known->stage.name : idOfArn(arn);
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
    Q_EMIT touched(arns);
}

Undertaking *StageActs::createStage(const ivs::CreateStageRequest &request)
{
    ivs::Client *client = m_workspace->client();
    auto made = std::make_shared<QPointer<Undertaking>>();
    Undertaking::Step step;
    step.key = request.name;
    step.words = request.name.isEmpty() ? tr("(no name)") : request.name;
    step.whereToLook = tr("Look for it in the list of stages before creating it again.");
    step.write = [this, self = QPointer(this), client, request, made] {
        return mapped<aws::Nothing>(client->createStage(request),
            [this, self, made](const aws::Result<ivs::CreateStageResponse> &answer) -> aws::Result<aws::Nothing> {
                if (!answer)
                    return tl::unexpected(answer.error());
                if (self && *made)
                    Q_EMIT stageCreated(*answer, *made);
                return aws::Nothing();
            });
    };
    Undertaking *act = make(tr("Create a stage"), {step});
    *made = act;
    connect(act, &Undertaking::finished, this, [this] { refresh({}); });
    return act;
}

Undertaking *StageActs::updateStage(const ivs::UpdateStageRequest &request, const ivs::Stage &before)
{
    ivs::Client *client = m_workspace->client();
    const QJsonObject wanted = ivs::toJson(request);
    const QJsonObject was = membersOf(ivs::toJson(before), wanted, {u"arn"_s});
    Undertaking::Step step;
    step.key = request.arn;
    step.words = before.name.isEmpty() ? idOfArn(request.arn) : before.name;
    step.write = [client, request, was] {
        const Noted note(client, was);
        return done(client->updateStage(request));
    };
    step.settle = [client, request, wanted] {
        return mapped<bool>(client->getStage({.arn = request.arn}, aws::Lane::Person),
            [wanted](const aws::Result<ivs::GetStageResponse> &answer) -> aws::Result<bool> {
                if (!answer)
                    return tl::unexpected(answer.error());
                return answer->stage && covers(ivs::toJson(*answer->stage), wanted);
            });
    };
    Undertaking *act = make(tr("Change a stage"), {step});
    connect(act, &Undertaking::finished, this, [this, arn = request.arn] { refresh({arn}); });
    return act;
}

Undertaking *StageActs::deleteStages(const QStringList &arns)
{
    ivs::Client *client = m_workspace->client();
    std::vector<Undertaking::Step> steps;
    for (const QString &arn : arns) {
        Undertaking::Step step;
        step.key = arn;
        step.words = nameOf(arn);
        step.write = [client, arn] { return done(client->deleteStage({.arn = arn})); };
        step.settle = [client, arn] { return isGone(client->getStage({.arn = arn}, aws::Lane::Person)); };
        steps.push_back(std::move(step));
    }
    const QString title =
        arns.size() == 1 ? tr("Delete a stage") : tr("Delete %1 stages").arg(QLocale().toString(arns.size()));
    Undertaking *act = make(title, std::move(steps));
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
                    QJsonObject tags;
                    for (const QString &key : keys) {
                        const auto it = answer ? answer->tags.constFind(key) : QMap<QString, QString>::const_iterator();
                        tags.insert(key, answer && it != answer->tags.cend() ? QJsonValue(*it) : QJsonValue());
                    }
                    return answer ? QJsonObject {{u"tags"_s, tags}} : QJsonObject();
                };
                const auto untag = [client, arn, removed, was = before(removed)] {
                    const Noted note(client, was);
                    return done(client->untagResource({.resourceArn = arn, .tagKeys = removed}));
                };
                if (set.isEmpty())
                    return removed.isEmpty() ? nullptr : untag();
                const Noted note(client, before(set.keys()));
                aws::Call<aws::Nothing> *tagged = done(client->tagResource({.resourceArn = arn, .tags = set}));
                if (removed.isEmpty())
                    return tagged;
                return chained(tagged, this, [untag](const aws::Result<aws::Nothing> &result) {
                    return result ? untag() : aws::Call<aws::Nothing>::ready(result);
                });
            });
    };
    std::vector<Undertaking::Step> steps;
    for (const QString &arn : arns) {
        Undertaking::Step step;
        step.key = arn;
        step.words = nameOf(arn);
        step.write = [write, arn] { return write(arn); };
        step.settle = [client, arn, set, removed] {
            return mapped<bool>(client->listTagsForResource({.resourceArn = arn}, aws::Lane::Person),
                [set, removed](const aws::Result<ivs::ListTagsForResourceResponse> &answer) -> aws::Result<bool> {
                    if (!answer)
                        return tl::unexpected(answer.error());
                    bool stands = true;
                    for (auto it = set.cbegin(); it != set.cend(); ++it)
                        stands =
                            stands && answer->tags.contains(it.key()) && answer->tags.value(it.key()) == it.value();
                    for (const QString &key : removed)
                        stands = stands && !answer->tags.contains(key);
                    return stands;
                });
        };
        steps.push_back(std::move(step));
    }
    const QString title = arns.size() == 1 ? tr("Change tags of a resource")
                                           : tr("Change tags of %1 resources").arg(QLocale().toString(arns.size()));
    Undertaking *act = make(title, std::move(steps));
    connect(act, &Undertaking::finished, this, [this, arns] { refresh(arns); });
    return act;
}

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
