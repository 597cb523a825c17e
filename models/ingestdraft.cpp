// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/ingestdraft.h"

#include "models/ivs/textrules.h"

using namespace Qt::Literals::StringLiterals;

QList<DraftFault> IngestDraft::faults() const
{
    QList<DraftFault> faults;
    const auto check = [&faults](const QString &field, const QString &text, const ivs::Rule &rule) {
        if (const QString problem = ivs::textProblem(text, rule); !problem.isEmpty())
            faults.append({field, problem});
    };
    check(u"name"_s, name, ivs::rules::kIngestConfigurationName);
    check(u"stageArn"_s, stageArn, ivs::rules::kIngestConfigurationStageArn);
    check(u"userId"_s, userId, ivs::rules::kUserId);
    return faults + attributeFaults(attributes, u"attributes"_s) + tagFaults(tags, u"tags"_s);
}

ivs::CreateIngestConfigurationRequest IngestDraft::request() const
{
    ivs::CreateIngestConfigurationRequest request;
    const auto unlessEmpty = [](const QString &text) { return text.isEmpty() ? QString() : text; };
    request.name = unlessEmpty(name);
    request.stageArn = unlessEmpty(stageArn);
    request.userId = unlessEmpty(userId);
    request.ingestProtocol = encrypted ? ivs::IngestProtocol::Rtmps : ivs::IngestProtocol::Rtmp;
    if (!encrypted)
        request.insecureIngest = true;
    if (redundant)
        request.redundantIngest = true;
    request.attributes = mapOf(attributes);
    request.tags = mapOf(tags);
    return request;
}
