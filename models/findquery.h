// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/ivs/arn.h"

#include <QStringList>
#include <QStringMatcher>

#include <optional>
#include <vector>

/// What a person typed to find something, and how well a text answers it. Case never counts.
class FindQuery
{
public:
    /// How well a text answers; the smaller the better.
    enum Rank {
        Exact, ///< the text itself
        Prefix, ///< it begins with it
        WordStart, ///< a word in it begins with it
        Substring, ///< it is somewhere in it
        None,
    };
    /// A part of a text that answers, for marking it.
    struct Match
    {
        qsizetype start = 0;
        qsizetype length = 0;
        bool operator==(const Match &) const = default;
    };

    FindQuery() = default;
    /// Space at the ends is dropped. Several words answer together or, when they don't, each by itself in any order.
    explicit FindQuery(const QString &typed);

    const QString &text() const { return m_text; }
    bool isEmpty() const { return m_text.isEmpty(); }
    /// The ARN that was typed, when it is one.
    const std::optional<ivs::Arn> &arn() const { return m_arn; }
    /// How well \a text answers; an empty query is answered by nothing.
    Rank rank(QStringView text) const;
    /// What rank() found in \a text, in order, without overlaps.
    std::vector<Match> matches(const QString &text) const;

    bool operator==(const FindQuery &other) const { return m_text == other.m_text; }

private:
    /// A part of what was typed, ready to be looked for in 200,000 texts a keystroke. QStringMatcher folds the case of
    /// each character by table: for ASCII it took three times as long (bench_find).
    class Needle
    {
    public:
        Needle() = default;
        explicit Needle(const QString &word);
        qsizetype length() const { return m_word.size(); }
        qsizetype indexIn(QStringView text, qsizetype from = 0) const;
        Rank rank(QStringView text) const;

    private:
        QString m_word; ///< in lower case when it is ASCII
        bool m_isAscii = false;
        QStringMatcher m_matcher; ///< for what is not ASCII
    };

    QString m_text;
    std::optional<ivs::Arn> m_arn;
    Needle m_whole;
    std::vector<Needle> m_words; ///< only when there are several, the longest first
};
