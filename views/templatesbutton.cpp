// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/templatesbutton.h"

#include "models/plaintext.h"
#include "views/questions.h"
#include "views/statekeeper.h"
#include "views/theme.h"

#include <QFile>
#include <QFileInfo>
#include <QMenu>
#include <QPointer>
#include <QSaveFile>

using namespace Qt::Literals::StringLiterals;

namespace {

QString menuText(const QString &name) { return shownText(name).replace(u'&', u"&&"_s); }

// A name that every file system takes.
QString fileName(const QString &name)
{
    QString safe;
    for (const QChar c : name)
        safe += c.isLetterOrNumber() || c == u'-' || c == u'_' ? c : u'-';
    return safe + u".json"_s;
}

} // namespace

TemplatesButton::TemplatesButton(const ViewContext &context, QWidget *parent)
    : QToolButton(parent)
    , m_context(context)
    , m_menu(new QMenu(this))
{
    setObjectName(u"templates"_s);
    setText(tr("Templates"));
    setToolTip(tr("Designs that are kept under a name: layout, outputs and tags, but no stage"));
    setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    setAutoRaise(true);
    setPopupMode(InstantPopup);
    setMenu(m_menu);
    const auto tint = [this] { setIcon(m_context.theme->icon(u"bookmark"_s, Theme::Token::Secondary)); };
    tint();
    connect(context.theme, &Theme::changed, this, tint);
    connect(m_menu, &QMenu::aboutToShow, this, &TemplatesButton::fill);
    setVisible(context.keeper);
}

CompositionTemplates TemplatesButton::kept() const
{
    return CompositionTemplates::fromJson(m_context.keeper->value(u"composition-templates"_s));
}

void TemplatesButton::keep(const CompositionTemplates &templates)
{
    const bool isNone = templates.all().isEmpty() && templates.damaged() == 0;
    m_context.keeper->setValue(u"composition-templates"_s, isNone ? QByteArray() : templates.toJson());
}

void TemplatesButton::setName(const QString &name)
{
    if (m_name == name)
        return;
    m_name = name;
    Q_EMIT nameChanged();
}

void TemplatesButton::fill()
{
    // What an action of the last time opens is a dialog of its own: nothing needs the old actions any more.
    m_menu->clear();
    const CompositionTemplates templates = kept();
    for (const CompositionTemplate &one : templates.all()) {
        QAction *action = m_menu->addAction(menuText(one.name));
        action->setCheckable(true);
        action->setChecked(one.name == m_name);
        connect(action, &QAction::triggered, this, [this, one] { Q_EMIT chosen(one); });
    }
    if (templates.all().isEmpty())
        m_menu->addAction(tr("No template is kept yet"))->setEnabled(false);
    if (templates.damaged() > 0)
        m_menu->addAction(tr("%n can't be read by this version", nullptr, templates.damaged()))->setEnabled(false);
    m_menu->addSeparator();
    if (!m_name.isEmpty())
        connect(m_menu->addAction(tr("&Save “%1”").arg(menuText(m_name))), &QAction::triggered, this,
            &TemplatesButton::save);
    connect(m_menu->addAction(tr("Save &as a template…")), &QAction::triggered, this, &TemplatesButton::saveAs);
    connect(m_menu->addAction(tr("&Import a file…")), &QAction::triggered, this, &TemplatesButton::importFile);
    if (templates.all().isEmpty())
        return;
    m_menu->addMenu(each(tr("&Export to a file"), &TemplatesButton::exportFile));
    m_menu->addMenu(each(tr("D&uplicate"), &TemplatesButton::duplicate));
    m_menu->addMenu(each(tr("&Rename"), &TemplatesButton::rename));
    m_menu->addMenu(each(tr("&Delete"), &TemplatesButton::remove));
}

QMenu *TemplatesButton::each(const QString &title, void (TemplatesButton::*act)(const QString &name))
{
    auto *menu = new QMenu(title, m_menu);
    const CompositionTemplates templates = kept();
    for (const CompositionTemplate &one : templates.all())
        connect(menu->addAction(menuText(one.name)), &QAction::triggered, this,
            [this, act, name = one.name] { (this->*act)(name); });
    return menu;
}

void TemplatesButton::save()
{
    if (m_name.isEmpty())
        saveAs();
    else
        putAs(m_name);
}

