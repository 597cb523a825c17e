// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/ivs/client.h"

#include <QObject>
#include <QPointer>

namespace ivs {
class ListingBase;
}

/// Who publishes on one stage now, by calls of its own in the Person lane: GetStage, the participants who have ever
/// published, and for each of them who is connected the events (whether it does now) and the attributes.
class StagePublishers final : public QObject
{
    Q_OBJECT

public:
    struct Person
    {
        QString participantId;
        QString userId; ///< foreign text, may be empty
        std::optional<bool> publishes; ///< absent until its events were read, and when they could not be
        /// Absent until they were read, and when they could not be.
        std::optional<QMap<QString, QString>> attributes;
    };

    StagePublishers(ivs::Client *client, QObject *parent);
    ~StagePublishers() override;

    /// Asks about \a stageArn, and drops the answers to any earlier question.
    void ask(const QString &stageArn);
    QString stageArn() const { return m_stageArn; } ///< empty: nothing was asked
    bool isAsking() const { return m_pending > 0; }
    /// Why it could not be told; NotFound: there is no such stage. Absent meanwhile, and when only single persons
    /// could not be read.
    const std::optional<aws::Error> &error() const { return m_error; }
    /// Connected and have published in this session, in the order of the service's list; at most kMost of them.
    const QList<Person> &people() const { return m_people; }
    /// More than kMost were there: the others were not asked about.
    bool isAtLeast() const { return m_more; }

    static constexpr int kMost = 24; ///< twice as many as may publish at once (fact sheet 2)

Q_SIGNALS:
    void changed();

private:
    void drop();
    void listPeople(const QString &sessionId);
    void examine(qsizetype index, const QString &sessionId);
    void answered();
    template <typename Question, typename Answer, typename Take, typename End>
    void list(const aws::Operation &operation, const Question &question, Take take, End end);

    ivs::Client *m_client;
    QString m_stageArn;
    QList<Person> m_people;
    bool m_more = false;
    std::optional<aws::Error> m_error;
    int m_pending = 0;
    quint64 m_question = 0; ///< counts them
    QList<QPointer<aws::CallBase>> m_calls;
    QList<QPointer<ivs::ListingBase>> m_listings;
};
