// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/viewchoices.h"

#include "models/timetext.h"
#include "views/actionregistry.h"
#include "views/colorscheme.h"
#include "views/theme.h"

#include <QActionGroup>
#include <QMenu>
#include <QSettings>

using namespace Qt::Literals::StringLiterals;

ViewChoices::ViewChoices(const ViewContext &context, const Things &things, QMenu *menu)
    : QObject(menu)
    , m_context(context)
    , m_with(things)
    , m_themes(new QActionGroup(this))
{
    addZone(menu);
    addThemes(menu->addMenu(tr("&Theme")));
    addRowHeight(menu);
}

void ViewChoices::addZone(QMenu *menu)
{
    QAction *utc = m_with.registry->add(u"window.utc"_s, tr("Times in &UTC"), {}, {tr("zone"), tr("clock")}, [] {});
    menu->addAction(utc);
    utc->setCheckable(true);
    utc->setChecked(m_with.settings->value(u"view/utc"_s, true).toBool());
    m_with.times->setUtc(utc->isChecked());
    connect(utc, &QAction::toggled, this, [this](bool on) {
        m_with.times->setUtc(on);
        m_with.settings->setValue(u"view/utc"_s, on);
    });
}

void ViewChoices::addThemes(QMenu *menu)
{
    for (const auto &[id, words] : {std::pair(u"desktop"_s, tr("Theme as the &desktop")),
             std::pair(u"light"_s, tr("&Light theme")), std::pair(u"dark"_s, tr("D&ark theme"))}) {
        QAction *action = m_with.registry->add(u"window.theme."_s + id, words, {}, {tr("theme"), tr("colours")}, [] {});
        action->setCheckable(true);
        action->setData(id);
        m_themes->addAction(action);
        menu->addAction(action);
    }
    connect(m_themes, &QActionGroup::triggered, this, [this](QAction *action) {
        m_with.settings->setValue(u"view/theme"_s, action->data().toString());
        setThemeChoice(action->data().toString());
    });
    connect(m_with.desktop, &ColorScheme::changed, this, [this] { setThemeChoice(keptTheme()); });
    setThemeChoice(keptTheme());
}

void ViewChoices::addRowHeight(QMenu *menu)
{
    QAction *comfortable = m_with.registry->add(
        u"window.comfortable"_s, tr("&Comfortable rows"), {}, {tr("density"), tr("compact")}, [] {});
    menu->addAction(comfortable);
    comfortable->setCheckable(true);
    comfortable->setChecked(m_with.settings->value(u"view/comfortable"_s).toBool());
    m_context.theme->setComfortable(comfortable->isChecked());
    connect(comfortable, &QAction::toggled, this, [this](bool on) {
        m_context.theme->setComfortable(on);
        m_with.settings->setValue(u"view/comfortable"_s, on);
    });
}

QString ViewChoices::keptTheme() const { return m_with.settings->value(u"view/theme"_s, u"desktop"_s).toString(); }

void ViewChoices::setThemeChoice(const QString &choice)
{
    for (QAction *action : m_themes->actions())
        action->setChecked(action->data().toString() == choice);
    m_context.theme->setDark(choice == "dark"_L1 || (choice != "light"_L1 && m_with.desktop->isDark()));
}
