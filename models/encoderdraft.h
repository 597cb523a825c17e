// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/ivs/types.h"
#include "models/pairrows.h"

#include <QSize>

/// An encoder configuration while it is filled in: plain data, its rules, and the request that it makes. There is no
/// update at the service: a changed one is another one.
struct EncoderDraft
{
    QString name; ///< at most 128 letters, digits, - and _; may be empty
    QSize size {1280, 720}; ///< pixels: even, 2 to 1920 each, 2,073,600 in all; the service's own default
    double framerate = 30; ///< frames a second, 1 to 60
    int bitrate = 2'500'000; ///< bits a second, 1 to 8,500,000
    PairRows tags;

    static EncoderDraft cloneOf(const ivs::EncoderConfiguration &encoder);

    /// Everything that is wrong, each with the path of its member in CreateEncoderConfigurationRequest; empty when it
    /// can be sent.
    QList<DraftFault> faults() const;
    ivs::CreateEncoderConfigurationRequest request() const;

    bool operator==(const EncoderDraft &) const = default;
};

/// Sizes and rates that people ask for.
struct EncoderPreset
{
    enum class Shape { Landscape, Portrait, Square };

    int lines = 720; ///< 1080, 720 or 480: the shorter side, of a square both
    Shape shape = Shape::Landscape;
    int framerate = 30; ///< 30 or 60

    static QList<EncoderPreset> all();
    /// Fills in size, frames and bitrate; the name too when nobody has written one.
    void fill(EncoderDraft *draft) const;
    QSize size() const;
    /// Bits a second: ours, in proportion to the service's own default of 2.5 Mbit/s for 720p at 30.
    int bitrate() const;
    QString words() const; ///< `720p · portrait · 60 fps`
    bool operator==(const EncoderPreset &) const = default;
};

/// Size, frames and bitrate in one line, `1920×1080 · 30 fps · 6 Mbit/s`; what is left out is the service's default,
/// and says so.
QString videoText(const std::optional<ivs::Video> &video);
/// The size that a video has with the service's defaults for what is left out.
QSize videoSize(const std::optional<ivs::Video> &video);
