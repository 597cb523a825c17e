// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/aws/error.h"

#include <tl/expected.hpp>

namespace aws {

/// A value or an Error, never both. Made with `Result<T>(value)` or `tl::unexpected(error)`.
template <typename T>
using Result = tl::expected<T, Error>;

/// The value of an answer that carries nothing.
struct Nothing
{
    bool operator==(const Nothing &) const = default;
};

} // namespace aws
