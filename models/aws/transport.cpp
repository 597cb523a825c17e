// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/aws/transport.h"

#include <QCoreApplication>
#include <QFile>
#include <QHostAddress>
#include <QNetworkAccessManager>
#include <QNetworkCookieJar>
#include <QNetworkProxyFactory>
#include <QNetworkReply>
#include <QTimer>

#include <cstring>

using namespace Qt::Literals::StringLiterals;

namespace aws {

namespace {

/// A request body that can't be rewound. QNetworkAccessManager on HTTP/1.1 silently sends a request a second time when
/// the server closes without answering, POST too; with a body that can't be read twice it reports
/// ContentReSendError instead. Used for empty bodies as well, so that GET and DELETE are not repeated either.
class OnceBody final : public QIODevice
{
public:
    OnceBody(const QByteArray &body, QObject *parent)
        : QIODevice(parent)
        , m_body(body)
    {
        open(QIODevice::ReadOnly | QIODevice::Unbuffered);
    }
    bool isSequential() const override { return true; }
    bool seek(qint64) override { return false; } // QIODevice's own would warn each time
    qint64 bytesAvailable() const override { return m_body.size() - m_position + QIODevice::bytesAvailable(); }
    bool isEmpty() const { return m_body.isEmpty(); }
    bool wasRead() const { return m_position > 0; }

protected:
    qint64 readData(char *data, qint64 size) override
    {
        const qint64 count = std::min<qint64>(size, m_body.size() - m_position);
        if (count <= 0)
            return m_body.isEmpty() ? 0 : -1;
        std::memcpy(data, m_body.constData() + m_position, std::size_t(count));
        m_position += count;
        return count;
    }
    qint64 writeData(const char *, qint64) override { return -1; }

private:
    QByteArray m_body;
    qint64 m_position = 0;
};

class ProxyFactory final : public QNetworkProxyFactory
{
public:
    QList<QNetworkProxy> queryProxy(const QNetworkProxyQuery &query) override
    {
        if (isLoopback(query.url()))
            return {QNetworkProxy::NoProxy};
        return systemProxyForQuery(query);
    }
};

bool isProxied(const QUrl &url)
{
    const QList<QNetworkProxy> proxies = ProxyFactory().queryProxy(QNetworkProxyQuery(url));
    return !proxies.isEmpty() && proxies.first().type() != QNetworkProxy::NoProxy;
}

/// One exchange: watches a reply's clock and size, and turns its end into an answer or an Error.
class Exchange final : public QObject
{
public:
    Exchange(QNetworkReply *reply, OnceBody *body, const Transport::Limits &limits, QObject *parent)
        : QObject(parent)
        , m_reply(reply)
        , m_body(body)
        , m_limits(limits)
        , m_call(new Call<HttpAnswer>(parent))
    {
        reply->setParent(this);
        m_call->onAbort([this] { finish(tl::unexpected(failure(ErrorKind::Canceled, Layer::Program, {}))); });
        m_connectTimer.setSingleShot(true);
        m_deadline.setSingleShot(true);
        connect(&m_connectTimer, &QTimer::timeout, this, [this] {
            finish(tl::unexpected(failure(ErrorKind::TimedOut, Layer::Connection,
                QCoreApplication::translate("aws::Transport", "No connection within %1 s.")
                    .arg(m_limits.connectTimeout / 1000.0))));
        });
        connect(&m_deadline, &QTimer::timeout, this, [this] {
            finish(tl::unexpected(failure(ErrorKind::TimedOut, Layer::Service,
                QCoreApplication::translate("aws::Transport", "No complete answer within %1 s.")
                    .arg(m_limits.deadline / 1000.0))));
        });
        // Neither comes on a connection that is used again, and a request that waits for a free one does not connect:
        // the deadline is enough for them.
        connect(reply, &QNetworkReply::socketStartedConnecting, this, [this] {
            m_connecting = true;
            m_connectTimer.start(m_limits.connectTimeout);
        });
        connect(reply, &QNetworkReply::encrypted, this, &Exchange::connected);
        connect(reply, &QNetworkReply::metaDataChanged, this, &Exchange::connected);
        connect(reply, &QNetworkReply::requestSent, this, &Exchange::connected);
        connect(reply, &QNetworkReply::readyRead, this, &Exchange::read);
        connect(reply, &QNetworkReply::finished, this, &Exchange::evaluate);
        m_deadline.start(limits.deadline);
    }

