// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QDirIterator>
#include <QFile>
#include <QString>
#include <QStringConverter>
#include <QStringList>

/// Looks for a text in bytes and files, however it was written down: as it is, percent-encoded, in hexadecimal, as
/// UTF-16 of either order (QDataStream, QSettings), and within any base64, whatever stands before and after it.
class SecretSearch
{
public:
    explicit SecretSearch(const QString &secret)
        : m_name(secret)
    {
        const QByteArray plain = secret.toUtf8();
        m_forms << plain << plain.toHex() << plain.toHex().toUpper();
        // Both the least and the most that somebody may encode.
        m_forms << plain.toPercentEncoding() << plain.toPercentEncoding(QByteArray(), "-._~") << everyByte(plain);
        for (const auto form : {QStringConverter::Utf16BE, QStringConverter::Utf16LE}) {
            QStringEncoder encode(form);
            m_forms << QByteArray(encode(secret));
        }
        // Three bytes make four letters: beside what stands before, the same text has three spellings. The letters that
        // its neighbours share are left out.
        for (qsizetype before = 0; before < 3; ++before) {
            QByteArray whole = QByteArray(before, 'x') + plain;
            whole.chop(whole.size() % 3);
            const qsizetype skip = before == 0 ? 0 : 4;
            m_forms << whole.toBase64().mid(skip)
                    << whole.toBase64(QByteArray::Base64UrlEncoding | QByteArray::OmitTrailingEquals).mid(skip);
        }
        m_forms.removeIf([](const QByteArray &form) { return form.size() < 8; });
    }

    QString secret() const { return m_name; }
    const QList<QByteArray> &forms() const { return m_forms; }
    bool isIn(const QByteArray &bytes) const
    {
        return std::any_of(
            m_forms.begin(), m_forms.end(), [&bytes](const QByteArray &form) { return bytes.contains(form); });
    }
    bool isIn(const QString &text) const { return isIn(text.toUtf8()); }
    /// The files below a folder that hold it, hidden ones too.
    QStringList filesWith(const QString &folder, int *looked = nullptr) const
    {
        QStringList found;
        QDirIterator files(folder, QDir::Files | QDir::Hidden | QDir::System, QDirIterator::Subdirectories);
        while (files.hasNext()) {
            QFile file(files.next());
            if (!file.open(QIODevice::ReadOnly))
                qFatal("A file can't be read: %s", qPrintable(file.fileName()));
            if (looked)
                ++*looked;
            if (isIn(file.readAll()) || isIn(file.fileName()))
                found << file.fileName();
        }
        return found;
    }

private:
    static QByteArray everyByte(const QByteArray &plain)
    {
        QByteArray made;
        for (const char c : plain)
            made += '%' + QByteArray(1, c).toHex().toUpper();
        return made;
    }

    QString m_name;
    QList<QByteArray> m_forms;
};
