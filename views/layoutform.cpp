// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/layoutform.h"

#include "models/scenewords.h"
#include "views/formfield.h"
#include "views/numberfield.h"
#include "views/wheelguard.h"

#include <QAbstractItemView>
#include <QButtonGroup>
#include <QComboBox>
#include <QCompleter>
#include <QGridLayout>
#include <QSignalBlocker>
#include <QStringListModel>
#include <QToolButton>

#include <array>

using namespace Qt::Literals::StringLiterals;

namespace {

using Layout = CompositionDraft::Layout;

constexpr int kGridGap = 2; // defaults as the service documents them (fact sheet 8)
constexpr int kPipGap = 0;
constexpr int kPipOffset = 0;
constexpr int kColumns = 6; // for fields of a third, half and two thirds

QComboBox *choiceOf(const QString &standard, const QList<std::pair<QString, QString>> &words)
{
    auto *box = new QComboBox;
    box->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    box->setMinimumContentsLength(10);
    box->addItem(standard, QString());
    for (const auto &[value, text] : words)
        box->addItem(text, value);
    guardWheel(box);
    return box;
}

void setChoice(QComboBox *box, const QString &value)
{
    if (!value.isEmpty() && box->findData(value) < 0) // of a newer service: shown as it came
        box->addItem(value, value);
    box->setCurrentIndex(value.isEmpty() ? 0 : box->findData(value));
}

template <typename E>
std::pair<QString, QString> words(E value, const QString &text)
{
    return {ivs::Enum<E>(value).text(), text};
}

template <typename E>
ivs::Enum<E> chosen(const QComboBox *box)
{
    const QString value = box->currentData().toString();
    return value.isEmpty() ? ivs::Enum<E>() : ivs::Enum<E>::fromText(value);
}

const QString kTrue = u"true"_s;
const QString kFalse = u"false"_s;

std::optional<bool> flag(const QComboBox *box)
{
    const QString value = box->currentData().toString();
    return value.isEmpty() ? std::nullopt : std::optional(value == kTrue);
}

void setText(QLineEdit *field, const QString &text)
{
    if (field->text() != text) // else the cursor would move
        field->setText(text);
}

/// Empty, it is not said at all: the service's default.
QString said(const QLineEdit *field) { return field->text().isEmpty() ? QString() : field->text(); }

/// What both layouts say in the same words.
template <typename From, typename To>
void takeCommon(const From &from, To *to)
{
    to->featuredParticipantAttribute = from.featuredParticipantAttribute;
    to->participantOrderAttribute = from.participantOrderAttribute;
    to->omitStoppedVideo = from.omitStoppedVideo;
    to->videoFillMode = from.videoFillMode;
    to->gridGap = from.gridGap;
}

} // namespace

LayoutForm::LayoutForm(const ViewContext &context, QWidget *parent)
    : QWidget(parent)
    , m_context(context)
    , m_layouts(new QButtonGroup(this))
    , m_grid(new QGridLayout)
    , m_attributes(new QStringListModel(this))
    , m_featured(attributeField(tr("default: nobody")))
    , m_order(attributeField(tr("default: by arrival")))
    , m_pipBy(attributeField(tr("default: nobody")))
    , m_stopped(choiceOf(tr("default: shown"), {{kFalse, tr("shown")}, {kTrue, tr("left out")}}))
    , m_aspect(choiceOf(tr("default: 16:9"),
          {words(ivs::VideoAspectRatio::Video, tr("16:9")), words(ivs::VideoAspectRatio::Square, tr("1:1")),
              words(ivs::VideoAspectRatio::Portrait, tr("3:4, upright")),
              words(ivs::VideoAspectRatio::Auto, tr("AUTO (not documented)"))}))
    , m_fill(choiceOf(QString(),
          {words(ivs::VideoFillMode::Cover, fillText(ivs::VideoFillMode::Cover)),
              words(ivs::VideoFillMode::Contain, fillText(ivs::VideoFillMode::Contain)),
              words(ivs::VideoFillMode::Fill, fillText(ivs::VideoFillMode::Fill))}))
    , m_gap(new NumberField(kGridGap, tr(" px")))
    , m_behavior(choiceOf(tr("default: stays as it is"),
          {words(ivs::PipBehavior::Static, tr("stays as it is")),
              words(ivs::PipBehavior::Dynamic, tr("grows to the whole frame"))}))
    , m_position(choiceOf(tr("default: bottom right"),
          {words(ivs::PipPosition::TopLeft, tr("top left")), words(ivs::PipPosition::TopRight, tr("top right")),
              words(ivs::PipPosition::BottomLeft, tr("bottom left")),
              words(ivs::PipPosition::BottomRight, tr("bottom right"))}))
    , m_offset(new NumberField(kPipOffset, tr(" px")))
    , m_width(new NumberField({}, tr(" px")))
    , m_height(new NumberField({}, tr(" px")))
{
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(12);
    column->addWidget(switcher());
    m_grid->setHorizontalSpacing(12);
    m_grid->setVerticalSpacing(12);
    for (int each = 0; each < kColumns; ++each)
        m_grid->setColumnStretch(each, 1);
    column->addLayout(m_grid);
    addFields();
    for (QLineEdit *field : {m_featured, m_order, m_pipBy})
        connect(field, &QLineEdit::textChanged, this, [this, field] { Q_EMIT changed(field); });
    for (NumberField *field : {m_gap, m_offset, m_width, m_height})
        connect(field, &NumberField::numberChanged, this, [this, field] { Q_EMIT changed(field); });
    for (QComboBox *box : {m_stopped, m_aspect, m_fill, m_behavior, m_position})
        connect(box, &QComboBox::currentIndexChanged, this, [this] { Q_EMIT changed(nullptr); });
    setDraft({});
}

