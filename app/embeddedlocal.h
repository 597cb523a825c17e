// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <QThread>

/// `stagedesk --local`: the local service in a thread of its own, reached over HTTP as any other endpoint. It ends with
/// this object.
class EmbeddedLocal final : public QObject
{
    Q_OBJECT

public:
    explicit EmbeddedLocal(QObject *parent = nullptr);
    ~EmbeddedLocal() override;

    void start(const QString &scenario);

Q_SIGNALS:
    void ready(
        const QString &endpoint, const QString &region, const QString &accessKeyId, const QString &secretAccessKey);
    void failed(const QString &why);

private:
    QThread m_thread;
};
