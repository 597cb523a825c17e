// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/mintform.h"

#include "models/errortext.h"
#include "models/serviceclock.h"
#include "models/timetext.h"
#include "models/tokenacts.h"
#include "models/tokensigning.h"
#include "models/workspace.h"
#include "views/durationfield.h"
#include "views/formfield.h"
#include "views/messagebar.h"
#include "views/pairseditor.h"
#include "views/rolebar.h"
#include "views/signchoice.h"
#include "views/stagefield.h"
#include "views/theme.h"

#include <QCheckBox>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QLocale>
#include <QPushButton>
#include <QScrollArea>

using namespace Qt::Literals::StringLiterals;

MintForm::MintForm(const ViewContext &context, Workspace *workspace, QWidget *parent)
    : QWidget(parent)
    , m_context(context)
    , m_workspace(workspace)
    , m_message(new MessageBar(context))
    , m_scroll(new QScrollArea)
    , m_stage(new StageField(workspace->stages()))
    , m_roles(new RoleBar(context))
    , m_user(new QLineEdit)
    , m_publish(new QCheckBox(tr("&publish")))
    , m_subscribe(new QCheckBox(tr("su&bscribe")))
    , m_length(new DurationField)
    , m_attributes(new PairsEditor(context, {tr("attribute"), tr("Add an attribute")}))
    , m_sign(new SignChoice(context, workspace, SignChoice::Offer::ServiceAndKeys))
    , m_connection(new QPushButton(tr("C&onnection token…")))
    , m_may(new FaultLine(context))
    , m_mint(new QPushButton)
    , m_many(new QPushButton)
    , m_cancel(new QPushButton(tr("Cancel")))
    , m_words(new QLabel)
{
    auto *title = new QLabel(tr("Mint"));
    title->setFont(Theme::titleFont());
    m_scroll->setWidget(fields());
    m_scroll->setWidgetResizable(true);
    m_scroll->setFrameShape(QFrame::NoFrame);
    m_scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_scroll->setFocusPolicy(Qt::NoFocus);
    m_scroll->viewport()->setAutoFillBackground(false);
    m_scroll->widget()->setAutoFillBackground(false);
    m_words->setTextFormat(Qt::PlainText);
    m_words->setWordWrap(true);
    m_words->setFont(Theme::labelFont());
    m_words->setForegroundRole(QPalette::PlaceholderText);
    m_mint->setDefault(true); // paints it as the primary one
    m_many->setToolTip(tr("From rows that are typed or pasted, or from a CSV file"));
    m_cancel->hide();
    auto *foot = new QHBoxLayout;
    foot->setContentsMargins(16, 8, 16, 16);
    foot->setSpacing(8);
    foot->addWidget(m_words, 1);
    for (QPushButton *button : {m_many, m_cancel, m_mint}) {
        button->setAutoDefault(true);
        foot->addWidget(button);
    }
    auto *head = new QHBoxLayout;
    head->setContentsMargins(16, 16, 16, 4);
    head->addWidget(title);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addLayout(head);
    layout->addWidget(m_message);
    layout->addWidget(m_scroll, 1);
    layout->addLayout(foot);

    m_clock.setInterval(1000);
    connect(&m_clock, &QTimer::timeout, this, &MintForm::showExpiry);
    connect(workspace->times(), &TimeText::changed, this, &MintForm::showExpiry);
    connect(workspace->stages(), &ListModel::stateChanged, this, &MintForm::watchStages);
    connect(workspace->guard(), &aws::WriteGuard::changed, this, &MintForm::refresh);
    connect(workspace->tokenActs(), &TokenActs::minted, this,
        [this](const MintedToken &token, const QString &, const QObject *by) {
            if (by && (by == m_act || by == m_signing))
                m_made = token;
        });
    connect(m_mint, &QPushButton::clicked, this, &MintForm::mint);
    connect(m_many, &QPushButton::clicked, this, &MintForm::manyWanted);
    connect(m_connection, &QPushButton::clicked, this, &MintForm::connectionWanted);
    connect(m_sign, &SignChoice::keysWanted, this, &MintForm::keysWanted);
    connect(m_sign, &SignChoice::changed, this, &MintForm::refresh);
    connect(m_cancel, &QPushButton::clicked, this, [this] {
        if (m_signing)
            m_signing->cancel();
        if (!m_act)
            return;
        m_act->cancel();
        if (m_act)
            m_words->setText(tr("It has left already and can't be called back. Waiting for the answer…"));
    });
    connect(m_stage, &QLineEdit::textChanged, this, &MintForm::refresh);
    connect(m_stage, &StageField::optionsChanged, this, &MintForm::refresh);
    connect(m_user, &QLineEdit::textChanged, this, &MintForm::refresh);
    connect(m_user, &QLineEdit::returnPressed, this, &MintForm::mint);
    connect(m_publish, &QCheckBox::toggled, this, &MintForm::refresh);
    connect(m_subscribe, &QCheckBox::toggled, this, &MintForm::refresh);
    connect(m_length, &DurationField::changed, this, &MintForm::refresh);
    connect(m_attributes, &PairsEditor::changed, this, &MintForm::refresh);
    connect(m_roles, &RoleBar::chosen, this, [this](const TokenRole &role) {
        MintDraft now = draft();
        role.fill(&now.token);
        setDraft(now);
    });
    setDraft({});
}

