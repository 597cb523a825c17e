// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/eventerrors.h"

#include <QCoreApplication>

using ivs::EventErrorCode;

namespace {

struct EventErrors
{
    Q_DECLARE_TR_FUNCTIONS(EventErrors)
};

struct Words
{
    QString meaning;
    QString mend;
};

Words wordsOf(const ivs::Enum<EventErrorCode> &code)
{
    if (!code.isKnown())
        return {};
    const auto tr = [](const char *text) { return EventErrors::tr(text); };
    switch (*code.value()) {
    case EventErrorCode::InsufficientCapabilities:
        return {tr(QT_TR_NOOP("The participant's token does not allow this.")),
            tr(QT_TR_NOOP("Issue a new token with the capability to publish or to subscribe, as it needs."))};
    case EventErrorCode::QuotaExceeded:
        return {tr(QT_TR_NOOP("A limit of the stage was reached: too many publishers or subscribers.")),
            tr(QT_TR_NOOP("Let somebody stop publishing, or ask AWS to raise the quota."))};
    case EventErrorCode::PublisherNotFound:
        return {tr(QT_TR_NOOP("The publisher that it wanted to subscribe to is not there.")),
            tr(QT_TR_NOOP("The publisher stopped or left just before: subscribe again when it is back."))};
    case EventErrorCode::BitrateExceeded:
        return {tr(QT_TR_NOOP("More than 8.5 Mbps was sent.")), tr(QT_TR_NOOP("Lower the encoder's bitrate."))};
    case EventErrorCode::ResolutionExceeded:
        return {tr(QT_TR_NOOP("More than 720p was sent.")),
            tr(QT_TR_NOOP("Lower the encoder's resolution to 1280×720 or less."))};
    case EventErrorCode::StreamDurationExceeded:
        return {tr(QT_TR_NOOP("It published or subscribed for 24 hours, which is the longest there is.")),
            tr(QT_TR_NOOP("Start again; plan a change-over before the 24 hours end."))};
    case EventErrorCode::InvalidAudioCodec:
        return {tr(QT_TR_NOOP("The audio has a codec that stages do not take.")),
            tr(QT_TR_NOOP("Set the encoder to AAC-LC for RTMP, or to Opus for WHIP."))};
    case EventErrorCode::InvalidVideoCodec:
        return {tr(QT_TR_NOOP("The video has a codec that stages do not take.")),
            tr(QT_TR_NOOP("Set the encoder to H.264."))};
    case EventErrorCode::InvalidProtocol:
        return {tr(QT_TR_NOOP("Plain RTMP was sent to an ingest configuration that takes RTMPS only.")),
            tr(QT_TR_NOOP("Use the rtmps:// address, or create an ingest configuration that allows insecure ingest."))};
    case EventErrorCode::InvalidStreamKey:
        return {tr(QT_TR_NOOP("The stream key is wrong.")),
            tr(QT_TR_NOOP("Copy the key again from the ingest configuration, and look for spaces round it."))};
    case EventErrorCode::ReuseOfStreamKey:
        return {tr(QT_TR_NOOP("The stream key is in use in another session that goes on.")),
            tr(QT_TR_NOOP("Stop the other encoder, or give this one an ingest configuration of its own."))};
    case EventErrorCode::BFramePresent:
        return {tr(QT_TR_NOOP("The video has B-frames.")),
            tr(QT_TR_NOOP("Turn B-frames off in the encoder (0 B-frames, or the Baseline profile)."))};
    case EventErrorCode::InvalidInput:
        return {tr(QT_TR_NOOP("The stream that was sent can't be read.")),
            tr(QT_TR_NOOP("Check the encoder's settings, then restart it."))};
    case EventErrorCode::InternalServerException:
        return {tr(QT_TR_NOOP("The service failed while it published.")),
            tr(QT_TR_NOOP(
                "Try again; when it goes on, give AWS support the session and participant id with the time."))};
    }
    return {};
}

} // namespace

QString eventErrorMeaning(const ivs::Enum<EventErrorCode> &code) { return wordsOf(code).meaning; }

QString eventErrorMend(const ivs::Enum<EventErrorCode> &code) { return wordsOf(code).mend; }

QString eventErrorAdvice(const ivs::Enum<EventErrorCode> &code)
{
    const Words words = wordsOf(code);
    return words.meaning.isEmpty() ? QString() : words.meaning + QLatin1Char(' ') + words.mend;
}
