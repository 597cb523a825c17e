// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/local/http.h"

#include <QAbstractHttpServer>
#include <QHttpServerRequest>
#include <QTcpServer>
#include <QTcpSocket>
#include <QTimer>

#include <algorithm>

namespace local {

namespace {

constexpr char kRequestLine[] = "stagedeskRequestLine";
constexpr char kPartOfLine[] = "stagedeskPartOfRequestLine";
constexpr int kDripInterval = 50; // ms

QByteArray reasonOf(int status)
{
    switch (status) {
    case 200:
        return "OK";
    case 400:
        return "Bad Request";
    case 402:
        return "Payment Required";
    case 403:
        return "Forbidden";
    case 404:
        return "Not Found";
    case 405:
        return "Method Not Allowed";
    case 409:
        return "Conflict";
    case 429:
        return "Too Many Requests";
    case 500:
        return "Internal Server Error";
    case 503:
        return "Service Unavailable";
    default:
        return "Status";
    }
}

QByteArray headOf(const HttpReply &reply, bool closes)
{
    QByteArray head = "HTTP/1.1 " + QByteArray::number(reply.status) + ' ' + reasonOf(reply.status) + "\r\n";
    for (const auto &[name, value] : reply.headers)
        head += name + ": " + value + "\r\n";
    if (closes)
        head += "Connection: close\r\n";
    return head + "Content-Length: " + QByteArray::number(reply.body.size()) + "\r\n\r\n";
}

// The library decodes and normalises the target, which breaks signatures over `%2F`. So the request line is read
// before the library sees it. It is set once a request: the body may come in segments of its own.
void tapRequestLine(QTcpSocket *socket)
{
    if (socket->property(kRequestLine).isValid())
        return;
    QByteArray text = socket->peek(socket->bytesAvailable());
    // A line that came in parts: the library has read the first part, unless it left it for later.
    const QByteArray earlier = socket->property(kPartOfLine).toByteArray();
    if (!earlier.isEmpty() && !text.startsWith(earlier))
        text.prepend(earlier);
    const qsizetype blank =
        std::find_if(text.begin(), text.end(), [](char c) { return c != '\r' && c != '\n'; }) - text.begin();
    const qsizetype end = text.indexOf('\n', blank);
    if (end < 0) {
        socket->setProperty(kPartOfLine, text);
        return;
    }
    socket->setProperty(kPartOfLine, {});
    socket->setProperty(kRequestLine, text.mid(blank, end - blank).trimmed());
}

} // namespace

QByteArray HttpRequest::path() const
{
    const qsizetype mark = target.indexOf('?');
    return mark < 0 ? target : target.left(mark);
}

QByteArray HttpRequest::query() const
{
    const qsizetype mark = target.indexOf('?');
    return mark < 0 ? QByteArray() : target.mid(mark + 1);
}

QByteArray HttpRequest::header(const QByteArray &name) const
{
    for (const auto &[key, value] : headers) {
        if (key.compare(name, Qt::CaseInsensitive) == 0)
            return value.isNull() ? QByteArray("") : value;
    }
    return {};
}

void Exchange::send(const HttpReply &reply)
{
    if (!m_socket)
        return;
    m_socket->write(headOf(reply, m_closes) + reply.body);
    // The library keeps the connection open even when the client asked for its end.
    if (m_closes)
        m_socket->disconnectFromHost();
}

void Exchange::truncate(const HttpReply &reply, int bytes)
{
    if (!m_socket)
        return;
    m_socket->write(headOf(reply, m_closes) + reply.body.left(bytes));
    m_socket->disconnectFromHost();
}

void Exchange::drip(const HttpReply &reply, int bytesPerSecond)
{
    if (!m_socket)
        return;
    auto *timer = new QTimer(m_socket);
    const qsizetype slice = std::max(1, bytesPerSecond * kDripInterval / 1000);
    // Below 20 bytes a second a slice is one byte, and the pause grows instead.
    timer->setInterval(std::max(kDripInterval, int(1000 * slice / bytesPerSecond)));
    const auto step = [socket = m_socket.data(), timer, slice, closes = m_closes,
                          rest = headOf(reply, m_closes) + reply.body]() mutable {
        socket->write(rest.left(slice));
        rest.remove(0, slice);
        if (!rest.isEmpty())
            return;
        timer->deleteLater();
        timer->stop();
        if (closes)
            socket->disconnectFromHost();
    };
    QObject::connect(timer, &QTimer::timeout, timer, step);
    timer->start();
}

void Exchange::drop()
{
    if (m_socket)
        m_socket->abort();
}

class HttpServer::Tap final : public QTcpServer
{
protected:
    void incomingConnection(qintptr descriptor) override
    {
        auto *socket = new QTcpSocket(this);
        // Connected before the library connects its own.
        connect(socket, &QTcpSocket::readyRead, socket, [socket] { tapRequestLine(socket); });
        if (!socket->setSocketDescriptor(descriptor)) {
            delete socket;
            return;
        }
        socket->setSocketOption(QAbstractSocket::LowDelayOption, 1);
        addPendingConnection(socket);
    }
};

class HttpServer::Engine final : public QAbstractHttpServer
{
public:
    explicit Engine(Handler handler)
        : m_handler(std::move(handler))
    {
    }

protected:
    bool handleRequest(const QHttpServerRequest &request, QTcpSocket *socket) override
    {
        const QList<QByteArray> line = socket->property(kRequestLine).toByteArray().split(' ');
        socket->setProperty(kRequestLine, {});
        HttpRequest seen;
        seen.method = line.value(0);
        seen.target = line.value(1);
        const auto headers = request.headers();
        for (const auto &[name, value] : headers)
            seen.headers.append({name, value});
        seen.body = request.body();
        const bool closes =
            seen.header("connection").compare("close", Qt::CaseInsensitive) == 0 || line.value(2) == "HTTP/1.0";
        m_handler(seen, std::make_shared<Exchange>(socket, closes));
        return true;
    }
    void missingHandler(const QHttpServerRequest &, QTcpSocket *) override { }

private:
    Handler m_handler;
};

HttpServer::HttpServer(Handler handler)
    : m_engine(std::make_unique<Engine>(std::move(handler)))
    , m_tap(new Tap)
{
    m_tap->setParent(m_engine.get());
}

HttpServer::~HttpServer() = default;

bool HttpServer::listen(const QHostAddress &address, quint16 port, QString *why)
{
    if (!m_tap->listen(address, port)) {
        *why = m_tap->errorString();
        return false;
    }
    m_engine->bind(m_tap);
    return true;
}

quint16 HttpServer::port() const { return m_tap->serverPort(); }

} // namespace local
