// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

class QMenu;
class Workspace;

/// Puts into \a menu what can be marked about a connection: what its profile and its account are, and whether the
/// profile is read-only. Nothing for a local one. The entries find nothing to do once the workspace is gone.
void addMarks(QMenu *menu, Workspace *workspace);
