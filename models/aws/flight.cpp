// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/aws/flight.h"

#include <QJsonDocument>
#include <QJsonObject>
#include <QLocale>

using namespace Qt::Literals::StringLiterals;

namespace aws {

namespace {

// As the SDKs have it (fact sheet 1.5): less than this is the network's doing.
constexpr qint64 kSkewSeconds = 4 * 60;

QDateTime dateOf(const HttpAnswer &answer)
{
    // RFC 7231 dates are English and GMT, whatever the locale of this machine.
    const QString text = QString::fromLatin1(answer.header("Date"));
    QDateTime date = QLocale::c().toDateTime(text, u"ddd, dd MMM yyyy HH:mm:ss 'GMT'"_s);
    date.setTimeSpec(Qt::UTC);
    return date;
}

// The service looked at the request itself and said no.
bool isVerdict(const Error &error)
{
    switch (error.kind) {
    case ErrorKind::Denied:
    case ErrorKind::NotFound:
    case ErrorKind::Conflict:
    case ErrorKind::Invalid:
    case ErrorKind::QuotaExceeded:
    case ErrorKind::PendingVerification:
        return error.httpStatus != 0;
    default:
        return false;
    }
}

} // namespace

Caller::Flight::Flight(Caller *caller, const Request &request, Lane lane)
    : QObject(caller)
    , m_caller(caller)
    , m_request(request)
    , m_lane(lane)
    , m_writeEpoch(caller->m_writeEpoch)
    , m_began(caller->m_setup.clock->now())
    , m_beganAt(caller->m_setup.clock->elapsed())
{
    m_attempts.sent = 0;
    m_attempts.limit = caller->m_setup.maxAttempts;
    start();
}

void Caller::Flight::add(Call<Response> *call)
{
    m_askers.append(call);
    call->onAbort([this, call] { leftBy(call); });
    call->onRecall([this, call] { return recall(call); });
    connect(call, &QObject::destroyed, this, [this] {
        m_askers.removeAll(nullptr);
        if (m_askers.isEmpty() && !m_ended)
            finish(tl::unexpected(abandoned()));
    });
}

Error Caller::Flight::abandoned() const
{
    Error error = Error::canceled(QString::fromLatin1(m_request.operation->name));
    if (m_request.operation->writes && mayHaveActed()) {
        // Stopping to listen does not stop the service.
        error.kind = ErrorKind::OutcomeUnknown;
        error.sent = true;
    }
    return error;
}

void Caller::Flight::leftBy(Call<Response> *call)
{
    m_askers.removeAll(call);
    const Error error = abandoned();
    call->finish(tl::unexpected(error));
    if (m_askers.isEmpty())
        finish(tl::unexpected(error));
}

bool Caller::Flight::recall(Call<Response> *call)
{
    if (m_ended || (m_request.operation->writes && mayHaveActed()))
        return false;
    leftBy(call);
    return true;
}

void Caller::Flight::cancel()
{
    if (!m_ended)
        finish(tl::unexpected(abandoned()));
}

void Caller::Flight::start()
{
    Call<Credentials> *step = m_caller->m_setup.credentials->credentials();
    m_step = step;
    step->then(this, [this](const Result<Credentials> &credentials) {
        if (!credentials) {
            Error error = credentials.error();
            error.operation = QString::fromLatin1(m_request.operation->name);
            finish(tl::unexpected(error));
            return;
        }
        m_caller->m_accessKeyId = credentials->accessKeyId;
        if (!credentials->accountId.isEmpty() && m_caller->m_accountId.isEmpty())
            m_caller->identifyAccount(credentials->accountId);
        m_queuedAt = m_caller->m_setup.clock->elapsed();
        m_keys = *credentials;
        waitForTurn();
    });
}

void Caller::Flight::waitForTurn()
{
    // The guard is the place in the queue: whoever deletes it has left the queue.
    m_turn = std::make_unique<QObject>();
    m_caller->m_setup.governor->acquire(m_caller->budgetScope(), *m_request.operation, m_lane, m_turn.get(), [this] {
        m_turn.reset();
        leave();
    });
}

void Caller::Flight::hurry(Lane lane)
{
    if (lane >= m_lane)
        return;
    m_lane = lane;
    if (m_turn)
        waitForTurn();
}

// The lock may have fallen while the write waited.
bool Caller::Flight::mayLeave()
{
    const WriteGuard *guard = m_caller->m_setup.guard;
    if (guard->allows(*m_request.operation))
        return true;
    Error error = guard->refusal(*m_request.operation);
    if (m_lost) {
        error.kind = ErrorKind::OutcomeUnknown;
        error.sent = true;
    }
    finish(tl::unexpected(error));
    return false;
}

void Caller::Flight::leave()
{
    const Setup &setup = m_caller->m_setup;
    m_waited += setup.clock->elapsed() - m_queuedAt;
    if (!mayLeave())
        return;
    const bool first = m_request.operation->writes && m_write.id == 0;
    if (first)
        tellBegan();
    if (!first || !setup.keep) {
        depart();
        return;
    }
    m_turn = std::make_unique<QObject>();
    setup.keep(m_write.id, m_turn.get(), [this] {
        m_turn.reset();
        if (!m_ended && mayLeave())
            depart();
    });
}

void Caller::Flight::depart()
{
    const Setup &setup = m_caller->m_setup;
    ++m_attempts.sent;
    m_onWire = true;
    m_signedOffset = m_caller->m_clockOffset;
    Call<HttpAnswer> *step = setup.transport->send(m_caller->signedRequest(m_request, std::exchange(m_keys, {})));
    m_step = step;
    step->then(this, [this](const Result<HttpAnswer> &result) {
        m_onWire = false;
        received(result);
    });
}

void Caller::Flight::tellBegan()
{
    static quint64 writes = 0;
    m_write.id = ++writes;
    m_write.time = m_caller->m_setup.clock->now();
    m_write.operation = m_request.operation;
    m_write.region = m_caller->m_setup.region;
    m_write.accessKeyId = m_caller->m_accessKeyId;
    m_write.accountId = m_caller->m_accountId;
    if (m_caller->m_setup.redact)
        m_write.parameters = m_caller->m_setup.redact(m_request);
    for (CallObserver *observer : std::as_const(m_caller->m_observers))
        observer->writeBegan(m_write);
}

void Caller::Flight::tellEnded(const Result<Response> &result)
{
    WriteResult told {m_caller->m_setup.clock->now(), {}, m_lastStatus, m_requestId, {}};
    if (!result)
        told.failure = result.error();
    else if (m_caller->m_setup.made)
        told.made = m_caller->m_setup.made(*result);
    for (CallObserver *observer : std::as_const(m_caller->m_observers))
        observer->writeEnded(m_write, told);
}

void Caller::Flight::received(const Result<HttpAnswer> &result)
{
    if (!result) {
        m_lastStatus = 0;
        failed(result.error(), {});
        return;
    }
    m_lastStatus = result->status;
    m_requestId = QString::fromLatin1(result->header("x-amzn-requestid"));
    noteTime(*result);
    if (result->status < 200 || result->status >= 300) {
        failed(serviceError(*result), *result);
        return;
    }
    m_caller->m_quota.giveBack(m_lastCost > 0 ? m_lastCost : 1);
    finish(Response {result->status, result->body, m_requestId});
}

Error Caller::Flight::serviceError(const HttpAnswer &answer) const
{
    const QJsonObject body = QJsonDocument::fromJson(answer.body).object();
    QString code = QString::fromUtf8(answer.header("x-amzn-errortype"));
    for (const QLatin1StringView member : {"__type"_L1, "code"_L1, "Code"_L1}) {
        if (code.isEmpty())
            code = body.value(member).toString();
    }
    QString message;
    for (const QLatin1StringView member : {"exceptionMessage"_L1, "message"_L1, "Message"_L1}) {
        if (message.isEmpty())
            message = body.value(member).toString();
    }
    return errorFromService(answer.status, code, message, m_requestId);
}

void Caller::Flight::noteTime(const HttpAnswer &answer)
{
    TimeRecord record;
    record.received = m_caller->m_setup.clock->now();
    record.date = dateOf(answer);
    record.localTime = QDateTime::fromString(QString::fromLatin1(answer.header("x-ivs-local-time")), Qt::ISODateWithMs);
    const QByteArray speed = answer.header("x-ivs-local-speed");
    if (!speed.isEmpty())
        record.localSpeed = speed.toDouble();
    for (CallObserver *observer : std::as_const(m_caller->m_observers))
        observer->timeSeen(record);
}

qint64 Caller::Flight::skew(const HttpAnswer &answer) const
{
    const QDateTime date = dateOf(answer);
    return date.isValid() ? m_caller->m_setup.clock->now().secsTo(date) : m_signedOffset;
}

void Caller::Flight::failed(Error error, const HttpAnswer &answer)
{
    error.operation = QString::fromLatin1(m_request.operation->name);
    m_lost = m_lost || error.mayHaveActed();
    if (error.kind == ErrorKind::Throttled)
        m_caller->m_setup.governor->throttled(m_caller->budgetScope(), *m_request.operation);
    // Against the correction that this attempt was signed with: another call may have found the skew meanwhile.
    const bool skewSeen = std::abs(skew(answer) - m_signedOffset) >= kSkewSeconds;
    const NextStep step = nextStep(*m_request.operation, error, m_attempts, skewSeen);
    // Corrections cost nothing: they mend the cause.
    const bool paid = step != NextStep::Wait || m_caller->m_quota.take(error);
    if (step == NextStep::GiveUp || !paid) {
        // The person will mend the keys at their source: the next call reads them there.
        if (error.layer == Layer::Credentials)
            m_caller->m_setup.credentials->invalidate();
        // What an earlier attempt did is told by the service's verdict on the repeat, and by nothing else.
        if (m_lost && m_request.operation->writes && !isVerdict(error)) {
            error.kind = ErrorKind::OutcomeUnknown;
            error.sent = true;
        }
        finish(tl::unexpected(finalError(*m_request.operation, error)));
        return;
    }
    m_lastCost = step == NextStep::Wait ? RetryQuota::cost(error) : 0;
    again(step, answer);
}

void Caller::Flight::again(NextStep step, const HttpAnswer &answer)
{
    const Setup &setup = m_caller->m_setup;
    if (step == NextStep::CorrectClock) {
        m_attempts.skewCorrected = true;
        const qint64 found = skew(answer);
        const bool news = std::abs(found - m_caller->m_clockOffset) >= kSkewSeconds;
        m_caller->m_clockOffset = found;
        if (news) {
            for (CallObserver *observer : std::as_const(m_caller->m_observers))
                observer->skewFound(found);
        }
        start();
    } else if (step == NextStep::RenewCredentials) {
        m_attempts.credentialsRenewed = true;
        setup.credentials->invalidate();
        start();
    } else {
        bool number = false;
        const qint64 hint = answer.header("x-amz-retry-after").toLongLong(&number);
        const qint64 delay = retryDelay(m_attempts.sent - 1, number && hint >= 0 ? hint : -1, setup.random);
        setup.clock->after(delay, this, [this] {
            if (!m_ended)
                start();
        });
    }
}

void Caller::Flight::finish(Result<Response> result)
{
    if (m_ended)
        return;
    m_ended = true;
    m_turn.reset();
    if (m_request.operation->writes)
        ++m_caller->m_writeEpoch;
    if (m_step)
        m_step->abort();
    CallRecord record;
    record.time = m_began;
    record.operation = m_request.operation;
    record.region = m_caller->m_setup.region;
    record.milliseconds = m_caller->m_setup.clock->elapsed() - m_beganAt;
    record.waited = m_waited;
    record.attempts = m_attempts.sent;
    record.httpStatus = m_lastStatus;
    record.requestId = m_requestId;
    if (!result)
        record.failure = result.error().kind;
    for (CallObserver *observer : std::as_const(m_caller->m_observers))
        observer->callFinished(record);
    if (m_write.id != 0)
        tellEnded(result);
    Q_EMIT ended();
    const auto askers = std::exchange(m_askers, {});
    for (const QPointer<Call<Response>> &asker : askers) {
        if (asker)
            asker->finish(result);
    }
    deleteLater();
}

} // namespace aws