QWidget *LayoutForm::switcher()
{
    auto *both = new QWidget;
    auto *row = new QHBoxLayout(both);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(4);
    const std::array names {tr("&Grid"), tr("&Picture in picture")};
    for (int i = 0; i < int(names.size()); ++i) {
        auto *button = new QToolButton;
        button->setText(names[std::size_t(i)]);
        button->setCheckable(true);
        button->setAutoRaise(true);
        button->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
        m_layouts->addButton(button, i);
        row->addWidget(button, 1);
    }
    connect(m_layouts, &QButtonGroup::idClicked, this, [this](int id) { choose(Layout(id)); });
    return both;
}

QLineEdit *LayoutForm::attributeField(const QString &standard)
{
    auto *field = new QLineEdit;
    field->setPlaceholderText(standard);
    auto *completer = new QCompleter(m_attributes, field);
    completer->setCaseSensitivity(Qt::CaseInsensitive);
    completer->setFilterMode(Qt::MatchContains);
    completer->popup()->setAccessibleName(tr("Attributes in the stage"));
    field->setCompleter(completer);
    return field;
}

FormField *LayoutForm::add(const QString &label, QWidget *editor, const QString &member, int row, int column, int span)
{
    auto *field = new FormField(m_context, label, editor);
    m_fields.insert(member, field);
    m_grid->addWidget(field, row, column, 1, span, Qt::AlignTop);
    return field;
}

void LayoutForm::addFields()
{
    constexpr int kHalf = kColumns / 2;
    constexpr int kThird = kColumns / 3;
    add(tr("&Featured by attribute"), m_featured, u"featuredParticipantAttribute"_s, 0, 0, kHalf)
        ->setToolTip(tr("Whoever has this attribute with the value true gets the large place; of several the first"));
    add(tr("&Order by attribute"), m_order, u"participantOrderAttribute"_s, 0, kHalf, kHalf)
        ->setToolTip(tr("Whole numbers, the smallest first; people without one come after them, by arrival"));
    add(tr("P&icture in picture by attribute"), m_pipBy, u"pipParticipantAttribute"_s, 1, 0, kColumns)
        ->setToolTip(tr("Whoever has this attribute with the value true lies over the others; of several the first"));
    add(tr("Po&sition"), m_position, u"pipPosition"_s, 2, 0, kColumns - kThird);
    add(tr("O&ffset"), m_offset, u"pipOffset"_s, 2, kColumns - kThird, kThird)
        ->setToolTip(tr("From the two nearest edges"));
    add(tr("&Width"), m_width, u"pipWidth"_s, 3, 0, kHalf);
    add(tr("&Height"), m_height, u"pipHeight"_s, 3, kHalf, kHalf);
    add(tr("When the others &leave"), m_behavior, u"pipBehavior"_s, 4, 0, kColumns);
    add(tr("Stopped &video"), m_stopped, u"omitStoppedVideo"_s, 5, 0, kHalf);
    add(tr("Gap &between tiles"), m_gap, u"gridGap"_s, 5, kHalf, kHalf);
    add(tr("Shape of &tiles"), m_aspect, u"videoAspectRatio"_s, 6, 0, kColumns);
    add(tr("Pict&ures in tiles"), m_fill, u"videoFillMode"_s, 7, 0, kColumns);
}

bool LayoutForm::isPip() const { return m_draft.layout == Layout::Pip; }

