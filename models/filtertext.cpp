// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/filtertext.h"

#include <algorithm>

namespace {

constexpr QChar kQuote = u'"';
constexpr QChar kColon = u':';

/// `User id`, `user-id` and `USERID` are one name.
QString bareName(QStringView name)
{
    QString bare;
    for (const QChar c : name) {
        if (!c.isSpace() && c != u'-' && c != u'_')
            bare += c.toCaseFolded();
    }
    return bare;
}

int columnNamed(QStringView name, const std::vector<ColumnInfo> &columns)
{
    const QString bare = bareName(name);
    if (bare.isEmpty())
        return -1;
    for (std::size_t i = 0; i < columns.size(); ++i) {
        if (bareName(columns[i].id) == bare || bareName(columns[i].title) == bare)
            return int(i);
    }
    return -1;
}

bool couldBeInDate(QStringView word)
{
    return std::all_of(word.begin(), word.end(),
        [](QChar c) { return c.isDigit() || c.isSpace() || c == u'-' || c == u':' || c == u'.' || c == u'–'; });
}

} // namespace

FilterText::FilterText(const QString &text, const std::vector<ColumnInfo> &columns)
{
    const QStringView all(text);
    qsizetype at = 0;
    // From an opening quotation mark to the closing one or the end; `at` stands behind it afterwards.
    const auto quoted = [&] {
        const qsizetype begin = at + 1;
        const qsizetype close = all.indexOf(kQuote, begin);
        const qsizetype end = close < 0 ? all.size() : close;
        at = close < 0 ? end : end + 1;
        return all.sliced(begin, end - begin);
    };
    const auto untilSpace = [&] {
        const qsizetype begin = at;
        while (at < all.size() && !all[at].isSpace())
            ++at;
        return all.sliced(begin, at - begin);
    };
    while (at < all.size()) {
        if (all[at].isSpace()) {
            ++at;
            continue;
        }
        Term term;
        if (all[at] == u'!') {
            term.negated = true;
            ++at;
        }
        QStringView word;
        if (at < all.size() && all[at] == kQuote) {
            word = quoted();
            if (at < all.size() && all[at] == kColon) {
                term.column = columnNamed(word, columns);
                if (term.column >= 0) {
                    ++at;
                    word = at < all.size() && all[at] == kQuote ? quoted() : untilSpace();
                }
            }
        } else {
            const qsizetype begin = at;
            while (at < all.size() && !all[at].isSpace() && all[at] != kColon)
                ++at;
            if (at < all.size() && all[at] == kColon)
                term.column = columnNamed(all.sliced(begin, at - begin), columns);
            if (term.column >= 0) {
                ++at;
                word = at < all.size() && all[at] == kQuote ? quoted() : untilSpace();
            } else {
                at = begin;
                word = untilSpace();
            }
        }
        if (word.isEmpty())
            continue;
        term.word = word.toString();
        term.fitsDates = couldBeInDate(word);
        term.matcher = QStringMatcher(term.word, Qt::CaseInsensitive);
        m_terms.push_back(std::move(term));
    }
}

bool FilterText::narrows(const FilterText &wider) const
{
    return std::all_of(wider.m_terms.begin(), wider.m_terms.end(), [this](const Term &was) {
        return std::any_of(m_terms.begin(), m_terms.end(), [&was](const Term &is) {
            if (is.column != was.column || is.negated != was.negated)
                return false;
            // A longer word that must not be there lets through more.
            return was.negated ? is.word == was.word : is.word.contains(was.word, Qt::CaseInsensitive);
        });
    });
}
