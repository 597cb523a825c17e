// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/tokenacts.h"

#include "models/actsteps.h"
#include "models/ivs/operations.h"
#include "models/journal.h"
#include "models/knownendpoints.h"
#include "models/tokensigning.h"
#include "models/workspace.h"

#include <QLocale>
#include <QQueue>

#include <algorithm>
#include <cmath>

using namespace actsteps;
using namespace Qt::Literals::StringLiterals;

namespace {

/// Lets calls begin one after the other, a while apart. The governor lets a second's worth go at once before it paces:
/// five hundred tokens would begin with twice the service's 50 in their first second (fact sheet 2).
class Pace final : public QObject
{
public:
    using Mint = aws::Call<ivs::CreateParticipantTokenResponse>;

    Pace(ServiceClock *clock, int interval, QObject *parent)
        : QObject(parent)
        , m_clock(clock)
        , m_interval(interval)
    {
    }

    Mint *run(const std::function<Mint *()> &send)
    {
        if (m_interval == 0)
            return send();
        auto *outer = new Mint;
        // Until its turn comes nothing has left.
        outer->onRecall([outer] {
            outer->finish(tl::unexpected(aws::Error::canceled()));
            return true;
        });
        m_waiting.enqueue([outer = QPointer(outer), send] {
            if (!outer || outer->isFinished())
                return false;
            Mint *inner = send();
            adopt(outer.data(), inner);
            inner->then(outer, [outer](const auto &answer) { outer->finish(answer); });
            return true;
        });
        if (!m_ticks)
            next();
        return outer;
    }

private:
    void next()
    {
        bool sent = false;
        while (!sent && !m_waiting.isEmpty())
            sent = m_waiting.dequeue()();
        m_ticks = sent;
        if (sent)
            m_clock->after(m_interval, this, [this] { next(); });
    }

    ServiceClock *m_clock;
    int m_interval; ///< ms
    QQueue<std::function<bool()>> m_waiting; ///< false: it was taken back
    bool m_ticks = false;
};

int intervalOf(const aws::Governor *governor, qsizetype calls)
{
    const aws::Governor::Shares shares = governor->shares();
    if (shares.unlimited || calls <= 1)
        return 0;
    const double perSecond = ivs::kCreateParticipantToken.callsPerSecond * shares.person;
    return perSecond > 0 ? int(std::ceil(1000 / perSecond)) : 1000;
}

} // namespace

TokenActs::TokenActs(Workspace *workspace)
    : QObject(workspace)
    , m_workspace(workspace)
    , m_endpoints(new KnownEndpoints(workspace, this))
{
}

MintedToken TokenActs::tokenOf(const ivs::ParticipantToken &answer, const MintDraft &draft) const
{
    MintedToken made;
    made.token = answer.token;
    made.participantId = answer.participantId;
    made.stageArn = draft.stageArn;
    made.stageName = draft.stageName;
    made.userId = draft.token.userId;
    made.attributes = mapOf(draft.token.attributes);
    made.publish = draft.token.publish;
    made.subscribe = draft.token.subscribe;
    made.issued = m_workspace->clock()->now();
    // Both are optional in the answer (fact sheet 7.1).
    made.expires = answer.expirationTime.isValid()
        ? answer.expirationTime
        : made.issued.addSecs(qint64(answer.duration.value_or(draft.token.durationMinutes)) * 60);
    made.how = MintedToken::How::Service;
    // The journal heard of the answer first; an entry of what was made carries its id.
    if (const Journal *journal = m_workspace->journal())
        made.journalEntry = journal->entryOf(u"CreateParticipantToken"_s, answer.participantId);
    return made;
}

Undertaking *TokenActs::mint(const QList<MintOrder> &orders)
{
    ivs::Client *client = m_workspace->client();
    const auto by = std::make_shared<QPointer<Undertaking>>();
    const auto pace = std::make_shared<QPointer<Pace>>();
    std::vector<Undertaking::Step> steps;
    steps.reserve(std::size_t(orders.size()));
    for (const MintOrder &order : orders) {
        const MintDraft &draft = order.draft;
        Undertaking::Step step = creation(
            draft.token.userId.isEmpty() ? tr("(no user id)") : draft.token.userId,
            tr("The service lists no tokens. If it was minted nobody holds it, so that another one does no harm."), by,
            [client, pace, request = draft.request()] {
                return (*pace)->run([client, request] { return client->createParticipantToken(request); });
            },
            [this, order](const ivs::CreateParticipantTokenResponse &answer, Undertaking *made) {
                if (answer.participantToken)
                    Q_EMIT minted(tokenOf(*answer.participantToken, order.draft), order.key, made);
            });
        step.key = order.key;
        steps.push_back(std::move(step));
    }
    const QString title =
        orders.size() == 1 ? tr("Mint a token") : tr("Mint %1 tokens").arg(QLocale().toString(orders.size()));
    auto *act = new Undertaking(title, std::move(steps), this);
    *by = act;
    *pace = new Pace(m_workspace->clock(), intervalOf(m_workspace->governor(), orders.size()), act);
    return act;
}

TokenSigning *TokenActs::sign(const QString &keyArn, const QList<MintOrder> &orders)
{
    std::vector<TokenSigning::Row> rows;
    rows.reserve(std::size_t(orders.size()));
    for (const MintOrder &order : orders)
        rows.push_back({order.key, order.draft});
    return followed(new TokenSigning(m_workspace, m_endpoints, keyArn, std::move(rows), this));
}

TokenSigning *TokenActs::signConnection(const ConnectionDraft &draft)
{
    std::vector<TokenSigning::Row> rows;
    rows.push_back({draft.keyArn, draft});
    return followed(new TokenSigning(m_workspace, m_endpoints, draft.keyArn, std::move(rows), this));
}

TokenSigning *TokenActs::followed(TokenSigning *act)
{
    connect(act, &TokenSigning::signedOne, this,
        [this, act](const MintedToken &token, const QString &key) { Q_EMIT minted(token, key, act); });
    return act;
}
