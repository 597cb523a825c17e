// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/tokenbatch.h"

#include "models/errortext.h"
#include "models/plaintext.h"
#include "models/replicationdraft.h"
#include "models/tokensigning.h"
#include "models/workspace.h"

#include <QLocale>
#include <QSet>

#include <algorithm>

using namespace Qt::Literals::StringLiterals;

namespace {

QString fieldName(const QString &field)
{
    if (field == "stageArn"_L1)
        return TokenBatch::tr("Stage");
    if (field == "userId"_L1)
        return TokenBatch::tr("User id");
    if (field == "duration"_L1)
        return TokenBatch::tr("Valid for");
    return field == "capabilities"_L1 ? TokenBatch::tr("May") : TokenBatch::tr("Attributes");
}

QString stateText(TokenBatch::State state)
{
    using State = TokenBatch::State;
    switch (state) {
    case State::Bad:
        return TokenBatch::tr("to be mended");
    case State::Ready:
        return TokenBatch::tr("ready");
    case State::Waiting:
        return TokenBatch::tr("waiting");
    case State::Underway:
        return TokenBatch::tr("under way");
    case State::Minted:
        return TokenBatch::tr("minted");
    case State::Failed:
        return TokenBatch::tr("failed");
    case State::Canceled:
        return TokenBatch::tr("taken back");
    case State::Unknown:
        return TokenBatch::tr("unknown");
    }
    Q_UNREACHABLE();
}

// No column shows more.
QString clipped(const QString &foreign)
{
    constexpr qsizetype kMostShown = 250;
    return shownText(foreign.size() > kMostShown ? foreign.left(kMostShown) + QChar(0x2026) : foreign);
}

Tone toneOf(TokenBatch::State state)
{
    using State = TokenBatch::State;
    switch (state) {
    case State::Minted:
        return Tone::Good;
    case State::Bad:
    case State::Failed:
        return Tone::Failed;
    case State::Unknown:
        return Tone::Warning;
    default:
        return Tone::Idle;
    }
}

} // namespace

TokenBatch::TokenBatch(Workspace *workspace, QObject *parent)
    : QAbstractTableModel(parent)
    , m_workspace(workspace)
{
    // A stage that was not loaded yet may be now.
    connect(workspace->stages(), &ListModel::stateChanged, this, [this] {
        const bool any = !isRunning() && std::any_of(m_rows.cbegin(), m_rows.cend(), [](const Row &row) {
            return row.state == State::Bad && !row.cells[Stage].isEmpty();
        });
        if (any)
            recheck();
    });
}

TokenBatch::~TokenBatch()
{
    if (m_signing)
        m_signing->dismiss();
    if (!m_act)
        return;
    m_act->disconnect(this);
    m_act->cancel();
    m_act->dismiss();
}

bool TokenBatch::isRunning() const { return m_act || m_signing; }

bool TokenBatch::isOpen(const Row &row) const
{
    return !isRunning() && row.state != State::Minted && row.state != State::Unknown;
}

void TokenBatch::setDefaults(const MintDraft &defaults)
{
    m_defaults = defaults;
    m_defaults.token.userId.clear();
    recheck();
}

// A cell of a megabyte would stop the window each time it is painted or edited.
void TokenBatch::put(Row *row, std::size_t column, const QString &text)
{
    row->cells[column] = text.left(kLongestCell);
    if (text.size() > kLongestCell && row->readFault.isEmpty())
        row->readFault = tr("A cell has more than %1 characters and was cut.").arg(kLongestCell);
}

// No row is looked over again: what it says is good or bad whoever makes the token.
void TokenBatch::setKey(const QString &keyArn)
{
    if (isRunning() || m_defaults.keyArn == keyArn)
        return;
    m_defaults.keyArn = keyArn;
    Q_EMIT changed();
}

void TokenBatch::append(Row row)
{
    row.id = ++m_lastId;
    check(&row);
    ++m_counts[std::size_t(row.state)];
    m_rows.push_back(std::move(row));
}

void TokenBatch::addRow()
{
    if (isRunning() || total() >= kMostRows)
        return;
    beginInsertRows({}, total(), total());
    append({});
    endInsertRows();
    Q_EMIT changed();
}

