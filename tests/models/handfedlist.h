// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/ivs/operations.h"
#include "models/pagedmodel.h"
#include "models/serviceclock.h"
#include "models/timetext.h"

#include <QSignalSpy>

inline ivs::StageSummary stage(int key, const QString &name, const QString &session = {})
{
    ivs::StageSummary made;
    made.arn = QStringLiteral("arn:aws:ivs:us-east-1:123456789012:stage/%1").arg(key);
    made.name = name;
    made.activeSessionId = session;
    return made;
}

/// A list whose pages a test hands in itself. The whole of PagedModel and ListModel is at work but the requests.
class HandFedList final : public PagedModel<ivs::StageSummary, ivs::ListStagesRequest, ivs::ListStagesResponse>
{
public:
    enum Column { Name, Session, ColumnTotal };

    HandFedList(ServiceClock *clock, TimeText *times)
        : PagedModel(nullptr, ivs::kListStages, clock, times, nullptr)
    {
        setColumns({{QStringLiteral("Name")}, {QStringLiteral("Session")}});
        ask({});
        m_source.reset(static_cast<Source *>(makeListing(false)));
    }

    void begin() { loadBegins(); }
    /// Pages that enter the model together.
    void arrive(const QList<QList<ivs::StageSummary>> &pages)
    {
        // In one: between two pages the list may merge by the wall's clock, and a row that went and came back within a
        // step would be another row.
        QList<ivs::StageSummary> together;
        for (const QList<ivs::StageSummary> &page : pages)
            together += page;
        m_source->onPage(std::move(together));
        mergeArrived();
    }
    void complete() { dropUnseen(); }
    void setOnlyLive(bool only)
    {
        m_onlyLive = only;
        rebuildOrder();
    }
    bool isFiltered() const override { return ListModel::isFiltered() || m_onlyLive; }
    QString counted(int count) const override { return QStringLiteral("%1 stages").arg(count); }
    int tallied() const { return m_tallied; }
    int talliedLive() const { return m_talliedLive; }

    // Shared with the reckoning of the test, which sorts and filters by brute force.
    static int compareRecords(const ivs::StageSummary &a, const ivs::StageSummary &b, int column)
    {
        return column == Name ? a.name.compare(b.name, Qt::CaseInsensitive)
                              : a.activeSessionId.compare(b.activeSessionId);
    }
    static bool acceptsRecord(const ivs::StageSummary &record, const QString &needle, bool onlyLive)
    {
        return (!onlyLive || !record.activeSessionId.isEmpty())
            && (needle.isEmpty() || record.name.contains(needle, Qt::CaseInsensitive)
                || record.activeSessionId.contains(needle, Qt::CaseInsensitive));
    }

protected:
    QString key(const ivs::StageSummary &item) override { return item.arn; }
    ivs::StageSummary made(ivs::StageSummary &&item, const ivs::StageSummary *) const override
    {
        return std::move(item);
    }
    void tally(const ivs::StageSummary *was, const ivs::StageSummary *is) override
    {
        m_tallied += int(is != nullptr) - int(was != nullptr);
        m_talliedLive += int(is && !is->activeSessionId.isEmpty()) - int(was && !was->activeSessionId.isEmpty());
    }
    QString text(int record, int column) const override
    {
        return column == Name ? at(record).name : at(record).activeSessionId;
    }
    int compare(int a, int b, int column) const override { return compareRecords(at(a), at(b), column); }
    bool accepts(int record) const override { return acceptsRecord(at(record), {}, m_onlyLive); }
    int refreshInterval() const override { return 0; }

private:
    using Source = ivs::Listing<ivs::ListStagesRequest, ivs::ListStagesResponse>;

    std::unique_ptr<Source> m_source;
    bool m_onlyLive = false;
    int m_tallied = 0;
    int m_talliedLive = 0;
};

/// What a view would show that believes the signals only.
class Mirror final : public QObject
{
public:
    explicit Mirror(QAbstractItemModel *model)
        : m_model(model)
    {
        const auto readAll = [this] {
            m_rows.clear();
            for (int row = 0; row < m_model->rowCount(); ++row)
                m_rows.append(read(row));
        };
        readAll();
        connect(model, &QAbstractItemModel::modelReset, this, readAll);
        connect(model, &QAbstractItemModel::layoutChanged, this, readAll);
        connect(model, &QAbstractItemModel::rowsInserted, this, [this](const QModelIndex &, int first, int last) {
            for (int row = first; row <= last; ++row)
                m_rows.insert(row, read(row));
        });
        connect(model, &QAbstractItemModel::rowsRemoved, this,
            [this](const QModelIndex &, int first, int last) { m_rows.remove(first, last - first + 1); });
        connect(model, &QAbstractItemModel::dataChanged, this,
            [this](const QModelIndex &topLeft, const QModelIndex &bottomRight) {
                for (int row = topLeft.row(); row <= bottomRight.row(); ++row)
                    m_rows[row] = read(row);
            });
    }

    const QList<QStringList> &rows() const { return m_rows; }

private:
    QStringList read(int row) const
    {
        QStringList texts {m_model->index(row, 0).data(ListModel::KeyRole).toString()};
        for (int column = 0; column < m_model->columnCount(); ++column)
            texts.append(m_model->index(row, column).data().toString());
        return texts;
    }

    QAbstractItemModel *m_model;
    QList<QStringList> m_rows;
};

/// The signals that a model sent.
struct Signals
{
    explicit Signals(QAbstractItemModel *model)
        : inserted(model, &QAbstractItemModel::rowsInserted)
        , removed(model, &QAbstractItemModel::rowsRemoved)
        , changed(model, &QAbstractItemModel::dataChanged)
        , layout(model, &QAbstractItemModel::layoutChanged)
        , reset(model, &QAbstractItemModel::modelReset)
    {
    }
    /// `inserted removed changed layout reset`
    QString counts() const
    {
        return QStringLiteral("%1 %2 %3 %4 %5")
            .arg(inserted.count())
            .arg(removed.count())
            .arg(changed.count())
            .arg(layout.count())
            .arg(reset.count());
    }

    QSignalSpy inserted;
    QSignalSpy removed;
    QSignalSpy changed;
    QSignalSpy layout;
    QSignalSpy reset;
};
