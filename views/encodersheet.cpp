// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/encodersheet.h"

#include "models/compositionacts.h"
#include "models/encodermodel.h"
#include "models/quotas.h"
#include "models/workspace.h"
#include "views/formfield.h"
#include "views/messagebar.h"
#include "views/pairseditor.h"
#include "views/theme.h"

#include <QComboBox>
#include <QDoubleSpinBox>
#include <QLabel>
#include <QLineEdit>
#include <QLocale>
#include <QVBoxLayout>

#include <numeric>

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr int kMostPixels = 2'073'600; // fact sheet 8

} // namespace

EncoderSheet::EncoderSheet(
    const ViewContext &context, Workspace *workspace, const std::optional<EncoderDraft> &draft, QWidget *parent)
    : ActSheet(
        context, draft ? tr("Clone an encoder configuration") : tr("New encoder configuration"), tr("Create"), parent)
    , m_workspace(workspace)
    , m_preset(new QComboBox)
    , m_name(new QLineEdit)
    , m_width(new QSpinBox)
    , m_height(new QSpinBox)
    , m_framerate(new QDoubleSpinBox)
    , m_bitrate(new QSpinBox)
    , m_tags(new PairsEditor(context, {tr("tag"), tr("Add a tag")}))
    , m_pixels(new QLabel)
{
    m_preset->addItem(tr("Own values"));
    for (const EncoderPreset &each : EncoderPreset::all())
        m_preset->addItem(each.words());
    // Wider than the rules, so that what is typed stays and is told to be wrong.
    for (QSpinBox *side : {m_width, m_height}) {
        side->setRange(0, 9999);
        side->setSingleStep(2);
        side->setSuffix(tr(" px"));
    }
    m_framerate->setRange(0, 999);
    m_framerate->setDecimals(3);
    m_framerate->setSuffix(tr(" fps"));
    m_bitrate->setRange(0, 99'999'999);
    m_bitrate->setSingleStep(100'000);
    m_bitrate->setGroupSeparatorShown(true);
    m_bitrate->setSuffix(tr(" bit/s"));
    m_pixels->setTextFormat(Qt::PlainText);
    m_pixels->setWordWrap(true);
    m_pixels->setFont(Theme::labelFont());
    m_pixels->setForegroundRole(QPalette::PlaceholderText);
    m_nameField =
        new FormField(context, tr("&Name"), m_name, tr("Letters, digits, - and _, at most 128. May stay empty."));
    m_widthField = new FormField(context, tr("&Width"), m_width);
    m_heightField = new FormField(context, tr("&Height"), m_height);
    m_framerateField = new FormField(context, tr("&Frames a second"), m_framerate, tr("1 to 60"));
    m_bitrateField = new FormField(context, tr("&Bitrate"), m_bitrate, tr("At most 8,500,000 bit/s"));
    auto *size = new QHBoxLayout;
    size->setSpacing(12);
    size->addWidget(m_widthField, 1, Qt::AlignTop);
    size->addWidget(m_heightField, 1, Qt::AlignTop);
    auto *rates = new QHBoxLayout;
    rates->setSpacing(12);
    rates->addWidget(m_framerateField, 1, Qt::AlignTop);
    rates->addWidget(m_bitrateField, 1, Qt::AlignTop);
    body()->addWidget(new FormField(
        context, tr("&Preset"), m_preset, tr("The bitrates are ours, in proportion to the service's own default.")));
    body()->addWidget(m_nameField);
    body()->addLayout(size);
    body()->addWidget(m_pixels);
    body()->addLayout(rates);
    body()->addWidget(new FormField(context, tr("Tags"), m_tags));
    body()->addStretch(1);
    if (draft) {
        m_began = *draft;
    } else {
        EncoderPreset().fill(&m_began);
    }
    show(m_began);
    connect(m_preset, &QComboBox::activated, this, &EncoderSheet::choosePreset);
    connect(m_name, &QLineEdit::textEdited, this, &EncoderSheet::refresh);
    for (QSpinBox *each : {m_width, m_height, m_bitrate})
        connect(each, &QSpinBox::valueChanged, this, &EncoderSheet::refresh);
    connect(m_framerate, &QDoubleSpinBox::valueChanged, this, &EncoderSheet::refresh);
    connect(m_tags, &PairsEditor::changed, this, &EncoderSheet::refresh);
    connect(workspace->compositionActs(), &CompositionActs::encoderCreated, this,
        [this](const ivs::EncoderConfiguration &encoder, Undertaking *by) {
            if (isMine(by))
                Q_EMIT created(encoder);
        });
    const int most = workspace->quotas()->usage(Quotas::EncoderConfigurations).limit;
    const auto there = int(workspace->encoders()->records().size());
    if (workspace->encoders()->state().isWhole && there >= most)
        message()->setNotice(tr("There is no room for another one"),
            tr("%1 of %2 encoder configurations exist: the service refuses more until one is deleted.")
                .arg(there)
                .arg(most));
    refresh();
}

EncoderDraft EncoderSheet::draft() const
{
    return {m_name->text(), {m_width->value(), m_height->value()}, m_framerate->value(), m_bitrate->value(),
        m_tags->rows()};
}

void EncoderSheet::show(const EncoderDraft &draft)
{
    m_name->setText(draft.name);
    m_width->setValue(draft.size.width());
    m_height->setValue(draft.size.height());
    m_framerate->setValue(draft.framerate);
    m_bitrate->setValue(draft.bitrate);
    m_tags->setRows(draft.tags);
}

void EncoderSheet::choosePreset(int index)
{
    if (index > 0) {
        EncoderDraft changed = draft();
        EncoderPreset::all().at(index - 1).fill(&changed);
        show(changed);
    }
    refresh();
}

// `921,600 of at most 2,073,600 pixels · 16:9`
QString EncoderSheet::pixelWords(const EncoderDraft &draft) const
{
    const int width = draft.size.width();
    const int height = draft.size.height();
    const int common = std::gcd(width, height);
    if (common == 0)
        return {};
    const QLocale locale;
    return tr("%1 of at most %2 pixels · %3:%4 · both sides have to be even")
        .arg(locale.toString(qint64(width) * height), locale.toString(kMostPixels))
        .arg(width / common)
        .arg(height / common);
}

void EncoderSheet::refresh()
{
    const EncoderDraft now = draft();
    const QList<DraftFault> faults = now.faults();
    QHash<QString, QString> words;
    for (const DraftFault &fault : faults)
        words.insert(fault.field, fault.message);
    m_nameField->setFault(words.value(u"name"_s));
    m_widthField->setFault(words.value(u"video.width"_s));
    m_heightField->setFault(words.value(u"video.height"_s));
    m_framerateField->setFault(words.value(u"video.framerate"_s));
    m_bitrateField->setFault(words.value(u"video.bitrate"_s));
    m_tags->setFaults(u"tags"_s, faults);
    m_pixels->setText(pixelWords(now));
    const QList<EncoderPreset> presets = EncoderPreset::all();
    int chosen = 0;
    for (qsizetype i = 0; i < presets.size(); ++i) {
        if (presets[i].size() == now.size && presets[i].framerate == now.framerate
            && presets[i].bitrate() == now.bitrate)
            chosen = int(i) + 1;
    }
    m_preset->setCurrentIndex(chosen);
    setVerbEnabled(faults.isEmpty(), faults.isEmpty() ? QString() : tr("Mend the marked fields first"));
}

bool EncoderSheet::isDirty() const
{
    EncoderDraft now = draft();
    // An empty line of a table is nothing that would be lost.
    now.tags = rowsOf(mapOf(now.tags));
    return !(now == m_began);
}

void EncoderSheet::accept() { run(m_workspace->compositionActs()->createEncoder(draft().request()), tr("Creating…")); }

QWidget *EncoderSheet::fieldAt(const QString &field) const
{
    if (field == "video.width"_L1)
        return m_width;
    if (field == "video.height"_L1)
        return m_height;
    if (field == "video.framerate"_L1)
        return m_framerate;
    if (field == "video.bitrate"_L1)
        return m_bitrate;
    if (field.startsWith("tags"_L1))
        return m_tags->fieldAt(u"tags"_s, field);
    return m_name;
}
