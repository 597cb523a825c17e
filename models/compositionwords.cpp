// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/compositionwords.h"

#include "models/plaintext.h"
#include "models/stagemodel.h"
#include "models/timetext.h"

#include <QCoreApplication>
#include <QUrl>

using namespace Qt::Literals::StringLiterals;

namespace {

QString say(const char *text) { return QCoreApplication::translate("CompositionWords", text); }

void addCommon(QStringList *parts, const QString &featured, const QString &order, const std::optional<bool> &omits,
    const std::optional<int> &gap, int defaultGap)
{
    if (!featured.isEmpty())
        *parts << say("featured by %1").arg(shownText(featured));
    if (!order.isEmpty())
        *parts << say("ordered by %1").arg(shownText(order));
    if (omits.value_or(false))
        *parts << say("without stopped video");
    *parts << (gap ? say("gap %1 px").arg(*gap) : say("gap %1 px (default)").arg(defaultGap));
}

} // namespace

QString destinationStateText(const ivs::Enum<ivs::DestinationState> &state)
{
    if (!state.isKnown())
        return state.isSet() ? shownText(state.text()) : TimeText::unknown();
    switch (*state.value()) {
    case ivs::DestinationState::Starting:
        return say("Starting");
    case ivs::DestinationState::Active:
        return say("Active");
    case ivs::DestinationState::Stopping:
        return say("Stopping");
    case ivs::DestinationState::Reconnecting:
        return say("Reconnecting");
    case ivs::DestinationState::Failed:
        return say("Failed");
    case ivs::DestinationState::Stopped:
        return say("Stopped");
    }
    return {};
}

Tone compositionTone(const ivs::Enum<ivs::CompositionState> &state)
{
    if (state == ivs::CompositionState::Failed)
        return Tone::Failed;
    if (state == ivs::CompositionState::Active)
        return Tone::OnAir;
    return state == ivs::CompositionState::Stopped ? Tone::Idle : Tone::Warning;
}

QString destinationText(const ivs::DestinationConfiguration &destination)
{
    const QString where = destination.channel
        ? say("to channel %1").arg(shownText(idOfArn(destination.channel->channelArn)))
        : destination.s3 ? say("to storage %1").arg(shownText(idOfArn(destination.s3->storageConfigurationArn)))
                         : say("to nowhere that this program knows");
    return destination.name.isEmpty() ? where : shownText(destination.name) + u" · "_s + where;
}

QString layoutText(const ivs::LayoutConfiguration &layout)
{
    QStringList parts;
    if (layout.pip) {
        const ivs::PipConfiguration &pip = *layout.pip;
        parts << say("picture in picture");
        if (!pip.pipParticipantAttribute.isEmpty())
            parts << say("over it by %1").arg(shownText(pip.pipParticipantAttribute));
        addCommon(&parts, pip.featuredParticipantAttribute, pip.participantOrderAttribute, pip.omitStoppedVideo,
            pip.gridGap, 0);
    } else {
        const ivs::GridConfiguration grid = layout.grid.value_or(ivs::GridConfiguration());
        parts << say("grid");
        addCommon(&parts, grid.featuredParticipantAttribute, grid.participantOrderAttribute, grid.omitStoppedVideo,
            grid.gridGap, 2);
    }
    return parts.join(u" · "_s);
}

QString recordStateText(const store::CompositionRecord &record)
{
    return record.isLost() ? say("Gone") : shownText(compositionStateText(record.summary.state));
}

Tone recordTone(const store::CompositionRecord &record)
{
    return record.isLost() ? Tone::Warning : compositionTone(record.summary.state);
}

QString endReasonText(CompositionEnd::Reason reason)
{
    switch (reason) {
    case CompositionEnd::Reason::AskedToStop:
        return say("asked to stop");
    case CompositionEnd::Reason::StageDeleted:
        return say("stage deleted");
    case CompositionEnd::Reason::NobodyPublished:
        return say("nobody published");
    case CompositionEnd::Reason::LongestTime:
        return say("24 hours were over");
    case CompositionEnd::Reason::OutputFailed:
        return say("its outputs failed");
    case CompositionEnd::Reason::None:
    case CompositionEnd::Reason::Unknown:
        return {};
    }
    Q_UNREACHABLE();
}

namespace {

QString unknownWords(
    const store::CompositionRecord &record, const store::CompositionChange *evidence, const TimeText &times)
{
    using What = store::CompositionChange::What;
    if (evidence && evidence->what == What::Asked)
        return say("Perhaps it was asked to stop: a stop left from here (%1), and its answer was lost.")
            .arg(shownText(evidence->who));
    if (evidence && evidence->what == What::Published)
        return say("Why is not known. Somebody was publishing when it ended, and no stop left from here: it may have "
                   "been stopped elsewhere.");
    if (record.isLost())
        return say("How and when it ended is not known. It was last seen %1, and the service did not know it at %2: "
                   "the time between was not watched.")
            .arg(times.labelled(record.lastSeen), times.labelled(evidence ? evidence->seen : record.lastSeen));
    if (record.summary.state == ivs::CompositionState::Failed)
        return say("It failed. No call tells why.");
    return say("Why is not known: nothing that was seen tells it.");
}

} // namespace

