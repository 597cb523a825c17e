// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/overviewwall.h"

#include "models/overviewmodel.h"
#include "models/plaintext.h"
#include "views/overviewcard.h"
#include "views/theme.h"

#include <QHelpEvent>
#include <QKeyEvent>
#include <QScrollBar>
#include <QToolTip>

#include <algorithm>

OverviewWall::OverviewWall(const ViewContext &context, OverviewModel *model, QWidget *parent)
    : QListView(parent)
    , m_context(context)
    , m_model(model)
    , m_card(new OverviewCard(context, model->times(), this))
{
    setItemDelegate(m_card);
    setFlow(LeftToRight);
    setWrapping(true);
    setResizeMode(Adjust);
    setUniformItemSizes(true);
    setVerticalScrollMode(ScrollPerPixel);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setFrameShape(QFrame::NoFrame);
    setEditTriggers(NoEditTriggers);
    setSelectionMode(SingleSelection);
    setModel(model);
    setModelColumn(OverviewModel::Stage); // what typing looks for, and what is read aloud
    m_visible.setSingleShot(true);
    m_visible.setInterval(150);
    connect(&m_visible, &QTimer::timeout, this, &OverviewWall::visibleKeysChanged);
    const auto later = qOverload<>(&QTimer::start);
    connect(model, &QAbstractItemModel::rowsInserted, &m_visible, later);
    connect(model, &QAbstractItemModel::rowsRemoved, &m_visible, later);
    connect(model, &QAbstractItemModel::layoutChanged, &m_visible, later);
    connect(model, &QAbstractItemModel::modelReset, &m_visible, later);
    // A filter makes the rows anew: the card that was chosen is chosen again where it now is.
    connect(model, &QAbstractItemModel::modelAboutToBeReset, this, [this] { m_resetKey = currentKey(); });
    connect(model, &ListModel::reordered, this, [this] { setCurrentKey(m_resetKey); });
    connect(this, &QAbstractItemView::clicked, this, [this](const QModelIndex &index) {
        const QString key = m_model->keyAt(index.row());
        if (!key.isEmpty())
            Q_EMIT opened(key);
    });
    m_ages.setInterval(1000);
    connect(&m_ages, &QTimer::timeout, this, [this] {
        if (isVisible())
            viewport()->update();
    });
    m_ages.start();
    connect(context.theme, &Theme::changed, viewport(), qOverload<>(&QWidget::update));
}

QString OverviewWall::currentKey() const { return m_model->keyAt(currentIndex().row()); }

void OverviewWall::setCurrentKey(const QString &key)
{
    const int row = m_model->rowOfKey(key);
    if (row >= 0)
        setCurrentIndex(m_model->index(row, modelColumn()));
}

QStringList OverviewWall::visibleKeys() const
{
    QStringList keys;
    const QSize cell = gridSize();
    if (!isVisible() || cell.isEmpty())
        return keys;
    const int columns = std::max(1, viewport()->width() / cell.width());
    const int first = verticalOffset() / cell.height() * columns;
    const int last = ((verticalOffset() + viewport()->height() - 1) / cell.height() + 1) * columns;
    for (int row = first; row < std::min(last, m_model->rowCount()); ++row)
        keys.append(m_model->keyAt(row));
    return keys;
}

// As many columns as there is room for; they share the width. The room of the scroll bar is always left, as the view
// does itself: otherwise the last column would come and go with it.
void OverviewWall::fit()
{
    QStyleOptionViewItem option;
    initViewItemOption(&option);
    const int room = maximumViewportSize().width() - verticalScrollBar()->sizeHint().width() - 1;
    const int columns = std::max(1, room / (OverviewCard::kWidth + 2 * OverviewCard::kGap));
    m_card->setWidth(std::max(room / columns, OverviewCard::kWidth / 2));
    const QSize cell = m_card->sizeHint(option, {});
    if (cell != gridSize())
        setGridSize(cell);
    verticalScrollBar()->setSingleStep(cell.height() / 4);
}

void OverviewWall::resizeEvent(QResizeEvent *event)
{
    fit();
    QListView::resizeEvent(event);
    m_visible.start();
}

void OverviewWall::showEvent(QShowEvent *event)
{
    QListView::showEvent(event);
    fit();
    m_visible.start();
}

void OverviewWall::keyPressEvent(QKeyEvent *event)
{
    const QString key = currentKey();
    if ((event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter) && !key.isEmpty()) {
        Q_EMIT opened(key);
        event->accept();
        return;
    }
    QListView::keyPressEvent(event);
}

void OverviewWall::scrollContentsBy(int dx, int dy)
{
    QListView::scrollContentsBy(dx, dy);
    m_visible.start();
}

bool OverviewWall::viewportEvent(QEvent *event)
{
    if (event->type() == QEvent::ToolTip) {
        const auto *help = static_cast<QHelpEvent *>(event);
        const OverviewRow *row = m_model->rowAt(indexAt(help->pos()).row());
        QToolTip::showText(
            help->globalPos(), row ? shownToolTip(OverviewCard::spoken(*row, *m_model->times())) : QString(), this);
        return true;
    }
    return QListView::viewportEvent(event);
}
