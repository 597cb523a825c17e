// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/compositionrecordmodel.h"

#include "models/compositionmodel.h"
#include "models/compositionwords.h"
#include "models/ivs/codec.h"
#include "models/ivs/operations.h"
#include "models/stagemodel.h"
#include "models/timetext.h"

#include <QJsonDocument>

#include <algorithm>

using namespace Qt::Literals::StringLiterals;

namespace {

QStringList encodersOf(const CompositionHistory::Record &record)
{
    QStringList arns;
    for (const ivs::Destination &each : record.detail ? record.detail->destinations : QList<ivs::Destination>()) {
        const ivs::DestinationConfiguration &output = each.configuration;
        if (output.channel && !output.channel->encoderConfigurationArn.isEmpty())
            arns << output.channel->encoderConfigurationArn;
        if (output.s3)
            arns << output.s3->encoderConfigurationArns;
    }
    arns.removeDuplicates();
    return arns;
}

int order(const QDateTime &a, const QDateTime &b) { return a < b ? -1 : int(b < a); }

} // namespace

CompositionRecordModel::CompositionRecordModel(
    CompositionHistory *history, CompositionModel *listed, ServiceClock *clock, TimeText *times, QObject *parent)
    : LocalListModel(clock, times, parent)
    , m_history(history)
    , m_listed(listed)
{
    setColumns({
        {tr("State"), Qt::AlignLeft, false, false, 96,
            tr("As it was seen last. Gone: the service does not know it any more, and nobody saw it end."), u"state"_s},
        {tr("Stage"), Qt::AlignLeft, false, false, 140, tr("Its name, or its id where nothing told the name."),
            u"stage"_s},
        {tr("Started"), Qt::AlignLeft, false, false, 140, {}, u"started"_s, false, true},
        {tr("Ended"), Qt::AlignLeft, false, false, 150, tr("≤ where the service has not told: then it was seen last."),
            u"ended"_s},
        {tr("Why"), Qt::AlignLeft, false, false, 140,
            tr("Why it ended, as far as it can be known: no call of the service tells it."), u"why"_s},
        {tr("Outputs"), Qt::AlignRight, false, false, 70, tr("How many of its outputs are active."), u"outputs"_s},
        {tr("Encoder"), Qt::AlignLeft, true, false, 120, tr("The ids of its encoder configurations."), u"encoder"_s},
        {tr("Composition id"), Qt::AlignLeft, true, false, 130, tr("The last part of the composition's ARN."),
            u"composition-id"_s},
    });
    connect(history, &CompositionHistory::changed, this, &CompositionRecordModel::take);
    connect(history, &CompositionHistory::reset, this, &CompositionRecordModel::takeAll);
    connect(listed, &ListModel::stateChanged, this, &CompositionRecordModel::follow);
    takeAll();
}

const CompositionHistory::Record &CompositionRecordModel::at(int record) const
{
    static const CompositionHistory::Record none;
    const CompositionHistory::Record *found = m_history->record(m_arns[std::size_t(record)]);
    return found ? *found : none;
}

void CompositionRecordModel::take(const QString &arn)
{
    if (!m_history->record(arn))
        return;
    const int known = recordOf(arn);
    if (known >= 0) {
        recordsMerged(0, {known});
    } else {
        m_index.insert(arn, int(m_arns.size()));
        m_arns.push_back(arn);
        recordsMerged(1, {});
    }
    Q_EMIT stateChanged();
}

void CompositionRecordModel::takeAll()
{
    std::vector<bool> kept(m_arns.size());
    std::transform(m_arns.begin(), m_arns.end(), kept.begin(),
        [this](const QString &arn) { return m_history->record(arn) != nullptr; });
    drop(kept);
    std::vector<int> changed(m_arns.size());
    for (std::size_t i = 0; i < changed.size(); ++i)
        changed[i] = int(i);
    int added = 0;
    const QStringList all = m_history->records().keys();
    for (const QString &arn : all) {
        if (m_index.contains(arn))
            continue;
        m_index.insert(arn, int(m_arns.size()));
        m_arns.push_back(arn);
        ++added;
    }
    if (added > 0 || !changed.empty())
        recordsMerged(added, changed);
    follow();
}

