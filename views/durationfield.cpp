// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/durationfield.h"

#include "models/mintdraft.h"

#include <QLineEdit>

DurationField::DurationField(QWidget *parent)
    : QComboBox(parent)
{
    setEditable(true);
    setInsertPolicy(QComboBox::NoInsert);
    setCompleter(nullptr); // `1` means a minute, and is not the beginning of `12 h`
    constexpr int kHour = 60;
    constexpr int kDay = 24 * kHour;
    for (const int each : {15, kHour, 4 * kHour, 12 * kHour, kDay, 7 * kDay, 14 * kDay})
        addItem(durationText(each));
    setMinutes(TokenDraft().durationMinutes);
    connect(this, &QComboBox::editTextChanged, this, &DurationField::changed);
}

int DurationField::minutes() const { return minutesOf(currentText()).value_or(-1); }

void DurationField::setMinutes(int minutes) { setEditText(durationText(minutes)); }

QString DurationField::help() { return tr("can't be read: write “12 h”, “90 min” or “1 d 6 h”"); }
