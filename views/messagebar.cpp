// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/messagebar.h"

#include "models/errortext.h"
#include "views/theme.h"

#include <QGridLayout>
#include <QLabel>
#include <QPainter>
#include <QPushButton>
#include <QToolButton>

using namespace Qt::Literals::StringLiterals;

MessageBar::MessageBar(const ViewContext &context, QWidget *parent)
    : QFrame(parent)
    , m_context(context)
    , m_icon(new QLabel)
    , m_title(new QLabel)
    , m_words(new QLabel)
    , m_details(new QLabel)
    , m_button(new QPushButton)
    , m_unfold(new QToolButton)
    , m_close(new QToolButton)
{
    for (QLabel *label : {m_title, m_words, m_details}) {
        label->setTextFormat(Qt::PlainText); // foreign words inside
        label->setWordWrap(true);
        label->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
        label->setFocusPolicy(Qt::ClickFocus);
    }
    QFont bold = font();
    bold.setWeight(QFont::DemiBold);
    m_title->setFont(bold);
    m_details->setFont(Theme::fixedFont());
    m_details->setForegroundRole(QPalette::PlaceholderText);
    m_details->hide();
    m_icon->setFixedSize(20, 20);
    m_icon->setAccessibleName(tr("Error"));
    m_unfold->setText(tr("Details"));
    m_unfold->setAutoRaise(true);
    m_unfold->setCheckable(true);
    m_close->setAutoRaise(true);
    m_close->setToolTip(tr("Hide this message"));
    m_close->setAccessibleName(m_close->toolTip());
    m_button->setAutoDefault(false);

    auto *layout = new QGridLayout(this);
    layout->setContentsMargins(12, 8, 8, 8);
    layout->setHorizontalSpacing(8);
    layout->setVerticalSpacing(2);
    layout->addWidget(m_icon, 0, 0, Qt::AlignTop);
    layout->addWidget(m_title, 0, 1);
    layout->addWidget(m_words, 1, 1, 1, 4);
    layout->addWidget(m_details, 2, 1, 1, 4);
    layout->addWidget(m_unfold, 0, 2, Qt::AlignTop);
    layout->addWidget(m_button, 0, 3, Qt::AlignTop);
    layout->addWidget(m_close, 0, 4, Qt::AlignTop);
    layout->setColumnStretch(1, 1);
    const auto tint = [this] {
        m_icon->setPixmap(m_context.theme->pixmap(m_isError ? u"failed"_s : u"info"_s,
            m_isError ? Theme::Token::Failed : Theme::Token::Accent, 20, devicePixelRatioF()));
        m_close->setIcon(m_context.theme->icon(u"close"_s, Theme::Token::Secondary));
    };
    tint();
    connect(context.theme, &Theme::changed, this, tint);
    connect(m_unfold, &QToolButton::toggled, m_details, &QWidget::setVisible);
    connect(m_close, &QToolButton::clicked, this, &QWidget::hide);
    connect(m_button, &QPushButton::clicked, this, &MessageBar::triggered);
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Maximum);
    hide();
}

void MessageBar::setWords(const QString &title, const QString &words, const QString &details)
{
    m_title->setText(title);
    m_words->setText(words);
    m_details->setText(details);
    m_unfold->setVisible(!details.isEmpty());
    if (details.isEmpty())
        m_unfold->setChecked(false);
    m_icon->setPixmap(m_context.theme->pixmap(m_isError ? u"failed"_s : u"info"_s,
        m_isError ? Theme::Token::Failed : Theme::Token::Accent, 20, devicePixelRatioF()));
}

void MessageBar::setError(const std::optional<aws::Error> &error, const QString &verb)
{
    if (error == m_error && m_isError)
        return;
    // One that was hidden by hand stays hidden while it is the same: another request that failed alike is no news.
    const bool alike = m_isError && error && m_error && error->kind == m_error->kind && error->layer == m_error->layer
        && error->operation == m_error->operation && error->code == m_error->code && error->field == m_error->field;
    m_error = error;
    if (alike) {
        m_details->setText(explain(*error).details);
        return;
    }
    m_isError = true;
    if (!error) {
        hide();
        return;
    }
    const ErrorText words = explain(*error);
    setWords(words.title, words.meaning + u' ' + words.advice, words.details);
    m_button->setText(verb);
    m_button->setVisible(!verb.isEmpty());
    show();
}

void MessageBar::setNotice(const QString &title, const QString &words)
{
    m_isError = false;
    m_error.reset();
    setWords(title, words, {});
    m_button->hide();
    show();
}

void MessageBar::setOffer(const QString &title, const QString &words, const QString &verb)
{
    setNotice(title, words);
    m_button->setText(verb);
    m_button->show();
}

QString MessageBar::text() const { return m_title->text() + u' ' + m_words->text(); }

void MessageBar::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    const Theme &theme = *m_context.theme;
    painter.fillRect(rect(), theme.color(Theme::Token::Raised));
    painter.fillRect(0, 0, 3, height(), theme.color(m_isError ? Theme::Token::Failed : Theme::Token::Accent));
    painter.fillRect(0, height() - 1, width(), 1, theme.color(Theme::Token::Line));
}
