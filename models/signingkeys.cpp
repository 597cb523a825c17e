// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/signingkeys.h"

#include "models/aws/writeguard.h"
#include "models/ivs/client.h"

namespace {

QByteArray derOf(const ivs::PublicKey &key) { return ivs::es384::publicKeyDer(key.publicKeyMaterial.toUtf8()); }

} // namespace

SigningKeys::SigningKeys(ivs::Client *client, aws::WriteGuard *guard, Keychain *keychain, QObject *parent)
    : QObject(parent)
    , m_client(client)
    , m_guard(guard)
    , m_keychain(keychain ? keychain : new SessionKeychain(this))
{
    connect(m_keychain, &Keychain::stateChanged, this, [this] {
        if (m_keychain->state() == Keychain::State::Available)
            look();
    });
}

std::optional<ivs::PublicKey> SigningKeys::publicKey(const QString &arn) const
{
    const auto known = m_public.constFind(arn);
    return known == m_public.cend() ? std::nullopt : std::optional(*known);
}

QMap<QString, QByteArray> SigningKeys::publicPems() const
{
    QMap<QString, QByteArray> found;
    for (auto it = m_halves.cbegin(); it != m_halves.cend(); ++it) {
        if (it->key)
            found.insert(it.key(), it->key->publicPem());
    }
    for (auto it = m_public.cbegin(); it != m_public.cend(); ++it)
        found.insert(it.key(), it->publicKeyMaterial.toUtf8());
    return found;
}

QString SigningKeys::arnOf(const QByteArray &der) const
{
    for (auto it = m_public.cbegin(); it != m_public.cend(); ++it) {
        if (m_listed.contains(it.key()) && derOf(*it) == der)
            return it.key();
    }
    return {};
}

void SigningKeys::set(const QString &arn, const Half &half)
{
    Half &present = m_halves[arn];
    const quint64 change = present.change + 1;
    present = half;
    present.change = change;
    Q_EMIT changed(arn);
}

void SigningKeys::listed(const QStringList &arns)
{
    m_listed = arns;
    // A token that a deleted key signed is not called good any more.
    const QStringList known = m_public.keys();
    for (const QString &arn : known) {
        if (!arns.contains(arn) && m_public.remove(arn))
            Q_EMIT changed(arn);
    }
    m_isListed = true;
    look();
    // One of them may be what an import left whose answer was lost.
    for (const QString &arn : arns) {
        if (!m_expected.isEmpty() && !m_public.contains(arn))
            askPublic(arn, {});
    }
}

void SigningKeys::look()
{
    for (const QString &arn : std::as_const(m_listed)) {
        if (kept(arn) == Kept::Unknown)
            lookFor(arn);
    }
}

void SigningKeys::lookFor(const QString &arn)
{
    if (m_looking.contains(arn))
        return;
    m_looking.insert(arn);
    m_keychain->read(
        entryOf(arn), this, [this, arn, change = m_halves.value(arn).change](const Keychain::Found &answer) {
            m_looking.remove(arn);
            if (m_halves.value(arn).change != change)
                return; // it was put there, or taken away, meanwhile
            if (!answer)
                set(arn, {Kept::Unknown, {}, answer.error()});
            else if (!*answer)
                set(arn, {Kept::Nowhere, {}, {}});
            else
                found(arn, **answer);
        });
}

void SigningKeys::found(const QString &arn, const QByteArray &pem)
{
    const auto key = PrivateKey::fromPem(pem);
    if (!key) {
        set(arn, {Kept::Foreign, {}, {}});
        return;
    }
    if (m_public.contains(arn)) {
        settle(arn, *key);
        return;
    }
    askPublic(arn, [this, arn, key = *key, change = m_halves.value(arn).change](const auto &error) {
        // Who may not read public keys can still sign: the entry was written under this ARN for this key.
        if (m_halves.value(arn).change == change && (!error || error->kind == aws::ErrorKind::Denied))
            settle(arn, key);
    });
}

void SigningKeys::settle(const QString &arn, const PrivateKey &key)
{
    const auto known = m_public.constFind(arn);
    const bool belongs = known == m_public.cend() || derOf(*known) == key.publicDer();
    set(arn, belongs ? Half {Kept::Keychain, key, {}} : Half {Kept::Foreign, {}, {}});
}

void SigningKeys::askPublic(const QString &arn, const std::function<void(const std::optional<aws::Error> &)> &then)
{
    m_client->getPublicKey({.arn = arn}, aws::Lane::Visible)
        ->then(this, [this, then](const aws::Result<ivs::GetPublicKeyResponse> &answer) {
            if (answer && answer->publicKey)
                know(*answer->publicKey);
            if (then)
                then(answer ? std::optional<aws::Error>() : std::optional(answer.error()));
        });
}

