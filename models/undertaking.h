// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/aws/call.h"
#include "models/aws/result.h"
#include "models/listmodel.h"

#include <QAbstractTableModel>
#include <QPointer>

#include <functional>
#include <vector>

/// One act by hand on one or many targets: a row per target, and what became of it. Made by StageActs, not started; the
/// pace is the governor's. A target whose answer was lost is settled by one read where one can tell, and stays Unknown
/// where none can.
class Undertaking : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum class Phase {
        Waiting, ///< nothing of it has left
        Underway, ///< waits for its turn, for its answer, or for the read that settles it
        Done,
        Failed, ///< it was not done: refused, never sent, or read back and not found done
        Unknown, ///< it may have been done, and no read could tell
        Canceled, ///< taken back before it left
    };
    enum Column { Target, State, Result, ColumnTotal };
    // In one space with ListModel's roles: KeyRole is the target's key, ToneRole colours the state.
    enum Role { PhaseRole = ListModel::RawRole + 1 };

    /// How one target is done. `write` sends the request and gives its end; it may read first. `settle`, after a lost
    /// answer, tells by one read whether it was done: true, false, or an error when it can't tell; leave it out where
    /// nothing can.
    struct Step
    {
        QString key; ///< ARN or id
        QString words; ///< for people; foreign text
        std::function<aws::Call<aws::Nothing> *()> write;
        std::function<aws::Call<bool> *()> settle;
        QString whereToLook; ///< for one that stays Unknown, a sentence
    };

    /// \a title: `Delete 3 stages`.
    Undertaking(const QString &title, std::vector<Step> steps, QObject *parent);
    ~Undertaking() override;

    QString title() const { return m_title; }
    /// `2 done, 1 failed, 3 waiting`.
    QString summary() const;
    int count(Phase phase) const;
    int total() const { return int(m_rows.size()); }
    Phase phase(int row) const { return m_rows[std::size_t(row)].phase; }
    QString key(int row) const { return m_rows[std::size_t(row)].step.key; }
    /// Why a row is Failed or Unknown.
    std::optional<aws::Error> error(int row) const { return m_rows[std::size_t(row)].error; }
    /// The error of the first row that is not Done; nothing when all are.
    std::optional<aws::Error> firstError() const;

    bool isStarted() const { return m_started; }
    /// No row is Waiting or Underway.
    bool isFinished() const;
    bool isAllDone() const { return count(Phase::Done) == total(); }

    /// Begins. A second start does nothing.
    void start();
    /// Takes back what has not left; what is on its way is waited for.
    void cancel();
    /// Does the Failed and the Canceled ones again; never the Unknown ones, which may have been done.
    void retryFailed();
    /// Nobody looks at it any more: it goes on to its end and then deletes itself; at once when nothing is under way.
    void dismiss();

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const override;

    /// The phase in one word: `done`, `unknown`.
    static QString phaseText(Phase phase);

Q_SIGNALS:
    void progressed();
    /// Every row has ended; again after a retry.
    void finished();
    /// A row ended with this phase: models that show the target can be brought up to date.
    void rowEnded(const QString &key, Undertaking::Phase phase);
    /// The answer of a row was lost, and a read told whether it was done.
    void rowSettled(const QString &key, bool done);

private:
    struct Row
    {
        Step step;
        Phase phase = Phase::Waiting;
        std::optional<aws::Error> error;
        QPointer<aws::CallBase> call; ///< the write; none while it is settled
        bool readBack = false; ///< the phase is what a read found after a lost answer
    };

    void fill();
    void send(std::size_t row);
    void ended(std::size_t row, const aws::Result<aws::Nothing> &result);
    void settled(std::size_t row, const aws::Result<bool> &done);
    void setPhase(std::size_t row, Phase phase, const std::optional<aws::Error> &error);
    QString resultText(const Row &row) const;

    QString m_title;
    std::vector<Row> m_rows;
    std::size_t m_next = 0; ///< rows before it are not Waiting
    int m_underway = 0;
    bool m_started = false;
    bool m_dismissed = false;
    bool m_filling = false;
};
