// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/local/handlers.h"

using namespace Qt::Literals::StringLiterals;

namespace local {

Outcome<ivs::CreateIngestConfigurationResponse> createIngestConfiguration(
    Desk &desk, const ivs::CreateIngestConfigurationRequest &request)
{
    // Our choice: CreateIngestConfiguration doesn't model ResourceNotFoundException.
    if (!request.stageArn.isEmpty() && !desk.world.stages.find(request.stageArn))
        return desk.refuse(Refusal::validation(u"stageArn: there is no such stage"_s));
    if (desk.world.quotas.full(desk.world.ingests.size(), desk.world.quotas.ingestConfigurations))
        return desk.refuse(Refusal::quota(u"The limit on ingest configurations is reached"_s));
    return ivs::CreateIngestConfigurationResponse {desk.simulation.createIngest(request).data};
}

Outcome<ivs::DeleteIngestConfigurationResponse> deleteIngestConfiguration(
    Desk &desk, const ivs::DeleteIngestConfigurationRequest &request)
{
    IngestRecord *record = desk.world.ingests.find(request.arn);
    if (!record)
        return desk.refuse(noSuch(u"Ingest configuration"_s, request.arn));
    if (record->data.state == ivs::IngestConfigurationState::Active) {
        if (!request.force.value_or(false))
            return desk.refuse(Refusal::conflict(u"The ingest configuration is active"_s));
        desk.simulation.stopIngest(*record);
    }
    desk.world.ingests.remove(record);
    return {};
}

Outcome<ivs::GetIngestConfigurationResponse> getIngestConfiguration(
    Desk &desk, const ivs::GetIngestConfigurationRequest &request)
{
    const IngestRecord *record = desk.world.ingests.find(request.arn);
    if (!record)
        return desk.refuse(noSuch(u"Ingest configuration"_s, request.arn));
    return ivs::GetIngestConfigurationResponse {record->data};
}

Outcome<ivs::ListIngestConfigurationsResponse> listIngestConfigurations(
    Desk &desk, const ivs::ListIngestConfigurationsRequest &request)
{
    const auto accepts = [&](const IngestRecord &record) {
        if (!request.filterByStageArn.isNull() && record.data.stageArn != request.filterByStageArn)
            return false;
        return !request.filterByState.isSet() || record.data.state == request.filterByState;
    };
    return pageOf<ivs::ListIngestConfigurationsResponse>(
        desk, desk.world.ingests, request, kPageDefault, accepts, [](const IngestRecord &record) {
            const ivs::IngestConfiguration &data = record.data;
            return ivs::IngestConfigurationSummary {data.name, data.arn, data.ingestProtocol, data.stageArn,
                data.participantId, data.state, data.userId, data.redundantIngest};
        });
}

Outcome<ivs::UpdateIngestConfigurationResponse> updateIngestConfiguration(
    Desk &desk, const ivs::UpdateIngestConfigurationRequest &request)
{
    IngestRecord *record = desk.world.ingests.find(request.arn);
    if (!record)
        return desk.refuse(noSuch(u"Ingest configuration"_s, request.arn));
    if (record->data.state == ivs::IngestConfigurationState::Active)
        return desk.refuse(Refusal::conflict(u"The ingest configuration is active"_s));
    if (!request.stageArn.isEmpty() && !desk.world.stages.find(request.stageArn))
        return desk.refuse(noSuch(u"Stage"_s, request.stageArn));
    // An empty ARN detaches; an absent one leaves things as they are.
    if (!request.stageArn.isNull())
        record->data.stageArn = request.stageArn;
    if (request.redundantIngest)
        desk.simulation.setRedundant(*record, *request.redundantIngest);
    return ivs::UpdateIngestConfigurationResponse {record->data};
}

} // namespace local
