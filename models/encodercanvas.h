// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/detail.h"

#include <QHash>

class Workspace;

/// The video of the encoder configuration whose canvas a preview shows. Lists don't tell it; as a configuration can't
/// be changed (fact sheet 8), each is asked for once.
class EncoderCanvas final : public Detail
{
    Q_OBJECT

public:
    EncoderCanvas(Workspace *workspace, QObject *parent);

    /// Empty: the service's own default.
    void setEncoder(const QString &arn);
    QString arn() const { return m_arn; }
    /// Nothing until the answer is there, and when there is none.
    std::optional<ivs::Video> video() const;

protected:
    aws::CallBase *ask() override;
    void forget() override { }

private:
    QString m_arn;
    QHash<QString, ivs::Video> m_known;
};
