// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/tokencard.h"

#include "views/formfield.h"
#include "views/pairseditor.h"
#include "views/rolemenu.h"
#include "views/theme.h"

#include <QCheckBox>
#include <QComboBox>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QLocale>
#include <QPainter>
#include <QSpinBox>
#include <QToolButton>

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr int kMinutesPerHour = 60;
constexpr int kMinutesPerDay = 24 * kMinutesPerHour;

} // namespace

TokenCard::TokenCard(const ViewContext &context, QWidget *parent)
    : QWidget(parent)
    , m_context(context)
    , m_title(new QLabel)
    , m_remove(new QToolButton)
    , m_user(new QLineEdit)
    , m_publish(new QCheckBox(tr("publish")))
    , m_subscribe(new QCheckBox(tr("subscribe")))
    , m_length(new QSpinBox)
    , m_unit(new QComboBox)
    , m_unfold(new QToolButton)
    , m_attributes(new PairsEditor(context, {tr("attribute"), tr("Add an attribute")}))
    , m_may(new FaultLine(context))
{
    QFont bold = font();
    bold.setWeight(QFont::DemiBold);
    m_title->setFont(bold);
    m_remove->setAutoRaise(true);
    m_user->setPlaceholderText(tr("not said"));
    m_unit->addItem(tr("minutes"), 1);
    m_unit->addItem(tr("hours"), kMinutesPerHour);
    m_unit->addItem(tr("days"), kMinutesPerDay);
    m_unit->setCurrentIndex(1);
    m_unit->setAccessibleName(tr("Unit"));
    // Wider than what is allowed, so that a limit is explained and not silently kept.
    m_length->setRange(0, 99'999);
    const TokenDraft standard;
    m_length->setValue(standard.durationMinutes / kMinutesPerHour);
    m_publish->setChecked(standard.publish);
    m_subscribe->setChecked(standard.subscribe);
    m_unfold->setText(tr("Attributes…"));
    m_unfold->setCheckable(true);
    m_unfold->setAutoRaise(true);
    m_attributes->hide();

    auto *roles = new RoleMenu(context, this);
    auto *role = new QToolButton;
    role->setText(tr("Role"));
    role->setToolTip(tr("Fill in what a role may do"));
    role->setPopupMode(QToolButton::InstantPopup);
    role->setAutoRaise(true);
    role->setMenu(roles);
    auto *head = new QHBoxLayout;
    head->addWidget(m_title, 1);
    head->addWidget(role);
    head->addWidget(m_remove);
    auto *length = new QWidget;
    auto *lengthRow = new QHBoxLayout(length);
    lengthRow->setContentsMargins(0, 0, 0, 0);
    lengthRow->addWidget(m_length);
    lengthRow->addWidget(m_unit, 1);
    length->setFocusProxy(m_length);
    m_length->setAccessibleName(tr("Valid for"));
    m_userField = new FormField(context, tr("User id"), m_user);
    m_lengthField = new FormField(context, tr("Valid for"), length);
    auto *pair = new QHBoxLayout;
    pair->setSpacing(12);
    pair->addWidget(m_userField, 3);
    pair->addWidget(m_lengthField, 2);
    auto *may = new QHBoxLayout;
    may->setSpacing(12);
    may->addWidget(new QLabel(tr("May")));
    may->addWidget(m_publish);
    may->addWidget(m_subscribe);
    may->addStretch(1);
    may->addWidget(m_unfold);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(12, 8, 8, 8);
    layout->setSpacing(8);
    layout->addLayout(head);
    layout->addLayout(pair);
    layout->addLayout(may);
    layout->addWidget(m_may);
    layout->addWidget(m_attributes);
    const auto tint = [this] { m_remove->setIcon(m_context.theme->icon(u"close"_s, Theme::Token::Secondary)); };
    tint();
    connect(context.theme, &Theme::changed, m_remove, tint);
    connect(m_remove, &QToolButton::clicked, this, &TokenCard::removeClicked);
    connect(roles, &RoleMenu::chosen, this, &TokenCard::fill);
    connect(m_unfold, &QToolButton::toggled, m_attributes, &QWidget::setVisible);
    connect(m_user, &QLineEdit::textEdited, this, &TokenCard::changed);
    connect(m_publish, &QCheckBox::toggled, this, &TokenCard::changed);
    connect(m_subscribe, &QCheckBox::toggled, this, &TokenCard::changed);
    connect(m_attributes, &PairsEditor::changed, this, &TokenCard::changed);
    connect(m_length, &QSpinBox::valueChanged, this, &TokenCard::changed);
    connect(m_unit, &QComboBox::currentIndexChanged, this, &TokenCard::changed);
    connect(this, &TokenCard::changed, this, &TokenCard::showLength);
    showLength();
}

void TokenCard::showLength()
{
    const int bytes = attributeBytes(m_attributes->rows());
    m_attributes->setNote(
        tr("%1 of %2 bytes").arg(QLocale().toString(bytes), QLocale().toString(mostAttributeBytes())));
}

TokenDraft TokenCard::token() const
{
    TokenDraft token;
    token.userId = m_user->text();
    token.publish = m_publish->isChecked();
    token.subscribe = m_subscribe->isChecked();
    token.durationMinutes = m_length->value() * m_unit->currentData().toInt();
    token.attributes = m_attributes->rows();
    return token;
}

void TokenCard::fill(const TokenRole &role)
{
    m_publish->setChecked(role.publish);
    m_subscribe->setChecked(role.subscribe);
    int unit = 0; // the largest that the length is a whole number of
    while (unit + 1 < m_unit->count() && role.durationMinutes % m_unit->itemData(unit + 1).toInt() == 0)
        ++unit;
    m_unit->setCurrentIndex(unit);
    m_length->setValue(role.durationMinutes / m_unit->currentData().toInt());
    m_attributes->setRows(role.attributes);
    m_unfold->setChecked(!role.attributes.isEmpty());
    Q_EMIT changed();
}

void TokenCard::setNumber(int number)
{
    m_path = u"participantTokenConfigurations[%1]"_s.arg(number);
    m_title->setText(tr("Token %1").arg(number + 1));
    m_remove->setToolTip(tr("Remove token %1").arg(number + 1));
    m_remove->setAccessibleName(m_remove->toolTip());
}

void TokenCard::setFaults(const QList<DraftFault> &faults)
{
    QHash<QString, QString> words;
    for (const DraftFault &fault : faults)
        words.insert(fault.field, fault.message);
    const auto of = [&](const char *member) { return words.value(m_path + u'.' + QLatin1StringView(member)); };
    m_userField->setFault(of("userId"));
    m_lengthField->setFault(of("duration"));
    m_may->setFault(of("capabilities"));
    m_attributes->setFaults(m_path + u".attributes"_s, faults);
}

QWidget *TokenCard::fieldAt(const QString &field) const
{
    const QString member = field.mid(m_path.size() + 1);
    if (member.startsWith("attributes"_L1)) {
        m_unfold->setChecked(true); // what is folded away can't have the keyboard
        return m_attributes->fieldAt(m_path + u".attributes"_s, field);
    }
    if (member == "duration"_L1)
        return m_length;
    if (member == "capabilities"_L1)
        return m_publish;
    return m_user;
}

void TokenCard::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.fillRect(0, 0, 2, height(), m_context.theme->color(Theme::Token::Line));
}
