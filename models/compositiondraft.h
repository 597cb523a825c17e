// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/ivs/types.h"
#include "models/pairrows.h"

#include <tl/expected.hpp>

/// A composition while it is designed: plain data, its rules, and the request that it makes. Views show it and decide
/// nothing. What is left out of a layout stands for the service's default (fact sheet 8), and is shown as one.
struct CompositionDraft
{
    enum class Layout { Grid, Pip };

    /// Output to an IVS channel.
    struct Channel
    {
        bool on = true;
        QString name; ///< of the destination: at most 128 letters, digits, - and _; may be empty
        QString channelArn;
        QString encoderArn; ///< empty: the service's default, 1280×720, 30 fps, 2.5 Mbit/s

        bool operator==(const Channel &) const = default;
    };
    /// Output to S3.
    struct Recording
    {
        bool on = false;
        QString name;
        QString storageArn;
        QString encoderArn;
        int segmentSeconds = 2; ///< 2 to 10
        bool thumbnails = false;
        int thumbnailSeconds = 60; ///< 1 to 86400
        bool sequential = true; ///< every thumbnail is kept
        bool latest = false; ///< the newest is kept at a fixed place

        bool operator==(const Recording &) const = default;
    };

    QString stageArn;
    QString stageName; ///< for people; may be empty
    Layout layout = Layout::Grid;
    ivs::GridConfiguration grid; ///< kept while the other one is chosen, too
    ivs::PipConfiguration pip;
    Channel channel;
    Recording recording;
    PairRows tags;
    /// Made once for each draft, so that a second press starts no second composition.
    QString idempotencyToken;

    /// What \a composition is, to be started again: without a stage, which the person confirms, and without its token.
    static CompositionDraft of(const ivs::Composition &composition);
    /// The same of a request.
    static CompositionDraft of(const ivs::StartCompositionRequest &request);
    static QString newToken();

    ivs::LayoutConfiguration chosenLayout() const;
    /// Everything that is wrong, each with the path of its member in StartCompositionRequest; empty when it can be
    /// sent. Without any output the fault is at `destinations`.
    QList<DraftFault> faults() const;
    /// With every number that has a default said, as the documentation and the model of the service differ in that of
    /// gridGap.
    ivs::StartCompositionRequest request() const;
    /// The path of a destination's members: the channel goes first.
    QString channelPath() const { return QStringLiteral("destinations[0].channel."); }
    QString recordingPath() const
    {
        return channel.on ? QStringLiteral("destinations[1].s3.") : QStringLiteral("destinations[0].s3.");
    }

    bool operator==(const CompositionDraft &) const = default;
};

/// A design that is kept under a name: layout, outputs and tags, but no stage.
struct CompositionTemplate
{
    QString name; ///< 1 to 80 characters; foreign text when it comes from a file
    CompositionDraft draft;

    static constexpr int kLongestName = 80;

    /// The file by which it is shared: `{"stagedesk": "composition-template", "version": 1, "name": …,
    /// "composition": …}`, the last as StartComposition takes it.
    QByteArray toJson() const;
    /// Reads such a file; or says what is wrong with it, a sentence that names the member.
    static tl::expected<CompositionTemplate, QString> fromJson(const QByteArray &json);

    bool operator==(const CompositionTemplate &) const = default;
};
