// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/compositionfacts.h"

#include "models/compositionmodel.h"
#include "models/compositionscene.h"
#include "models/encoderdraft.h"
#include "models/errortext.h"
#include "models/plaintext.h"
#include "models/stagemodel.h"

#include <QCoreApplication>
#include <QLocale>

#include <algorithm>

using namespace Qt::Literals::StringLiterals;
using Light = CompositionCheck::Light;

namespace {

constexpr int kNamed = 3; // names in one sentence

QString say(const char *text) { return QCoreApplication::translate("CompositionChecks", text); }

QString number(qint64 count) { return QLocale().toString(count); }

QString regionOf(const QString &arn) { return arn.section(u':', 3, 3); }

/// A row about one member of the request.
CompositionCheck row(const QString &id, const QString &path)
{
    CompositionCheck check;
    check.id = id;
    check.path = path;
    return check;
}

CompositionCheck lit(CompositionCheck check, Light light, const QString &words, const QString &mend = {})
{
    check.light = light;
    check.words = words;
    check.mend = mend;
    return check;
}

CompositionCheck failed(const CompositionCheck &check, const aws::Error &error)
{
    return lit(check, Light::Unknown, say("It could not be told: %1.").arg(explain(error).title));
}

QString shownName(const StagePublishers::Person &person)
{
    return shownText(person.userId.isEmpty() ? person.participantId : person.userId);
}

QString shownNames(const QList<StagePublishers::Person> &people)
{
    QStringList names;
    for (const StagePublishers::Person &person : people.first(std::min<qsizetype>(people.size(), kNamed)))
        names << shownName(person);
    const QString joined = names.join(u", "_s);
    return people.size() <= kNamed ? joined : say("%1 and %2 more").arg(joined, number(people.size() - kNamed));
}

/// Where the answer is not there, what there is to say in its place.
template <typename T>
std::optional<CompositionCheck> withoutAnswer(CompositionCheck check, const Asked<T> &asked, const QString &about)
{
    if (asked.about != about)
        return lit(check, Light::Unknown, say("Not checked yet."));
    if (asked.isAsking) {
        check.isAsking = true;
        return lit(check, Light::Unknown, say("Asking…"));
    }
    if (asked.error)
        return failed(check, *asked.error);
    return asked.answer ? std::nullopt : std::optional(lit(check, Light::Unknown, say("Not checked yet.")));
}

/// The same of a resource that is chosen by its ARN: it may also be missing, elsewhere, or not there.
template <typename T>
std::optional<CompositionCheck> withoutResource(const CompositionCheck &check, const Asked<T> &asked,
    const QString &about, const QString &region, const QString &none, const QString &gone)
{
    const QString mend = say("Choose another…");
    if (about.isEmpty())
        return lit(check, Light::Red, none, say("Choose one…"));
    if (!region.isEmpty() && regionOf(about) != region)
        return lit(check, Light::Red,
            say("It is in %1, and the service takes only what is in %2.").arg(shownText(regionOf(about)), region),
            mend);
    if (asked.about == about && asked.error && asked.error->kind == aws::ErrorKind::NotFound)
        return lit(check, Light::Red, gone, mend);
    return withoutAnswer(check, asked, about);
}

/// Judges one draft by one set of facts.
class Judge
{
public:
    Judge(const CompositionDraft &draft, const CompositionFacts &facts)
        : m_draft(draft)
        , m_facts(facts)
    {
        for (const StagePublishers::Person &person : people()) {
            if (person.publishes.value_or(false))
                m_publishing.append(person);
        }
    }

    QList<CompositionCheck> all() const
    {
        QList<CompositionCheck> checks {publishers(), quota()};
        if (m_draft.channel.on && m_draft.channel.encoderArn.isEmpty())
            checks.append(lit(row(u"channel-encoder"_s, channelEncoder()), Light::Green,
                say("The channel's encoder is the service's default: %1.").arg(videoText({}))));
        else if (m_draft.channel.on)
            checks.append(encoder(u"channel-encoder"_s, channelEncoder(), m_draft.channel.encoderArn));
        if (m_draft.recording.on) {
            checks.append(storage());
            if (!isShared())
                checks.append(encoder(u"recording-encoder"_s, m_draft.recordingPath() + u"encoderConfigurationArns"_s,
                    m_draft.recording.encoderArn));
        }
        checks += attributes();
        if (m_draft.layout == CompositionDraft::Layout::Pip && !m_draft.pip.pipParticipantAttribute.isEmpty())
            checks.append(pictureInPicture());
        CompositionCheck note = row(u"resolution"_s, {});
        note.canBeTold = false;
        checks.append(lit(note, Light::Unknown,
            say("Whoever publishes above 1080p is heard but not seen. No call tells how large anybody's video is.")));
        return checks;
    }

private:
    const QList<StagePublishers::Person> &people() const
    {
        static const QList<StagePublishers::Person> nobody;
        const bool isKnown = m_facts.publishers.about == m_draft.stageArn && m_facts.publishers.answer;
        return isKnown ? m_facts.publishers.answer->people : nobody;
    }
    QString channelEncoder() const { return m_draft.channelPath() + u"encoderConfigurationArn"_s; }
    // One encoder for both outputs is told once.
    bool isShared() const
    {
        const QString &arn = m_draft.channel.encoderArn;
        return m_draft.channel.on && !arn.isEmpty() && arn == m_draft.recording.encoderArn;
    }

