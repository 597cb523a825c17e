// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/aws/error.h"

#include <optional>

namespace ivs {

/// The first rule that a request breaks, as ErrorKind::Invalid with Error::field naming the member as
/// `destinations[0].s3.encoderConfigurationArns`, or nothing. Checked are, by the limits of models/ivs/rules.h:
/// required members, lengths, ranges, counts, words of enumerations, the few patterns that real values keep, and that
/// an ARN is one of the right kind of resource. Besides the rules between members that the service documents: exclusive
/// filters, the destinations of a composition, the size of a video, insecureIngest for RTMP. Instantiated for every
/// structure, so that an editor can ask about a part, such as Video.
template <typename T>
std::optional<aws::Error> validate(const T &value);

} // namespace ivs
