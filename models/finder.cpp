// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/finder.h"

#include "models/archive.h"
#include "models/desk.h"
#include "models/errortext.h"
#include "models/findarn.h"
#include "models/findloaded.h"
#include "models/findprogress.h"
#include "models/findremembered.h"
#include "models/ingestmodel.h"
#include "models/plaintext.h"

#include <algorithm>
#include <array>

using namespace Qt::Literals::StringLiterals;
using Kind = FindResult::Kind;

namespace {

constexpr int kAgainMs = 500; // lists that are being read change ten times a second
constexpr int kRememberedLimit = 50;
constexpr int kUserIdLength = 128; // shapes: UserId, in code points

// Puts a fresh result in the place of the one with its key; false when there is none.
bool replace(QList<FindResult> &results, const FindResult &fresh)
{
    for (FindResult &old : results) {
        if (old.key != fresh.key)
            continue;
        old = fresh;
        return true;
    }
    return false;
}

bool isOfCommands(const FindGroup &group)
{
    return group.results.first().kind == Kind::Page || group.results.first().kind == Kind::Action;
}

} // namespace

Finder::Finder(Desk *desk, QObject *parent)
    : QObject(parent)
    , m_desk(desk)
    , m_model(desk->times())
{
    m_again.setSingleShot(true);
    m_again.setInterval(kAgainMs);
    connect(&m_again, &QTimer::timeout, this, &Finder::searchAgain);
    connect(desk, &Desk::opened, this, &Finder::watch);
    connect(desk, &Desk::closing, this, &Finder::forget);
    for (Workspace *workspace : desk->workspaces())
        watch(workspace);
    m_meanwhile.id = u"meanwhile"_s;
    m_meanwhile.title = tr("Loaded meanwhile");
    m_meanwhile.isMixed = true;
    m_met.id = u"service"_s;
}

Finder::~Finder() { qDeleteAll(m_searches); }

void Finder::watch(Workspace *workspace)
{
    for (ListModel *list : std::initializer_list<ListModel *> {
             workspace->stages(), workspace->sessions(), workspace->participants(), workspace->compositions()}) {
        connect(list, &ListModel::stateChanged, this, [this] {
            if (m_isOpen && !m_again.isActive())
                m_again.start();
        });
    }
    if (m_isOpen)
        m_again.start();
}

void Finder::forget(Workspace *workspace)
{
    workspace->disconnect(this);
    const bool wasAsking = m_isAsking;
    for (UserSearch *search : QList(m_searches)) {
        if (search->workspace() == workspace) {
            m_searches.removeOne(search);
            delete search;
        }
    }
    if (m_resolving)
        m_resolving->abort();
    const auto ofIt = [workspace](const FindResult &result) { return result.place.workspace == workspace; };
    for (FindGroup &group : m_first)
        group.total -= int(group.results.removeIf(ofIt));
    m_first.removeIf([](const FindGroup &group) { return group.results.isEmpty(); });
    for (FindGroup *group : {&m_remembered, &m_meanwhile, &m_met})
        group->total -= int(group->results.removeIf(ofIt));
    publish(m_model.query());
    if (wasAsking)
        endAsking();
}

void Finder::setWorkspace(Workspace *workspace) { m_workspace = workspace; }

QList<Workspace *> Finder::workspaces() const
{
    QList<Workspace *> all = m_desk->workspaces();
    if (const qsizetype at = all.indexOf(m_workspace.data()); at > 0)
        all.move(at, 0);
    return all;
}

// The same account and region stand for other things in another store: that of an endpoint override.
QList<Workspace *> Finder::workspacesIn(const store::Store *store) const
{
    QList<Workspace *> all = workspaces();
    all.removeIf([store](const Workspace *each) { return !each->archive() || each->archive()->store() != store; });
    return all;
}

void Finder::setText(const QString &text)
{
    const FindQuery query(text);
    if (m_isOpen && query == m_model.query())
        return;
    m_isOpen = true;
    forgetAsked();
    m_remembered.results.clear();
    search(query);
    searchStores(query);
    Q_EMIT askingChanged();
}

void Finder::forgetAsked()
{
    stopAsking();
    qDeleteAll(m_searches);
    m_searches.clear();
    m_resolveText.clear();
    m_met.results.clear();
    m_met.total = 0;
}

void Finder::close()
{
    m_isOpen = false;
    m_again.stop();
    forgetAsked();
    m_first.clear();
    m_remembered.results.clear();
    m_meanwhile.results.clear();
    m_later.clear();
    publish(FindQuery());
    Q_EMIT askingChanged();
}

