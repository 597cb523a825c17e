// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/aws/retry.h"

#include <QTest>

using aws::Attempts;
using aws::Error;
using aws::ErrorKind;
using aws::Layer;
using aws::NextStep;
using aws::Operation;

namespace {

constexpr Operation kRead {"ivs-realtime", "GetStage", aws::Verb::Post, "/GetStage", 5, false, false, false};
constexpr Operation kWrite {"ivs-realtime", "CreateStage", aws::Verb::Post, "/CreateStage", 5, true, false, false};
constexpr Operation kRepeatable {
    "ivs-realtime", "TagResource", aws::Verb::Post, "/tags/{resourceArn}", 10, true, true, false};

constexpr ErrorKind kAllKinds[] = {ErrorKind::NotReached, ErrorKind::TimedOut, ErrorKind::Canceled,
    ErrorKind::NoCredentials, ErrorKind::ExpiredCredentials, ErrorKind::Denied, ErrorKind::Throttled,
    ErrorKind::NotFound, ErrorKind::Conflict, ErrorKind::Invalid, ErrorKind::QuotaExceeded,
    ErrorKind::PendingVerification, ErrorKind::ServiceFault, ErrorKind::UnreadableAnswer, ErrorKind::ReadOnly,
    ErrorKind::OutcomeUnknown};

Error errorOf(ErrorKind kind, Layer layer = Layer::Service, bool sent = true, int status = 0)
{
    Error error;
    error.kind = kind;
    error.layer = layer;
    error.sent = sent;
    error.httpStatus = status;
    return error;
}

} // namespace

class TestRetry final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void nextStep_data();
    void nextStep();
    void layersThatMendThemselves();
    void statusesThatPass();
    void limitEndsEverything();
    void clockIsCorrectedOnce();
    void credentialsAreRenewedOnce();
    void delays();
    void serverHint();
    void quota();
    void finalError_data();
    void finalError();
    void serviceCodes_data();
    void serviceCodes();
};

Q_DECLARE_METATYPE(NextStep)

// Every kind that there is, over the three sorts of operations.
void TestRetry::nextStep_data()
{
    QTest::addColumn<int>("kind");
    QTest::addColumn<NextStep>("read");
    QTest::addColumn<NextStep>("write");
    QTest::addColumn<NextStep>("repeatable");
    for (const ErrorKind kind : kAllKinds) {
        NextStep read = NextStep::GiveUp;
        NextStep write = NextStep::GiveUp;
        NextStep repeatable = NextStep::GiveUp;
        switch (kind) {
        case ErrorKind::Throttled:
            read = write = repeatable = NextStep::Wait;
            break;
        case ErrorKind::ExpiredCredentials:
            read = write = repeatable = NextStep::RenewCredentials;
            break;
        case ErrorKind::NotReached:
        case ErrorKind::TimedOut:
        case ErrorKind::ServiceFault:
            read = repeatable = NextStep::Wait;
            break;
        default:
            break;
        }
        QTest::newRow(qPrintable(aws::errorKindName(kind))) << int(kind) << read << write << repeatable;
    }
}

void TestRetry::nextStep()
{
    QFETCH(int, kind);
    QFETCH(NextStep, read);
    QFETCH(NextStep, write);
    QFETCH(NextStep, repeatable);
    for (const bool sent : {true, false}) {
        const Error error = errorOf(ErrorKind(kind), Layer::Connection, sent);
        QCOMPARE(aws::nextStep(kRead, error, {}, false), read);
        QCOMPARE(aws::nextStep(kWrite, error, {}, false), write);
        QCOMPARE(aws::nextStep(kRepeatable, error, {}, false), repeatable);
    }
}

void TestRetry::layersThatMendThemselves()
{
    const auto stepOf = [](Layer layer) {
        return aws::nextStep(kRead, errorOf(ErrorKind::NotReached, layer, false), {}, false);
    };
    QCOMPARE(stepOf(Layer::Connection), NextStep::Wait);
    QCOMPARE(stepOf(Layer::NameLookup), NextStep::Wait);
    QCOMPARE(stepOf(Layer::Tls), NextStep::GiveUp);
    QCOMPARE(stepOf(Layer::Proxy), NextStep::GiveUp);
}

void TestRetry::statusesThatPass()
{
    for (const int status : {500, 502, 503, 504}) {
        const Error error = errorOf(ErrorKind::ServiceFault, Layer::Service, true, status);
        QCOMPARE(aws::nextStep(kRead, error, {}, false), NextStep::Wait);
        QCOMPARE(aws::nextStep(kWrite, error, {}, false), NextStep::GiveUp);
    }
    for (const int status : {501, 505, 509}) {
        const Error error = errorOf(ErrorKind::ServiceFault, Layer::Service, true, status);
        QCOMPARE(aws::nextStep(kRead, error, {}, false), NextStep::GiveUp);
        QCOMPARE(aws::nextStep(kRepeatable, error, {}, false), NextStep::GiveUp);
    }
}

