// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/shortcutsheet.h"

#include "views/findlist.h"
#include "views/theme.h"

#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>
#include <QVBoxLayout>

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr int kWidth = 560;
constexpr int kHeight = 720;

} // namespace

ShortcutSheet::ShortcutSheet(const ViewContext &context, TimeText *times, QWidget *host)
    : OverlayPanel(context, host, kWidth)
    , m_model(times)
    , m_field(new QLineEdit)
    , m_list(new FindList(context, &m_model))
    , m_nothing(new QLabel(tr("No action has this in its name or keys.")))
{
    setAccessibleName(tr("Shortcuts"));
    auto *title = new QLabel(tr("Shortcuts"));
    title->setFont(Theme::titleFont());
    m_field->setAccessibleName(tr("Filter the shortcuts"));
    m_field->setPlaceholderText(tr("Filter…"));
    m_field->setClearButtonEnabled(true);
    m_list->setAccessibleName(tr("Actions and their shortcuts"));
    m_nothing->setForegroundRole(QPalette::PlaceholderText);
    m_nothing->setContentsMargins(12, 4, 12, 12);
    auto *top = new QVBoxLayout;
    top->setContentsMargins(12, 12, 12, 8);
    top->setSpacing(8);
    top->addWidget(title);
    top->addWidget(m_field);
    column()->addLayout(top);
    column()->addWidget(m_nothing);
    column()->addWidget(m_list, 1);
    column()->setContentsMargins(1, 1, 1, 5);
    m_model.setFoldable(false);
    m_field->installEventFilter(this);
    connect(m_field, &QLineEdit::textChanged, this, &ShortcutSheet::filter);
    connect(m_list, &FindList::chosen, this, [this](int row) {
        const FindResult *result = m_model.resultAt(row);
        if (!result || !result->reason.isEmpty())
            return;
        const QString id = result->command;
        dismiss();
        Q_EMIT commandChosen(id);
    });
    connect(m_list, &FindList::currentRowChanged, this, [this](int row) {
        m_field->setAccessibleDescription(
            row < 0 ? QString() : m_model.index(row).data(Qt::AccessibleTextRole).toString());
    });
}

void ShortcutSheet::setCommands(const QList<FindCommand> &commands)
{
    m_commands = commands;
    filter();
}

void ShortcutSheet::filter()
{
    const FindQuery query(m_field->text());
    QList<FindGroup> groups;
    for (const FindCommand &command : std::as_const(m_commands)) {
        if (!query.isEmpty() && query.rank(command.words + u' ' + command.keywords) == FindQuery::None
            && query.rank(command.shortcut) == FindQuery::None)
            continue;
        const QString title = command.isPage ? tr("Pages")
            : command.where.isEmpty()        ? tr("Everywhere")
                                             : tr("On the page %1").arg(command.where);
        auto group =
            std::find_if(groups.begin(), groups.end(), [&](const FindGroup &known) { return known.title == title; });
        if (group == groups.end()) {
            groups.append(FindGroup {title, title, {}, 0});
            group = std::prev(groups.end());
        }
        FindResult result;
        result.kind = command.isPage ? FindResult::Kind::Page : FindResult::Kind::Action;
        result.key = command.id;
        result.name = command.words;
        result.note = command.shortcut.isEmpty() ? tr("no keys of its own") : command.shortcut;
        result.reason = command.reason;
        result.command = command.id;
        group->results.append(result);
        ++group->total;
    }
    m_model.setGroups(query, groups);
    m_nothing->setVisible(groups.isEmpty());
    m_list->setVisible(!groups.isEmpty());
    if (isVisible())
        place();
}

QWidget *ShortcutSheet::firstField() const { return m_field; }

int ShortcutSheet::wantedHeight() const { return std::min(kHeight, m_list->fullHeight() + 110); }

void ShortcutSheet::hideEvent(QHideEvent *event)
{
    OverlayPanel::hideEvent(event);
    m_field->clear();
}

bool ShortcutSheet::eventFilter(QObject *watched, QEvent *event)
{
    if (watched == m_field && event->type() == QEvent::KeyPress && m_list->takeKey(static_cast<QKeyEvent *>(event)))
        return true;
    return OverlayPanel::eventFilter(watched, event);
}
