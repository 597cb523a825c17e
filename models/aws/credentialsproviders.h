// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/aws/configuration.h"
#include "models/aws/credentials.h"

namespace aws {

/// Keys that were handed in: ivs-local's, or a test's.
class GivenCredentials final : public CredentialsProvider
{
    Q_OBJECT

public:
    explicit GivenCredentials(const Credentials &credentials, QObject *parent = nullptr);

    Call<Credentials> *credentials() override;
    void invalidate() override { }

private:
    Credentials m_credentials;
};

/// AWS_ACCESS_KEY_ID and its companions. A key without its secret is an error, not a reason to look further.
/// No value when the environment holds no key.
std::optional<Result<Credentials>> environmentCredentials(const QProcessEnvironment &environment);

/// Static keys of a profile in the shared files; the credentials file wins. A profile that signs in in another way
/// (role, IAM Identity Center, process, login) is named as such: those ways come behind the same interface.
Result<Credentials> profileCredentials(const SharedConfig &files, const QString &profile);

/// The chain of the AWS CLI as far as it is built: environment (left aside when a profile was chosen), then profile.
/// The files are read anew at each question after invalidate().
class ChainCredentials final : public CredentialsProvider
{
    Q_OBJECT

public:
    ChainCredentials(
        const QProcessEnvironment &environment, const QString &profile, bool profileChosen, QObject *parent = nullptr);

    Call<Credentials> *credentials() override;
    void invalidate() override { m_known.reset(); }

private:
    QProcessEnvironment m_environment;
    QString m_profile;
    bool m_profileChosen;
    std::optional<Result<Credentials>> m_known;
};

} // namespace aws
