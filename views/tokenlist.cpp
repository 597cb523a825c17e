// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/tokenlist.h"

#include "models/plaintext.h"
#include "models/timetext.h"
#include "views/elidedlabel.h"
#include "views/theme.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QVBoxLayout>

using namespace Qt::Literals::StringLiterals;

namespace {

// Of one length for all: how long a token is says something about what is in it.
QString maskedToken() { return QString(24, QChar(0x2022)); }

QString mayText(const ivs::ParticipantToken &token)
{
    QStringList words;
    for (const auto &capability : token.capabilities)
        words << (capability == ivs::ParticipantTokenCapability::Publish   ? TokenList::tr("publish")
                : capability == ivs::ParticipantTokenCapability::Subscribe ? TokenList::tr("subscribe")
                                                                           : capability.text());
    return words.join(u", "_s);
}

} // namespace

TokenList::TokenList(
    const ViewContext &context, const TimeText *times, const QList<ivs::ParticipantToken> &tokens, QWidget *parent)
    : QWidget(parent)
    , m_context(context)
    , m_tokens(tokens)
{
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(12);
    if (tokens.size() > 1) {
        auto *all = new QPushButton(tr("Copy all %1").arg(tokens.size()));
        all->setToolTip(tr("One line each: user id, tab, token"));
        all->setAutoDefault(true);
        connect(all, &QPushButton::clicked, this, [this] {
            QStringList lines;
            for (qsizetype i = 0; i < m_tokens.size(); ++i) {
                lines << m_tokens[i].userId + u'\t' + m_tokens[i].token;
                m_copied.insert(int(i));
            }
            m_context.copySecret(lines.join(u'\n'));
        });
        layout->addWidget(all, 0, Qt::AlignLeft);
    }
    for (int i = 0; i < int(tokens.size()); ++i)
        layout->addWidget(card(i, times));
    layout->addStretch(1);
}

QWidget *TokenList::card(int number, const TimeText *times)
{
    const ivs::ParticipantToken &token = m_tokens[number];
    auto *box = new QWidget;
    auto *who = new ElidedLabel;
    who->setText(token.userId.isEmpty() ? tr("Token %1 (no user id)").arg(number + 1) : shownText(token.userId));
    who->setToolTip(shownToolTip(token.userId));
    QFont bold = font();
    bold.setWeight(QFont::DemiBold);
    who->setFont(bold);
    auto *what =
        new QLabel(shownText(tr("%1 · expires %2 · participant %3")
                                 .arg(mayText(token), times->labelled(token.expirationTime), token.participantId)));
    what->setTextFormat(Qt::PlainText);
    what->setWordWrap(true);
    what->setFont(Theme::labelFont());
    what->setForegroundRole(QPalette::PlaceholderText);
    auto *secret = new QLabel(maskedToken());
    secret->setTextFormat(Qt::PlainText);
    secret->setFont(Theme::fixedFont());
    secret->setWordWrap(true);
    secret->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred); // a token has no place to break at
    const QString name = who->text();
    auto *show = new QPushButton(tr("Show"));
    show->setCheckable(true);
    show->setAutoDefault(true);
    show->setAccessibleName(tr("Show the token of %1").arg(name));
    auto *copy = new QPushButton(tr("Copy"));
    copy->setAutoDefault(true);
    copy->setAccessibleName(tr("Copy the token of %1").arg(name));
    connect(show, &QPushButton::toggled, this, [this, number, secret, show](bool shown) {
        // Broken into lines for the eye; copying takes the token itself.
        QString text = m_tokens[number].token;
        for (qsizetype at = 48; at < text.size(); at += 49)
            text.insert(at, u'\n');
        secret->setText(shown ? text : maskedToken());
        show->setText(shown ? tr("Hide") : tr("Show"));
    });
    connect(copy, &QPushButton::clicked, this, [this, number, copy] {
        m_context.copySecret(m_tokens[number].token);
        m_copied.insert(number);
        copy->setText(tr("Copied"));
    });
    auto *head = new QHBoxLayout;
    head->addWidget(who, 1);
    head->addWidget(show);
    head->addWidget(copy);
    auto *layout = new QVBoxLayout(box);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(4);
    layout->addLayout(head);
    layout->addWidget(what);
    layout->addWidget(secret);
    return box;
}
