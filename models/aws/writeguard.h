// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/aws/operation.h"

#include <QObject>

namespace aws {

/// The one place that decides whether a writing operation may leave. It stands where requests are made and reads the
/// operations table, so that read-only holds for every code path, whatever a button says.
class WriteGuard : public QObject
{
    Q_OBJECT

public:
    using QObject::QObject;

    bool isReadOnly() const { return m_readOnly; }
    void setReadOnly(bool readOnly)
    {
        if (m_readOnly == readOnly)
            return;
        m_readOnly = readOnly;
        Q_EMIT changed();
    }
    bool allows(const Operation &operation) const { return !operation.writes || !m_readOnly; }

Q_SIGNALS:
    void changed();

private:
    bool m_readOnly = false;
};

} // namespace aws
