// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/errortext.h"

#include "models/aws/writeguard.h"

#include "models/plaintext.h"

#include <QCoreApplication>
#include <QStringList>

using namespace Qt::Literals::StringLiterals;
using aws::ErrorKind;
using aws::Layer;

namespace {

QString say(const char *text) { return QCoreApplication::translate("ErrorText", text); }

QString detailsOf(const aws::Error &error)
{
    QStringList parts;
    if (!error.operation.isEmpty())
        parts << error.operation;
    if (!error.field.isEmpty())
        parts << say("member %1").arg(error.field);
    if (error.httpStatus > 0)
        parts << u"HTTP %1"_s.arg(error.httpStatus);
    if (!error.code.isEmpty())
        parts << error.code;
    if (!error.requestId.isEmpty())
        parts << say("request %1").arg(error.requestId);
    if (!error.message.isEmpty())
        parts << error.message;
    return shownText(parts.join(u" · "_s));
}

ErrorText notReached(const aws::Error &error)
{
    switch (error.layer) {
    case Layer::NameLookup:
        return {say("The service's name can't be found"), say("Name lookup failed, so nothing was sent."),
            say("Check the network, the region and the endpoint."), {}};
    case Layer::Proxy:
        return {say("The proxy failed"), say("The system's proxy refused or could not be reached."),
            say("Check the proxy settings of the desktop and the proxy itself."), {}};
    case Layer::Tls:
        return {say("The encrypted connection failed"),
            say("The server's certificate was not accepted, so nothing was sent."),
            say("Behind a company proxy, set AWS_CA_BUNDLE to its certificate. Verification can't be switched off."),
            {}};
    default:
        if (error.sent)
            return {say("The answer was lost"), say("The connection broke after the request had left."),
                say("Check the network, then reload."), {}};
        return {say("The service can't be reached"), say("No connection was made, so nothing was sent."),
            say("Check the network and the endpoint, then try again."), {}};
    }
}

ErrorText denied(const aws::Error &error)
{
    if (error.code == "InvalidSignatureException"_L1 || error.code == "SignatureDoesNotMatch"_L1)
        return {say("The signature was refused"),
            say("The secret key does not belong to the access key, or this machine's clock is wrong."),
            say("Check the secret access key of this profile, then reload."), {}};
    if (error.code == "UnrecognizedClientException"_L1 || error.code == "InvalidClientTokenId"_L1)
        return {say("The access key is unknown"), say("The service does not know the access key of this profile."),
            say("Check the profile's access key; it may be deleted, inactive or of another partition."), {}};
    if (error.layer == Layer::Credentials)
        return {say("The signature was refused"), say("The service could not accept how the request was signed."),
            say("Check the profile's keys and this machine's clock."), {}};
    return {say("Permission denied"),
        error.operation.isEmpty() ? say("This identity may not do that.")
                                  : say("This identity may not call ivs:%1.").arg(error.operation),
        say("Ask for that permission, or open a connection with another profile."), {}};
}

ErrorText readOnly(const aws::Error &error)
{
    switch (error.readOnly.value_or(aws::ReadOnlyReason::Option)) {
    case aws::ReadOnlyReason::Option:
        break;
    case aws::ReadOnlyReason::Profile:
        return {say("This profile is read-only"), say("It is marked so in Stagedesk. Nothing was sent."),
            say("Take the mark off in the menu of the connection to change things."), {}};
    case aws::ReadOnlyReason::Production:
        return {say("Production is locked"), say("This connection is marked production. Nothing was sent."),
            say("Unlock it for a while in the header, then do it again."), {}};
    }
    return {say("This connection is read-only"), say("It was opened so. Nothing was sent."),
        say("Open the connection without read-only to change things."), {}};
}

} // namespace

