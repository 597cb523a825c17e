// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/keyfile.h"

#include <QCoreApplication>
#include <QFile>
#include <QSaveFile>

namespace keyfile {

namespace {

constexpr qint64 kLargest = 64 * 1024;

} // namespace

QString read(const QString &path, QString *why)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly)) {
        *why = file.errorString();
        return {};
    }
    const QByteArray text = file.read(kLargest + 1);
    if (text.size() <= kLargest)
        return QString::fromUtf8(text);
    *why = QCoreApplication::translate("keyfile", "It is larger than 64 KB, which is no key.");
    return {};
}

bool write(const QString &path, const QByteArray &secret, QString *why)
{
    QSaveFile file(path);
    // Before the first byte: a file that is there may be readable for others, and its mode would be taken over.
    if (file.open(QIODevice::WriteOnly) && file.setPermissions(QFile::ReadOwner | QFile::WriteOwner)
        && file.write(secret) == secret.size() && file.commit())
        return true;
    *why = file.errorString();
    return false;
}

} // namespace keyfile
