// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/compositiondraft.h"
#include "models/compositionscene.h"
#include "views/viewcontext.h"

#include <QWidget>

class CompositionPreview;
class ElidedLabel;
class EncoderCanvas;
class EncoderChoices;
class QComboBox;
class QLabel;
class Workspace;

/// The preview of a draft on the canvas of its encoder, with what a person should know of it: that it is approximate,
/// and what the layout makes of this cast. Two outputs may have two encoders: then one chooses whose canvas is shown.
class PreviewPane final : public QWidget
{
    Q_OBJECT

public:
    PreviewPane(const ViewContext &context, Workspace *workspace, QWidget *parent = nullptr);

    void setDraft(const CompositionDraft &draft);
    void setCast(const QList<CastMember> &cast);
    CompositionPreview *preview() const { return m_preview; }

Q_SIGNALS:
    void sceneChanged();

protected:
    void resizeEvent(QResizeEvent *event) override;

private:
    void fit();
    void refreshCanvas();
    void refreshNotes();
    QString encoderName() const;

    ViewContext m_context;
    CompositionDraft m_draft;
    EncoderChoices *m_encoders; ///< for its name
    EncoderCanvas *m_canvas;
    QString m_shown; ///< the encoder whose canvas it is; empty: the service's default
    QComboBox *m_whose;
    ElidedLabel *m_encoder;
    CompositionPreview *m_preview;
    QLabel *m_approximate;
    QWidget *m_noteBox;
    QLabel *m_notes;
};
