// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/locallistmodel.h"

#include <QDateTime>
#include <QHash>

class Desk;
class Workspace;

/// Something that ended: a stage's session or a composition.
struct EndedRow
{
    enum class Kind { Session, Composition };
    enum class Outcome { Ended, Failed, Unknown };

    Kind kind = Kind::Session;
    Workspace *workspace = nullptr; ///< lives as long as the row
    QString stageArn;
    QString stageName;
    QString id; ///< of the session, or the composition's ARN
    QDateTime began; ///< invalid when it is not known
    QDateTime ended; ///< as the service told; else when it was missed first
    bool isExact = false; ///< the service told when it ended
    Outcome outcome = Outcome::Ended;
    QString reason; ///< why, in a few words; empty where nobody knows

    bool operator==(const EndedRow &) const = default;
};

/// What ended within the last hour, as far as this program saw it: sessions whose stage went idle between two reads of
/// the list of stages or that the list of a stage's sessions told of, compositions that the watch saw end or go. While
/// a window is open the list of stages is read once a minute whichever page is shown (one call for each 100 stages), so
/// that a session's end is seen without anybody looking at the stages. What began and ended between two reads, or while
/// the window was hidden, is not in it.
class EndedModel final : public LocalListModel
{
    Q_OBJECT

public:
    enum Column { What, Stage, Place, Ended, Lasted, Outcome, ColumnTotal };

    EndedModel(Desk *desk, TimeText *times, QObject *parent);

    /// The wall is on screen: the exact end of sessions is asked, one call each.
    void setShown(bool shown);
    /// A window is open and not minimised: the ends of sessions are looked for.
    void setAwake(bool awake);
    const EndedRow *row(const QString &key) const;
    QString counted(int count) const override;
    /// Since when the compositions of all open regions are watched, and what was missed since.
    QString watchedWords() const;

    static constexpr int kKeep = 3600; ///< seconds
    static constexpr int kLookInterval = 60; ///< seconds, wall clock, between two looks while no page reads the stages

protected:
    int recordCount() const override { return int(m_rows.size()); }
    QString keyOf(int record) const override { return m_keys[std::size_t(record)]; }
    int recordOf(const QString &key) const override { return m_index.value(key, -1); }
    QString text(int record, int column) const override;
    QString rawText(int record, int column) const override;
    Tone tone(int record, int column) const override;
    int compare(int a, int b, int column) const override;

private:
    void add(Workspace *workspace);
    void remove(Workspace *workspace);
    void sessionEnded(Workspace *workspace, const QString &stageArn, const QString &name, const QString &sessionId,
        const QDateTime &began);
    void sessionsTold(Workspace *workspace);
    void lookAgain(Workspace *workspace, quint64 ticket);
    void look(Workspace *workspace);
    void compositionChanged(Workspace *workspace, const QString &arn);
    void askEnd(const QString &key);
    void put(const QString &key, const EndedRow &row);
    void drop(const std::vector<bool> &kept);
    void forgetOld();

    Desk *m_desk;
    bool m_shown = false;
    bool m_awake = false;
    quint64 m_ticket = 0; ///< looks that were planned before are off
    std::vector<EndedRow> m_rows;
    std::vector<QString> m_keys;
    QHash<QString, int> m_index;
    QSet<QString> m_asked; ///< keys of sessions whose end was asked
    QTimer m_tick;
};