    Call<HttpAnswer> *call() const { return m_call; }

private:
    void connected()
    {
        m_connecting = false;
        m_connectTimer.stop();
    }

    // Qt tells when a body leaves, but not when a request without one does: that one counts as sent once there may be
    // a connection. Without TLS, on this machine only, a connection can't be told from an attempt.
    bool sent() const
    {
        if (!m_body->isEmpty())
            return m_body->wasRead();
        return !m_connecting || m_reply->url().scheme() == "http"_L1;
    }

    Error failure(ErrorKind kind, Layer layer, const QString &message) const
    {
        Error error;
        error.kind = kind;
        error.layer = layer;
        error.message = message;
        error.sent = sent();
        return error;
    }
    /// A failure that proves that there was no connection.
    Error unsent(Layer layer, const QString &message) const
    {
        Error error = failure(ErrorKind::NotReached, layer, message);
        error.sent = m_body->wasRead();
        return error;
    }

    void read()
    {
        connected();
        m_answer.body += m_reply->readAll();
        if (m_answer.body.size() > m_limits.answerSize)
            finish(tl::unexpected(failure(ErrorKind::UnreadableAnswer, Layer::Service,
                QCoreApplication::translate("aws::Transport", "The answer is larger than %1 MB.")
                    .arg(m_limits.answerSize / (1024 * 1024)))));
    }

    void evaluate()
    {
        m_answer.body += m_reply->readAll();
        const QNetworkReply::NetworkError code = m_reply->error();
        m_answer.status = m_reply->attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt();
        // From 400 on Qt makes errors of answers; below 200 and codes under 200 mean that the exchange itself broke.
        const bool broken = code != QNetworkReply::NoError && int(code) < 200;
        const bool unreadable = code == QNetworkReply::ProtocolFailure || code == QNetworkReply::ContentReSendError;
        // Redirects are answers, also where Qt wants to send the body again (307 and 308).
        const bool redirect = m_answer.status >= 300 && m_answer.status < 400;
        if (redirect || (m_answer.status > 0 && !broken && !unreadable)) {
            m_answer.headers = m_reply->rawHeaderPairs();
            finish(std::move(m_answer));
        } else {
            finish(tl::unexpected(sorted(code)));
        }
    }

    Error sorted(QNetworkReply::NetworkError code) const
    {
        const QString words = m_reply->errorString();
        switch (code) {
        // Qt's words for a proxy that can't be reached are those for a server that can't.
        case QNetworkReply::HostNotFoundError:
            return unsent(isProxied(m_reply->url()) ? Layer::Proxy : Layer::NameLookup, words);
        case QNetworkReply::ConnectionRefusedError:
            return unsent(isProxied(m_reply->url()) ? Layer::Proxy : Layer::Connection, words);
        case QNetworkReply::UnknownNetworkError:
            if (!m_body->wasRead() && isProxied(m_reply->url()))
                return unsent(Layer::Proxy, words);
            return failure(ErrorKind::NotReached, Layer::Connection, words);
        case QNetworkReply::SslHandshakeFailedError:
            return unsent(Layer::Tls, words);
        case QNetworkReply::ProxyConnectionRefusedError:
        case QNetworkReply::ProxyConnectionClosedError:
        case QNetworkReply::ProxyNotFoundError:
        case QNetworkReply::ProxyTimeoutError:
        case QNetworkReply::ProxyAuthenticationRequiredError:
        case QNetworkReply::UnknownProxyError:
            return unsent(Layer::Proxy, words);
        case QNetworkReply::TimeoutError:
            return failure(ErrorKind::TimedOut, Layer::Connection, words);
        case QNetworkReply::ContentReSendError:
            return failure(ErrorKind::NotReached, Layer::Connection,
                QCoreApplication::translate("aws::Transport", "The connection was closed before the answer."));
        case QNetworkReply::ProtocolFailure:
        case QNetworkReply::ProtocolUnknownError:
        case QNetworkReply::ProtocolInvalidOperationError:
        case QNetworkReply::UnknownContentError:
            return failure(ErrorKind::UnreadableAnswer, Layer::Service, words);
        default:
            return failure(ErrorKind::NotReached, Layer::Connection, words);
        }
    }

