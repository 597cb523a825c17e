// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/savedviews.h"

#include "models/plaintext.h"
#include "views/listpanel.h"
#include "views/questions.h"
#include "views/statekeeper.h"
#include "views/theme.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QMenu>

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr int kLongestName = 60;

// In a menu an ampersand marks a key; foreign or pasted text may hold marks that can't be seen.
QString menuText(const QString &name) { return shownText(name).replace(u'&', u"&&"_s); }

} // namespace

SavedViews::SavedViews(StateKeeper *keeper, const QString &listId)
    : m_keeper(keeper)
    , m_key(u"views/"_s + listId)
{
}

QList<SavedView> SavedViews::all() const
{
    QList<SavedView> views;
    if (!m_keeper)
        return views;
    const QJsonArray kept = QJsonDocument::fromJson(m_keeper->value(m_key)).array();
    for (const QJsonValue &each : kept) {
        const SavedView view {each[u"name"_s].toString(), each[u"filter"_s].toString(), each[u"quick"_s].toString(),
            each[u"layout"_s].toObject()};
        if (!view.name.isEmpty())
            views.append(view);
    }
    return views;
}

bool SavedViews::has(const QString &name) const
{
    const QList<SavedView> views = all();
    return std::any_of(views.begin(), views.end(), [&](const SavedView &view) { return view.name == name; });
}

void SavedViews::put(const SavedView &view)
{
    QList<SavedView> views = all();
    views.removeIf([&](const SavedView &each) { return each.name == view.name; });
    views.append(view);
    write(views);
}

void SavedViews::remove(const QString &name)
{
    QList<SavedView> views = all();
    views.removeIf([&](const SavedView &each) { return each.name == name; });
    write(views);
}

void SavedViews::rename(const QString &from, const QString &to)
{
    QList<SavedView> views = all();
    if (from == to)
        return;
    views.removeIf([&](const SavedView &each) { return each.name == to; });
    for (SavedView &view : views) {
        if (view.name == from)
            view.name = to;
    }
    write(views);
}

void SavedViews::write(QList<SavedView> views)
{
    if (!m_keeper)
        return;
    std::sort(views.begin(), views.end(),
        [](const SavedView &a, const SavedView &b) { return a.name.compare(b.name, Qt::CaseInsensitive) < 0; });
    QJsonArray kept;
    for (const SavedView &view : std::as_const(views)) {
        kept.append(QJsonObject {
            {u"name"_s, view.name}, {u"filter"_s, view.filter}, {u"quick"_s, view.quick}, {u"layout"_s, view.layout}});
    }
    m_keeper->setValue(m_key, kept.isEmpty() ? QByteArray() : QJsonDocument(kept).toJson(QJsonDocument::Compact));
}

ViewsButton::ViewsButton(const ViewContext &context, ListPanel *panel, const QString &listId)
    : QToolButton(panel)
    , m_panel(panel)
    , m_views(context.keeper, listId)
    , m_menu(new QMenu(this))
{
    setAutoRaise(true);
    setPopupMode(InstantPopup);
    setMenu(m_menu);
    m_menu->setObjectName(u"list.views"_s); // of the command that opens it
    setToolTip(tr("Saved views: filter, sort and columns under a name"));
    const auto tint = [this, context] { setIcon(context.theme->icon(u"bookmark"_s, Theme::Token::Secondary)); };
    tint();
    connect(context.theme, &Theme::changed, this, tint);
    connect(m_menu, &QMenu::aboutToShow, this, &ViewsButton::fill);
    setVisible(context.keeper);
}

void ViewsButton::fill()
{
    // What an action of the last time opens is a dialog of its own: nothing needs the old actions any more.
    m_menu->clear();
    const QList<SavedView> views = m_views.all();
    const SavedView now = m_panel->currentView();
    for (const SavedView &view : views) {
        QAction *action = m_menu->addAction(menuText(view.name));
        action->setCheckable(true);
        action->setChecked(view.looksLike(now));
        connect(action, &QAction::triggered, this, [this, view] { m_panel->showView(view); });
    }
    if (views.isEmpty())
        m_menu->addAction(tr("No view is saved yet"))->setEnabled(false);
    m_menu->addSeparator();
    connect(m_menu->addAction(tr("&Save this view…")), &QAction::triggered, this, [this] {
        // As it is now: what happens on screen while one thinks of a name is not meant.
        askViewName(tr("Save this view"), {}, [this, view = m_panel->currentView()](const QString &name) mutable {
            view.name = name;
            m_views.put(view);
        });
    });
    if (views.isEmpty())
        return;
    QMenu *rename = m_menu->addMenu(tr("&Rename"));
    QMenu *remove = m_menu->addMenu(tr("&Delete"));
    for (const SavedView &view : views) {
        connect(rename->addAction(menuText(view.name)), &QAction::triggered, this, [this, name = view.name] {
            askViewName(tr("Rename the view"), name, [this, name](const QString &to) { m_views.rename(name, to); });
        });
        connect(remove->addAction(menuText(view.name)), &QAction::triggered, this, [this, name = view.name] {
            askSure(this, tr("Delete the saved view “%1”? The list itself stays as it is.").arg(shownText(name)),
                tr("Delete"), [this, name] { m_views.remove(name); });
        });
    }
}

void ViewsButton::askViewName(
    const QString &title, const QString &proposed, const std::function<void(const QString &)> &then)
{
    askName(this, title, tr("Name of the view"), proposed, kLongestName, [this, then](const QString &name) {
        if (!m_views.has(name))
            then(name);
        else
            askSure(this, tr("There is a view “%1” already. Put this one in its place?").arg(shownText(name)),
                tr("Replace"), [then, name] { then(name); });
    });
}
