// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/systemkeychain.h"

#include <qt6keychain/keychain.h>

#include <QDBusConnection>
#include <QDBusMessage>
#include <QDBusObjectPath>
#include <QDBusPendingCallWatcher>
#include <QDBusPendingReply>
#include <QDBusVariant>
#include <QTimer>
#include <QUuid>

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr int kPatience = 10000; // ms, for a service that is started by the first question

constexpr QLatin1StringView kSecrets = "org.freedesktop.secrets"_L1;

} // namespace

SystemKeychain::SystemKeychain(QObject *parent)
    : Keychain(parent)
{
}

void SystemKeychain::look(const OnLid &then)
{
    const QDBusConnection bus = QDBusConnection::sessionBus();
    if (!bus.isConnected()) { // a question into nowhere is never answered
        QTimer::singleShot(0, this, [then] { then(Lid::NoService); });
        return;
    }
    QDBusMessage ask = QDBusMessage::createMethodCall(
        QString(kSecrets), u"/org/freedesktop/secrets"_s, u"org.freedesktop.Secret.Service"_s, u"ReadAlias"_s);
    ask << u"default"_s;
    auto *watcher = new QDBusPendingCallWatcher(bus.asyncCall(ask, kPatience), this);
    connect(watcher, &QDBusPendingCallWatcher::finished, this, [this, watcher, then] {
        watcher->deleteLater();
        const QDBusPendingReply<QDBusObjectPath> reply = *watcher;
        if (reply.isError())
            then(Lid::NoService);
        else if (reply.value().path() == "/"_L1)
            then(Lid::NoCollection);
        else
            lookAt(reply.value().path(), then);
    });
}

void SystemKeychain::lookAt(const QString &collection, const OnLid &then)
{
    QDBusMessage ask =
        QDBusMessage::createMethodCall(QString(kSecrets), collection, u"org.freedesktop.DBus.Properties"_s, u"Get"_s);
    ask << u"org.freedesktop.Secret.Collection"_s << u"Locked"_s;
    auto *watcher = new QDBusPendingCallWatcher(QDBusConnection::sessionBus().asyncCall(ask, kPatience), this);
    connect(watcher, &QDBusPendingCallWatcher::finished, this, [watcher, then] {
        watcher->deleteLater();
        const QDBusPendingReply<QDBusVariant> reply = *watcher;
        // What can't say that it is open is not trusted to be.
        const bool open = !reply.isError() && !reply.value().variant().value<bool>();
        then(open ? Lid::Open : Lid::Closed);
    });
}

Keychain::Fault SystemKeychain::closed(Lid lid)
{
    const QString words = lid == Lid::NoCollection
        ? tr("There is no keyring yet: unlocking asks for the password of a new one.")
        : QString();
    setState(State::Locked, words);
    return {State::Locked, words};
}

template <typename Answer>
void SystemKeychain::whenOpen(const std::function<void(const Answer &)> &then, const std::function<void()> &open)
{
    look([this, then, open](Lid lid) {
        if (lid == Lid::Closed || lid == Lid::NoCollection)
            then(tl::unexpected(closed(lid)));
        else
            open();
    });
}

void SystemKeychain::startProbe()
{
    look([this](Lid lid) {
        if (lid == Lid::Closed || lid == Lid::NoCollection) {
            const Fault fault = closed(lid);
            endProbe(fault.state, fault.words);
        } else if (lid == Lid::Open && m_tried) {
            endProbe(State::Available);
        } else {
            tryOut();
        }
    });
}

// An entry that is written opens what is closed, with the desktop's own question to the person.
void SystemKeychain::startUnlock() { tryOut(); }

void SystemKeychain::tryOut()
{
    const QString key = u"probe"_s;
    const QByteArray token = QUuid::createUuid().toByteArray();
    const auto end = [this](const Done &done) {
        if (done) {
            m_tried = true;
            endProbe(State::Available);
            return;
        }
        // Closed still: the person said no, or the desktop could not ask.
        look([this, fault = done.error()](Lid lid) {
            const bool isClosed = lid == Lid::Closed || lid == Lid::NoCollection;
            endProbe(isClosed ? State::Refused : fault.state, fault.words);
        });
    };
    writeRaw(key, token, [this, key, end](const Done &written) {
        if (written)
            removeRaw(key, end);
        else
            end(written);
    });
}

void SystemKeychain::run(QKeychain::Job *job, const QString &key, const std::function<void(QKeychain::Job *)> &then)
{
    // No parent: a job that is deleted while the Secret Service still thinks about it is answered into nowhere.
    job->setKey(key);
    connect(job, &QKeychain::Job::finished, this, then);
    job->start();
}

Keychain::Fault SystemKeychain::faultOf(const QKeychain::Job *job)
{
    const bool isMissing = job->error() == QKeychain::NoBackendAvailable || job->error() == QKeychain::NotImplemented
        || job->error() == QKeychain::OtherError; // no bus, no service
    const Fault fault {isMissing ? State::Missing : State::Refused, job->errorString()};
    setState(fault.state, fault.words);
    return fault;
}

void SystemKeychain::readRaw(const QString &key, const OnFound &then)
{
    run(new QKeychain::ReadPasswordJob(service()), key, [this, then](QKeychain::Job *job) {
        if (job->error() == QKeychain::NoError) {
            then(std::optional(static_cast<QKeychain::ReadPasswordJob *>(job)->binaryData()));
            return;
        }
        if (job->error() != QKeychain::EntryNotFound) {
            then(tl::unexpected(faultOf(job)));
            return;
        }
        // A keyring that was closed meanwhile has nothing either.
        whenOpen<Found>(then, [then] { then(std::optional<QByteArray>()); });
    });
}

void SystemKeychain::readEntry(const QString &key, const OnFound &then)
{
    whenOpen<Found>(then, [this, key, then] { readRaw(key, then); });
}

void SystemKeychain::writeRaw(const QString &key, const QByteArray &secret, const OnDone &then)
{
    auto *job = new QKeychain::WritePasswordJob(service());
    job->setBinaryData(secret);
    run(job, key, [this, key, secret, then](QKeychain::Job *written) {
        if (written->error() != QKeychain::NoError) {
            then(tl::unexpected(faultOf(written)));
            return;
        }
        readRaw(key, [secret, then](const Found &found) {
            if (!found)
                then(tl::unexpected(found.error()));
            else if (*found != secret)
                then(tl::unexpected(Fault {State::Refused, tr("What was written could not be read back.")}));
            else
                then(aws::Nothing());
        });
    });
}

void SystemKeychain::writeEntry(const QString &key, const QByteArray &secret, const OnDone &then)
{
    whenOpen<Done>(then, [this, key, secret, then] { writeRaw(key, secret, then); });
}

void SystemKeychain::removeRaw(const QString &key, const OnDone &then)
{
    run(new QKeychain::DeletePasswordJob(service()), key, [this, key, then](QKeychain::Job *job) {
        if (job->error() != QKeychain::NoError && job->error() != QKeychain::EntryNotFound) {
            then(tl::unexpected(faultOf(job)));
            return;
        }
        readRaw(key, [then](const Found &found) {
            if (!found)
                then(tl::unexpected(found.error()));
            else if (*found)
                then(tl::unexpected(Fault {State::Refused, tr("It was deleted, and is there still.")}));
            else
                then(aws::Nothing());
        });
    });
}

void SystemKeychain::removeEntry(const QString &key, const OnDone &then)
{
    whenOpen<Done>(then, [this, key, then] { removeRaw(key, then); });
}
