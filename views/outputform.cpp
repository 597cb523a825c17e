// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/outputform.h"

#include "models/choices.h"
#include "models/encoderdraft.h"
#include "models/errortext.h"
#include "models/workspace.h"
#include "views/choicefield.h"
#include "views/formfield.h"
#include "views/numberfield.h"

#include <QCheckBox>
#include <QLineEdit>
#include <QSignalBlocker>
#include <QVBoxLayout>

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr int kIndent = 24;
// Defaults of the service (fact sheet 8), which a draft holds as numbers.
const int kSegment = CompositionDraft::Recording().segmentSeconds;
const int kInterval = CompositionDraft::Recording().thumbnailSeconds;

void setSeconds(NumberField *field, int seconds, int standard)
{
    if (field->number().value_or(standard) != seconds)
        field->setNumber(seconds == standard ? std::nullopt : std::optional(seconds));
}

void setText(QLineEdit *field, const QString &text)
{
    if (field->text() != text) // else the cursor would move
        field->setText(text);
}

QString encoderDefault() { return OutputForm::tr("default: %1").arg(videoText(EncoderDraft().request().video)); }

// An empty one is not said at all.
QString nameIn(const QLineEdit *field) { return field->text().isEmpty() ? QString() : field->text(); }

/// What a list of choices says of itself below its field.
template <typename Choices>
QString choicesHint(const Choices *choices, const QString &reading, const QString &none)
{
    if (choices->isLoading())
        return reading;
    if (choices->error())
        return OutputForm::tr("They could not be read. %1").arg(oneLine(*choices->error()));
    return choices->asOf().isValid() && choices->choices().isEmpty() ? none : QString();
}

} // namespace

OutputForm::OutputForm(const ViewContext &context, Workspace *workspace, QWidget *parent)
    : QWidget(parent)
    , m_context(context)
    , m_workspace(workspace)
    , m_none(new FaultLine(context))
    , m_toChannel(new QCheckBox(tr("To an IVS &channel")))
    , m_channel(
          new ChoiceField(context, {tr("Channel"), tr("Choose one, or type an ARN"), tr("Read the channels again")}))
    , m_channelEncoder(new ChoiceField(context,
          {tr("Encoder of the channel"), encoderDefault(), tr("Read the encoder configurations again"),
              tr("New encoder configuration for the channel…")}))
    , m_channelName(new QLineEdit)
    , m_toRecording(new QCheckBox(tr("&Record to S3")))
    , m_storage(new ChoiceField(context,
          {tr("Storage configuration"), tr("Choose one, or type an ARN"), tr("Read the storage configurations again"),
              tr("New storage configuration…")}))
    , m_encoder(new ChoiceField(context,
          {tr("Encoder of the recording"), tr("Choose one, or type an ARN"),
              tr("Read the encoder configurations again"), tr("New encoder configuration for the recording…")}))
    , m_segment(new NumberField(kSegment, tr(" s")))
    , m_thumbnails(new QCheckBox(tr("T&humbnails")))
    , m_interval(new NumberField(kInterval, tr(" s")))
    , m_sequential(new QCheckBox(tr("keep &all")))
    , m_latest(new QCheckBox(tr("keep the lat&est at a fixed place")))
    , m_recordingName(new QLineEdit)
    , m_makeable({{u"channel.encoderConfigurationArn"_s, m_channelEncoder},
          {u"s3.encoderConfigurationArns"_s, m_encoder}, {u"s3.storageConfigurationArn"_s, m_storage}})
{
    m_channelName->setPlaceholderText(tr("default: none"));
    m_channelName->setAccessibleName(tr("Name of the channel output"));
    m_recordingName->setPlaceholderText(tr("default: none"));
    m_recordingName->setAccessibleName(tr("Name of the recording"));
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(8);
    column->addWidget(m_none);
    column->addWidget(m_toChannel);
    column->addWidget(channelFields());
    column->addWidget(m_toRecording);
    column->addWidget(recordingFields());

    for (QCheckBox *box : {m_toChannel, m_toRecording, m_thumbnails, m_sequential, m_latest})
        connect(box, &QCheckBox::toggled, this, [this] { Q_EMIT changed(nullptr); });
    for (ChoiceField *field : {m_channel, m_channelEncoder, m_storage, m_encoder})
        connect(field, &ChoiceField::changed, this, [this, field] { Q_EMIT changed(field); });
    for (NumberField *field : {m_segment, m_interval})
        connect(field, &NumberField::numberChanged, this, [this, field] { Q_EMIT changed(field); });
    for (QLineEdit *field : {m_channelName, m_recordingName})
        connect(field, &QLineEdit::textChanged, this, [this, field] { Q_EMIT changed(field); });
    connect(this, &OutputForm::changed, this, &OutputForm::refreshShown);
    followChoices();
    setDraft({});
}

