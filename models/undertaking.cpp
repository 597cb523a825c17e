// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/undertaking.h"

#include "models/errortext.h"
#include "models/plaintext.h"

#include <QLocale>

#include <algorithm>

namespace {

// Enough to keep the governor's pace over a slow line, few enough that an act which comes later need not wait behind
// thousands in the governor's queue.
constexpr int kUnderway = 6;

} // namespace

Undertaking::Undertaking(const QString &title, std::vector<Step> steps, QObject *parent)
    : QAbstractTableModel(parent)
    , m_title(title)
{
    m_rows.reserve(steps.size());
    for (Step &step : steps) {
        m_rows.emplace_back();
        m_rows.back().step = std::move(step);
    }
}

Undertaking::~Undertaking() = default;

int Undertaking::count(Phase phase) const
{
    return int(std::count_if(m_rows.begin(), m_rows.end(), [phase](const Row &row) { return row.phase == phase; }));
}

std::optional<aws::Error> Undertaking::firstError() const
{
    for (const Row &row : m_rows) {
        if (row.phase != Phase::Done && row.error)
            return row.error;
    }
    return {};
}

bool Undertaking::isFinished() const { return m_started && m_underway == 0 && m_next == m_rows.size(); }

QString Undertaking::summary() const
{
    QStringList parts;
    for (const Phase phase :
        {Phase::Done, Phase::Failed, Phase::Unknown, Phase::Canceled, Phase::Underway, Phase::Waiting}) {
        if (const int rows = count(phase); rows > 0)
            parts << QStringLiteral("%1 %2").arg(QLocale().toString(rows), phaseText(phase));
    }
    return parts.join(QStringLiteral(", "));
}

void Undertaking::start()
{
    if (m_started)
        return;
    m_started = true;
    fill();
}

void Undertaking::fill()
{
    // A row may end from within send(), and asks for the next one then.
    if (m_filling)
        return;
    m_filling = true;
    while (m_underway < kUnderway && m_next < m_rows.size()) {
        const std::size_t row = m_next++;
        if (m_rows[row].phase == Phase::Waiting)
            send(row);
    }
    m_filling = false;
    if (!isFinished())
        return;
    Q_EMIT finished();
    if (m_dismissed)
        deleteLater();
}

void Undertaking::send(std::size_t row)
{
    ++m_underway;
    m_rows[row].readBack = false;
    setPhase(row, Phase::Underway, {});
    aws::Call<aws::Nothing> *call = m_rows[row].step.write();
    m_rows[row].call = call;
    call->then(this, [this, row](const aws::Result<aws::Nothing> &result) { ended(row, result); });
}

void Undertaking::ended(std::size_t row, const aws::Result<aws::Nothing> &result)
{
    m_rows[row].call = nullptr;
    if (!result && result.error().kind == aws::ErrorKind::OutcomeUnknown && m_rows[row].step.settle) {
        m_rows[row].error = result.error();
        m_rows[row].step.settle()->then(this, [this, row](const aws::Result<bool> &done) { settled(row, done); });
        return;
    }
    --m_underway;
    if (result)
        setPhase(row, Phase::Done, {});
    else if (result.error().isCanceled())
        setPhase(row, Phase::Canceled, {});
    else if (result.error().kind == aws::ErrorKind::OutcomeUnknown)
        setPhase(row, Phase::Unknown, result.error());
    else
        setPhase(row, Phase::Failed, result.error());
    fill();
}

void Undertaking::settled(std::size_t row, const aws::Result<bool> &done)
{
    --m_underway;
    m_rows[row].readBack = done.has_value();
    const std::optional<aws::Error> lost = m_rows[row].error;
    if (done)
        Q_EMIT rowSettled(m_rows[row].step.key, *done);
    if (!done)
        setPhase(row, Phase::Unknown, lost);
    else if (*done)
        setPhase(row, Phase::Done, {});
    else
        setPhase(row, Phase::Failed, lost);
    fill();
}

