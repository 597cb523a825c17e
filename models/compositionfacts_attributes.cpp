// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/checkparts.h"
#include "models/compositionscene.h"

using namespace Qt::Literals::StringLiterals;
using namespace checkparts;
using Light = CompositionCheck::Light;

namespace {

/// Judges the attributes of those who publish.
class AttributeJudge
{
public:
    AttributeJudge(
        const CompositionDraft &draft, const CompositionFacts &facts, const QList<StagePublishers::Person> &publishing)
        : m_draft(draft)
        , m_facts(facts)
        , m_publishing(publishing)
    {
    }

    QList<CompositionCheck> all() const
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

private:
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

    const CompositionDraft &m_draft;
    const CompositionFacts &m_facts;
    const QList<StagePublishers::Person> &m_publishing;
};

} // namespace

QList<CompositionCheck> checkparts::attributeChecks(
    const CompositionDraft &draft, const CompositionFacts &facts, const QList<StagePublishers::Person> &publishing)
{
    return AttributeJudge(draft, facts, publishing).all();
}
