// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/journal.h"
#include "models/locallistmodel.h"

#include <QHash>
#include <QPointer>

/// The writes of the journal as rows: when, what, on what, and what became of it. Nothing is asked of the service;
/// older ones come from the store on request, with resume().
class JournalModel final : public LocalListModel
{
    Q_OBJECT

public:
    enum Column { Time, Result, Operation, Resource, Profile, Region, Account, Identity, Code, RequestId, ColumnTotal };

    JournalModel(Journal *journal, ServiceClock *clock, TimeText *times, QObject *parent);

    /// The entry with this key; null when there is none.
    const store::JournalEntry *entry(const QString &key) const;
    /// What became of an entry, in a few words.
    QString resultText(const store::JournalEntry &entry) const;
    /// Key of the latest entry that takes this one back and was done; empty when there is none.
    QString undoneBy(quint64 id) const;

    /// Shows only what was not done as asked.
    void setOnlyTrouble(bool only);
    bool onlyTrouble() const { return m_onlyTrouble; }
    bool isFiltered() const override { return m_onlyTrouble || ListModel::isFiltered(); }
    QString quickFilter() const override { return m_onlyTrouble ? QStringLiteral("trouble") : QString(); }
    void setQuickFilter(const QString &word) override { setOnlyTrouble(word == QLatin1String("trouble")); }
    void clearFilter() override;

    QString counted(int count) const override;
    QByteArray rawJson(const QString &key) const override;
    void resume() override;
    bool canReload() const override { return false; }

protected:
    int recordCount() const override { return int(m_entries.size()); }
    QString keyOf(int record) const override { return QString::number(m_entries[std::size_t(record)].id); }
    int recordOf(const QString &key) const override { return m_index.value(key.toULongLong(), -1); }
    QString text(int record, int column) const override;
    Tone tone(int record, int column) const override;
    int compare(int a, int b, int column) const override;
    bool accepts(int record) const override;

private:
    void takeNew();
    void takeChanged(qsizetype index);

    QPointer<Journal> m_journal;
    std::vector<store::JournalEntry> m_entries; ///< in the order they became known
    QHash<quint64, int> m_index;
    bool m_onlyTrouble = false;
};
