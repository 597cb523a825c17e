// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

class QWidget;

/// The wheel over \a field scrolls the form that it stands in and changes nothing by accident: only with the keyboard
/// in it, it turns the field.
void guardWheel(QWidget *field);
