// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/sidesheet.h"

#include "models/plaintext.h"
#include "views/messagebar.h"
#include "views/theme.h"

#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QPainter>
#include <QPushButton>
#include <QScrollArea>
#include <QStackedWidget>

namespace {

// Qt 6.4 breaks the ring when it puts a widget after a spin box that it stands after already.
bool follows(const QWidget *first, const QWidget *second)
{
    const QWidget *next = first->nextInFocusChain();
    while (next != first && (next->focusPolicy() == Qt::NoFocus || next->focusProxy() == first))
        next = next->nextInFocusChain();
    return next == second;
}

// What Tab stops at, in the order in which it is laid out.
void collect(const QLayout *layout, QList<QWidget *> *stops)
{
    for (int i = 0; i < layout->count(); ++i) {
        if (const QLayout *inner = layout->itemAt(i)->layout()) {
            collect(inner, stops);
            continue;
        }
        QWidget *widget = layout->itemAt(i)->widget();
        if (!widget)
            continue;
        if ((widget->focusPolicy() & Qt::TabFocus) && !widget->focusProxy())
            stops->append(widget);
        if (widget->layout())
            collect(widget->layout(), stops);
    }
}

} // namespace

SideSheet::SideSheet(const ViewContext &context, const QString &title, const QString &verb, QWidget *parent)
    : QWidget(parent)
    , m_context(context)
    , m_title(new QLabel)
    , m_message(new MessageBar(context))
    , m_scroll(new QScrollArea)
    , m_fields(new QWidget)
    , m_body(new QVBoxLayout(m_fields))
    , m_footer(new QStackedWidget)
    , m_words(new QLabel)
    , m_verb(new QPushButton)
    , m_cancel(new QPushButton(tr("Cancel")))
    , m_question(new QLabel)
    , m_discard(new QPushButton)
    , m_keep(new QPushButton(tr("Keep editing")))
{
    m_title->setFont(Theme::titleFont());
    m_title->setTextFormat(Qt::PlainText);
    m_title->setWordWrap(true);
    m_verb->setDefault(true); // paints it as the primary one; there is no dialog that would press it by itself
    for (QPushButton *button : {m_verb, m_cancel, m_discard, m_keep})
        button->setAutoDefault(true); // Enter presses the one that has the keyboard
    for (QLabel *label : {m_words, m_question}) {
        label->setTextFormat(Qt::PlainText);
        label->setWordWrap(true);
    }
    m_words->setFont(Theme::labelFont());
    m_words->setForegroundRole(QPalette::PlaceholderText);

    m_body->setContentsMargins(16, 8, 16, 16);
    m_body->setSpacing(12);
    m_scroll->setWidget(m_fields);
    m_scroll->setWidgetResizable(true);
    m_scroll->setFrameShape(QFrame::NoFrame);
    m_scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_scroll->setFocusPolicy(Qt::NoFocus);
    m_scroll->viewport()->setAutoFillBackground(false);
    m_fields->setAutoFillBackground(false);

    auto *verbs = new QWidget;
    auto *verbsRow = new QHBoxLayout(verbs);
    verbsRow->setContentsMargins(0, 0, 0, 0);
    verbsRow->addWidget(m_words, 1);
    verbsRow->addWidget(m_cancel);
    verbsRow->addWidget(m_verb);
    auto *asking = new QWidget;
    auto *askingRow = new QHBoxLayout(asking);
    askingRow->setContentsMargins(0, 0, 0, 0);
    askingRow->addWidget(m_question, 1);
    askingRow->addWidget(m_discard);
    askingRow->addWidget(m_keep);
    m_footer->addWidget(verbs);
    m_footer->addWidget(asking);
    m_footer->setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Maximum);

    auto *head = new QHBoxLayout;
    head->setContentsMargins(16, 16, 16, 8);
    head->addWidget(m_title);
    auto *foot = new QHBoxLayout;
    foot->setContentsMargins(16, 12, 16, 12);
    foot->addWidget(m_footer);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(1, 0, 0, 0);
    layout->setSpacing(0);
    layout->addLayout(head);
    layout->addWidget(m_message);
    layout->addWidget(m_scroll, 1);
    layout->addLayout(foot);
    setTitle(title);
    setVerb(verb);
    m_fields->installEventFilter(this);

    connect(m_verb, &QPushButton::clicked, this, &SideSheet::acceptIfAble);
    connect(m_cancel, &QPushButton::clicked, this, &SideSheet::requestClose);
    connect(m_keep, &QPushButton::clicked, this, [this] { ask(false); });
    connect(m_discard, &QPushButton::clicked, this, &SideSheet::closed);
    connect(context.theme, &Theme::changed, this, qOverload<>(&QWidget::update));
}

