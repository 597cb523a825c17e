// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/aws/clock.h"
#include "models/aws/governor.h"
#include "models/aws/transport.h"
#include "models/environments.h"
#include "models/timetext.h"
#include "models/workspace.h"

#include <QHash>
#include <QProcessEnvironment>
#include <QTemporaryDir>

#include <memory>
#include <vector>

class EndedModel;
class OverviewModel;
class QSettings;
class Journal;
class Remembering;
class Keychain;

/// What a person or the command line asks to be opened.
struct ConnectionRequest
{
    aws::ConfigurationChoice choice;
    bool readOnly = false;
};

/// The program's open workspaces and what they share: the governor, the transports, the clock, the zone.
class Desk final : public QObject
{
    Q_OBJECT

public:
    /// \a random gives [0, 1), for the jitter of retries; the program's own generator when it is left out.
    Desk(const QProcessEnvironment &environment, aws::Clock *clock, std::function<double()> random = {});
    ~Desk() override;

    /// Opens a connection the way the AWS CLI would. Fails with Layer::Configuration or Layer::Tls; whether the
    /// credentials are good is known only when something is asked.
    aws::Result<Workspace *> open(const ConnectionRequest &request);
    /// Opens a connection to ivs-local with the keys that its ready line names.
    Workspace *openLocal(const QString &endpoint, const QString &region, const QString &accessKeyId,
        const QString &secretAccessKey, bool readOnly = false);
    void close(Workspace *workspace);

    /// Where what is remembered is kept; nothing is while it is not set. `store.sqlite` for AWS, another file for each
    /// endpoint override, and for ivs-local one that ends with this object.
    void setStoreFolder(const QString &folder) { m_storeFolder = folder; }
    /// The store of the connections to AWS, which also keeps what belongs to the program as a whole, opened when it is
    /// first asked for; null without a folder.
    store::Store *store() { return storeAt(QStringLiteral("store.sqlite")); }
    /// Every store that is open, in the order in which they were opened.
    QList<store::Store *> stores() const { return m_opened; }
    /// What a person may set and have forgotten of the store that this workspace keeps its rows in, with null of
    /// store(); null where nothing is remembered.
    Remembering *remembering(const Workspace *workspace);

    const QList<Workspace *> &workspaces() const { return m_workspaces; }
    /// The first of the workspaces that lead to the same account and region of the same service: what concerns the
    /// account is asked through it alone.
    bool leads(const Workspace *workspace) const { return m_leaders.contains(workspace); }
    /// Where the limits that the person enters for an account are kept; not owned.
    void setSettings(QSettings *settings);
    /// Where secrets are kept that outlive the program; not owned. Set it before a connection is opened: without one
    /// they last as long as it does.
    void setKeychain(Keychain *keychain) { m_keychain = keychain; }
    Keychain *keychain() const { return m_keychain; } ///< null without one
    /// The wall over all workspaces, and what ended lately.
    OverviewModel *overview() const { return m_overview; }
    EndedModel *ended() const { return m_ended; }
    /// Profiles in the shared files, read now.
    aws::SharedConfig sharedConfig() const { return aws::SharedConfig::load(m_environment); }
    /// Regions that have the service; others can be typed.
    static QStringList knownRegions();
    aws::Governor *governor() { return &m_governor; }
    TimeText *times() { return &m_times; }
    /// The person's marks of profiles and accounts; give it the settings before a connection is opened.
    Environments *environments() { return &m_environments; }

Q_SIGNALS:
    void opened(Workspace *workspace);
    void closing(Workspace *workspace);
    /// Another workspace leads for its account and region.
    void leadersChanged();
    /// Something about a store that the person should read: set aside, not to be opened, not written.
    void storeNoticed(const QString &words);

private:
    void chooseLeaders();
    Workspace *add(const Workspace::Setup &setup);
    store::Store *storeAt(const QString &name);
    store::Store *openStore(const QString &path);
    /// The journal that is kept in this store; with null, the one that is kept nowhere.
    Journal *journalIn(store::Store *store);
    Remembering *rememberingIn(store::Store *store);

    QProcessEnvironment m_environment;
    aws::Clock *m_clock;
    std::function<double()> m_random;
    aws::Governor m_governor;
    TimeText m_times;
    Environments m_environments;
    QString m_storeFolder;
    std::vector<std::unique_ptr<QTemporaryDir>> m_temporary; ///< of stores that end with this object
    QHash<QString, store::Store *> m_stores; ///< by name
    QList<store::Store *> m_opened;
    QHash<store::Store *, Journal *> m_journals;
    QHash<store::Store *, Remembering *> m_rememberings;
    QList<Workspace *> m_workspaces;
    QSet<const Workspace *> m_leaders;
    QSettings *m_settings = nullptr;
    Keychain *m_keychain = nullptr;
    OverviewModel *m_overview;
    EndedModel *m_ended;
};