void LayoutForm::setDraft(const CompositionDraft &draft)
{
    m_draft = draft;
    const QSignalBlocker quiet(this);
    m_layouts->button(int(draft.layout))->setChecked(true);
    refreshShown();
    const auto common = [this](const auto &layout) {
        setText(m_featured, layout.featuredParticipantAttribute);
        setText(m_order, layout.participantOrderAttribute);
        setChoice(m_stopped, layout.omitStoppedVideo ? (*layout.omitStoppedVideo ? kTrue : kFalse) : QString());
        setChoice(m_fill, layout.videoFillMode.text());
        m_gap->setNumber(layout.gridGap);
    };
    if (isPip())
        common(draft.pip);
    else
        common(draft.grid);
    setChoice(m_aspect, draft.grid.videoAspectRatio.text());
    setText(m_pipBy, draft.pip.pipParticipantAttribute);
    setChoice(m_behavior, draft.pip.pipBehavior.text());
    setChoice(m_position, draft.pip.pipPosition.text());
    m_offset->setNumber(draft.pip.pipOffset);
    m_width->setNumber(draft.pip.pipWidth);
    m_height->setNumber(draft.pip.pipHeight);
}

void LayoutForm::write(CompositionDraft *draft) const
{
    const auto common = [this](auto *layout) {
        layout->featuredParticipantAttribute = said(m_featured);
        layout->participantOrderAttribute = said(m_order);
        layout->omitStoppedVideo = flag(m_stopped);
        layout->videoFillMode = chosen<ivs::VideoFillMode>(m_fill);
        layout->gridGap = m_gap->number();
    };
    draft->layout = m_draft.layout;
    draft->grid = m_draft.grid;
    draft->pip = m_draft.pip;
    if (!isPip()) {
        common(&draft->grid);
        draft->grid.videoAspectRatio = chosen<ivs::VideoAspectRatio>(m_aspect);
        return;
    }
    common(&draft->pip);
    draft->pip.pipParticipantAttribute = said(m_pipBy);
    draft->pip.pipBehavior = chosen<ivs::PipBehavior>(m_behavior);
    draft->pip.pipPosition = chosen<ivs::PipPosition>(m_position);
    draft->pip.pipOffset = m_offset->number();
    draft->pip.pipWidth = m_width->number();
    draft->pip.pipHeight = m_height->number();
}

void LayoutForm::choose(Layout layout)
{
    if (m_draft.layout == layout)
        return;
    write(&m_draft);
    m_draft.layout = layout;
    // What both can say goes along, unless the other one was filled in before.
    if (layout == Layout::Pip && m_draft.pip == ivs::PipConfiguration())
        takeCommon(m_draft.grid, &m_draft.pip);
    if (layout == Layout::Grid && m_draft.grid == ivs::GridConfiguration())
        takeCommon(m_draft.pip, &m_draft.grid);
    setDraft(CompositionDraft(m_draft));
    Q_EMIT changed(nullptr);
}

void LayoutForm::refreshShown()
{
    for (const auto *member :
        {"pipParticipantAttribute", "pipPosition", "pipOffset", "pipWidth", "pipHeight", "pipBehavior"})
        m_fields[QLatin1StringView(member)]->setVisible(isPip());
    m_fields[u"videoAspectRatio"_s]->setVisible(!isPip());
    m_fill->setItemText(0,
        isPip() ? tr("default: fills the tile, edges cut off") : tr("default: edges cut off, the featured one whole"));
    m_gap->setStandard(isPip() ? kPipGap : kGridGap);
}

void LayoutForm::setFaults(const QList<DraftFault> &faults)
{
    QHash<QString, QString> found;
    const QString path = isPip() ? u"layout.pip."_s : u"layout.grid."_s;
    for (const DraftFault &fault : faults) {
        if (fault.field.startsWith(path))
            found.insert(fault.field.mid(path.size()), fault.message);
    }
    for (auto it = m_fields.cbegin(); it != m_fields.cend(); ++it)
        it.value()->setFault(found.value(it.key()));
}

QWidget *LayoutForm::fieldAt(const QString &path) const
{
    if (!path.startsWith("layout"_L1))
        return nullptr;
    const FormField *field = m_fields.value(path.section(u'.', -1));
    return field ? field->editor() : m_layouts->checkedButton();
}

void LayoutForm::setAttributes(const QStringList &names)
{
    if (m_attributes->stringList() != names)
        m_attributes->setStringList(names);
}

void LayoutForm::begin() { m_layouts->checkedButton()->setFocus(Qt::OtherFocusReason); }
