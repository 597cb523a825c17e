// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/tokenfield.h"

#include <QAction>
#include <QClipboard>
#include <QContextMenuEvent>
#include <QDropEvent>
#include <QGuiApplication>
#include <QLocale>
#include <QMenu>
#include <QMimeData>

namespace {

// A token with 1 KB of attributes has some 2,500 characters.
constexpr int kLongest = 8192;

} // namespace

TokenField::TokenField(QWidget *parent)
    : QLineEdit(parent)
{
    setEchoMode(Password);
    setMaxLength(kLongest);
    setPlaceholderText(tr("Paste a token here"));
    setInputMethodHints(Qt::ImhSensitiveData | Qt::ImhNoPredictiveText | Qt::ImhHiddenText);
    connect(this, &QLineEdit::textChanged, this, [this] {
        if (!m_taking)
            setToken(text());
    });
}

void TokenField::setToken(const QString &token)
{
    m_taking = true;
    const bool isLong = token.size() > kLongest;
    m_token = token;
    const QString shown = isLong ? QString() : token;
    if (text() != shown) // else the cursor would jump while somebody types
        setText(shown);
    setPlaceholderText(
        isLong ? tr("%1 characters were pasted").arg(QLocale().toString(token.size())) : tr("Paste a token here"));
    m_taking = false;
    Q_EMIT tokenChanged();
}

void TokenField::paste()
{
    if (const QString text = QGuiApplication::clipboard()->text(); !text.isEmpty())
        setToken(text);
}

void TokenField::keyPressEvent(QKeyEvent *event)
{
    if (event->matches(QKeySequence::Paste))
        paste();
    else
        QLineEdit::keyPressEvent(event);
}

void TokenField::mouseReleaseEvent(QMouseEvent *event)
{
    const QClipboard *clipboard = QGuiApplication::clipboard();
    if (event->button() != Qt::MiddleButton || !clipboard->supportsSelection())
        QLineEdit::mouseReleaseEvent(event);
    else if (const QString text = clipboard->text(QClipboard::Selection); !text.isEmpty())
        setToken(text);
}

void TokenField::contextMenuEvent(QContextMenuEvent *event)
{
    auto *menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    menu->addAction(tr("&Paste"), this, &TokenField::paste)
        ->setEnabled(!QGuiApplication::clipboard()->text().isEmpty());
    menu->addAction(tr("&Clear"), this, [this] { setToken({}); })->setEnabled(!m_token.isEmpty());
    menu->popup(event->globalPos());
}

void TokenField::dragEnterEvent(QDragEnterEvent *event)
{
    if (event->mimeData()->hasText())
        event->acceptProposedAction();
}

void TokenField::dropEvent(QDropEvent *event)
{
    setToken(event->mimeData()->text());
    event->acceptProposedAction();
}
