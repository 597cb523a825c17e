// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/previewpane.h"

#include "models/choices.h"
#include "models/encodercanvas.h"
#include "models/encoderdraft.h"
#include "models/plaintext.h"
#include "models/scenewords.h"
#include "models/workspace.h"
#include "views/compositionpreview.h"
#include "views/elidedlabel.h"
#include "views/theme.h"

#include <QComboBox>
#include <QHBoxLayout>
#include <QLabel>

#include <algorithm>

using namespace Qt::Literals::StringLiterals;

namespace {

// What is still being typed is not asked for.
bool isEncoder(const CompositionDraft &draft)
{
    const QList<DraftFault> faults = draft.faults();
    return std::none_of(faults.begin(), faults.end(),
        [](const DraftFault &fault) { return !fault.isMissing && fault.field.contains("encoderConfigurationArn"_L1); });
}

} // namespace

PreviewPane::PreviewPane(const ViewContext &context, Workspace *workspace, QWidget *parent)
    : QWidget(parent)
    , m_context(context)
    , m_encoders(workspace->encoderChoices())
    , m_canvas(new EncoderCanvas(workspace, this))
    , m_whose(new QComboBox)
    , m_encoder(new ElidedLabel)
    , m_preview(new CompositionPreview(context.theme))
    , m_approximate(new QLabel(tr("Approximate: AWS says who gets which place, but promises no exact geometry.")))
    , m_noteBox(new QWidget)
    , m_notes(new QLabel)
{
    m_whose->addItems({tr("Canvas of the channel"), tr("Canvas of the recording")});
    m_whose->setAccessibleName(tr("Whose canvas is shown"));
    m_encoder->setFont(Theme::labelFont());
    m_encoder->setForegroundRole(QPalette::PlaceholderText);
    auto *head = new QHBoxLayout;
    head->setSpacing(8);
    head->addWidget(m_whose);
    head->addWidget(m_encoder, 1);
    for (QLabel *label : {m_approximate, m_notes}) {
        label->setTextFormat(Qt::PlainText);
        label->setWordWrap(true);
        label->setFont(Theme::labelFont());
    }
    m_approximate->setForegroundRole(QPalette::PlaceholderText);
    auto *icon = new QLabel;
    icon->setFixedSize(Theme::kIconSize, Theme::kIconSize);
    auto *noteRow = new QHBoxLayout(m_noteBox);
    noteRow->setContentsMargins(0, 0, 0, 0);
    noteRow->setSpacing(8);
    noteRow->addWidget(icon, 0, Qt::AlignTop);
    noteRow->addWidget(m_notes, 1);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(12, 8, 12, 8);
    layout->setSpacing(4);
    layout->addLayout(head);
    layout->addWidget(m_preview, 1);
    layout->addWidget(m_approximate);
    layout->addWidget(m_noteBox);
    layout->addStretch(0);

    const auto tint = [icon, theme = context.theme] {
        icon->setPixmap(
            theme->pixmap(u"warning"_s, Theme::Token::Warning, Theme::kIconSize, icon->devicePixelRatioF()));
    };
    tint();
    connect(context.theme, &Theme::changed, icon, tint);
    connect(m_canvas, &EncoderCanvas::changed, this, &PreviewPane::refreshCanvas);
    connect(m_encoders, &Choices::changed, this, &PreviewPane::refreshCanvas);
    connect(m_whose, &QComboBox::currentIndexChanged, this, [this] { setDraft(CompositionDraft(m_draft)); });
    setDraft({});
}

void PreviewPane::setDraft(const CompositionDraft &draft)
{
    m_draft = draft;
    const bool areTwo =
        draft.channel.on && draft.recording.on && draft.channel.encoderArn != draft.recording.encoderArn;
    m_whose->setVisible(areTwo);
    const bool isRecording = areTwo ? m_whose->currentIndex() == 1 : !draft.channel.on;
    const QString shown = isRecording ? draft.recording.encoderArn : draft.channel.encoderArn;
    m_canvas->setEncoder(isEncoder(draft) ? shown : QString());
    m_shown = shown;
    m_preview->setLayoutOf(draft.chosenLayout());
    refreshCanvas();
}

void PreviewPane::setCast(const QList<CastMember> &cast)
{
    m_preview->setCast(cast);
    refreshNotes();
}

// No taller than its canvas: the words stand right below the picture.
void PreviewPane::fit()
{
    const QMargins margins = layout()->contentsMargins();
    m_preview->setMaximumHeight(m_preview->heightFor(width() - margins.left() - margins.right()));
}

void PreviewPane::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    fit();
}

void PreviewPane::refreshCanvas()
{
    const std::optional<ivs::Video> video = m_canvas->video();
    m_preview->setCanvas(videoSize(video));
    fit();
    QString words;
    if (m_shown.isEmpty())
        words = tr("%1 · the service's default").arg(videoText(EncoderDraft().request().video));
    else if (video)
        words = encoderName() + u" · "_s + videoText(video);
    else
        words = tr("%1 · its size is not known: drawn as 1280×720").arg(encoderName());
    m_encoder->setText(shownText(words));
    m_encoder->setToolTip(shownToolTip(words));
    refreshNotes();
}

QString PreviewPane::encoderName() const
{
    for (const ivs::EncoderConfigurationSummary &each : m_encoders->choices()) {
        if (each.arn == m_shown)
            return choiceText(each.name, each.arn);
    }
    return choiceText({}, m_shown);
}

void PreviewPane::refreshNotes()
{
    QStringList lines;
    for (const CompositionScene::Note note : m_preview->scene().notes)
        lines << noteText(note, m_draft.chosenLayout());
    m_notes->setText(lines.join(u'\n'));
    m_noteBox->setVisible(!lines.isEmpty());
    Q_EMIT sceneChanged();
}
