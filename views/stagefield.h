// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QLineEdit>

class StageModel;

/// A field in which a stage of the same account and region is chosen by typing its name or ARN.
class StageField final : public QLineEdit
{
    Q_OBJECT

public:
    /// \a except is no answer: the stage that something is in already.
    explicit StageField(const StageModel *stages, const QString &except = {}, QWidget *parent = nullptr);

    /// The ARN of the stage that is meant; empty when nothing or several fit.
    QString stageArn() const;
    /// What was typed means no stage.
    bool isLost() const;
    /// What to say of the choice: that it is not complete while not all stages are loaded.
    QString hint() const;

private:
    const StageModel *m_stages;
    QString m_except;
};
