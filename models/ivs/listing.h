// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/ivs/client.h"
#include "models/ivs/codec.h"
#include "models/ivs/pages.h"
#include "models/ivs/validation.h"

#include <QJsonDocument>
#include <QJsonObject>
#include <QSet>

#include <memory>

namespace ivs {

/// The part of Listing that does not depend on what is listed: the chain of requests and its end.
class ListingBase : public QObject
{
    Q_OBJECT

public:
    ListingBase(Client *client, const aws::Operation &operation, aws::Lane lane, QObject *parent);
    ~ListingBase() override;

    /// Asks for the first page, or for the one after \a nextToken of an earlier chain.
    void start(const QString &nextToken = {});
    /// No further request; pages that have arrived are still delivered, then ended() comes.
    void stop();
    /// Ends at once and in silence: no further page, no ended(). Safe from within the delivery of a page.
    void close();
    /// Where a later chain can go on; empty at the end of the list and before the first page.
    QString nextToken() const { return m_nextToken; }
    bool isEnded() const { return m_ended; }
    bool isStopped() const { return m_stopped; }

Q_SIGNALS:
    /// After the last page was delivered. \a error says why the chain ended early; absent at the end of the list and
    /// after stop().
    void ended(const std::optional<aws::Error> &error);

protected:
    /// The request's body with \a nextToken, and the decoding of an answer on the decoder's thread.
    virtual aws::Result<QByteArray> body(const QString &nextToken) const = 0;
    /// Returns what, back on this thread, delivers the page, or why it can't be read.
    using Delivery = std::function<void(ListingBase *)>;
    virtual std::function<aws::Result<Delivery>()> reader(const QByteArray &answer) const = 0;

    Client *m_client;

private:
    void request(const QString &nextToken);
    void answered(const aws::Response &response);
    void read(const aws::Result<Delivery> &delivery, const QString &requestId);
    void finishIfDone();

    const aws::Operation &m_operation;
    aws::Lane m_lane;
    QPointer<aws::CallBase> m_call;
    QSet<QString> m_seen; ///< tokens of this chain: the service must not send us in circles
    QString m_nextToken;
    std::optional<aws::Error> m_error;
    int m_decoding = 0;
    bool m_lastAsked = false; ///< no further request will leave
    bool m_broken = false; ///< a page could not be read
    bool m_stopped = false;
    bool m_ended = false;
};

/// Loads a list page by page. The next request leaves as soon as nextToken is found in the bytes of a page; decoding
/// runs on another thread meanwhile. Empty pages are no end; a token that comes twice is an error, not a circle.
template <typename Question, typename Answer>
class Listing final : public ListingBase
{
public:
    using Item = typename PageOf<Answer>::Item;

    Listing(Client *client, const aws::Operation &operation, const Question &question, aws::Lane lane, QObject *parent)
        : ListingBase(client, operation, lane, parent)
        , m_question(question)
    {
    }

    /// Called once a page, in the service's order.
    std::function<void(QList<Item> &&)> onPage;

protected:
    aws::Result<QByteArray> body(const QString &nextToken) const override
    {
        Question question = m_question;
        if (!nextToken.isEmpty())
            question.nextToken = nextToken;
        if (const std::optional<aws::Error> broken = validate(question))
            return tl::unexpected(*broken);
        return QJsonDocument(toJson(question)).toJson(QJsonDocument::Compact);
    }
    std::function<aws::Result<Delivery>()> reader(const QByteArray &answer) const override
    {
        return [answer]() -> aws::Result<Delivery> {
            QJsonParseError problem;
            const QJsonDocument document = QJsonDocument::fromJson(answer, &problem);
            if (!document.isObject())
                return tl::unexpected(aws::Error::unreadable({}, problem.errorString()));
            aws::Result<Answer> page = fromJson<Answer>(document.object());
            if (!page)
                return tl::unexpected(page.error());
            return Delivery(
                [items = std::make_shared<QList<Item>>(std::move(PageOf<Answer>::items(*page)))](ListingBase *listing) {
                    auto *self = static_cast<Listing *>(listing);
                    if constexpr (requires { items->first().arn; }) {
                        if (!items->isEmpty())
                            self->m_client->noteArn(items->first().arn);
                    }
                    if (self->onPage)
                        self->onPage(std::move(*items));
                });
        };
    }

private:
    Question m_question;
};

} // namespace ivs
