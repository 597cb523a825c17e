// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/pemdraft.h"

#include <QCoreApplication>
#include <QFile>

using namespace Qt::Literals::StringLiterals;
using ivs::es384::KeyFault;
using ivs::es384::PrivateKey;

namespace {

constexpr qint64 kLargestFile = 64 * 1024;

QString say(const char *text) { return QCoreApplication::translate("PemDraft", text); }

// The names that people know beside those of OpenSSL.
QString curveName(const QString &name)
{
    if (name == "prime256v1"_L1)
        return u"P-256 (prime256v1)"_s;
    if (name == "secp521r1"_L1)
        return u"P-521 (secp521r1)"_s;
    return name;
}

QString words(const KeyFault &fault)
{
    switch (fault.kind) {
    case KeyFault::Kind::Unreadable:
        return say(QT_TRANSLATE_NOOP("PemDraft",
            "This is no key in PEM form, or it is damaged. A private key begins with “-----BEGIN PRIVATE KEY-----”, "
            "“-----BEGIN EC PRIVATE KEY-----” or “-----BEGIN ENCRYPTED PRIVATE KEY-----”."));
    case KeyFault::Kind::NeedsPassphrase:
        return say(QT_TRANSLATE_NOOP("PemDraft", "The private key is encrypted: enter its passphrase."));
    case KeyFault::Kind::WrongPassphrase:
        return say(QT_TRANSLATE_NOOP("PemDraft", "The passphrase is wrong, or the key is damaged."));
    case KeyFault::Kind::UnknownEncryption:
        return say(QT_TRANSLATE_NOOP("PemDraft",
            "The private key is encrypted in a way that this computer does not know. Convert it with “openssl pkcs8 "
            "-topk8 -v2 aes-256-cbc”."));
    case KeyFault::Kind::PublicOnly:
        return say(QT_TRANSLATE_NOOP("PemDraft", "This is a public key or a certificate, and not a P-384 key."));
    case KeyFault::Kind::NotElliptic:
        return say(QT_TRANSLATE_NOOP("PemDraft",
                       "This is a key of the kind %1; the service takes elliptic keys on the "
                       "curve P-384 (secp384r1) only."))
            .arg(fault.name.isEmpty() ? u"?"_s : fault.name);
    case KeyFault::Kind::WrongCurve:
        return fault.name.isEmpty() ? say(QT_TRANSLATE_NOOP(
                   "PemDraft", "This key is on a curve without a name; the service takes P-384 (secp384r1) only."))
                                    : say(QT_TRANSLATE_NOOP("PemDraft",
                                              "This key is on the curve %1; the service takes P-384 (secp384r1) only."))
                                          .arg(curveName(fault.name));
    }
    return {};
}

} // namespace

QString PemDraft::readFile(const QString &path, QString *why)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly)) {
        *why = file.errorString();
        return {};
    }
    const QByteArray text = file.read(kLargestFile + 1);
    if (text.size() <= kLargestFile)
        return QString::fromUtf8(text);
    *why = say(QT_TRANSLATE_NOOP("PemDraft", "It is larger than 64 KB, which is no key."));
    return {};
}

PemDraft::PemDraft(const QString &text, const QString &passphrase)
{
    const QByteArray pem = text.trimmed().toUtf8();
    if (pem.isEmpty())
        return;
    const auto key = PrivateKey::fromPem(pem, passphrase.toUtf8());
    if (key) {
        m_kind = Kind::Private;
        m_key = *key;
        m_publicPem = key->publicPem();
        m_publicDer = key->publicDer();
        return;
    }
    const KeyFault::Kind kind = key.error().kind;
    if (kind == KeyFault::Kind::PublicOnly) {
        m_publicDer = ivs::es384::publicKeyDer(pem);
        if (!m_publicDer.isEmpty()) {
            m_kind = Kind::Public;
            m_publicPem = pem;
            return;
        }
    }
    const bool locked = kind == KeyFault::Kind::NeedsPassphrase || kind == KeyFault::Kind::WrongPassphrase;
    m_kind = locked ? Kind::Locked : Kind::Faulty;
    m_fault = words(key.error());
}