MintForm::~MintForm()
{
    if (m_signing)
        m_signing->dismiss();
    if (!m_act)
        return;
    m_act->disconnect(this);
    m_act->dismiss();
}

QWidget *MintForm::fields()
{
    auto *box = new QWidget;
    m_stageField = new FormField(m_context, tr("&Stage"), m_stage);
    auto *roles = new FormField(m_context, tr("Role"), m_roles);
    m_user->setPlaceholderText(tr("not said"));
    m_userField = new FormField(m_context, tr("&User id"), m_user);
    m_lengthField = new FormField(m_context, tr("&Valid for"), m_length);
    auto *may = new QHBoxLayout;
    may->setSpacing(12);
    may->addWidget(new QLabel(tr("May")));
    may->addWidget(m_publish);
    may->addWidget(m_subscribe);
    may->addStretch(1);
    auto *note = new QLabel(tr("Everybody in the stage can read the user id and the attributes: no names, addresses or "
                               "other things that are nobody's business."));
    note->setWordWrap(true);
    note->setFont(Theme::labelFont());
    note->setForegroundRole(QPalette::PlaceholderText);
    auto *layout = new QVBoxLayout(box);
    layout->setContentsMargins(16, 4, 16, 8);
    layout->setSpacing(12);
    layout->addWidget(m_stageField);
    layout->addWidget(roles);
    layout->addWidget(m_userField);
    layout->addLayout(may);
    layout->addWidget(m_may);
    layout->addWidget(m_lengthField);
    layout->addWidget(new FormField(m_context, tr("Attributes"), m_attributes));
    layout->addWidget(note);
    layout->addWidget(new FormField(m_context, tr("Sign with"), m_sign));
    m_connection->setAutoDefault(true);
    m_connection->setToolTip(tr("With it a client connects ahead of its token, which it does not replace"));
    layout->addWidget(m_connection, 0, Qt::AlignLeft);
    layout->addStretch(1);
    return box;
}

bool MintForm::isUnderWay() const { return m_act || m_signing; }

void MintForm::begin() { (m_stage->text().isEmpty() ? m_stage : m_user)->setFocus(Qt::OtherFocusReason); }

MintDraft MintForm::draft() const
{
    MintDraft draft;
    draft.stageArn = m_stage->stageArn();
    draft.stageName = m_stage->stageName();
    draft.token.userId = m_user->text();
    draft.token.publish = m_publish->isChecked();
    draft.token.subscribe = m_subscribe->isChecked();
    draft.token.durationMinutes = m_length->minutes();
    draft.token.attributes = m_attributes->rows();
    draft.keyArn = m_sign->keyArn();
    return draft;
}

void MintForm::setDraft(const MintDraft &draft)
{
    if (!draft.stageArn.isEmpty())
        m_stage->setStageArn(draft.stageArn);
    m_user->setText(draft.token.userId);
    m_publish->setChecked(draft.token.publish);
    m_subscribe->setChecked(draft.token.subscribe);
    m_length->setMinutes(draft.token.durationMinutes);
    m_attributes->setRows(draft.token.attributes);
    m_sign->setKeyArn(draft.keyArn);
    refresh();
}

void MintForm::refresh()
{
    const MintDraft now = draft();
    m_roles->setToken(now.token);
    showFaults(now.faults());
    m_attributes->setNote(
        tr("%1 of %2 bytes")
            .arg(QLocale().toString(attributeBytes(now.token.attributes)), QLocale().toString(mostAttributeBytes())));
    m_stageField->setHint(m_stage->hint());
    const QString locked = readOnlyReason(m_workspace->guard());
    const bool isSigned = !now.keyArn.isEmpty();
    m_mint->setText(isSigned ? tr("Si&gn") : tr("&Mint"));
    m_mint->setEnabled(locked.isEmpty() && !isUnderWay());
    m_mint->setToolTip(locked);
    m_many->setText(isSigned ? tr("Sign man&y…") : tr("Mint man&y…"));
    m_many->setEnabled(!isUnderWay());
    m_connection->setVisible(m_sign->hasKeys());
    m_connection->setEnabled(locked.isEmpty());
    if (!isUnderWay())
        m_words->setText(locked);
    showExpiry();
}

