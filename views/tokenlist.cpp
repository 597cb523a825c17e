// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/tokenlist.h"

#include "models/plaintext.h"
#include "models/tokenwords.h"
#include "views/handover.h"
#include "views/secretclipboard.h"
#include "views/theme.h"

#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QLocale>
#include <QPushButton>
#include <QStackedWidget>
#include <QTableWidget>

#include <algorithm>

namespace {

enum Column { For, May, Given, ColumnTotal };

constexpr int kMostRows = 6; ///< in sight at a time, so that the chosen token has room below them

QTableWidgetItem *cell(const QString &text)
{
    auto *item = new QTableWidgetItem(text);
    item->setFlags(Qt::ItemIsEnabled | Qt::ItemIsSelectable);
    return item;
}

} // namespace

QString TokenList::nameOf(const MintedToken &token)
{
    if (token.isConnection)
        return tr("Connection token");
    return token.userId.isEmpty() ? tr("No user id") : shownText(token.userId);
}

TokenList::TokenList(
    const ViewContext &context, Workspace *workspace, const QList<MintedToken> &tokens, bool areKept, QWidget *parent)
    : QWidget(parent)
    , m_context(context)
    , m_workspace(workspace)
    , m_several(new QWidget)
    , m_summary(new QLabel)
    , m_all(new QPushButton)
    , m_note(new QLabel)
    , m_table(new QTableWidget(0, ColumnTotal))
    , m_name(new QLabel)
    , m_stack(new QStackedWidget)
{
    m_all->setToolTip(tr("One line each: user id, tab, token"));
    m_all->setAutoDefault(true);
    m_note->setTextFormat(Qt::PlainText);
    m_note->setWordWrap(true);
    m_note->setFont(Theme::labelFont());
    m_note->setForegroundRole(QPalette::PlaceholderText);
    m_note->hide();
    m_table->setAccessibleName(tr("Tokens to hand over"));
    m_table->setHorizontalHeaderLabels({tr("User id"), tr("May"), tr("Handed over")}); // for who can't see
    m_table->horizontalHeader()->hide();
    m_table->verticalHeader()->hide();
    m_table->verticalHeader()->setDefaultSectionSize(Theme::kRowHeight);
    m_table->horizontalHeader()->setSectionResizeMode(QHeaderView::ResizeToContents);
    m_table->horizontalHeader()->setSectionResizeMode(For, QHeaderView::Stretch);
    m_table->setSelectionMode(QAbstractItemView::SingleSelection);
    m_table->setSelectionBehavior(QAbstractItemView::SelectRows);
    m_table->setEditTriggers(QAbstractItemView::NoEditTriggers);
    m_table->setTabKeyNavigation(false);
    m_table->setShowGrid(false);
    m_table->setWordWrap(false);
    m_table->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    QFont bold = font();
    bold.setWeight(QFont::DemiBold);
    m_name->setTextFormat(Qt::PlainText);
    m_name->setWordWrap(true);
    m_name->setFont(bold);
    auto *head = new QHBoxLayout;
    head->addWidget(m_summary, 1);
    head->addWidget(m_all);
    auto *several = new QVBoxLayout(m_several);
    several->setContentsMargins(0, 0, 0, 0);
    several->setSpacing(8);
    several->addLayout(head);
    several->addWidget(m_table);
    several->addWidget(m_note);
    several->addWidget(m_name);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(8);
    layout->addWidget(m_several);
    layout->addWidget(m_stack, 1);
    connect(m_all, &QPushButton::clicked, this, &TokenList::copyAll);
    connect(m_table, &QTableWidget::currentCellChanged, this, [this](int row) {
        m_stack->setCurrentIndex(row);
        refresh();
    });
    for (const MintedToken &token : tokens)
        append(token, areKept);
    m_table->setCurrentCell(0, For);
    refresh();
}

void TokenList::append(const MintedToken &token, bool isKept)
{
    const int row = m_table->rowCount();
    m_tokens.append(token);
    auto *one = new HandOver(m_context, m_workspace, token, isKept);
    m_each.append(one);
    m_stack->addWidget(one);
    connect(one, &HandOver::handedOver, this, &TokenList::refresh);
    m_table->insertRow(row);
    m_table->setItem(row, For, cell(nameOf(token)));
    m_table->setItem(row, May, cell(token.isConnection ? QString() : capabilitiesText(token.publish, token.subscribe)));
    m_table->setItem(row, Given, cell({}));
    m_table->item(row, For)->setToolTip(shownToolTip(token.userId));
}

void TokenList::add(const MintedToken &token)
{
    append(token, false);
    m_table->setCurrentCell(count() - 1, For);
    refresh();
}

int TokenList::countHandedOver() const
{
    return int(std::count_if(m_each.begin(), m_each.end(), [](const HandOver *one) { return one->isHandedOver(); }));
}

void TokenList::refresh()
{
    m_several->setVisible(count() > 1);
    const QLocale locale;
    m_all->setText(tr("Copy all %1").arg(locale.toString(count())));
    m_summary->setText(tr("%1 of %2 handed over").arg(locale.toString(countHandedOver()), locale.toString(count())));
    for (int row = 0; row < count(); ++row) {
        const bool given = m_each[row]->isHandedOver();
        m_table->item(row, Given)->setText(given ? tr("handed over") : tr("not yet handed over"));
    }
    const int rows = std::min(count(), kMostRows);
    m_table->setFixedHeight(rows * m_table->verticalHeader()->defaultSectionSize() + 2 * m_table->frameWidth());
    if (const int at = m_table->currentRow(); at >= 0)
        m_name->setText(nameOf(m_tokens[at]));
}

void TokenList::copyAll()
{
    QStringList lines;
    for (const MintedToken &token : std::as_const(m_tokens))
        lines << token.userId + u'\t' + token.token;
    m_context.copySecret(lines.join(u'\n'));
    for (HandOver *one : std::as_const(m_each))
        one->markHandedOver();
    m_note->setText(tr("All of them lie on the clipboard. After %1 s they are taken off, if they are still there.")
                        .arg(SecretClipboard::kSeconds));
    m_note->show();
}
