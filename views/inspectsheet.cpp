// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/inspectsheet.h"

#include "models/plaintext.h"
#include "models/replicationdraft.h"
#include "models/timetext.h"
#include "models/tokenwords.h"
#include "models/workspace.h"
#include "views/formfield.h"
#include "views/messagebar.h"
#include "views/rawjsondialog.h"
#include "views/statechip.h"
#include "views/theme.h"
#include "views/tokenfield.h"

#include <QAbstractItemView>
#include <QCompleter>
#include <QLabel>
#include <QPushButton>
#include <QVBoxLayout>

using namespace Qt::Literals::StringLiterals;
using Verdict = TokenInspection::Verdict;
using Weight = TokenProblem::Weight;

namespace {

QLabel *wrapped(const QString &words = {})
{
    auto *label = new QLabel(words);
    label->setTextFormat(Qt::PlainText);
    label->setWordWrap(true);
    label->setTextInteractionFlags(Qt::TextSelectableByMouse);
    return label;
}

QLabel *section(const QString &words)
{
    auto *label = new QLabel(words);
    QFont bold = label->font();
    bold.setWeight(QFont::DemiBold);
    label->setFont(bold);
    return label;
}

// Words on the left, what can be done about them on the right.
QHBoxLayout *beside(QLabel *words, QPushButton *button)
{
    auto *row = new QHBoxLayout;
    row->setSpacing(8);
    row->addWidget(words, 1);
    row->addWidget(button, 0, Qt::AlignTop);
    return row;
}

Tone toneOf(Verdict verdict)
{
    switch (verdict) {
    case Verdict::NoToken:
    case Verdict::Wrong:
    case Verdict::Expired:
        return Tone::Failed;
    case Verdict::Doubtful:
        return Tone::Warning;
    case Verdict::Good:
        return Tone::Good;
    case Verdict::Nothing:
    case Verdict::Unchecked:
        break;
    }
    return Tone::Idle;
}

QString iconOf(Weight weight)
{
    return weight == Weight::Wrong ? u"failed"_s : weight == Weight::Doubt ? u"warning"_s : u"info"_s;
}

Theme::Token tintOf(Weight weight)
{
    return weight == Weight::Wrong ? Theme::Token::Failed
        : weight == Weight::Doubt  ? Theme::Token::Warning
                                   : Theme::Token::Secondary;
}

QWidget *problemLine(const TokenProblem &problem, Theme *theme)
{
    auto *line = new QWidget;
    auto *icon = new QLabel;
    icon->setFixedSize(Theme::kIconSize, Theme::kIconSize);
    const auto tint = [icon, theme, weight = problem.weight] {
        icon->setPixmap(theme->pixmap(iconOf(weight), tintOf(weight), Theme::kIconSize, icon->devicePixelRatioF()));
    };
    tint();
    QObject::connect(theme, &Theme::changed, icon, tint);
    auto *row = new QHBoxLayout(line);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(8);
    row->addWidget(icon, 0, Qt::AlignTop);
    row->addWidget(wrapped(problem.words), 1);
    return line;
}

} // namespace

InspectSheet::InspectSheet(const ViewContext &context, Workspace *workspace, QWidget *parent)
    : SideSheet(context, tr("Inspect a token"), {}, parent)
    , m_workspace(workspace)
    , m_inspection(new TokenInspection(workspace, this))
    , m_token(new TokenField)
    , m_meant(new QLineEdit)
    , m_answer(new QWidget)
    , m_details(new QWidget)
    , m_chip(new StateChip(context.theme))
    , m_verdict(wrapped())
    , m_expiry(new QLabel)
    , m_problems(new QVBoxLayout)
    , m_stage(wrapped())
    , m_askStage(new QPushButton(tr("Ask for the &stage")))
    , m_signature(wrapped())
    , m_askKey(new QPushButton(tr("Ask for the &key")))
    , m_facts(new FactsGrid(context, true))
    , m_json(new QPushButton(tr("As &JSON…")))
{
    setCancelWords(tr("Close"));
    build();
    connect(m_token, &TokenField::tokenChanged, this, [this] { m_inspection->setText(m_token->token()); });
    connect(m_meant, &QLineEdit::textChanged, this, [this](const QString &text) {
        const QString arn = stageMeant(*m_workspace->stages(), text, {});
        m_meantField->setFault(
            arn.isEmpty() && !text.isEmpty() ? tr("No stage that is loaded has that name alone.") : QString());
        m_inspection->setExpectedStage(arn);
    });
    connect(m_askStage, &QPushButton::clicked, m_inspection, &TokenInspection::askStage);
    connect(m_askKey, &QPushButton::clicked, m_inspection, &TokenInspection::askKey);
    connect(m_json, &QPushButton::clicked, this, [this] {
        auto *dialog = new RawJsonDialog(
            this->context(), tr("Header and claims of the token"), rawText(m_inspection->reading()), this);
        dialog->open();
    });
    connect(m_inspection, &TokenInspection::changed, this, &InspectSheet::refresh);
    connect(workspace->times(), &TimeText::changed, this, &InspectSheet::refresh);
    m_tick.setInterval(1000);
    connect(&m_tick, &QTimer::timeout, this, &InspectSheet::refreshTime);
    refresh();
}

