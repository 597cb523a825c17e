// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/formfield.h"

#include "models/plaintext.h"
#include "views/theme.h"

#include <QAbstractSpinBox>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>

#include <algorithm>

using namespace Qt::Literals::StringLiterals;

FaultLine::FaultLine(const ViewContext &context, QWidget *parent)
    : QWidget(parent)
    , m_words(new QLabel)
{
    m_words->setTextFormat(Qt::PlainText);
    m_words->setWordWrap(true);
    auto *icon = new QLabel;
    icon->setFixedSize(Theme::kIconSize, Theme::kIconSize);
    const auto tint = [icon, theme = context.theme] {
        icon->setPixmap(theme->pixmap(u"failed"_s, Theme::Token::Failed, Theme::kIconSize, icon->devicePixelRatioF()));
    };
    tint();
    connect(context.theme, &Theme::changed, icon, tint);
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(4);
    layout->addWidget(icon, 0, Qt::AlignTop);
    layout->addWidget(m_words, 1);
    hide();
}

void FaultLine::setFault(const QString &words)
{
    m_words->setText(shownText(words));
    setVisible(!words.isEmpty());
}

QString FaultLine::fault() const { return m_words->text(); }

QString namesText(const QStringList &names)
{
    constexpr qsizetype kShown = 12; // of thousands a label would take seconds to lay out
    QStringList words;
    for (const QString &name : names.first(std::min(names.size(), kShown)))
        words << shownText(name);
    const QString text = words.join(u", "_s);
    return names.size() > kShown ? FormField::tr("%1 and %2 more").arg(text).arg(names.size() - kShown) : text;
}

FormField::FormField(
    const ViewContext &context, const QString &label, QWidget *editor, const QString &hint, QWidget *parent)
    : QWidget(parent)
    , m_editor(editor)
    , m_hint(new QLabel)
    , m_fault(new FaultLine(context))
{
    m_hint->setTextFormat(Qt::PlainText);
    m_hint->setWordWrap(true);
    m_hint->setFont(Theme::labelFont());
    m_hint->setForegroundRole(QPalette::PlaceholderText);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(4);
    if (!label.isEmpty()) {
        auto *name = new QLabel(label);
        name->setBuddy(editor);
        layout->addWidget(name);
        if (editor->accessibleName().isEmpty())
            editor->setAccessibleName(QString(label).remove(u'&'));
        // Assistive technology meets the line edit inside a spin box as a field of its own.
        if (qobject_cast<QAbstractSpinBox *>(editor))
            editor->findChild<QLineEdit *>()->setAccessibleName(editor->accessibleName());
    }
    layout->addWidget(editor);
    layout->addWidget(m_fault);
    layout->addWidget(m_hint);
    setHint(hint);
}

void FormField::setFault(const QString &words)
{
    m_fault->setFault(words.left(1).toUpper() + words.mid(1)); // rules are told as `must be …`
    m_editor->setAccessibleDescription(words.isEmpty() ? m_hint->text() : words);
}

void FormField::setHint(const QString &words)
{
    m_hint->setText(words);
    m_hint->setVisible(!words.isEmpty());
    if (m_fault->fault().isEmpty())
        m_editor->setAccessibleDescription(words);
}
