// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/startcopy.h"

#include "models/compositiondraft.h"
#include "models/copyas.h"
#include "models/ivs/codec.h"
#include "models/ivs/operations.h"

#include <QJsonDocument>
#include <QJsonObject>

namespace {

QByteArray body(const CompositionDraft &draft)
{
    return QJsonDocument(ivs::membersToJson(draft.request())).toJson(QJsonDocument::Compact);
}

} // namespace

QString startcopy::awsCli(const CompositionDraft &draft, const Workspace *workspace)
{
    return copyas::awsCli(ivs::kStartComposition, body(draft), copyas::targetOf(workspace));
}

tl::expected<QString, QString> startcopy::curl(const CompositionDraft &draft, const Workspace *workspace)
{
    return copyas::curl(ivs::kStartComposition, body(draft), copyas::targetOf(workspace));
}

QString startcopy::json(const CompositionDraft &draft) { return copyas::json(body(draft)); }
