// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/overviewmodel.h"

#include "models/compositionhistory.h"
#include "models/compositionmodel.h"
#include "models/desk.h"
#include "models/eventerrors.h"
#include "models/participanteventmodel.h"
#include "models/watch.h"

#include <QLocale>

#include <algorithm>

using namespace Qt::Literals::StringLiterals;
using Rank = OverviewRow::Rank;

OverviewModel::OverviewModel(Desk *desk, TimeText *times, QObject *parent)
    : LocalListModel(nullptr, times, parent)
    , m_desk(desk)
{
    setColumns({
        {tr("State"), Qt::AlignLeft, false, false, 124, tr("The worst first."), QStringLiteral("state")},
        {tr("Stage"), Qt::AlignLeft, false, false, 150, {}, QStringLiteral("stage")},
        {tr("Profile · region"), Qt::AlignLeft, false, false, 240, {}, QStringLiteral("place")},
        {tr("On air for"), Qt::AlignRight, false, true, 80, {}, QStringLiteral("on-air-for")},
        {tr("Connected"), Qt::AlignRight, false, false, 84,
            tr("Participants who were connected when they were counted."), QStringLiteral("connected")},
        {tr("Publishers"), Qt::AlignRight, false, false, 112,
            tr("Who publishes is known from events only. Where they are not all known: how many of those connected "
               "have "
               "ever published in this session."),
            QStringLiteral("publishers")},
        {tr("Compositions"), Qt::AlignRight, false, false, 96, tr("Starting, active or stopping."),
            QStringLiteral("compositions")},
        {tr("Last error"), Qt::AlignLeft, false, true, 300,
            tr("The latest among the participants whose events were read."), QStringLiteral("last-error")},
        {tr("Counted"), Qt::AlignLeft, false, false, 76, tr("When the participants were counted."),
            QStringLiteral("counted"), false, true},
        {tr("Events"), Qt::AlignLeft, false, false, 76, tr("When the events were read."), QStringLiteral("events"),
            false, true},
        {tr("Compositions as of"), Qt::AlignLeft, false, false, 130, {}, QStringLiteral("compositions-as-of"), false,
            true},
    });
    m_soon.setSingleShot(true);
    m_soon.setInterval(100);
    connect(&m_soon, &QTimer::timeout, this, &OverviewModel::bringUpToDate);
    m_tick.setInterval(15'000);
    connect(&m_tick, &QTimer::timeout, this, &OverviewModel::bringUpToDate);
    connect(desk, &Desk::opened, this, &OverviewModel::add);
    connect(desk, &Desk::closing, this, &OverviewModel::remove);
    connect(desk, &Desk::leadersChanged, this, [this] { setShown(m_shown); });
}

QString OverviewModel::counted(int count) const
{
    return count == 1 ? tr("1 stage on air") : tr("%1 stages on air").arg(QLocale().toString(count));
}

void OverviewModel::add(Workspace *workspace)
{
    m_numbers.insert(workspace, ++m_lastNumber);
    connect(workspace, &Workspace::environmentChanged, this, &OverviewModel::schedule);
    connect(workspace->stages(), &ListModel::stateChanged, this, &OverviewModel::schedule);
    connect(workspace->stages(), &QAbstractItemModel::dataChanged, this, &OverviewModel::schedule);
    connect(workspace->planner(), &Planner::factsChanged, this, &OverviewModel::schedule);
    connect(workspace->compositionHistory(), &CompositionHistory::changed, this, &OverviewModel::schedule);
    connect(workspace->watch(), &Watch::watched, this, &OverviewModel::schedule);
    setShown(m_shown);
}

void OverviewModel::remove(Workspace *workspace)
{
    workspace->disconnect(this);
    workspace->stages()->disconnect(this);
    workspace->planner()->disconnect(this);
    workspace->watch()->disconnect(this);
    workspace->compositionHistory()->disconnect(this);
    m_numbers.remove(workspace);
    // At once: a row points at its workspace.
    std::vector<bool> kept(m_rows.size());
    std::transform(m_rows.begin(), m_rows.end(), kept.begin(),
        [workspace](const OverviewRow &row) { return row.workspace != workspace; });
    drop(kept);
    schedule();
}

void OverviewModel::setShown(bool shown)
{
    m_shown = shown;
    for (Workspace *workspace : m_desk->workspaces())
        workspace->planner()->setWatched(shown && m_desk->leads(workspace));
    if (!shown) {
        m_tick.stop();
        return;
    }
    m_tick.start();
    setVisibleKeys(m_visible);
    schedule();
}

void OverviewModel::setVisibleKeys(const QStringList &keys)
{
    m_visible = keys;
    QHash<Workspace *, QStringList> arns;
    for (const QString &key : keys) {
        if (const OverviewRow *found = row(key))
            arns[found->workspace] << found->stageArn;
    }
    for (Workspace *workspace : m_desk->workspaces())
        workspace->planner()->setVisible(arns.value(workspace));
}

void OverviewModel::reloadAll()
{
    for (Workspace *workspace : m_desk->workspaces()) {
        if (!m_desk->leads(workspace))
            continue;
        workspace->planner()->reload();
        workspace->compositions()->reload();
    }
}

const OverviewRow *OverviewModel::row(const QString &key) const
{
    const int at = recordOf(key);
    return at < 0 ? nullptr : &m_rows[std::size_t(at)];
}

void OverviewModel::schedule()
{
    if (m_shown && !m_soon.isActive())
        m_soon.start();
}

void OverviewModel::drop(const std::vector<bool> &kept)
{
    if (std::find(kept.begin(), kept.end(), false) == kept.end())
        return;
    recordsGoing(kept);
    std::size_t next = 0;
    m_index.clear();
    for (std::size_t i = 0; i < kept.size(); ++i) {
        if (!kept[i])
            continue;
        if (next != i) {
            m_rows[next] = std::move(m_rows[i]);
            m_keys[next] = std::move(m_keys[i]);
        }
        m_index.insert(m_keys[next], int(next));
        ++next;
    }
    m_rows.resize(next);
    m_keys.resize(next);
    recordsGone(kept);
}

void OverviewModel::bringUpToDate()
{
    std::vector<OverviewRow> rows;
    QStringList keys;
    for (Workspace *workspace : m_desk->workspaces()) {
        if (!m_desk->leads(workspace))
            continue;
        for (OverviewRow &row : overviewRows(workspace)) {
            keys << QString::number(m_numbers.value(workspace)) + u'|' + row.stageArn;
            rows.push_back(std::move(row));
        }
    }
    const QSet<QString> there(keys.cbegin(), keys.cend());
    std::vector<bool> kept(m_rows.size());
    std::transform(
        m_keys.begin(), m_keys.end(), kept.begin(), [&there](const QString &key) { return there.contains(key); });
    drop(kept);
    std::vector<int> changed;
    int added = 0;
    for (std::size_t i = 0; i < rows.size(); ++i) {
        const int known = recordOf(keys[qsizetype(i)]);
        if (known < 0) {
            m_index.insert(keys[qsizetype(i)], int(m_rows.size()));
            m_keys.push_back(keys[qsizetype(i)]);
            m_rows.push_back(std::move(rows[i]));
            ++added;
        } else if (!(m_rows[std::size_t(known)] == rows[i])) {
            m_rows[std::size_t(known)] = std::move(rows[i]);
            changed.push_back(known);
        }
    }
    std::sort(changed.begin(), changed.end());
    if (added > 0 || !changed.empty())
        recordsMerged(added, changed);
    Q_EMIT stateChanged();
}

QString OverviewModel::text(int record, int column) const
{
    const OverviewRow &row = m_rows[std::size_t(record)];
    switch (column) {
    case State:
        return row.rank == Rank::Good ? tr("On air") : row.why;
    case Stage:
        return row.name.isEmpty() ? tr("(no name)") : row.name;
    case Place:
        return row.placeText();
    case OnAirFor:
        return row.onAirSince.isValid() ? TimeText::clock(row.onAirSince.secsTo(row.workspace->clock()->now()))
                                        : TimeText::unknown();
    case Connected:
        return row.connectedText();
    case Publishers:
        return row.publishersText();
    case Compositions:
        return row.compositionsAsOf.isValid() ? QString::number(row.compositions) : TimeText::unknown();
    case LastError:
        return row.facts.examinedAt.isValid() ? row.errorText() + u' ' + row.examinedText() : row.errorText();
    case Counted:
        return row.facts.countedAt.isValid() ? times()->time(row.facts.countedAt) : TimeText::unknown();
    case Examined:
        return row.facts.examinedAt.isValid() ? times()->time(row.facts.examinedAt) : TimeText::unknown();
    default:
        return row.compositionsAsOf.isValid() ? times()->time(row.compositionsAsOf) : TimeText::unknown();
    }
}

QString OverviewModel::rawText(int record, int column) const
{
    const OverviewRow &row = m_rows[std::size_t(record)];
    const auto asOf = [&](const QDateTime &time) {
        return time.isValid() ? tr("%1 as of %2").arg(text(record, column), times()->labelledTime(time))
                              : tr("not known yet");
    };
    switch (column) {
    case Stage:
        return row.name;
    case OnAirFor:
        return row.onAirSince.isValid() ? times()->labelled(row.onAirSince) : QString();
    case Connected:
        return asOf(row.facts.countedAt);
    case Publishers:
        return asOf(row.facts.publishersKnown ? row.facts.examinedAt : row.facts.countedAt);
    case Compositions:
        return asOf(row.compositionsAsOf);
    case LastError:
        if (row.facts.lastError.errorCode.isSet())
            return asOf(row.facts.examinedAt) + u"\n"_s + eventErrorMeaning(row.facts.lastError.errorCode);
        return asOf(row.facts.examinedAt);
    case Counted:
        return times()->labelled(row.facts.countedAt);
    case Examined:
        return times()->labelled(row.facts.examinedAt);
    case CompositionsSeen:
        return times()->labelled(row.compositionsAsOf);
    default:
        return text(record, column);
    }
}

Tone OverviewModel::tone(int record, int column) const
{
    if (column != State)
        return Tone::None;
    switch (m_rows[std::size_t(record)].rank) {
    case Rank::Failed:
        return Tone::Failed;
    case Rank::Warning:
        return Tone::Warning;
    case Rank::Good:
        return Tone::OnAir;
    }
    Q_UNREACHABLE();
}

int OverviewModel::compare(int a, int b, int column) const
{
    const OverviewRow &left = m_rows[std::size_t(a)];
    const OverviewRow &right = m_rows[std::size_t(b)];
    const auto order = [](auto x, auto y) { return x < y ? -1 : int(y < x); };
    const auto words = [](const QString &x, const QString &y) { return x.compare(y, Qt::CaseInsensitive); };
    const auto time = [&](const QDateTime &x, const QDateTime &y) {
        constexpr qint64 kNever = std::numeric_limits<qint64>::max();
        return order(x.isValid() ? x.toMSecsSinceEpoch() : kNever, y.isValid() ? y.toMSecsSinceEpoch() : kNever);
    };
    const auto people = [](const OverviewRow &row) { return std::max(row.facts.connected, row.facts.soFar); };
    switch (column) {
    case State: {
        const int rank = order(int(left.rank), int(right.rank));
        const int since = rank != 0 ? rank : time(left.onAirSince, right.onAirSince);
        return since != 0 ? since : words(left.name, right.name);
    }
    case Stage:
        return words(left.name, right.name);
    case Place:
        return words(left.placeText(), right.placeText());
    case OnAirFor:
        return -time(left.onAirSince, right.onAirSince);
    case Connected:
        return order(people(left), people(right));
    case Publishers:
        return order(left.facts.publishersKnown ? left.facts.publishing : left.facts.published,
            right.facts.publishersKnown ? right.facts.publishing : right.facts.published);
    case Compositions:
        return order(left.compositions, right.compositions);
    case LastError:
        return -order(
            left.facts.lastError.eventTime.toMSecsSinceEpoch(), right.facts.lastError.eventTime.toMSecsSinceEpoch());
    case Counted:
        return time(left.facts.countedAt, right.facts.countedAt);
    case Examined:
        return time(left.facts.examinedAt, right.facts.examinedAt);
    default:
        return time(left.compositionsAsOf, right.compositionsAsOf);
    }
}

std::optional<aws::Error> OverviewModel::fault(Workspace **workspace) const
{
    for (Workspace *each : m_desk->workspaces()) {
        const ListState state = each->stages()->state();
        if (!m_desk->leads(each) || !state.error)
            continue;
        if (workspace)
            *workspace = each;
        return state.error;
    }
    return {};
}

QString OverviewModel::completeness() const
{
    int whole = 0;
    int all = 0;
    QDateTime oldest;
    for (Workspace *workspace : m_desk->workspaces()) {
        if (!m_desk->leads(workspace))
            continue;
        ++all;
        const ListState state = workspace->stages()->state();
        if (!state.isWhole)
            continue;
        ++whole;
        if (!oldest.isValid() || state.asOf < oldest)
            oldest = state.asOf;
    }
    const QString on = counted(recordCount());
    if (whole == 0)
        return tr("at least %1 · still reading the stages").arg(on);
    const QString time = times()->labelledTime(oldest);
    if (whole < all)
        return tr("at least %1 · %2 of %3 regions complete as of %4").arg(on).arg(whole).arg(all).arg(time);
    return all == 1 ? tr("%1 · complete as of %2").arg(on, time)
                    : tr("%1 in %2 regions · complete as of %3").arg(on).arg(all).arg(time);
}

QString OverviewModel::emptyWords() const
{
    int whole = 0;
    int failed = 0;
    int all = 0;
    QDateTime oldest;
    for (Workspace *workspace : m_desk->workspaces()) {
        if (!m_desk->leads(workspace))
            continue;
        ++all;
        const ListState state = workspace->stages()->state();
        failed += int(state.error && !state.isWhole);
        if (!state.isWhole)
            continue;
        ++whole;
        if (!oldest.isValid() || state.asOf < oldest)
            oldest = state.asOf;
    }
    if (failed > 0)
        return tr("The stages of %Ln region(s) could not be read.", nullptr, failed);
    if (whole < all)
        return tr("Reading the stages…");
    const QString time = times()->labelledTime(oldest);
    const QString nothing = all == 1 ? tr("Nothing is on air in 1 region (as of %1).").arg(time)
                                     : tr("Nothing is on air in %1 regions (as of %2).").arg(all).arg(time);
    return nothing + u' ' + tr("Other regions and profiles show here once their connection is open (Ctrl+O).");
}
