// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/local/dispatch.h"

#include "app/local/handlers.h"
#include "models/ivs/codec.h"
#include "models/ivs/operations.h"
#include "models/ivs/validation.h"

#include <QJsonArray>

using namespace Qt::Literals::StringLiterals;

namespace local {

namespace {

QString sentence(const aws::Error &error)
{
    return error.field.isEmpty() ? error.message : error.field + u": "_s + error.message;
}

// The members that travel outside the body stand in the question under their own names.
template <typename Request>
void takeOutsiders(const QJsonObject &question, Request *request)
{
    if constexpr (requires { request->resourceArn; })
        request->resourceArn = question[u"resourceArn"_s].toString();
    if constexpr (requires { request->tagKeys; }) {
        const QJsonArray keys = question[u"tagKeys"_s].toArray();
        request->tagKeys.clear();
        for (const QJsonValue &key : keys)
            request->tagKeys.append(key.toString());
    }
}

template <typename Response, typename Request>
Outcome<QJsonObject> serve(Outcome<Response> (*handler)(Desk &, const Request &), Desk &desk)
{
    aws::Result<Request> request = ivs::fromJson<Request>(desk.question);
    if (!request)
        return tl::unexpected(Refusal::validation(sentence(request.error())));
    takeOutsiders(desk.question, &*request);
    if constexpr (requires { request->tagKeys; }) {
        if (request->tagKeys.isEmpty())
            return tl::unexpected(Refusal::validation(u"tagKeys: is required"_s));
    }
    if (const std::optional<aws::Error> broken = ivs::validate(*request))
        return tl::unexpected(Refusal::validation(sentence(*broken)));
    const Outcome<Response> response = handler(desk, *request);
    if (!response)
        return tl::unexpected(response.error());
    return ivs::toJson(*response);
}

using Handler = Outcome<QJsonObject> (*)(Desk &);

template <auto Function>
Outcome<QJsonObject> handle(Desk &desk)
{
    return serve(Function, desk);
}

const QHash<QByteArray, Handler> &handlers()
{
    static const QHash<QByteArray, Handler> table {
        {ivs::kCreateStage.name, &handle<&createStage>},
        {ivs::kDeleteStage.name, &handle<&deleteStage>},
        {ivs::kGetStage.name, &handle<&getStage>},
        {ivs::kListStages.name, &handle<&listStages>},
        {ivs::kUpdateStage.name, &handle<&updateStage>},
        {ivs::kGetStageSession.name, &handle<&getStageSession>},
        {ivs::kListStageSessions.name, &handle<&listStageSessions>},
        {ivs::kGetParticipant.name, &handle<&getParticipant>},
        {ivs::kListParticipants.name, &handle<&listParticipants>},
        {ivs::kListParticipantEvents.name, &handle<&listParticipantEvents>},
        {ivs::kDisconnectParticipant.name, &handle<&disconnectParticipant>},
        {ivs::kStartParticipantReplication.name, &handle<&startParticipantReplication>},
        {ivs::kStopParticipantReplication.name, &handle<&stopParticipantReplication>},
        {ivs::kListParticipantReplicas.name, &handle<&listParticipantReplicas>},
        {ivs::kCreateParticipantToken.name, &handle<&createParticipantToken>},
        {ivs::kStartComposition.name, &handle<&startComposition>},
        {ivs::kStopComposition.name, &handle<&stopComposition>},
        {ivs::kGetComposition.name, &handle<&getComposition>},
        {ivs::kListCompositions.name, &handle<&listCompositions>},
        {ivs::kCreateEncoderConfiguration.name, &handle<&createEncoderConfiguration>},
        {ivs::kDeleteEncoderConfiguration.name, &handle<&deleteEncoderConfiguration>},
        {ivs::kGetEncoderConfiguration.name, &handle<&getEncoderConfiguration>},
        {ivs::kListEncoderConfigurations.name, &handle<&listEncoderConfigurations>},
        {ivs::kCreateStorageConfiguration.name, &handle<&createStorageConfiguration>},
        {ivs::kDeleteStorageConfiguration.name, &handle<&deleteStorageConfiguration>},
        {ivs::kGetStorageConfiguration.name, &handle<&getStorageConfiguration>},
        {ivs::kListStorageConfigurations.name, &handle<&listStorageConfigurations>},
        {ivs::kCreateIngestConfiguration.name, &handle<&createIngestConfiguration>},
        {ivs::kDeleteIngestConfiguration.name, &handle<&deleteIngestConfiguration>},
        {ivs::kGetIngestConfiguration.name, &handle<&getIngestConfiguration>},
        {ivs::kListIngestConfigurations.name, &handle<&listIngestConfigurations>},
        {ivs::kUpdateIngestConfiguration.name, &handle<&updateIngestConfiguration>},
        {ivs::kImportPublicKey.name, &handle<&importPublicKey>},
        {ivs::kDeletePublicKey.name, &handle<&deletePublicKey>},
        {ivs::kGetPublicKey.name, &handle<&getPublicKey>},
        {ivs::kListPublicKeys.name, &handle<&listPublicKeys>},
        {ivs::kListTagsForResource.name, &handle<&listTagsForResource>},
        {ivs::kTagResource.name, &handle<&tagResource>},
        {ivs::kUntagResource.name, &handle<&untagResource>},
        {ivs::kListChannels.name, &handle<&listChannels>},
        {ivs::kGetChannel.name, &handle<&getChannel>},
        {ivs::kListStreams.name, &handle<&listStreams>},
        {ivs::kGetStream.name, &handle<&getStream>},
    };
    return table;
}

QByteArray word(aws::Verb verb)
{
    switch (verb) {
    case aws::Verb::Get:
        return "GET";
    case aws::Verb::Post:
        return "POST";
    case aws::Verb::Delete:
        return "DELETE";
    }
    return {};
}

// What stands in a path in place of the braces, an empty text without braces; nothing when it is another path.
std::optional<QString> argumentOf(const aws::Operation &operation, const QByteArray &rawPath)
{
    const QByteArray path = operation.path;
    const qsizetype brace = path.indexOf('{');
    if (brace < 0)
        return path == rawPath ? std::optional(QString()) : std::nullopt;
    // The argument is one segment: a slash in it is percent-encoded.
    const QByteArray argument = rawPath.mid(brace);
    if (!rawPath.startsWith(path.left(brace)) || argument.isEmpty() || argument.contains('/'))
        return std::nullopt;
    return QString::fromUtf8(QByteArray::fromPercentEncoding(argument));
}

} // namespace

std::optional<Target> findTarget(const QByteArray &method, const QByteArray &rawPath)
{
    for (const auto rows : {ivs::operations(), ivs::lowLatencyOperations()}) {
        for (const aws::Operation &operation : rows) {
            if (word(operation.verb) != method)
                continue;
            if (std::optional<QString> argument = argumentOf(operation, rawPath))
                return Target {&operation, *argument};
        }
    }
    return std::nullopt;
}

Outcome<QJsonObject> callHandler(Desk &desk) { return handlers().value(desk.operation)(desk); }

} // namespace local
