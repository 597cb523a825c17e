// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "views/viewcontext.h"

#include "models/ivs/types.h"

#include <QWidget>

#include <optional>

class CompositionPreview;
class EncoderCanvas;
class PublishingNow;
class QLabel;
class Workspace;

/// A composition's layout as a picture, and of whom and on which canvas it is made: of those who publish now while it
/// runs, as far as they are known, else of people who are made up; on the canvas of its encoder.
class CompositionPicture final : public QWidget
{
    Q_OBJECT

public:
    /// \a people are those of its stage; not owned.
    CompositionPicture(
        const ViewContext &context, Workspace *workspace, const PublishingNow *people, QWidget *parent = nullptr);

    /// Nothing is known of it: there is no picture.
    void clear();
    void setComposition(const ivs::Composition &composition, bool isRunning);

private:
    void refresh();
    QString castText(bool isReal) const;

    Workspace *m_workspace;
    const PublishingNow *m_people;
    EncoderCanvas *m_canvas;
    CompositionPreview *m_preview;
    QLabel *m_note;
    std::optional<ivs::Composition> m_composition;
    bool m_isRunning = false;
};