void MintForm::showFaults(const QList<DraftFault> &faults)
{
    QHash<QString, QString> words;
    for (const DraftFault &fault : faults)
        words.insert(fault.field, fault.message);
    const bool unknown = m_stage->isLost();
    m_stageField->setFault(unknown                        ? tr("no stage that is loaded has that name alone")
            : m_touched || m_stage->stageArn().size() > 0 ? words.value(u"stageArn"_s)
                                                          : QString());
    m_userField->setFault(words.value(u"userId"_s));
    const QString may = words.value(u"capabilities"_s);
    m_may->setFault(may.left(1).toUpper() + may.mid(1)); // as FormField does
    m_lengthField->setFault(m_length->minutes() < 0 ? DurationField::help() : words.value(u"duration"_s));
    m_attributes->setFaults(u"attributes"_s, faults);
}

void MintForm::showExpiry()
{
    const int minutes = m_length->minutes();
    const QDateTime now = m_workspace->clock()->now();
    m_lengthField->setHint(minutes < 0
            ? QString()
            : tr("until %1").arg(m_workspace->times()->labelled(now.addSecs(qint64(minutes) * 60))));
}

// The stages are read once to be found by typing; whoever wants them fresh looks at their page.
void MintForm::watchStages()
{
    m_workspace->stages()->setWatched(isVisible() && !m_workspace->stages()->state().isWhole, this);
    m_stageField->setHint(m_stage->hint());
}

void MintForm::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    m_clock.start();
    showExpiry();
    watchStages();
}

void MintForm::hideEvent(QHideEvent *event)
{
    QWidget::hideEvent(event);
    m_clock.stop();
    m_workspace->stages()->setWatched(false, this);
}

void MintForm::mint()
{
    if (isUnderWay() || !m_mint->isEnabled())
        return;
    m_touched = true;
    const MintDraft now = draft();
    const QList<DraftFault> faults = now.faults();
    refresh();
    if (!faults.isEmpty() || !m_sign->fault().isEmpty()) {
        showFault(faults.isEmpty() ? u"keyArn"_s : faults.first().field);
        return;
    }
    m_message->setError({}, {});
    m_made = {};
    if (now.keyArn.isEmpty())
        mintByService(now);
    else
        sign(now);
    m_scroll->widget()->setEnabled(false);
    m_cancel->show();
    m_cancel->setFocus(Qt::OtherFocusReason); // the fields lose it by being disabled
    refresh();
}

void MintForm::mintByService(const MintDraft &draft)
{
    m_act = m_workspace->tokenActs()->mint({{u"one"_s, draft}});
    connect(m_act, &Undertaking::finished, this, &MintForm::mintEnded);
    m_words->setText(tr("Minting…"));
    m_act->start();
}

void MintForm::sign(const MintDraft &draft)
{
    m_signing = m_workspace->tokenActs()->sign(draft.keyArn, {{u"one"_s, draft}});
    connect(m_signing, &TokenSigning::finished, this, &MintForm::signingEnded);
    m_words->setText(tr("Signing…"));
    m_signing->start();
}

bool MintForm::handOver()
{
    m_scroll->widget()->setEnabled(true);
    m_cancel->hide();
    refresh();
    const MintedToken made = std::exchange(m_made, {});
    if (made.token.isEmpty())
        return false;
    m_user->selectAll(); // the next one is for somebody else
    m_user->setFocus(Qt::OtherFocusReason);
    Q_EMIT minted(made);
    return true;
}

void MintForm::mintEnded()
{
    Undertaking *act = m_act;
    const std::optional<aws::Error> error = act->firstError();
    const bool done = act->isAllDone();
    m_act.clear();
    act->disconnect(this);
    act->dismiss();
    if (handOver())
        return;
    if (error && !error->isCanceled())
        m_message->setError(error, {});
    else if (done)
        m_message->setNotice(tr("The service answered without a token"), tr("There is nothing to hand over."));
    if (error && !error->field.isEmpty())
        showFault(error->field);
    else
        begin();
}

void MintForm::signingEnded()
{
    const TokenSigning::Row row = m_signing->row(0);
    m_signing->dismiss();
    m_signing.clear();
    if (handOver())
        return;
    if (row.phase == TokenSigning::Phase::Failed)
        m_message->setNotice(tr("The token was not signed"), row.fault);
    begin();
}

void MintForm::showFault(const QString &field)
{
    QWidget *editor = fieldAt(field);
    editor->setFocus(Qt::OtherFocusReason);
    m_scroll->ensureWidgetVisible(editor, 0, 40);
}

QWidget *MintForm::fieldAt(const QString &field) const
{
    if (field == "userId"_L1)
        return m_user;
    if (field == "duration"_L1)
        return m_length;
    if (field == "capabilities"_L1)
        return m_publish;
    if (field == "keyArn"_L1)
        return m_sign->chosen();
    if (QWidget *pair = m_attributes->fieldAt(u"attributes"_s, field))
        return pair;
    return m_stage;
}
