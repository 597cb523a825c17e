// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/forgetting.h"

#include "models/remembering.h"
#include "models/workspace.h"
#include "views/actionregistry.h"
#include "views/confirmation.h"
#include "views/datatable.h"

#include <QItemSelectionModel>
#include <QMenu>

using namespace Qt::Literals::StringLiterals;

namespace {

void ask(const ViewContext &context, const Confirmation::Question &question, Remembering *remembering, QWidget *window,
    const std::function<void()> &agreed)
{
    auto *dialog = new Confirmation(context, question, nullptr, window);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    QObject::connect(dialog, &Confirmation::confirmed, remembering, agreed);
    dialog->open();
}

} // namespace

void askToForgetUser(const ViewContext &context, Remembering *remembering, const QString &userId, QWidget *window)
{
    Confirmation::Question question;
    question.title = Confirmation::tr("Forget this user?");
    question.names = {userId};
    question.consequence = Confirmation::tr(
        "Everybody with exactly this user id goes from what this machine remembers, in every session, with their "
        "events and attributes. The journal stays, with the user id blotted out of its texts. The register of issued "
        "tokens stays as it is, with the user id and what was issued to it; only what became of those tokens is "
        "forgotten. The service still knows them: a list that is read again brings them back. It can't be undone.");
    question.verb = Confirmation::tr("Forget the user");
    ask(context, question, remembering, window, [remembering, userId] { remembering->forgetUser(userId); });
}

ForgetActions::ForgetActions(const ViewContext &context, const Place &place, QObject *parent)
    : QObject(parent)
    , m_context(context)
    , m_at(place)
{
    m_at.participants->addAction(m_at.registry->add(u"participant.forget"_s, tr("For&get this user…"), {},
        {tr("privacy"), tr("personal data"), tr("remove")}, [this] { forgetUser(); }));
    QAction *session = m_at.registry->add(u"session.forget"_s, tr("For&get this session…"), {},
        {tr("privacy"), tr("personal data"), tr("remove")}, [this] { forgetSession(); });
    m_at.sessions->addAction(session);
    connect(m_at.sessions, &DataTable::menuAboutToShow, this, [session](QMenu *menu) {
        QAction *first = menu->actions().value(0);
        menu->setToolTipsVisible(true); // why it can't be done now
        menu->insertAction(first, session);
        menu->insertSeparator(first);
    });
    for (const DataTable *table : {m_at.sessions, m_at.participants}) {
        connect(table->selectionModel(), &QItemSelectionModel::selectionChanged, this, &ForgetActions::refresh);
        connect(table->model(), &QAbstractItemModel::rowsRemoved, this, &ForgetActions::refresh);
        connect(table->model(), &QAbstractItemModel::modelReset, this, &ForgetActions::refresh);
    }
    refresh();
}

QString ForgetActions::userId() const
{
    const QItemSelection selection = m_at.participants->selectionModel()->selection();
    if (selection.size() != 1 || selection.first().height() != 1)
        return {};
    const ParticipantModel *model = m_at.workspace->participants();
    const ivs::ParticipantSummary *row = model->record(model->keyAt(selection.first().top()));
    return row ? row->userId : QString();
}

void ForgetActions::refresh()
{
    const QString nowhere = m_at.workspace->remembering() ? QString() : tr("nothing is remembered");
    const QString nobody = userId().isEmpty() ? tr("select one participant who has a user id") : QString();
    m_at.registry->setReason(u"participant.forget"_s, nowhere.isEmpty() ? nobody : nowhere);
    const QItemSelection sessions = m_at.sessions->selectionModel()->selection();
    const bool one = sessions.size() == 1 && sessions.first().height() == 1;
    m_at.registry->setReason(u"session.forget"_s,
        !nowhere.isEmpty() ? nowhere
            : one          ? QString()
                           : tr("select one session"));
}

void ForgetActions::forgetUser()
{
    if (const QString user = userId(); !user.isEmpty())
        askToForgetUser(m_context, m_at.workspace->remembering(), user, m_at.page->window());
}

void ForgetActions::forgetSession()
{
    const QStringList ids = m_at.sessions->selectedKeys();
    if (ids.size() != 1)
        return;
    Confirmation::Question question;
    question.title = tr("Forget this session?");
    question.names = ids;
    question.consequence =
        tr("Who took part and what happened to them goes from what this machine remembers, and is not kept again "
           "before the next start. The journal and the register of tokens stay. The service may still list the "
           "session; what it has forgotten can't be brought back.");
    question.verb = tr("Forget the session");
    Remembering *remembering = m_at.workspace->remembering();
    ask(m_context, question, remembering, m_at.page->window(),
        [remembering, workspace = QPointer(m_at.workspace), stageArn = m_at.workspace->sessions()->stageArn(),
            id = ids.first()] {
            if (workspace)
                remembering->forgetSession(workspace, stageArn, id);
        });
}
