// SPDX-License-Identifier: GPL-3.0-or-later
// What comes into a TokenBatch and what becomes of its rows: reading, minting, export.
#include "models/csvreader.h"
#include "models/tableexport.h"
#include "models/tokenacts.h"
#include "models/tokenbatch.h"
#include "models/tokensigning.h"
#include "models/workspace.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

#include <algorithm>
#include <map>

using namespace Qt::Literals::StringLiterals;

namespace {

/// Where the cells of a line go: a column of the batch, or an attribute by its name.
struct Heading
{
    int column = -1;
    QString attribute;
};

Heading headingOf(const QString &cell)
{
    static const QString kAttribute = u"attribute:"_s;
    if (cell.startsWith(kAttribute, Qt::CaseInsensitive) && cell.size() > kAttribute.size())
        return {-1, cell.mid(kAttribute.size()).trimmed()};
    static const std::map<QString, int> kColumns {{u"userid"_s, TokenBatch::UserId}, {u"stage"_s, TokenBatch::Stage},
        {u"stagearn"_s, TokenBatch::Stage}, {u"capabilities"_s, TokenBatch::May}, {u"duration"_s, TokenBatch::ValidFor},
        {u"durationminutes"_s, TokenBatch::ValidFor}, {u"validfor"_s, TokenBatch::ValidFor},
        {u"attributes"_s, TokenBatch::Attributes}};
    QString word = cell.toLower();
    word.remove(u' ').remove(u'_').remove(u'-');
    const auto found = kColumns.find(word);
    return {found == kColumns.end() ? -1 : found->second, {}};
}

bool isSaying(const Heading &heading) { return heading.column >= 0 || !heading.attribute.isEmpty(); }

QList<Heading> headingsOf(const QStringList &cells)
{
    QList<Heading> headings;
    for (const QString &cell : cells)
        headings.append(headingOf(cell));
    return headings;
}

// In an export: the public half of the key, or the service's own.
QString signedWith(const MintedToken &token)
{
    if (token.token.isEmpty())
        return {};
    return token.how == MintedToken::How::OwnKey ? token.keyArn : u"service"_s;
}

// An error that each of the other rows would meet as well: going on would only repeat it.
bool concernsAll(const aws::Error &error)
{
    switch (error.kind) {
    case aws::ErrorKind::NotReached:
    case aws::ErrorKind::TimedOut:
    case aws::ErrorKind::NoCredentials:
    case aws::ErrorKind::ExpiredCredentials:
    case aws::ErrorKind::Denied:
    case aws::ErrorKind::Throttled:
    case aws::ErrorKind::PendingVerification:
    case aws::ErrorKind::ReadOnly:
        return true;
    default:
        return false;
    }
}

} // namespace

TokenBatch::Reading TokenBatch::read(const QByteArray &csv)
{
    csv::Table table = csv::read(csv);
    Reading reading {0, {}, table.fault};
    if (isRunning() || !reading.fault.isEmpty())
        return reading;
    QList<Heading> headings {{UserId, {}}, {May, {}}, {ValidFor, {}}, {Attributes, {}}};
    if (!table.lines.isEmpty() && table.lines.first().fault.isEmpty()) {
        const QStringList names = table.lines.first().cells;
        const QList<Heading> named = headingsOf(names);
        if (std::any_of(named.cbegin(), named.cend(), isSaying)) {
            headings = named;
            table.lines.removeFirst();
            for (qsizetype i = 0; i < names.size(); ++i) {
                if (!isSaying(named[i]) && !names[i].isEmpty())
                    reading.leftOut << names[i];
            }
        }
    }
    if (table.lines.isEmpty()) {
        reading.fault = tr("There are no rows in it.");
        return reading;
    }
    if (total() + table.lines.size() > kMostRows) {
        reading.fault = tr("It has %1 rows; a batch can have at most %2.").arg(table.lines.size()).arg(kMostRows);
        return reading;
    }
    beginInsertRows({}, total(), total() + int(table.lines.size()) - 1);
    for (const csv::Line &line : std::as_const(table.lines)) {
        Row row;
        row.line = line.number;
        row.readFault = line.fault;
        PairRows more;
        for (qsizetype i = 0; i < line.cells.size(); ++i) {
            const QString &cell = line.cells[i];
            if (i >= headings.size()) {
                if (!cell.isEmpty() && row.readFault.isEmpty())
                    row.readFault = tr("It has more cells than there are columns.");
            } else if (headings[i].column >= 0) {
                put(&row, std::size_t(headings[i].column), cell);
            } else if (!headings[i].attribute.isEmpty() && !cell.isEmpty()) {
                more.append({headings[i].attribute, cell});
            }
        }
        if (!more.isEmpty()) {
            // One text for all of them, so that it can be mended in one cell.
            std::optional<PairRows> pairs = attributesOf(row.cells[Attributes]);
            if (!pairs) {
                put(&row, Attributes, row.cells[Attributes] + u"; "_s + attributesText(more));
            } else {
                *pairs += more;
                put(&row, Attributes, attributesText(*pairs));
            }
        }
        append(std::move(row));
    }
    endInsertRows();
    reading.rows = int(table.lines.size());
    Q_EMIT changed();
    return reading;
}

