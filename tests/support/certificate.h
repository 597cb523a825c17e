// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QSslConfiguration>

/// A self-signed certificate for 127.0.0.1, made anew for each test run: no key lies in the tree.
struct TestCertificate
{
    QByteArray pem;
    QSslConfiguration server; ///< certificate and key for a server

    static TestCertificate make();
};
