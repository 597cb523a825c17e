// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/aws/endpoint.h"

#include "models/aws/transport.h"

#include <QCoreApplication>
#include <QRegularExpression>

using namespace Qt::Literals::StringLiterals;

namespace aws {

namespace {

QString say(const char *text) { return QCoreApplication::translate("aws::endpoint", text); }

} // namespace

Partition partitionOf(const QString &region)
{
    struct Row
    {
        const char *prefix;
        const char *id;
        const char *suffix;
        const char *dualStack;
    };
    static constexpr Row rows[] = {
        {"cn-", "aws-cn", "amazonaws.com.cn", "api.amazonwebservices.com.cn"},
        {"us-gov-", "aws-us-gov", "amazonaws.com", "api.aws"},
        {"eusc-", "aws-eusc", "amazonaws.eu", "api.amazonwebservices.eu"},
        {"us-isob-", "aws-iso-b", "sc2s.sgov.gov", "api.aws.scloud"},
        {"eu-isoe-", "aws-iso-e", "cloud.adc-e.uk", "api.cloud-aws.adc-e.uk"},
        {"us-isof-", "aws-iso-f", "csp.hci.ic.gov", "api.aws.hci.ic.gov"},
        {"us-iso-", "aws-iso", "c2s.ic.gov", "api.aws.ic.gov"},
    };
    for (const Row &row : rows) {
        if (region.startsWith(QLatin1StringView(row.prefix)))
            return {QString::fromLatin1(row.id), QString::fromLatin1(row.suffix), QString::fromLatin1(row.dualStack)};
    }
    return {u"aws"_s, u"amazonaws.com"_s, u"api.aws"_s};
}

QStringList ivsRealtimeRegions()
{
    return {u"us-east-1"_s, u"us-west-2"_s, u"eu-central-1"_s, u"eu-west-1"_s, u"ap-northeast-1"_s, u"ap-northeast-2"_s,
        u"ap-south-1"_s};
}

Result<QUrl> endpointUrl(const EndpointQuestion &question)
{
    if (!question.override.isEmpty()) {
        if (question.fips || question.dualStack)
            return tl::unexpected(Error::configuration(
                say("An endpoint URL can't be combined with FIPS or dual-stack endpoints. Take one of them away.")));
        QUrl url(question.override, QUrl::StrictMode);
        const QString scheme = url.scheme();
        if (!url.isValid() || url.host().isEmpty() || (scheme != "https"_L1 && scheme != "http"_L1))
            return tl::unexpected(Error::configuration(
                say("“%1” is not an endpoint. An endpoint is a URL such as https://host or http://127.0.0.1:4571.")
                    .arg(question.override)));
        if (url.hasQuery() || url.hasFragment() || !url.userInfo().isEmpty())
            return tl::unexpected(
                Error::configuration(say("The endpoint “%1” must not hold a query, a fragment or a password.")
                                         .arg(url.toString(QUrl::RemoveUserInfo))));
        if (scheme == "http"_L1 && !isLoopback(url))
            return tl::unexpected(Error::configuration(
                say("The endpoint “%1” is not encrypted. Use https; http is for this machine only.")
                    .arg(question.override)));
        QString path = url.path(QUrl::FullyEncoded);
        while (path.endsWith(u'/'))
            path.chop(1);
        url.setPath(path, QUrl::TolerantMode);
        return url;
    }
    if (question.region.isEmpty())
        return tl::unexpected(Error::configuration(
            say("No region is set. Choose one, give --region, or set AWS_REGION or the profile's region.")));
    static const QRegularExpression label(u"^[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$"_s);
    if (!label.match(question.region).hasMatch())
        return tl::unexpected(
            Error::configuration(say("“%1” is not a region. A region looks like us-east-1.").arg(question.region)));
    const Partition partition = partitionOf(question.region);
    const QString host = question.hostPrefix + (question.fips ? "-fips."_L1 : "."_L1) + question.region + u'.'
        + (question.dualStack ? partition.dualStackDnsSuffix : partition.dnsSuffix);
    QUrl url;
    url.setScheme(u"https"_s);
    url.setHost(host);
    return url;
}

} // namespace aws
