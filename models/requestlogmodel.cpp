// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/requestlogmodel.h"

#include "models/errortext.h"
#include "models/timetext.h"

#include <QJsonDocument>
#include <QJsonObject>
#include <QLocale>

using namespace Qt::Literals::StringLiterals;

RequestLogModel::RequestLogModel(aws::RequestLog *log, ServiceClock *clock, TimeText *times, QObject *parent)
    : LocalListModel(clock, times, parent)
    , m_log(log)
{
    setColumns({
        {tr("Time"), Qt::AlignLeft, false, false, 150, {}, u"time"_s, false, true},
        {tr("Operation"), Qt::AlignLeft, false, false, 170, {}, u"operation"_s},
        {tr("Result"), Qt::AlignLeft, false, false, 190, {}, u"result"_s},
        {tr("Took"), Qt::AlignRight, false, false, 80, tr("From asking to result, the wait for the budget included"),
            u"took"_s},
        {tr("Waited"), Qt::AlignRight, false, false, 80, tr("For the budget of calls per second"), u"waited"_s},
        {tr("Sent"), Qt::AlignRight, false, false, 60, tr("How often it left this machine"), u"sent"_s},
        {tr("Request id"), Qt::AlignLeft, true, false, 180, {}, u"request-id"_s, true},
    });
    m_pause.setSingleShot(true);
    m_pause.setInterval(250);
    connect(&m_pause, &QTimer::timeout, this, [this] {
        if (isWatched())
            takeNew();
    });
    connect(log, &aws::RequestLog::recorded, &m_pause, [this] {
        if (!m_pause.isActive())
            m_pause.start();
    });
    takeNew();
}

void RequestLogModel::takeNew()
{
    if (!m_log)
        return;
    const std::deque<aws::CallRecord> &all = m_log->records();
    const quint64 gone = std::min(m_log->dropped() - m_first, quint64(m_records.size()));
    if (gone > 0) {
        std::vector<bool> kept(m_records.size(), true);
        std::fill_n(kept.begin(), std::ptrdiff_t(gone), false);
        recordsGoing(kept);
        m_records.erase(m_records.begin(), m_records.begin() + std::ptrdiff_t(gone));
        m_first += gone;
        recordsGone(kept);
    }
    if (m_records.empty())
        m_first = m_log->dropped();
    const auto known = std::ptrdiff_t(m_records.size());
    const int added = int(std::ptrdiff_t(all.size()) - known);
    if (added > 0) {
        m_records.insert(m_records.end(), all.begin() + known, all.end());
        recordsMerged(added, {});
    }
    setHeld(m_first == 0);
}

int RequestLogModel::recordOf(const QString &key) const
{
    const quint64 number = key.toULongLong();
    return number < m_first || number - m_first >= m_records.size() || key.isEmpty() ? -1 : int(number - m_first);
}

void RequestLogModel::setOnlyTrouble(bool only)
{
    if (only == m_onlyTrouble)
        return;
    m_onlyTrouble = only;
    rebuildOrder();
    Q_EMIT filterChanged();
}

void RequestLogModel::clearFilter()
{
    setOnlyTrouble(false);
    ListModel::clearFilter();
}

bool RequestLogModel::accepts(int record) const
{
    return !m_onlyTrouble || m_records[std::size_t(record)].failure.has_value();
}

QString RequestLogModel::counted(int count) const
{
    return count == 1 ? tr("1 call") : tr("%1 calls").arg(QLocale().toString(count));
}

QString RequestLogModel::resultText(const aws::CallRecord &record) const
{
    if (!record.failure)
        return tr("ok");
    QString words;
    if (*record.failure == aws::ErrorKind::NotReached) {
        words = tr("Not reached"); // which layer failed is not kept
    } else {
        aws::Error error;
        error.kind = *record.failure;
        error.layer = aws::Layer::Service;
        error.sent = record.attempts > 0;
        words = explain(error).title;
    }
    return record.httpStatus >= 400 ? u"%1 · HTTP %2"_s.arg(words).arg(record.httpStatus) : words;
}

QString RequestLogModel::text(int row, int column) const
{
    const aws::CallRecord &record = m_records[std::size_t(row)];
    switch (column) {
    case Time:
        return times()->dateTime(record.time);
    case Operation:
        return QString::fromLatin1(record.operation->name);
    case Result:
        return resultText(record);
    case Took:
        return tr("%1 ms").arg(QLocale().toString(record.milliseconds));
    case Waited:
        return record.waited > 0 ? tr("%1 ms").arg(QLocale().toString(record.waited)) : TimeText::unknown();
    case Attempts:
        return QLocale().toString(record.attempts);
    case RequestId:
        return record.requestId;
    default:
        return {};
    }
}

Tone RequestLogModel::tone(int row, int column) const
{
    const aws::CallRecord &record = m_records[std::size_t(row)];
    if (column != Result)
        return Tone::None;
    if (!record.failure)
        return Tone::Good;
    // What was stopped or never allowed to leave is no fault.
    const bool harmless = *record.failure == aws::ErrorKind::Canceled || *record.failure == aws::ErrorKind::ReadOnly;
    return harmless ? Tone::Warning : Tone::Failed;
}

int RequestLogModel::compare(int a, int b, int column) const
{
    const aws::CallRecord &one = m_records[std::size_t(a)];
    const aws::CallRecord &other = m_records[std::size_t(b)];
    const auto order = [](auto x, auto y) { return x < y ? -1 : int(x > y); };
    switch (column) {
    case Time:
        // Recorded when they ended; calls of the same instant keep that order.
        return one.time == other.time ? order(a, b) : order(one.time, other.time);
    case Took:
        return order(one.milliseconds, other.milliseconds);
    case Waited:
        return order(one.waited, other.waited);
    case Attempts:
        return order(one.attempts, other.attempts);
    default:
        return text(a, column).compare(text(b, column), Qt::CaseInsensitive);
    }
}

QByteArray RequestLogModel::rawJson(const QString &key) const
{
    const int row = recordOf(key);
    if (row < 0)
        return {};
    const aws::CallRecord &record = m_records[std::size_t(row)];
    QJsonObject all {
        {u"time"_s, record.time.toString(Qt::ISODateWithMs)},
        {u"operation"_s, QString::fromLatin1(record.operation->name)},
        {u"region"_s, record.region},
        {u"milliseconds"_s, record.milliseconds},
        {u"waitedMilliseconds"_s, record.waited},
        {u"attempts"_s, record.attempts},
        {u"httpStatus"_s, record.httpStatus},
        {u"requestId"_s, record.requestId},
    };
    if (record.failure)
        all.insert(u"failure"_s, aws::errorKindName(*record.failure));
    return QJsonDocument(all).toJson(QJsonDocument::Indented);
}
