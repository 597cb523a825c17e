// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/aws/caller.h"

#include "models/aws/flight.h"

using namespace Qt::Literals::StringLiterals;

namespace aws {

namespace {

const QPair<QByteArray, QByteArray> kContentType {"content-type", "application/json"};

QByteArray verbName(Verb verb)
{
    switch (verb) {
    case Verb::Get:
        return "GET";
    case Verb::Post:
        return "POST";
    case Verb::Delete:
        return "DELETE";
    }
    Q_UNREACHABLE();
}

QByteArray wirePath(const Request &request)
{
    QByteArray path(request.operation->path);
    const qsizetype open = path.indexOf('{');
    if (open >= 0)
        path.replace(open, path.indexOf('}') - open + 1, sigv4::encode(request.pathArgument.toUtf8()));
    return path;
}

QByteArray wireQuery(const sigv4::Pairs &query)
{
    QByteArray text;
    for (const auto &[name, value] : query)
        text += (text.isEmpty() ? "" : "&") + sigv4::encode(name) + '=' + sigv4::encode(value);
    return text;
}

} // namespace

Caller::Caller(const Setup &setup, QObject *parent)
    : QObject(parent)
    , m_setup(setup)
{
}

Caller::~Caller()
{
    // Flights are children and go with this object; their askers' calls end here, so that nobody waits for ever.
    const auto flights = findChildren<Flight *>(QString(), Qt::FindDirectChildrenOnly);
    for (Flight *flight : flights)
        flight->cancel();
}

BudgetScope Caller::budgetScope() const { return {m_setup.partition, m_accessKeyId, m_setup.region}; }

void Caller::identifyAccount(const QString &accountId)
{
    m_accountId = accountId;
    m_setup.governor->identify(m_accessKeyId, accountId);
}

Call<Response> *Caller::send(const Request &request, Lane lane)
{
    const WriteNote note = request.operation->writes ? std::exchange(m_note, {}) : WriteNote();
    if (!m_setup.guard->allows(*request.operation))
        return Call<Response>::ready(tl::unexpected(m_setup.guard->refusal(*request.operation)));
    auto *call = new Call<Response>;
    if (request.operation->writes) {
        auto *flight = new Flight(this, request, lane);
        flight->setNote(note);
        flight->add(call);
        return call;
    }
    const QByteArray question = QByteArray(request.operation->name) + '\n' + request.pathArgument.toUtf8() + '\n'
        + wireQuery(request.query) + '\n' + request.body;
    Flight *flight = m_reads.value(question);
    if (!flight || flight->writeEpoch() != m_writeEpoch) {
        flight = new Flight(this, request, lane);
        m_reads.insert(question, flight);
        connect(flight, &Flight::ended, this, [this, question, flight] {
            if (m_reads.value(question) == flight)
                m_reads.remove(question);
        });
    }
    flight->add(call);
    flight->hurry(lane);
    return call;
}

HttpRequest Caller::signedRequest(const Request &request, const Credentials &credentials) const
{
    sigv4::Request unsignedRequest;
    unsignedRequest.method = verbName(request.operation->verb);
    unsignedRequest.path = m_setup.endpoint.path(QUrl::FullyEncoded).toLatin1() + wirePath(request);
    unsignedRequest.query = request.query;
    unsignedRequest.body = request.body;
    QByteArray host = QUrl::toAce(m_setup.endpoint.host());
    if (m_setup.endpoint.host().contains(u':'))
        host = '[' + m_setup.endpoint.host().toLatin1() + ']';
    const int usual = m_setup.endpoint.scheme() == "https"_L1 ? 443 : 80;
    if (m_setup.endpoint.port(usual) != usual)
        host += ':' + QByteArray::number(m_setup.endpoint.port());
    unsignedRequest.headers.append(qMakePair(QByteArray("host"), host));
    if (!request.body.isEmpty())
        unsignedRequest.headers.append(kContentType);

    HttpRequest out;
    out.method = unsignedRequest.method;
    QByteArray url = m_setup.endpoint.toEncoded(QUrl::RemovePath) + unsignedRequest.path;
    if (!request.query.isEmpty())
        url += '?' + wireQuery(request.query);
    out.url = QUrl::fromEncoded(url, QUrl::StrictMode);
    out.body = request.body;
    if (!request.body.isEmpty())
        out.headers.append(kContentType);
    out.headers += sigv4::sign(unsignedRequest, credentials, m_setup.region.toUtf8(), m_setup.signingName,
        m_setup.clock->now().addSecs(m_clockOffset));
    return out;
}

} // namespace aws
