// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/compositioneditorpage.h"

#include "models/compositionchecks.h"
#include "models/errortext.h"
#include "models/plaintext.h"
#include "models/publishingnow.h"
#include "models/startcopy.h"
#include "models/workspace.h"
#include "views/actionregistry.h"
#include "views/castpanel.h"
#include "views/checkpanel.h"
#include "views/compositionform.h"
#include "views/compositionpreview.h"
#include "views/draftstack.h"
#include "views/editoracts.h"
#include "views/elidedlabel.h"
#include "views/messagebar.h"
#include "views/previewpane.h"
#include "views/sheethost.h"
#include "views/sidesheet.h"
#include "views/startbar.h"
#include "views/templatesbutton.h"
#include "views/theme.h"

#include <QDataStream>
#include <QIODevice>
#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>
#include <QMenu>
#include <QPushButton>
#include <QSplitter>
#include <QToolButton>
#include <QVBoxLayout>

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr int kFormWidth = 460; // at most
constexpr int kSideBySide = 860; // room of picture and cast from which they stand side by side

QToolButton *buttonOf(QAction *action)
{
    auto *button = new QToolButton;
    button->setDefaultAction(action);
    button->setAutoRaise(true);
    return button;
}

} // namespace

CompositionEditorPage::CompositionEditorPage(const ViewContext &context, Workspace *workspace, QWidget *parent)
    : Page(parent)
    , m_context(context)
    , m_workspace(workspace)
    , m_registry(new ActionRegistry(context.theme, this))
    , m_stack(new DraftStack(this))
    , m_people(new PublishingNow(workspace, this))
    , m_templates(new TemplatesButton(context))
    , m_state(new ElidedLabel)
    , m_copy(new QPushButton(tr("Copy as")))
    , m_replace(new QPushButton(tr("Re&place…")))
    , m_message(new MessageBar(context))
    , m_form(new CompositionForm(context, workspace))
    , m_pane(new PreviewPane(context, workspace))
    , m_cast(new CastPanel(context, m_people, workspace->times()))
    , m_checks(new CompositionChecks(workspace, this))
    , m_checkPanel(new CheckPanel(context, m_checks, workspace->times()))
    , m_side(new QSplitter(Qt::Vertical))
    , m_foot(new StartBar(context, workspace, m_message))
    , m_acts(new EditorActs(
          context, {workspace, this, new SheetHost(this), m_registry}, [this] { return wanted(); }, this))
    , m_columns(new QSplitter(Qt::Horizontal))
    , m_right(new QSplitter(Qt::Horizontal))
{
    addActions();
    addCopies();
    m_form->setMaximumWidth(kFormWidth);
    m_right->addWidget(m_pane);
    m_side->addWidget(m_cast);
    auto *checks = new QWidget;
    auto *checkColumn = new QVBoxLayout(checks);
    checkColumn->setContentsMargins(0, 0, 0, 0);
    checkColumn->addWidget(m_checkPanel);
    checks->setBackgroundRole(QPalette::Base);
    checks->setAutoFillBackground(true);
    m_side->addWidget(checks);
    m_side->setSizes({320, 360});
    m_side->setChildrenCollapsible(false);
    m_right->addWidget(m_side);
    m_right->setStretchFactor(0, 1);
    m_right->setSizes({680, 300});
    m_right->setChildrenCollapsible(false);
    m_right->installEventFilter(this);
    auto *right = new QWidget;
    auto *rightColumn = new QVBoxLayout(right);
    rightColumn->setContentsMargins(0, 0, 0, 0);
    rightColumn->setSpacing(0);
    rightColumn->addWidget(m_right, 1);
    rightColumn->addWidget(m_foot);
    m_columns->addWidget(m_form);
    m_columns->addWidget(right);
    m_columns->setStretchFactor(1, 1);
    m_columns->setSizes({340, 980});
    m_columns->setChildrenCollapsible(false);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(head());
    layout->addWidget(m_message);
    layout->addWidget(m_columns, 1);
    followParts();
    followTemplates();
    followChecks();
    followActs();
    refresh();
    m_cast->model()->setLayoutOf(m_stack->draft().chosenLayout());
    m_pane->setCast(m_cast->model()->cast());
}

