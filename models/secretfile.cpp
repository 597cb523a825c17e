// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/secretfile.h"

#include <QRegularExpression>
#include <QSaveFile>

using namespace Qt::Literals::StringLiterals;

QString writeSecretFile(const QString &path, const QByteArray &bytes)
{
    QSaveFile file(path);
    // Before the first byte is in it: QSaveFile takes the mode of a file that stood there.
    const bool good = file.open(QIODevice::WriteOnly)
        && file.setPermissions(QSaveFile::ReadOwner | QSaveFile::WriteOwner) && file.write(bytes) == bytes.size()
        && file.commit();
    return good ? QString() : file.errorString();
}

QString secretFileName(const QString &base, const QString &about, const QString &suffix)
{
    static const QRegularExpression others(u"[^A-Za-z0-9_-]+"_s);
    constexpr qsizetype kLongest = 40;
    const QString safe = QString(about).replace(others, u"-"_s).left(kLongest);
    return (safe.isEmpty() ? base : base + u'-' + safe) + u'.' + suffix;
}