void TemplatesButton::saveAs()
{
    askName(this, tr("Save as a template"), tr("Name of the template"), {}, CompositionTemplate::kLongestName,
        [this](const QString &name) {
            if (!kept().find(name))
                putAs(name);
            else
                askSure(this, tr("There is a template “%1” already. Put this one in its place?").arg(shownText(name)),
                    tr("Replace"), [this, name] { putAs(name); });
        });
}

void TemplatesButton::putAs(const QString &name)
{
    CompositionTemplates templates = kept();
    if (const QString problem = templates.put({name, m_draft}); !problem.isEmpty()) {
        Q_EMIT told(tr("The template was not saved"), problem);
        return;
    }
    keep(templates);
    setName(name);
    Q_EMIT saved();
}

void TemplatesButton::rename(const QString &name)
{
    askName(this, tr("Rename the template"), tr("Name of the template"), name, CompositionTemplate::kLongestName,
        [this, name](const QString &to) {
            CompositionTemplates templates = kept();
            if (const QString problem = templates.rename(name, to); !problem.isEmpty()) {
                Q_EMIT told(tr("The template was not renamed"), problem);
                return;
            }
            keep(templates);
            if (m_name == name)
                setName(to);
        });
}

void TemplatesButton::duplicate(const QString &name)
{
    CompositionTemplates templates = kept();
    const CompositionTemplate *one = templates.find(name);
    if (!one)
        return;
    const CompositionTemplate copy {templates.freeName(name), one->draft};
    const QString problem = templates.put(copy);
    if (problem.isEmpty())
        keep(templates);
    Q_EMIT told(problem.isEmpty() ? tr("Duplicated") : tr("The template was not duplicated"),
        problem.isEmpty() ? tr("It is kept as “%1” too.").arg(shownText(copy.name)) : problem);
}

void TemplatesButton::remove(const QString &name)
{
    askSure(this, tr("Delete the template “%1”? The draft stays as it is.").arg(shownText(name)), tr("Delete"),
        [this, name] {
            CompositionTemplates templates = kept();
            templates.remove(name);
            keep(templates);
            if (m_name == name)
                setName({});
        });
}

void TemplatesButton::exportFile(const QString &name)
{
    m_context.saveFile(window(), fileName(name), [self = QPointer(this), name](const QString &path) {
        if (!self || path.isEmpty())
            return;
        const CompositionTemplates templates = self->kept();
        const CompositionTemplate *one = templates.find(name);
        if (!one)
            return;
        QSaveFile file(path);
        const QByteArray json = one->toJson();
        const bool good = file.open(QIODevice::WriteOnly) && file.write(json) == json.size() && file.commit();
        Q_EMIT self->told(good ? tr("Exported") : tr("The template was not exported"),
            good ? tr("“%1” is in %2.").arg(shownText(name), shownText(path))
                 : tr("%1 can't be written: %2").arg(shownText(path), file.errorString()));
    });
}

void TemplatesButton::importFile()
{
    m_context.openFile(window(), tr("Composition templates (*.json)"), [self = QPointer(this)](const QString &path) {
        if (self && !path.isEmpty())
            self->take(path);
    });
}

void TemplatesButton::take(const QString &path)
{
    constexpr qint64 kMostBytes = 1024 * 1024;
    const QString fileName = shownText(QFileInfo(path).fileName());
    const auto refuse = [&](const QString &why) {
        Q_EMIT told(tr("%1 was not imported").arg(fileName), why + u' ' + tr("Nothing else was changed."));
    };
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly)) {
        refuse(tr("It can't be read: %1.").arg(file.errorString()));
        return;
    }
    const auto read = CompositionTemplate::fromJson(file.read(kMostBytes));
    if (!read) {
        refuse(shownText(read.error()));
        return;
    }
    CompositionTemplates templates = kept();
    CompositionTemplate one = *read;
    one.name = templates.freeName(one.name); // one of that name stays as it is
    if (const QString problem = templates.put(one); !problem.isEmpty()) {
        refuse(problem);
        return;
    }
    keep(templates);
    Q_EMIT told(tr("%1 was imported").arg(fileName), tr("It is kept as “%1”.").arg(shownText(one.name)));
}
