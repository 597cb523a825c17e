// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/numberfield.h"

#include <QIntValidator>
#include <QKeyEvent>
#include <QWheelEvent>

#include <algorithm>

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr int kMost = 99'999; // wider than what is allowed: a limit is explained, not silently kept
constexpr int kPage = 10;

} // namespace

NumberField::NumberField(std::optional<int> standard, const QString &unit, QWidget *parent)
    : QLineEdit(parent)
    , m_unit(unit)
{
    setValidator(new QIntValidator(0, kMost, this));
    setStandard(standard);
    connect(this, &QLineEdit::textChanged, this, &NumberField::numberChanged);
}

void NumberField::setStandard(std::optional<int> standard)
{
    m_standard = standard;
    setPlaceholderText(
        standard ? tr("default: %1").arg(QString::number(*standard) + m_unit) : tr("default: automatic"));
}

std::optional<int> NumberField::number() const
{
    bool ok = false;
    const int number = text().toInt(&ok);
    return ok ? std::optional(number) : std::nullopt;
}

void NumberField::setNumber(const std::optional<int> &wanted)
{
    if (number() != wanted || (!wanted && !text().isEmpty()))
        setText(wanted ? QString::number(*wanted) : QString());
}

void NumberField::count(int by)
{
    const std::optional<int> from = number() ? number() : m_standard;
    if (from)
        setText(QString::number(std::clamp(*from + by, 0, kMost)));
}

void NumberField::keyPressEvent(QKeyEvent *event)
{
    switch (event->key()) {
    case Qt::Key_Up:
        count(1);
        break;
    case Qt::Key_Down:
        count(-1);
        break;
    case Qt::Key_PageUp:
        count(kPage);
        break;
    case Qt::Key_PageDown:
        count(-kPage);
        break;
    default:
        QLineEdit::keyPressEvent(event);
    }
}

// Only where the keyboard is: a form is scrolled past many fields.
void NumberField::wheelEvent(QWheelEvent *event)
{
    if (hasFocus() && event->angleDelta().y() != 0)
        count(event->angleDelta().y() > 0 ? 1 : -1);
    else
        event->ignore();
}
