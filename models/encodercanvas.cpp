// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/encodercanvas.h"

#include "models/workspace.h"

EncoderCanvas::EncoderCanvas(Workspace *workspace, QObject *parent)
    : Detail(workspace->client(), workspace->clock(), parent)
{
}

void EncoderCanvas::setEncoder(const QString &arn)
{
    if (m_arn == arn)
        return;
    m_arn = arn;
    questionChanged();
}

std::optional<ivs::Video> EncoderCanvas::video() const
{
    const auto known = m_known.constFind(m_arn);
    return known == m_known.cend() ? std::nullopt : std::optional(*known);
}

aws::CallBase *EncoderCanvas::ask()
{
    if (m_arn.isEmpty() || m_known.contains(m_arn))
        return nullptr;
    return follow(client()->getEncoderConfiguration({.arn = m_arn}, aws::Lane::Person),
        [this, arn = m_arn](const ivs::GetEncoderConfigurationResponse &answer) {
            if (answer.encoderConfiguration)
                m_known.insert(arn, answer.encoderConfiguration->video.value_or(ivs::Video()));
        });
}