void CompositionRecordModel::drop(const std::vector<bool> &kept)
{
    if (std::find(kept.begin(), kept.end(), false) == kept.end())
        return;
    recordsGoing(kept);
    std::size_t next = 0;
    for (std::size_t i = 0; i < kept.size(); ++i) {
        if (!kept[i]) {
            m_index.remove(m_arns[i]);
            continue;
        }
        if (next != i)
            m_arns[next] = std::move(m_arns[i]);
        m_index[m_arns[next]] = int(next);
        ++next;
    }
    m_arns.resize(next);
    recordsGone(kept);
}

void CompositionRecordModel::follow() { setHeldAs(m_listed->state()); }

void CompositionRecordModel::watchedChanged() { m_listed->setWatched(isWatched(), this); }

void CompositionRecordModel::reload() { m_listed->reload(); }

void CompositionRecordModel::stop() { m_listed->stop(); }

void CompositionRecordModel::resume() { m_listed->resume(); }

void CompositionRecordModel::setShow(Show show)
{
    if (m_show == show)
        return;
    m_show = show;
    rebuildOrder();
    Q_EMIT filterChanged();
}

QString CompositionRecordModel::quickFilter() const
{
    return m_show == Show::All ? QString() : m_show == Show::Running ? u"running"_s : u"ended"_s;
}

void CompositionRecordModel::setQuickFilter(const QString &word)
{
    setShow(word == "running"_L1 ? Show::Running : word == "ended"_L1 ? Show::Ended : Show::All);
}

void CompositionRecordModel::clearFilter()
{
    setShow(Show::All);
    ListModel::clearFilter();
}

bool CompositionRecordModel::accepts(int record) const
{
    return m_show == Show::All || at(record).isRunning() == (m_show == Show::Running);
}

QString CompositionRecordModel::counted(int count) const { return m_listed->counted(count); }

QByteArray CompositionRecordModel::rawJson(const QString &arn) const
{
    const CompositionHistory::Record *found = record(arn);
    if (!found)
        return {};
    return QJsonDocument(found->detail ? ivs::toJson(*found->detail) : ivs::toJson(found->summary))
        .toJson(QJsonDocument::Indented);
}

std::optional<ListModel::Request> CompositionRecordModel::request(const QString &arn) const
{
    return m_listed->request(arn);
}

std::optional<ListModel::Request> CompositionRecordModel::listRequest() const { return m_listed->listRequest(); }

QString CompositionRecordModel::text(int row, int column) const
{
    const CompositionHistory::Record &record = at(row);
    switch (column) {
    case State:
        return recordStateText(record);
    case Stage:
        return record.stageName.isEmpty() ? idOfArn(record.summary.stageArn) : record.stageName;
    case Started:
        return times()->dateTime(record.summary.startTime);
    case Ended:
        return record.isRunning() ? QString()
                                  : (record.isEndTold() ? QString() : u"≤ "_s) + times()->dateTime(record.ended());
    case Reason: {
        if (record.isRunning())
            return {};
        const QString words = endReasonText(endOf(record).reason);
        return words.isEmpty() ? tr("not known") : words;
    }
    case Outputs: {
        const auto &outputs = record.summary.destinations;
        if (outputs.isEmpty())
            return TimeText::unknown();
        const auto active = std::count_if(outputs.begin(), outputs.end(),
            [](const auto &each) { return each.state == ivs::DestinationState::Active; });
        return tr("%1 of %2").arg(active).arg(outputs.size());
    }
    case Encoder: {
        QStringList ids;
        const QStringList arns = encodersOf(record);
        for (const QString &arn : arns)
            ids << idOfArn(arn);
        return ids.join(u", "_s);
    }
    default:
        return idOfArn(record.summary.arn);
    }
}

QString CompositionRecordModel::rawText(int row, int column) const
{
    const CompositionHistory::Record &record = at(row);
    switch (column) {
    case Stage:
        return record.summary.stageArn;
    case Encoder:
        return encodersOf(record).join(u", "_s);
    case Id:
        return record.summary.arn;
    case Reason:
        return endWords(record, *times());
    default:
        return text(row, column);
    }
}

Tone CompositionRecordModel::tone(int row, int column) const
{
    return column == State ? recordTone(at(row)) : Tone::None;
}

int CompositionRecordModel::compare(int a, int b, int column) const
{
    if (column == Started)
        return order(at(a).began(), at(b).began());
    // What runs stands after what has ended.
    if (column == Ended && at(a).isRunning() != at(b).isRunning())
        return at(a).isRunning() ? 1 : -1;
    if (column == Ended)
        return order(at(a).ended(), at(b).ended());
    return text(a, column).compare(text(b, column), Qt::CaseInsensitive);
}
