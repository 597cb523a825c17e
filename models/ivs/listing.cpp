// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/ivs/listing.h"

#include "models/ivs/jsonscan.h"

namespace ivs {

ListingBase::ListingBase(Client *client, const aws::Operation &operation, aws::Lane lane, QObject *parent)
    : QObject(parent)
    , m_client(client)
    , m_operation(operation)
    , m_lane(lane)
{
}

ListingBase::~ListingBase()
{
    if (m_call)
        m_call->abort();
}

void ListingBase::start(const QString &nextToken)
{
    // A chain that fails on its first page can be taken up again where it began.
    m_nextToken = nextToken;
    request(nextToken);
}

void ListingBase::stop()
{
    if (m_ended || m_stopped)
        return;
    m_stopped = true;
    if (m_call)
        m_call->abort();
    m_lastAsked = true;
    // From the event loop, as every end.
    QMetaObject::invokeMethod(this, &ListingBase::finishIfDone, Qt::QueuedConnection);
}

void ListingBase::close()
{
    m_ended = true;
    m_lastAsked = true;
    if (m_call)
        m_call->abort();
}

void ListingBase::request(const QString &nextToken)
{
    const aws::Result<QByteArray> text = body(nextToken);
    if (!text) {
        m_error = text.error();
        m_error->operation = QString::fromLatin1(m_operation.name);
        m_lastAsked = true;
        QMetaObject::invokeMethod(this, &ListingBase::finishIfDone, Qt::QueuedConnection);
        return;
    }
    aws::Call<aws::Response> *call = m_client->callerOf(m_operation)->send({&m_operation, {}, {}, *text}, m_lane);
    m_call = call;
    call->then(this, [this](const aws::Result<aws::Response> &response) {
        if (m_lastAsked) // stopped, or a page that can't be read came first
            return;
        if (!response) {
            m_error = response.error();
            m_lastAsked = true;
            finishIfDone();
            return;
        }
        answered(*response);
    });
}

void ListingBase::answered(const aws::Response &response)
{
    const std::optional<QString> token = topLevelString(response.body, "nextToken");
    const QString next = token.value_or(QString());
    ++m_decoding;
    // Posted through the client, which outlives its decoder's work; this listing may not.
    m_client->decoder()->start(
        [client = m_client, self = QPointer(this), read = reader(response.body), requestId = response.requestId] {
            auto delivery = std::make_shared<aws::Result<Delivery>>(read());
            QMetaObject::invokeMethod(
                client,
                [self, delivery, requestId] {
                    if (self)
                        self->read(*delivery, requestId);
                },
                Qt::QueuedConnection);
        });
    if (!next.isEmpty() && m_seen.contains(next)) {
        m_error = aws::Error::unreadable(QStringLiteral("nextToken"),
            tr("The service sent the same page token twice; the list can't be completed."));
        m_error->operation = QString::fromLatin1(m_operation.name);
        m_error->requestId = response.requestId;
        m_lastAsked = true;
        return;
    }
    m_nextToken = next;
    if (next.isEmpty()) {
        m_lastAsked = true;
        return;
    }
    m_seen.insert(next);
    request(next);
}

void ListingBase::read(const aws::Result<Delivery> &delivery, const QString &requestId)
{
    --m_decoding;
    if (m_ended)
        return;
    if (m_broken) {
        // A page after the unreadable one: delivering it would leave a hole that nobody sees.
    } else if (delivery) {
        (*delivery)(this);
    } else {
        m_broken = true;
        m_nextToken.clear();
        m_error = delivery.error();
        m_error->operation = QString::fromLatin1(m_operation.name);
        m_error->requestId = requestId;
        m_error->sent = true;
        m_lastAsked = true;
        if (m_call)
            m_call->abort();
    }
    finishIfDone();
}

void ListingBase::finishIfDone()
{
    if (m_ended || !m_lastAsked || m_decoding > 0)
        return;
    m_ended = true;
    Q_EMIT ended(m_error);
}

} // namespace ivs
