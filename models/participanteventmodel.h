// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/pagedmodel.h"

/// What happened to one participant in one session, as the service tells it.
class ParticipantEventModel final
    : public PagedModel<ivs::Event, ivs::ListParticipantEventsRequest, ivs::ListParticipantEventsResponse>
{
    Q_OBJECT

public:
    enum Column { Time, What, Error, Detail, ColumnTotal };

    ParticipantEventModel(ivs::Client *client, ServiceClock *clock, TimeText *times, QObject *parent);

    /// Shows another participant's events; empty arguments show nothing.
    void setParticipant(const QString &stageArn, const QString &sessionId, const QString &participantId, bool live);
    QString sessionId() const { return question() ? question()->sessionId : QString(); }
    QString participantId() const { return question() ? question()->participantId : QString(); }
    QString counted(int count) const override;
    QByteArray rawJson(const QString &key) const override;

protected:
    /// Events have no id: name, time and partner make one, with a number for those that are alike.
    QString key(const ivs::Event &item) override;
    ivs::Event made(ivs::Event &&item, const ivs::Event *previous) const override;
    QString text(int record, int column) const override;
    Tone tone(int record, int column) const override;
    int compare(int a, int b, int column) const override;
    int refreshInterval() const override { return m_live ? 10000 : 0; }
    // Not even a live one may load meanwhile: the keys count what is alike, and would count it twice.
    bool canBeFinal() const override { return true; }
    void loadBegins() override;

private:
    bool m_live = false;
    QHash<QString, int> m_alike; ///< how often a key was met by the present load
};

/// `Publish started` for PUBLISH_STARTED; an unknown word as it came.
QString eventName(const ivs::Enum<ivs::EventName> &name);
