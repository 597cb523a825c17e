// SPDX-License-Identifier: GPL-3.0-or-later

// Any bytes as an answer of the service: the codec must give a value or an error, and the scan for nextToken must agree
// with QJsonDocument wherever that one can read the text at all.

#include "models/ivs/codec.h"
#include "models/ivs/jsonscan.h"
#include "models/ivs/types.h"

#include <QJsonDocument>

#include <cstdint>
#include <cstdlib>

namespace {

// What was read is written and read again: it must be the same.
template <typename T>
void tryAs(const QJsonObject &json)
{
    const aws::Result<T> first = ivs::fromJson<T>(json);
    if (!first)
        return;
    const aws::Result<T> second = ivs::fromJson<T>(ivs::toJson(*first));
    if (!second || *second != *first)
        std::abort();
}

void compareScan(const QByteArray &text, const QJsonObject &json)
{
    // QJsonDocument drops a byte order mark at the beginning of a string, but only of one without escapes. A token has
    // to go back as it came, so the scan keeps it: there the two may differ.
    if (text.lastIndexOf("\xef\xbb\xbf") > 0)
        return;
    const std::optional<QString> scanned = ivs::topLevelString(text, "nextToken");
    const QJsonValue read = json.value(QLatin1StringView("nextToken"));
    if (scanned.has_value() != read.isString() || (scanned && *scanned != read.toString()))
        std::abort();
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    const QByteArray text(reinterpret_cast<const char *>(data), static_cast<qsizetype>(size));
    ivs::topLevelString(text, "nextToken");
    const QJsonDocument document = QJsonDocument::fromJson(text);
    if (!document.isObject())
        return 0;
    const QJsonObject json = document.object();
    compareScan(text, json);
    tryAs<ivs::ListStagesResponse>(json);
    tryAs<ivs::ListParticipantsResponse>(json);
    tryAs<ivs::ListParticipantEventsResponse>(json);
    tryAs<ivs::GetParticipantResponse>(json);
    tryAs<ivs::CreateStageResponse>(json);
    tryAs<ivs::GetCompositionResponse>(json);
    tryAs<ivs::ListCompositionsResponse>(json);
    tryAs<ivs::GetIngestConfigurationResponse>(json);
    tryAs<ivs::StartCompositionRequest>(json);
    return 0;
}
