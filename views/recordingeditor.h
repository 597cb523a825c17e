// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/stagedraft.h"
#include "views/viewcontext.h"

#include <QWidget>

class FormField;
class QCheckBox;
class QComboBox;
class QSpinBox;
class QToolButton;
class StorageChoices;

/// Individual participant recording: on or off, and when on, everything it can be told. The account's storage
/// configurations are read when it is first on.
class RecordingEditor final : public QWidget
{
    Q_OBJECT

public:
    RecordingEditor(const ViewContext &context, StorageChoices *choices, QWidget *parent = nullptr);

    void setRecording(const RecordingDraft &recording);
    RecordingDraft recording() const;
    void setFaults(const QList<DraftFault> &faults);
    /// The editor of a member of autoParticipantRecordingConfiguration, or null.
    QWidget *fieldAt(const QString &field) const;

Q_SIGNALS:
    void changed();

private:
    void refreshChoices(const QString &chosen);
    void refreshShown();

    ViewContext m_context;
    StorageChoices *m_choices;
    RecordingDraft m_given; ///< what it began with, for values this program does not know
    QCheckBox *m_on;
    QWidget *m_details;
    QComboBox *m_storage;
    QToolButton *m_reload;
    QComboBox *m_media;
    QSpinBox *m_segment;
    QSpinBox *m_reconnect;
    QCheckBox *m_replicas;
    QCheckBox *m_thumbnails;
    QWidget *m_thumbnailDetails;
    QSpinBox *m_interval;
    QCheckBox *m_sequential;
    QCheckBox *m_latest;
    FormField *m_storageField;
    FormField *m_mediaField;
    FormField *m_segmentField;
    FormField *m_reconnectField;
    FormField *m_intervalField;
    FormField *m_keepField;
};
