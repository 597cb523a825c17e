// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QExplicitlySharedDataPointer>
#include <QLatin1StringView>
#include <QList>
#include <QSharedData>
#include <QString>

#include <cstddef>
#include <optional>

namespace ivs {

/// The words of an enumeration: `name`, and `words` on the wire in the order of its values.
/// Specialised for each in models/ivs/types_enums.h.
template <typename E>
struct EnumWords;

/// One of the values of E, or a word that this program does not know, as it came, or nothing. The service may add
/// values at any time, so that an unknown one is no error. A known value takes no heap.
template <typename E>
class Enum
{
public:
    Enum() = default;
    Enum(E value)
        : m_index(static_cast<int>(value))
    {
    } // implicit, so that a member can be set from its value

    bool isSet() const { return isKnown() || m_unknown; }
    bool isKnown() const { return m_index >= 0; }
    /// The value, when there is one and it is known.
    std::optional<E> value() const { return isKnown() ? std::optional(static_cast<E>(m_index)) : std::nullopt; }

    /// The word on the wire; a null string when nothing is set.
    QString text() const
    {
        if (isKnown())
            return texts().at(m_index);
        return m_unknown ? m_unknown->text : QString();
    }

    /// Takes a word from the wire. A null string sets nothing; an empty one is an unknown word.
    static Enum fromText(const QString &text)
    {
        Enum result;
        if (text.isNull())
            return result;
        int index = 0;
        for (const char *word : EnumWords<E>::words) {
            if (text == QLatin1StringView(word)) {
                result.m_index = index;
                return result;
            }
            ++index;
        }
        result.m_unknown = new Unknown(text);
        return result;
    }

    bool operator==(const Enum &other) const { return m_index == other.m_index && hasSameUnknown(other); }
    bool operator==(E value) const { return m_index == static_cast<int>(value); }

private:
    struct Unknown : QSharedData
    {
        explicit Unknown(const QString &word)
            : text(word)
        {
        }
        QString text;
    };

    bool hasSameUnknown(const Enum &other) const
    {
        if (!m_unknown || !other.m_unknown)
            return !m_unknown && !other.m_unknown;
        return m_unknown->text == other.m_unknown->text;
    }

    // Made once for each enumeration: text() is called for every shown row.
    static const QList<QString> &texts()
    {
        static const QList<QString> list = [] {
            QList<QString> made;
            for (const char *word : EnumWords<E>::words)
                made.append(QString::fromLatin1(word));
            return made;
        }();
        return list;
    }

    int m_index = -1;
    QExplicitlySharedDataPointer<Unknown> m_unknown;
};

} // namespace ivs
