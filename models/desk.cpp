// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/desk.h"

#include "models/archive.h"
#include "models/aws/credentialsproviders.h"
#include "models/aws/endpoint.h"
#include "models/endedmodel.h"
#include "models/journal.h"
#include "models/overviewmodel.h"
#include "models/quotas.h"
#include "models/remembering.h"
#include "models/store/store.h"
#include "models/watch.h"

#include <QCryptographicHash>
#include <QRandomGenerator>

using namespace Qt::Literals::StringLiterals;

Desk::Desk(const QProcessEnvironment &environment, aws::Clock *clock, std::function<double()> random)
    : m_environment(environment)
    , m_clock(clock)
    , m_random(random ? std::move(random) : [] { return QRandomGenerator::global()->generateDouble(); })
    , m_governor(clock)
    , m_overview(new OverviewModel(this, &m_times, this))
    , m_ended(new EndedModel(this, &m_times, this))
{
}

Desk::~Desk()
{
    while (!m_workspaces.isEmpty())
        close(m_workspaces.last());
    // They speak of times, which are a member.
    delete m_ended;
    delete m_overview;
    // Each waits until what it was given is on the disk, before a temporary folder goes.
    const auto stores = findChildren<store::Store *>(QString(), Qt::FindDirectChildrenOnly);
    qDeleteAll(stores);
}

void Desk::setSettings(QSettings *settings)
{
    m_settings = settings;
    for (Workspace *workspace : std::as_const(m_workspaces))
        workspace->quotas()->setSettings(settings);
}

void Desk::chooseLeaders()
{
    QSet<const Workspace *> leaders;
    QSet<QString> places;
    for (Workspace *workspace : std::as_const(m_workspaces)) {
        const aws::BudgetScope scope = workspace->budgetScope();
        // Until the account is known, a workspace stands for itself.
        const QString who =
            workspace->accountId().isEmpty() ? QString::number(quintptr(workspace)) : workspace->accountId();
        const QString place =
            QStringList {workspace->configuration().endpoint.toString(), scope.partition, workspace->region(), who}
                .join(u'|');
        if (!places.contains(place))
            leaders.insert(workspace);
        places.insert(place);
    }
    if (leaders == m_leaders)
        return;
    m_leaders = leaders;
    for (Workspace *workspace : std::as_const(m_workspaces))
        workspace->watch()->setActive(leads(workspace));
    Q_EMIT leadersChanged();
}

store::Store *Desk::storeAt(const QString &name)
{
    if (m_storeFolder.isEmpty())
        return nullptr;
    store::Store *&found = m_stores[name];
    if (!found)
        found = openStore(m_storeFolder + u'/' + name);
    return found;
}

store::Store *Desk::openStore(const QString &path)
{
    auto *made = new store::Store(path, this);
    m_opened.append(made);
    connect(made, &store::Store::failed, this, &Desk::storeNoticed);
    connect(made, &store::Store::setAside, this, [this](const QString &aside, const QString &why) {
        Q_EMIT storeNoticed(tr("What was remembered could not be read and was set aside as %1. %2").arg(aside, why));
    });
    // Once, until something can be kept again: a full disk refuses every write.
    const auto told = std::make_shared<bool>(false);
    connect(made, &store::Store::saved, this, [told] { *told = false; });
    connect(made, &store::Store::lost, this, [this, made, told](quint64, quint64, const QString &why) {
        if (made->state() != store::Store::State::Failed && !std::exchange(*told, true))
            Q_EMIT storeNoticed(tr("Something could not be kept: %1").arg(why));
    });
    // What is too old goes at the start, and every hour after.
    connect(made, &store::Store::opened, this, [this, made] { made->expire(m_clock->now()); });
    const auto hourly = [this, made](const auto &self) -> void {
        m_clock->after(3600'000, made, [this, made, self] {
            made->expire(m_clock->now());
            self(self);
        });
    };
    hourly(hourly);
    return made;
}

Journal *Desk::journalIn(store::Store *store)
{
    Journal *&found = m_journals[store];
    if (!found) {
        found = new Journal(m_clock, this);
        found->setStore(store);
    }
    return found;
}

Remembering *Desk::rememberingIn(store::Store *store)
{
    if (!store)
        return nullptr;
    Remembering *&found = m_rememberings[store];
    if (!found) {
        found = new Remembering(store, m_clock, this);
        connect(found, &Remembering::forgotten, this, [this, made = found, store] {
            journalIn(store)->readAgain(); // without the name
            Q_EMIT storeNoticed(made->forgottenText());
        });
    }
    return found;
}

