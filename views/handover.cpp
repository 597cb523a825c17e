// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/handover.h"

#include "models/joinsnippets.h"
#include "models/plaintext.h"
#include "models/secretfile.h"
#include "models/timetext.h"
#include "models/tokenwords.h"
#include "models/workspace.h"
#include "views/factsgrid.h"
#include "views/qrcode.h"
#include "views/secretclipboard.h"
#include "views/secretsaver.h"
#include "views/theme.h"
#include "views/tokenkeeper.h"

#include <QButtonGroup>
#include <QHBoxLayout>
#include <QLabel>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QToolButton>

using namespace Qt::Literals::StringLiterals;

namespace {

// Of one length for all: how long a token is says something about what is in it.
QString maskedToken() { return QString(24, QChar(0x2022)); }

QLabel *small(QLabel *label)
{
    label->setTextFormat(Qt::PlainText);
    label->setWordWrap(true);
    label->setFont(Theme::labelFont());
    label->setForegroundRole(QPalette::PlaceholderText);
    return label;
}

} // namespace

HandOver::HandOver(
    const ViewContext &context, Workspace *workspace, const MintedToken &token, bool isKept, QWidget *parent)
    : QWidget(parent)
    , m_context(context)
    , m_workspace(workspace)
    , m_token(token)
    , m_secret(new QLabel(maskedToken()))
    , m_note(small(new QLabel))
    , m_codeNote(small(new QLabel))
    , m_code(new QrCode)
    , m_ways(new QButtonGroup(this))
    , m_lines(new QPlainTextEdit)
    , m_problem(small(new QLabel))
    , m_copyLines(new QPushButton(tr("Copy these lines")))
    , m_saver(new SecretSaver(context))
    , m_keeper(new TokenKeeper(workspace->tokenRegister()))
    , m_handedOver(isKept)
{
    m_code->setAccessibleName(tr("The token as a QR code"));
    m_codeNote->hide();
    m_code->hide();
    m_note->hide();
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(12);
    layout->addWidget(head());
    layout->addWidget(m_note);
    layout->addWidget(m_saver);
    layout->addWidget(m_keeper);
    layout->addWidget(m_code);
    layout->addWidget(m_codeNote);
    m_snippets = snippets();
    layout->addWidget(m_snippets);
    layout->addStretch(1);
    connect(m_saver, &SecretSaver::saved, this, &HandOver::markHandedOver);
    connect(m_keeper, &TokenKeeper::kept, this, &HandOver::markHandedOver);
    m_snippets->setVisible(!m_token.isConnection); // no stage is joined with it
    showSnippet();
}

void HandOver::markHandedOver()
{
    if (!std::exchange(m_handedOver, true))
        Q_EMIT handedOver();
}

// What it lets do, where, until when, and as whom.
QString HandOver::factsText() const
{
    QStringList parts;
    if (!m_token.stageName.isEmpty())
        parts << m_token.stageName;
    if (!m_token.isConnection)
        parts << capabilitiesText(m_token.publish, m_token.subscribe);
    parts << tr("expires %1").arg(m_workspace->times()->labelled(m_token.expires))
          << (m_token.isConnection ? tr("id %1") : tr("participant %1")).arg(m_token.participantId);
    return shownText(parts.join(u" · "_s));
}

QWidget *HandOver::head()
{
    auto *box = new QWidget;
    QLabel *facts = small(new QLabel(factsText()));
    m_secret->setTextFormat(Qt::PlainText);
    m_secret->setFont(Theme::fixedFont());
    m_secret->setWordWrap(true);
    m_secret->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred); // a token has no place to break at
    auto *buttons = new QHBoxLayout;
    const auto add = [&](const QString &words, const QString &name, auto run) {
        auto *button = new QPushButton(words);
        button->setAutoDefault(true);
        button->setAccessibleName(name);
        connect(button, &QPushButton::clicked, this, run);
        buttons->addWidget(button);
        return button;
    };
    add(tr("Copy"), tr("Copy the token"), [this] { copy(m_token.token, tr("The token")); });
    QPushButton *show = add(tr("Show"), tr("Show the token"), [this](bool shown) { showToken(shown); });
    show->setCheckable(true);
    connect(show, &QPushButton::toggled, show, [show](bool shown) { show->setText(shown ? tr("Hide") : tr("Show")); });
    add(tr("QR code"), tr("Show the token as a QR code"), [this](bool shown) { showCode(shown); })->setCheckable(true);
    if (m_context.saveFile)
        add(tr("Save…"), tr("Save the token in a file"), [this] { save(); });
    if (!m_handedOver) {
        QPushButton *keep = add(tr("Keep…"), tr("Keep the token in the keychain"), [this] {
            m_saver->hide();
            m_keeper->ask(m_token.participantId, m_token.token);
        });
        connect(m_keeper, &TokenKeeper::kept, keep, [keep] { keep->setEnabled(false); });
    }
    buttons->addStretch(1);
    auto *layout = new QVBoxLayout(box);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(8);
    layout->addWidget(facts);
    layout->addWidget(m_secret);
    layout->addLayout(buttons);
    return box;
}