FormField *OutputForm::add(QVBoxLayout *column, const QString &label, QWidget *editor, const QString &member)
{
    auto *field = new FormField(m_context, label, editor);
    m_fields.insert(member, field);
    column->addWidget(field);
    return field;
}

QWidget *OutputForm::channelFields()
{
    m_channelBox = new QWidget;
    auto *column = new QVBoxLayout(m_channelBox);
    column->setContentsMargins(kIndent, 0, 0, 8);
    column->setSpacing(8);
    add(column, tr("Channel"), m_channel, u"channel.channelArn"_s);
    add(column, tr("Encoder"), m_channelEncoder, u"channel.encoderConfigurationArn"_s);
    add(column, tr("Name of this output"), m_channelName, u"channel.name"_s);
    return m_channelBox;
}

QWidget *OutputForm::recordingFields()
{
    m_recordingBox = new QWidget;
    auto *column = new QVBoxLayout(m_recordingBox);
    column->setContentsMargins(kIndent, 0, 0, 8);
    column->setSpacing(8);
    add(column, tr("Storage"), m_storage, u"s3.storageConfigurationArn"_s);
    add(column, tr("Encoder"), m_encoder, u"s3.encoderConfigurationArns"_s);
    // There is but one format.
    add(column, tr("HLS, in segments of"), m_segment,
        u"s3.recordingConfiguration.hlsConfiguration.targetSegmentDurationSeconds"_s);
    column->addWidget(m_thumbnails);
    m_thumbnailBox = new QWidget;
    auto *thumbnails = new QVBoxLayout(m_thumbnailBox);
    thumbnails->setContentsMargins(kIndent, 0, 0, 0);
    thumbnails->setSpacing(8);
    add(thumbnails, tr("One every"), m_interval, u"s3.thumbnailConfigurations[0].targetIntervalSeconds"_s);
    auto *keep = new QWidget;
    auto *kept = new QVBoxLayout(keep);
    kept->setContentsMargins(0, 0, 0, 0);
    kept->setSpacing(4);
    kept->addWidget(m_sequential);
    kept->addWidget(m_latest);
    keep->setFocusProxy(m_sequential);
    add(thumbnails, {}, keep, u"s3.thumbnailConfigurations[0].storage"_s);
    column->addWidget(m_thumbnailBox);
    add(column, tr("Name of this output"), m_recordingName, u"s3.name"_s);
    return m_recordingBox;
}

void OutputForm::setDraft(const CompositionDraft &draft)
{
    {
        const QSignalBlocker quiet(this);
        const CompositionDraft::Channel &channel = draft.channel;
        m_toChannel->setChecked(channel.on);
        m_channel->setArn(channel.channelArn);
        m_channelEncoder->setArn(channel.encoderArn);
        setText(m_channelName, channel.name);
        const CompositionDraft::Recording &recording = draft.recording;
        m_toRecording->setChecked(recording.on);
        m_storage->setArn(recording.storageArn);
        m_encoder->setArn(recording.encoderArn);
        setSeconds(m_segment, recording.segmentSeconds, kSegment);
        m_thumbnails->setChecked(recording.thumbnails);
        setSeconds(m_interval, recording.thumbnailSeconds, kInterval);
        m_sequential->setChecked(recording.sequential);
        m_latest->setChecked(recording.latest);
        setText(m_recordingName, recording.name);
    }
    refreshShown();
}