    CompositionCheck publishers() const
    {
        CompositionCheck check = row(u"publishers"_s, u"stageArn"_s);
        if (const auto other = withoutResource(check, m_facts.publishers, m_draft.stageArn, m_facts.region,
                say("No stage is chosen."), say("This stage does not exist any more.")))
            return *other;
        const auto unread = std::count_if(
            people().begin(), people().end(), [](const StagePublishers::Person &person) { return !person.publishes; });
        check.path.clear();
        if (m_publishing.size() == 1)
            return lit(check, Light::Green, say("%1 publishes.").arg(shownNames(m_publishing)));
        if (!m_publishing.isEmpty())
            return lit(check, Light::Green,
                say("%1 people publish: %2.").arg(number(m_publishing.size()), shownNames(m_publishing)));
        check.page = u"stages"_s;
        check.key = m_draft.stageArn;
        const QString mend = say("Open the stage");
        if (unread > 0 || m_facts.publishers.answer->isAtLeast)
            return lit(check, Light::Amber,
                say("Nobody is known to publish; of some it could not be told. With nobody it ends after 60 s."), mend);
        return lit(
            check, Light::Red, say("Nobody publishes: it ends by itself after 60 s, unless somebody begins."), mend);
    }

    CompositionCheck quota() const
    {
        CompositionCheck check = row(u"quota"_s, {});
        if (const auto other = withoutAnswer(check, m_facts.compositions, m_facts.region))
            return *other;
        int inAll = 0;
        int ofStage = 0;
        for (const ivs::CompositionSummary &each : *m_facts.compositions.answer) {
            if (!isRunning(each.state))
                continue;
            ++inAll;
            ofStage += int(each.stageArn == m_draft.stageArn);
        }
        const QString words =
            say("%1 of %2 compositions run, %3 of %4 on this stage")
                .arg(number(inAll), number(m_facts.mostInAll), number(ofStage), number(m_facts.mostOfStage));
        if (inAll < m_facts.mostInAll && ofStage < m_facts.mostOfStage)
            return lit(check, Light::Green, words + u'.');
        check.page = u"compositions"_s;
        return lit(check, Light::Red, say("%1: the service refuses one more.").arg(words), say("Open compositions"));
    }

    CompositionCheck encoder(const QString &id, const QString &path, const QString &arn) const
    {
        const CompositionCheck check = row(id, path);
        const auto known = m_facts.encoders.value(arn);
        if (const auto other = withoutResource(check, known, arn, m_facts.region,
                say("No encoder is chosen for the recording."), say("The encoder does not exist any more.")))
            return *other;
        const QString name = known.answer->name.isEmpty() ? idOfArn(arn) : known.answer->name;
        return lit(check, Light::Green, say("Encoder %1: %2.").arg(shownText(name), videoText(known.answer->video)));
    }

    CompositionCheck storage() const
    {
        const CompositionCheck check = row(u"storage"_s, m_draft.recordingPath() + u"storageConfigurationArn"_s);
        if (const auto other = withoutResource(check, m_facts.storage, m_draft.recording.storageArn, m_facts.region,
                say("No storage is chosen for the recording."), say("The storage does not exist any more.")))
            return *other;
        const ivs::StorageConfiguration &found = *m_facts.storage.answer;
        const QString name = shownText(found.name.isEmpty() ? idOfArn(found.arn) : found.name);
        return lit(check, Light::Green,
            found.s3 ? say("Storage %1: bucket %2.").arg(name, shownText(found.s3->bucketName))
                     : say("Storage %1.").arg(name));
    }

    QList<CompositionCheck> attributes() const
    {
        const bool isPip = m_draft.layout == CompositionDraft::Layout::Pip;
        const QString at = isPip ? u"layout.pip."_s : u"layout.grid."_s;
        QList<CompositionCheck> checks;
        if (const QString name =
                isPip ? m_draft.pip.featuredParticipantAttribute : m_draft.grid.featuredParticipantAttribute;
            !name.isEmpty())
            checks.append(marked(row(u"featured"_s, at + u"featuredParticipantAttribute"_s), name, say("featured")));
        if (const QString name = isPip ? m_draft.pip.participantOrderAttribute : m_draft.grid.participantOrderAttribute;
            !name.isEmpty())
            checks.append(ordered(row(u"order"_s, at + u"participantOrderAttribute"_s), name));
        if (isPip && !m_draft.pip.pipParticipantAttribute.isEmpty())
            checks.append(marked(row(u"pip"_s, at + u"pipParticipantAttribute"_s), m_draft.pip.pipParticipantAttribute,
                say("the picture in picture")));
        return checks;
    }

