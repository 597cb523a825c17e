// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/columninfo.h"

#include <QStringMatcher>

#include <vector>

/// The quick filter of a list, as a person types it. Words stand side by side and all must hold; `!word` must not;
/// `"two words"` belong together; `column:word` looks in one column, named by its title or id without regard to case,
/// spaces and hyphens (`userid:guest`, `"user id":guest`). Any case matches. A name that is no column's is part of the
/// word, so that an ARN can be typed as it is.
///
/// What is not finished yet hides nothing: a lone `!`, `column:` with nothing behind, a quotation mark. A quotation
/// that is not closed goes to the end.
class FilterText final
{
public:
    struct Term
    {
        static constexpr int kAnyColumn = -1;

        QString word; ///< never empty
        int column = kAnyColumn;
        bool negated = false;
        bool fitsDates = false; ///< could be a part of a date in figures
        QStringMatcher matcher = {};

        bool isIn(QStringView text) const { return matcher.indexIn(text) >= 0; }
        bool operator==(const Term &other) const
        {
            return word == other.word && column == other.column && negated == other.negated;
        }
    };

    FilterText() = default;
    /// Reads \a text; every text can be read. \a columns are those of the list that is filtered.
    FilterText(const QString &text, const std::vector<ColumnInfo> &columns);

    /// Hides nothing.
    bool isEmpty() const { return m_terms.empty(); }
    /// Whatever this lets through \a wider lets through too, as far as words tell: a letter more, a word more. False
    /// also where nobody can tell.
    bool narrows(const FilterText &wider) const;
    const std::vector<Term> &terms() const { return m_terms; }
    bool operator==(const FilterText &) const = default;

private:
    std::vector<Term> m_terms;
};
