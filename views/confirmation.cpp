// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/confirmation.h"

#include "models/destruction.h"
#include "models/plaintext.h"
#include "models/replicationdraft.h"
#include "views/formfield.h"
#include "views/theme.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QVBoxLayout>

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr qsizetype kNamesShown = 5;

QString linesText(const QStringList &names)
{
    QStringList lines;
    for (const QString &name : names.first(std::min(names.size(), kNamesShown)))
        lines << shownText(name);
    if (names.size() > kNamesShown)
        lines << Confirmation::tr("and %1 more").arg(names.size() - kNamesShown);
    return lines.join(u'\n');
}

} // namespace

Confirmation::Confirmation(
    const ViewContext &context, const Question &question, Destruction *destruction, QWidget *parent)
    : QDialog(parent)
    , m_toType(question.toType)
    , m_destruction(destruction)
    , m_numbers(new QLabel)
    , m_cancel(new QPushButton(tr("Cancel")))
    , m_verb(new QPushButton(question.verb))
{
    setWindowTitle(question.title);
    setModal(true);
    auto *icon = new QLabel;
    icon->setPixmap(context.theme->pixmap(u"warning"_s, Theme::Token::Warning, 20, devicePixelRatioF()));
    icon->setAccessibleName(tr("Warning"));
    auto *title = new QLabel(shownText(question.title));
    title->setFont(Theme::titleFont());
    auto *names = new QLabel(linesText(question.names));
    auto *consequence = new QLabel(question.consequence);
    for (QLabel *label : {title, names, consequence, m_numbers}) {
        label->setTextFormat(Qt::PlainText);
        label->setWordWrap(true);
    }
    m_numbers->setVisible(destruction);
    m_numbers->setMinimumHeight(m_numbers->fontMetrics().lineSpacing() * 3); // nothing moves when the numbers come
    m_numbers->setAlignment(Qt::AlignTop | Qt::AlignLeft);
    m_numbers->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_verb->setAutoDefault(true); // Enter on it presses it; anywhere else it is Cancel
    m_cancel->setDefault(true);

    auto *head = new QHBoxLayout;
    head->setSpacing(12);
    head->addWidget(icon, 0, Qt::AlignTop);
    head->addWidget(title, 1);
    auto *footer = new QHBoxLayout;
    footer->addStretch(1);
    footer->addWidget(m_cancel);
    footer->addWidget(m_verb);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(24, 24, 24, 16);
    layout->setSpacing(12);
    layout->addLayout(head);
    layout->addWidget(names);
    layout->addWidget(m_numbers);
    layout->addWidget(consequence);
    if (question.asksReason) {
        m_reason = new QLineEdit;
        m_reasonField = new FormField(context, tr("&Reason"), m_reason,
            tr("At most 128 characters; sent to the service with the request. May stay empty."));
        layout->addWidget(m_reasonField);
        connect(m_reason, &QLineEdit::textEdited, this, &Confirmation::refresh);
    }
    if (!m_toType.isEmpty()) {
        m_typed = new QLineEdit;
        layout->addWidget(
            new FormField(context, tr("This is production. &Type “%1” to go on").arg(shownText(m_toType)), m_typed));
        m_typed->setAccessibleName(tr("Type the name to go on"));
        connect(m_typed, &QLineEdit::textEdited, this, &Confirmation::refresh);
    }
    layout->addStretch(1);
    layout->addLayout(footer);
    setFixedWidth(460);

    connect(m_cancel, &QPushButton::clicked, this, &QDialog::reject);
    connect(m_verb, &QPushButton::clicked, this, [this] {
        m_verb->setEnabled(false); // a second click on the way is none
        const QString reason = m_reason ? m_reason->text() : QString();
        accept();
        Q_EMIT confirmed(reason);
    });
    if (destruction)
        connect(destruction, &Destruction::changed, this, &Confirmation::refresh);
    refresh();
}

Confirmation::~Confirmation()
{
    if (!m_destruction)
        return;
    m_destruction->disconnect(this);
    m_destruction->cancel();
    m_destruction->deleteLater();
}

// Qt asks how tall the words are at the width they would like, not at the one they get: what is at stake was cut off.
void Confirmation::fit()
{
    const int tall = layout()->totalHeightForWidth(width());
    if (height() < tall)
        resize(width(), tall);
}

bool Confirmation::event(QEvent *event)
{
    const bool taken = QDialog::event(event);
    if (event->type() == QEvent::LayoutRequest && isVisible())
        fit();
    return taken;
}

void Confirmation::showEvent(QShowEvent *event)
{
    QDialog::showEvent(event);
    fit();
    m_cancel->setFocus(Qt::OtherFocusReason);
}

void Confirmation::refresh()
{
    const bool counting = m_destruction && m_destruction->isCounting();
    if (m_destruction)
        m_numbers->setText(shownText(m_destruction->words()));
    const QString problem = m_reason ? disconnectReasonProblem(m_reason->text()) : QString();
    if (m_reasonField)
        m_reasonField->setFault(problem.isEmpty() ? QString() : tr("The reason %1.").arg(problem));
    const bool typed = !m_typed || m_typed->text() == m_toType;
    m_verb->setEnabled(!counting && typed && problem.isEmpty());
    m_verb->setToolTip(counting ? tr("Once it is counted, three seconds at most")
            : typed             ? QString()
                                : tr("Type the name first"));
}
