// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/listmodel.h"

#include <QWidget>

class Theme;

/// Icon, word and age: `● On air 01:12:40`. Colour never stands alone.
class StateChip final : public QWidget
{
    Q_OBJECT

public:
    explicit StateChip(const Theme *theme, QWidget *parent = nullptr);

    void setState(Tone tone, const QString &words);
    QString words() const { return m_words; }
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override { return sizeHint(); }

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    const Theme *m_theme;
    Tone m_tone = Tone::None;
    QString m_words;
};