Remembering *Desk::remembering(const Workspace *workspace)
{
    if (!workspace)
        return rememberingIn(m_stores.value(u"store.sqlite"_s)); // a local run never opens it
    return workspace->archive() ? rememberingIn(workspace->archive()->store()) : nullptr;
}

Workspace *Desk::add(const Workspace::Setup &setup)
{
    Workspace::Setup whole = setup;
    whole.governor = &m_governor;
    whole.clock = m_clock;
    whole.times = &m_times;
    whole.environments = &m_environments;
    whole.random = m_random;
    whole.journal = journalIn(setup.store);
    whole.remembering = rememberingIn(setup.store);
    whole.keychain = m_keychain;
    auto *workspace = new Workspace(whole, this);
    whole.journal->observe(workspace);
    whole.transport->setParent(workspace);
    workspace->quotas()->setSettings(m_settings);
    m_workspaces.append(workspace);
    connect(workspace, &Workspace::accountIdChanged, this, &Desk::chooseLeaders);
    Q_EMIT opened(workspace);
    chooseLeaders();
    return workspace;
}

aws::Result<Workspace *> Desk::open(const ConnectionRequest &request)
{
    const aws::SharedConfig files = sharedConfig();
    const aws::Result<aws::Configuration> configuration =
        aws::resolveConfiguration(request.choice, m_environment, files, u"ivs_realtime"_s, u"ivsrealtime"_s);
    if (!configuration)
        return tl::unexpected(configuration.error());
    const aws::Result<QUrl> channels =
        aws::resolveCompanion(*configuration, request.choice, m_environment, files, u"ivs"_s, u"ivs"_s);
    if (!channels)
        return tl::unexpected(channels.error());
    auto transport = std::make_unique<aws::Transport>();
    if (!configuration->caBundle.isEmpty()) {
        const aws::Result<aws::Nothing> bundle = transport->setCaBundle(configuration->caBundle);
        if (!bundle)
            return tl::unexpected(bundle.error());
    }
    Workspace::Setup setup;
    setup.configuration = *configuration;
    setup.configuration.companionEndpoint = *channels;
    setup.credentials = new aws::ChainCredentials(m_environment, configuration->profile, configuration->profileChosen);
    setup.transport = transport.release();
    setup.readOnly = request.readOnly;
    // Another service under the same account's number is another world.
    const QByteArray endpoint = configuration->endpoint.toEncoded();
    const QByteArray digest = QCryptographicHash::hash(endpoint, QCryptographicHash::Sha256).toHex().first(16);
    setup.store =
        configuration->endpointOverridden ? storeAt(u"store-%1.sqlite"_s.arg(QString::fromLatin1(digest))) : store();
    return add(setup);
}

Workspace *Desk::openLocal(const QString &endpoint, const QString &region, const QString &accessKeyId,
    const QString &secretAccessKey, bool readOnly)
{
    Workspace::Setup setup;
    setup.configuration.profile = u"local"_s;
    setup.configuration.region = region;
    setup.configuration.endpoint = QUrl(endpoint, QUrl::StrictMode);
    setup.configuration.companionEndpoint = setup.configuration.endpoint;
    setup.configuration.endpointOverridden = true;
    aws::Credentials keys;
    keys.accessKeyId = accessKeyId;
    keys.secretAccessKey = secretAccessKey;
    setup.credentials = new aws::GivenCredentials(keys);
    setup.transport = new aws::Transport;
    if (!m_storeFolder.isEmpty()) {
        m_temporary.push_back(std::make_unique<QTemporaryDir>());
        if (m_temporary.back()->isValid())
            setup.store = openStore(m_temporary.back()->filePath(u"store.sqlite"_s));
    }
    setup.local = true;
    setup.readOnly = readOnly;
    return add(setup);
}

QStringList Desk::knownRegions() { return aws::ivsRealtimeRegions(); }

void Desk::close(Workspace *workspace)
{
    if (!m_workspaces.removeOne(workspace))
        return;
    Q_EMIT closing(workspace);
    m_leaders.remove(workspace);
    // What a local service told means nothing to any other.
    if (!workspace->isMarkable() && workspace->archive())
        m_opened.removeOne(workspace->archive()->store());
    delete workspace;
    chooseLeaders();
}