QWidget *CompositionEditorPage::head()
{
    auto *head = new QWidget;
    auto *row = new QHBoxLayout(head);
    row->setContentsMargins(16, 8, 12, 8);
    row->setSpacing(4);
    auto *title = new QLabel(tr("Composition editor"));
    title->setFont(Theme::titleFont());
    m_state->setForegroundRole(QPalette::PlaceholderText);
    row->addWidget(title);
    row->addSpacing(8);
    row->addWidget(m_state, 1);
    row->addWidget(m_templates);
    for (const QString &id : {u"editor.undo"_s, u"editor.redo"_s})
        row->addWidget(buttonOf(m_registry->action(id)));
    return head;
}

void CompositionEditorPage::addActions()
{
    const auto add = [this](const QString &id, const QString &words, const QString &icon, const QStringList &keywords,
                         const QKeySequence &keys, const std::function<void()> &run) {
        QAction *action = m_registry->add(id, words, icon, keywords, run);
        action->setShortcut(keys);
        action->setShortcutContext(Qt::WidgetWithChildrenShortcut);
        addAction(action);
    };
    add(u"editor.start"_s, tr("&Start this composition"), u"run"_s, {tr("composition"), tr("go live")},
        Qt::CTRL | Qt::Key_Return, [this] { start(); });
    add(u"editor.undo"_s, tr("&Undo"), u"undo"_s, {tr("back")}, QKeySequence::Undo, [this] { m_stack->undo(); });
    add(u"editor.new"_s, tr("&New draft"), u"add"_s, {tr("composition"), tr("empty"), tr("clear")}, QKeySequence::New,
        [this] { edit({}); });
    add(u"editor.save"_s, tr("Sa&ve as a template"), u"bookmark"_s, {tr("keep"), tr("template")}, QKeySequence::Save,
        [this] { m_templates->save(); });
    m_registry->add(u"editor.import"_s, tr("&Import a template…"), u"bookmark"_s, {tr("file"), tr("template")},
        [this] { m_templates->importFile(); });
    add(u"editor.redo"_s, tr("&Redo"), u"redo"_s, {tr("again")}, Qt::CTRL | Qt::SHIFT | Qt::Key_Z,
        [this] { m_stack->redo(); });
}

void CompositionEditorPage::addCopies()
{
    const QStringList keywords {tr("composition"), tr("clipboard"), tr("command")};
    m_registry->add(u"editor.copyCli"_s, tr("Copy the start as AWS C&LI"), u"copy"_s, keywords,
        [this] { m_context.copy(startcopy::awsCli(whole(), m_workspace)); });
    m_registry->add(u"editor.copyCurl"_s, tr("Copy the start as c&url"), u"copy"_s, keywords, [this] {
        if (const auto line = startcopy::curl(whole(), m_workspace))
            m_context.copy(*line);
    });
    m_registry->add(u"editor.copyJson"_s, tr("Copy the start as &JSON"), u"copy"_s, keywords,
        [this] { m_context.copy(startcopy::json(whole())); });
    auto *menu = new QMenu(m_copy);
    for (const QString &id : {u"editor.copyCli"_s, u"editor.copyCurl"_s, u"editor.copyJson"_s})
        menu->addAction(m_registry->action(id));
    m_copy->setToolTip(tr("What Start would send, for other programs"));
    m_copy->setAutoDefault(true);
    m_copy->setMenu(menu);
    m_foot->buttons()->addWidget(m_copy);
    m_foot->buttons()->addWidget(m_replace);
}

