// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/encoderdraft.h"

#include "models/draftfaults.h"
#include "models/ivs/crossrules.h"

#include <QLocale>

#include <algorithm>

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr int kMostBits = 8'500'000;
constexpr int kDefaultBits = 2'500'000; // for 1280×720 at 30 (fact sheet 8)
constexpr double kDefaultRate = 30;
constexpr QSize kDefaultSize {1280, 720};

QString say(const char *text) { return QCoreApplication::translate("Draft", text); }

int even(int pixels) { return pixels - pixels % 2; }

QString shownNumber(double number) { return QLocale().toString(number, 'g', 6); }

} // namespace

EncoderDraft EncoderDraft::cloneOf(const ivs::EncoderConfiguration &encoder)
{
    EncoderDraft draft;
    draft.name = encoder.name.isEmpty() ? QString() : encoder.name.left(120) + u"-copy"_s;
    draft.size = videoSize(encoder.video);
    if (encoder.video) {
        draft.framerate = encoder.video->framerate.value_or(kDefaultRate);
        draft.bitrate = encoder.video->bitrate.value_or(kDefaultBits);
    }
    draft.tags = rowsOf(encoder.tags);
    return draft;
}

QList<DraftFault> EncoderDraft::faults() const
{
    DraftFaults top({});
    top.text("name"_L1, name, ivs::rules::kEncoderConfigurationName);
    DraftFaults video(u"video."_s);
    video.number("width"_L1, size.width(), ivs::rules::kWidth);
    video.number("height"_L1, size.height(), ivs::rules::kHeight);
    if (framerate < ivs::rules::kFramerate.minimum || framerate > ivs::rules::kFramerate.maximum)
        video.add("framerate"_L1,
            say("must be %1, but is %2").arg(ivs::rangeText(ivs::rules::kFramerate), shownNumber(framerate)));
    video.number("bitrate"_L1, bitrate, ivs::rules::kBitrate);
    if (video.found.isEmpty()) {
        ivs::FieldFault fault;
        if (!ivs::crossRules(*request().video, &fault))
            video.add("width"_L1, fault.message);
    }
    return top.found + video.found + tagFaults(tags, u"tags"_s);
}

ivs::CreateEncoderConfigurationRequest EncoderDraft::request() const
{
    ivs::CreateEncoderConfigurationRequest wish;
    wish.name = name;
    wish.video = ivs::Video {size.width(), size.height(), framerate, bitrate};
    wish.tags = mapOf(tags);
    return wish;
}

QList<EncoderPreset> EncoderPreset::all()
{
    QList<EncoderPreset> presets;
    for (const int lines : {1080, 720, 480}) {
        for (const Shape shape : {Shape::Landscape, Shape::Portrait, Shape::Square}) {
            for (const int rate : {30, 60})
                presets.append({lines, shape, rate});
        }
    }
    return presets;
}

QSize EncoderPreset::size() const
{
    const int longer = even(lines * 16 / 9);
    switch (shape) {
    case Shape::Landscape:
        return {longer, lines};
    case Shape::Portrait:
        return {lines, longer};
    case Shape::Square:
        break;
    }
    return {lines, lines};
}

int EncoderPreset::bitrate() const
{
    constexpr int kStep = 100'000;
    const QSize pixels = size();
    const double share = double(pixels.width()) * pixels.height() / (kDefaultSize.width() * kDefaultSize.height());
    // Twice the frames need less than twice the bits: they are more alike.
    const double wanted = kDefaultBits * share * (framerate > kDefaultRate ? 1.5 : 1);
    return std::clamp(int(wanted / kStep) * kStep, kStep, kMostBits);
}

QString EncoderPreset::words() const
{
    const QString form = shape == Shape::Landscape ? say("landscape")
        : shape == Shape::Portrait                 ? say("portrait")
                                                   : say("square");
    return say("%1p · %2 · %3 fps").arg(lines).arg(form).arg(framerate);
}

void EncoderPreset::fill(EncoderDraft *draft) const
{
    static const auto nameOf = [](const EncoderPreset &preset) {
        const auto form = preset.shape == Shape::Landscape ? "landscape"_L1
            : preset.shape == Shape::Portrait              ? "portrait"_L1
                                                           : "square"_L1;
        return u"%1p%2-%3"_s.arg(preset.lines).arg(preset.framerate).arg(form);
    };
    const QList<EncoderPreset> presets = all();
    const bool isOurs = std::any_of(
        presets.begin(), presets.end(), [draft](const EncoderPreset &each) { return draft->name == nameOf(each); });
    if (draft->name.isEmpty() || isOurs)
        draft->name = nameOf(*this);
    draft->size = size();
    draft->framerate = framerate;
    draft->bitrate = bitrate();
}

QSize videoSize(const std::optional<ivs::Video> &video)
{
    if (!video)
        return kDefaultSize;
    return {video->width.value_or(kDefaultSize.width()), video->height.value_or(kDefaultSize.height())};
}

QString videoText(const std::optional<ivs::Video> &video)
{
    const ivs::Video known = video.value_or(ivs::Video());
    const QSize size = videoSize(video);
    const QString text = say("%1×%2 · %3 fps · %4 Mbit/s")
                             .arg(size.width())
                             .arg(size.height())
                             .arg(shownNumber(known.framerate.value_or(kDefaultRate)),
                                 shownNumber(known.bitrate.value_or(kDefaultBits) / 1e6));
    const bool isWhole = known.width && known.height && known.framerate && known.bitrate;
    return isWhole ? text : say("%1 (with the service's defaults)").arg(text);
}
