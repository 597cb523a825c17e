// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/compositionacts.h"

#include "models/actsteps.h"
#include "models/compositionreplacement.h"
#include "models/workspace.h"

#include <QLocale>

#include <algorithm>

using namespace actsteps;

namespace {

QString counted(int count, const QString &one, const QString &many)
{
    return count == 1 ? one : many.arg(QLocale().toString(count));
}

} // namespace

CompositionActs::CompositionActs(Workspace *workspace)
    : QObject(workspace)
    , m_workspace(workspace)
{
}

Undertaking *CompositionActs::make(
    const QString &title, std::vector<Undertaking::Step> steps, void (CompositionActs::*touched)())
{
    auto *made = new Undertaking(title, std::move(steps), this);
    connect(made, &Undertaking::rowSettled, m_workspace, &Workspace::writeSettled);
    connect(made, &Undertaking::finished, this, touched);
    return made;
}

Undertaking *CompositionActs::perResource(const QString &title, const QStringList &arns, const QStringList &names,
    const std::function<void(Undertaking::Step &, const QString &)> &fill, void (CompositionActs::*touched)())
{
    std::vector<Undertaking::Step> steps;
    steps.reserve(std::size_t(arns.size()));
    for (qsizetype i = 0; i < arns.size(); ++i) {
        Undertaking::Step step;
        step.key = arns[i];
        step.words = names.value(i).isEmpty() ? idOfArn(arns[i]) : names[i];
        fill(step, arns[i]);
        steps.push_back(std::move(step));
    }
    return make(title, std::move(steps), touched);
}

Undertaking *CompositionActs::start(const CompositionDraft &draft)
{
    ivs::Client *client = m_workspace->client();
    const auto by = std::make_shared<QPointer<Undertaking>>();
    const QString stage = draft.stageName.isEmpty() ? idOfArn(draft.stageArn) : draft.stageName;
    Undertaking *act = make(tr("Start a composition"),
        {creation(
            stage, tr("Look for it in the list of compositions. Starting the same draft again starts no second one."),
            by, [client, request = draft.request()] { return client->startComposition(request); },
            [this](const ivs::StartCompositionResponse &answer, Undertaking *made) {
                if (answer.composition)
                    Q_EMIT started(*answer.composition, made);
            })},
        &CompositionActs::compositionsTouched);
    *by = act;
    connect(act, &Undertaking::finished, this, [this] { m_workspace->compositions()->reload(); });
    return act;
}

Undertaking *CompositionActs::stop(const QStringList &arns, const QStringList &names)
{
    ivs::Client *client = m_workspace->client();
    Undertaking *act = perResource(
        counted(int(arns.size()), tr("Stop a composition"), tr("Stop %1 compositions")), arns, names,
        [client](Undertaking::Step &step, const QString &arn) {
            step.write = [client, arn] { return done(client->stopComposition({.arn = arn})); };
            step.settle = [client, arn] {
                return mapped<bool>(client->getComposition({.arn = arn}, aws::Lane::Person),
                    [](const aws::Result<ivs::GetCompositionResponse> &answer) -> aws::Result<bool> {
                        if (!answer && answer.error().kind == aws::ErrorKind::NotFound)
                            return true; // five minutes after its end it is in no answer (fact sheet 8)
                        if (!answer)
                            return tl::unexpected(answer.error());
                        const auto state =
                            answer->composition ? answer->composition->state : ivs::Enum<ivs::CompositionState>();
                        return state == ivs::CompositionState::Stopping || !isRunning(state);
                    });
            };
        },
        &CompositionActs::compositionsTouched);
    connect(act, &Undertaking::finished, this, [this] { m_workspace->compositions()->reload(); });
    return act;
}

CompositionReplacement *CompositionActs::replace(const QString &oldArn, const CompositionDraft &draft)
{
    return new CompositionReplacement(m_workspace, oldArn, draft, this);
}

bool CompositionActs::isReplacing() const
{
    const auto all = findChildren<CompositionReplacement *>();
    return std::any_of(all.begin(), all.end(), [](const CompositionReplacement *each) { return each->isUnderway(); });
}

Undertaking *CompositionActs::createEncoder(const ivs::CreateEncoderConfigurationRequest &request)
{
    ivs::Client *client = m_workspace->client();
    const auto by = std::make_shared<QPointer<Undertaking>>();
    Undertaking *act = make(tr("Create an encoder configuration"),
        {creation(
            request.name, tr("Look for it in the list of encoder configurations before creating it again."), by,
            [client, request] { return client->createEncoderConfiguration(request); },
            [this](const ivs::CreateEncoderConfigurationResponse &answer, Undertaking *made) {
                if (answer.encoderConfiguration)
                    Q_EMIT encoderCreated(*answer.encoderConfiguration, made);
            })},
        &CompositionActs::configurationsTouched);
    *by = act;
    return act;
}

Undertaking *CompositionActs::deleteEncoders(const QStringList &arns, const QStringList &names)
{
    ivs::Client *client = m_workspace->client();
    return perResource(
        counted(int(arns.size()), tr("Delete an encoder configuration"), tr("Delete %1 encoder configurations")), arns,
        names,
        [client](Undertaking::Step &step, const QString &arn) {
            step.write = [client, arn] { return done(client->deleteEncoderConfiguration({.arn = arn})); };
            step.settle = [client, arn] {
                return isGone(client->getEncoderConfiguration({.arn = arn}, aws::Lane::Person));
            };
        },
        &CompositionActs::configurationsTouched);
}

Undertaking *CompositionActs::createStorage(const ivs::CreateStorageConfigurationRequest &request)
{
    ivs::Client *client = m_workspace->client();
    const auto by = std::make_shared<QPointer<Undertaking>>();
    Undertaking *act = make(tr("Create a storage configuration"),
        {creation(
            request.name, tr("Look for it in the list of storage configurations before creating it again."), by,
            [client, request] { return client->createStorageConfiguration(request); },
            [this](const ivs::CreateStorageConfigurationResponse &answer, Undertaking *made) {
                if (answer.storageConfiguration)
                    Q_EMIT storageCreated(*answer.storageConfiguration, made);
            })},
        &CompositionActs::configurationsTouched);
    *by = act;
    return act;
}

Undertaking *CompositionActs::deleteStorages(const QStringList &arns, const QStringList &names)
{
    ivs::Client *client = m_workspace->client();
    return perResource(
        counted(int(arns.size()), tr("Delete a storage configuration"), tr("Delete %1 storage configurations")), arns,
        names,
        [client](Undertaking::Step &step, const QString &arn) {
            step.write = [client, arn] { return done(client->deleteStorageConfiguration({.arn = arn})); };
            step.settle = [client, arn] {
                return isGone(client->getStorageConfiguration({.arn = arn}, aws::Lane::Person));
            };
        },
        &CompositionActs::configurationsTouched);
}
