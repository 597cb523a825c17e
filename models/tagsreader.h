// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/ivs/client.h"

#include <QMap>
#include <QObject>

#include <optional>

/// The tags of resources whose list does not tell them, read when a person wants to edit them: one ListTagsForResource
/// for each, 10 a second at most (fact sheet 2). Made by StageActs.
class TagsReader final : public QObject
{
    Q_OBJECT

public:
    TagsReader(ivs::Client *client, const QStringList &arns, QObject *parent);
    ~TagsReader() override;

    /// Asks for those that are not known yet; nothing while it is reading.
    void read();
    bool isReading() const { return m_pending > 0; }
    /// Everything is known.
    bool isComplete() const { return m_tags.size() == m_arns.size(); }
    int known() const { return int(m_tags.size()); }
    int total() const { return int(m_arns.size()); }
    /// Why reading ended without being complete; of the first that failed.
    const std::optional<aws::Error> &error() const { return m_error; }
    /// Of \a arn; empty while it is not known.
    QMap<QString, QString> tags(const QString &arn) const { return m_tags.value(arn); }

Q_SIGNALS:
    void changed();

private:
    void take(const QString &arn, const aws::Result<ivs::ListTagsForResourceResponse> &answer);

    ivs::Client *m_client;
    QStringList m_arns;
    QHash<QString, QMap<QString, QString>> m_tags;
    QList<QPointer<aws::CallBase>> m_calls;
    std::optional<aws::Error> m_error;
    int m_pending = 0;
};