QString endWords(const store::CompositionRecord &record, const TimeText &times)
{
    using What = store::CompositionChange::What;
    const CompositionEnd end = endOf(record);
    const QString who = shownText(end.who);
    switch (end.reason) {
    case CompositionEnd::Reason::None:
        return {};
    case CompositionEnd::Reason::AskedToStop:
        return say("It was asked to stop from here (%1) at %2. The journal has the write.")
            .arg(who, times.labelledTime(end.evidence->seen));
    case CompositionEnd::Reason::StageDeleted:
        if (end.evidence->what == What::Asked)
            return say("Its stage was deleted from here (%1) at %2. The journal has the write.")
                .arg(who, times.labelledTime(end.evidence->seen));
        return say("Its stage was deleted: at %1, after the end, the service did not know the stage any more.")
            .arg(times.labelledTime(end.evidence->seen));
    case CompositionEnd::Reason::NobodyPublished:
        if (end.evidence->told.isValid())
            return say("Nobody had published for %1 when it ended, by the events of the people in the stage: after "
                       "60 s it stops by itself.")
                .arg(TimeText::clock(std::max<qint64>(0, end.evidence->told.secsTo(record.ended()))));
        return say("Nobody had published when it ended, by the sessions and events of the stage: after 60 s without a "
                   "publisher it stops by itself.");
    case CompositionEnd::Reason::LongestTime:
        return say("It had run for %1: no composition runs for more than 24 h. The service's own times tell it.")
            .arg(TimeText::clock(record.began().secsTo(record.ended())));
    case CompositionEnd::Reason::OutputFailed:
        return say("All its outputs failed: without one that works it ends. No call tells why they failed.");
    case CompositionEnd::Reason::Unknown:
        return unknownWords(record, end.evidence, times);
    }
    Q_UNREACHABLE();
}

QString changeText(const store::CompositionChange &change, const store::CompositionRecord &record)
{
    using What = store::CompositionChange::What;
    switch (change.what) {
    case What::State:
        return shownText(compositionStateText(ivs::Enum<ivs::CompositionState>::fromText(change.word)));
    case What::Output: {
        QString name = change.output;
        for (const ivs::Destination &each : record.detail ? record.detail->destinations : QList<ivs::Destination>()) {
            if (each.id == change.output)
                name =
                    each.configuration.name.isEmpty() ? destinationText(each.configuration) : each.configuration.name;
        }
        return say("Output %1: %2")
            .arg(shownText(name), destinationStateText(ivs::Enum<ivs::DestinationState>::fromText(change.word)));
    }
    case What::Asked: {
        const QString what = change.word == "DeleteStage"_L1 ? say("Its stage was deleted from here, by %1")
                                                             : say("Asked to stop from here, by %1");
        return what.arg(shownText(change.who)) + (change.isCertain ? QString() : say(" (the answer was lost)"));
    }
    case What::Gone:
        return record.hasEndState() ? say("The service does not list it any more")
                                    : say("The service does not know it any more: its end went unseen");
    case What::StageGone:
        return say("The service does not know its stage any more");
    case What::Silent:
        return say("Nobody was publishing when it ended");
    case What::Published:
        return say("Somebody was publishing when it ended");
    }
    return {};
}

QString changeSourceText(store::CompositionChange::Source source)
{
    using Source = store::CompositionChange::Source;
    switch (source) {
    case Source::List:
        return say("list");
    case Source::Details:
        return say("details");
    case Source::Answer:
        return say("answer to the start");
    case Source::Here:
        return say("this program");
    case Source::Inquest:
        return say("stage and people");
    }
    return {};
}

QString changeTimeText(const store::CompositionChange &change, const TimeText &times)
{
    using What = store::CompositionChange::What;
    if (change.told.isValid() && change.what != What::Silent)
        return times.labelledTime(change.told);
    if (change.after.isValid() && change.after < change.seen)
        return say("%1 to %2").arg(times.time(change.after), times.labelledTime(change.seen));
    return times.labelledTime(change.seen);
}

QUrl recordingAddress(const QString &region, const QString &bucket, const QString &prefix)
{
    const auto encoded = [](const QString &text) { return QString::fromLatin1(QUrl::toPercentEncoding(text)); };
    return QUrl(u"https://%1.console.aws.amazon.com/s3/buckets/%2?prefix=%3"_s.arg(
                    region, encoded(bucket), encoded(prefix + u'/')),
        QUrl::StrictMode);
}
