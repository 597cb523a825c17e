// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/local/pager.h"

#include <QCryptographicHash>
#include <QJsonDocument>
#include <QMessageAuthenticationCode>
#include <QtEndian>

namespace local {

namespace {

constexpr qsizetype kPlaceSize = 8;
constexpr auto kEncoding = QByteArray::Base64UrlEncoding | QByteArray::OmitTrailingEquals;

} // namespace

QByteArray Pager::mark(const QByteArray &operation, const QJsonObject &question, const QByteArray &place) const
{
    QJsonObject bare = question;
    bare.remove(QStringLiteral("nextToken"));
    bare.remove(QStringLiteral("maxResults"));
    const QByteArray text = operation + '\n' + QJsonDocument(bare).toJson(QJsonDocument::Compact) + '\n' + place;
    return QMessageAuthenticationCode::hash(text, m_secret, QCryptographicHash::Sha256).left(16);
}

QString Pager::token(const QByteArray &operation, const QJsonObject &question, quint64 place) const
{
    QByteArray bytes(kPlaceSize, Qt::Uninitialized);
    qToBigEndian(place, bytes.data());
    return QString::fromLatin1((bytes + mark(operation, question, bytes)).toBase64(kEncoding));
}

Outcome<quint64> Pager::place(const QByteArray &operation, const QJsonObject &question, const QString &token) const
{
    if (token.isEmpty())
        return quint64(0);
    const auto decoded =
        QByteArray::fromBase64Encoding(token.toLatin1(), kEncoding | QByteArray::AbortOnBase64DecodingErrors);
    const QByteArray bytes = decoded ? *decoded : QByteArray();
    const QByteArray place = bytes.left(kPlaceSize);
    // Our choice: a token of another question is told like any other bad token.
    if (place.size() != kPlaceSize || bytes.mid(kPlaceSize) != mark(operation, question, place))
        return tl::unexpected(Refusal::validation(QStringLiteral("nextToken: not a token of this list")));
    return qFromBigEndian<quint64>(place.constData());
}

} // namespace local
