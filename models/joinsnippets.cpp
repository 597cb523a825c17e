// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/joinsnippets.h"

#include <QCoreApplication>

using namespace Qt::Literals::StringLiterals;

namespace joinsnippets {

namespace {

QString say(const char *text) { return QCoreApplication::translate("JoinSnippets", text); }

QString web(bool publish)
{
    return uR"(import { Stage, SubscribeType } from 'amazon-ivs-web-broadcast';

const strategy = {
  stageStreamsToPublish: () => [], // LocalStageStream of camera and microphone
  shouldPublishParticipant: () => %2,
  shouldSubscribeToParticipant: () => SubscribeType.AUDIO_VIDEO,
};
const stage = new Stage('%1', strategy);
await stage.join();
)"_s.replace(u"%2"_s, publish ? u"true"_s : u"false"_s);
}

QString ios()
{
    return uR"(import AmazonIVSBroadcast

// self is an IVSStageStrategy: what to publish, whom to subscribe to.
let stage = try IVSStage(token: "%1", strategy: self)
try stage.join()
)"_s;
}

QString android()
{
    return uR"(import com.amazonaws.ivs.broadcast.Stage

// this is a Stage.Strategy: what to publish, whom to subscribe to.
val stage = Stage(context, "%1", this)
stage.join()
)"_s;
}

// OBS 30 and later; other encoders ask for the same two.
QString whip()
{
    return uR"(Service:       WHIP
Server:        https://global.whip.live-video.net
Bearer token:  %1
)"_s;
}

} // namespace

QList<Kind> kinds() { return {Kind::Web, Kind::Ios, Kind::Android, Kind::Whip}; }

QString name(Kind kind)
{
    switch (kind) {
    case Kind::Web:
        return say("Web");
    case Kind::Ios:
        return say("iOS");
    case Kind::Android:
        return say("Android");
    case Kind::Whip:
        return say("WHIP");
    }
    Q_UNREACHABLE();
}

QString text(Kind kind, const QString &token, bool publish)
{
    const QString lines = kind == Kind::Web ? web(publish)
        : kind == Kind::Ios                 ? ios()
        : kind == Kind::Android             ? android()
                                            : whip();
    return QString(lines).replace(u"%1"_s, token);
}

QString problem(Kind kind, bool publish)
{
    return kind == Kind::Whip && !publish ? say("An encoder only publishes, and this token doesn't let it.")
                                          : QString();
}

} // namespace joinsnippets