int TokenBatch::sendable() const { return count(State::Ready) + count(State::Failed) + count(State::Canceled); }

bool TokenBatch::start()
{
    if (isRunning() || count(State::Bad) > 0 || sendable() == 0)
        return false;
    QList<MintOrder> orders;
    m_sent.clear();
    m_stoppedBy.reset();
    for (std::size_t i = 0; i < m_rows.size(); ++i) {
        const State state = m_rows[i].state;
        if (state != State::Ready && state != State::Failed && state != State::Canceled)
            continue;
        orders.append({QString::number(m_rows[i].id), m_rows[i].draft});
        m_sent.insert(orders.last().key, i);
    }
    for (auto it = m_sent.cbegin(); it != m_sent.cend(); ++it) {
        Row &row = m_rows[it.value()];
        --m_counts[std::size_t(row.state)];
        row.state = State::Waiting;
        row.whyNot.clear();
        ++m_counts[std::size_t(State::Waiting)];
    }
    if (isSigning())
        sign(orders);
    else
        mint(orders);
    // Once for all of them: each time the whole sheet is looked over.
    Q_EMIT dataChanged(index(0, 0), index(total() - 1, Result));
    Q_EMIT changed();
    return true;
}

void TokenBatch::mint(const QList<MintOrder> &orders)
{
    TokenActs *acts = m_workspace->tokenActs();
    m_act = acts->mint(orders);
    connect(acts, &TokenActs::minted, this,
        [this, act = m_act.data()](const MintedToken &token, const QString &key, const QObject *by) {
            if (by == act)
                take(token, key);
        });
    connect(m_act, &QAbstractItemModel::dataChanged, this, [this](const QModelIndex &first) { follow(first.row()); });
    connect(m_act, &Undertaking::finished, this, &TokenBatch::ended);
    m_act->start();
}

void TokenBatch::sign(const QList<MintOrder> &orders)
{
    m_signing = m_workspace->tokenActs()->sign(m_defaults.keyArn, orders);
    connect(m_signing, &TokenSigning::signedOne, this, &TokenBatch::take);
    connect(m_signing, &TokenSigning::ended, this, &TokenBatch::followSigned);
    connect(m_signing, &TokenSigning::finished, this, &TokenBatch::ended);
    m_signing->start();
}

void TokenBatch::take(const MintedToken &token, const QString &key)
{
    const auto at = m_sent.constFind(key);
    if (at != m_sent.cend())
        m_rows[*at].token = token;
}

void TokenBatch::follow(int row)
{
    const auto at = m_sent.constFind(m_act->key(row));
    if (at == m_sent.cend())
        return;
    using Phase = Undertaking::Phase;
    const std::optional<aws::Error> error = m_act->error(row);
    m_rows[*at].error = error;
    switch (m_act->phase(row)) {
    case Phase::Waiting:
        break;
    case Phase::Underway:
        setState(*at, State::Underway);
        break;
    case Phase::Done:
        // An answer without a token is none.
        setState(*at, m_rows[*at].token.token.isEmpty() ? State::Unknown : State::Minted);
        break;
    case Phase::Failed:
        setState(*at, State::Failed);
        break;
    case Phase::Unknown:
        setState(*at, State::Unknown);
        break;
    case Phase::Canceled:
        setState(*at, State::Canceled);
        break;
    }
    if (m_act->phase(row) == Phase::Failed && error && concernsAll(*error) && !m_stoppedBy) {
        m_stoppedBy = error;
        // Not from inside of its own signal.
        QMetaObject::invokeMethod(m_act, &Undertaking::cancel, Qt::QueuedConnection);
    }
}

