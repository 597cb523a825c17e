// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/castpanel.h"

#include "models/errortext.h"
#include "models/publishingnow.h"
#include "models/timetext.h"
#include "views/theme.h"
#include "views/wheelguard.h"

#include <QButtonGroup>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QLineEdit>
#include <QLocale>
#include <QSpinBox>
#include <QTableView>
#include <QToolButton>

using namespace Qt::Literals::StringLiterals;

namespace {

using Source = CastModel::Source;

constexpr int kMarkWidth = 36;

QString counted(qsizetype count)
{
    return count == 1 ? CastPanel::tr("1 person publishes")
                      : CastPanel::tr("%1 people publish").arg(QLocale().toString(count));
}

} // namespace

CastPanel::CastPanel(const ViewContext &context, PublishingNow *stage, const TimeText *times, QWidget *parent)
    : QWidget(parent)
    , m_context(context)
    , m_stage(stage)
    , m_times(times)
    , m_model(new CastModel(this))
    , m_sources(new QButtonGroup(this))
    , m_reload(new QToolButton)
    , m_words(new QLabel)
    , m_countWords(new QLabel(tr("Peo&ple")))
    , m_count(new QSpinBox)
    , m_table(new QTableView)
{
    auto *title = new QLabel(tr("Cast"));
    title->setFont(Theme::labelFont());
    title->setForegroundRole(QPalette::PlaceholderText);
    auto *head = new QHBoxLayout;
    head->setSpacing(4);
    head->addWidget(title);
    head->addStretch(1);
    for (const Source source : {Source::Stage, Source::MadeUp}) {
        auto *button = new QToolButton;
        button->setText(source == Source::Stage ? tr("On s&tage") : tr("&Made up"));
        button->setCheckable(true);
        button->setAutoRaise(true);
        m_sources->addButton(button, int(source));
        head->addWidget(button);
    }
    m_words->setTextFormat(Qt::PlainText);
    m_words->setWordWrap(true);
    m_words->setFont(Theme::labelFont());
    m_words->setForegroundRole(QPalette::PlaceholderText);
    m_reload->setAutoRaise(true);
    m_reload->setToolTip(tr("Read the stage's people and their attributes again"));
    m_reload->setAccessibleName(m_reload->toolTip());
    m_count->setRange(1, kMostMadeUp);
    m_count->setValue(m_model->count());
    m_count->setAccessibleName(tr("People in the made-up cast"));
    m_count->findChild<QLineEdit *>()->setAccessibleName(m_count->accessibleName());
    m_countWords->setBuddy(m_count);
    guardWheel(m_count);
    auto *line = new QHBoxLayout;
    line->setSpacing(8);
    line->addWidget(m_countWords);
    line->addWidget(m_count);
    line->addWidget(m_words, 1);
    line->addWidget(m_reload, 0, Qt::AlignTop);

    m_table->setModel(m_model);
    m_table->setAccessibleName(tr("Cast"));
    m_table->setShowGrid(false);
    m_table->setFrameShape(QFrame::NoFrame);
    m_table->setTabKeyNavigation(false);
    m_table->setSelectionMode(QAbstractItemView::SingleSelection);
    m_table->setSelectionBehavior(QAbstractItemView::SelectItems);
    m_table->setHorizontalScrollMode(QAbstractItemView::ScrollPerPixel);
    m_table->verticalHeader()->hide();
    m_table->verticalHeader()->setSectionResizeMode(QHeaderView::Fixed);
    m_table->verticalHeader()->setMinimumSectionSize(Theme::kRowHeight);
    QHeaderView *header = m_table->horizontalHeader();
    header->setHighlightSections(false);
    header->setDefaultAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    header->setMinimumSectionSize(kMarkWidth);
    header->setSectionResizeMode(QHeaderView::Fixed);
    header->setSectionResizeMode(CastModel::Person, QHeaderView::Stretch);
    header->setSectionResizeMode(CastModel::Place, QHeaderView::Stretch);
    for (const int column :
        {CastModel::Featured, CastModel::Over, CastModel::Order, CastModel::Portrait, CastModel::Stopped})
        m_table->setColumnWidth(column, kMarkWidth);

    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(12, 8, 8, 8);
    layout->setSpacing(8);
    layout->addLayout(head);
    layout->addLayout(line);
    layout->addWidget(m_table, 1);
    setBackgroundRole(QPalette::Base);
    setAutoFillBackground(true);

    const auto tint = [this] { m_reload->setIcon(m_context.theme->icon(u"reload"_s, Theme::Token::Secondary)); };
    tint();
    connect(context.theme, &Theme::changed, m_reload, tint);
    connect(context.theme, &Theme::rowHeightChanged, this, &CastPanel::refreshRows);
    connect(m_sources, &QButtonGroup::idClicked, this, [this](int id) {
        m_isChosen = true;
        choose(Source(id));
    });
    connect(m_count, &QSpinBox::valueChanged, m_model, &CastModel::setCount);
    connect(m_reload, &QToolButton::clicked, stage, &PublishingNow::reload);
    connect(stage, &PublishingNow::changed, this, &CastPanel::takeStage);
    connect(times, &TimeText::changed, this, &CastPanel::refresh);
    refreshRows();
    takeStage();
}

