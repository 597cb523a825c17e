// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/local/census.h"
#include "app/local/clock.h"
#include "app/local/control.h"
#include "app/local/faults.h"
#include "app/local/http.h"
#include "app/local/options.h"
#include "app/local/pager.h"
#include "app/local/rates.h"
#include "app/local/signature.h"
#include "app/local/simulation.h"

#include <QJsonDocument>
#include <QObject>

#include <memory>
#include <optional>

namespace aws {
struct Operation;
}

namespace local {

/// The local service as a whole. It makes what it needs in start(), so that it can live in a thread of its own: move it
/// there first and call start() there. Everything else may be called in that thread only; the plain facts (port,
/// endpoint, keys) are fixed once start() has returned.
class Service : public QObject
{
    Q_OBJECT

public:
    explicit Service(QObject *parent = nullptr);
    ~Service() override;

    enum class Failure { None, Usage, Network };

    /// Builds the scenario and listens. \a why receives one sentence when that fails; failure() tells the kind.
    bool start(const Options &options, QString *why);
    Failure failure() const { return m_failure; }

    quint16 port() const { return m_port; }
    QString endpoint() const { return m_endpoint; }
    QString accessKeyId() const { return QString::fromLatin1(m_keys.accessKeyId); }
    QString secretAccessKey() const { return QString::fromLatin1(m_keys.secretAccessKey); }
    QString region() const { return m_options.region; }
    QString accountId() const { return m_options.account; }

    /// Inside the process, past HTTP. Null before start().
    Simulation *simulation() const { return m_simulation.get(); }
    /// An operation or a /_local/ request past HTTP, signature, rates and faults, as the steps of a scenario ask it.
    /// \a request is `/ListStages`, `/_local/join`, …; an error is told as `code: message`.
    tl::expected<QJsonObject, QString> perform(const QString &request, const QJsonObject &body);

private:
    /// A request for an operation on its way through the service.
    struct Job
    {
        const aws::Operation *operation = nullptr;
        HttpRequest request;
        QJsonObject outside; ///< members from path and query
        QJsonDocument body;
        QString bodyProblem;
        std::optional<Fault> fault;
        std::shared_ptr<Exchange> exchange;
    };

    void receive(const HttpRequest &request, const std::shared_ptr<Exchange> &exchange);
    void receiveControl(const HttpRequest &request, const std::shared_ptr<Exchange> &exchange);
    void proceed(const Job &job);
    /// Why a job is refused before it is carried out.
    std::optional<Refusal> refusalOf(const Job &job, const QDateTime &now);
    Outcome<QJsonObject> act(const Job &job);
    void answer(const Job &job, HttpReply reply);
    HttpReply replyWith(int status, const QByteArray &body, const QDateTime &now);
    HttpReply replyWith(const Refusal &refusal, const QDateTime &now);
    void catchUp();

    Options m_options;
    Failure m_failure = Failure::None;
    KeyPair m_keys;
    quint16 m_port = 0;
    QString m_endpoint;
    Faults m_faults;
    Census m_census;
    std::unique_ptr<Random> m_requestIds;
    std::unique_ptr<Simulation> m_simulation;
    std::unique_ptr<Clock> m_clock;
    std::unique_ptr<Pager> m_pager;
    std::unique_ptr<Rates> m_rates;
    std::unique_ptr<Control> m_control;
    std::unique_ptr<HttpServer> m_http;
};

} // namespace local
