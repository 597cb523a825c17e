// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/endedmodel.h"

#include "models/compositionend.h"
#include "models/compositionhistory.h"
#include "models/compositionmodel.h"
#include "models/compositionwords.h"
#include "models/desk.h"
#include "models/overviewrow.h"
#include "models/watch.h"

#include <QLocale>

#include <algorithm>

using namespace Qt::Literals::StringLiterals;

EndedModel::EndedModel(Desk *desk, TimeText *times, QObject *parent)
    : LocalListModel(nullptr, times, parent)
    , m_desk(desk)
{
    setColumns({
        {tr("What"), Qt::AlignLeft, false, false, 110, {}, QStringLiteral("what")},
        {tr("Stage"), Qt::AlignLeft, false, false, 190, {}, QStringLiteral("stage")},
        {tr("Profile · region"), Qt::AlignLeft, false, false, 240, {}, QStringLiteral("place")},
        {tr("Ended"), Qt::AlignLeft, false, true, 210, tr("≤ where the service has not told: then it was gone."),
            QStringLiteral("ended")},
        {tr("Lasted"), Qt::AlignRight, false, false, 90, {}, QStringLiteral("lasted")},
        {tr("Outcome"), Qt::AlignLeft, false, false, 180, tr("No call tells why a composition failed."),
            QStringLiteral("outcome")},
    });
    m_tick.setInterval(15'000);
    connect(&m_tick, &QTimer::timeout, this, &EndedModel::forgetOld);
    m_tick.start();
    connect(desk, &Desk::opened, this, &EndedModel::add);
    connect(desk, &Desk::closing, this, &EndedModel::remove);
}

QString EndedModel::counted(int count) const
{
    return count == 1 ? tr("1 ended") : tr("%1 ended").arg(QLocale().toString(count));
}

void EndedModel::add(Workspace *workspace)
{
    connect(workspace->stages(), &StageModel::sessionEnded, this,
        [this, workspace](const QString &arn, const QString &name, const QString &sessionId, const QDateTime &began) {
            sessionEnded(workspace, arn, name, sessionId, began);
        });
    connect(workspace->compositionHistory(), &CompositionHistory::changed, this,
        [this, workspace](const QString &arn) { compositionChanged(workspace, arn); });
    connect(workspace->compositionHistory(), &CompositionHistory::reset, this, [this, workspace] {
        const QStringList known = workspace->compositionHistory()->records().keys();
        for (const QString &arn : known)
            compositionChanged(workspace, arn);
    });
    connect(workspace->watch(), &Watch::watched, this, &ListModel::stateChanged);
    connect(workspace->sessions(), &ListModel::stateChanged, this, [this, workspace] { sessionsTold(workspace); });
    // A look is one complete read.
    connect(workspace->stages(), &ListModel::stateChanged, this, [this, workspace] {
        const ListState state = workspace->stages()->state();
        if (!state.isBusy() && state.phase != ListState::Phase::NotAsked)
            workspace->stages()->setWatched(false, this);
    });
    lookAgain(workspace, m_ticket);
}

void EndedModel::setAwake(bool awake)
{
    if (m_awake == awake)
        return;
    m_awake = awake;
    ++m_ticket;
    for (Workspace *workspace : m_desk->workspaces()) {
        // At once what may have ended meanwhile; a first read has time.
        if (awake && workspace->stages()->state().phase != ListState::Phase::NotAsked)
            look(workspace);
        else if (!awake)
            workspace->stages()->setWatched(false, this);
        lookAgain(workspace, m_ticket);
    }
}

void EndedModel::lookAgain(Workspace *workspace, quint64 ticket)
{
    if (!m_awake)
        return;
    workspace->clock()->after(kLookInterval * 1000, workspace, [this, workspace, ticket] {
        if (ticket != m_ticket)
            return;
        look(workspace);
        lookAgain(workspace, ticket);
    });
}

// Where a page reads the stages there is nothing to do.
void EndedModel::look(Workspace *workspace)
{
    if (m_desk->leads(workspace) && !workspace->stages()->isWatched())
        workspace->stages()->setWatched(true, this);
}

// The list of a stage's sessions tells exactly when they ended.
void EndedModel::sessionsTold(Workspace *workspace)
{
    const StageSessionModel *sessions = workspace->sessions();
    const ListState state = sessions->state();
    if (!m_desk->leads(workspace) || state.isBusy() || state.phase != ListState::Phase::Complete)
        return;
    const QDateTime now = workspace->clock()->now();
    for (const ivs::StageSessionSummary &session : sessions->records()) {
        if (!session.endTime.isValid() || session.endTime.secsTo(now) > kKeep)
            continue;
        EndedRow row;
        row.workspace = workspace;
        row.stageArn = sessions->stageArn();
        if (const StageRecord *stage = workspace->stages()->record(row.stageArn))
            row.stageName = stage->stage.name;
        row.id = session.sessionId;
        row.began = session.startTime;
        row.ended = session.endTime;
        row.isExact = true;
        put(row.stageArn + u'|' + row.id, row);
    }
}

void EndedModel::remove(Workspace *workspace)
{
    workspace->stages()->disconnect(this);
    workspace->sessions()->disconnect(this);
    workspace->watch()->disconnect(this);
    workspace->compositionHistory()->disconnect(this);
    std::vector<bool> kept(m_rows.size());
    std::transform(m_rows.begin(), m_rows.end(), kept.begin(),
        [workspace](const EndedRow &row) { return row.workspace != workspace; });
    drop(kept);
}

void EndedModel::setShown(bool shown)
{
    m_shown = shown;
    if (!shown)
        return;
    forgetOld();
    for (std::size_t i = 0; i < m_rows.size(); ++i) {
        if (m_rows[i].kind == EndedRow::Kind::Session && !m_rows[i].isExact)
            askEnd(m_keys[i]);
    }
}

const EndedRow *EndedModel::row(const QString &key) const
{
    const int at = recordOf(key);
    return at < 0 ? nullptr : &m_rows[std::size_t(at)];
}

void EndedModel::sessionEnded(Workspace *workspace, const QString &stageArn, const QString &name,
    const QString &sessionId, const QDateTime &began)
{
    if (!m_desk->leads(workspace))
        return;
    EndedRow row;
    row.workspace = workspace;
    row.stageArn = stageArn;
    row.stageName = name;
    row.id = sessionId;
    row.began = began;
    row.ended = workspace->clock()->now();
    const QString key = stageArn + u'|' + sessionId;
    put(key, row);
    if (m_shown)
        askEnd(key);
}

void EndedModel::askEnd(const QString &key)
{
    if (m_asked.contains(key))
        return;
    m_asked.insert(key);
    const EndedRow about = *row(key);
    about.workspace->client()
        ->getStageSession({.stageArn = about.stageArn, .sessionId = about.id}, aws::Lane::Background)
        ->then(this, [this, key](const aws::Result<ivs::GetStageSessionResponse> &answer) {
            const EndedRow *known = row(key);
            if (!known)
                return;
            if (!answer || !answer->stageSession) {
                if (!answer && answer.error().kind != aws::ErrorKind::NotFound)
                    m_asked.remove(key); // asked again when the wall is next shown
                return;
            }
            EndedRow told = *known;
            told.began = answer->stageSession->startTime;
            if (answer->stageSession->endTime.isValid()) {
                told.ended = answer->stageSession->endTime;
                told.isExact = true;
            } else {
                m_asked.remove(key); // the list of stages was quicker than the session
            }
            put(key, told);
        });
}

void EndedModel::compositionChanged(Workspace *workspace, const QString &arn)
{
    const CompositionHistory::Record *known = workspace->compositionHistory()->record(arn);
    if (!known || known->isRunning())
        return;
    EndedRow row;
    row.kind = EndedRow::Kind::Composition;
    row.workspace = workspace;
    row.stageArn = known->summary.stageArn;
    row.stageName = known->stageName;
    row.id = arn;
    row.began = known->summary.startTime;
    row.ended = known->ended();
    row.isExact = known->isEndTold();
    row.reason = endReasonText(endOf(*known).reason);
    if (known->summary.state == ivs::CompositionState::Failed)
        row.outcome = EndedRow::Outcome::Failed;
    else if (known->isLost())
        row.outcome = EndedRow::Outcome::Unknown;
    if (row.ended.secsTo(workspace->clock()->now()) <= kKeep)
        put(arn, row);
}

void EndedModel::put(const QString &key, const EndedRow &row)
{
    const int known = recordOf(key);
    if (known < 0) {
        m_index.insert(key, int(m_rows.size()));
        m_keys.push_back(key);
        m_rows.push_back(row);
        recordsMerged(1, {});
    } else if (!(m_rows[std::size_t(known)] == row)) {
        m_rows[std::size_t(known)] = row;
        recordChanged(known);
    }
    Q_EMIT stateChanged();
}

void EndedModel::forgetOld()
{
    std::vector<bool> kept(m_rows.size());
    std::transform(m_rows.begin(), m_rows.end(), kept.begin(),
        [](const EndedRow &row) { return row.ended.secsTo(row.workspace->clock()->now()) <= kKeep; });
    drop(kept);
}

void EndedModel::drop(const std::vector<bool> &kept)
{
    if (std::find(kept.begin(), kept.end(), false) == kept.end())
        return;
    recordsGoing(kept);
    std::size_t next = 0;
    for (std::size_t i = 0; i < kept.size(); ++i) {
        if (!kept[i]) {
            m_index.remove(m_keys[i]);
            m_asked.remove(m_keys[i]);
            continue;
        }
        if (next != i) {
            m_rows[next] = std::move(m_rows[i]);
            m_keys[next] = std::move(m_keys[i]);
        }
        m_index[m_keys[next]] = int(next);
        ++next;
    }
    m_rows.resize(next);
    m_keys.resize(next);
    recordsGone(kept);
    Q_EMIT stateChanged();
}

QString EndedModel::watchedWords() const
{
    QDateTime since;
    qsizetype gaps = 0;
    for (Workspace *workspace : m_desk->workspaces()) {
        if (!m_desk->leads(workspace))
            continue;
        const Watch *watch = workspace->watch();
        if (!watch->since().isValid())
            return tr("compositions are not watched yet");
        since = since.isValid() ? std::max(since, watch->since()) : watch->since();
        gaps += workspace->compositionHistory()->unwatched(watch->since(), watch->asOf()).size();
    }
    if (!since.isValid())
        return {};
    const QString words = tr("compositions watched since %1").arg(times()->labelledTime(since));
    return gaps == 0 ? words : words + tr(", with %Ln gap(s)", nullptr, int(gaps));
}

QString EndedModel::text(int record, int column) const
{
    const EndedRow &row = m_rows[std::size_t(record)];
    switch (column) {
    case What:
        return row.kind == EndedRow::Kind::Session ? tr("Session") : tr("Composition");
    case Stage:
        return row.stageName.isEmpty() ? idOfArn(row.stageArn) : row.stageName;
    case Place:
        return placeWords(row.workspace);
    case Ended:
        return (row.isExact ? QString() : u"≤ "_s) + times()->labelledTime(row.ended) + u", "_s
            + TimeText::ago(row.ended.secsTo(row.workspace->clock()->now()));
    case Lasted:
        return row.began.isValid() ? TimeText::clock(row.began.secsTo(row.ended)) : TimeText::unknown();
    default:
        switch (row.outcome) {
        case EndedRow::Outcome::Ended:
            return row.reason.isEmpty() ? tr("Ended") : tr("Ended: %1").arg(row.reason);
        case EndedRow::Outcome::Failed:
            return row.reason.isEmpty() ? tr("Failed") : tr("Failed: %1").arg(row.reason);
        case EndedRow::Outcome::Unknown:
            return tr("Unknown: it went unseen");
        }
        return {};
    }
}

QString EndedModel::rawText(int record, int column) const
{
    const EndedRow &row = m_rows[std::size_t(record)];
    if (column == What)
        return row.id;
    if (column == Stage)
        return row.stageArn;
    return column == Ended ? times()->labelled(row.ended) : text(record, column);
}

Tone EndedModel::tone(int record, int column) const
{
    if (column != Outcome)
        return Tone::None;
    switch (m_rows[std::size_t(record)].outcome) {
    case EndedRow::Outcome::Ended:
        return Tone::Idle;
    case EndedRow::Outcome::Failed:
        return Tone::Failed;
    case EndedRow::Outcome::Unknown:
        return Tone::Warning;
    }
    Q_UNREACHABLE();
}

int EndedModel::compare(int a, int b, int column) const
{
    const EndedRow &left = m_rows[std::size_t(a)];
    const EndedRow &right = m_rows[std::size_t(b)];
    if (column == Ended)
        return left.ended < right.ended ? -1 : int(right.ended < left.ended);
    if (column == Lasted) {
        const qint64 x = left.began.secsTo(left.ended);
        const qint64 y = right.began.secsTo(right.ended);
        return x < y ? -1 : int(y < x);
    }
    return text(a, column).compare(text(b, column), Qt::CaseInsensitive);
}
