// SPDX-License-Identifier: GPL-3.0-or-later

// Our "copy as" as a filter, for copyas.test.mjs: each line of the input is
// {"operation", "request", "region", "profile", "endpoint", "endpointOverridden"}, each line of the output
// {"cli", "curl", "noCurl", "json"}: what is copied, and why there is no curl when there is none.

#include "models/copyas.h"
#include "models/ivs/operations.h"

#include <QFile>
#include <QJsonDocument>

#include <cstdio>

using namespace Qt::Literals::StringLiterals;

int main()
{
    QFile input;
    QFile output;
    if (!input.open(stdin, QIODevice::ReadOnly) || !output.open(stdout, QIODevice::WriteOnly))
        return 1;
    for (QByteArray line = input.readLine(); !line.isEmpty(); line = input.readLine()) {
        const QJsonObject asked = QJsonDocument::fromJson(line).object();
        const aws::Operation *operation = ivs::findOperation(asked.value("operation"_L1).toString().toLatin1());
        if (!operation)
            return 1;
        const QByteArray request = QJsonDocument(asked.value("request"_L1).toObject()).toJson(QJsonDocument::Compact);
        const copyas::Target target {asked.value("region"_L1).toString(), asked.value("profile"_L1).toString(),
            asked.value("endpoint"_L1).toString(), asked.value("endpointOverridden"_L1).toBool()};
        QJsonObject copied {
            {u"cli"_s, copyas::awsCli(*operation, request, target)}, {u"json"_s, copyas::json(request)}};
        if (const auto curl = copyas::curl(*operation, request, target))
            copied.insert("curl"_L1, *curl);
        else
            copied.insert("noCurl"_L1, curl.error());
        output.write(QJsonDocument(copied).toJson(QJsonDocument::Compact) + '\n');
    }
    return 0;
}
