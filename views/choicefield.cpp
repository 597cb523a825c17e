// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/choicefield.h"

#include "models/plaintext.h"
#include "models/stagemodel.h"
#include "views/theme.h"
#include "views/wheelguard.h"

#include <QAbstractItemView>
#include <QComboBox>
#include <QCompleter>
#include <QHBoxLayout>
#include <QLineEdit>
#include <QSignalBlocker>
#include <QToolButton>

#include <algorithm>

using namespace Qt::Literals::StringLiterals;

ChoiceField::ChoiceField(const ViewContext &context, const Words &words, QWidget *parent)
    : QWidget(parent)
    , m_context(context)
    , m_words(words)
    , m_box(new QComboBox)
    , m_reload(new QToolButton)
    , m_make(new QToolButton)
{
    m_box->setEditable(true);
    m_box->setInsertPolicy(QComboBox::NoInsert);
    m_box->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    m_box->setMinimumContentsLength(12);
    m_box->setAccessibleName(words.name);
    m_box->lineEdit()->setPlaceholderText(words.none);
    m_box->completer()->setCompletionMode(QCompleter::PopupCompletion);
    m_box->completer()->setFilterMode(Qt::MatchContains);
    m_box->completer()->popup()->setAccessibleName(words.name);
    guardWheel(m_box);
    m_reload->setToolTip(words.reload);
    m_reload->setAccessibleName(words.reload);
    m_make->setAccessibleName(words.make);
    setMakeReason({});
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(4);
    layout->addWidget(m_box, 1);
    for (QToolButton *button : {m_reload, m_make}) {
        button->setAutoRaise(true);
        layout->addWidget(button);
    }
    m_make->setVisible(!words.make.isEmpty());
    setFocusProxy(m_box);
    setAccessibleName(words.name);
    const auto tint = [this] {
        m_reload->setIcon(m_context.theme->icon(u"reload"_s, Theme::Token::Secondary));
        m_make->setIcon(m_context.theme->icon(u"add"_s, Theme::Token::Secondary));
    };
    tint();
    connect(context.theme, &Theme::changed, m_reload, tint);
    connect(m_reload, &QToolButton::clicked, this, &ChoiceField::reloadWanted);
    connect(m_make, &QToolButton::clicked, this, &ChoiceField::makeWanted);
    connect(m_box, &QComboBox::activated, this, &ChoiceField::take);
    connect(m_box->lineEdit(), &QLineEdit::textEdited, this, &ChoiceField::takeText);
    fill();
}

void ChoiceField::setOptions(const QList<Option> &options)
{
    if (m_options == options)
        return;
    m_options = options;
    fill();
}

void ChoiceField::setLoading(bool loading) { m_reload->setEnabled(!loading); }

void ChoiceField::fill()
{
    const QSignalBlocker quiet(m_box);
    const QString typed = m_box->currentText();
    m_box->clear();
    m_box->addItem(QString(), QString());
    m_box->setItemData(0, m_words.none, Qt::ToolTipRole);
    for (const Option &option : std::as_const(m_options))
        m_box->addItem(shownText(option.words), option.arn);
    // What is set stays offered, also before the list is there, or when it is of another account.
    if (!m_arn.isEmpty() && m_box->findData(m_arn) < 0)
        m_box->addItem(shownText(idOfArn(m_arn)), m_arn);
    m_box->setCurrentIndex(m_arn.isEmpty() ? 0 : m_box->findData(m_arn));
    if (m_arn.isEmpty() && !m_typed.isEmpty())
        m_box->setEditText(typed);
    m_box->setToolTip(m_arn.isEmpty() ? m_words.none : shownToolTip(m_arn));
}

QString ChoiceField::arn() const { return m_arn; }

void ChoiceField::setArn(const QString &arn)
{
    if (arn == m_arn && m_typed.isEmpty())
        return;
    m_arn = arn;
    m_typed.clear();
    fill();
}

bool ChoiceField::isLost() const { return !m_typed.isEmpty(); }

QWidget *ChoiceField::editor() const { return m_box; }

void ChoiceField::setMakeReason(const QString &reason)
{
    m_make->setEnabled(reason.isEmpty());
    m_make->setToolTip(reason.isEmpty() ? m_words.make : reason);
}

void ChoiceField::take(int index)
{
    m_arn = m_box->itemData(index).toString();
    m_typed.clear();
    fill();
    Q_EMIT changed();
}

// A name of the list counts at once, an ARN as it stands; whatever else is typed means nothing yet.
void ChoiceField::takeText()
{
    const QString text = m_box->currentText().trimmed();
    const auto same = [&](const Option &option) {
        return option.arn == text || shownText(option.words).compare(text, Qt::CaseInsensitive) == 0;
    };
    const auto found = std::find_if(m_options.cbegin(), m_options.cend(), same);
    const bool isOnly = found != m_options.cend() && std::count_if(m_options.cbegin(), m_options.cend(), same) == 1;
    if (isOnly)
        m_arn = found->arn;
    else
        m_arn = text.startsWith("arn:"_L1) ? text : QString();
    m_typed = m_arn.isEmpty() ? text : QString();
    Q_EMIT changed();
}
