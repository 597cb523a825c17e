// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/undo.h"

#include "models/actsteps.h"
#include "models/ivs/codec.h"
#include "models/stageacts.h"
#include "models/timetext.h"
#include "models/workspace.h"

#include <QJsonArray>
#include <QJsonDocument>

using namespace Qt::Literals::StringLiterals;

namespace {

bool isOfTags(const QString &operation) { return operation == "TagResource"_L1 || operation == "UntagResource"_L1; }

QString wordsOf(const QJsonValue &value)
{
    if (value.isNull() || value.isUndefined())
        return TimeText::unknown();
    if (value.isString())
        return value.toString();
    if (value.isBool())
        return value.toBool() ? u"true"_s : u"false"_s;
    if (value.isDouble())
        return QString::number(value.toDouble());
    const QJsonDocument document = value.isArray() ? QJsonDocument(value.toArray()) : QJsonDocument(value.toObject());
    return QString::fromUtf8(document.toJson(QJsonDocument::Compact));
}

} // namespace

bool Undo::isOfKind(const store::JournalEntry &entry)
{
    return isOfTags(entry.operation) || entry.operation == "UpdateStage"_L1
        || entry.operation == "UpdateIngestConfiguration"_L1;
}

bool Undo::isPossible(const store::JournalEntry &entry)
{
    return isOfKind(entry) && entry.outcome == store::Outcome::Done && !entry.before.isEmpty();
}

bool Undo::isOf(const Workspace *workspace, const store::JournalEntry &entry)
{
    const QString account = workspace->accountId();
    return entry.place.region == workspace->region()
        && (account.isEmpty() || entry.place.accountId.isEmpty() || entry.place.accountId == account);
}

Undo::Undo(Workspace *workspace, const store::JournalEntry &entry, QObject *parent)
    : QObject(parent)
    , m_workspace(workspace)
    , m_entry(entry)
{
    const QJsonObject parameters = QJsonDocument::fromJson(entry.parameters).object();
    m_before = QJsonDocument::fromJson(entry.before).object();
    if (isOfTags(entry.operation)) {
        m_before = m_before.value("tags"_L1).toObject();
        m_made = parameters.value("tags"_L1).toObject();
        const QJsonArray keys = parameters.value("tagKeys"_L1).toArray();
        for (const QJsonValue &key : keys)
            m_made.insert(key.toString(), QJsonValue::Null);
    } else {
        m_made = parameters;
        m_made.remove(u"arn"_s);
    }
    check();
}

template <typename T, typename Take>
void Undo::ask(aws::Call<T> *call, Take take)
{
    call->then(this, [this, take](const aws::Result<T> &answer) {
        if (answer) {
            found(take(*answer));
            return;
        }
        m_error = answer.error();
        m_state = State::Failed;
        Q_EMIT checked();
    });
}

void Undo::check()
{
    ivs::Client *client = m_workspace->client();
    const QString arn = m_entry.resource;
    if (isOfTags(m_entry.operation)) {
        ask(client->listTagsForResource({.resourceArn = arn}, aws::Lane::Person),
            [](const ivs::ListTagsForResourceResponse &answer) {
                return ivs::toJson(answer).value("tags"_L1).toObject();
            });
    } else if (m_entry.operation == "UpdateStage"_L1) {
        ask(client->getStage({.arn = arn}, aws::Lane::Person), [](const ivs::GetStageResponse &answer) {
            return answer.stage ? ivs::toJson(*answer.stage) : QJsonObject();
        });
    } else {
        ask(client->getIngestConfiguration({.arn = arn}, aws::Lane::Person),
            [](const ivs::GetIngestConfigurationResponse &answer) {
                return answer.ingestConfiguration ? ivs::toJson(*answer.ingestConfiguration) : QJsonObject();
            });
    }
}

void Undo::found(const QJsonObject &present)
{
    m_present = actsteps::membersOf(present, m_made, {});
    // Member by member: what an empty object asks for would cover everything. A tag may well be an empty text.
    const bool exact = isOfTags(m_entry.operation);
    const auto holds = [this, exact](const QJsonObject &wanted) {
        for (auto it = wanted.begin(); it != wanted.end(); ++it) {
            const QJsonValue value = m_present.value(it.key());
            if (exact ? value != it.value() : !actsteps::covers(value, it.value()))
                return false;
        }
        return true;
    };
    m_state = holds(m_made) ? State::AsMade : holds(m_before) ? State::Back : State::Changed;
    Q_EMIT checked();
}

QList<Undo::Difference> Undo::differences() const
{
    QList<Difference> list;
    for (auto it = m_made.begin(); it != m_made.end(); ++it) {
        list.append(
            {it.key(), wordsOf(it.value()), wordsOf(m_present.value(it.key())), wordsOf(m_before.value(it.key()))});
    }
    return list;
}

Undertaking *Undo::make()
{
    if (!m_workspace || (m_state != State::AsMade && m_state != State::Changed))
        return nullptr;
    return m_workspace->stageActs()->undo(m_entry.operation, m_entry.resource, m_before, m_present, m_entry.id);
}
