// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/compositionpicture.h"

#include "models/encodercanvas.h"
#include "models/encoderdraft.h"
#include "models/madeupcast.h"
#include "models/publishingnow.h"
#include "models/timetext.h"
#include "models/workspace.h"
#include "views/compositionpreview.h"
#include "views/theme.h"

#include <QLabel>
#include <QVBoxLayout>

namespace {

constexpr int kPeople = 5; // of the made-up cast: enough to tell a grid from a row

// The encoder of the first output; empty: the service's default.
QString encoderOf(const ivs::Composition &composition)
{
    for (const ivs::Destination &each : composition.destinations) {
        if (each.configuration.channel)
            return each.configuration.channel->encoderConfigurationArn;
        if (each.configuration.s3)
            return each.configuration.s3->encoderConfigurationArns.value(0);
    }
    return {};
}

} // namespace

CompositionPicture::CompositionPicture(
    const ViewContext &context, Workspace *workspace, const PublishingNow *people, QWidget *parent)
    : QWidget(parent)
    , m_workspace(workspace)
    , m_people(people)
    , m_canvas(new EncoderCanvas(workspace, this))
    , m_preview(new CompositionPreview(context.theme))
    , m_note(new QLabel)
{
    m_preview->setFixed();
    m_note->setTextFormat(Qt::PlainText);
    m_note->setWordWrap(true);
    m_note->setFont(Theme::labelFont());
    m_note->setForegroundRole(QPalette::PlaceholderText);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 8, 0, 0);
    layout->addWidget(m_preview, 1);
    layout->addWidget(m_note);
    connect(people, &PublishingNow::changed, this, &CompositionPicture::refresh);
    connect(m_canvas, &Detail::changed, this, &CompositionPicture::refresh);
    clear();
}

void CompositionPicture::clear()
{
    m_composition.reset();
    m_preview->hide();
    m_note->hide();
}

void CompositionPicture::setComposition(const ivs::Composition &composition, bool isRunning)
{
    m_composition = composition;
    m_isRunning = isRunning;
    m_canvas->setEncoder(encoderOf(composition));
    m_preview->show();
    m_note->show();
    refresh();
}

QString CompositionPicture::castText(bool isReal) const
{
    if (isReal)
        return m_people->people().size() == 1
            ? tr("With the one who publishes, as of %1").arg(m_workspace->times()->labelledTime(m_people->asOf()))
            : tr("With the %1 who publish, as of %2")
                  .arg(m_people->people().size())
                  .arg(m_workspace->times()->labelledTime(m_people->asOf()));
    if (!m_isRunning)
        return tr("With made-up people");
    return m_people->asOf().isValid() ? tr("With made-up people, as nobody publishes")
                                      : tr("With made-up people, as who publishes is not known");
}

void CompositionPicture::refresh()
{
    if (!m_composition)
        return;
    const std::optional<ivs::Video> video = m_canvas->video();
    const QSize canvas = videoSize(video);
    const bool isReal = m_isRunning && m_people->stageArn() == m_composition->stageArn && m_people->asOf().isValid()
        && !m_people->people().isEmpty();
    m_preview->setCanvas(canvas);
    m_preview->setLayoutOf(m_composition->layout);
    m_preview->setCast(isReal ? m_people->people() : madeUpCast(m_composition->layout, kPeople));
    const QString size = tr("%1×%2").arg(canvas.width()).arg(canvas.height());
    const QString where = video     ? tr("on its encoder's canvas of %1").arg(size)
        : m_canvas->arn().isEmpty() ? tr("on the default canvas of %1").arg(size)
                                    : tr("on a canvas of %1, as its encoder's is not known").arg(size);
    m_note->setText(
        tr("%1, %2. AWS may place tiles differently and promises no geometry.").arg(castText(isReal), where));
}
