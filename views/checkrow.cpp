// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/checkrow.h"

#include "views/theme.h"

#include <QGridLayout>
#include <QLabel>
#include <QToolButton>

using namespace Qt::Literals::StringLiterals;
using Light = CompositionCheck::Light;

namespace {

struct Sign
{
    QString icon;
    Theme::Token tint;
    QString word;
};

Sign signOf(const CompositionCheck &check)
{
    if (check.isAsking)
        return {u"clock"_s, Theme::Token::Secondary, CheckRow::tr("Asking")};
    switch (check.light) {
    case Light::Green:
        return {u"good"_s, Theme::Token::Good, CheckRow::tr("Good")};
    case Light::Amber:
        return {u"warning"_s, Theme::Token::Warning, CheckRow::tr("Look at this")};
    case Light::Red:
        return {u"failed"_s, Theme::Token::Failed, CheckRow::tr("Will fail")};
    case Light::Unknown:
        break;
    }
    return {u"info"_s, Theme::Token::Secondary, CheckRow::tr("Not known")};
}

} // namespace

CheckRow::CheckRow(const ViewContext &context, QWidget *parent)
    : QWidget(parent)
    , m_context(context)
    , m_icon(new QLabel)
    , m_words(new QLabel)
    , m_mend(new QToolButton)
{
    m_icon->setFixedSize(Theme::kIconSize, Theme::kIconSize);
    m_mend->setAutoRaise(true);
    m_mend->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    m_mend->setIconSize({Theme::kIconSize, Theme::kIconSize});
    m_words->setTextFormat(Qt::PlainText);
    m_words->setWordWrap(true);
    auto *layout = new QGridLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setHorizontalSpacing(8);
    layout->setVerticalSpacing(2);
    layout->setColumnStretch(1, 1);
    layout->addWidget(m_icon, 0, 0, Qt::AlignTop);
    layout->addWidget(m_words, 0, 1);
    layout->addWidget(m_mend, 1, 1, Qt::AlignLeft);
    connect(context.theme, &Theme::changed, this, &CheckRow::tint);
    connect(m_mend, &QToolButton::clicked, this, [this] { Q_EMIT mendWanted(m_check.id); });
}

void CheckRow::tint()
{
    const Sign sign = signOf(m_check);
    m_icon->setPixmap(m_context.theme->pixmap(sign.icon, sign.tint, Theme::kIconSize, devicePixelRatioF()));
    m_icon->setToolTip(sign.word);
    m_icon->setAccessibleName(sign.word);
    // It leads to a field, or to another page.
    m_mend->setIcon(m_context.theme->icon(m_check.page.isEmpty() ? u"edit"_s : m_check.page, Theme::Token::Accent));
}

void CheckRow::setCheck(const CompositionCheck &check)
{
    if (check == m_check)
        return;
    m_check = check;
    tint();
    m_words->setText(check.words);
    // A name hides a label's text from assistive technology, so that it has to hold both.
    m_words->setAccessibleName(u"%1: %2"_s.arg(signOf(check).word, check.words));
    m_mend->setVisible(!check.mend.isEmpty());
    m_mend->setText(check.mend);
    m_mend->setAccessibleName(u"%1 (%2)"_s.arg(check.mend, check.words));
}
