// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/marksmenu.h"

#include "models/environments.h"
#include "models/plaintext.h"
#include "models/workspace.h"

#include <QActionGroup>
#include <QCoreApplication>
#include <QMenu>
#include <QPointer>

#include <functional>

using namespace Qt::Literals::StringLiterals;

namespace {

QString say(const char *text) { return QCoreApplication::translate("MarksMenu", text); }

void addChoices(QMenu *menu, const QString &title, Environment present, const std::function<void(Environment)> &mark)
{
    QMenu *choices = menu->addMenu(title);
    auto *group = new QActionGroup(choices);
    for (const Environment each :
        {Environment::Unmarked, Environment::Development, Environment::Staging, Environment::Production}) {
        QAction *action =
            choices->addAction(each == Environment::Unmarked ? say("nothing") : Environments::words(each));
        action->setCheckable(true);
        action->setChecked(each == present);
        group->addAction(action);
        QObject::connect(action, &QAction::triggered, choices, [mark, each] { mark(each); });
    }
}

} // namespace

void addMarks(QMenu *menu, Workspace *workspace)
{
    if (!workspace->isMarkable())
        return;
    Environments *marks = workspace->environments();
    const QString profile = workspace->configuration().profile;
    const QString account = workspace->accountId();
    const auto name = [](const QString &text) { return shownText(text).replace(u'&', u"&&"_s); };
    const QPointer<Environments> there(marks);
    addChoices(menu, say("Mark &profile %1 as").arg(name(profile)), marks->ofProfile(profile),
        [there, profile](Environment environment) {
            if (there)
                there->markProfile(profile, environment);
        });
    if (!account.isEmpty()) {
        addChoices(menu, say("Mark &account %1 as").arg(account), marks->ofAccount(account),
            [there, account](Environment environment) {
                if (there)
                    there->markAccount(account, environment);
            });
    }
    QAction *readOnly = menu->addAction(say("Profile %1 is &read-only").arg(name(profile)));
    readOnly->setCheckable(true);
    readOnly->setChecked(marks->isReadOnly(profile));
    QObject::connect(readOnly, &QAction::toggled, menu, [there, profile](bool on) {
        if (there)
            there->setReadOnly(profile, on);
    });
}