void InspectSheet::build()
{
    const StageModel *stages = m_workspace->stages();
    QStringList names;
    for (const StageOption &option : stageOptions(*stages, {}))
        names << shownText(option.words);
    auto *completer = new QCompleter(names, this);
    completer->setCaseSensitivity(Qt::CaseInsensitive);
    completer->setFilterMode(Qt::MatchContains);
    completer->popup()->setAccessibleName(tr("Stages"));
    m_meant->setCompleter(completer);
    m_meant->setPlaceholderText(tr("Any stage"));
    m_meantField = new FormField(
        context(), tr("&Meant for"), m_meant, tr("ARN or name of a stage that is loaded, when you know it"));
    m_expiry->setTextFormat(Qt::PlainText);
    m_problems->setSpacing(4);

    auto *first = new QHBoxLayout;
    first->setSpacing(8);
    first->addWidget(m_chip);
    first->addStretch(1);
    first->addWidget(m_expiry);
    auto *details = new QVBoxLayout(m_details);
    details->setContentsMargins(0, 8, 0, 0);
    details->setSpacing(8);
    details->addWidget(section(tr("Stage and signature")));
    details->addLayout(beside(m_stage, m_askStage));
    details->addLayout(beside(m_signature, m_askKey));
    auto *says = new QHBoxLayout;
    says->addWidget(section(tr("What it says")), 1);
    says->addWidget(m_json);
    details->addLayout(says);
    details->addWidget(m_facts);
    auto *answer = new QVBoxLayout(m_answer);
    answer->setContentsMargins(0, 0, 0, 0);
    answer->setSpacing(8);
    answer->addLayout(first);
    answer->addWidget(m_verdict);
    answer->addLayout(m_problems);
    answer->addWidget(m_details);

    body()->addWidget(new FormField(
        context(), tr("&Token"), m_token, tr("It is looked at here, without a network, and kept nowhere.")));
    body()->addWidget(m_meantField);
    body()->addWidget(m_answer);
    body()->addStretch(1);
}

void InspectSheet::begin() { m_token->setFocus(Qt::OtherFocusReason); }

void InspectSheet::refresh()
{
    const TokenReading &token = m_inspection->reading();
    m_answer->setVisible(token.kind != TokenReading::Kind::Nothing);
    m_details->setVisible(token.isToken());
    message()->setError(m_inspection->error(), {});
    m_stage->setText(m_inspection->stageText());
    m_stage->setVisible(!m_stage->text().isEmpty());
    m_askStage->setVisible(m_inspection->stageState() != TokenInspection::StageState::None);
    m_askStage->setEnabled(m_inspection->canAskStage());
    m_signature->setText(m_inspection->signatureText());
    m_askKey->setVisible(m_inspection->signature().state == TokenSignature::State::UnknownKey);
    m_askKey->setEnabled(m_inspection->canAskKey());
    QList<FactsGrid::Fact> facts;
    const QList<TokenFact> said = headerFacts(token) + claimFacts(token, *m_workspace->times());
    for (const TokenFact &fact : said)
        facts.append({fact.name, fact.value, fact.isId});
    m_facts->setFacts(facts);
    refreshTime();
}

void InspectSheet::refreshTime()
{
    const TokenReading &token = m_inspection->reading();
    const Verdict verdict = m_inspection->verdict();
    m_chip->setState(toneOf(verdict), m_inspection->verdictWord());
    m_verdict->setText(m_inspection->verdictText());
    m_expiry->setText(token.isToken() ? expiryText(token.expires, m_workspace->clock()->now()) : QString());
    refreshProblems();
    const bool ticks = token.isToken() && isVisible();
    if (ticks != m_tick.isActive())
        ticks ? m_tick.start() : m_tick.stop();
}

void InspectSheet::refreshProblems()
{
    const QList<TokenProblem> problems = m_inspection->problems();
    QStringList words;
    for (const TokenProblem &problem : problems)
        words << problem.words;
    if (words == m_shownProblems)
        return;
    m_shownProblems = words;
    while (QLayoutItem *item = m_problems->takeAt(0)) {
        delete item->widget();
        delete item;
    }
    for (const TokenProblem &problem : problems)
        m_problems->addWidget(problemLine(problem, context().theme));
}

void InspectSheet::showEvent(QShowEvent *event)
{
    SideSheet::showEvent(event);
    refreshTime();
}

void InspectSheet::hideEvent(QHideEvent *event)
{
    m_tick.stop();
    SideSheet::hideEvent(event);
}
