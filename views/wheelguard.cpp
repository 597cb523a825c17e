// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/wheelguard.h"

#include <QEvent>
#include <QWidget>

namespace {

class WheelGuard final : public QObject
{
public:
    explicit WheelGuard(QWidget *field)
        : QObject(field)
    {
        field->setFocusPolicy(Qt::StrongFocus); // not by the wheel
        field->installEventFilter(this);
    }

protected:
    bool eventFilter(QObject *watched, QEvent *event) override
    {
        if (event->type() != QEvent::Wheel || static_cast<QWidget *>(watched)->hasFocus())
            return QObject::eventFilter(watched, event);
        event->ignore(); // it goes on to whatever scrolls
        return true;
    }
};

} // namespace

void guardWheel(QWidget *field) { new WheelGuard(field); }
