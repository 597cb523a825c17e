// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/aws/operation.h"

#include <QJsonObject>
#include <QString>

#include <tl/expected.hpp>

class Workspace;

/// A call in the words of other programs, for the clipboard: as a command of the AWS CLI, as curl, as JSON. A copied
/// line is for a POSIX shell (sh, bash, zsh) and holds whatever the values hold: each is one quoted word, and what a
/// terminal would take for a key stroke (control marks) or what can't be seen (bidirectional marks) only stands there
/// as an escape of JSON. Nothing that is secret is ever written: credentials are named as the shell's own variables,
/// and stream keys and tokens are left out.
///
/// `requestJson` is an object of all members of the operation's request, those of the path and the query too, as
/// ivs::membersToJson() makes it; empty stands for `{}`.
namespace copyas {

/// Where the line leads to. Empty members are left out.
struct Target
{
    QString region;
    QString profile; ///< of the AWS files; empty when the keys came from elsewhere
    QString endpoint; ///< base URL without a slash at its end, always set
    bool endpointOverridden = false; ///< the endpoint isn't the one that follows from the region
};

/// The target that a workspace's own calls go to.
Target targetOf(const Workspace *workspace);

/// `aws ivs-realtime create-stage --name evening --region eu-west-1`. Names follow botocore's rule, structures and
/// lists are JSON, booleans are `--force` and `--no-force`. A value that the CLI would take for a file or an address to
/// load (`file://…`), or that holds what a terminal must not get, travels in --cli-input-json instead.
/// nextToken and maxResults are written as such, which turns off the CLI's own paging: leave them out for a whole list,
/// and see wholeListNote().
QString awsCli(const aws::Operation &operation, const QByteArray &requestJson, const Target &target);

/// One sentence on what the CLI command of a list does not do: only three of the service's lists are paged by the
/// CLI itself (botocore 1.43, paginators-1.json of ivs-realtime); all others give their first page. Empty when there
/// is nothing to say.
QString wholeListNote(const aws::Operation &operation);

/// A curl command that signs by itself with the keys in AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY and, if set,
/// AWS_SESSION_TOKEN. Fails with the reason, for people, where curl can't do it: it signs an ARN inside the path in
/// another way than the service does (curl 7.88, Debian 12), so the three operations on tags have none.
tl::expected<QString, QString> curl(
    const aws::Operation &operation, const QByteArray &requestJson, const Target &target);

/// Indented JSON with its members in alphabetical order, without secrets; for requests and for what the service told
/// (`raw JSON` of a row). Marks that can't be seen are escapes.
QString json(const QByteArray &objectJson);

/// The object without the values of secret members (stream keys, tokens); that something was left out stays visible.
/// Names that people made up (tags, attributes) are never taken for secret members.
QJsonObject withoutSecrets(const QJsonObject &object);

} // namespace copyas
