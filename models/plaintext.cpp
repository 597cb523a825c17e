// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/plaintext.h"

namespace {

// Marks that move, hide or join text without being seen.
bool isInvisible(char32_t c)
{
    return c == 0x00AD || c == 0x034F || c == 0x061C || (c >= 0x115F && c <= 0x1160) || (c >= 0x17B4 && c <= 0x17B5)
        || (c >= 0x180B && c <= 0x180F) || (c >= 0x200B && c <= 0x200F) || (c >= 0x2028 && c <= 0x202E)
        || (c >= 0x2060 && c <= 0x206F) || c == 0x3164 || c == 0xFEFF || c == 0xFFA0 || (c >= 0xFFF9 && c <= 0xFFFB)
        || (c >= 0xE0000 && c <= 0xE007F);
}

bool isPlain(QChar c)
{
    const char16_t u = c.unicode();
    return (u >= 0x20 && u < 0x7F) || (u >= 0xA1 && u < 0xD800 && !isInvisible(u) && u != 0x00AD);
}

} // namespace

QString shownText(const QString &foreign)
{
    // Most text is plain: hand it back unshared and uncopied.
    qsizetype i = 0;
    while (i < foreign.size() && isPlain(foreign[i]))
        ++i;
    if (i == foreign.size())
        return foreign;
    QString text = foreign.left(i);
    for (; i < foreign.size(); ++i) {
        const QChar unit = foreign[i];
        char32_t c = unit.unicode();
        if (unit.isHighSurrogate() && i + 1 < foreign.size() && foreign[i + 1].isLowSurrogate())
            c = QChar::surrogateToUcs4(unit, foreign[++i]);
        else if (unit.isSurrogate())
            c = 0xFFFD;
        if (c < 0x20)
            text += QChar(char16_t(0x2400 + c));
        else if (c == 0x7F)
            text += QChar(u'\u2421');
        else if ((c > 0x7F && c < 0xA0) || isInvisible(c))
            text += QStringLiteral("⟨%1⟩").arg(uint(c), 4, 16, QLatin1Char('0')).toUpper();
        else
            text += QString::fromUcs4(&c, 1);
    }
    return text;
}

QString shownToolTip(const QString &foreign)
{
    if (foreign.isEmpty())
        return {};
    return QStringLiteral("<p>") + shownText(foreign).toHtmlEscaped() + QStringLiteral("</p>");
}
