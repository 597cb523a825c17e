// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/findquery.h"

#include <algorithm>

using namespace Qt::Literals::StringLiterals;

namespace {

bool isWordStart(QStringView text, qsizetype at) { return at == 0 || !text[at - 1].isLetterOrNumber(); }

// ASCII only; everything else is no letter to it.
constexpr char16_t lower(char16_t c) { return c >= u'A' && c <= u'Z' ? char16_t(c + 32) : c; }

} // namespace

FindQuery::Needle::Needle(const QString &word)
    : m_word(word)
    , m_isAscii(std::all_of(word.begin(), word.end(), [](QChar c) { return c.unicode() < 128; }))
    , m_matcher(word, Qt::CaseInsensitive)
{
    if (m_isAscii)
        m_word = word.toLower();
}

qsizetype FindQuery::Needle::indexIn(QStringView text, qsizetype from) const
{
    if (!m_isAscii)
        return m_matcher.indexIn(text, from);
    const char16_t *const begin = text.utf16();
    const char16_t *const word = QStringView(m_word).utf16();
    const qsizetype last = text.size() - m_word.size();
    for (qsizetype at = from; at <= last; ++at) {
        qsizetype i = 0;
        while (i < m_word.size() && lower(begin[at + i]) == word[i])
            ++i;
        if (i == m_word.size())
            return at;
    }
    return -1;
}

FindQuery::Rank FindQuery::Needle::rank(QStringView text) const
{
    qsizetype at = indexIn(text);
    if (at < 0)
        return None;
    if (at == 0)
        return text.size() == length() ? Exact : Prefix;
    for (; at >= 0; at = indexIn(text, at + 1)) {
        if (isWordStart(text, at))
            return WordStart;
    }
    return Substring;
}

FindQuery::FindQuery(const QString &typed)
    : m_text(typed.trimmed())
    , m_arn(ivs::Arn::parse(m_text))
    , m_whole(m_text)
{
    const QStringList words = m_text.split(u' ', Qt::SkipEmptyParts);
    if (words.size() < 2)
        return;
    for (const QString &word : words)
        m_words.emplace_back(word);
    // The longest is the rarest: most texts are done with after one look.
    std::stable_sort(
        m_words.begin(), m_words.end(), [](const Needle &a, const Needle &b) { return a.length() > b.length(); });
}

FindQuery::Rank FindQuery::rank(QStringView text) const
{
    if (isEmpty())
        return None;
    if (m_words.empty())
        return m_whole.rank(text);
    Rank worst = WordStart; // of several words none can be the whole text
    for (const Needle &word : m_words) {
        worst = std::max(worst, word.rank(text));
        if (worst == None)
            return None;
    }
    const Rank whole = m_whole.rank(text);
    return whole == None ? worst : whole;
}

std::vector<FindQuery::Match> FindQuery::matches(const QString &text) const
{
    std::vector<Match> found;
    const auto take = [&](const Needle &matcher) {
        qsizetype at = matcher.indexIn(text);
        // A word's beginning is what one typed, when there is one.
        for (qsizetype next = at; next >= 0; next = matcher.indexIn(text, next + 1)) {
            if (isWordStart(text, next)) {
                at = next;
                break;
            }
        }
        if (at >= 0)
            found.push_back({at, matcher.length()});
    };
    if (isEmpty() || rank(text) == None)
        return found;
    take(m_whole);
    if (!found.empty())
        return found;
    for (const Needle &word : m_words)
        take(word);
    std::sort(found.begin(), found.end(), [](const Match &a, const Match &b) { return a.start < b.start; });
    std::vector<Match> apart;
    for (const Match &match : found) {
        if (apart.empty() || match.start >= apart.back().start + apart.back().length)
            apart.push_back(match);
    }
    return apart;
}