void TestRetry::limitEndsEverything()
{
    for (const ErrorKind kind : kAllKinds) {
        for (const Operation &operation : {kRead, kWrite, kRepeatable}) {
            const Error error = errorOf(kind, Layer::Connection);
            QCOMPARE(aws::nextStep(operation, error, {.sent = 3, .limit = 3}, true), NextStep::GiveUp);
            QCOMPARE(aws::nextStep(operation, error, {.sent = 1, .limit = 1}, true), NextStep::GiveUp);
        }
    }
}

void TestRetry::clockIsCorrectedOnce()
{
    const Error error = aws::errorFromService(403, QStringLiteral("InvalidSignatureException"), {}, {});
    for (const Operation &operation : {kRead, kWrite, kRepeatable}) {
        // Without a wrong clock it is a wrong secret, which does not mend itself.
        QCOMPARE(aws::nextStep(operation, error, {}, false), NextStep::GiveUp);
        QCOMPARE(aws::nextStep(operation, error, {}, true), NextStep::CorrectClock);
        QCOMPARE(aws::nextStep(operation, error, {.sent = 2, .skewCorrected = true}, true), NextStep::GiveUp);
    }
    // A wrong clock beside a refusal for another reason is not the reason.
    const Error denied = aws::errorFromService(403, QStringLiteral("AccessDeniedException"), {}, {});
    QCOMPARE(aws::nextStep(kRead, denied, {}, true), NextStep::GiveUp);
}

void TestRetry::credentialsAreRenewedOnce()
{
    const Error error = aws::errorFromService(403, QStringLiteral("ExpiredTokenException"), {}, {});
    QCOMPARE(aws::nextStep(kWrite, error, {}, false), NextStep::RenewCredentials);
    QCOMPARE(aws::nextStep(kWrite, error, {.sent = 2, .credentialsRenewed = true}, false), NextStep::GiveUp);
}

void TestRetry::delays()
{
    const auto least = [] { return 0.0; };
    const auto half = [] { return 0.5; };
    const auto most = [] { return 0.999999; };
    const qint64 ceilings[] = {1000, 2000, 4000, 8000, 16000, 20000, 20000, 20000};
    for (int index = 0; index < int(std::size(ceilings)); ++index) {
        QCOMPARE(aws::retryDelay(index, -1, least), 0);
        QCOMPARE(aws::retryDelay(index, -1, half), ceilings[index] / 2);
        const qint64 longest = aws::retryDelay(index, -1, most);
        QVERIFY(longest < ceilings[index] && longest >= ceilings[index] - 1);
    }
    QVERIFY(aws::retryDelay(1000, -1, most) < 20000);
}

void TestRetry::serverHint()
{
    const auto half = [] { return 0.5; };
    QCOMPARE(aws::retryDelay(0, 0, half), 500); // never sooner than the jittered time
    QCOMPARE(aws::retryDelay(0, 499, half), 500);
    QCOMPARE(aws::retryDelay(0, 2500, half), 2500);
    QCOMPARE(aws::retryDelay(0, 5500, half), 5500);
    QCOMPARE(aws::retryDelay(0, 3'600'000, half), 5500); // and at most 5 s later
}

void TestRetry::quota()
{
    aws::RetryQuota quota;
    QCOMPARE(quota.available(), 500);
    const Error timeout = errorOf(ErrorKind::TimedOut);
    const Error fault = errorOf(ErrorKind::ServiceFault);
    QVERIFY(quota.take(timeout));
    QCOMPARE(quota.available(), 490);
    QVERIFY(quota.take(fault));
    QCOMPARE(quota.available(), 485);
    for (int i = 0; i < 97; ++i)
        QVERIFY(quota.take(fault));
    QCOMPARE(quota.available(), 0);
    QVERIFY(!quota.take(fault));
    quota.giveBack(9);
    QVERIFY(!quota.take(timeout));
    QVERIFY(quota.take(fault));
    quota.giveBack(10000);
    QCOMPARE(quota.available(), 500);
}

