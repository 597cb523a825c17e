// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/commands.h"

#include "models/desk.h"
#include "models/plaintext.h"
#include "views/actionregistry.h"
#include "views/page.h"
#include "views/pagestack.h"
#include "views/palette.h"
#include "views/shortcutsheet.h"

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr auto kPage = "page:"_L1; // no action's id has a colon
constexpr auto kConnection = "connection:"_L1;

// Compared, never followed: the workspace may be gone.
QString idOf(const Workspace *workspace) { return kConnection + QString::number(quintptr(workspace)); }

// Without the mark of a mnemonic.
QString plainWords(const QString &text)
{
    QString words;
    for (qsizetype i = 0; i < text.size(); ++i) {
        if (text[i] == u'&' && i + 1 < text.size())
            ++i;
        words += text[i];
    }
    return words;
}

// All of them: `F5, Ctrl+R`.
QString keysOf(const QAction *action)
{
    return QKeySequence::listToString(action->shortcuts(), QKeySequence::NativeText);
}

void append(QList<FindCommand> *all, const ActionRegistry *registry, const QString &where)
{
    if (!registry)
        return;
    for (const ActionRegistry::Entry &entry : registry->entries()) {
        const QAction *action = entry.action;
        QString words = plainWords(action->text());
        if (action->isCheckable() && action->isChecked())
            words += u" ✓"_s;
        all->append(
            {entry.id, false, words, entry.keywords.join(u' '), where, keysOf(action), registry->reason(entry.id)});
    }
}

} // namespace

Commands::Commands(const ViewContext &context, Desk *desk, QWidget *host, const Sources &sources)
    : QObject(host)
    , m_desk(desk)
    , m_sources(sources)
    , m_palette(new Palette(context, desk, host))
    , m_shortcuts(new ShortcutSheet(context, desk->times(), host))
{
    m_palette->finder()->setCommands([this] {
        QList<FindCommand> commands = all();
        commands.removeIf([](const FindCommand &command) { return command.id == "window.find"_L1; }); // it is open
        return commands;
    });
    connect(m_palette, &Palette::placeChosen, this, &Commands::placeChosen);
    connect(m_palette, &Palette::commandChosen, this, &Commands::run);
    connect(m_shortcuts, &ShortcutSheet::commandChosen, this, &Commands::run);
}

QString Commands::connectionWords(const Workspace *workspace)
{
    const QString account = workspace->accountId();
    return shownText(workspace->title()) + u" · "_s + workspace->region()
        + (account.isEmpty() ? QString() : u" · "_s + account);
}

QList<FindCommand> Commands::all() const
{
    QList<FindCommand> all;
    int number = 0;
    for (const PageKind &kind : m_sources.pages->kinds()) {
        const QString keys = ++number <= 9
            ? QKeySequence(Qt::CTRL | Qt::Key(Qt::Key_0 + number)).toString(QKeySequence::NativeText)
            : QString();
        all.append({kPage + kind.id, true, kind.title, tr("page"), {}, keys, {}});
    }
    for (const Workspace *workspace : m_desk->workspaces())
        all.append({idOf(workspace), false, connectionWords(workspace), tr("connection switch profile"), {}, {}, {}});
    if (const Page *shown = m_sources.pages->shown())
        append(&all, shown->actions(), shown->title());
    append(&all, m_sources.window, {});
    return all;
}

void Commands::openPalette(Workspace *workspace, int top)
{
    m_shortcuts->dismiss();
    m_palette->finder()->setWorkspace(workspace);
    m_palette->setTop(top);
    m_palette->popUp();
}

void Commands::openShortcuts(int top)
{
    m_palette->dismiss();
    m_shortcuts->setCommands(all());
    m_shortcuts->setTop(top);
    m_shortcuts->popUp();
}

void Commands::run(const QString &id)
{
    if (id.startsWith(kPage)) {
        Q_EMIT pageChosen(id.mid(kPage.size()));
        return;
    }
    for (Workspace *workspace : m_desk->workspaces()) {
        if (idOf(workspace) == id) {
            Q_EMIT workspaceChosen(workspace);
            return;
        }
    }
    const Page *shown = m_sources.pages->shown();
    QAction *action = shown && shown->actions() ? shown->actions()->action(id) : nullptr;
    if (!action)
        action = m_sources.window->action(id);
    if (action && action->isEnabled())
        action->trigger();
}
