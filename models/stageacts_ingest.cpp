// SPDX-License-Identifier: GPL-3.0-or-later
// The acts of StageActs on ingest configurations.
#include "models/stageacts.h"

#include "models/actsteps.h"
#include "models/ivs/codec.h"
#include "models/workspace.h"

#include <QLocale>

using namespace actsteps;
using namespace Qt::Literals::StringLiterals;

Undertaking *StageActs::createIngest(const ivs::CreateIngestConfigurationRequest &request)
{
    ivs::Client *client = m_workspace->client();
    const auto by = std::make_shared<QPointer<Undertaking>>();
    Undertaking *act = make(tr("Create an ingest configuration"),
        {creation(
            request.name, tr("Look for it in the list of ingest configurations before creating it again."), by,
            [client, request] { return client->createIngestConfiguration(request); },
            [this](const ivs::CreateIngestConfigurationResponse &answer, Undertaking *made) {
                Q_EMIT ingestCreated(answer, made);
            })});
    *by = act;
    connect(act, &Undertaking::finished, this, &StageActs::ingestsTouched);
    return act;
}

Undertaking *StageActs::updateIngest(
    const ivs::UpdateIngestConfigurationRequest &request, const ivs::IngestConfigurationSummary &before)
{
    ivs::Client *client = m_workspace->client();
    const QJsonObject wanted = ivs::toJson(request);
    const QString title =
        request.stageArn.isEmpty() ? tr("Detach an ingest configuration") : tr("Attach an ingest configuration");
    Undertaking *act = make(title,
        {change(
            request.arn, before.name.isEmpty() ? idOfArn(request.arn) : before.name, client,
            membersOf(ivs::toJson(before), wanted, {u"arn"_s}),
            [client, request] { return client->updateIngestConfiguration(request); },
            [client, arn = request.arn, wanted] {
                return readBack(client->getIngestConfiguration({.arn = arn}, aws::Lane::Person),
                    [wanted](const ivs::GetIngestConfigurationResponse &answer) {
                        return answer.ingestConfiguration && covers(ivs::toJson(*answer.ingestConfiguration), wanted);
                    });
            })});
    connect(act, &Undertaking::finished, this, &StageActs::ingestsTouched);
    return act;
}

Undertaking *StageActs::deleteIngests(const QStringList &arns, bool force)
{
    ivs::Client *client = m_workspace->client();
    const QString title = arns.size() == 1 ? tr("Delete an ingest configuration")
                                           : tr("Delete %1 ingest configurations").arg(QLocale().toString(arns.size()));
    Undertaking *act = perResource(title, arns, [client, force](Undertaking::Step &step, const QString &arn) {
        ivs::DeleteIngestConfigurationRequest request {.arn = arn};
        if (force)
            request.force = true;
        step.write = [client, request] { return done(client->deleteIngestConfiguration(request)); };
        step.settle = [client, arn] { return isGone(client->getIngestConfiguration({.arn = arn}, aws::Lane::Person)); };
    });
    connect(act, &Undertaking::finished, this, &StageActs::ingestsTouched);
    return act;
}
