// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/aws/credentialsproviders.h"

#include <QCoreApplication>

using namespace Qt::Literals::StringLiterals;

namespace aws {

namespace {

QString say(const char *text) { return QCoreApplication::translate("aws::Credentials", text); }

} // namespace

GivenCredentials::GivenCredentials(const Credentials &credentials, QObject *parent)
    : CredentialsProvider(parent)
    , m_credentials(credentials)
{
}

Call<Credentials> *GivenCredentials::credentials()
{
    if (m_credentials.isEmpty())
        return Call<Credentials>::ready(tl::unexpected(Error::noCredentials(say("No access key was given."))), this);
    return Call<Credentials>::ready(m_credentials, this);
}

std::optional<Result<Credentials>> environmentCredentials(const QProcessEnvironment &environment)
{
    Credentials found;
    found.accessKeyId = environment.value(u"AWS_ACCESS_KEY_ID"_s);
    if (found.accessKeyId.isEmpty())
        return std::nullopt;
    found.secretAccessKey = environment.value(u"AWS_SECRET_ACCESS_KEY"_s);
    if (found.secretAccessKey.isEmpty())
        return tl::unexpected(Error::noCredentials(say(
            "AWS_ACCESS_KEY_ID is set in the environment, but AWS_SECRET_ACCESS_KEY is not. Set both or neither.")));
    found.sessionToken = environment.value(u"AWS_SECURITY_TOKEN"_s, environment.value(u"AWS_SESSION_TOKEN"_s));
    found.accountId = environment.value(u"AWS_ACCOUNT_ID"_s);
    found.expiration = QDateTime::fromString(environment.value(u"AWS_CREDENTIAL_EXPIRATION"_s), Qt::ISODate);
    found.source = say("the environment");
    return found;
}

Result<Credentials> profileCredentials(const SharedConfig &files, const QString &name)
{
    if (!files.hasProfile(name)) {
        QString words = say("There are no credentials: no key in the environment, and no profile “%1” in %2 or %3. "
                            "Run “aws configure”, or set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY.")
                            .arg(name, files.configFile(), files.credentialsFile());
        if (!files.problems().isEmpty())
            words += u' ' + problemText(files.problems());
        return tl::unexpected(Error::noCredentials(words));
    }
    const ConfigSection profile = files.profile(name);
    if (!profile.problems.isEmpty())
        return tl::unexpected(
            Error::configuration(say("The profile “%1” is broken. %2").arg(name, problemText(profile.problems))));

    // The order of the AWS CLI (fact sheet 10.1): what stands before the static keys wins over them.
    struct Other
    {
        const char *key;
        const char *words;
    };
    static constexpr Other before[] = {
        {"role_arn", QT_TRANSLATE_NOOP("aws::Credentials", "assumes a role (role_arn)")},
        {"sso_account_id", QT_TRANSLATE_NOOP("aws::Credentials", "signs in with IAM Identity Center (sso_account_id)")},
        {"sso_role_name", QT_TRANSLATE_NOOP("aws::Credentials", "signs in with IAM Identity Center (sso_role_name)")},
    };
    static constexpr Other after[] = {
        {"login_session", QT_TRANSLATE_NOOP("aws::Credentials", "signs in with “aws login” (login_session)")},
        {"credential_process", QT_TRANSLATE_NOOP("aws::Credentials", "asks a program for keys (credential_process)")},
    };
    const auto refused = [&](const Other &other) {
        return tl::unexpected(Error::noCredentials(
            say("The profile “%1” %2, which this version can't do. Put keys into the environment instead: "
                "eval \"$(aws configure export-credentials --profile %1 --format env)\" and start without a profile.")
                .arg(name, say(other.words))));
    };
    for (const Other &other : before) {
        if (!profile.value(QString::fromLatin1(other.key)).isEmpty())
            return refused(other);
    }
    Credentials found;
    found.accessKeyId = profile.value(u"aws_access_key_id"_s);
    found.secretAccessKey = profile.value(u"aws_secret_access_key"_s);
    found.sessionToken = profile.value(u"aws_session_token"_s);
    found.accountId = profile.value(u"aws_account_id"_s);
    // Keys in the credentials file stand before these ways, keys in the configuration file behind them.
    const QString keyFile = profile.files.value(u"aws_access_key_id"_s);
    if (found.accessKeyId.isEmpty() || (keyFile == files.configFile() && keyFile != files.credentialsFile())) {
        for (const Other &other : after) {
            if (!profile.value(QString::fromLatin1(other.key)).isEmpty())
                return refused(other);
        }
    }
    if (found.accessKeyId.isEmpty())
        return tl::unexpected(Error::noCredentials(
            say("The profile “%1” holds no access key. Run “aws configure --profile %1”.").arg(name)));
    if (found.secretAccessKey.isEmpty())
        return tl::unexpected(Error::noCredentials(
            say("The profile “%1” has an aws_access_key_id but no aws_secret_access_key.").arg(name)));
    found.source = say("profile “%1” in %2").arg(name, profile.files.value(u"aws_access_key_id"_s));
    return found;
}

ChainCredentials::ChainCredentials(
    const QProcessEnvironment &environment, const QString &profile, bool profileChosen, QObject *parent)
    : CredentialsProvider(parent)
    , m_environment(environment)
    , m_profile(profile)
    , m_profileChosen(profileChosen)
{
}

Call<Credentials> *ChainCredentials::credentials()
{
    // A failure is not kept: the person may have mended the file meanwhile.
    if (!m_known || !m_known->has_value()) {
        m_known.reset();
        if (!m_profileChosen)
            m_known = environmentCredentials(m_environment);
        if (!m_known)
            m_known = profileCredentials(SharedConfig::load(m_environment), m_profile);
    }
    return Call<Credentials>::ready(*m_known, this);
}

} // namespace aws