void TokenBatch::dropRows(QList<int> rows)
{
    if (isRunning())
        return;
    rows.removeIf([this](int row) { return !isOpen(m_rows[std::size_t(row)]); });
    std::sort(rows.begin(), rows.end(), std::greater<>());
    // Neighbours go together: one by one, ten thousand would move what is behind them as often.
    for (qsizetype i = 0; i < rows.size();) {
        const int last = rows[i];
        int first = last;
        while (++i < rows.size() && rows[i] == first - 1)
            first = rows[i];
        beginRemoveRows({}, first, last);
        for (int row = first; row <= last; ++row)
            --m_counts[std::size_t(m_rows[std::size_t(row)].state)];
        m_rows.erase(m_rows.begin() + first, m_rows.begin() + last + 1);
        endRemoveRows();
    }
    Q_EMIT changed();
}

// What the row says with the defaults, and what is wrong with it. One that has left keeps its state.
void TokenBatch::check(Row *row) const
{
    const QString &stage = row->cells[Stage];
    const QString &may = row->cells[May];
    row->draft = m_defaults;
    row->fault = row->readFault;
    const auto fault = [row](const QString &words) {
        if (row->fault.isEmpty())
            row->fault = words;
    };
    if (!stage.isEmpty()) {
        row->draft.stageArn = stageMeant(*m_workspace->stages(), stage, {});
        const StageRecord *known = m_workspace->stages()->record(row->draft.stageArn);
        row->draft.stageName = known ? known->stage.name : QString();
        if (row->draft.stageArn.isEmpty())
            fault(tr("Stage: none that is loaded has that name alone."));
    }
    TokenDraft &token = row->draft.token;
    token.userId = row->cells[UserId];
    if (const std::optional<Capabilities> read = capabilitiesOf(may)) {
        token.publish = read->publish;
        token.subscribe = read->subscribe;
    } else if (!may.isEmpty()) {
        fault(tr("May: write “publish”, “subscribe” or both."));
    }
    if (const std::optional<int> minutes = minutesOf(row->cells[ValidFor]))
        token.durationMinutes = *minutes;
    else if (!row->cells[ValidFor].isEmpty())
        fault(tr("Valid for: write “12 h”, “90 min” or “2 d”."));
    const std::optional<PairRows> attributes = attributesOf(row->cells[Attributes]);
    if (!attributes)
        fault(tr("Attributes: write “role=guest; seat=3”, or a JSON object of texts."));
    else if (!row->cells[Attributes].isEmpty())
        token.attributes = *attributes;
    const QList<DraftFault> faults = row->draft.faults();
    if (!faults.isEmpty())
        fault(tr("%1: %2.").arg(fieldName(faults.first().field), faults.first().message));
    if (row->state == State::Bad || row->state == State::Ready || !row->fault.isEmpty())
        row->state = row->fault.isEmpty() ? State::Ready : State::Bad;
}

void TokenBatch::recheck()
{
    for (Row &row : m_rows) {
        if (!isOpen(row))
            continue;
        --m_counts[std::size_t(row.state)];
        check(&row);
        ++m_counts[std::size_t(row.state)];
    }
    if (!m_rows.empty())
        Q_EMIT dataChanged(index(0, 0), index(total() - 1, Result));
    Q_EMIT changed();
}

int TokenBatch::firstBad() const
{
    const auto bad =
        std::find_if(m_rows.cbegin(), m_rows.cend(), [](const Row &row) { return row.state == State::Bad; });
    return bad == m_rows.cend() ? -1 : int(bad - m_rows.cbegin());
}

QString TokenBatch::faultOf(int row) const
{
    const Row &at = m_rows[std::size_t(row)];
    if (at.state != State::Bad)
        return {};
    return at.line > 0 ? tr("Line %1: %2").arg(at.line).arg(at.fault) : at.fault;
}

int TokenBatch::repeatedUserIds() const
{
    QSet<QString> met;
    int repeated = 0;
    for (const Row &row : m_rows) {
        const QString &userId = row.cells[UserId];
        repeated += !userId.isEmpty() && met.contains(userId) ? 1 : 0;
        met.insert(userId);
    }
    return repeated;
}

int TokenBatch::rowCount(const QModelIndex &parent) const { return parent.isValid() ? 0 : total(); }

int TokenBatch::columnCount(const QModelIndex &parent) const { return parent.isValid() ? 0 : int(ColumnTotal); }