void SigningKeys::know(const ivs::PublicKey &key)
{
    m_public.insert(key.arn, key);
    const QByteArray der = derOf(key);
    if (const auto it = m_expected.find(der); it != m_expected.end()) {
        const Expected expected = std::move(it.value());
        m_expected.remove(der);
        store(key.arn, expected.key, expected.lasting, {});
        return;
    }
    const std::optional<PrivateKey> half = privateKey(key.arn);
    if (half && half->publicDer() != der)
        set(key.arn, {Kept::Foreign, {}, {}});
    else
        Q_EMIT changed(key.arn);
}

void SigningKeys::findPublic(
    const QByteArray &der, QObject *guard, const std::function<void(const aws::Result<QString> &)> &then)
{
    QStringList missing;
    for (const QString &arn : std::as_const(m_listed)) {
        if (!m_public.contains(arn))
            missing << arn;
    }
    struct Search
    {
        qsizetype left;
        std::optional<aws::Error> error;
    };
    const auto search = std::make_shared<Search>(Search {missing.size() + 1, {}});
    const auto one = [this, der, guard = QPointer(guard), then, search](const std::optional<aws::Error> &error) {
        if (error && error->kind != aws::ErrorKind::NotFound) // it was deleted since it was listed
            search->error = error;
        if (--search->left > 0 || !guard)
            return;
        const QString arn = arnOf(der);
        // What could not be read might have been the one.
        if (arn.isEmpty() && search->error)
            then(tl::unexpected(*search->error));
        else
            then(arn);
    };
    for (const QString &arn : std::as_const(missing))
        askPublic(arn, one);
    QMetaObject::invokeMethod(
        this, [one] { one({}); }, Qt::QueuedConnection);
}

void SigningKeys::expect(const PrivateKey &key, bool lasting) { m_expected.insert(key.publicDer(), {key, lasting}); }

void SigningKeys::expectNoMore(const PrivateKey &key) { m_expected.remove(key.publicDer()); }

void SigningKeys::store(const QString &arn, const PrivateKey &key, bool lasting, const Keychain::OnDone &then)
{
    // In memory first: whatever the keychain answers, the key is not lost.
    set(arn, {Kept::Session, key, {}});
    const auto end = [this, arn, key, then, change = m_halves.value(arn).change](const Keychain::Done &done) {
        if (m_halves.value(arn).change == change) {
            set(arn, done ? Half {Kept::Keychain, key, {}} : Half {Kept::Session, key, done.error()});
            if (!done)
                Q_EMIT notKept(arn);
        }
        if (then)
            then(done);
    };
    if (lasting && m_keychain->isLasting())
        m_keychain->write(entryOf(arn), key.toPem(), this, end);
    else if (then)
        QMetaObject::invokeMethod(
            this, [then] { then(aws::Nothing()); }, Qt::QueuedConnection);
}

void SigningKeys::refuse(QObject *guard, const Keychain::OnDone &then)
{
    const Keychain::Done refused =
        tl::unexpected(Keychain::Fault {Keychain::State::Refused, tr("This connection is read-only.")});
    QMetaObject::invokeMethod(
        guard, [then, refused] { then(refused); }, Qt::QueuedConnection);
}

void SigningKeys::put(
    const QString &arn, const PrivateKey &key, bool lasting, QObject *guard, const Keychain::OnDone &then)
{
    if (m_guard->isReadOnly()) {
        refuse(guard, then);
        return;
    }
    store(arn, key, lasting, [guard = QPointer(guard), then](const Keychain::Done &done) {
        if (guard)
            then(done);
    });
}

void SigningKeys::remove(const QString &arn, QObject *guard, const Keychain::OnDone &then)
{
    if (m_guard->isReadOnly())
        refuse(guard, then);
    else
        removeOrphan(arn, guard, then);
}

void SigningKeys::removeOrphan(const QString &arn, QObject *guard, const Keychain::OnDone &then)
{
    const bool onlyHere = kept(arn) == Kept::Session;
    m_keychain->remove(entryOf(arn), this,
        [this, arn, onlyHere, guard = QPointer(guard), then, change = m_halves.value(arn).change](
            const Keychain::Done &done) {
            // What never was in the keychain is gone with the memory of it, whatever the keychain says.
            const bool gone = done || onlyHere;
            if (gone && m_halves.value(arn).change == change)
                set(arn, {Kept::Nowhere, {}, {}});
            if (guard)
                then(gone ? Keychain::Done() : done);
        });
}
