// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/desk.h"

#include <QLocalServer>

#include <memory>

class QLockFile;

/// One program for each store folder: the first start keeps a lock and listens on a socket of this user alone; a later
/// one hands over what it was asked to open, and ends. Both lie in the user's runtime folder.
class SingleInstance final : public QObject
{
    Q_OBJECT

public:
    enum class Role {
        First, ///< nobody else has this store; handedOver() tells of later starts
        HandedOver, ///< the first one took it
        Refused, ///< there is a first one, and it did not answer within 5 s
    };

    explicit SingleInstance(const QString &storeFolder);
    ~SingleInstance() override;

    /// Waits for the first one, when there is one, without an event loop.
    Role claim(const ConnectionRequest &request);

Q_SIGNALS:
    /// A later start was asked to open this; a request without a member was not asked to open anything.
    void handedOver(const ConnectionRequest &request);

private:
    bool handOver(const ConnectionRequest &request) const;
    void take();

    QString m_path; ///< of the socket
    std::unique_ptr<QLockFile> m_lock;
    QLocalServer m_server;
};
