// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/compositiontemplates.h"

#include "models/plaintext.h"

#include <QCoreApplication>
#include <QJsonDocument>
#include <QJsonObject>

#include <algorithm>

using namespace Qt::Literals::StringLiterals;

namespace {

QString say(const char *text) { return QCoreApplication::translate("CompositionTemplates", text); }

bool isNamed(const CompositionTemplate &one, const QString &name)
{
    return one.name.compare(name.trimmed(), Qt::CaseInsensitive) == 0;
}

QString nameProblem(const QString &name)
{
    const qsizetype length = name.trimmed().size();
    return length >= 1 && length <= CompositionTemplate::kLongestName
        ? QString()
        : say("A template needs a name of at most %1 characters.").arg(CompositionTemplate::kLongestName);
}

} // namespace

const CompositionTemplate *CompositionTemplates::find(const QString &name) const
{
    const auto found =
        std::find_if(m_all.cbegin(), m_all.cend(), [&](const auto &each) { return isNamed(each, name); });
    return found == m_all.cend() ? nullptr : &*found;
}

QString CompositionTemplates::put(const CompositionTemplate &one)
{
    if (const QString problem = nameProblem(one.name); !problem.isEmpty())
        return problem;
    const QList<DraftFault> faults = one.draft.faults();
    for (const DraftFault &fault : faults) {
        if (!fault.isMissing) // it could not be read back either
            return say("It can't be kept like this: %1 %2.").arg(fault.field, fault.message);
    }
    CompositionTemplate kept = one;
    kept.name = one.name.trimmed();
    // What belongs to one programme is no part of a template.
    kept.draft.stageArn.clear();
    kept.draft.stageName.clear();
    kept.draft.idempotencyToken.clear();
    if (!find(kept.name) && m_all.size() >= kMost)
        return say("There are %1 templates already.").arg(kMost);
    remove(kept.name);
    const auto at = std::find_if(m_all.cbegin(), m_all.cend(),
        [&](const auto &each) { return each.name.compare(kept.name, Qt::CaseInsensitive) > 0; });
    m_all.insert(at, kept);
    return {};
}

void CompositionTemplates::remove(const QString &name)
{
    m_all.removeIf([&](const CompositionTemplate &each) { return isNamed(each, name); });
}

QString CompositionTemplates::rename(const QString &from, const QString &to)
{
    const CompositionTemplate *old = find(from);
    if (!old)
        return say("There is no template “%1” any more.").arg(shownText(from));
    if (const QString problem = nameProblem(to); !problem.isEmpty())
        return problem;
    if (find(to) && find(to) != old)
        return say("There is a template “%1” already.").arg(shownText(to.trimmed()));
    CompositionTemplate renamed = *old;
    renamed.name = to;
    remove(from);
    return put(renamed);
}

QString CompositionTemplates::freeName(const QString &wanted) const
{
    constexpr int kRoom = 4; // for the number
    const QString stem = wanted.trimmed().left(CompositionTemplate::kLongestName - kRoom);
    QString name = stem;
    for (int number = 2; find(name); ++number)
        name = stem + u' ' + QString::number(number);
    return name;
}

QByteArray CompositionTemplates::toJson() const
{
    QJsonArray kept = m_unread;
    for (const CompositionTemplate &each : m_all)
        kept.append(QJsonDocument::fromJson(each.toJson()).object());
    return QJsonDocument(kept).toJson(QJsonDocument::Compact);
}

CompositionTemplates CompositionTemplates::fromJson(const QByteArray &json)
{
    CompositionTemplates read;
    const QJsonArray kept = QJsonDocument::fromJson(json).array();
    for (const QJsonValue &each : kept) {
        const auto one = CompositionTemplate::fromJson(QJsonDocument(each.toObject()).toJson(QJsonDocument::Compact));
        if (!one || !read.put(*one).isEmpty())
            read.m_unread.append(each);
    }
    return read;
}
