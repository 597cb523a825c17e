// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/usebox.h"

#include "models/outputuse.h"
#include "models/plaintext.h"
#include "models/usewords.h"
#include "models/workspace.h"
#include "views/theme.h"

#include <QLabel>
#include <QLocale>
#include <QPushButton>
#include <QToolButton>
#include <QVBoxLayout>

#include <algorithm>

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr qsizetype kShown = 8;

} // namespace

UseBox::UseBox(const ViewContext &context, const QString &title, const Kind &kind, QWidget *parent)
    : QWidget(parent)
    , m_context(context)
    , m_kind(kind)
    , m_words(new QLabel)
    , m_rows(new QVBoxLayout)
    , m_button(new QPushButton)
{
    auto *head = new QLabel(title);
    head->setFont(Theme::labelFont());
    head->setForegroundRole(QPalette::PlaceholderText);
    m_words->setTextFormat(Qt::PlainText);
    m_words->setWordWrap(true);
    m_rows->setSpacing(0);
    m_button->hide();
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 8, 0, 0);
    layout->setSpacing(4);
    layout->addWidget(head);
    layout->addWidget(m_words);
    layout->addLayout(m_rows);
    layout->addWidget(m_button, 0, Qt::AlignLeft);
    connect(m_button, &QPushButton::clicked, this, &UseBox::pressed);
    connect(context.theme, &Theme::changed, this, &UseBox::tint);
}

void UseBox::setButton(const QString &words)
{
    m_button->setText(words);
    m_button->setVisible(!words.isEmpty());
}

void UseBox::setCompositions(const Workspace *workspace, const QString &arn)
{
    QList<Link> links;
    const QList<OutputUse::Use> uses = workspace->outputUse()->of(arn);
    for (const OutputUse::Use &use : uses) {
        const StageRecord *stage = workspace->stages()->record(use.stageArn);
        const QString name = stage && !stage->stage.name.isEmpty() ? stage->stage.name : idOfArn(use.stageArn);
        links.append({use.compositionArn, shownText(name) + u" · "_s + idOfArn(use.compositionArn)});
    }
    setUse(usewords::running(*workspace->outputUse(), {arn}, *workspace->times()), links);
}

void UseBox::setUse(const QString &words, const QList<Link> &links)
{
    m_words->setText(words);
    if (links == m_links)
        return;
    m_links = links;
    for (QWidget *each : std::exchange(m_shown, {})) {
        each->hide();
        each->deleteLater(); // it may be the one that was clicked
    }
    for (const Link &link : links.first(std::min(links.size(), kShown))) {
        auto *button = new QToolButton;
        button->setText(link.words);
        button->setAutoRaise(true);
        button->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
        button->setIconSize({Theme::kIconSize, Theme::kIconSize});
        button->setToolTip(tr("Show this %1").arg(m_kind.noun));
        button->setAccessibleName(u"%1 %2"_s.arg(m_kind.noun, link.words));
        connect(button, &QToolButton::clicked, this, [this, key = link.key] { Q_EMIT chosen(key); });
        m_rows->addWidget(button, 0, Qt::AlignLeft);
        m_shown.append(button);
    }
    if (links.size() > kShown) {
        auto *more = new QLabel(tr("and %1 more").arg(QLocale().toString(links.size() - kShown)));
        m_rows->addWidget(more);
        m_shown.append(more);
    }
    tint();
}

void UseBox::tint()
{
    for (QWidget *each : std::as_const(m_shown)) {
        if (auto *link = qobject_cast<QToolButton *>(each))
            link->setIcon(m_context.theme->icon(m_kind.icon, Theme::Token::Accent));
    }
}
