// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/rawjsondialog.h"

#include "models/plaintext.h"
#include "views/elidedlabel.h"
#include "views/theme.h"

#include <QDialogButtonBox>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QShortcut>
#include <QToolButton>

RawJsonDialog::RawJsonDialog(const ViewContext &context, const QString &about, const QString &json, QWidget *parent)
    : QDialog(parent)
    , m_context(context)
    , m_text(new QPlainTextEdit(json))
    , m_find(new QLineEdit)
    , m_found(new QLabel)
{
    setAttribute(Qt::WA_DeleteOnClose);
    setWindowTitle(tr("Raw JSON"));
    auto *what = new ElidedLabel;
    what->setText(shownText(about));
    what->setToolTip(shownToolTip(about));
    m_text->setReadOnly(true);
    m_text->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    m_text->setFont(Theme::fixedFont());
    m_text->setLineWrapMode(QPlainTextEdit::NoWrap);
    m_text->setAccessibleName(tr("Raw JSON"));
    m_find->setPlaceholderText(tr("Find…"));
    m_find->setAccessibleName(tr("Find in the JSON"));
    m_find->setClearButtonEnabled(true);
    m_found->setTextFormat(Qt::PlainText);
    m_found->setForegroundRole(QPalette::PlaceholderText);
    connect(m_find, &QLineEdit::returnPressed, this, [this] { find(false); });
    connect(m_find, &QLineEdit::textChanged, m_found, &QLabel::clear);

    auto *buttons = new QDialogButtonBox;
    auto *copy = buttons->addButton(tr("&Copy"), QDialogButtonBox::ActionRole);
    auto *close = buttons->addButton(QDialogButtonBox::Close);
    // Enter in the field searches: no button may take it.
    copy->setAutoDefault(false);
    close->setAutoDefault(false);
    connect(copy, &QPushButton::clicked, this, [this] { m_context.copy(m_text->toPlainText()); });
    connect(close, &QPushButton::clicked, this, &QWidget::close);
    for (const auto &[keys, backward] : {std::pair(QKeySequence::FindNext, false), {QKeySequence::FindPrevious, true}})
        connect(new QShortcut(keys, this), &QShortcut::activated, this, [this, b = backward] { find(b); });
    connect(new QShortcut(QKeySequence::Find, this), &QShortcut::activated, m_find, qOverload<>(&QWidget::setFocus));

    auto *search = new QHBoxLayout;
    search->addWidget(m_find, 1);
    search->addWidget(m_found);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(12, 12, 12, 12);
    layout->setSpacing(8);
    layout->addWidget(what);
    layout->addLayout(search);
    layout->addWidget(m_text, 1);
    layout->addWidget(buttons);
    resize(640, 520);
    m_text->setFocus();
}

void RawJsonDialog::find(bool backward)
{
    const QString word = m_find->text();
    if (word.isEmpty())
        return;
    const QTextDocument::FindFlags flags =
        backward ? QTextDocument::FindFlags(QTextDocument::FindBackward) : QTextDocument::FindFlags();
    m_found->clear();
    if (m_text->find(word, flags))
        return;
    // Round the end once.
    const QTextCursor before = m_text->textCursor();
    m_text->moveCursor(backward ? QTextCursor::End : QTextCursor::Start);
    if (m_text->find(word, flags))
        return;
    m_text->setTextCursor(before);
    m_found->setText(tr("Not found"));
}
