// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/findlist.h"

#include "views/finddelegate.h"
#include "views/theme.h"

#include <QKeyEvent>

FindList::FindList(const ViewContext &context, FindModel *model, QWidget *parent)
    : QListView(parent)
    , m_model(model)
{
    setFrameShape(QFrame::NoFrame);
    setItemDelegate(new FindDelegate(context.theme, this));
    setEditTriggers(NoEditTriggers);
    setSelectionMode(SingleSelection);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setVerticalScrollMode(ScrollPerPixel);
    setUniformItemSizes(true);
    setMouseTracking(true); // the row under the pointer is marked
    setTabKeyNavigation(false);
    viewport()->setBackgroundRole(QPalette::Base);
    setModel(model);
    connect(model, &QAbstractItemModel::modelReset, this, [this] {
        scrollToTop();
        chooseFirst();
    });
    const auto whenNone = [this] {
        if (!currentIndex().isValid() || !(currentIndex().flags() & Qt::ItemIsSelectable))
            chooseFirst();
    };
    connect(model, &QAbstractItemModel::rowsInserted, this, whenNone);
    connect(model, &QAbstractItemModel::rowsRemoved, this, whenNone);
    connect(this, &QListView::clicked, this, [this](const QModelIndex &index) {
        if (index.flags() & Qt::ItemIsSelectable)
            Q_EMIT chosen(index.row());
    });
    connect(context.theme, &Theme::changed, viewport(), qOverload<>(&QWidget::update));
}

void FindList::chooseFirst()
{
    const int row = m_model->firstChoice();
    setCurrentIndex(row < 0 ? QModelIndex() : m_model->index(row));
    if (row < 0)
        Q_EMIT currentRowChanged(-1);
}

void FindList::step(int by)
{
    const auto canChoose = [this](int row) { return bool(m_model->index(row).flags() & Qt::ItemIsSelectable); };
    const int last = m_model->rowCount() - 1;
    const int direction = by < 0 ? -1 : 1;
    // Page keys end at an end; a heading is passed by in the same direction or, at the end, left for the row before.
    int to = std::clamp(currentRow() + by, 0, last);
    while (to >= 0 && to <= last && !canChoose(to))
        to += direction;
    while (to < 0 || to > last || !canChoose(to)) {
        to -= direction;
        if (to < 0 || to > last + 1)
            return;
    }
    setCurrentIndex(m_model->index(to));
    if (to == m_model->firstChoice())
        scrollToTop(); // the heading above it is seen again
}

bool FindList::takeKey(const QKeyEvent *event)
{
    const bool plain = !(event->modifiers() & ~Qt::KeypadModifier);
    if (!plain || m_model->rowCount() == 0)
        return false;
    const int page = std::max(1, viewport()->height() / std::max(1, sizeHintForRow(0)) - 1);
    switch (event->key()) {
    case Qt::Key_Down:
        step(1);
        return true;
    case Qt::Key_Up:
        step(-1);
        return true;
    case Qt::Key_PageDown:
        step(page);
        return true;
    case Qt::Key_PageUp:
        step(-page);
        return true;
    case Qt::Key_Return:
    case Qt::Key_Enter:
        if (currentIndex().isValid())
            Q_EMIT chosen(currentRow());
        return true;
    default:
        return false;
    }
}

void FindList::keyPressEvent(QKeyEvent *event)
{
    if (takeKey(event))
        event->accept();
    else
        event->ignore(); // no search by first letters: letters belong to the field
}

void FindList::currentChanged(const QModelIndex &current, const QModelIndex &previous)
{
    QListView::currentChanged(current, previous);
    Q_EMIT currentRowChanged(current.row());
}

int FindList::fullHeight() const { return m_model->rowCount() == 0 ? 0 : m_model->rowCount() * sizeHintForRow(0) + 8; }
