// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/workspace.h"
#include "views/compositioneditorpage.h"
#include "views/datatable.h"
#include "views/mainwindow.h"

#include <QLineEdit>
#include <QPushButton>
#include <QSpinBox>

/// The composition editor: empty, with the people of a stage that is on air, as picture in picture, and small.
template <typename Studio, typename Wait>
void shootEditor(Studio &studio, Workspace *workspace, Wait waitFor)
{
    using namespace Qt::Literals::StringLiterals;
    studio.window().showPage(u"editor"_s);
    auto *page = studio.window().template findChild<CompositionEditorPage *>();
    const auto press = [page](const QString &words) {
        const auto buttons = page->template findChildren<QAbstractButton *>();
        for (QAbstractButton *button : buttons) {
            if (button->text() == words && button->isVisible()) {
                button->click();
                return;
            }
        }
        qFatal("No button says %s", qPrintable(words));
    };
    const auto fill = [&](const QString &name, const QString &text) {
        studio.template find<QLineEdit>(name)->setText(text);
    };
    studio.shoot(u"editor-empty"_s);
    fill(u"Featured by attribute"_s, u"role"_s);
    studio.template find<QSpinBox>(u"People in the made-up cast"_s)->setValue(7);
    studio.shoot(u"editor-made-up"_s);
    for (const StageRecord &record : workspace->stages()->records()) {
        if (record.isOnAir()) {
            page->showKey(record.stage.arn);
            break;
        }
    }
    waitFor([page] {
        const auto buttons = page->template findChildren<QAbstractButton *>();
        return std::any_of(buttons.begin(), buttons.end(),
            [](const QAbstractButton *button) { return button->text() == u"On s&tage"_s && button->isChecked(); });
    });
    studio.shoot(u"editor-on-stage"_s);
    press(u"&Picture in picture"_s);
    press(u"&Made up"_s);
    fill(u"Picture in picture by attribute"_s, u"over"_s);
    press(u"&Record to S3"_s);
    studio.shoot(u"editor-pip"_s);
    studio.window().resize(1024, 700);
    studio.shoot(u"editor-small"_s);
    press(u"&Start"_s);
    studio.shoot(u"editor-faults"_s);
}
