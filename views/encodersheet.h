// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/encoderdraft.h"
#include "views/actsheet.h"

class FormField;
class PairsEditor;
class QComboBox;
class QDoubleSpinBox;
class QLabel;
class QLineEdit;
class QSpinBox;
class Workspace;

/// A new encoder configuration, from a preset or as the clone of another: the service's rules are told while one types.
class EncoderSheet final : public ActSheet
{
    Q_OBJECT

public:
    /// Begins with \a draft; without one with the service's own default.
    EncoderSheet(const ViewContext &context, Workspace *workspace, const std::optional<EncoderDraft> &draft = {},
        QWidget *parent = nullptr);

Q_SIGNALS:
    /// It exists now; closed() comes after it.
    void created(const ivs::EncoderConfiguration &encoder);

protected:
    void accept() override;
    bool isDirty() const override;
    QWidget *fieldAt(const QString &field) const override;

private:
    EncoderDraft draft() const;
    void show(const EncoderDraft &draft);
    void choosePreset(int index);
    void refresh();
    QString pixelWords(const EncoderDraft &draft) const;

    Workspace *m_workspace;
    EncoderDraft m_began;
    QComboBox *m_preset;
    QLineEdit *m_name;
    QSpinBox *m_width;
    QSpinBox *m_height;
    QDoubleSpinBox *m_framerate;
    QSpinBox *m_bitrate;
    PairsEditor *m_tags;
    FormField *m_nameField;
    FormField *m_widthField;
    FormField *m_heightField;
    FormField *m_framerateField;
    FormField *m_bitrateField;
    QLabel *m_pixels;
};