    /// Where no attributes are known, what there is to say in place of who has one.
    std::optional<CompositionCheck> withoutAttributes(const CompositionCheck &check) const
    {
        if (m_draft.stageArn.isEmpty())
            return lit(check, Light::Unknown, say("Who has the attribute is told once a stage is chosen."));
        if (const auto other = withoutAnswer(check, m_facts.publishers, m_draft.stageArn))
            return other;
        if (m_publishing.isEmpty())
            return lit(check, Light::Unknown, say("Nobody publishes yet whose attributes could be read."));
        const bool unread = std::any_of(m_publishing.begin(), m_publishing.end(),
            [](const StagePublishers::Person &person) { return !person.attributes; });
        if (unread)
            return lit(check, Light::Unknown, say("The attributes of some publishers could not be read."));
        return {};
    }

    CompositionCheck marked(const CompositionCheck &check, const QString &attribute, const QString &what) const
    {
        if (const auto other = withoutAttributes(check))
            return *other;
        QList<StagePublishers::Person> found;
        QList<StagePublishers::Person> others;
        for (const StagePublishers::Person &person : m_publishing) {
            if (person.attributes->value(attribute) == "true"_L1)
                found.append(person);
            else if (person.attributes->contains(attribute))
                others.append(person);
        }
        const QString name = shownText(attribute);
        const QString mend = say("Change it…");
        if (found.size() == 1)
            return lit(check, Light::Green, say("%1 is %2 (%3 is “true”).").arg(shownNames(found), what, name));
        if (!found.isEmpty())
            return lit(check, Light::Amber,
                say("Several people have %1 as “true”: %2. The first in the order is %3.")
                    .arg(name, shownNames(found), what),
                mend);
        if (!others.isEmpty())
            return lit(check, Light::Amber,
                say("Nobody is %1: %2 has to be “true”, and is something else for %3.")
                    .arg(what, name, shownNames(others)),
                mend);
        return lit(check, Light::Amber, say("Nobody is %1: no publisher has the attribute %2.").arg(what, name), mend);
    }

    CompositionCheck ordered(const CompositionCheck &check, const QString &attribute) const
    {
        if (const auto other = withoutAttributes(check))
            return *other;
        QList<StagePublishers::Person> numbered;
        QList<StagePublishers::Person> odd;
        for (const StagePublishers::Person &person : m_publishing) {
            if (!person.attributes->contains(attribute))
                continue;
            (orderNumber(person.attributes->value(attribute)) ? numbered : odd).append(person);
        }
        const QString name = shownText(attribute);
        const QString mend = say("Change it…");
        if (!odd.isEmpty())
            return lit(check, Light::Amber,
                say("%1 is no whole number for %2: they come after the others, by arrival.").arg(name, shownNames(odd)),
                mend);
        if (numbered.isEmpty())
            return lit(check, Light::Amber,
                say("No publisher has the attribute %1: everybody stands by arrival.").arg(name), mend);
        return lit(check, Light::Green,
            say("%1 of %2 publishers are ordered by %3.")
                .arg(number(numbered.size()), number(m_publishing.size()), name));
    }

    CompositionCheck pictureInPicture() const
    {
        const CompositionCheck check = row(u"pip-size"_s, u"layout.pip.pipWidth"_s);
        QList<QSize> canvases;
        const auto add = [&](const QString &arn) {
            const auto known = m_facts.encoders.value(arn);
            if (known.about == arn && known.answer)
                canvases.append(videoSize(known.answer->video));
        };
        if (m_draft.channel.on && m_draft.channel.encoderArn.isEmpty())
            canvases.append(videoSize({}));
        else if (m_draft.channel.on)
            add(m_draft.channel.encoderArn);
        if (m_draft.recording.on && !m_draft.recording.encoderArn.isEmpty())
            add(m_draft.recording.encoderArn);
        QStringList fits;
        for (const QSize &canvas : std::as_const(canvases)) {
            const QRect frame = pipFrame(m_draft.pip, canvas, {});
            const QString of = u"%1×%2"_s.arg(canvas.width()).arg(canvas.height());
            const QString size = u"%1×%2"_s.arg(frame.width()).arg(frame.height());
            if (frame.width() > canvas.width() || frame.height() > canvas.height())
                return lit(check, Light::Amber,
                    say("The picture in picture of %1 is larger than the canvas of %2. What AWS does then is not "
                        "documented.")
                        .arg(size, of),
                    say("Change it…"));
            if (!QRect({}, canvas).contains(frame))
                return lit(check, Light::Amber,
                    say("The picture in picture of %1 reaches beyond the canvas of %2 with its offset. What AWS does "
                        "then is not documented.")
                        .arg(size, of),
                    say("Change it…"));
            if (!fits.contains(of))
                fits << of;
        }
        if (fits.isEmpty())
            return lit(check, Light::Unknown, say("Whether the picture in picture fits is told by the encoder."));
        return lit(check, Light::Green, say("The picture in picture fits the canvas of %1.").arg(fits.join(u", "_s)));
    }

    const CompositionDraft &m_draft;
    const CompositionFacts &m_facts;
    QList<StagePublishers::Person> m_publishing;
};

} // namespace

QList<CompositionCheck> checksOf(const CompositionDraft &draft, const CompositionFacts &facts)
{
    return Judge(draft, facts).all();
}