    void finish(Result<HttpAnswer> result)
    {
        // A reply that is aborted emits finished(): not to this object any more.
        m_reply->disconnect(this);
        m_connectTimer.stop();
        m_deadline.stop();
        if (!m_reply->isFinished())
            m_reply->abort();
        m_call->finish(std::move(result));
        deleteLater();
    }

    QNetworkReply *m_reply;
    OnceBody *m_body;
    Transport::Limits m_limits;
    Call<HttpAnswer> *m_call;
    HttpAnswer m_answer;
    QTimer m_connectTimer;
    QTimer m_deadline;
    bool m_connecting = false; ///< a connection was begun for this request and is not known to stand
};

QByteArray userAgent()
{
    return "stagedesk/" + QCoreApplication::applicationVersion().toLatin1() + " qt/" + qVersion();
}

} // namespace

bool isLoopback(const QUrl &url)
{
    const QString host = url.host();
    return host == "localhost"_L1 || QHostAddress(host).isLoopback();
}

QByteArray HttpAnswer::header(const QByteArray &name) const
{
    for (const auto &[key, value] : headers) {
        if (key.compare(name, Qt::CaseInsensitive) == 0)
            return value;
    }
    return {};
}

Transport::Transport(QObject *parent)
    : QObject(parent)
    , m_network(new QNetworkAccessManager(this))
{
    m_network->setProxyFactory(new ProxyFactory);
    m_network->setRedirectPolicy(QNetworkRequest::ManualRedirectPolicy);
    m_network->setAutoDeleteReplies(false);
}

Result<Nothing> Transport::setCaBundle(const QString &file)
{
    const auto fault = [&](const QString &words) {
        Error error = Error::configuration(words);
        error.layer = Layer::Tls;
        return tl::unexpected(error);
    };
    QFile pem(file);
    if (!pem.open(QIODevice::ReadOnly))
        return fault(tr("The certificate bundle %1 can't be read: %2").arg(file, pem.errorString()));
    const QList<QSslCertificate> certificates = QSslCertificate::fromDevice(&pem);
    if (certificates.isEmpty())
        return fault(tr("The certificate bundle %1 holds no certificate in PEM form.").arg(file));
    m_tls = QSslConfiguration::defaultConfiguration();
    m_tls->setCaCertificates(certificates);
    return Nothing {};
}

Call<HttpAnswer> *Transport::send(const HttpRequest &request)
{
    QNetworkRequest out(request.url);
    if (m_tls)
        out.setSslConfiguration(*m_tls);
    out.setAttribute(QNetworkRequest::DoNotBufferUploadDataAttribute, true);
    out.setAttribute(QNetworkRequest::CacheLoadControlAttribute, QNetworkRequest::AlwaysNetwork);
    out.setAttribute(QNetworkRequest::CookieLoadControlAttribute, QNetworkRequest::Manual);
    out.setAttribute(QNetworkRequest::CookieSaveControlAttribute, QNetworkRequest::Manual);
    out.setRawHeader("User-Agent", userAgent());
    out.setRawHeader("Accept-Language", "en");
    for (const auto &[name, value] : request.headers)
        out.setRawHeader(name, value);
    out.setHeader(QNetworkRequest::ContentLengthHeader, request.body.size());
    auto *body = new OnceBody(request.body, nullptr);
    QNetworkReply *reply = m_network->sendCustomRequest(out, request.method, body);
    body->setParent(reply);
    return (new Exchange(reply, body, m_limits, this))->call();
}

} // namespace aws
