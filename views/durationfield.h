// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QComboBox>

/// A length of time as people say it: chosen from a few, or typed as `90 min` or `1 d 6 h`.
class DurationField final : public QComboBox
{
    Q_OBJECT

public:
    explicit DurationField(QWidget *parent = nullptr);

    /// -1 when what stands there can't be read.
    int minutes() const;
    void setMinutes(int minutes);
    /// What to say about a text that can't be read.
    static QString help();

Q_SIGNALS:
    void changed();
};
