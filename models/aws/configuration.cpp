// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/aws/configuration.h"

#include "models/aws/endpoint.h"

#include <QCoreApplication>
#include <QHostAddress>

using namespace Qt::Literals::StringLiterals;

namespace aws {

namespace {

QString say(const char *text) { return QCoreApplication::translate("aws::Configuration", text); }

QString firstOf(std::initializer_list<QString> candidates)
{
    for (const QString &candidate : candidates) {
        if (!candidate.isEmpty())
            return candidate;
    }
    return {};
}

bool isTrue(const QString &text) { return text.compare("true"_L1, Qt::CaseInsensitive) == 0; }

// What is configured for a service, in the order of the AWS CLI v2: \a chosen goes first, or where that is not asked
// for, behind what is said of this service alone.
Result<QUrl> endpointOf(const ConfigSection &profile, const QString &region, const QProcessEnvironment &environment,
    const SharedConfig &files, const QString &serviceKey, const QString &hostPrefix, const QString &chosen,
    bool chosenFirst, bool *overridden)
{
    EndpointQuestion question;
    question.hostPrefix = hostPrefix;
    question.region = region;
    const bool ignored = isTrue(firstOf({environment.value(u"AWS_IGNORE_CONFIGURED_ENDPOINT_URLS"_s),
        profile.value(u"ignore_configured_endpoint_urls"_s)}));
    const auto configured = [&](const QString &text) { return ignored ? QString() : text; };
    const ConfigSection services = files.services(profile.value(u"services"_s));
    const QString variable = configured(environment.value(u"AWS_ENDPOINT_URL_"_s + serviceKey.toUpper()));
    const QString everywhere = configured(environment.value(u"AWS_ENDPOINT_URL"_s));
    const QString own = configured(services.nested.value(serviceKey).value(u"endpoint_url"_s));
    const QString inProfile = configured(profile.value(u"endpoint_url"_s));
    question.override = chosenFirst || chosen.isEmpty() ? firstOf({chosen, variable, everywhere, own, inProfile})
                                                        : firstOf({variable, own, chosen});
    question.fips =
        isTrue(firstOf({environment.value(u"AWS_USE_FIPS_ENDPOINT"_s), profile.value(u"use_fips_endpoint"_s)}));
    question.dualStack = isTrue(
        firstOf({environment.value(u"AWS_USE_DUALSTACK_ENDPOINT"_s), profile.value(u"use_dualstack_endpoint"_s)}));
    *overridden = !question.override.isEmpty();
    return endpointUrl(question);
}

} // namespace

QString problemText(const QList<ConfigProblem> &problems)
{
    QStringList texts;
    for (const ConfigProblem &problem : problems) {
        texts.append(problem.line > 0 ? say("%1, line %2: %3").arg(problem.file).arg(problem.line).arg(problem.words)
                                      : say("%1: %2").arg(problem.file, problem.words));
    }
    return texts.join(u' ');
}

Result<Configuration> resolveConfiguration(const ConfigurationChoice &choice, const QProcessEnvironment &environment,
    const SharedConfig &files, const QString &serviceKey, const QString &hostPrefix)
{
    Configuration result;
    result.profileChosen = !choice.profile.isEmpty();
    const QString named =
        firstOf({choice.profile, environment.value(u"AWS_PROFILE"_s), environment.value(u"AWS_DEFAULT_PROFILE"_s)});
    result.profile = firstOf({named, u"default"_s});
    if (!named.isEmpty() && !files.hasProfile(named)) {
        const QStringList known = files.profiles();
        QString words = known.isEmpty()
            ? say("The profile “%1” does not exist: neither %2 nor %3 holds a profile.")
                  .arg(named, files.configFile(), files.credentialsFile())
            : say("The profile “%1” does not exist. There are: %2.").arg(named, known.join(u", "_s));
        // A section line that is broken may have been this profile's.
        if (!files.problems().isEmpty())
            words += u' ' + problemText(files.problems());
        return tl::unexpected(Error::configuration(words));
    }
    const ConfigSection profile = files.profile(result.profile);
    if (!profile.problems.isEmpty())
        return tl::unexpected(Error::configuration(
            say("The profile “%1” is broken. %2").arg(result.profile, problemText(profile.problems))));

    result.region = firstOf({choice.region, environment.value(u"AWS_REGION"_s),
        environment.value(u"AWS_DEFAULT_REGION"_s), profile.value(u"region"_s)});

    if (result.region.isEmpty())
        return tl::unexpected(Error::configuration(
            say("No region is set. Choose one, give --region, or set AWS_REGION or the region of profile “%1”.")
                .arg(result.profile)));
    const Result<QUrl> endpoint = endpointOf(profile, result.region, environment, files, serviceKey, hostPrefix,
        choice.endpointUrl, true, &result.endpointOverridden);
    if (!endpoint)
        return tl::unexpected(endpoint.error());
    result.endpoint = *endpoint;

    result.caBundle = firstOf({environment.value(u"AWS_CA_BUNDLE"_s), profile.value(u"ca_bundle"_s)});
    const QString attempts = firstOf({environment.value(u"AWS_MAX_ATTEMPTS"_s), profile.value(u"max_attempts"_s)});
    if (!attempts.isEmpty()) {
        bool number = false;
        result.maxAttempts = attempts.toInt(&number);
        if (!number || result.maxAttempts < 1)
            return tl::unexpected(Error::configuration(
                say("AWS_MAX_ATTEMPTS (or max_attempts) is “%1”. It must be a whole number from 1.").arg(attempts)));
    }
    return result;
}

Result<QUrl> resolveCompanion(const Configuration &resolved, const ConfigurationChoice &choice,
    const QProcessEnvironment &environment, const SharedConfig &files, const QString &serviceKey,
    const QString &hostPrefix)
{
    const QString host = resolved.endpoint.host();
    const bool here = host == "localhost"_L1 || QHostAddress(host).isLoopback();
    const bool follows = !choice.endpointUrl.isEmpty() || (resolved.endpointOverridden && here);
    bool overridden = false;
    return endpointOf(files.profile(resolved.profile), resolved.region, environment, files, serviceKey, hostPrefix,
        follows ? resolved.endpoint.toString() : QString(), false, &overridden);
}

} // namespace aws
