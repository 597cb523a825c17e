// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/local/service.h"

#include "app/local/dispatch.h"
#include "app/local/scenario.h"
#include "models/aws/operation.h"
#include "models/ivs/operations.h"

#include <QJsonArray>
#include <QLocale>
#include <QTimer>

using namespace Qt::Literals::StringLiterals;

namespace local {

namespace {

constexpr char kControlPrefix[] = "/_local/";

QByteArray httpDate(const QDateTime &time)
{
    return QLocale::c().toString(time.toUTC(), u"ddd, dd MMM yyyy hh:mm:ss 'GMT'"_s).toLatin1();
}

QByteArray compact(const QJsonObject &object) { return QJsonDocument(object).toJson(QJsonDocument::Compact); }

// The members of the tag operations that travel in path and query.
QJsonObject outsideOf(const Target &target, const HttpRequest &request)
{
    QJsonObject outside;
    if (target.resourceArn.isEmpty())
        return outside;
    outside.insert(u"resourceArn"_s, target.resourceArn);
    QJsonArray keys;
    const QList<QByteArray> parts = request.query().split('&');
    for (const QByteArray &part : parts) {
        if (part.startsWith("tagKeys="))
            keys.append(QString::fromUtf8(QByteArray::fromPercentEncoding(part.mid(8).replace('+', ' '))));
    }
    if (!keys.isEmpty())
        outside.insert(u"tagKeys"_s, keys);
    return outside;
}

Refusal faultRefusal(const Fault &fault)
{
    if (fault.kind == FaultKind::Expired) {
        return Refusal::gateway(
            403, u"ExpiredTokenException"_s, u"The security token included in the request is expired"_s);
    }
    if (fault.kind == FaultKind::Throttle) {
        const QString code = fault.value == 429 ? u"TooManyRequestsException"_s : u"ThrottlingException"_s;
        return Refusal::gateway(fault.value, code, u"Rate exceeded"_s);
    }
    static const QHash<int, QString> modelled {{402, u"ServiceQuotaExceededException"_s},
        {403, u"AccessDeniedException"_s}, {404, u"ResourceNotFoundException"_s}, {409, u"ConflictException"_s}};
    if (modelled.contains(fault.value))
        return {fault.value, modelled.value(fault.value), u"The fault asked for"_s, true};
    if (fault.value == 503)
        return Refusal::gateway(503, u"ServiceUnavailable"_s, u"The service is unavailable"_s);
    if (fault.value == 500)
        return {500, u"InternalServerException"_s, u"The service failed"_s, true};
    return Refusal::gateway(fault.value, u"InternalFailure"_s, u"The service answered with %1"_s.arg(fault.value));
}

} // namespace

Service::Service(QObject *parent)
    : QObject(parent)
{
}

Service::~Service() = default;

bool Service::start(const Options &options, QString *why)
{
    m_options = options;
    m_failure = Failure::Usage;
    ScenarioPlan plan;
    if (const auto problem = readScenario(options, &plan)) {
        *why = *problem;
        return false;
    }
    if (const auto problem = m_faults.addAll(options.faults)) {
        *why = u"--faults: "_s + *problem;
        return false;
    }
    Random secrets(quint64(plan.seed) * 2654435761U + 1);
    m_keys = {"AKIALOCAL" + secrets.hex(11).toUpper().toLatin1(), secrets.id(40).toLatin1(), options.region.toLatin1()};
    m_requestIds = std::make_unique<Random>(plan.seed + 2);
    m_pager = std::make_unique<Pager>(secrets.hex(64).toLatin1());
    m_rates = std::make_unique<Rates>(options.rates, options.clientSpeed);

    const Millis start = plan.start.value_or(QDateTime::currentMSecsSinceEpoch());
    m_simulation = std::make_unique<Simulation>(plan.seed, start - plan.history);
    World &world = m_simulation->world();
    world.region = options.region;
    world.account = options.account;
    m_simulation->seedChannels();
    world.quotas.enforced = false; // a scenario is set up without limits
    m_clock = std::make_unique<Clock>(start, options.speed);
    m_control = std::make_unique<Control>(m_simulation.get(), m_clock.get(), &m_faults);
    const auto request = [this](const QString &name, const QJsonObject &body) { return perform(name, body); };
    if (const auto problem = buildScenario(plan, m_simulation.get(), start, request)) {
        *why = *problem;
        return false;
    }
    world.quotas.enforced = options.quotas;

    m_failure = Failure::Network;
    const QHostAddress address(options.listenAddress);
    if (!address.isLoopback()) {
        *why = u"only loopback addresses are allowed, not %1"_s.arg(options.listenAddress);
        return false;
    }
    m_http = std::make_unique<HttpServer>(
        [this](const HttpRequest &seen, const std::shared_ptr<Exchange> &exchange) { receive(seen, exchange); });
    QString problem;
    if (!m_http->listen(address, options.listenPort, &problem)) {
        *why = u"can't listen on %1:%2: %3"_s.arg(options.listenAddress).arg(options.listenPort).arg(problem);
        return false;
    }
    m_failure = Failure::None;
    m_port = m_http->port();
    const QString host =
        address.protocol() == QAbstractSocket::IPv6Protocol ? u"[%1]"_s.arg(address.toString()) : address.toString();
    m_endpoint = u"http://%1:%2"_s.arg(host).arg(m_port);
    return true;
}

void Service::catchUp() { m_simulation->advanceTo(m_clock->now()); }

HttpReply Service::replyWith(int status, const QByteArray &body, const QDateTime &now)
{
    HttpReply reply {status, {}, body};
    reply.headers = {
        {"Content-Type", "application/json"},
        {"Date", httpDate(now)},
        {"x-amzn-requestid", m_requestIds->uuid().toLatin1()},
        {"x-ivs-local-time", toIso(m_simulation->now()).toLatin1()},
        {"x-ivs-local-speed", QByteArray::number(m_clock->speed())},
    };
    return reply;
}

HttpReply Service::replyWith(const Refusal &refusal, const QDateTime &now)
{
    const QString member = refusal.modelled ? u"exceptionMessage"_s : u"message"_s;
    HttpReply reply = replyWith(refusal.status, compact({{member, refusal.message}}), now);
    reply.headers.append({"x-amzn-errortype", refusal.code.toLatin1()});
    return reply;
}

void Service::receive(const HttpRequest &request, const std::shared_ptr<Exchange> &exchange)
{
    catchUp();
    if (request.path().startsWith(kControlPrefix)) {
        receiveControl(request, exchange);
        return;
    }
    const std::optional<Target> target = findTarget(request.method, request.path());
    if (!target) {
        const Refusal refusal = Refusal::gateway(404, u"UnknownOperationException"_s,
            u"There is no operation %1 %2"_s.arg(
                QString::fromLatin1(request.method), QString::fromUtf8(request.path())));
        exchange->send(replyWith(refusal, QDateTime::currentDateTimeUtc()));
        return;
    }
    m_census.arrived(target->operation->name);
    Job job;
    job.operation = target->operation;
    job.request = request;
    job.outside = outsideOf(*target, request);
    job.exchange = exchange;
    QJsonParseError problem;
    // No body stands for a body without members.
    job.body = request.body.isEmpty() ? QJsonDocument(QJsonObject()) : QJsonDocument::fromJson(request.body, &problem);
    if (!job.body.isObject())
        job.bodyProblem = job.body.isNull() ? problem.errorString() : u"not an object"_s;
    const bool hasToken = !job.body.object()[u"nextToken"_s].toString().isEmpty();
    job.fault = m_faults.take(job.operation->name, hasToken);
    if (job.fault && job.fault->kind == FaultKind::Latency) {
        QTimer::singleShot(job.fault->value, this, [this, job] { proceed(job); });
        return;
    }
    proceed(job);
}

std::optional<Refusal> Service::refusalOf(const Job &job, const QDateTime &now)
{
    if (auto refusal = checkSignature(job.request, m_keys, now))
        return refusal;
    if (job.fault) {
        const FaultKind kind = job.fault->kind;
        if (kind == FaultKind::Expired || kind == FaultKind::Throttle || kind == FaultKind::Status)
            return faultRefusal(*job.fault);
    }
    if (!m_rates->take(*job.operation))
        return Refusal::gateway(400, u"ThrottlingException"_s, u"Rate exceeded"_s);
    if (!job.bodyProblem.isEmpty())
        return Refusal::serialization(u"The body is not a JSON object: "_s + job.bodyProblem);
    return std::nullopt;
}

void Service::proceed(const Job &job)
{
    catchUp();
    // The service's clock for signatures and Date is the wall clock, unless a fault has put it wrong.
    const bool skewed = job.fault && job.fault->kind == FaultKind::Skew;
    const QDateTime now = QDateTime::currentDateTimeUtc().addSecs(skewed ? job.fault->value : 0);
    if (job.fault && job.fault->kind == FaultKind::Drop && !job.fault->afterActing) {
        m_census.answered(job.operation->name, "dropped");
        job.exchange->drop();
        return;
    }
    if (const std::optional<Refusal> refusal = refusalOf(job, now)) {
        answer(job, replyWith(*refusal, now));
        return;
    }
    const Outcome<QJsonObject> outcome = act(job);
    answer(job, outcome ? replyWith(200, compact(*outcome), now) : replyWith(outcome.error(), now));
}

Outcome<QJsonObject> Service::act(const Job &job)
{
    QJsonObject question = job.body.object();
    for (auto it = job.outside.begin(); it != job.outside.end(); ++it)
        question.insert(it.key(), it.value());
    const bool emptyPage = job.fault && job.fault->kind == FaultKind::EmptyPage;
    Desk desk {*m_simulation, m_simulation->world(), *m_pager, job.operation->name, question, emptyPage};
    Outcome<QJsonObject> outcome = callHandler(desk);
    if (!outcome)
        return outcome;
    m_census.acted(job.operation->name);
    if (job.fault && job.fault->kind == FaultKind::RepeatToken)
        outcome->insert(u"nextToken"_s, question[u"nextToken"_s]);
    return outcome;
}

void Service::answer(const Job &job, HttpReply reply)
{
    const QByteArray name = job.operation->name;
    const auto is = [&job](FaultKind kind) { return job.fault && job.fault->kind == kind; };
    if (is(FaultKind::Drop)) {
        m_census.answered(name, "dropped");
        job.exchange->drop();
        return;
    }
    m_census.answered(name, QByteArray::number(reply.status));
    if (is(FaultKind::Garbage)) {
        reply.body = "\x1f<html>this is not what was asked for {\"";
        job.exchange->send(reply);
    } else if (is(FaultKind::Big)) {
        QJsonObject body = QJsonDocument::fromJson(reply.body).object();
        body.insert(u"padding"_s, QString(job.fault->value * 1024 * 1024, u'x'));
        reply.body = compact(body);
        job.exchange->send(reply);
    } else if (is(FaultKind::Truncate)) {
        job.exchange->truncate(reply, job.fault->value);
    } else if (is(FaultKind::Drip)) {
        job.exchange->drip(reply, job.fault->value);
    } else {
        job.exchange->send(reply);
    }
}

void Service::receiveControl(const HttpRequest &request, const std::shared_ptr<Exchange> &exchange)
{
    const QByteArray name = request.path().mid(QByteArrayView(kControlPrefix).size());
    ControlAnswer answer;
    if (name == "state") {
        if (request.method == "GET")
            answer.body = m_census.toJson(*m_simulation, *m_clock, m_faults.pending());
        else
            answer = {405, {{u"message"_s, u"the state is read with GET"_s}}};
    } else if (request.method != "POST") {
        answer = {405, {{u"message"_s, u"control requests are sent with POST"_s}}};
    } else {
        const QJsonDocument body = QJsonDocument::fromJson(request.body);
        if (body.isObject())
            answer = m_control->perform(name, body.object());
        else
            answer = {400, {{u"message"_s, u"the body must be a JSON object"_s}}};
    }
    exchange->send(replyWith(answer.status, compact(answer.body), QDateTime::currentDateTimeUtc()));
}

tl::expected<QJsonObject, QString> Service::perform(const QString &request, const QJsonObject &body)
{
    const QByteArray path = request.toUtf8();
    if (path.startsWith(kControlPrefix)) {
        const ControlAnswer answer = m_control->perform(path.mid(QByteArrayView(kControlPrefix).size()), body);
        if (answer.status != 200)
            return tl::unexpected(answer.body[u"message"_s].toString());
        return answer.body;
    }
    const std::optional<Target> target = findTarget("POST", path);
    if (!target)
        return tl::unexpected(u"unknown request"_s);
    QJsonObject question = body;
    if (!target->resourceArn.isEmpty())
        question.insert(u"resourceArn"_s, target->resourceArn);
    Desk desk {*m_simulation, m_simulation->world(), *m_pager, target->operation->name, question};
    const Outcome<QJsonObject> outcome = callHandler(desk);
    if (!outcome)
        return tl::unexpected(outcome.error().code + u": "_s + outcome.error().message);
    return *outcome;
}

} // namespace local