void Finder::search(const FindQuery &query)
{
    m_meanwhile.results.clear();
    m_meanwhile.total = 0;
    QList<FindGroup> loaded = findLoaded(workspaces(), query);
    m_first = loaded + findCommands(m_commands ? m_commands() : QList<FindCommand>(), query);
    std::stable_sort(m_first.begin(), m_first.end(),
        [](const FindGroup &a, const FindGroup &b) { return a.results.first().rank < b.results.first().rank; });
    if (std::optional<FindGroup> group = findByArn(workspaces(), query, loaded))
        m_first.prepend(*group);
    m_later.clear();
    publish(query);
}

// Each store answers for itself; one that answers late stands below what is there.
void Finder::searchStores(const FindQuery &query)
{
    m_remembered.results.clear();
    m_remembered.total = 0;
    if (query.isEmpty())
        return;
    const QList<store::Store *> stores = m_desk->stores();
    for (store::Store *each : stores) {
        each->search(query.text(), kRememberedLimit, this, [this, query, each](const QList<store::Found> &found) {
            if (!m_isOpen || !(query == m_model.query()) || !m_desk->stores().contains(each))
                return; // something else is asked by now, or the store went with its connection
            const FindGroup group = findRemembered(found, kRememberedLimit, workspacesIn(each));
            m_remembered.id = group.id;
            m_remembered.title = group.title;
            m_remembered.isMixed = true;
            for (const FindResult &result : group.results) {
                // Two services may have met the same names.
                if (!replace(m_remembered.results, result))
                    m_remembered.results.append(result);
            }
            m_remembered.total = int(m_remembered.results.size());
            publish(query);
        });
    }
}

// The lists went on: what stands there stays where it is, with fresh words; what is new stands below.
void Finder::searchAgain()
{
    const FindQuery query = m_model.query();
    if (!m_isOpen || query.isEmpty())
        return;
    if (std::all_of(m_first.begin(), m_first.end(), isOfCommands) && m_meanwhile.results.isEmpty()) {
        search(query);
        return;
    }
    const QList<FindGroup> fresh = findLoaded(workspaces(), query);
    for (const FindGroup &group : fresh) {
        int later = 0;
        for (const FindResult &result : group.results) {
            bool isKnown = false;
            if (replace(m_meanwhile.results, result)) {
                ++later;
                continue;
            }
            for (FindGroup &first : m_first)
                isKnown = isKnown || replace(first.results, result);
            if (!isKnown) {
                m_meanwhile.results.append(result);
                ++later;
            }
        }
        for (FindGroup &first : m_first) {
            if (first.id == group.id)
                first.total = std::max(int(first.results.size()), group.total - later);
        }
    }
    m_meanwhile.total = int(m_meanwhile.results.size());
    publish(query);
}

void Finder::publish(const FindQuery &query)
{
    if (const QList<Workspace *> all = workspaces(); !all.isEmpty())
        m_model.setNow(all.first()->clock()->now());
    QList<FindGroup> groups = m_first;
    const std::array<const FindGroup *, 3> later {&m_remembered, &m_meanwhile, &m_met};
    for (const FindGroup *group : later) {
        if (!group->results.isEmpty() && !m_later.contains(group->id))
            m_later.append(group->id);
    }
    for (const QString &id : std::as_const(m_later)) {
        for (const FindGroup *group : later) {
            if (group->id == id && !group->results.isEmpty())
                groups.append(*group);
        }
    }
    m_model.setGroups(query, groups);
}

bool Finder::choose(const QString &key)
{
    const FindResult *found = m_model.result(key);
    if (!found || !found->reason.isEmpty())
        return false;
    const FindResult result = *found; // the row may go while its choice is told
    if (!result.command.isEmpty()) {
        Q_EMIT commandChosen(result.command);
        return true;
    }
    if (!result.place.workspace)
        return false;
    const bool isListed = !result.place.stageArn.isEmpty() || result.kind == Kind::IngestConfiguration;
    if (!isListed)
        resolve(result.place, result.kind);
    else
        Q_EMIT placeChosen(result.place);
    return true;
}