Qt::ItemFlags TokenBatch::flags(const QModelIndex &index) const
{
    if (!index.isValid())
        return Qt::NoItemFlags;
    const Qt::ItemFlags flags = Qt::ItemIsEnabled | Qt::ItemIsSelectable;
    const bool editable = index.column() != Result && isOpen(m_rows[std::size_t(index.row())]);
    return editable ? flags | Qt::ItemIsEditable : flags;
}

bool TokenBatch::setData(const QModelIndex &index, const QVariant &value, int role)
{
    if (role != Qt::EditRole || !(flags(index) & Qt::ItemIsEditable))
        return false;
    Row &row = m_rows[std::size_t(index.row())];
    const QString text = value.toString().trimmed();
    if (text == row.cells[std::size_t(index.column())] && row.readFault.isEmpty())
        return true;
    row.readFault.clear(); // somebody has looked at it
    put(&row, std::size_t(index.column()), text);
    row.error.reset();
    row.whyNot.clear();
    --m_counts[std::size_t(row.state)];
    row.state = State::Bad; // or ready: what was refused is another question now
    check(&row);
    ++m_counts[std::size_t(row.state)];
    Q_EMIT dataChanged(this->index(index.row(), 0), this->index(index.row(), Result));
    Q_EMIT changed();
    return true;
}

// An empty cell shows what will be sent instead.
QString TokenBatch::shown(const Row &row, int column) const
{
    if (column == Result)
        return resultText(row);
    if (const QString &cell = row.cells[std::size_t(column)]; !cell.isEmpty())
        return clipped(cell);
    switch (column) {
    case Stage:
        return shownText(row.draft.stageName.isEmpty() ? idOfArn(row.draft.stageArn) : row.draft.stageName);
    case May:
        return capabilitiesCell(row.draft.token.publish, row.draft.token.subscribe);
    case ValidFor:
        return durationText(row.draft.token.durationMinutes);
    case Attributes:
        return clipped(attributesText(row.draft.token.attributes));
    default:
        return {};
    }
}

QString TokenBatch::resultText(const Row &row)
{
    if (row.state == State::Bad)
        return row.line > 0 ? tr("line %1: %2").arg(row.line).arg(row.fault) : row.fault;
    if (row.state == State::Unknown)
        return tr("unknown: the answer was lost");
    if (row.state == State::Failed && !row.whyNot.isEmpty())
        return tr("failed: %1").arg(row.whyNot);
    if (row.state == State::Failed && row.error)
        return tr("failed: %1").arg(explain(*row.error).title);
    if (row.state == State::Minted && row.token.how == MintedToken::How::OwnKey)
        return tr("signed");
    return stateText(row.state);
}

QVariant TokenBatch::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const Row &row = m_rows[std::size_t(index.row())];
    switch (role) {
    case Qt::DisplayRole:
        return shown(row, index.column());
    case Qt::EditRole:
        return index.column() == Result ? QVariant() : row.cells[std::size_t(index.column())];
    case Qt::ToolTipRole:
        if (index.column() == Result && row.error && row.whyNot.isEmpty())
            return shownToolTip(explain(*row.error).meaning + u' ' + explain(*row.error).advice);
        return shownToolTip(shown(row, index.column()));
    case ListModel::ToneRole:
        return int(index.column() == Result ? toneOf(row.state) : Tone::None);
    default:
        return {};
    }
}

QVariant TokenBatch::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (role != Qt::DisplayRole)
        return {};
    if (orientation == Qt::Vertical)
        return section + 1;
    switch (section) {
    case UserId:
        return tr("User id");
    case Stage:
        return tr("Stage");
    case May:
        return tr("May");
    case ValidFor:
        return tr("Valid for");
    case Attributes:
        return tr("Attributes");
    case Result:
        return tr("Result");
    default:
        return {};
    }
}

QString TokenBatch::summary() const
{
    QStringList parts;
    if (m_signed > 0)
        parts << tr("%1 signed").arg(QLocale().toString(m_signed));
    for (const State each : {State::Minted, State::Failed, State::Unknown, State::Canceled, State::Underway,
             State::Waiting, State::Ready, State::Bad}) {
        if (const int rows = count(each) - (each == State::Minted ? m_signed : 0); rows > 0)
            parts << u"%1 %2"_s.arg(QLocale().toString(rows), stateText(each));
    }
    return parts.join(u", "_s);
}
