// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/rolebar.h"

#include "models/plaintext.h"
#include "views/rolemenu.h"
#include "views/theme.h"

#include <QFile>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QMenu>
#include <QPushButton>
#include <QSaveFile>
#include <QToolButton>

using namespace Qt::Literals::StringLiterals;

namespace {

QString menuText(const QString &name) { return shownText(name).replace(u'&', u"&&"_s); }

} // namespace

RoleBar::RoleBar(const ViewContext &context, QWidget *parent)
    : QWidget(parent)
    , m_context(context)
    , m_menu(new QMenu(this))
    , m_naming(new QWidget)
    , m_name(new QLineEdit)
    , m_words(new QLabel)
{
    auto *buttons = new QHBoxLayout;
    buttons->setSpacing(4);
    const QList<TokenRole> roles = TokenRoles::standard();
    for (const TokenRole &role : roles) {
        auto *button = new QPushButton(role.name);
        button->setAutoDefault(true);
        button->setToolTip(tr("Fills in what a %1 may do, for how long, and the attribute role").arg(role.name));
        connect(button, &QPushButton::clicked, this, [this, role] { Q_EMIT chosen(role); });
        buttons->addWidget(button);
    }
    auto *more = new QToolButton;
    more->setText(tr("More"));
    more->setAccessibleName(tr("More roles"));
    more->setPopupMode(QToolButton::InstantPopup);
    more->setFocusPolicy(Qt::StrongFocus);
    more->setMenu(m_menu);
    buttons->addWidget(more);
    buttons->addStretch(1);
    auto *naming = new QHBoxLayout(m_naming);
    naming->setContentsMargins(0, 0, 0, 0);
    m_name->setPlaceholderText(tr("Name of the role"));
    m_name->setAccessibleName(tr("Name of the role"));
    auto *keep = new QPushButton(tr("Keep the role"));
    auto *cancel = new QPushButton(tr("Cancel"));
    for (QPushButton *button : {keep, cancel})
        button->setAutoDefault(true);
    naming->addWidget(m_name, 1);
    naming->addWidget(keep);
    naming->addWidget(cancel);
    m_naming->hide();
    m_words->setTextFormat(Qt::PlainText);
    m_words->setWordWrap(true);
    m_words->setFont(Theme::labelFont());
    m_words->setForegroundRole(QPalette::PlaceholderText);
    m_words->hide();
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(4);
    layout->addLayout(buttons);
    layout->addWidget(m_naming);
    layout->addWidget(m_words);
    connect(m_menu, &QMenu::aboutToShow, this, &RoleBar::fillMenu);
    connect(keep, &QPushButton::clicked, this, &RoleBar::keepRole);
    connect(m_name, &QLineEdit::returnPressed, this, &RoleBar::keepRole);
    connect(cancel, &QPushButton::clicked, this, [this] { askName(false); });
}

void RoleBar::fillMenu()
{
    qDeleteAll(m_menu->findChildren<QMenu *>(Qt::FindDirectChildrenOnly)); // clear() leaves them behind
    m_menu->clear();
    const QList<TokenRole> own = RoleMenu::kept(m_context).own();
    for (const TokenRole &role : own)
        connect(
            m_menu->addAction(menuText(role.name)), &QAction::triggered, this, [this, role] { Q_EMIT chosen(role); });
    if (!own.isEmpty())
        m_menu->addSeparator();
    connect(m_menu->addAction(tr("&Keep this as a role…")), &QAction::triggered, this, [this] { askName(true); });
    if (!own.isEmpty()) {
        QMenu *remove = m_menu->addMenu(tr("&Delete a role"));
        for (const TokenRole &role : own) {
            connect(remove->addAction(menuText(role.name)), &QAction::triggered, this, [this, name = role.name] {
                TokenRoles roles = RoleMenu::kept(m_context);
                roles.remove(name);
                RoleMenu::keep(m_context, roles);
                say(tr("The role “%1” is deleted.").arg(name));
            });
        }
    }
    m_menu->addSeparator();
    if (m_context.openFile)
        connect(m_menu->addAction(tr("&Read roles from a file…")), &QAction::triggered, this, &RoleBar::importRoles);
    if (m_context.saveFile && !own.isEmpty())
        connect(m_menu->addAction(tr("&Write my roles to a file…")), &QAction::triggered, this, &RoleBar::exportRoles);
}

void RoleBar::askName(bool asking)
{
    say({});
    m_name->clear();
    m_naming->setVisible(asking);
    if (asking)
        m_name->setFocus(Qt::OtherFocusReason);
}

void RoleBar::keepRole()
{
    TokenRoles roles = RoleMenu::kept(m_context);
    const TokenRole role = TokenRole::of(m_name->text(), m_token);
    if (const QString problem = roles.put(role); !problem.isEmpty()) {
        say(problem);
        return;
    }
    RoleMenu::keep(m_context, roles);
    askName(false);
    say(tr("Kept as “%1”: it is under More.").arg(role.name));
}

void RoleBar::importRoles()
{
    m_context.openFile(window(), tr("Token roles (*.json)"), [self = QPointer(this)](const QString &path) {
        if (!self)
            return;
        constexpr qint64 kMostBytes = 1024 * 1024 + 1;
        QFile file(path);
        if (!file.open(QIODevice::ReadOnly)) {
            self->say(tr("%1 can't be read: %2").arg(path, file.errorString()));
            return;
        }
        TokenRoles roles = RoleMenu::kept(self->m_context);
        const QString problem = roles.merge(file.read(kMostBytes));
        if (problem.isEmpty())
            RoleMenu::keep(self->m_context, roles);
        self->say(problem.isEmpty() ? tr("The roles of the file are under More.") : problem);
    });
}

void RoleBar::exportRoles()
{
    m_context.saveFile(window(), u"token-roles.json"_s, [self = QPointer(this)](const QString &path) {
        if (!self || path.isEmpty())
            return;
        QSaveFile file(path);
        const QByteArray json = RoleMenu::kept(self->m_context).toJson();
        const bool good = file.open(QIODevice::WriteOnly) && file.write(json) == json.size() && file.commit();
        self->say(good ? tr("Written to %1.").arg(path) : tr("%1 can't be written: %2").arg(path, file.errorString()));
    });
}

void RoleBar::say(const QString &words)
{
    m_words->setText(shownText(words));
    m_words->setVisible(!words.isEmpty());
}
