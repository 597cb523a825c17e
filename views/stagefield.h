// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QLineEdit>

class QStringListModel;
class StageModel;

/// A field in which a stage of the same account and region is chosen by typing its name or ARN. What it proposes
/// follows the list.
class StageField final : public QLineEdit
{
    Q_OBJECT

public:
    /// \a except is no answer: the stage that something is in already.
    explicit StageField(const StageModel *stages, const QString &except = {}, QWidget *parent = nullptr);

    /// The ARN of the stage that is meant; empty when nothing or several fit.
    QString stageArn() const;
    /// Its name; empty when it has none or is not loaded.
    QString stageName() const;
    void setStageArn(const QString &arn);
    /// What was typed means no stage.
    bool isLost() const;
    /// What to say of the choice: that it is not complete while not all stages are loaded.
    QString hint() const;

Q_SIGNALS:
    /// The same text may mean another stage now: the list is another.
    void optionsChanged();

private:
    void refresh();

    const StageModel *m_stages;
    QString m_except;
    QStringListModel *m_options;
};
