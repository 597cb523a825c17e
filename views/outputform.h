// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/compositiondraft.h"
#include "views/viewcontext.h"

#include <QHash>
#include <QWidget>

class ChoiceField;
class FaultLine;
class FormField;
class NumberField;
class QCheckBox;
class QLineEdit;
class QVBoxLayout;
class Workspace;

/// Where a composition goes: to a channel, to S3, or to both, with everything that either can be told. The account's
/// channels, encoder and storage configurations are read when somebody first looks at the form.
class OutputForm final : public QWidget
{
    Q_OBJECT

public:
    OutputForm(const ViewContext &context, Workspace *workspace, QWidget *parent = nullptr);

    void setDraft(const CompositionDraft &draft);
    void write(CompositionDraft *draft) const;
    /// \a all: also what is missing, once somebody wanted to start.
    void setFaults(const CompositionDraft &draft, const QList<DraftFault> &faults, bool all);
    /// The editor of a member of `destinations`, or null.
    QWidget *fieldAt(const CompositionDraft &draft, const QString &path) const;
    /// Chooses what was made for makeWanted().
    void choose(const QString &member, const QString &arn);

Q_SIGNALS:
    void changed(const QObject *typing);
    /// A person wants another configuration for that member, `channel.encoderConfigurationArn` and the like.
    void makeWanted(const QString &member);

protected:
    void showEvent(QShowEvent *event) override;

private:
    QWidget *channelFields();
    QWidget *recordingFields();
    FormField *add(QVBoxLayout *column, const QString &label, QWidget *editor, const QString &member);
    void followChoices();
    void refreshMaking();
    void readChoices();
    void refreshShown();
    void refreshEncoders();
    void refreshChannels();
    void refreshStorages();

    ViewContext m_context;
    Workspace *m_workspace;
    FaultLine *m_none;
    QCheckBox *m_toChannel;
    QWidget *m_channelBox = nullptr;
    ChoiceField *m_channel;
    ChoiceField *m_channelEncoder;
    QLineEdit *m_channelName;
    QCheckBox *m_toRecording;
    QWidget *m_recordingBox = nullptr;
    ChoiceField *m_storage;
    ChoiceField *m_encoder;
    NumberField *m_segment;
    QCheckBox *m_thumbnails;
    QWidget *m_thumbnailBox = nullptr;
    NumberField *m_interval;
    QCheckBox *m_sequential;
    QCheckBox *m_latest;
    QLineEdit *m_recordingName;
    QHash<QString, ChoiceField *> m_makeable; ///< by member
    QHash<QString, FormField *> m_fields; ///< by the path below the destination, `channel.` or `s3.` before it
};
