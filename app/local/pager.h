// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/local/refusal.h"

#include <QByteArray>
#include <QJsonObject>

namespace local {

/// Page tokens: opaque, without state, and good only for the question they were made for. A token holds the place
/// where the next page begins and a mark over operation, question and place that only this service can make.
class Pager
{
public:
    explicit Pager(const QByteArray &secret)
        : m_secret(secret)
    {
    }

    /// \a question is the request; its nextToken and maxResults don't belong to the question.
    QString token(const QByteArray &operation, const QJsonObject &question, quint64 place) const;
    /// The place in \a token, 0 for an empty one; a Refusal when it belongs to another question.
    Outcome<quint64> place(const QByteArray &operation, const QJsonObject &question, const QString &token) const;

private:
    QByteArray mark(const QByteArray &operation, const QJsonObject &question, const QByteArray &place) const;

    QByteArray m_secret;
};

} // namespace local
