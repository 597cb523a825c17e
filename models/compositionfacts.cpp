// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/compositionfacts.h"

#include "models/checkparts.h"
#include "models/choices.h"
#include "models/compositionmodel.h"
#include "models/compositionscene.h"
#include "models/encoderdraft.h"
#include "models/plaintext.h"
#include "models/stagemodel.h"

#include <QCoreApplication>
#include <QLocale>

#include <algorithm>

using namespace Qt::Literals::StringLiterals;
using namespace checkparts;
using Light = CompositionCheck::Light;

namespace {

// What a BASIC channel takes (fact sheet 8): up to 480p so many bits a second, above it so many.
constexpr int kBasicLines = 480;
constexpr int kBasicSmall = 1'500'000;
constexpr int kBasicLarge = 3'500'000;

QString regionOf(const QString &arn) { return arn.section(u':', 3, 3); }

/// withoutAnswer() of a resource that is chosen by its ARN: it may also be missing, elsewhere, or not there.
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
        if (m_draft.channel.on)
            checks.append(channel());
        if (m_draft.channel.on && m_draft.channel.encoderArn.isEmpty())
            checks.append(lit(row(u"channel-encoder"_s, channelEncoder()), Light::Green,
                say("The channel's encoder is the service's default: %1.").arg(videoText({}))));
        else if (m_draft.channel.on)
            checks.append(encoder(u"channel-encoder"_s, channelEncoder(), m_draft.channel.encoderArn));
        if (m_draft.channel.on && !m_draft.channel.channelArn.isEmpty())
            checks.append(fit());
        if (m_draft.recording.on) {
            checks.append(storage());
            if (!isShared())
                checks.append(encoder(u"recording-encoder"_s, m_draft.recordingPath() + u"encoderConfigurationArns"_s,
                    m_draft.recording.encoderArn));
        }
        checks += attributeChecks(m_draft, m_facts, m_publishing);
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
            if (!isRunning(each.state) || (m_draft.channel.on && each.arn == m_facts.replaced))
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

    CompositionCheck channel() const
    {
        CompositionCheck check = row(u"channel"_s, m_draft.channelPath() + u"channelArn"_s);
        const QString &arn = m_draft.channel.channelArn;
        if (const auto other = withoutResource(check, m_facts.channel, arn, m_facts.region,
                say("No channel is chosen."), say("The channel does not exist any more.")))
            return *other;
        if (const auto other = withoutAnswer(check, m_facts.broadcast, arn))
            return *other;
        const QString name = shownText(choiceText(m_facts.channel.answer->name, arn));
        const bool isLive = m_facts.broadcast.answer->stream.has_value();
        const auto &feeding = m_facts.feeding;
        const bool isReplaced =
            !m_facts.replaced.isEmpty() && feeding.size() == 1 && feeding.first().compositionArn == m_facts.replaced;
        if (isReplaced)
            return lit(check, Light::Green,
                say("Channel %1 is fed by the composition that is replaced, which ends first.").arg(name));
        if (!isLive && feeding.isEmpty())
            return lit(check, Light::Green, say("Channel %1 is idle.").arg(name));
        if (feeding.isEmpty())
            return lit(check, Light::Red,
                say("Channel %1 is live: it takes no second broadcast, and the service refuses.").arg(name),
                say("Choose another…"));
        check.page = u"compositions"_s;
        check.key = feeding.first().compositionArn;
        const QString words = isLive ? say("Channel %1 is live, fed by composition %2: the service refuses a second.")
                                     : say("Composition %2 is about to feed channel %1: the service refuses a second.");
        return lit(check, Light::Red, words.arg(name, idOfArn(check.key)), say("Open the composition"));
    }

    CompositionCheck fit() const
    {
        const CompositionCheck check = row(u"fit"_s, channelEncoder());
        const QString &arn = m_draft.channel.encoderArn;
        const auto known = m_facts.encoders.value(arn);
        const bool isKnown = arn.isEmpty() || (known.about == arn && known.answer);
        if (m_facts.channel.about != m_draft.channel.channelArn || !m_facts.channel.answer || !isKnown)
            return lit(check, Light::Unknown, say("Whether the channel takes what the encoder makes is told by both."));
        const std::optional<ivs::Video> video = arn.isEmpty() ? std::nullopt : known.answer->video;
        const ivs::Enum<ivs::ChannelType> &type = m_facts.channel.answer->type;
        const QSize size = videoSize(video);
        const int bitrate = video ? video->bitrate.value_or(EncoderDraft().bitrate) : EncoderDraft().bitrate;
        const int lines = std::min(size.width(), size.height());
        // The other types take up to 1080p and 8.5 Mbit/s, more than any encoder makes (fact sheet 8).
        const int most = lines <= kBasicLines ? kBasicSmall : kBasicLarge;
        const QString makes = videoText(video);
        if (!type.isKnown())
            return lit(check, Light::Unknown,
                say("The channel's type is not known to this program: %1.").arg(shownText(type.text())));
        if (!(type == ivs::ChannelType::Basic))
            return lit(check, Light::Green, say("A channel of type %1 takes %2.").arg(type.text(), makes));
        if (bitrate <= most)
            return lit(check, Light::Green, say("A channel of type BASIC takes %1.").arg(makes));
        return lit(check, Light::Amber,
            say("A channel of type BASIC takes at most %1 Mbit/s at this size, and the encoder makes %2: the output "
                "may "
                "fail.")
                .arg(QLocale().toString(most / 1e6), makes),
            say("Choose another…"));
    }

    CompositionCheck encoder(const QString &id, const QString &path, const QString &arn) const
    {
        const CompositionCheck check = row(id, path);
        const auto known = m_facts.encoders.value(arn);
        if (const auto other = withoutResource(check, known, arn, m_facts.region,
                say("No encoder is chosen for the recording."), say("The encoder does not exist any more.")))
            return *other;
        const QString name = choiceText(known.answer->name, arn);
        return lit(check, Light::Green, say("Encoder %1: %2.").arg(shownText(name), videoText(known.answer->video)));
    }

    CompositionCheck storage() const
    {
        const CompositionCheck check = row(u"storage"_s, m_draft.recordingPath() + u"storageConfigurationArn"_s);
        if (const auto other = withoutResource(check, m_facts.storage, m_draft.recording.storageArn, m_facts.region,
                say("No storage is chosen for the recording."), say("The storage does not exist any more.")))
            return *other;
        const ivs::StorageConfiguration &found = *m_facts.storage.answer;
        const QString name = shownText(choiceText(found.name, found.arn));
        return lit(check, Light::Green,
            found.s3 ? say("Storage %1: bucket %2.").arg(name, shownText(found.s3->bucketName))
                     : say("Storage %1.").arg(name));
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
