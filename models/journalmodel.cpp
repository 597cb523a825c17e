// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/journalmodel.h"

#include "models/timetext.h"

#include <QJsonDocument>
#include <QJsonObject>
#include <QLocale>

using namespace Qt::Literals::StringLiterals;
using store::JournalEntry;
using store::Outcome;

JournalModel::JournalModel(Journal *journal, ServiceClock *clock, TimeText *times, QObject *parent)
    : LocalListModel(clock, times, parent)
    , m_journal(journal)
{
    setColumns({
        {tr("Time"), Qt::AlignLeft, false, false, 150, {}, u"time"_s, false, true},
        {tr("Result"), Qt::AlignLeft, false, false, 140, {}, u"result"_s},
        {tr("Operation"), Qt::AlignLeft, false, false, 170, {}, u"operation"_s},
        {tr("Resource"), Qt::AlignLeft, true, false, 150, tr("ARN or id of what was acted on"), u"resource"_s},
        {tr("Profile"), Qt::AlignLeft, false, false, 100, {}, u"profile"_s},
        {tr("Region"), Qt::AlignLeft, false, false, 100, {}, u"region"_s, true},
        {tr("Account"), Qt::AlignLeft, true, false, 120, {}, u"account"_s, true},
        {tr("Identity"), Qt::AlignLeft, false, false, 110, tr("The access key that signed it, by its end"),
            u"identity"_s, true},
        {tr("Error"), Qt::AlignLeft, false, false, 170, {}, u"error"_s, true},
        {tr("Request id"), Qt::AlignLeft, true, false, 180, {}, u"request-id"_s, true},
    });
    connect(journal, &Journal::added, this, &JournalModel::takeNew);
    connect(journal, &Journal::reset, this, &JournalModel::takeNew);
    connect(journal, &Journal::changed, this, &JournalModel::takeChanged);
    takeNew();
}

// Keys, not places: older entries come in front of the known ones.
void JournalModel::takeNew()
{
    int added = 0;
    for (const JournalEntry &entry : m_journal->entries()) {
        if (m_index.contains(entry.id))
            continue;
        m_index.insert(entry.id, int(m_entries.size()));
        m_entries.push_back(entry);
        ++added;
    }
    if (added > 0)
        recordsMerged(added, {});
    // "Nothing was done yet" is said only when the store has answered.
    if (!m_journal->isReading() || recordCount() > 0)
        setHeld(!m_journal->isReading() && !m_journal->hasOlder());
}

void JournalModel::takeChanged(qsizetype index)
{
    const JournalEntry &entry = m_journal->entries()[index];
    const int record = m_index.value(entry.id, -1);
    if (record < 0)
        return;
    m_entries[std::size_t(record)] = entry;
    recordsMerged(0, {record});
}

const JournalEntry *JournalModel::entry(const QString &key) const
{
    const int record = recordOf(key);
    return record < 0 ? nullptr : &m_entries[std::size_t(record)];
}

QString JournalModel::undoneBy(quint64 id) const
{
    quint64 latest = 0;
    for (const JournalEntry &entry : m_entries) {
        if (entry.undoes == id && entry.outcome == Outcome::Done)
            latest = std::max(latest, entry.id);
    }
    return latest == 0 ? QString() : QString::number(latest);
}

void JournalModel::setOnlyTrouble(bool only)
{
    if (only == m_onlyTrouble)
        return;
    m_onlyTrouble = only;
    rebuildOrder();
    Q_EMIT filterChanged();
}

void JournalModel::clearFilter()
{
    setOnlyTrouble(false);
    ListModel::clearFilter();
}

bool JournalModel::accepts(int record) const
{
    return !m_onlyTrouble || m_entries[std::size_t(record)].outcome != store::Outcome::Done;
}

QString JournalModel::counted(int count) const
{
    return count == 1 ? tr("1 write") : tr("%1 writes").arg(QLocale().toString(count));
}

void JournalModel::resume()
{
    if (m_journal)
        m_journal->readOlder();
}

QString JournalModel::resultText(const JournalEntry &entry) const
{
    switch (entry.outcome) {
    case Outcome::Sent:
        return m_journal && m_journal->isUnderway(entry.id) ? tr("under way") : tr("sent, no answer recorded");
    case Outcome::Done:
        return entry.undoes == 0 ? tr("done") : tr("done, undoing");
    case Outcome::Refused:
        return tr("refused");
    case Outcome::Failed:
        return tr("failed");
    case Outcome::Unknown:
        return tr("unknown, check");
    }
    return {};
}

QString JournalModel::text(int record, int column) const
{
    const JournalEntry &entry = m_entries[std::size_t(record)];
    switch (column) {
    case Time:
        return times()->dateTime(entry.time);
    case Result:
        return resultText(entry);
    case Operation:
        return entry.operation;
    case Resource:
        return entry.resource;
    case Profile:
        return entry.profile;
    case Region:
        return entry.place.region;
    case Account:
        return entry.place.accountId;
    case Identity:
        return entry.identity;
    case Code:
        return entry.errorCode;
    case RequestId:
        return entry.requestId;
    default:
        return {};
    }
}

Tone JournalModel::tone(int record, int column) const
{
    if (column != Result)
        return Tone::None;
    const JournalEntry &entry = m_entries[std::size_t(record)];
    switch (entry.outcome) {
    case Outcome::Sent:
        return m_journal && m_journal->isUnderway(entry.id) ? Tone::Idle : Tone::Warning;
    case Outcome::Done:
        return Tone::Good;
    case Outcome::Unknown:
        return Tone::Warning;
    case Outcome::Refused:
    case Outcome::Failed:
        break;
    }
    return Tone::Failed;
}

int JournalModel::compare(int a, int b, int column) const
{
    if (column == Time) {
        const quint64 x = m_entries[std::size_t(a)].id;
        const quint64 y = m_entries[std::size_t(b)].id;
        return x < y ? -1 : int(x > y);
    }
    return text(a, column).compare(text(b, column), Qt::CaseInsensitive);
}

QByteArray JournalModel::rawJson(const QString &key) const
{
    const JournalEntry *found = entry(key);
    if (!found)
        return {};
    QJsonObject all {
        {u"id"_s, key},
        {u"time"_s, found->time.toString(Qt::ISODateWithMs)},
        {u"partition"_s, found->place.partition},
        {u"accountId"_s, found->place.accountId},
        {u"region"_s, found->place.region},
        {u"profile"_s, found->profile},
        {u"identity"_s, found->identity},
        {u"operation"_s, found->operation},
        {u"resource"_s, found->resource},
        {u"parameters"_s, QJsonDocument::fromJson(found->parameters).object()},
        {u"result"_s, resultText(*found)},
        {u"requestId"_s, found->requestId},
        {u"httpStatus"_s, found->httpStatus},
    };
    if (!found->errorCode.isEmpty() || !found->message.isEmpty()) {
        all.insert(u"errorCode"_s, found->errorCode);
        all.insert(u"message"_s, found->message);
    }
    if (!found->before.isEmpty())
        all.insert(u"before"_s, QJsonDocument::fromJson(found->before).object());
    if (found->undoes != 0)
        all.insert(u"undoes"_s, QString::number(found->undoes));
    return QJsonDocument(all).toJson(QJsonDocument::Indented);
}