void Undertaking::setPhase(std::size_t row, Phase phase, const std::optional<aws::Error> &error)
{
    m_rows[row].phase = phase;
    m_rows[row].error = error;
    Q_EMIT dataChanged(index(int(row), State), index(int(row), Result));
    if (phase != Phase::Underway && phase != Phase::Waiting)
        Q_EMIT rowEnded(m_rows[row].step.key, phase);
    Q_EMIT progressed();
}

void Undertaking::cancel()
{
    if (!m_started || isFinished())
        return;
    for (std::size_t row = m_next; row < m_rows.size(); ++row) {
        if (m_rows[row].phase == Phase::Waiting)
            setPhase(row, Phase::Canceled, {});
    }
    m_next = m_rows.size();
    for (const Row &row : m_rows) {
        if (row.call)
            row.call->recall();
    }
    fill();
}

void Undertaking::retryFailed()
{
    if (!isFinished())
        return;
    bool any = false;
    for (std::size_t row = 0; row < m_rows.size(); ++row) {
        if (m_rows[row].phase != Phase::Failed && m_rows[row].phase != Phase::Canceled)
            continue;
        any = true;
        setPhase(row, Phase::Waiting, {});
    }
    if (!any)
        return;
    m_next = 0;
    fill();
}

void Undertaking::dismiss()
{
    m_dismissed = true;
    if (!m_started || isFinished())
        deleteLater();
}

int Undertaking::rowCount(const QModelIndex &parent) const { return parent.isValid() ? 0 : total(); }

int Undertaking::columnCount(const QModelIndex &parent) const { return parent.isValid() ? 0 : int(ColumnTotal); }

QString Undertaking::phaseText(Phase phase)
{
    switch (phase) {
    case Phase::Waiting:
        return tr("waiting");
    case Phase::Underway:
        return tr("under way");
    case Phase::Done:
        return tr("done");
    case Phase::Failed:
        return tr("failed");
    case Phase::Unknown:
        return tr("unknown");
    case Phase::Canceled:
        return tr("canceled");
    }
    Q_UNREACHABLE();
}

QString Undertaking::resultText(const Row &row) const
{
    if (row.phase == Phase::Done)
        return row.readBack ? tr("The answer was lost; read back: it was done.") : QString();
    if (row.phase == Phase::Canceled)
        return tr("Taken back before it left.");
    if (!row.error)
        return {};
    if (row.readBack)
        return tr("The answer was lost; read back: it was not done.");
    const ErrorText text = explain(*row.error);
    QString words = text.title + QStringLiteral(". ") + text.meaning;
    if (row.phase == Phase::Unknown && !row.step.whereToLook.isEmpty())
        words += QLatin1Char(' ') + row.step.whereToLook;
    return words;
}

QVariant Undertaking::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const Row &row = m_rows[std::size_t(index.row())];
    switch (role) {
    case Qt::DisplayRole:
        if (index.column() == Target)
            return shownText(row.step.words);
        return index.column() == State ? phaseText(row.phase) : resultText(row);
    case Qt::ToolTipRole:
        if (index.column() == Target)
            return shownToolTip(row.step.key);
        return index.column() == Result && row.error ? shownToolTip(explain(*row.error).details) : QVariant();
    case ListModel::KeyRole:
        return row.step.key;
    case ListModel::RawRole:
        return index.column() == Target ? row.step.key : data(index, Qt::DisplayRole);
    case ListModel::ToneRole:
        if (index.column() != State)
            return int(Tone::None);
        switch (row.phase) {
        case Phase::Done:
            return int(Tone::Good);
        case Phase::Failed:
            return int(Tone::Failed);
        case Phase::Unknown:
            return int(Tone::Warning);
        default:
            return int(Tone::Idle);
        }
    case PhaseRole:
        return int(row.phase);
    default:
        return {};
    }
}

QVariant Undertaking::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    switch (section) {
    case Target:
        return tr("Target");
    case State:
        return tr("State");
    case Result:
        return tr("Result");
    default:
        return {};
    }
}