void TestRetry::finalError_data()
{
    QTest::addColumn<int>("kind");
    QTest::addColumn<bool>("unknownWhenSent");
    for (const ErrorKind kind : kAllKinds) {
        const bool unknown = kind == ErrorKind::NotReached || kind == ErrorKind::TimedOut
            || kind == ErrorKind::ServiceFault || kind == ErrorKind::UnreadableAnswer
            || kind == ErrorKind::OutcomeUnknown;
        QTest::newRow(qPrintable(aws::errorKindName(kind))) << int(kind) << unknown;
    }
}

// What may have been done is said to be unknown; what was refused, or never left, is not.
void TestRetry::finalError()
{
    QFETCH(int, kind);
    QFETCH(bool, unknownWhenSent);
    const Error sent = errorOf(ErrorKind(kind), Layer::Connection, true);
    const Error unsent = errorOf(ErrorKind(kind), Layer::Connection, false);
    QCOMPARE(aws::finalError(kRead, sent).kind, ErrorKind(kind));
    QCOMPARE(aws::finalError(kRead, unsent).kind, ErrorKind(kind));
    for (const Operation &operation : {kWrite, kRepeatable}) {
        QCOMPARE(aws::finalError(operation, unsent).kind, ErrorKind(kind));
        QCOMPARE(aws::finalError(operation, sent).kind, unknownWhenSent ? ErrorKind::OutcomeUnknown : ErrorKind(kind));
    }
}

void TestRetry::serviceCodes_data()
{
    QTest::addColumn<int>("status");
    QTest::addColumn<QString>("code");
    QTest::addColumn<QString>("shortCode");
    QTest::addColumn<int>("kind");
    QTest::addColumn<int>("layer");
    const auto row = [](int status, const char *code, ErrorKind kind, Layer layer = Layer::Service,
                         const char *shortCode = nullptr) {
        QTest::addRow("%d %s", status, code)
            << status << QString::fromLatin1(code) << QString::fromLatin1(shortCode ? shortCode : code) << int(kind)
            << int(layer);
    };
    // Fact sheet 1.3: what is modelled.
    row(400, "ValidationException", ErrorKind::Invalid);
    row(402, "ServiceQuotaExceededException", ErrorKind::QuotaExceeded);
    row(403, "AccessDeniedException", ErrorKind::Denied);
    row(403, "PendingVerification", ErrorKind::PendingVerification);
    row(404, "ResourceNotFoundException", ErrorKind::NotFound);
    row(409, "ConflictException", ErrorKind::Conflict);
    row(500, "InternalServerException", ErrorKind::ServiceFault);
    // What all services say.
    row(400, "ThrottlingException", ErrorKind::Throttled);
    row(429, "TooManyRequestsException", ErrorKind::Throttled);
    row(401, "NotAuthorized", ErrorKind::Denied);
    row(403, "ExpiredTokenException", ErrorKind::ExpiredCredentials, Layer::Credentials);
    row(403, "UnrecognizedClientException", ErrorKind::Denied, Layer::Credentials);
    row(403, "InvalidSignatureException", ErrorKind::Denied, Layer::Credentials);
    row(408, "RequestTimeoutException", ErrorKind::TimedOut);
    row(503, "ServiceUnavailable", ErrorKind::ServiceFault);
    // The name may come with its namespace or a URL.
    row(400, "com.amazonaws.ivs#ThrottlingException", ErrorKind::Throttled, Layer::Service, "ThrottlingException");
    row(404, "ResourceNotFoundException:http://internal.amazon.com/x", ErrorKind::NotFound, Layer::Service,
        "ResourceNotFoundException");
    row(409, "ns#ConflictException:http://x#y", ErrorKind::Conflict, Layer::Service, "ConflictException");
    // Without a known code the status decides.
    row(429, "", ErrorKind::Throttled);
    row(503, "", ErrorKind::ServiceFault);
    row(502, "SomethingNew", ErrorKind::ServiceFault);
    row(418, "Teapot", ErrorKind::UnreadableAnswer);
    row(307, "", ErrorKind::UnreadableAnswer);
}

void TestRetry::serviceCodes()
{
    QFETCH(int, status);
    QFETCH(QString, code);
    QFETCH(QString, shortCode);
    QFETCH(int, kind);
    QFETCH(int, layer);
    const Error error = aws::errorFromService(status, code, QStringLiteral("words"), QStringLiteral("request"));
    QCOMPARE(error.kind, ErrorKind(kind));
    QCOMPARE(error.code, shortCode);
    QCOMPARE(error.layer, Layer(layer));
    QCOMPARE(error.httpStatus, status);
    QCOMPARE(error.message, QStringLiteral("words"));
    QCOMPARE(error.requestId, QStringLiteral("request"));
    QVERIFY(error.sent);
}

QTEST_GUILESS_MAIN(TestRetry)
#include "tst_retry.moc"
