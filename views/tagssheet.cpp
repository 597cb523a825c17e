// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/tagssheet.h"

#include "models/stageacts.h"
#include "models/workspace.h"
#include "views/formfield.h"
#include "views/messagebar.h"
#include "views/pairline.h"
#include "views/theme.h"

#include <QLabel>
#include <QLineEdit>
#include <QToolButton>
#include <QVBoxLayout>

using namespace Qt::Literals::StringLiterals;

TagsSheet::TagsSheet(const ViewContext &context, Workspace *workspace, const QList<Resource> &resources,
    const QString &noun, QWidget *parent)
    : ActSheet(context,
        resources.size() == 1 ? tr("Tags of %1").arg(resources.first().name)
                              : tr("Tags of %1 %2").arg(resources.size()).arg(noun),
        tr("Save tags"), parent)
    , m_workspace(workspace)
    , m_resources(resources)
    , m_lines(new QVBoxLayout)
    , m_add(new QToolButton)
    , m_fault(new FaultLine(context))
{
    QStringList names;
    QStringList unknown;
    for (const Resource &resource : resources) {
        names << resource.name;
        if (!resource.tags)
            unknown << resource.arn;
    }
    auto *who = new QLabel(namesText(names));
    who->setTextFormat(Qt::PlainText);
    who->setWordWrap(true);
    who->setForegroundRole(QPalette::PlaceholderText);
    who->setVisible(resources.size() > 1);
    auto *rules =
        new QLabel(tr("At most %1 tags a resource, names of 1 to 128 characters, values of at most 256. Names "
                      "that begin with aws: are AWS's own.")
                       .arg(mostTags()));
    rules->setWordWrap(true);
    rules->setFont(Theme::labelFont());
    rules->setForegroundRole(QPalette::PlaceholderText);
    m_lines->setSpacing(4);
    m_add->setText(tr("Add a tag"));
    m_add->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    m_add->setAutoRaise(true);
    const auto tint = [this] { m_add->setIcon(this->context().theme->icon(u"add"_s, Theme::Token::Secondary)); };
    tint();
    connect(context.theme, &Theme::changed, m_add, tint);
    connect(m_add, &QToolButton::clicked, this, [this] {
        const int row = m_draft.addRow();
        rebuild();
        m_all[row]->keyField()->setFocus(Qt::OtherFocusReason);
    });
    body()->addWidget(who);
    body()->addLayout(m_lines);
    body()->addWidget(m_fault);
    body()->addWidget(m_add, 0, Qt::AlignLeft);
    body()->addWidget(rules);
    body()->addStretch(1);
    if (unknown.isEmpty()) {
        fill();
        return;
    }
    m_reader = workspace->stageActs()->tagsOf(unknown);
    connect(m_reader, &TagsReader::changed, this, &TagsSheet::follow);
    connect(message(), &MessageBar::triggered, this, [this] {
        if (m_reader)
            m_reader->read();
    });
    m_reader->read();
}

TagsSheet::~TagsSheet() { delete m_reader; }

void TagsSheet::follow()
{
    m_add->setEnabled(m_reader->isComplete());
    const bool isStuck = !m_reader->isReading() && m_reader->error();
    message()->setError(isStuck ? m_reader->error() : std::nullopt, tr("Try again"));
    setVerbEnabled(false,
        isStuck ? tr("Not all tags could be read")
                : tr("Reading the tags: %1 of %2").arg(m_reader->known()).arg(m_reader->total()));
    if (!m_reader->isComplete())
        return;
    for (Resource &resource : m_resources) {
        if (!resource.tags)
            resource.tags = m_reader->tags(resource.arn);
    }
    m_reader->deleteLater();
    m_reader.clear();
    fill();
    begin();
}

void TagsSheet::fill()
{
    QStringList arns;
    QList<QMap<QString, QString>> tags;
    for (const Resource &resource : std::as_const(m_resources)) {
        arns << resource.arn;
        tags << resource.tags.value_or(QMap<QString, QString>());
    }
    m_draft = TagsDraft(arns, tags);
    rebuild();
}

// A line for each row of the draft, in their order.
void TagsSheet::rebuild()
{
    while (m_all.size() > m_draft.rows().size()) {
        PairLine *last = m_all.takeLast();
        last->hide();
        last->deleteLater(); // its button may be the one that was clicked
    }
    while (m_all.size() < m_draft.rows().size())
        m_all.append(lineOf(int(m_all.size())));
    refresh();
}

PairLine *TagsSheet::lineOf(int row)
{
    auto *line = new PairLine(context(), tr("tag"));
    m_lines->addWidget(line);
    connect(line, &PairLine::keyEdited, this, [this, row](const QString &key) {
        m_draft.setKey(row, key);
        refresh();
    });
    connect(line, &PairLine::valueEdited, this, [this, row](const QString &value) {
        m_draft.setValue(row, value);
        refresh();
    });
    connect(line, &PairLine::removeClicked, this, [this, row] {
        const bool isNew = m_draft.rows()[row].carriers == 0;
        m_draft.setRemoved(row, !m_draft.rows()[row].removed);
        if (isNew)
            m_add->setFocus(Qt::OtherFocusReason);
        rebuild();
    });
    return line;
}

void TagsSheet::refresh()
{
    const QList<DraftFault> faults = m_draft.faults();
    QHash<QString, QString> words;
    for (const DraftFault &fault : faults)
        words.insert(fault.field, fault.message);
    m_fault->setFault(words.contains(u"tags"_s) ? tr("The tags %1.").arg(words.value(u"tags"_s)) : QString());
    const qsizetype many = m_draft.arns().size();
    for (qsizetype i = 0; i < m_all.size(); ++i) {
        const TagsDraft::Row &row = m_draft.rows()[i];
        PairLine *line = m_all[i];
        line->setRow({row.key, row.value});
        line->setKeyFixed(row.carriers > 0);
        line->setValueEnabled(!row.removed && !row.isReserved());
        line->setRemovable(!row.isReserved());
        line->setRemoved(row.removed);
        line->setPlaceholder(row.mixed ? tr("several values") : tr("Value"));
        QString note;
        if (row.isReserved())
            note = tr("AWS's own: it can't be changed here");
        else if (row.removed && many > 1)
            note = tr("will be removed from %1 of %2").arg(row.carriers).arg(many);
        else if (row.removed)
            note = tr("will be removed");
        else if (many > 1 && row.carriers > 0)
            note = row.edited ? tr("will be set on all %1").arg(many) : tr("on %1 of %2").arg(row.carriers).arg(many);
        line->setNote(note);
        line->setFaults(words.value(u"tags[%1].key"_s.arg(i)), words.value(u"tags[%1].value"_s.arg(i)));
    }
    const bool changed = m_draft.isChanged();
    setVerbEnabled(changed && faults.isEmpty(),
        !faults.isEmpty() ? tr("Mend the marked tags first")
            : changed     ? QString()
                          : tr("Nothing is changed"));
}

void TagsSheet::accept()
{
    run(m_workspace->stageActs()->changeTags(m_draft.targets(), m_draft.toSet(), m_draft.toRemove()), tr("Saving…"));
}

QWidget *TagsSheet::fieldAt(const QString &field) const
{
    return field.startsWith("tag"_L1) && !m_all.isEmpty() ? m_all.first()->valueField() : nullptr;
}
