// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/undertakingsheet.h"

#include "models/undertaking.h"
#include "views/tableheader.h"
#include "views/theme.h"
#include "views/tonedelegate.h"

#include <QHeaderView>
#include <QLabel>
#include <QProgressBar>
#include <QTableView>
#include <QVBoxLayout>

UndertakingSheet::UndertakingSheet(const ViewContext &context, Undertaking *undertaking, QWidget *parent)
    : SideSheet(context, undertaking->title(), {}, parent)
    , m_undertaking(undertaking)
    , m_table(new QTableView)
    , m_progress(new QProgressBar)
    , m_summary(new QLabel)
    , m_unknown(new QLabel(
          tr("Of some rows nobody knows whether they were done: the answer was lost. Look at the present state, as the "
             "row says, before doing them again. They are not repeated here.")))
{
    m_progress->setRange(0, undertaking->total());
    m_progress->setTextVisible(false);
    m_progress->setFixedHeight(4);
    m_progress->setAccessibleName(tr("Progress"));
    m_unknown->setWordWrap(true);
    m_unknown->hide();
    m_table->setHorizontalHeader(new TableHeader(context.theme, m_table));
    m_table->setItemDelegate(new ToneDelegate(context.theme, m_table));
    m_table->setModel(undertaking);
    m_table->setAccessibleName(tr("Results"));
    m_table->verticalHeader()->hide();
    m_table->verticalHeader()->setDefaultSectionSize(Theme::kRowHeight);
    m_table->setShowGrid(false);
    m_table->setWordWrap(false);
    m_table->setFrameShape(QFrame::NoFrame);
    m_table->setSelectionBehavior(QAbstractItemView::SelectRows);
    m_table->setTabKeyNavigation(false);
    m_table->setHorizontalScrollMode(QAbstractItemView::ScrollPerPixel);
    m_table->setMinimumHeight(200);
    m_table->setColumnWidth(Undertaking::Target, 170);
    m_table->setColumnWidth(Undertaking::State, 110);
    m_table->horizontalHeader()->setStretchLastSection(true);
    body()->addWidget(m_summary);
    body()->addWidget(m_progress);
    body()->addWidget(m_unknown);
    body()->addWidget(m_table, 1);
    connect(undertaking, &Undertaking::progressed, this, &UndertakingSheet::refresh);
    connect(undertaking, &Undertaking::finished, this, &UndertakingSheet::refresh);
    refresh();
}

UndertakingSheet::~UndertakingSheet()
{
    m_table->setModel(nullptr);
    if (m_undertaking)
        m_undertaking->dismiss();
}

void UndertakingSheet::begin()
{
    m_table->setFocus(Qt::OtherFocusReason);
    if (m_undertaking)
        m_undertaking->start();
    refresh();
}

void UndertakingSheet::refresh()
{
    if (!m_undertaking)
        return;
    using Phase = Undertaking::Phase;
    const bool finished = m_undertaking->isFinished();
    if (m_undertaking->total() == 1 && m_undertaking->isAllDone()) {
        Q_EMIT closed(); // the list shows it
        return;
    }
    m_summary->setText(m_undertaking->summary());
    m_progress->setValue(
        m_undertaking->total() - m_undertaking->count(Phase::Waiting) - m_undertaking->count(Phase::Underway));
    m_unknown->setVisible(m_undertaking->count(Phase::Unknown) > 0);
    setRunning(!finished);
    setCancelWords(finished ? tr("Close") : tr("Stop"));
    const int again = m_undertaking->count(Phase::Failed) + m_undertaking->count(Phase::Canceled);
    setVerb(finished && again > 0 ? tr("Try %1 again").arg(again) : QString());
    setFooterWords(finished || m_undertaking->count(Phase::Waiting) > 0
            ? QString()
            : tr("Everything has left. Waiting for the answers…"));
}

void UndertakingSheet::accept() { m_undertaking->retryFailed(); }

void UndertakingSheet::cancelRunning() { m_undertaking->cancel(); }
