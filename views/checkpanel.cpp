// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/checkpanel.h"

#include "models/timetext.h"
#include "views/checkrow.h"
#include "views/theme.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QScrollArea>

#include <algorithm>

using namespace Qt::Literals::StringLiterals;
using Light = CompositionCheck::Light;

namespace {

constexpr int kMargin = 12;

} // namespace

CheckPanel::CheckPanel(
    const ViewContext &context, const CompositionChecks *checks, const TimeText *times, QWidget *parent)
    : QWidget(parent)
    , m_context(context)
    , m_checks(checks)
    , m_times(times)
    , m_state(new QLabel)
    , m_again(new QPushButton)
{
    auto *title = new QLabel(tr("Checks before the start"));
    title->setFont(Theme::labelFont());
    title->setForegroundRole(QPalette::PlaceholderText);
    m_again->setText(tr("Check now"));
    m_again->setToolTip(tr("Asks the service for everything anew"));
    m_state->setTextFormat(Qt::PlainText);
    m_state->setWordWrap(true);
    auto *head = new QHBoxLayout;
    head->setContentsMargins(0, 0, kMargin, 0);
    head->addWidget(title, 1);
    head->addWidget(m_again);
    auto *body = new QWidget;
    m_layout = new QVBoxLayout(body);
    m_layout->setContentsMargins(0, 0, kMargin, 8);
    m_layout->setSpacing(8);
    m_layout->addStretch(1);
    auto *scroll = new QScrollArea;
    scroll->setWidget(body);
    scroll->setWidgetResizable(true);
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    scroll->setAccessibleName(title->text());
    // Rows without a button are reached by scrolling.
    scroll->setFocusPolicy(Qt::StrongFocus);
    scroll->viewport()->setAutoFillBackground(false);
    body->setAutoFillBackground(false);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(kMargin, 8, 0, 0); // the bar that scrolls stands at the edge
    layout->setSpacing(4);
    layout->addLayout(head);
    layout->addWidget(m_state);
    layout->addWidget(scroll, 1);
    connect(m_again, &QPushButton::clicked, this, &CheckPanel::checkWanted);
    connect(checks, &CompositionChecks::changed, this, &CheckPanel::refresh);
    connect(times, &TimeText::changed, this, &CheckPanel::refresh);
    refresh();
}

QString CheckPanel::summary(const CompositionChecks *checks)
{
    if (checks->checks().isEmpty())
        return tr("nothing checked yet");
    QStringList parts;
    if (const int red = checks->count(Light::Red))
        parts << tr("%1 red").arg(red);
    if (const int amber = checks->count(Light::Amber))
        parts << tr("%1 amber").arg(amber);
    const auto &all = checks->checks();
    const auto open = std::count_if(all.begin(), all.end(),
        [](const CompositionCheck &each) { return each.light == Light::Unknown && each.canBeTold; });
    if (open > 0)
        parts << tr("%1 unknown").arg(open);
    return parts.isEmpty() ? tr("all good") : parts.join(u" · "_s);
}

void CheckPanel::refresh()
{
    const QList<CompositionCheck> &checks = m_checks->checks();
    QString state = summary(m_checks);
    if (m_checks->isChecking())
        state = tr("Checking…");
    else if (m_checks->asOf().isValid())
        state = tr("%1, as of %2").arg(state, m_times->labelledTime(m_checks->asOf()));
    m_state->setText(state.left(1).toUpper() + state.mid(1));
    for (qsizetype i = 0; i < checks.size(); ++i) {
        const auto known = std::find_if(
            m_rows.begin() + i, m_rows.end(), [&](const CheckRow *row) { return row->id() == checks[i].id; });
        CheckRow *row = known == m_rows.end() ? nullptr : *known;
        if (!row) {
            row = new CheckRow(m_context);
            connect(row, &CheckRow::mendWanted, this, &CheckPanel::mend);
            m_rows.insert(i, row);
            m_layout->insertWidget(int(i), row);
        } else if (known != m_rows.begin() + i) {
            m_rows.move(known - m_rows.begin(), i);
            m_layout->insertWidget(int(i), row);
        }
        row->setCheck(checks[i]);
    }
    while (m_rows.size() > checks.size())
        m_rows.takeLast()->deleteLater(); // its button may be the one that was clicked
}

void CheckPanel::mend(const QString &id)
{
    const QList<CompositionCheck> &checks = m_checks->checks();
    const auto check =
        std::find_if(checks.begin(), checks.end(), [&id](const CompositionCheck &each) { return each.id == id; });
    if (check == checks.end())
        return;
    const CompositionCheck wanted = *check; // who hears it may change the draft
    if (!wanted.page.isEmpty())
        Q_EMIT pageWanted(wanted.page, wanted.key);
    else
        Q_EMIT memberWanted(wanted.path);
}