void CompositionEditorPage::followParts()
{
    connect(m_form, &CompositionForm::changed, this, &CompositionEditorPage::takeForm);
    connect(m_stack, &DraftStack::replaced, this, [this] { m_form->setDraft(m_stack->draft()); });
    connect(m_stack, &DraftStack::changed, this, &CompositionEditorPage::refresh);
    connect(m_stack, &DraftStack::keptChanged, this, &CompositionEditorPage::refreshActions);
    CompositionPreview *preview = m_pane->preview();
    connect(preview, &CompositionPreview::pipMoved, this, &CompositionEditorPage::movePip);
    connect(preview, &CompositionPreview::pipSized, this, &CompositionEditorPage::sizePip);
    connect(preview, &CompositionPreview::pipSettled, m_stack, &DraftStack::seal);
    CastModel *cast = m_cast->model();
    connect(cast, &CastModel::castChanged, this, [this, cast] { m_pane->setCast(cast->cast()); });
    connect(m_pane, &PreviewPane::sceneChanged, this, [this, cast] { cast->setScene(m_pane->preview()->scene()); });
    connect(m_people, &PublishingNow::changed, this, [this] { m_form->setAttributes(m_cast->attributes()); });
    connect(m_foot, &StartBar::startWanted, this, &CompositionEditorPage::start);
    connect(m_foot, &StartBar::busyChanged, this, &CompositionEditorPage::refreshBusy);
    connect(m_foot, &StartBar::refused, this, &CompositionEditorPage::refused);
    connect(m_foot, &StartBar::started, this, [this] { m_stack->setKept(); });
    connect(m_foot, &StartBar::showWanted, this,
        [this](const QString &arn) { Q_EMIT pageWanted(u"compositions"_s, m_workspace, arn); });
    connect(m_workspace->guard(), &aws::WriteGuard::changed, this, &CompositionEditorPage::refreshActions);
}

void CompositionEditorPage::takeForm(const QObject *typing)
{
    m_stack->change(m_form->draft(), typing);
    m_form->setFaults(m_stack->draft().faults(), m_wanted); // also where what was typed means nothing
}

void CompositionEditorPage::movePip(const PipPlace &place)
{
    CompositionDraft draft = m_stack->draft();
    draft.pip.pipPosition = place.position;
    draft.pip.pipOffset = place.offset;
    m_stack->change(draft, m_pane->preview());
    m_form->setDraft(draft);
}

void CompositionEditorPage::sizePip(const QSize &size)
{
    CompositionDraft draft = m_stack->draft();
    draft.pip.pipWidth = size.width();
    draft.pip.pipHeight = size.height();
    m_stack->change(draft, m_pane->preview());
    m_form->setDraft(draft);
}

void CompositionEditorPage::refresh()
{
    const CompositionDraft &draft = m_stack->draft();
    m_cast->model()->setLayoutOf(draft.chosenLayout());
    m_pane->setDraft(draft);
    m_people->setStage(draft.stageArn);
    m_templates->setDraft(draft);
    m_foot->setDraft(draft);
    const QList<DraftFault> faults = draft.faults();
    m_form->setFaults(faults, m_wanted);
    check(faults.isEmpty());
    refreshActions();
    attendUndoKeys();
}

void CompositionEditorPage::refreshActions()
{
    const QString busy = isBusy() ? tr("the composition is being started") : QString();
    const QString locked = readOnlyReason(m_workspace->guard());
    m_registry->setReason(u"editor.start"_s, locked.isEmpty() ? busy : locked);
    m_registry->setReason(u"editor.undo"_s, !m_stack->canUndo() ? tr("nothing was changed yet") : busy);
    m_registry->setReason(u"editor.redo"_s, !m_stack->canRedo() ? tr("nothing was undone") : busy);
    m_registry->action(u"editor.undo"_s)
        ->setText(m_stack->canUndo() ? tr("&Undo: %1").arg(m_stack->undoText()) : tr("&Undo"));
    m_registry->action(u"editor.redo"_s)
        ->setText(m_stack->canRedo() ? tr("&Redo: %1").arg(m_stack->redoText()) : tr("&Redo"));
    const QString name = m_templates->name();
    const QString state = m_stack->isDirty() ? tr("changed, kept nowhere yet") : QString();
    m_state->setText(name.isEmpty() ? state
            : state.isEmpty()       ? tr("Template “%1”").arg(shownText(name))
                                    : tr("Template “%1” · %2").arg(shownText(name), state));
}

