// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/tagsreader.h"

TagsReader::TagsReader(ivs::Client *client, const QStringList &arns, QObject *parent)
    : QObject(parent)
    , m_client(client)
    , m_arns(arns)
{
}

TagsReader::~TagsReader()
{
    // Questions that wait for their turn would spend the budget for nobody.
    for (const QPointer<aws::CallBase> &call : std::as_const(m_calls)) {
        if (call)
            call->abort();
    }
}

void TagsReader::read()
{
    if (isReading() || isComplete())
        return;
    m_error.reset();
    m_calls.clear();
    for (const QString &arn : std::as_const(m_arns)) {
        if (m_tags.contains(arn))
            continue;
        ++m_pending;
        auto *call = m_client->listTagsForResource({.resourceArn = arn}, aws::Lane::Person);
        m_calls.append(call);
        call->then(
            this, [this, arn](const aws::Result<ivs::ListTagsForResourceResponse> &answer) { take(arn, answer); });
    }
    Q_EMIT changed();
}

void TagsReader::take(const QString &arn, const aws::Result<ivs::ListTagsForResourceResponse> &answer)
{
    --m_pending;
    if (answer)
        m_tags.insert(arn, answer->tags);
    else if (!m_error)
        m_error = answer.error();
    Q_EMIT changed();
}
