// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/local/httptest.h"

using namespace Qt::Literals::StringLiterals;
using namespace local;

// The service lives in a thread of its own, as the desk embeds it.
void HttpTest::init()
{
    m_service = new Service;
    m_service->moveToThread(&m_thread);
    m_thread.start();
    Options options;
    options.scenario = u"empty"_s;
    options.rates = qstrcmp(QTest::currentTestFunction(), "ratesByOperation") == 0;
    bool good = false;
    QString why;
    QMetaObject::invokeMethod(
        m_service, [&] { good = m_service->start(options, &why); }, Qt::BlockingQueuedConnection);
    QVERIFY2(good, qPrintable(why));
    m_credentials = {};
    m_credentials.accessKeyId = m_service->accessKeyId();
    m_credentials.secretAccessKey = m_service->secretAccessKey();
}

void HttpTest::cleanup()
{
    m_service->deleteLater();
    m_thread.quit();
    QVERIFY(m_thread.wait());
    m_service = nullptr;
}

QByteArray HttpTest::request(const QByteArray &method, const QByteArray &target, const QByteArray &body,
    const aws::Credentials *credentials, const QDateTime &time, const aws::sigv4::Pairs &extra)
{
    const QByteArray host = "127.0.0.1:" + QByteArray::number(m_service->port());
    aws::sigv4::Request wire {method, target.split('?').first(), {}, {{"host", host}}, body};
    const QList<QByteArray> parts =
        target.contains('?') ? target.mid(target.indexOf('?') + 1).split('&') : QList<QByteArray>();
    for (const QByteArray &part : parts) {
        const qsizetype equals = part.indexOf('=');
        wire.query.append(qMakePair(
            QByteArray::fromPercentEncoding(part.left(equals)), QByteArray::fromPercentEncoding(part.mid(equals + 1))));
    }
    if (!body.isEmpty())
        wire.headers += aws::sigv4::Pairs {{"content-type", "application/json"}};
    wire.headers += aws::sigv4::sign(wire, credentials ? *credentials : m_credentials, "us-east-1", "ivs",
        time.isValid() ? time : QDateTime::currentDateTimeUtc());
    QByteArray bytes = method + ' ' + target + " HTTP/1.1\r\n";
    for (const auto &[name, value] : wire.headers + extra)
        bytes += name + ": " + value + "\r\n";
    return bytes + "content-length: " + QByteArray::number(body.size()) + "\r\n\r\n" + body;
}

void HttpTest::connectTo(QTcpSocket *socket)
{
    socket->connectToHost(QHostAddress::LocalHost, m_service->port());
    QVERIFY(socket->waitForConnected(kPatience));
}

Answer HttpTest::read(QTcpSocket *socket)
{
    QByteArray bytes;
    Answer answer;
    qsizetype head = -1;
    qsizetype size = 0;
    while (true) {
        head = bytes.indexOf("\r\n\r\n");
        if (head >= 0) {
            const QList<QByteArray> lines = bytes.left(head).split('\n');
            answer.status = lines.first().split(' ').value(1).toInt();
            for (const QByteArray &line : lines.mid(1)) {
                const qsizetype colon = line.indexOf(':');
                answer.headers.insert(line.left(colon).toLower(), line.mid(colon + 1).trimmed());
            }
            size = answer.headers.value("content-length").toLongLong();
            answer.whole = bytes.size() >= head + 4 + size;
            if (answer.whole)
                break;
        }
        if (socket->bytesAvailable() == 0 && !socket->waitForReadyRead(kPatience))
            break;
        bytes += socket->readAll();
    }
    if (head >= 0)
        answer.body = bytes.mid(head + 4, size);
    return answer;
}

Answer HttpTest::send(const QByteArray &bytes)
{
    QTcpSocket socket;
    connectTo(&socket);
    socket.write(bytes);
    return read(&socket);
}

Answer HttpTest::control(const QByteArray &name, const QJsonObject &body)
{
    const QByteArray text = QJsonDocument(body).toJson(QJsonDocument::Compact);
    return send("POST /_local/" + name + " HTTP/1.1\r\nHost: x\r\ncontent-length: " + QByteArray::number(text.size())
        + "\r\n\r\n" + text);
}

QJsonObject HttpTest::state() { return send("GET /_local/state HTTP/1.1\r\nHost: x\r\n\r\n").json(); }
