// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/tableactions.h"

#include "models/copyas.h"
#include "models/serviceclock.h"
#include "models/tableexport.h"
#include "models/timetext.h"
#include "models/workspace.h"
#include "views/datatable.h"
#include "views/rawjsondialog.h"
#include "views/tablecolumns.h"

#include <QDir>
#include <QJsonDocument>
#include <QKeySequence>
#include <QLocale>
#include <QMenu>
#include <QPointer>

using namespace Qt::Literals::StringLiterals;

namespace {

const Workspace *workspaceOf(const QObject *model)
{
    const QObject *above = model;
    while (above && !qobject_cast<const Workspace *>(above))
        above = above->parent();
    return static_cast<const Workspace *>(above);
}

// The program asks for pages of a size of its own; whoever copies the command wants the list.
QByteArray withoutPaging(const QByteArray &body)
{
    QJsonObject object = QJsonDocument::fromJson(body).object();
    object.remove(u"maxResults"_s);
    object.remove(u"nextToken"_s);
    return QJsonDocument(object).toJson(QJsonDocument::Compact);
}

} // namespace

// Known by an id, under which the palette does the same.
QAction *TableActions::entry(QMenu *menu, const QString &words, const QString &id)
{
    QAction *action = menu->addAction(words);
    action->setObjectName(u"list."_s + id);
    return action;
}

TableActions::TableActions(const ViewContext &context, DataTable *table)
    : QObject(table)
    , m_context(context)
    , m_table(table)
{
}

QMenu *TableActions::makeMenu(const QModelIndex &cell)
{
    auto *menu = new QMenu(m_table);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    const QString key = cell.isValid() ? m_table->listModel()->keyAt(cell.row()) : QString();
    addCopies(menu, cell);
    addCommands(menu, key);
    if (!key.isEmpty() && !m_table->listModel()->rawJson(key).isEmpty())
        connect(entry(menu, tr("Raw &JSON…"), u"rawJson"_s), &QAction::triggered, this, [this, key] { showJson(key); });
    auto *exports = new QMenu(tr("&Export"), menu);
    fillExports(exports);
    if (!exports->isEmpty())
        menu->addMenu(exports);
    menu->addSeparator();
    auto *columns = new ColumnsMenu(m_table->columns(), m_table->listModel(), menu);
    columns->setColumn(cell.column());
    menu->addMenu(columns);
    return menu;
}

void TableActions::addCopies(QMenu *menu, const QModelIndex &cell)
{
    const auto add = [&](const QString &words, const QString &id, const QString &text) {
        QAction *action = entry(menu, words, id);
        action->setEnabled(!text.isEmpty());
        connect(action, &QAction::triggered, this, [this, text] { m_context.copy(text); });
    };
    if (cell.isValid()) {
        add(tr("&Copy cell"), u"copyCell"_s, cell.data(ListModel::RawRole).toString());
        add(tr("Copy &row"), u"copyRow"_s, m_table->textOf({m_table->listModel()->keyAt(cell.row())}));
    }
    const QStringList selected = m_table->selectedKeys();
    if (selected.size() > 1 || (!selected.isEmpty() && !cell.isValid())) {
        QAction *action = entry(menu,
            tr("Copy &selection: %1").arg(m_table->listModel()->counted(int(selected.size()))) + u'\t'
                + QKeySequence(QKeySequence::Copy).toString(QKeySequence::NativeText),
            u"copySelection"_s);
        connect(action, &QAction::triggered, this, [this, selected] {
            const QString text = m_table->textOf(selected);
            if (!text.isEmpty())
                m_context.copy(text);
        });
    }
}

