// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/aws/transport.h"

#include <QByteArray>

inline aws::HttpRequest requestTo(const QUrl &url, const QByteArray &method = "POST", const QByteArray &body = "{}")
{
    aws::HttpRequest request;
    request.method = method;
    request.url = url;
    if (!body.isEmpty())
        request.headers.append(qMakePair(QByteArray("content-type"), QByteArray("application/json")));
    request.body = body;
    return request;
}

/// Puts a variable into this process's environment for the length of a test.
class Variable
{
public:
    Variable(const char *name, const QByteArray &value)
        : m_name(name)
    {
        qputenv(name, value);
    }
    ~Variable() { qunsetenv(m_name); }
    Q_DISABLE_COPY_MOVE(Variable)

private:
    const char *m_name;
};

/// No proxy of this machine takes part in a test.
inline void forgetProxies()
{
    for (const char *name : {"http_proxy", "https_proxy", "all_proxy", "no_proxy", "HTTP_PROXY", "HTTPS_PROXY"})
        qunsetenv(name);
}