QWidget *HandOver::snippets()
{
    auto *box = new QWidget;
    auto *title = new QLabel(tr("To join with it"));
    QFont bold = title->font();
    bold.setWeight(QFont::DemiBold);
    title->setFont(bold);
    auto *ways = new QHBoxLayout;
    ways->setSpacing(2);
    const QList<joinsnippets::Kind> kinds = joinsnippets::kinds();
    for (const joinsnippets::Kind kind : kinds) {
        auto *button = new QToolButton;
        button->setText(joinsnippets::name(kind));
        button->setCheckable(true);
        button->setAutoRaise(true);
        button->setAutoExclusive(true); // the arrow keys move in the group
        m_ways->addButton(button, int(kind));
        ways->addWidget(button);
    }
    ways->addStretch(1);
    ways->addWidget(m_copyLines);
    m_ways->button(0)->setChecked(true);
    m_copyLines->setAutoDefault(true);
    m_lines->setReadOnly(true);
    m_lines->setTabChangesFocus(true);
    m_lines->setLineWrapMode(QPlainTextEdit::NoWrap);
    m_lines->setFont(Theme::fixedFont());
    m_lines->setAccessibleName(tr("Lines that join the stage"));
    m_lines->setFixedHeight(12 * QFontMetrics(Theme::fixedFont()).lineSpacing());
    auto *layout = new QVBoxLayout(box);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(4);
    layout->addWidget(title);
    layout->addLayout(ways);
    layout->addWidget(m_lines);
    layout->addWidget(m_problem);
    connect(m_ways, &QButtonGroup::idClicked, this, &HandOver::showSnippet);
    connect(m_copyLines, &QPushButton::clicked, this, [this] {
        copy(joinsnippets::text(joinsnippets::Kind(m_ways->checkedId()), m_token.token, m_token.publish),
            tr("The lines, with the token in them,"));
    });
    return box;
}

void HandOver::showSnippet()
{
    const auto kind = joinsnippets::Kind(m_ways->checkedId());
    const QString problem = joinsnippets::problem(kind, m_token.publish);
    m_lines->setPlainText(joinsnippets::text(kind, maskedToken(), m_token.publish));
    m_lines->setVisible(problem.isEmpty());
    m_copyLines->setEnabled(problem.isEmpty());
    m_problem->setText(problem.isEmpty() ? tr("Copied, the lines hold the token itself.") : problem);
}

void HandOver::showToken(bool shown)
{
    // Broken into lines for the eye; copying takes the token itself.
    QString text = m_token.token;
    for (qsizetype at = 48; at < text.size(); at += 49)
        text.insert(at, u'\n');
    m_secret->setText(shown ? text : maskedToken());
}

void HandOver::showCode(bool shown)
{
    const bool fits = shown && m_code->setText(m_token.token);
    m_code->setVisible(fits);
    m_snippets->setVisible(!shown && !m_token.isConnection); // so that the code has room
    m_note->hide();
    m_codeNote->setVisible(shown);
    m_codeNote->setText(fits ? tr("Whoever photographs it holds the token.")
                             : tr("The token is too long for a QR code: attributes make it so."));
    if (fits)
        markHandedOver();
    if (!shown)
        m_code->setText({});
}

void HandOver::copy(const QString &text, const QString &what)
{
    m_context.copySecret(text);
    markHandedOver();
    m_note->setText(tr("%1 lies on the clipboard. After %2 s it is taken off, if it is still there.")
                        .arg(what)
                        .arg(SecretClipboard::kSeconds));
    m_note->show();
}

void HandOver::save()
{
    m_keeper->hide();
    m_saver->ask(m_token.isConnection
            ? tr("The file holds the token in clear text. Whoever reads it can use it until it expires, and nothing "
                 "takes it back. Delete the file when it is handed over.")
            : tr("The file holds the token in clear text. Whoever reads it can join as this participant until the "
                 "token expires, and nothing takes a token back before it was used. Delete the file when it is "
                 "handed over."),
        secretFileName(m_token.isConnection ? u"connection-token"_s : u"token"_s, m_token.userId, u"txt"_s),
        [this] { return [bytes = QByteArray(m_token.token.toUtf8() + '\n')] { return bytes; }; });
}
