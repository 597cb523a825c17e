// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/entrypanel.h"

#include "models/journalmodel.h"
#include "models/plaintext.h"
#include "models/timetext.h"
#include "models/undo.h"
#include "models/workspace.h"
#include "views/elidedlabel.h"
#include "views/factsgrid.h"
#include "views/theme.h"

#include <QHBoxLayout>
#include <QJsonDocument>
#include <QJsonObject>
#include <QLabel>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QScrollArea>

using namespace Qt::Literals::StringLiterals;

namespace {

// Line by line, so that the lines stay lines and foreign marks show.
QString pretty(const QByteArray &json)
{
    QStringList lines =
        QString::fromUtf8(QJsonDocument::fromJson(json).toJson(QJsonDocument::Indented)).trimmed().split(u'\n');
    for (QString &line : lines)
        line = shownText(line);
    return lines.join(u'\n');
}

QString known(QStringList parts)
{
    parts.removeAll(QString());
    return parts.join(u" · "_s);
}

} // namespace

EntryPanel::EntryPanel(const ViewContext &context, Workspace *workspace, JournalModel *model, QWidget *parent)
    : QWidget(parent)
    , m_workspace(workspace)
    , m_model(model)
    , m_name(new ElidedLabel)
    , m_undo(new QPushButton(tr("Undo…")))
    , m_hint(new QLabel)
    , m_facts(new FactsGrid(context, true))
    , m_text(new QPlainTextEdit)
{
    m_name->setFont(Theme::titleFont());
    m_hint->setTextFormat(Qt::PlainText);
    m_hint->setWordWrap(true);
    m_hint->setFont(Theme::labelFont());
    m_hint->setForegroundRole(QPalette::PlaceholderText);
    m_text->setReadOnly(true);
    m_text->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    m_text->setTabChangesFocus(true);
    m_text->setFont(Theme::fixedFont());
    m_text->setAccessibleName(tr("Parameters of the chosen write"));
    m_text->setMinimumHeight(60);
    auto *first = new QHBoxLayout;
    first->setSpacing(8);
    first->addWidget(m_name, 1);
    first->addWidget(m_undo);
    auto *inside = new QWidget;
    auto *top = new QVBoxLayout(inside);
    top->setContentsMargins(0, 0, 0, 0);
    top->addWidget(m_facts);
    top->addStretch(1);
    auto *facts = new QScrollArea;
    facts->setWidget(inside);
    facts->setWidgetResizable(true);
    facts->setFrameShape(QFrame::NoFrame);
    facts->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    facts->setFocusPolicy(Qt::NoFocus);
    facts->setBackgroundRole(QPalette::Base);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(12, 8, 8, 8);
    layout->setSpacing(8);
    layout->addLayout(first);
    layout->addWidget(m_hint);
    layout->addWidget(facts, 1);
    layout->addWidget(m_text, 1);
    setBackgroundRole(QPalette::Base);
    setAutoFillBackground(true);

    connect(m_undo, &QPushButton::clicked, this, [this] { Q_EMIT undoWanted(m_key); });
    connect(model, &ListModel::stateChanged, this, &EntryPanel::refresh);
    connect(model, &QAbstractItemModel::dataChanged, this, &EntryPanel::refresh);
    connect(workspace, &Workspace::accountIdChanged, this, &EntryPanel::refresh);
    refresh();
}

void EntryPanel::setEntry(const QString &key)
{
    m_key = key;
    refresh();
}

QString EntryPanel::whyNot() const
{
    const store::JournalEntry *chosen = m_model->entry(m_key);
    if (!chosen)
        return tr("No write is chosen.");
    const store::JournalEntry &entry = *chosen;
    if (!Undo::isOfKind(entry))
        return tr("Only changes of tags, of a stage and of an ingest configuration's stage can be undone.");
    if (entry.outcome != store::Outcome::Done)
        return tr("It can't be undone: it is not known to have been done.");
    if (!Undo::isPossible(entry))
        return tr("It can't be undone: what was there before could not be read.");
    if (!Undo::isOf(m_workspace, entry)) {
        return tr("It can be undone from a connection to %1, account %2.")
            .arg(entry.place.region,
                entry.place.accountId.isEmpty() ? TimeText::unknown() : shownText(entry.place.accountId));
    }
    return {};
}

void EntryPanel::refresh()
{
    const store::JournalEntry *entry = m_model->entry(m_key);
    m_text->setVisible(entry);
    m_facts->setVisible(entry);
    m_undo->setVisible(entry);
    if (!entry) {
        m_name->clear();
        m_hint->setText(tr("Choose a write to see its parameters and what came of it."));
        m_hint->show();
        return;
    }
    m_name->setText(shownText(entry->operation));
    const QString why = whyNot();
    m_hint->setText(why);
    m_hint->setVisible(!why.isEmpty());
    m_undo->setEnabled(why.isEmpty());

    QString result = m_model->resultText(*entry);
    if (entry->httpStatus > 0)
        result += u" · HTTP %1"_s.arg(entry->httpStatus);
    QList<FactsGrid::Fact> facts {
        {tr("Result"), result},
        {tr("Time"), m_workspace->times()->labelled(entry->time)},
        {tr("Resource"), entry->resource, true},
        {tr("Who"), known({entry->profile, entry->identity})},
        {tr("Where"), known({entry->place.region, entry->place.accountId})},
        {tr("Request id"), entry->requestId, true},
    };
    if (!entry->errorCode.isEmpty())
        facts.insert(1, {tr("Error"), entry->errorCode});
    if (!entry->message.isEmpty())
        facts.insert(entry->errorCode.isEmpty() ? 1 : 2, {tr("Message"), entry->message});
    const auto timeOf = [this](const QString &key) {
        const store::JournalEntry *other = m_model->entry(key);
        return other ? tr("%1, %2").arg(other->operation, m_workspace->times()->labelled(other->time)) : key;
    };
    if (entry->undoes != 0)
        facts.append({tr("Undoes"), timeOf(QString::number(entry->undoes))});
    if (const QString by = m_model->undoneBy(entry->id); !by.isEmpty())
        facts.append({tr("Undone by"), timeOf(by)});
    m_facts->setFacts(facts);

    QString text = pretty(entry->parameters);
    if (!entry->before.isEmpty())
        text += u"\n\n"_s + tr("Before:") + u'\n' + pretty(entry->before);
    if (text != m_text->toPlainText()) // what is selected in it stays selected
        m_text->setPlainText(text);
}
