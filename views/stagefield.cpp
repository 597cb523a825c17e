// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/stagefield.h"

#include "models/plaintext.h"
#include "models/replicationdraft.h"
#include "models/stagemodel.h"

#include <QAbstractItemView>
#include <QCompleter>
#include <QStringListModel>

StageField::StageField(const StageModel *stages, const QString &except, QWidget *parent)
    : QLineEdit(parent)
    , m_stages(stages)
    , m_except(except)
    , m_options(new QStringListModel(this))
{
    auto *completer = new QCompleter(m_options, this);
    completer->setCaseSensitivity(Qt::CaseInsensitive);
    completer->setFilterMode(Qt::MatchContains);
    completer->popup()->setAccessibleName(tr("Stages"));
    setCompleter(completer);
    setPlaceholderText(tr("Type a name or an ARN"));
    connect(stages, &ListModel::stateChanged, this, &StageField::refresh);
    refresh();
}

void StageField::refresh()
{
    QStringList words;
    const QList<StageOption> options = stageOptions(*m_stages, m_except);
    for (const StageOption &option : options)
        words << shownText(option.words);
    if (words == m_options->stringList())
        return; // an open list of proposals stays as it is
    m_options->setStringList(words);
    Q_EMIT optionsChanged();
}

QString StageField::stageArn() const { return stageMeant(*m_stages, text(), m_except); }

QString StageField::stageName() const
{
    const StageRecord *known = m_stages->record(stageArn());
    return known ? known->stage.name : QString();
}

void StageField::setStageArn(const QString &arn)
{
    const QList<StageOption> options = stageOptions(*m_stages, m_except);
    for (const StageOption &option : options) {
        if (option.arn == arn) {
            setText(option.words);
            return;
        }
    }
    setText(arn);
}

bool StageField::isLost() const { return stageArn().isEmpty() && !text().trimmed().isEmpty(); }

QString StageField::hint() const
{
    return m_stages->state().isWhole
        ? QString()
        : tr("Not all stages are loaded: one that is missing here can be named by its ARN.");
}
