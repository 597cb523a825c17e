// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/aws/call.h"
#include "models/store/types.h"

#include <QJsonObject>
#include <QObject>
#include <QPointer>

class Undertaking;
class Workspace;

/// Takes one write of the journal back: reads what is there now, compares it with what the write made, and makes the
/// Undertaking that puts back what was there before. Tags, a stage's settings and an ingest's binding can be undone.
class Undo final : public QObject
{
    Q_OBJECT

public:
    enum class State {
        Checking,
        AsMade, ///< what is there is what the entry made
        Back, ///< what is there is what was there before the entry: nothing is left to undo
        Changed, ///< somebody changed it since: see differences(), and ask
        Failed, ///< it can't be read: see error()
    };

    /// One member of what the write touched, in words; an absent one is a dash.
    struct Difference
    {
        QString member;
        QString made; ///< by the write
        QString present;
        QString restored; ///< by undoing
    };

    /// Whether there is a way back from such a write at all.
    static bool isOfKind(const store::JournalEntry &entry);
    /// Such an entry that was done, and of which it is known what was there before.
    static bool isPossible(const store::JournalEntry &entry);

    /// Whether the workspace leads to where the entry was written; undoing elsewhere would change something else.
    static bool isOf(const Workspace *workspace, const store::JournalEntry &entry);

    /// Begins to check at once.
    Undo(Workspace *workspace, const store::JournalEntry &entry, QObject *parent);

    State state() const { return m_state; }
    const std::optional<aws::Error> &error() const { return m_error; }
    /// Every member that the write touched.
    QList<Difference> differences() const;
    /// Owned by the workspace's StageActs, not started. Null but for AsMade and Changed.
    Undertaking *make();

Q_SIGNALS:
    void checked();

private:
    void check();
    template <typename T, typename Take>
    void ask(aws::Call<T> *call, Take take);
    void found(const QJsonObject &present);

    QPointer<Workspace> m_workspace;
    store::JournalEntry m_entry;
    QJsonObject m_made; ///< members and their values, flat: tags by their keys
    QJsonObject m_present;
    QJsonObject m_before;
    State m_state = State::Checking;
    std::optional<aws::Error> m_error;
};