void OutputForm::write(CompositionDraft *draft) const
{
    CompositionDraft::Channel &channel = draft->channel;
    channel.on = m_toChannel->isChecked();
    channel.channelArn = m_channel->arn();
    channel.encoderArn = m_channelEncoder->arn();
    channel.name = nameIn(m_channelName);
    CompositionDraft::Recording &recording = draft->recording;
    recording.on = m_toRecording->isChecked();
    recording.storageArn = m_storage->arn();
    recording.encoderArn = m_encoder->arn();
    recording.segmentSeconds = m_segment->number().value_or(kSegment);
    recording.thumbnails = m_thumbnails->isChecked();
    recording.thumbnailSeconds = m_interval->number().value_or(kInterval);
    recording.sequential = m_sequential->isChecked();
    recording.latest = m_latest->isChecked();
    recording.name = nameIn(m_recordingName);
}

void OutputForm::refreshShown()
{
    m_channelBox->setVisible(m_toChannel->isChecked());
    m_recordingBox->setVisible(m_toRecording->isChecked());
    m_thumbnailBox->setVisible(m_thumbnails->isChecked());
    readChoices();
}

void OutputForm::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    readChoices();
}

void OutputForm::followChoices()
{
    const auto connectTo = [this](const ChoiceField *field, Choices *choices, void (OutputForm::*refresh)()) {
        connect(choices, &Choices::changed, this, refresh);
        connect(field, &ChoiceField::reloadWanted, choices, &Choices::reload);
        (this->*refresh)();
    };
    connectTo(m_channel, m_workspace->channelChoices(), &OutputForm::refreshChannels);
    connectTo(m_channelEncoder, m_workspace->encoderChoices(), &OutputForm::refreshEncoders);
    connect(m_encoder, &ChoiceField::reloadWanted, m_workspace->encoderChoices(), &Choices::reload);
    connectTo(m_storage, m_workspace->storageChoices(), &OutputForm::refreshStorages);
    for (auto it = m_makeable.cbegin(); it != m_makeable.cend(); ++it) {
        connect(it.value(), &ChoiceField::makeWanted, this, [this, member = it.key()] { Q_EMIT makeWanted(member); });
    }
    connect(m_workspace->guard(), &aws::WriteGuard::changed, this, &OutputForm::refreshMaking);
    refreshMaking();
}

void OutputForm::refreshMaking()
{
    const QString locked = readOnlyReason(m_workspace->guard());
    for (ChoiceField *field : std::as_const(m_makeable))
        field->setMakeReason(locked);
}

void OutputForm::choose(const QString &member, const QString &arn)
{
    ChoiceField *field = m_makeable.value(member);
    if (!field)
        return;
    field->setArn(arn);
    Q_EMIT changed(nullptr);
}

// Nobody looks at a list before its output is on, and none is read twice by itself.
void OutputForm::readChoices()
{
    const auto read = [this](bool isWanted, Choices *choices) {
        if (isVisible() && isWanted && !choices->asOf().isValid() && !choices->isLoading() && !choices->error())
            choices->reload();
    };
    read(m_toChannel->isChecked(), m_workspace->channelChoices());
    read(m_toRecording->isChecked(), m_workspace->storageChoices());
    read(m_toChannel->isChecked() || m_toRecording->isChecked(), m_workspace->encoderChoices());
}

void OutputForm::refreshChannels()
{
    const ChannelChoices *choices = m_workspace->channelChoices();
    QList<ChoiceField::Option> options;
    for (const ivs::ChannelSummary &channel : choices->choices()) {
        const QString name = choiceText(channel.name, channel.arn);
        options.append({channel.arn, choices->liveStream(channel.arn) ? tr("%1 · live").arg(name) : name});
    }
    m_channel->setOptions(options);
    m_channel->setLoading(choices->isLoading());
    m_fields[u"channel.channelArn"_s]->setHint(choicesHint(
        choices, tr("Reading the channels…"), tr("This account has no channel in this region: name one by its ARN.")));
}

