// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>

/// P-384 keys and signatures, on OpenSSL.
namespace local::es384 {

/// The public key of a PEM text as DER (SubjectPublicKeyInfo); empty when it holds no P-384 key.
QByteArray publicKeyDer(const QByteArray &pem);

/// Whether \a signature (JOSE form: r and s, 48 bytes each) over \a message was made with the key of \a pem.
bool verify(const QByteArray &pem, const QByteArray &message, const QByteArray &signature);

} // namespace local::es384
