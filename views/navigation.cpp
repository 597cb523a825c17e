// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/navigation.h"

#include "views/theme.h"

#include <QButtonGroup>
#include <QKeySequence>
#include <QPainter>
#include <QToolButton>
#include <QVBoxLayout>

using namespace Qt::Literals::StringLiterals;

Navigation::Navigation(const ViewContext &context, QWidget *parent)
    : QWidget(parent)
    , m_context(context)
    , m_layout(new QVBoxLayout(this))
    , m_group(new QButtonGroup(this))
{
    m_layout->setContentsMargins(4, 8, 5, 8);
    m_layout->setSpacing(4);
    m_layout->addStretch(1);
    connect(m_group, &QButtonGroup::idClicked, this, &Navigation::chosen);
    connect(context.theme, &Theme::changed, this, qOverload<>(&QWidget::update));
    setAccessibleName(tr("Pages"));
}

void Navigation::addEntry(const QString &icon, const QString &words, const QKeySequence &shortcut)
{
    auto *button = new QToolButton;
    button->setText(words);
    button->setCheckable(true);
    button->setAutoRaise(true);
    button->setToolButtonStyle(Qt::ToolButtonTextUnderIcon);
    button->setIconSize({20, 20});
    button->setFont(Theme::labelFont());
    button->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed); // as wide as the longest word
    button->setMinimumSize(std::max(64, button->minimumSizeHint().width()), 48);
    const auto tint = [this, button, icon] { button->setIcon(m_context.theme->icon(icon)); };
    tint();
    connect(m_context.theme, &Theme::changed, button, tint);
    const int entry = int(m_group->buttons().size());
    m_group->addButton(button, entry);
    m_layout->insertWidget(entry, button);
    if (!shortcut.isEmpty())
        button->setToolTip(u"%1  %2"_s.arg(words, shortcut.toString(QKeySequence::NativeText)));
}

void Navigation::setCurrent(int entry) { m_group->button(entry)->setChecked(true); }

void Navigation::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.fillRect(rect(), m_context.theme->color(Theme::Token::Ground));
    painter.fillRect(width() - 1, 0, 1, height(), m_context.theme->color(Theme::Token::Line));
}