void OutputForm::refreshEncoders()
{
    const EncoderChoices *choices = m_workspace->encoderChoices();
    QList<ChoiceField::Option> options;
    for (const ivs::EncoderConfigurationSummary &encoder : choices->choices())
        options.append({encoder.arn, choiceText(encoder.name, encoder.arn)});
    for (ChoiceField *field : {m_channelEncoder, m_encoder}) {
        field->setOptions(options);
        field->setLoading(choices->isLoading());
    }
    const QString hint = choicesHint(choices, tr("Reading the encoder configurations…"),
        tr("This account has no encoder configuration in this region."));
    m_fields[u"channel.encoderConfigurationArn"_s]->setHint(hint);
    m_fields[u"s3.encoderConfigurationArns"_s]->setHint(hint);
}

void OutputForm::refreshStorages()
{
    const StorageChoices *choices = m_workspace->storageChoices();
    QList<ChoiceField::Option> options;
    for (const ivs::StorageConfigurationSummary &storage : choices->choices())
        options.append({storage.arn, storageText(storage)});
    m_storage->setOptions(options);
    m_storage->setLoading(choices->isLoading());
    m_fields[u"s3.storageConfigurationArn"_s]->setHint(choicesHint(choices, tr("Reading the storage configurations…"),
        tr("This account has no storage configuration in this region.")));
}

void OutputForm::setFaults(const CompositionDraft &draft, const QList<DraftFault> &faults, bool all)
{
    QHash<QString, QString> found;
    QString none;
    for (const DraftFault &fault : faults) {
        if (fault.isMissing && !all)
            continue;
        if (fault.field == "destinations"_L1)
            none = fault.message;
        // The name stands beside the channel and the bucket in the request, and with them in the form.
        const auto place = [&](const QString &path, const QString &kind) {
            if (fault.field.startsWith(path))
                found.insert(kind + fault.field.mid(path.size()), fault.message);
            else if (fault.field == path.section(u'.', 0, 0) + u".name"_s)
                found.insert(kind + u"name"_s, fault.message);
        };
        if (draft.channel.on)
            place(draft.channelPath(), u"channel."_s);
        if (draft.recording.on)
            place(draft.recordingPath(), u"s3."_s);
    }
    m_none->setFault(none.isEmpty() ? QString() : tr("A composition goes to a channel, to a recording, or to both."));
    const QString lost = tr("nothing that is loaded has that name alone");
    const auto mark = [&](const QString &member, const ChoiceField *field) {
        if (field->isLost())
            found.insert(member, lost);
    };
    mark(u"channel.channelArn"_s, m_channel);
    mark(u"channel.encoderConfigurationArn"_s, m_channelEncoder);
    mark(u"s3.storageConfigurationArn"_s, m_storage);
    mark(u"s3.encoderConfigurationArns"_s, m_encoder);
    for (auto it = m_fields.cbegin(); it != m_fields.cend(); ++it)
        it.value()->setFault(found.value(it.key()));
}

QWidget *OutputForm::fieldAt(const CompositionDraft &draft, const QString &path) const
{
    if (!path.startsWith("destinations"_L1))
        return nullptr;
    for (auto it = m_fields.cbegin(); it != m_fields.cend(); ++it) {
        const bool isChannel = it.key().startsWith("channel."_L1);
        if (!(isChannel ? draft.channel.on : draft.recording.on))
            continue;
        const QString base = isChannel ? draft.channelPath() : draft.recordingPath();
        const QString member = it.key().section(u'.', 1);
        if (path.startsWith(base + member) || (member == "name"_L1 && path == base.section(u'.', 0, 0) + u".name"_s))
            return it.value()->editor();
    }
    return path == "destinations[1]"_L1 ? m_toRecording : m_toChannel;
}