ErrorText explain(const aws::Error &error)
{
    ErrorText text;
    switch (error.kind) {
    case ErrorKind::NotReached:
        text = notReached(error);
        break;
    case ErrorKind::TimedOut:
        text = {error.sent ? say("The service did not answer in time") : say("No connection in time"),
            error.sent ? say("The request left, but no complete answer came.") : say("Nothing was sent."),
            say("Check the network, then try again."), {}};
        break;
    case ErrorKind::Canceled:
        text = {say("Stopped"), say("The call was stopped before its answer came."), say("Reload to ask again."), {}};
        break;
    case ErrorKind::NoCredentials:
        text = {error.layer == Layer::Tls             ? say("The certificate bundle is unusable")
                : error.layer == Layer::Configuration ? say("The AWS configuration is unusable")
                                                      : say("There are no credentials"),
            shownText(error.message), say("Mend it, then reload; the files are read again."), {}};
        break;
    case ErrorKind::ExpiredCredentials:
        text = {say("The credentials have expired"), say("The service no longer accepts this sign-in."),
            say("Renew the profile's keys, then reload; the files are read again."), {}};
        break;
    case ErrorKind::Denied:
        text = denied(error);
        break;
    case ErrorKind::Throttled:
        text = {say("The service is throttling"),
            say("The account's calls per second for this operation are used up, by everybody who shares it."),
            say("Wait a moment; loading goes on more slowly."), {}};
        break;
    case ErrorKind::NotFound:
        text = {say("It does not exist any more"), say("The service knows nothing under this name in this region."),
            say("Reload the list."), {}};
        break;
    case ErrorKind::Conflict:
        text = {say("The state forbids it"), say("The resource is in use or in a state in which this can't be done."),
            say("Look at its present state, then try again."), {}};
        break;
    case ErrorKind::Invalid:
        text = {say("The request is not valid"),
            error.field.isEmpty() ? shownText(error.message)
                                  : u"%1: %2"_s.arg(shownText(error.field), shownText(error.message)),
            error.sent ? say("The service refused it; nothing was changed.") : say("Nothing was sent. Mend the field."),
            {}};
        break;
    case ErrorKind::QuotaExceeded:
        text = {say("A quota is used up"), say("The account may not have more of these in this region."),
            say("Delete what is no longer needed, or ask AWS for a higher quota."), {}};
        break;
    case ErrorKind::PendingVerification:
        text = {say("The AWS account awaits verification"), say("AWS has not finished verifying this account."),
            say("Try again later, or ask AWS support."), {}};
        break;
    case ErrorKind::ServiceFault:
        text = {
            say("The service failed"), say("IVS answered with a fault of its own."), say("Try again in a moment."), {}};
        break;
    case ErrorKind::UnreadableAnswer:
        text = {say("The answer can't be read"),
            error.httpStatus >= 300 && error.httpStatus < 400
                ? say("The endpoint answered with a redirect, which is never followed.")
                : say("What came back is not what IVS sends: a proxy, a sign-in page or a wrong endpoint may be in "
                      "between."),
            say("Check the endpoint and the network."), {}};
        break;
    case ErrorKind::ReadOnly:
        text = readOnly(error);
        break;
    case ErrorKind::OutcomeUnknown:
        text = {say("The outcome is unknown"), say("The request left, but its answer was lost: it may have been done."),
            say("Check the present state before doing it again."), {}};
        break;
    }
    text.details = detailsOf(error);
    return text;
}

QString oneLine(const aws::Error &error)
{
    const ErrorText text = explain(error);
    return u"%1. %2 %3"_s.arg(text.title, text.meaning, text.advice);
}

QString readOnlyReason(const aws::WriteGuard *guard)
{
    const std::optional<aws::ReadOnlyReason> reason = guard->lockedReason();
    if (!reason)
        return {};
    aws::Error error;
    error.kind = aws::ErrorKind::ReadOnly;
    error.readOnly = reason;
    const ErrorText words = explain(error);
    return words.title + QStringLiteral(". ") + words.advice;
}
