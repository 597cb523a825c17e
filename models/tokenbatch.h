// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/aws/error.h"
#include "models/mintdraft.h"
#include "models/mintedtoken.h"
#include "models/undertaking.h"

#include <QAbstractTableModel>
#include <QHash>
#include <QPointer>

#include <array>
#include <vector>

class TokenSigning;
class Workspace;
struct MintOrder;

/// Many tokens at once: rows that are typed, pasted or read from CSV, mended in place, minted by the service or signed
/// here with a result per row.
/// Nothing leaves while a row is bad. A row whose answer was lost is Unknown and is not minted again by itself; what
/// was refused or taken back goes out again with the next start(). The tokens in it are secret and go with it.
///
/// A cell that is empty says what the defaults say. Cells are told as the person wrote them.
class TokenBatch final : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum Column { UserId, Stage, May, ValidFor, Attributes, Result, ColumnTotal };
    enum class State {
        Bad, ///< a fault: see faultOf()
        Ready,
        Waiting, ///< for its turn
        Underway,
        Minted,
        Failed, ///< refused or never sent; mended, it goes out again
        Canceled, ///< taken back before it left
        Unknown, ///< it may have been minted
    };
    static constexpr int kMostRows = 10'000;
    /// Characters of a cell: eight times what the longest good one has. What is longer is cut, and its row is bad.
    static constexpr qsizetype kLongestCell = 8192;

    explicit TokenBatch(Workspace *workspace, QObject *parent = nullptr);
    ~TokenBatch() override;

    /// What empty cells say: stage, capabilities, duration, attributes. The user id is not taken.
    void setDefaults(const MintDraft &defaults);
    const MintDraft &defaults() const { return m_defaults; }
    /// The public half of the key that signs the next ones here; empty: the service mints them. Not while it runs.
    void setKey(const QString &keyArn);
    bool isSigning() const { return !m_defaults.keyArn.isEmpty(); }

    struct Reading
    {
        int rows = 0; ///< that were added
        QStringList leftOut; ///< names of columns that say nothing to us: foreign text
        QString fault; ///< why nothing was added, a sentence
    };
    /// Adds the rows of a CSV text. Its first line may name the columns: `user id`, `stage`, `capabilities`, `duration`
    /// (`12 h`; a number alone is minutes), `attributes` (`role=guest; seat=3` or a JSON object) and `attribute:NAME`,
    /// in any order and in the service's own spelling too; without names they are user id, capabilities, duration and
    /// attributes, in this order.
    Reading read(const QByteArray &csv);
    /// Adds an empty row, which stands for a token without a user id.
    void addRow();
    /// Takes rows out, but for those that are minted or unknown: what became of them is told nowhere else.
    void dropRows(QList<int> rows);

    State state(int row) const { return m_rows[std::size_t(row)].state; }
    int count(State state) const { return m_counts[std::size_t(state)]; }
    int total() const { return int(m_rows.size()); }
    /// The first row that is Bad, -1 when none is.
    int firstBad() const;
    /// What is wrong with a row, a sentence; empty when nothing is.
    QString faultOf(int row) const;
    /// Rows whose user id stands in an earlier row too: nothing forbids that, but it is seldom meant.
    int repeatedUserIds() const;

    bool isRunning() const;
    /// Rows that start() would send: Ready, Failed and Canceled ones.
    int sendable() const;
    /// Sends them, at the governor's pace, or signs them as fast as this computer can. Does nothing, and returns false,
    /// while a row is Bad, none is sendable or one is still under way.
    bool start();
    /// Takes back what has not left, or is not signed yet.
    void cancel();
    /// By hand: the Unknown rows are sent with the next start().
    void forgetUnknown();
    /// Why the last start() was broken off: an error that every other row would meet too.
    std::optional<aws::Error> stoppedBy() const { return m_stoppedBy; }

    /// `498 minted, 1 failed, 1 unknown`; those that were signed here are counted apart.
    QString summary() const;
    /// The minted ones in the order of the rows; secret.
    QList<MintedToken> tokens() const;
    enum class Format { Csv, Json };
    /// Puts together every row as it is now, with what became of it, what signed it and its token, on the person's
    /// explicit request; secret. Cells of CSV are defused against formulas. Best called in another thread: ten thousand
    /// rows take longer than a window may stand.
    std::function<QByteArray()> writer(Format format) const;

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    bool setData(const QModelIndex &index, const QVariant &value, int role = Qt::EditRole) override;
    Qt::ItemFlags flags(const QModelIndex &index) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const override;

Q_SIGNALS:
    /// Rows, faults or states are others now.
    void changed();
    /// Everything that was sent has ended.
    void finished();

private:
    struct Row
    {
        quint64 id = 0; ///< rows go and come while nothing runs, and keys must not be met again
        int line = 0; ///< of the file; 0 for one that was typed
        std::array<QString, Result> cells;
        QString readFault; ///< of its line, until the row is touched
        QString fault;
        MintDraft draft;
        State state = State::Bad;
        std::optional<aws::Error> error;
        QString whyNot; ///< why it could not be signed, a sentence
        MintedToken token; ///< secret; once it is Minted
    };

    bool isOpen(const Row &row) const; ///< may be edited
    static void put(Row *row, std::size_t column, const QString &text);
    void append(Row row);
    void check(Row *row) const;
    void recheck();
    void setState(std::size_t row, State state);
    void mint(const QList<MintOrder> &orders);
    void sign(const QList<MintOrder> &orders);
    void follow(int row);
    void followSigned(int first, int last);
    void take(const MintedToken &token, const QString &key);
    void ended();
    QString shown(const Row &row, int column) const;
    static QString resultText(const Row &row);
    static QByteArray csvOf(const std::vector<Row> &rows);
    static QByteArray jsonOf(const std::vector<Row> &rows);

    Workspace *m_workspace;
    MintDraft m_defaults;
    std::vector<Row> m_rows;
    quint64 m_lastId = 0;
    QPointer<Undertaking> m_act; ///< of the service
    QPointer<TokenSigning> m_signing; ///< or here
    int m_signed = 0; ///< of the Minted ones
    QHash<QString, std::size_t> m_sent; ///< row of each key under way: none come or go meanwhile
    std::array<int, std::size_t(State::Unknown) + 1> m_counts {}; ///< of 10,000 rows they are asked at each step
    std::optional<aws::Error> m_stoppedBy;
};