void TableActions::addCommand(QMenu *menu, const QString &what, const QString &id,
    const std::optional<ListModel::Request> &request, const Workspace *workspace)
{
    if (!request)
        return;
    const aws::Operation &operation = *request->first;
    const QByteArray body = withoutPaging(request->second);
    const copyas::Target target = copyas::targetOf(workspace);
    menu->addSection(tr("%1: %2").arg(what, QLatin1String(operation.name)));
    const auto add = [&](const QString &words, const QString &kind, const QString &text) {
        connect(entry(menu, words, id + kind), &QAction::triggered, this,
            [this, text, note = copyas::wholeListNote(operation)] {
                m_context.copy(text);
                if (!note.isEmpty())
                    Q_EMIT told(tr("Copied"), note);
            });
    };
    add(tr("AWS &CLI"), u"Cli"_s, copyas::awsCli(operation, body, target));
    if (const auto curl = copyas::curl(operation, body, target))
        add(tr("c&url"), u"Curl"_s, *curl);
    add(tr("&JSON of the request"), u"Json"_s, copyas::json(body));
}

void TableActions::addCommands(QMenu *menu, const QString &key)
{
    const ListModel *model = m_table->listModel();
    const Workspace *workspace = workspaceOf(model);
    if (!workspace)
        return;
    auto *commands = new QMenu(tr("Copy &as"), menu);
    if (!key.isEmpty())
        addCommand(commands, tr("This row"), u"row"_s, model->request(key), workspace);
    addCommand(commands, tr("The list"), u"list"_s, model->listRequest(), workspace);
    if (!commands->isEmpty())
        menu->addMenu(commands);
}

void TableActions::fillExports(QMenu *exports)
{
    if (!m_context.saveFile || m_table->listModel()->rowCount() == 0)
        return;
    const ListModel *model = m_table->listModel();
    const auto add = [&](const QString &words, bool csv, bool onlySelected) {
        const QString id = onlySelected ? (csv ? u"selectedCsv"_s : u"selectedJson"_s) : csv ? u"csv"_s : u"json"_s;
        connect(entry(exports, words, id), &QAction::triggered, this,
            [this, csv, onlySelected] { askFile(csv, onlySelected); });
    };
    exports->addSection(tr("All shown: %1").arg(model->counted(model->rowCount())));
    add(tr("&CSV…"), true, false);
    add(tr("&JSON…"), false, false);
    const auto selected = int(m_table->selectedKeys().size());
    if (selected == 0)
        return;
    exports->addSection(tr("Selected: %1").arg(model->counted(selected)));
    add(tr("CSV of the &selection…"), true, true);
    add(tr("JSON of the s&election…"), false, true);
}

void TableActions::askFile(bool csv, bool onlySelected)
{
    ListModel *model = m_table->listModel();
    TableExport::Request request;
    request.format = csv ? TableExport::Format::Csv : TableExport::Format::Json;
    request.columns = m_table->columns()->shown();
    request.onlyKeys = onlySelected;
    if (onlySelected)
        request.keys = m_table->selectedKeys();
    const QString proposed = TableExport::proposedName(model, model->listId(), request.format, onlySelected);
    m_context.saveFile(m_table->window(), proposed,
        [self = QPointer(this), model = QPointer(model), request](const QString &path) mutable {
            if (!self || !model || path.isEmpty())
                return;
            request.path = path;
            auto *made = new TableExport(model, request, self);
            connect(made, &TableExport::finished, self, [self, model, made, path](int rows, bool complete) {
                const QString what = model ? model->counted(rows) : QLocale().toString(rows);
                Q_EMIT self->told(tr("Exported"),
                    complete ? tr("%1 written to %2.").arg(what, QDir::toNativeSeparators(path))
                             : tr("%1 written to %2. It is not the whole list, and the file says so.")
                                   .arg(what, QDir::toNativeSeparators(path)));
                made->deleteLater();
            });
            connect(made, &TableExport::failed, self, [self, made](const QString &why) {
                Q_EMIT self->told(tr("Nothing was exported"), why);
                made->deleteLater();
            });
            made->start();
        });
}

void TableActions::showJson(const QString &key)
{
    const ListModel *model = m_table->listModel();
    const QByteArray json = model->rawJson(key);
    if (json.isEmpty()) // gone meanwhile
        return;
    const ListState state = model->state();
    const QString about = state.asOf.isValid()
        ? tr("As the list told it, as of %1: %2").arg(model->times()->labelled(state.asOf), key)
        : tr("As the list told it: %1").arg(key);
    auto *dialog = new RawJsonDialog(m_context, about, copyas::json(json), m_table->window());
    dialog->show();
}