// The fields' own undo would know nothing of the rest of the draft.
void CompositionEditorPage::attendUndoKeys()
{
    const auto fields = m_form->findChildren<QLineEdit *>();
    for (QLineEdit *field : fields)
        field->installEventFilter(this);
}

bool CompositionEditorPage::eventFilter(QObject *watched, QEvent *event)
{
    if (watched == m_right) {
        if (event->type() == QEvent::Resize)
            arrange();
        return false;
    }
    if (event->type() == QEvent::ShortcutOverride || event->type() == QEvent::KeyPress) {
        const auto *key = static_cast<QKeyEvent *>(event);
        if (key->matches(QKeySequence::Undo) || key->matches(QKeySequence::Redo)) {
            event->ignore();
            return true;
        }
    }
    return Page::eventFilter(watched, event);
}

CompositionDraft CompositionEditorPage::whole() const
{
    CompositionDraft draft = m_stack->draft();
    const StageRecord *stage = m_workspace->stages()->record(draft.stageArn);
    draft.stageName = stage ? stage->stage.name : QString();
    return m_foot->withToken(draft);
}

bool CompositionEditorPage::isBusy() const { return m_foot->isUnderWay() || m_acts->isUnderWay(); }

void CompositionEditorPage::refreshBusy()
{
    m_form->setEnabled(!isBusy());
    m_pane->preview()->setEnabled(!isBusy());
    m_foot->setHeld(m_acts->isUnderWay() ? tr("another one is being replaced by this draft") : QString());
    refreshActions();
}

std::optional<CompositionDraft> CompositionEditorPage::wanted()
{
    if (isBusy())
        return {};
    m_wanted = true;
    const QList<DraftFault> faults = m_stack->draft().faults();
    m_form->setFaults(faults, true);
    if (faults.isEmpty())
        return whole();
    m_form->showField(faults.first().field);
    return {};
}

void CompositionEditorPage::start()
{
    if (const std::optional<CompositionDraft> draft = wanted())
        m_foot->start(*draft);
}

void CompositionEditorPage::refused(const QString &path)
{
    if (path.isEmpty() || !m_form->showField(path))
        m_form->begin();
}

void CompositionEditorPage::reload()
{
    m_workspace->stages()->reload();
    m_people->reload();
}

void CompositionEditorPage::focusContent() { m_form->begin(); }

// Beside the picture, where there is room, else below it: the picture comes first.
void CompositionEditorPage::arrange()
{
    const Qt::Orientation wanted = m_right->width() >= kSideBySide ? Qt::Horizontal : Qt::Vertical;
    if (m_right->orientation() == wanted)
        return;
    m_right->setOrientation(wanted);
    m_side->setOrientation(wanted == Qt::Horizontal ? Qt::Vertical : Qt::Horizontal);
    m_side->setSizes(wanted == Qt::Horizontal ? QList {320, 360} : QList {330, 220});
    m_right->setSizes(wanted == Qt::Horizontal ? QList {680, 300} : QList {420, 180});
}

QByteArray CompositionEditorPage::saveLayout() const
{
    QByteArray layout;
    QDataStream out(&layout, QIODevice::WriteOnly);
    out << m_columns->saveState();
    return layout;
}

void CompositionEditorPage::restoreLayout(const QByteArray &layout)
{
    QDataStream in(layout);
    QByteArray columns;
    in >> columns;
    if (in.status() == QDataStream::Ok)
        m_columns->restoreState(columns);
}
