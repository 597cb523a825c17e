// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArrayView>
#include <QString>

#include <optional>

namespace ivs {

/// The string of that name in the top-level object of a JSON text, found by one pass over the bytes without building
/// anything: the next page is asked for with it before this page is decoded on another thread. Nothing when the text is
/// not one whole object, has no such member, or the member is no string. Of members with the same name the last counts,
/// as with QJsonDocument. Names in nested objects and in texts don't count.
/// For valid JSON the answer is QJsonDocument's; for anything else it is harmless, but may be anything.
std::optional<QString> topLevelString(QByteArrayView json, QByteArrayView member);

} // namespace ivs
