// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QHash>
#include <QString>

#include <algorithm>
#include <memory>
#include <vector>

namespace local {

/// Records with `serial` (rising) and `arn`, in the order they were made. A page begins behind a serial, so that
/// pages neither repeat nor skip a record when others are made or deleted between them.
template <typename T>
class Table
{
public:
    T *add(std::unique_ptr<T> record)
    {
        T *raw = record.get();
        m_byArn.insert(raw->arn, raw);
        m_bySerial.insert(raw->serial, raw);
        m_records.push_back(std::move(record));
        return raw;
    }
    T *find(const QString &arn) const { return m_byArn.value(arn); }
    T *bySerial(quint64 serial) const { return m_bySerial.value(serial); }
    void remove(const T *record)
    {
        const auto it = after(record->serial - 1);
        m_byArn.remove(record->arn);
        m_bySerial.remove(record->serial);
        m_records.erase(it);
    }
    /// The first record whose serial is above \a serial.
    auto after(quint64 serial) const
    {
        return std::upper_bound(m_records.begin(), m_records.end(), serial,
            [](quint64 value, const std::unique_ptr<T> &record) { return value < record->serial; });
    }
    auto begin() const { return m_records.begin(); }
    auto end() const { return m_records.end(); }
    int size() const { return int(m_records.size()); }

private:
    std::vector<std::unique_ptr<T>> m_records;
    QHash<QString, T *> m_byArn;
    QHash<quint64, T *> m_bySerial;
};

} // namespace local
