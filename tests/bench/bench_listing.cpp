// SPDX-License-Identifier: GPL-3.0-or-later
// Loads every participant of a session through the real client and model into a shown table, sorted by user id
// descending, with a filter that hides every third row of the canned endpoint; or, with --bare, runs the bare chain of
// requests over the same transport and signing. With --store FILE everything is kept there as well, as the program does
// (AWS_ACCOUNT_ID must say whose it is). Prints one line of JSON.
#include "models/archive.h"
#include "models/aws/credentialsproviders.h"
#include "models/ivs/jsonscan.h"
#include "models/ivs/operations.h"
#include "models/store/store.h"
#include "models/timetext.h"
#include "models/workspace.h"
#include "tests/bench/stallmeter.h"
#include "views/datatable.h"
#include "views/deskstyle.h"
#include "views/listpanel.h"
#include "views/theme.h"

#include <QApplication>
#include <QCommandLineParser>
#include <QFile>
#include <QJsonDocument>
#include <QJsonObject>
#include <QLineEdit>

#include <cstdio>

using namespace Qt::Literals::StringLiterals;

namespace {

int peakRssMb()
{
    QFile status(u"/proc/self/status"_s);
    if (!status.open(QIODevice::ReadOnly))
        return -1;
    for (const QByteArray &line : status.readAll().split('\n')) {
        if (line.startsWith("VmHWM:"))
            return line.mid(6).trimmed().split(' ').first().toInt() / 1024;
    }
    return -1;
}

void report(int participants, int pages, double seconds, double stall)
{
    const QJsonObject line {{u"participants"_s, participants}, {u"pages"_s, pages}, {u"seconds"_s, seconds},
        {u"longest_stall_ms"_s, stall}, {u"peak_rss_mb"_s, peakRssMb()}};
    std::puts(QJsonDocument(line).toJson(QJsonDocument::Compact).constData());
}

// Follows nextToken and counts pages; nothing else is read.
class BareChain final : public QObject
{
public:
    BareChain(ivs::Client *client, const ivs::ListParticipantsRequest &question)
        : m_client(client)
        , m_question(question)
    {
    }
    int pages = 0;
    int participants = 0;
    std::function<void(const std::optional<aws::Error> &)> onEnd;

    void next(const QString &token)
    {
        QJsonObject body {
            {u"stageArn"_s, m_question.stageArn}, {u"sessionId"_s, m_question.sessionId}, {u"maxResults"_s, 100}};
        if (!token.isEmpty())
            body.insert(u"nextToken"_s, token);
        m_client->caller()
            ->send({&ivs::kListParticipants, {}, {}, QJsonDocument(body).toJson(QJsonDocument::Compact)},
                aws::Lane::Person)
            ->then(this, [this](const aws::Result<aws::Response> &page) {
                if (!page) {
                    onEnd(page.error());
                    return;
                }
                ++pages;
                participants += int(page->body.count("\"participantId\""));
                const QString following = ivs::topLevelString(page->body, "nextToken").value_or(QString());
                if (following.isEmpty())
                    onEnd({});
                else
                    next(following);
            });
    }

private:
    ivs::Client *m_client;
    ivs::ListParticipantsRequest m_question;
};

} // namespace

int main(int argc, char **argv)
{
    QApplication application(argc, argv);
    QCommandLineParser parser;
    parser.addOptions({{u"endpoint"_s, u"Endpoint."_s, u"URL"_s}, {u"stage-arn"_s, u"Stage."_s, u"ARN"_s},
        {u"session-id"_s, u"Session."_s, u"ID"_s}, {u"bare"_s, u"Only the chain of requests."_s},
        {u"store"_s, u"Keeps what is listed."_s, u"FILE"_s}});
    parser.process(application);

    const QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    const auto keys = aws::environmentCredentials(environment);
    if (!keys || !*keys || parser.value(u"endpoint"_s).isEmpty()) {
        std::fputs("bench_listing: give --endpoint, and keys in the environment\n", stderr);
        return 2;
    }
    Theme theme;
    DeskStyle::install(&theme);
    aws::SystemClock clock;
    aws::Governor governor(&clock);
    governor.setShares({.unlimited = true});
    TimeText times;
    Workspace::Setup setup;
    setup.configuration.profile = u"bench"_s;
    setup.configuration.region = environment.value(u"AWS_REGION"_s, u"us-east-1"_s);
    setup.configuration.endpoint = QUrl(parser.value(u"endpoint"_s), QUrl::StrictMode);
    setup.credentials = new aws::GivenCredentials(**keys);
    aws::Transport transport;
    setup.transport = &transport;
    setup.governor = &governor;
    setup.clock = &clock;
    setup.times = &times;
    setup.random = [] { return 0.5; };
    Environments environments;
    setup.environments = &environments;
    std::unique_ptr<store::Store> kept;
    if (parser.isSet(u"store"_s)) {
        kept = std::make_unique<store::Store>(parser.value(u"store"_s));
        setup.store = kept.get();
    }
    Workspace workspace(setup);
    while (kept && !workspace.archive()->place().isKnown() && kept->state() != store::Store::State::Failed)
        QCoreApplication::processEvents(QEventLoop::WaitForMoreEvents);

    const QString stage = parser.value(u"stage-arn"_s);
    const QString session = parser.value(u"session-id"_s);
    QElapsedTimer timer;
    if (parser.isSet(u"bare"_s)) {
        BareChain chain(workspace.client(), {.stageArn = stage, .sessionId = session});
        StallMeter stalls;
        chain.onEnd = [&](const std::optional<aws::Error> &error) {
            report(chain.participants, chain.pages, double(timer.nsecsElapsed()) / 1e9, stalls.longestMs());
            QCoreApplication::exit(error ? 1 : 0);
        };
        timer.start();
        chain.next({});
        return QApplication::exec();
    }

    const ViewContext context {&theme, [](const QString &) {}};
    ParticipantModel *model = workspace.participants();
    ListPanel panel(context, model, {u"Participants"_s, {}, {}});
    panel.resize(1100, 700);
    panel.table()->sortByColumn(ParticipantModel::UserId, Qt::DescendingOrder);
    model->setFilter({.state = ivs::ParticipantState::Connected});
    panel.show();
    StallMeter stalls;
    QObject::connect(model, &ListModel::stateChanged, &application, [&] {
        const ListState state = model->state();
        if (state.phase == ListState::Phase::Failed) {
            std::fputs(qPrintable(state.error->message), stderr);
            QCoreApplication::exit(1);
        }
        if (state.phase != ListState::Phase::Complete)
            return;
        report(state.loaded, state.pages, double(timer.nsecsElapsed()) / 1e9, stalls.longestMs());
        QCoreApplication::exit(0);
    });
    timer.start();
    model->setSession(stage, session, false);
    return QApplication::exec();
}
