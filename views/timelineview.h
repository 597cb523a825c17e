// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "views/timelinepainter.h"
#include "views/timelinescale.h"
#include "views/viewcontext.h"

#include <QAbstractScrollArea>
#include <QTimer>

class ServiceClock;

/// Time across, people down: names stay at the left, the ruler and the lanes at the top. The wheel zooms at the pointer
/// and, over the names or with Shift, goes through the people; dragging moves both ways; a double click shows
/// everything. Keys: up and down choose, left and right move, + and - zoom, Home and End go to the beginning and the
/// end, F follows what goes on, 0 shows everything, N and P go through what is in the lanes, Enter opens it.
class TimelineView final : public QAbstractScrollArea
{
    Q_OBJECT

public:
    TimelineView(const ViewContext &context, ServiceClock *clock, TimeText *times, QWidget *parent = nullptr);

    /// The timeline that is painted; it must live as long as the view or until another is set. Null for none.
    void setTimeline(const SessionTimeline *timeline, bool live);
    /// Something in it changed.
    void refresh();
    /// Those who have a row, from the top. The current row stays current by its id, and where it is on screen.
    void setPeople(std::vector<TimelinePerson> people);
    const std::vector<TimelinePerson> &people() const { return m_people; }
    /// Ids of the rows on screen.
    QStringList visibleIds() const;

    QString currentId() const { return m_currentId; }
    /// Marks and shows a row without telling anybody.
    void setCurrentId(const QString &id);
    const TimelineScale &scale() const { return m_scale; }
    bool isFollowing() const { return m_follow; }
    void setFollowing(bool follow);
    void fit();
    void zoom(double factor);
    /// Where a row is in the viewport; its names take the first namesWidth() pixels.
    QRect rowRect(int row) const;
    int namesWidth() const;
    /// What can be chosen in the lanes at a place of the viewport; null where nothing is.
    const TimelineLane::Item *laneItemAt(const QPoint &place) const;
    /// Key of the item of a lane that is chosen; empty for none.
    QString currentItem() const { return m_currentItem; }
    /// A row in words, when and what: `host-1: joined 20:01:00, publishing 20:02:00–20:10:00, 1 error`.
    QString spokenRow(int row) const;
    /// Number of the current row from the top; -1 without one.
    int currentRow() const { return rowOf(m_currentId); }
    /// What is under a place of the viewport, in words, one line each; empty where nothing is.
    QStringList wordsAt(const QPoint &place) const;

Q_SIGNALS:
    /// By mouse or keyboard.
    void chosen(const QString &id);
    /// By mouse, or Enter: something in a lane. \a participantId is empty where it concerns nobody alone.
    void itemOpened(const QString &key, const QString &participantId);
    /// Other rows are on screen, told after a pause.
    void visibleChanged();
    void followingChanged(bool following);
    /// What is under the pointer, or of the current row when nothing is.
    void told(const QString &words);

protected:
    void paintEvent(QPaintEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void showEvent(QShowEvent *event) override;
    void scrollContentsBy(int dx, int dy) override;
    bool viewportEvent(QEvent *event) override;
    void wheelEvent(QWheelEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    void mouseMoveEvent(QMouseEvent *event) override;
    void mouseReleaseEvent(QMouseEvent *event) override;
    void mouseDoubleClickEvent(QMouseEvent *event) override;
    void leaveEvent(QEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void focusInEvent(QFocusEvent *event) override;
    void focusOutEvent(QFocusEvent *event) override;

private:
    qint64 now() const;
    int top() const; ///< below ruler and lanes
    int rowAt(const QPoint &place) const;
    int rowOf(const QString &id) const;
    void choose(int row);
    void chooseItem(const TimelineLane::Item *item);
    void stepItem(int by);
    const TimelineLane::Item *itemOf(const QString &key) const;
    QString wordsOf(const TimelineLane::Item &item) const;
    void reveal(int row);
    void zoomAt(double factor, double x);
    void byHand(); ///< the person moved: following ends
    void updateExtent();
    void updateBars();
    void tick();
    void describeCurrent();
    QString rowWords(int row) const;

    ViewContext m_context;
    ServiceClock *m_clock;
    TimeText *m_times;
    const SessionTimeline *m_timeline = nullptr;
    std::vector<TimelinePerson> m_people;
    TimelineScale m_scale;
    QString m_currentId;
    QString m_currentItem; ///< of a lane
    QTimer m_visibleTimer;
    QTimer m_tick;
    QPoint m_pressed; ///< where the button went down
    QPoint m_dragged; ///< where it was last
    bool m_dragging = false;
    bool m_live = false;
    bool m_follow = false;
    bool m_moving = false; ///< the bars follow the picture, not the other way round
};
