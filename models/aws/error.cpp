// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/aws/error.h"

#include <QHash>
#include <QSet>

using namespace Qt::Literals::StringLiterals;

namespace aws {

namespace {

// Fact sheet 1.3 and 1.4: modelled exceptions, the common errors, and the codes that AWS's standard retry mode
// counts as throttling.
const QHash<QString, ErrorKind> &kindsByCode()
{
    static const QHash<QString, ErrorKind> kinds {
        {u"ValidationException"_s, ErrorKind::Invalid},
        {u"ValidationError"_s, ErrorKind::Invalid},
        {u"MalformedHttpRequestException"_s, ErrorKind::Invalid},
        {u"SerializationException"_s, ErrorKind::Invalid},
        {u"UnknownOperationException"_s, ErrorKind::Invalid},
        {u"RequestEntityTooLargeException"_s, ErrorKind::Invalid},
        {u"ServiceQuotaExceededException"_s, ErrorKind::QuotaExceeded},
        {u"PendingVerification"_s, ErrorKind::PendingVerification},
        {u"ResourceNotFoundException"_s, ErrorKind::NotFound},
        {u"ConflictException"_s, ErrorKind::Conflict},
        {u"InternalServerException"_s, ErrorKind::ServiceFault},
        {u"InternalFailure"_s, ErrorKind::ServiceFault},
        {u"ServiceUnavailable"_s, ErrorKind::ServiceFault},
        {u"ExpiredTokenException"_s, ErrorKind::ExpiredCredentials},
        {u"ExpiredToken"_s, ErrorKind::ExpiredCredentials},
        {u"AccessDeniedException"_s, ErrorKind::Denied},
        {u"NotAuthorized"_s, ErrorKind::Denied},
        {u"IncompleteSignature"_s, ErrorKind::Denied},
        {u"InvalidSignatureException"_s, ErrorKind::Denied},
        {u"SignatureDoesNotMatch"_s, ErrorKind::Denied},
        {u"UnrecognizedClientException"_s, ErrorKind::Denied},
        {u"InvalidClientTokenId"_s, ErrorKind::Denied},
        {u"MissingAuthenticationTokenException"_s, ErrorKind::Denied},
        {u"OptInRequired"_s, ErrorKind::Denied},
        {u"RequestTimeTooSkewed"_s, ErrorKind::Denied},
        {u"RequestTimeout"_s, ErrorKind::TimedOut},
        {u"RequestTimeoutException"_s, ErrorKind::TimedOut},
        {u"Throttling"_s, ErrorKind::Throttled},
        {u"ThrottlingException"_s, ErrorKind::Throttled},
        {u"ThrottledException"_s, ErrorKind::Throttled},
        {u"RequestThrottledException"_s, ErrorKind::Throttled},
        {u"RequestThrottled"_s, ErrorKind::Throttled},
        {u"TooManyRequestsException"_s, ErrorKind::Throttled},
        {u"RequestLimitExceeded"_s, ErrorKind::Throttled},
        {u"BandwidthLimitExceeded"_s, ErrorKind::Throttled},
        {u"LimitExceededException"_s, ErrorKind::Throttled},
        {u"SlowDown"_s, ErrorKind::Throttled},
    };
    return kinds;
}

const QSet<QString> &credentialCodes()
{
    static const QSet<QString> codes {u"ExpiredTokenException"_s, u"ExpiredToken"_s, u"IncompleteSignature"_s,
        u"InvalidSignatureException"_s, u"SignatureDoesNotMatch"_s, u"UnrecognizedClientException"_s,
        u"InvalidClientTokenId"_s, u"MissingAuthenticationTokenException"_s, u"RequestTimeTooSkewed"_s};
    return codes;
}

ErrorKind kindByStatus(int status)
{
    switch (status) {
    case 400:
    case 413:
        return ErrorKind::Invalid;
    case 401:
    case 403:
        return ErrorKind::Denied;
    case 402:
        return ErrorKind::QuotaExceeded;
    case 404:
        return ErrorKind::NotFound;
    case 408:
        return ErrorKind::TimedOut;
    case 409:
        return ErrorKind::Conflict;
    case 429: // bare 429: AWS's own standard mode gives up here; the service's limits make a retry the right answer
        return ErrorKind::Throttled;
    default:
        return status >= 500 ? ErrorKind::ServiceFault : ErrorKind::UnreadableAnswer;
    }
}

} // namespace

bool Error::isTransient() const
{
    switch (kind) {
    case ErrorKind::NotReached:
        // A certificate, a proxy's refusal or an unreadable bundle does not mend itself within seconds.
        return layer == Layer::Connection || layer == Layer::NameLookup;
    case ErrorKind::TimedOut:
    case ErrorKind::Throttled:
        return true;
    case ErrorKind::ServiceFault:
        return httpStatus == 0 || httpStatus == 500 || httpStatus == 502 || httpStatus == 503 || httpStatus == 504;
    default:
        return false;
    }
}

bool Error::isRefusedBeforeActing() const
{
    return kind == ErrorKind::Throttled || kind == ErrorKind::ExpiredCredentials || isClockSkew();
}

bool Error::concernsConnection() const
{
    switch (kind) {
    case ErrorKind::NotReached:
    case ErrorKind::NoCredentials:
    case ErrorKind::ExpiredCredentials:
        return true;
    case ErrorKind::Denied:
        return layer == Layer::Credentials;
    default:
        return false;
    }
}

bool Error::isClockSkew() const
{
    static const QSet<QString> codes {u"AuthFailure"_s, u"InvalidSignatureException"_s, u"RequestExpired"_s,
        u"RequestInTheFuture"_s, u"RequestTimeTooSkewed"_s, u"SignatureDoesNotMatch"_s};
    return codes.contains(code);
}

bool Error::mayHaveActed() const
{
    if (!sent)
        return false;
    switch (kind) {
    case ErrorKind::NotReached: // the connection broke before the answer
    case ErrorKind::TimedOut:
    case ErrorKind::ServiceFault:
    case ErrorKind::UnreadableAnswer:
    case ErrorKind::OutcomeUnknown:
        return true;
    default:
        return false;
    }
}

Error Error::canceled(const QString &operation)
{
    Error error;
    error.kind = ErrorKind::Canceled;
    error.operation = operation;
    return error;
}

Error Error::invalid(const QString &field, const QString &message)
{
    Error error;
    error.kind = ErrorKind::Invalid;
    error.field = field;
    error.message = message;
    return error;
}

Error Error::unreadable(const QString &field, const QString &message)
{
    Error error;
    error.kind = ErrorKind::UnreadableAnswer;
    error.layer = Layer::Service;
    error.field = field;
    error.message = message;
    return error;
}

Error Error::configuration(const QString &message)
{
    Error error;
    error.kind = ErrorKind::NoCredentials;
    error.layer = Layer::Configuration;
    error.message = message;
    return error;
}

Error Error::noCredentials(const QString &message)
{
    Error error;
    error.kind = ErrorKind::NoCredentials;
    error.layer = Layer::Credentials;
    error.message = message;
    return error;
}

Error errorFromService(int httpStatus, const QString &code, const QString &message, const QString &requestId)
{
    Error error;
    error.layer = Layer::Service;
    error.httpStatus = httpStatus;
    error.sent = true;
    error.message = message;
    error.requestId = requestId;
    error.code = code.section(u':', 0, 0).section(u'#', -1);
    error.kind = kindsByCode().value(error.code, kindByStatus(httpStatus));
    if (credentialCodes().contains(error.code))
        error.layer = Layer::Credentials;
    return error;
}

QString errorKindName(ErrorKind kind)
{
    switch (kind) {
    case ErrorKind::NotReached:
        return u"not reached"_s;
    case ErrorKind::TimedOut:
        return u"timed out"_s;
    case ErrorKind::Canceled:
        return u"canceled"_s;
    case ErrorKind::NoCredentials:
        return u"no credentials"_s;
    case ErrorKind::ExpiredCredentials:
        return u"expired credentials"_s;
    case ErrorKind::Denied:
        return u"denied"_s;
    case ErrorKind::Throttled:
        return u"throttled"_s;
    case ErrorKind::NotFound:
        return u"not found"_s;
    case ErrorKind::Conflict:
        return u"conflict"_s;
    case ErrorKind::Invalid:
        return u"invalid"_s;
    case ErrorKind::QuotaExceeded:
        return u"quota exceeded"_s;
    case ErrorKind::PendingVerification:
        return u"pending verification"_s;
    case ErrorKind::ServiceFault:
        return u"service fault"_s;
    case ErrorKind::UnreadableAnswer:
        return u"unreadable answer"_s;
    case ErrorKind::ReadOnly:
        return u"read-only"_s;
    case ErrorKind::OutcomeUnknown:
        return u"outcome unknown"_s;
    }
    Q_UNREACHABLE();
}

} // namespace aws
