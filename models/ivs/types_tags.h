// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QList>
#include <QMap>
#include <QString>

/// Tags of any resource: a map of at most 50, keys of 1 to 128 and values of 0 to 256 characters.
namespace ivs {

/// resourceArn goes into the path.
struct ListTagsForResourceRequest
{
    QString resourceArn;

    bool operator==(const ListTagsForResourceRequest &) const = default;
};

struct ListTagsForResourceResponse
{
    QMap<QString, QString> tags;

    bool operator==(const ListTagsForResourceResponse &) const = default;
};

/// Adds tags and overwrites those with the same keys. resourceArn goes into the path.
struct TagResourceRequest
{
    QString resourceArn;
    QMap<QString, QString> tags;

    bool operator==(const TagResourceRequest &) const = default;
};

struct TagResourceResponse
{
    bool operator==(const TagResourceResponse &) const = default;
};

/// Removes tags. resourceArn goes into the path, tagKeys into the query; there is no body.
struct UntagResourceRequest
{
    QString resourceArn;
    QList<QString> tagKeys;

    bool operator==(const UntagResourceRequest &) const = default;
};

struct UntagResourceResponse
{
    bool operator==(const UntagResourceResponse &) const = default;
};

} // namespace ivs