QString SideSheet::title() const { return m_title->text(); }

void SideSheet::setTitle(const QString &title)
{
    m_title->setText(shownText(title));
    setAccessibleName(m_title->text());
}

void SideSheet::setVerb(const QString &verb)
{
    m_verb->setText(verb);
    m_verb->setVisible(!verb.isEmpty());
}

void SideSheet::setCancelWords(const QString &words) { m_cancel->setText(words); }

void SideSheet::setVerbEnabled(bool enabled, const QString &why)
{
    m_able = enabled;
    m_verb->setEnabled(enabled && !m_busy);
    m_verb->setToolTip(shownToolTip(why));
    if (!m_busy)
        m_words->setText(why);
}

void SideSheet::setRunning(bool running)
{
    m_busy = running;
    m_verb->setEnabled(m_able && !running);
}

void SideSheet::setBusy(bool busy, const QString &words)
{
    setRunning(busy);
    m_fields->setEnabled(!busy);
    m_words->setText(words);
    if (busy)
        m_cancel->setFocus(Qt::OtherFocusReason); // the fields lose it by being disabled
}

void SideSheet::setFooterWords(const QString &words) { m_words->setText(words); }

QString SideSheet::discardQuestion() const { return tr("Discard what you have typed?"); }

QString SideSheet::discardVerb() const { return tr("Discard"); }

void SideSheet::requestClose()
{
    if (m_busy)
        cancelRunning();
    else if (m_footer->currentIndex() == 1)
        ask(false); // Esc on the question answers it the harmless way
    else if (isDirty())
        ask(true);
    else
        Q_EMIT closed();
}

void SideSheet::ask(bool asking)
{
    m_question->setText(discardQuestion());
    m_discard->setText(discardVerb());
    m_footer->setCurrentIndex(asking ? 1 : 0);
    (asking ? m_keep : m_cancel)->setFocus(Qt::OtherFocusReason);
}

void SideSheet::begin()
{
    for (QWidget *next = m_fields->nextInFocusChain(); next != m_fields; next = next->nextInFocusChain()) {
        if (isAncestorOf(next) && (next->focusPolicy() & Qt::TabFocus) && next->isVisibleTo(this)) {
            next->setFocus(Qt::OtherFocusReason);
            return;
        }
    }
}

void SideSheet::showField(QWidget *field)
{
    field->setFocus(Qt::OtherFocusReason);
    m_scroll->ensureWidgetVisible(field, 0, 40);
}

// Tab goes as the eye does, and then to the footer, also when rows came after the sheet was made.
void SideSheet::orderTabs()
{
    QList<QWidget *> stops;
    collect(m_body, &stops);
    stops << m_cancel << m_verb << m_discard << m_keep;
    for (qsizetype i = 1; i < stops.size(); ++i) {
        if (!follows(stops[i - 1], stops[i]))
            setTabOrder(stops[i - 1], stops[i]);
    }
}

bool SideSheet::eventFilter(QObject *watched, QEvent *event)
{
    if (watched == m_fields && event->type() == QEvent::LayoutRequest)
        orderTabs();
    return QWidget::eventFilter(watched, event);
}

void SideSheet::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    orderTabs();
}

void SideSheet::acceptIfAble()
{
    if (m_busy || !m_able || m_verb->isHidden() || m_footer->currentIndex() != 0)
        return;
    accept();
}

// The sheet's own Ctrl+Enter goes before a shortcut of the page below it.
bool SideSheet::event(QEvent *event)
{
    if (event->type() == QEvent::ShortcutOverride) {
        const auto *key = static_cast<QKeyEvent *>(event);
        const bool enter = key->key() == Qt::Key_Return || key->key() == Qt::Key_Enter;
        if (enter && key->modifiers().testFlag(Qt::ControlModifier)) {
            event->accept();
            return true;
        }
    }
    return QWidget::event(event);
}

void SideSheet::keyPressEvent(QKeyEvent *event)
{
    if (event->key() == Qt::Key_Escape) {
        requestClose();
        return;
    }
    const bool enter = event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter;
    if (enter && event->modifiers().testFlag(Qt::ControlModifier)) {
        acceptIfAble();
        return;
    }
    QWidget::keyPressEvent(event);
}

void SideSheet::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.fillRect(rect(), m_context.theme->color(Theme::Token::Raised));
    painter.fillRect(0, 0, 1, height(), m_context.theme->color(Theme::Token::Line));
}
