// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/recordingeditor.h"

#include "models/choices.h"
#include "models/errortext.h"
#include "models/plaintext.h"
#include "models/stagemodel.h"
#include "views/formfield.h"
#include "views/theme.h"

#include <QCheckBox>
#include <QComboBox>
#include <QHBoxLayout>
#include <QSignalBlocker>
#include <QSpinBox>
#include <QToolButton>

#include <algorithm>

using namespace Qt::Literals::StringLiterals;

namespace {

const QString kPath = u"autoParticipantRecordingConfiguration."_s;

QSpinBox *seconds(const QString &suffix)
{
    auto *box = new QSpinBox;
    box->setRange(0, 99'999); // wider than what is allowed: a limit is explained, not silently kept
    box->setSuffix(suffix);
    return box;
}

QWidget *inOneRow(std::initializer_list<QWidget *> widgets)
{
    auto *row = new QWidget;
    auto *layout = new QHBoxLayout(row);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(12);
    for (QWidget *widget : widgets)
        layout->addWidget(widget, 1, Qt::AlignTop);
    row->setFocusProxy(*widgets.begin());
    return row;
}

} // namespace

RecordingEditor::RecordingEditor(const ViewContext &context, StorageChoices *choices, QWidget *parent)
    : QWidget(parent)
    , m_context(context)
    , m_choices(choices)
    , m_on(new QCheckBox(tr("Record every publisher by itself")))
    , m_details(new QWidget)
    , m_storage(new QComboBox)
    , m_reload(new QToolButton)
    , m_media(new QComboBox)
    , m_segment(seconds(tr(" s")))
    , m_reconnect(seconds(tr(" s")))
    , m_replicas(new QCheckBox(tr("Record participants replicated into this stage too")))
    , m_thumbnails(new QCheckBox(tr("Thumbnails")))
    , m_thumbnailDetails(new QWidget)
    , m_interval(seconds(tr(" s")))
    , m_sequential(new QCheckBox(tr("keep all")))
    , m_latest(new QCheckBox(tr("keep the latest at a fixed place")))
{
    m_on->setToolTip(tr("Individual participant recording: one recording in S3 for each participant who publishes"));
    for (const auto media : {ivs::ParticipantRecordingMediaType::AudioVideo,
             ivs::ParticipantRecordingMediaType::AudioOnly, ivs::ParticipantRecordingMediaType::None})
        m_media->addItem(mediaTypeText(media), ivs::Enum(media).text());
    m_reload->setAutoRaise(true);
    m_reload->setToolTip(tr("Read the storage configurations again"));
    m_reload->setAccessibleName(m_reload->toolTip());
    m_storage->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    m_storage->setMinimumContentsLength(16);
    m_storage->setAccessibleName(tr("Storage configuration"));
    auto *storage = new QWidget;
    auto *storageRow = new QHBoxLayout(storage);
    storageRow->setContentsMargins(0, 0, 0, 0);
    storageRow->setSpacing(4);
    storageRow->addWidget(m_storage, 1);
    storageRow->addWidget(m_reload);
    storage->setFocusProxy(m_storage);
    m_storageField = new FormField(context, tr("To storage configuration"), storage);
    m_mediaField = new FormField(context, tr("What is recorded"), m_media);
    m_segmentField = new FormField(context, tr("HLS segments of"), m_segment, tr("2 to 10 s"));
    m_reconnectField = new FormField(
        context, tr("Reconnect window"), m_reconnect, tr("0 to 300 s; who returns within it goes on in one recording"));
    m_intervalField = new FormField(context, tr("One every"), m_interval, tr("1 to 86,400 s"));
    auto *keep = new QWidget;
    auto *keepColumn = new QVBoxLayout(keep);
    keepColumn->setContentsMargins(0, 0, 0, 0);
    keepColumn->setSpacing(4);
    keepColumn->addWidget(m_sequential);
    keepColumn->addWidget(m_latest);
    keep->setFocusProxy(m_sequential);
    m_keepField = new FormField(context, {}, keep);

    auto *thumbnails = new QVBoxLayout(m_thumbnailDetails);
    thumbnails->setContentsMargins(24, 0, 0, 0);
    thumbnails->addWidget(inOneRow({m_intervalField, m_keepField}));
    auto *details = new QVBoxLayout(m_details);
    details->setContentsMargins(24, 0, 0, 0);
    details->setSpacing(12);
    details->addWidget(m_storageField);
    details->addWidget(m_mediaField);
    details->addWidget(inOneRow({m_segmentField, m_reconnectField}));
    details->addWidget(m_replicas);
    details->addWidget(m_thumbnails);
    details->addWidget(m_thumbnailDetails);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(8);
    layout->addWidget(m_on);
    layout->addWidget(m_details);
    const auto tint = [this] { m_reload->setIcon(m_context.theme->icon(u"reload"_s, Theme::Token::Secondary)); };
    tint();
    connect(context.theme, &Theme::changed, m_reload, tint);

    setRecording({});
    connect(choices, &StorageChoices::changed, this, [this] { refreshChoices(m_storage->currentData().toString()); });
    connect(m_reload, &QToolButton::clicked, choices, &StorageChoices::reload);
    for (QCheckBox *box : {m_on, m_replicas, m_thumbnails, m_sequential, m_latest})
        connect(box, &QCheckBox::toggled, this, &RecordingEditor::changed);
    for (QComboBox *box : {m_storage, m_media})
        connect(box, &QComboBox::currentIndexChanged, this, &RecordingEditor::changed);
    for (QSpinBox *box : {m_segment, m_reconnect, m_interval})
        connect(box, &QSpinBox::valueChanged, this, &RecordingEditor::changed);
    connect(this, &RecordingEditor::changed, this, &RecordingEditor::refreshShown);
}

void RecordingEditor::setRecording(const RecordingDraft &recording)
{
    m_given = recording;
    {
        const QSignalBlocker quiet(this);
        if (!recording.media.isKnown()) // shown as it came; faults() asks for another one
            m_media->addItem(shownText(recording.media.text()), recording.media.text());
        m_media->setCurrentIndex(std::max(0, m_media->findData(recording.media.text())));
        m_on->setChecked(recording.on);
        m_replicas->setChecked(recording.replicas);
        m_thumbnails->setChecked(recording.thumbnails);
        m_sequential->setChecked(recording.sequential);
        m_latest->setChecked(recording.latest);
        m_segment->setValue(recording.segmentSeconds);
        m_reconnect->setValue(recording.reconnectSeconds);
        m_interval->setValue(recording.thumbnailSeconds);
        refreshChoices(recording.storageArn);
    }
    refreshShown();
}

RecordingDraft RecordingEditor::recording() const
{
    RecordingDraft draft;
    draft.on = m_on->isChecked();
    draft.storageArn = m_storage->currentData().toString();
    draft.media = ivs::Enum<ivs::ParticipantRecordingMediaType>::fromText(m_media->currentData().toString());
    draft.thumbnails = m_thumbnails->isChecked();
    draft.thumbnailSeconds = m_interval->value();
    draft.sequential = m_sequential->isChecked();
    draft.latest = m_latest->isChecked();
    draft.segmentSeconds = m_segment->value();
    draft.reconnectSeconds = m_reconnect->value();
    draft.replicas = m_replicas->isChecked();
    return draft;
}

void RecordingEditor::refreshShown()
{
    m_details->setVisible(m_on->isChecked());
    m_thumbnailDetails->setVisible(m_thumbnails->isChecked());
    // Nobody looks at the list before it is on.
    if (m_on->isChecked() && !m_choices->asOf().isValid() && !m_choices->isLoading() && !m_choices->error())
        m_choices->reload();
}

void RecordingEditor::refreshChoices(const QString &chosen)
{
    {
        const QSignalBlocker quiet(m_storage);
        m_storage->clear();
        m_storage->addItem(tr("Choose one…"), QString());
        for (const auto &storage : m_choices->choices())
            m_storage->addItem(shownText(storageText(storage)), storage.arn);
        // What is set stays offered, also before the list is there, or when it is of another account.
        for (const QString &arn : {m_given.storageArn, chosen}) {
            if (!arn.isEmpty() && m_storage->findData(arn) < 0)
                m_storage->addItem(shownText(idOfArn(arn)), arn);
        }
        m_storage->setCurrentIndex(std::max(0, m_storage->findData(chosen)));
    }
    m_reload->setEnabled(!m_choices->isLoading());
    QString hint;
    if (m_choices->isLoading())
        hint = tr("Reading the storage configurations…");
    else if (m_choices->error())
        hint = tr("The storage configurations could not be read. %1").arg(oneLine(*m_choices->error()));
    else if (m_choices->asOf().isValid() && m_choices->choices().isEmpty())
        hint = tr("This account has no storage configuration in this region.");
    m_storageField->setHint(hint);
}

void RecordingEditor::setFaults(const QList<DraftFault> &faults)
{
    QHash<QString, QString> words;
    for (const DraftFault &fault : faults)
        words.insert(fault.field, fault.message);
    const auto mark = [&](FormField *field, const char *member) {
        field->setFault(words.value(kPath + QLatin1StringView(member)));
    };
    mark(m_storageField, "storageConfigurationArn");
    mark(m_mediaField, "mediaTypes");
    mark(m_segmentField, "hlsConfiguration.targetSegmentDurationSeconds");
    mark(m_reconnectField, "recordingReconnectWindowSeconds");
    mark(m_intervalField, "thumbnailConfiguration.targetIntervalSeconds");
    mark(m_keepField, "thumbnailConfiguration.storage");
}

QWidget *RecordingEditor::fieldAt(const QString &field) const
{
    if (!field.startsWith("autoParticipantRecordingConfiguration"_L1))
        return nullptr;
    const QString member = field.mid(kPath.size());
    if (member.startsWith("storageConfigurationArn"_L1))
        return m_storage;
    if (member.startsWith("mediaTypes"_L1))
        return m_media;
    if (member.startsWith("hlsConfiguration"_L1))
        return m_segment;
    if (member.startsWith("recordingReconnectWindowSeconds"_L1))
        return m_reconnect;
    if (member.startsWith("thumbnailConfiguration.targetIntervalSeconds"_L1))
        return m_interval;
    if (member.startsWith("thumbnailConfiguration"_L1))
        return m_thumbnails->isChecked() ? m_sequential : m_thumbnails;
    return m_on;
}
