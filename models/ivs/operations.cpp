// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/ivs/operations.h"

namespace ivs {

const aws::Operation *findOperation(QByteArrayView name)
{
    for (const std::span<const aws::Operation> rows : {operations(), lowLatencyOperations()}) {
        for (const aws::Operation &row : rows) {
            if (name == row.name)
                return &row;
        }
    }
    return nullptr;
}

} // namespace ivs