// Rows end by the hundred here: told one by one the sheet would do nothing else.
void TokenBatch::followSigned(int first, int last)
{
    using Phase = Undertaking::Phase;
    std::size_t top = m_rows.size();
    std::size_t bottom = 0;
    for (int i = first; i <= last; ++i) {
        const TokenSigning::Row &told = m_signing->row(i);
        const auto at = m_sent.constFind(told.key);
        if (at == m_sent.cend() || told.phase == Phase::Waiting || m_rows[*at].state != State::Waiting)
            continue;
        Row &row = m_rows[*at];
        row.error = told.error;
        row.whyNot = told.fault;
        row.state = told.phase == Phase::Done ? State::Minted
            : told.phase == Phase::Failed     ? State::Failed
                                              : State::Canceled;
        m_signed += told.phase == Phase::Done ? 1 : 0;
        --m_counts[std::size_t(State::Waiting)];
        ++m_counts[std::size_t(row.state)];
        top = std::min(top, *at);
        bottom = std::max(bottom, *at);
    }
    if (top > bottom)
        return;
    Q_EMIT dataChanged(index(int(top), 0), index(int(bottom), Result));
    Q_EMIT changed();
}

void TokenBatch::ended()
{
    if (m_act) {
        Undertaking *act = m_act;
        m_act.clear();
        disconnect(m_workspace->tokenActs(), nullptr, this, nullptr);
        act->disconnect(this);
        act->dismiss();
    }
    if (m_signing) {
        m_signing->dismiss();
        m_signing.clear();
    }
    m_sent.clear();
    if (!m_rows.empty())
        Q_EMIT dataChanged(index(0, 0), index(total() - 1, Result)); // they can be edited again
    Q_EMIT changed();
    Q_EMIT finished();
}

void TokenBatch::cancel()
{
    if (m_act)
        m_act->cancel();
    if (m_signing)
        m_signing->cancel();
}

void TokenBatch::forgetUnknown()
{
    if (isRunning())
        return;
    for (std::size_t i = 0; i < m_rows.size(); ++i) {
        if (m_rows[i].state == State::Unknown)
            setState(i, State::Ready);
    }
}

void TokenBatch::setState(std::size_t row, State state)
{
    --m_counts[std::size_t(m_rows[row].state)];
    m_rows[row].state = state;
    ++m_counts[std::size_t(state)];
    Q_EMIT dataChanged(index(int(row), 0), index(int(row), Result));
    Q_EMIT changed();
}

QList<MintedToken> TokenBatch::tokens() const
{
    QList<MintedToken> tokens;
    for (const Row &row : m_rows) {
        if (row.state == State::Minted)
            tokens.append(row.token);
    }
    return tokens;
}

std::function<QByteArray()> TokenBatch::writer(Format format) const
{
    return [rows = m_rows, format] { return format == Format::Csv ? csvOf(rows) : jsonOf(rows); };
}

QByteArray TokenBatch::csvOf(const std::vector<Row> &rows)
{
    QByteArray csv("user_id,stage_arn,participant_id,capabilities,attributes,expires,result,signed_with,token\r\n");
    for (const Row &row : rows) {
        const bool isMinted = row.state == State::Minted;
        const QString expires = isMinted ? row.token.expires.toUTC().toString(Qt::ISODate) : QString();
        const TokenDraft &token = row.draft.token;
        const QStringList cells {token.userId, row.draft.stageArn, row.token.participantId,
            capabilitiesCell(token.publish, token.subscribe), attributesText(token.attributes), expires,
            resultText(row), signedWith(row.token), row.token.token};
        for (const QString &cell : cells)
            csv += TableExport::cell(cell) + ',';
        csv.chop(1);
        csv += "\r\n";
    }
    return csv;
}

QByteArray TokenBatch::jsonOf(const std::vector<Row> &rows)
{
    // A document of all of them takes twice as long.
    QByteArray json("[");
    for (const Row &row : rows) {
        QJsonObject attributes;
        const QMap<QString, QString> pairs = mapOf(row.draft.token.attributes);
        for (auto it = pairs.cbegin(); it != pairs.cend(); ++it)
            attributes.insert(it.key(), it.value());
        QJsonArray capabilities;
        if (row.draft.token.publish)
            capabilities.append(u"PUBLISH"_s);
        if (row.draft.token.subscribe)
            capabilities.append(u"SUBSCRIBE"_s);
        QJsonObject told {{u"userId"_s, row.draft.token.userId}, {u"stageArn"_s, row.draft.stageArn},
            {u"capabilities"_s, capabilities}, {u"attributes"_s, attributes}, {u"result"_s, resultText(row)}};
        if (row.state == State::Minted) {
            told.insert(u"participantId"_s, row.token.participantId);
            told.insert(u"signedWith"_s, signedWith(row.token));
            told.insert(u"token"_s, row.token.token);
            told.insert(u"expirationTime"_s, row.token.expires.toUTC().toString(Qt::ISODate));
        }
        json += (json.size() == 1 ? "\n" : ",\n") + QJsonDocument(told).toJson(QJsonDocument::Compact);
    }
    return json + "\n]\n";
}
