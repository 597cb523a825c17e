// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/ivs/shapes.h"
#include "models/ivs/validation.h"

#include <QTest>

#include <functional>

/// Rows for tables of limits: each gives a good value with one change, and the member that is refused for it.
namespace limits {

using namespace Qt::Literals::StringLiterals;
using namespace ivs;

using Check = std::function<std::optional<aws::Error>()>;

inline QString arn(const QString &resource, qsizetype length = 0)
{
    const QString head = "arn:aws:ivs:us-west-2:123456789012:"_L1 + resource + u'/';
    return head + QString(qMax(qsizetype(12), length - head.size()), u'A');
}

inline const QString kSession = u"st-AbCdEfGhIjKlM"_s;
inline const QString kPem = u"-----BEGIN PUBLIC KEY-----\nMHYwEAYHKoZIzj0CAQ==\n-----END PUBLIC KEY-----\n"_s;

inline DestinationConfiguration channelDestination()
{
    DestinationConfiguration destination;
    destination.channel.emplace().channelArn = arn(u"channel"_s);
    return destination;
}

inline DestinationConfiguration s3Destination()
{
    DestinationConfiguration destination;
    S3DestinationConfiguration &s3 = destination.s3.emplace();
    s3.storageConfigurationArn = arn(u"storage-configuration"_s);
    s3.encoderConfigurationArns = {arn(u"encoder-configuration"_s)};
    return destination;
}

// A value that keeps all rules: required texts are filled in.
template <typename S>
S good()
{
    S value;
    forEachMember<S>([&](const auto &member) {
        if constexpr (std::is_same_v<typename std::decay_t<decltype(member)>::Value, QString>) {
            QString text = u"pQ4vN81sXyLc"_s;
            if (member.name == "sessionId"_L1)
                text = kSession;
            else if (member.rule->arnResource)
                text = arn(*member.rule->arnResource ? QString::fromLatin1(member.rule->arnResource) : u"stage"_s);
            if (member.required)
                value.*member.pointer = text;
        }
        return true;
    });
    if constexpr (std::is_same_v<S, StartCompositionRequest>)
        value.destinations = {s3Destination()};
    if constexpr (std::is_same_v<S, S3DestinationConfiguration>)
        value = *s3Destination().s3;
    if constexpr (std::is_same_v<S, CreateStorageConfigurationRequest>)
        value.s3.bucketName = u"my-bucket"_s;
    if constexpr (std::is_same_v<S, ImportPublicKeyRequest>)
        value.publicKeyMaterial = kPem;
    if constexpr (std::is_same_v<S, CreateIngestConfigurationRequest>)
        value.ingestProtocol = IngestProtocol::Rtmps;
    return value;
}

// A row of a table: a good value of S with one change; \a field is the member that is refused, or empty.
template <typename S>
void row(const QByteArray &name, const QString &field, const std::function<void(S &)> &change)
{
    const QByteArray title = QByteArray(Shape<S>::name) + ": " + name;
    S value = good<S>();
    change(value);
    QTest::newRow(title.constData()) << Check([value] { return validate(value); }) << field;
}

template <typename S>
void text(const char *field, QString S::*member, int minimum, int maximum)
{
    const QString name = QString::fromLatin1(field);
    const auto one = [&](const char *what, int length, const QString &refused) {
        row<S>(QByteArray(field) + ' ' + what, refused, [&](S &v) { v.*member = QString(length, u'a'); });
    };
    one("shortest", minimum, QString());
    one("longest", maximum, QString());
    one("too long", maximum + 1, name);
    if (minimum > 0)
        one("too short", minimum - 1, name);
}

template <typename S>
void arnOf(const char *field, QString S::*member, const char *resource, bool mayBeEmpty = false)
{
    const QString name = QString::fromLatin1(field);
    const QString kind = QString::fromLatin1(resource);
    const QString otherPartition = QString(arn(kind)).replace("arn:aws:"_L1, "arn:aws-cn:"_L1);
    const QByteArray title = QByteArray(field) + ' ';
    row<S>(title + "longest", QString(), [&](S &v) { v.*member = arn(kind, 128); });
    row<S>(title + "too long", name, [&](S &v) { v.*member = arn(kind, 129); });
    row<S>(title + "empty", mayBeEmpty ? QString() : name, [&](S &v) { v.*member = u""_s; });
    row<S>(title + "no ARN", name, [&](S &v) { v.*member = u"AbCdef1G2hij"_s; });
    row<S>(title + "other resource", name, [&](S &v) { v.*member = arn(u"recording-configuration"_s); });
    row<S>(title + "other partition", QString(), [&](S &v) { v.*member = otherPartition; });
}

template <typename S, typename V>
void number(const char *field, std::optional<V> S::*member, int minimum, std::optional<int> maximum = {})
{
    const QString name = QString::fromLatin1(field);
    const QByteArray title = QByteArray(field) + ' ';
    row<S>(title + "least", QString(), [&](S &v) { v.*member = V(minimum); });
    row<S>(title + "too little", name, [&](S &v) { v.*member = V(minimum - 1); });
    row<S>(title + "most", QString(), [&](S &v) { v.*member = V(maximum.value_or(2'147'483'647)); });
    if (maximum)
        row<S>(title + "too much", name, [&](S &v) { v.*member = V(*maximum + 1); });
}

template <typename S, typename Item>
void count(const char *field, QList<Item> S::*member, int maximum, const Item &item = {})
{
    const QByteArray title = QByteArray(field) + ' ';
    row<S>(title + "none", QString(), [&](S &v) { v.*member = {}; });
    row<S>(title + "most", QString(), [&](S &v) { v.*member = QList<Item>(maximum, item); });
    row<S>(title + "too many", QString::fromLatin1(field), [&](S &v) { v.*member = QList<Item>(maximum + 1, item); });
}

template <typename S>
void missing(const char *field, QString S::*member)
{
    row<S>(QByteArray(field) + " missing", QString::fromLatin1(field), [&](S &v) { v.*member = QString(); });
    row<S>(QByteArray(field) + " empty", QString::fromLatin1(field), [&](S &v) { v.*member = u""_s; });
}

template <typename S>
void tags()
{
    const auto many = [](int size) {
        QMap<QString, QString> map;
        for (int i = 0; i < size; ++i)
            map.insert(QString::number(i), u"v"_s);
        return map;
    };
    row<S>("50 tags", QString(), [&](S &v) { v.tags = many(50); });
    row<S>("51 tags", u"tags"_s, [&](S &v) { v.tags = many(51); });
    row<S>("longest tag", QString(), [](S &v) { v.tags = {{QString(128, u'k'), QString(256, u'v')}}; });
    row<S>("empty tag value", QString(), [](S &v) { v.tags = {{u"k"_s, u""_s}}; });
    row<S>("tag key too long", u"tags"_s, [](S &v) { v.tags = {{QString(129, u'k'), u"v"_s}}; });
    row<S>("tag key empty", u"tags"_s, [](S &v) { v.tags = {{u""_s, u"v"_s}}; });
    row<S>("tag value too long", u"tags.k"_s, [](S &v) { v.tags = {{u"k"_s, QString(257, u'v')}}; });
}

template <typename S>
void attributes()
{
    row<S>("1024 bytes of attributes", QString(), [](S &v) { v.attributes = {{u"key"_s, QString(1021, u'v')}}; });
    row<S>("1025 bytes of attributes", u"attributes"_s, [](S &v) { v.attributes = {{u"key"_s, QString(1022, u'v')}}; });
    row<S>("bytes, not characters", u"attributes"_s, [](S &v) { v.attributes = {{u"key"_s, QString(600, u'é')}}; });
}

template <typename S>
void paging(int maximum)
{
    number("maxResults", &S::maxResults, 1, maximum);
    text("nextToken", &S::nextToken, 0, 1024);
    row<S>("nextToken good", QString(), [](S &v) { v.nextToken = u"aZ09+/=_-"_s; });
    row<S>("nextToken bad", u"nextToken"_s, [](S &v) { v.nextToken = u"a b"_s; });
}

template <typename S>
void name()
{
    text("name", &S::name, 0, 128);
    row<S>("name good", QString(), [](S &v) { v.name = u"aZ09-_"_s; });
    for (const QString &bad : {u"a b"_s, u"a.b"_s, u"é"_s, u"a\n"_s, u"<b>"_s})
        row<S>("name " + bad.toUtf8().toPercentEncoding(), u"name"_s, [&](S &v) { v.name = bad; });
}

} // namespace limits
