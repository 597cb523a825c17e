// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/ivs/operations.h"

#include <algorithm>

namespace ivs {

const aws::Operation *findOperation(QByteArrayView name)
{
    const auto found =
        std::ranges::find_if(kOperations, [name](const aws::Operation &row) { return name == row.name; });
    return found == kOperations.end() ? nullptr : &*found;
}

} // namespace ivs
