// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/stagefield.h"

#include "models/plaintext.h"
#include "models/replicationdraft.h"
#include "models/stagemodel.h"

#include <QAbstractItemView>
#include <QCompleter>

StageField::StageField(const StageModel *stages, const QString &except, QWidget *parent)
    : QLineEdit(parent)
    , m_stages(stages)
    , m_except(except)
{
    QStringList words;
    const QList<StageOption> options = stageOptions(*stages, except);
    for (const StageOption &option : options)
        words << shownText(option.words);
    auto *completer = new QCompleter(words, this);
    completer->setCaseSensitivity(Qt::CaseInsensitive);
    completer->setFilterMode(Qt::MatchContains);
    completer->popup()->setAccessibleName(tr("Stages"));
    setCompleter(completer);
    setPlaceholderText(tr("Type a name or an ARN"));
}

QString StageField::stageArn() const { return stageMeant(*m_stages, text(), m_except); }

bool StageField::isLost() const { return stageArn().isEmpty() && !text().trimmed().isEmpty(); }

QString StageField::hint() const
{
    return m_stages->state().isWhole
        ? QString()
        : tr("Not all stages are loaded: one that is missing here can be named by its ARN.");
}