void CastPanel::refreshRows() { m_table->verticalHeader()->setDefaultSectionSize(m_context.theme->rowHeight()); }

QStringList CastPanel::attributes() const
{
    QStringList names;
    for (const CastMember &member : m_stage->people())
        names << member.attributes.keys();
    names.removeDuplicates();
    names.sort(Qt::CaseInsensitive);
    return names;
}

void CastPanel::choose(Source source)
{
    m_model->setSource(source);
    watch();
    refresh();
}

void CastPanel::takeStage()
{
    m_model->setStageCast(m_stage->people());
    if (!m_isChosen)
        choose(m_stage->people().isEmpty() ? Source::MadeUp : Source::Stage);
    else
        refresh();
}

void CastPanel::refresh()
{
    const bool isMadeUp = m_model->source() == Source::MadeUp;
    m_sources->button(int(m_model->source()))->setChecked(true);
    m_count->setVisible(isMadeUp);
    m_countWords->setVisible(isMadeUp);
    m_reload->setVisible(!isMadeUp);
    m_reload->setEnabled(!m_stage->isReading() && !m_stage->stageArn().isEmpty());
    m_words->setText(isMadeUp ? QString() : stageWords());
    m_table->setColumnHidden(CastModel::Place, isMadeUp);
    for (const int column :
        {CastModel::Featured, CastModel::Over, CastModel::Order, CastModel::Portrait, CastModel::Stopped})
        m_table->setColumnHidden(column, !isMadeUp);
}

QString CastPanel::stageWords() const
{
    if (m_stage->stageArn().isEmpty())
        return tr("No stage is chosen yet.");
    if (m_stage->isReading() && !m_stage->asOf().isValid())
        return tr("Reading who publishes…");
    if (m_stage->error())
        return tr("The people could not be read. %1").arg(oneLine(*m_stage->error()));
    if (m_stage->hasTooMany())
        return tr("More than %1 have published in this session: who does now is not asked of so many.")
            .arg(PublishingNow::kMost);
    if (!m_stage->asOf().isValid())
        return {};
    const QString when = m_times->labelledTime(m_stage->asOf());
    if (m_stage->people().isEmpty())
        return tr("Nobody publishes, as of %1: try the layout with a made-up cast.").arg(when);
    return tr("%1, as of %2. Cameras and stopped video are told by no call.")
        .arg(counted(m_stage->people().size()), when);
}

void CastPanel::watch() { m_stage->setWatched(isVisible() && (!m_isChosen || m_model->source() == Source::Stage)); }

void CastPanel::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    watch();
}

void CastPanel::hideEvent(QHideEvent *event)
{
    QWidget::hideEvent(event);
    watch();
}