void Finder::resolve(const FindPlace &place, Kind kind)
{
    stopAsking();
    ivs::Client *client = place.workspace->client();
    const auto failed = [this](const aws::Error &error) {
        m_resolveText = error.isCanceled() ? QString() : oneLine(error);
        Q_EMIT askingChanged();
    };
    if (kind == Kind::Stage) {
        auto *call = client->getStage({.arn = place.arn}, aws::Lane::Person);
        m_resolving = call;
        call->then(this, [this, call, place, failed](const aws::Result<ivs::GetStageResponse> &answer) {
            if (m_resolving != call)
                return;
            m_resolving.clear();
            if (!answer || !answer->stage || !place.workspace) {
                failed(answer ? aws::Error::canceled() : answer.error());
                return;
            }
            Q_EMIT placeChosen({place.workspace, place.arn, answer->stage->activeSessionId, {}, {}});
        });
    } else {
        auto *call = client->getComposition({.arn = place.arn}, aws::Lane::Person);
        m_resolving = call;
        call->then(this, [this, call, place, failed](const aws::Result<ivs::GetCompositionResponse> &answer) {
            if (m_resolving != call)
                return;
            m_resolving.clear();
            if (!answer || !answer->composition || !place.workspace) {
                failed(answer ? aws::Error::canceled() : answer.error());
                return;
            }
            Q_EMIT placeChosen({place.workspace, answer->composition->stageArn, {}, {}, place.arn});
        });
    }
    m_resolveText = tr("Asking the service…");
    Q_EMIT askingChanged();
}

QString Finder::askingRefused() const
{
    const FindQuery &query = m_model.query();
    if (query.isEmpty())
        return tr("Type a user id first.");
    if (query.text().toUcs4().size() > kUserIdLength)
        return tr("A user id has at most %1 characters.").arg(kUserIdLength);
    if (m_desk->workspaces().isEmpty())
        return tr("No connection is open.");
    return {};
}

QString Finder::askingOffer() const
{
    return tr("Ask the service where the user id “%1” is, stage by stage").arg(shownText(text()));
}

void Finder::askService()
{
    if (m_isAsking || !askingRefused().isEmpty())
        return;
    forgetAsked();
    m_met.title = tr("In the service, with exactly this user id");
    m_wasStopped = false;
    m_isAsking = true;
    QStringList accounts;
    for (Workspace *workspace : workspaces()) {
        // Two profiles of one account see the same stages.
        const QString account =
            workspace->accountId() + u' ' + workspace->region() + u' ' + workspace->configuration().endpoint.toString();
        if (!workspace->accountId().isEmpty() && accounts.contains(account))
            continue;
        accounts << account;
        auto *search = new UserSearch(workspace, text(), this);
        connect(search, &UserSearch::progressed, this, &Finder::askingChanged);
        connect(
            search, &UserSearch::found, this, [this, search](const UserSearch::Found &found) { take(search, found); });
        connect(search, &UserSearch::finished, this, &Finder::endAsking);
        m_searches.append(search);
    }
    for (UserSearch *search : QList(m_searches))
        search->start();
    Q_EMIT askingChanged();
}

void Finder::take(const UserSearch *search, const UserSearch::Found &found)
{
    FindResult result;
    result.kind = Kind::Participant;
    result.key = findKey(result.kind, found.participant.participantId, found.sessionId);
    result.name = found.participant.userId;
    result.where = found.participant.participantId + u" · "_s
        + (found.stageName.isEmpty() ? idOfArn(found.stageArn) : found.stageName) + u" · "_s
        + findPlaceWords(search->workspace());
    const bool isHere = found.participant.state == ivs::ParticipantState::Connected;
    result.note = isHere ? tr("Connected") : tr("Disconnected");
    result.tone = isHere ? Tone::Good : Tone::Idle;
    result.asOf = found.asOf;
    result.place = {search->workspace(), found.stageArn, found.sessionId, found.participant.participantId, {}};
    result.rank = FindQuery::Exact;
    ++m_met.total;
    if (m_met.results.size() < FindModel::kUnfolded)
        m_met.results.append(result);
    publish(m_model.query());
}

void Finder::stopAsking()
{
    if (m_resolving) {
        m_resolving->abort();
        m_resolving.clear();
        m_resolveText.clear();
    }
    if (!m_isAsking)
        return;
    m_wasStopped = true;
    for (UserSearch *search : QList(m_searches))
        search->stop();
}

void Finder::endAsking()
{
    m_isAsking = std::any_of(
        m_searches.begin(), m_searches.end(), [](const UserSearch *search) { return !search->isFinished(); });
    Q_EMIT askingChanged();
}

QString Finder::askingText() const
{
    if (!m_resolveText.isEmpty() || m_searches.isEmpty())
        return m_resolveText;
    UserSearch::Progress all;
    std::optional<aws::Error> error;
    for (const UserSearch *search : m_searches) {
        all += search->progress();
        if (search->error())
            error = search->error();
    }
    return m_isAsking ? findProgressText(all) : findSummaryText(all, m_met.total, m_wasStopped, error);
}
