// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/local/scenario.h"

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QRegularExpression>

#include <cmath>
#include <memory>

using namespace Qt::Literals::StringLiterals;

namespace local {

namespace {

constexpr double kLatest = 366.0 * 24 * 3600;

QJsonValue lookUp(const QJsonArray &answers, const QString &path)
{
    const QStringList parts = path.split(u'.');
    QJsonValue value = answers.at(parts.first().toInt());
    for (const QString &part : parts.mid(1))
        value = value.isArray() ? value.toArray().at(part.toInt()) : value.toObject()[part];
    return value;
}

// Our choice: ids and tokens are not known when a file is written, so that "${3.participantToken.token}" stands for a
// member of the answer to step 3, counted from 0.
QJsonValue filledIn(const QJsonValue &value, const QJsonArray &answers)
{
    static const QRegularExpression reference(u"\\$\\{(\\d+(?:\\.[A-Za-z0-9]+)*)\\}"_s);
    if (value.isObject()) {
        QJsonObject object = value.toObject();
        for (auto it = object.begin(); it != object.end(); ++it)
            *it = filledIn(it->toVariant().isNull() ? QJsonValue() : QJsonValue(*it), answers);
        return object;
    }
    if (value.isArray()) {
        QJsonArray array;
        const QJsonArray source = value.toArray();
        for (const QJsonValue &item : source)
            array.append(filledIn(item, answers));
        return array;
    }
    QString text = value.toString();
    for (auto match = reference.match(text); match.hasMatch(); match = reference.match(text))
        text.replace(match.capturedStart(), match.capturedLength(), lookUp(answers, match.captured(1)).toString());
    return value.isString() ? QJsonValue(text) : value;
}

std::optional<QString> readStep(const QJsonValue &value, Step *step)
{
    const QJsonObject object = value.toObject();
    const double at = object[u"at"_s].toDouble(-1);
    if (!(at >= 0) || at > kLatest)
        return u"\"at\": seconds after the start, 0 or more"_s;
    step->at = Millis(std::llround(at * 1000));
    step->request = object[u"request"_s].toString();
    if (!step->request.startsWith(u'/'))
        return u"\"request\": /Operation or /_local/…"_s;
    if (!object[u"body"_s].isUndefined() && !object[u"body"_s].isObject())
        return u"\"body\": an object"_s;
    step->body = object[u"body"_s].toObject();
    return std::nullopt;
}

} // namespace

std::optional<QString> readScenarioFile(const QString &path, ScenarioPlan *plan)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return file.errorString();
    QJsonParseError problem;
    const QJsonObject object = QJsonDocument::fromJson(file.readAll(), &problem).object();
    if (problem.error != QJsonParseError::NoError)
        return u"not JSON: %1 at byte %2"_s.arg(problem.errorString()).arg(problem.offset);
    if (!object[u"steps"_s].isArray())
        return u"\"steps\": a list is required"_s;
    const QJsonValue seed = object[u"seed"_s];
    if (!seed.isUndefined()) {
        if (!seed.isDouble() || seed.toDouble() != double(quint32(seed.toDouble())))
            return u"\"seed\": a whole number from 0 to 4294967295"_s;
        plan->seed = quint32(seed.toDouble());
    }
    const QJsonValue start = object[u"start"_s];
    if (!start.isUndefined()) {
        const QDateTime time = QDateTime::fromString(start.toString(), Qt::ISODateWithMs);
        if (!time.isValid())
            return u"\"start\": a time such as 2026-11-22T20:15:00Z"_s;
        plan->start = time.toMSecsSinceEpoch();
    }
    const QJsonArray steps = object[u"steps"_s].toArray();
    for (const QJsonValue &value : steps) {
        Step step;
        if (const auto wrong = readStep(value, &step))
            return u"step %1: %2"_s.arg(plan->steps.size()).arg(*wrong);
        plan->steps.append(step);
    }
    return std::nullopt;
}

std::optional<QString> buildFromSteps(
    const QList<Step> &steps, Simulation *simulation, Millis start, const Request &request)
{
    // Shared, as later steps look at the answers to earlier ones long after this function has returned.
    const auto answers = std::make_shared<QJsonArray>();
    const auto problem = std::make_shared<std::optional<QString>>();
    for (int i = 0; i < steps.size(); ++i)
        answers->append(QJsonObject());
    for (int i = 0; i < steps.size(); ++i) {
        simulation->at(start + steps[i].at, [answers, problem, request, i, step = steps[i]] {
            const auto answer = request(step.request, filledIn(step.body, *answers).toObject());
            if (answer) {
                (*answers)[i] = *answer;
                return;
            }
            *problem = u"step %1: %2: %3"_s.arg(i).arg(step.request, answer.error());
            qWarning("scenario: %s", qUtf8Printable(**problem));
        });
    }
    simulation->advanceTo(start);
    return *problem ? std::optional(u"--scenario: "_s + **problem) : std::nullopt;
}

} // namespace local
