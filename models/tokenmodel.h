// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/locallistmodel.h"
#include "models/tokenregister.h"

#include <map>

class TokenCheck;

/// The register of issued tokens as rows: for whom, where, what it may, what became of it. Nothing is asked of the
/// service but by check(); older entries come from the store on request, with resume(). The rows' key is the
/// participant id.
class TokenModel final : public LocalListModel
{
    Q_OBJECT

public:
    enum Column { UserId, Stage, May, State, AsOf, Expires, Issued, How, ParticipantId, Attributes, ColumnTotal };

    /// Which tokens are shown beside what the filter's text says.
    enum class Show {
        All,
        Valid, ///< not expired yet
        Unused, ///< valid, and in no session as far as is known
        Joined,
        Gone, ///< left, or disconnected
        Expired, ///< whatever became of them before
        NotKnown, ///< valid, and no read tells of them
    };

    TokenModel(TokenRegister *tokens, TokenCheck *checks, ServiceClock *clock, TimeText *times, QObject *parent);

    TokenRegister *tokens() const { return m_tokens; }
    /// By hand: asks the service what became of them. What it tells comes with the rows; how it goes, checks() tells.
    void check(const QStringList &participantIds);
    TokenCheck *checks() const { return m_checks; }

    /// Null when there is none with this key. Valid until the next turn of the event loop.
    const IssuedToken *entry(const QString &participantId) const;
    /// Now; NotKnown when there is none with this key.
    TokenState stateOf(const QString &participantId) const;

    void setShow(Show show);
    Show show() const { return m_show; }
    bool isFiltered() const override { return m_show != Show::All || ListModel::isFiltered(); }
    QString quickFilter() const override;
    void setQuickFilter(const QString &word) override;
    void clearFilter() override;

    QString counted(int count) const override;
    /// What the register holds of it, as JSON; never the token.
    QByteArray rawJson(const QString &participantId) const override;
    void resume() override { m_tokens->readOlder(); }
    bool canReload() const override { return false; }

    /// `unused`, `joined`, `not known`.
    static QString stateText(TokenState state);
    static Tone toneOf(TokenState state);
    /// What is known of the use of a token, in a sentence or two, with as of when.
    QString useWords(const IssuedToken &token) const;
    /// `by the service`, `with its stage`, `with key 3fMNHq5F`.
    static QString howText(const IssuedToken &token);

protected:
    int recordCount() const override { return m_count; }
    QString keyOf(int record) const override { return at(record).participantId; }
    int recordOf(const QString &key) const override;
    QString text(int record, int column) const override;
    QString rawText(int record, int column) const override;
    QString hint(int record, int column) const override;
    Tone tone(int record, int column) const override;
    int compare(int a, int b, int column) const override;
    bool accepts(int record) const override;
    bool holds(int record, int column, const FilterText::Term &term) const override;
    void clearRecords() override;
    void watchedChanged() override;

private:
    const IssuedToken &at(int record) const { return m_tokens->entries().at(record); }
    void gather();
    void merge();
    void tick();
    void heldAsRead();
    /// What time makes of an entry, as it was told last: rows must not change their place on their own.
    struct Standing
    {
        TokenState state = TokenState::NotKnown;
        bool expired = false;
        QDateTime expires; ///< as it stands in m_expiring
        bool operator==(const Standing &) const = default;
    };
    static Standing standingOf(const IssuedToken &token, const QDateTime &now);

    TokenRegister *m_tokens;
    TokenCheck *m_checks;
    Show m_show = Show::All;
    int m_count = 0; ///< entries of the register that are records
    std::vector<Standing> m_standing; ///< of these
    QStringList m_changed; ///< entries whose change waits to be told
    QElapsedTimer m_merged;
    QTimer m_gather;
    std::multimap<QDateTime, int> m_expiring; ///< records that were valid when they were looked at last
    bool m_ticks = false;
};
