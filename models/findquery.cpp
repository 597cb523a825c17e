// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/findquery.h"

#include <algorithm>

using namespace Qt::Literals::StringLiterals;

namespace {

bool isWordStart(QStringView text, qsizetype at) { return at == 0 || !text[at - 1].isLetterOrNumber(); }

FindQuery::Rank rankOf(const QStringMatcher &matcher, qsizetype length, QStringView text)
{
    qsizetype at = matcher.indexIn(text);
    if (at < 0)
        return FindQuery::None;
    if (at == 0)
        return text.size() == length ? FindQuery::Exact : FindQuery::Prefix;
    for (; at >= 0; at = matcher.indexIn(text, at + 1)) {
        if (isWordStart(text, at))
            return FindQuery::WordStart;
    }
    return FindQuery::Substring;
}

} // namespace

FindQuery::FindQuery(const QString &typed)
    : m_text(typed.trimmed())
    , m_arn(ivs::Arn::parse(m_text))
    , m_whole(m_text, Qt::CaseInsensitive)
{
    const QStringList words = m_text.split(u' ', Qt::SkipEmptyParts);
    if (words.size() < 2)
        return;
    for (const QString &word : words)
        m_words.emplace_back(word, Qt::CaseInsensitive);
}

bool FindQuery::isSessionId() const
{
    constexpr int kLength = 16; // shapes: StageSessionId is 16..16 `st-[a-zA-Z0-9]+`
    return m_text.size() == kLength && m_text.startsWith("st-"_L1)
        && std::all_of(
            m_text.begin() + 3, m_text.end(), [](QChar c) { return c.unicode() < 128 && c.isLetterOrNumber(); });
}

FindQuery::Rank FindQuery::rank(QStringView text) const
{
    if (isEmpty())
        return None;
    const Rank whole = rankOf(m_whole, m_text.size(), text);
    if (whole != None || m_words.empty())
        return whole;
    Rank worst = WordStart; // of several words none can be the whole text
    for (const QStringMatcher &word : m_words)
        worst = std::max(worst, rankOf(word, word.pattern().size(), text));
    return worst;
}

std::vector<FindQuery::Match> FindQuery::matches(const QString &text) const
{
    std::vector<Match> found;
    const auto take = [&](const QStringMatcher &matcher) {
        qsizetype at = matcher.indexIn(text);
        // A word's beginning is what one typed, when there is one.
        for (qsizetype next = at; next >= 0; next = matcher.indexIn(text, next + 1)) {
            if (isWordStart(text, next)) {
                at = next;
                break;
            }
        }
        if (at >= 0)
            found.push_back({at, matcher.pattern().size()});
    };
    if (isEmpty() || rank(text) == None)
        return found;
    take(m_whole);
    if (!found.empty())
        return found;
    for (const QStringMatcher &word : m_words)
        take(word);
    std::sort(found.begin(), found.end(), [](const Match &a, const Match &b) { return a.start < b.start; });
    std::vector<Match> apart;
    for (const Match &match : found) {
        if (apart.empty() || match.start >= apart.back().start + apart.back().length)
            apart.push_back(match);
    }
    return apart;
}
