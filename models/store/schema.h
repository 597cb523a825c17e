// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QList>
#include <QStringList>

namespace store {

/// In the header of every store file, so that another program's database is never taken for one.
constexpr int kApplicationId = 0x53744465; // "StDe"

/// The statements that lead from each version of the schema to the next; the version (PRAGMA user_version) counts them.
/// A step that has been released is never changed: what is wrong with it is mended by a further one.
const QList<QStringList> &schemaSteps();

} // namespace store
