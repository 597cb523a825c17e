// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/castmodel.h"
#include "views/viewcontext.h"

#include <QWidget>

class QButtonGroup;
class QLabel;
class QSpinBox;
class QTableView;
class QToolButton;
class PublishingNow;
class TimeText;

/// Who is in the picture: the people of the stage, or a cast that one makes up: how many, who has which role, who
/// stands upright or has stopped the video. Until somebody chooses, the stage's people are shown once there are any.
class CastPanel final : public QWidget
{
    Q_OBJECT

public:
    CastPanel(const ViewContext &context, PublishingNow *stage, const TimeText *times, QWidget *parent = nullptr);

    CastModel *model() const { return m_model; }
    /// The names of all attributes that people of the stage have.
    QStringList attributes() const;

protected:
    void showEvent(QShowEvent *event) override;
    void hideEvent(QHideEvent *event) override;

private:
    void choose(CastModel::Source source);
    void takeStage();
    void refresh();
    void refreshRows();
    void watch();
    QString stageWords() const;

    ViewContext m_context;
    PublishingNow *m_stage;
    const TimeText *m_times;
    CastModel *m_model;
    QButtonGroup *m_sources;
    QToolButton *m_reload;
    QLabel *m_words;
    QLabel *m_countWords;
    QSpinBox *m_count;
    QTableView *m_table;
    bool m_isChosen = false; ///< a person chose the source
};
