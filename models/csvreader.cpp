// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/csvreader.h"

#include <QCoreApplication>
#include <QStringDecoder>

#include <algorithm>
#include <array>

using namespace Qt::Literals::StringLiterals;

namespace csv {

namespace {

QString say(const char *text) { return QCoreApplication::translate("Csv", text); }

// The one that stands most often outside of quotes on the first line.
char separatorOf(const QByteArray &text)
{
    constexpr std::array<char, 3> kAll {',', ';', '\t'};
    std::array<int, 3> counts {};
    bool quoted = false;
    bool any = false;
    for (const char c : text) {
        if (c == '"')
            quoted = !quoted;
        if ((c == '\n' || c == '\r') && !quoted && any)
            break;
        any |= c != '\n' && c != '\r';
        for (std::size_t i = 0; i < kAll.size(); ++i) {
            if (!quoted && c == kAll[i])
                ++counts[i];
        }
    }
    const auto most = std::max_element(counts.begin(), counts.end());
    return kAll[std::size_t(most - counts.begin())];
}

// Quotes and separators are ASCII, so that bytes can be looked at one by one whatever the letters are.
class Reader
{
public:
    Reader(const QByteArray &text, char separator)
        : m_text(text)
        , m_separator(separator)
    {
    }

    bool atEnd() const { return m_at >= m_text.size(); }

    Line next()
    {
        Line line;
        line.number = m_number;
        const qsizetype start = m_at;
        for (;;) {
            const QString why = readCell();
            if (!why.isEmpty())
                return broken(start, line.number, why);
            addCell(&line);
            if (atEnd())
                return line;
            if (m_text[m_at] == m_separator) {
                ++m_at;
                continue;
            }
            endLine();
            return line;
        }
    }

private:
    bool isLineEnd() const { return m_text[m_at] == '\n' || m_text[m_at] == '\r'; }

    void endLine()
    {
        if (m_text[m_at] == '\r' && m_at + 1 < m_text.size() && m_text[m_at + 1] == '\n')
            ++m_at;
        ++m_at;
        ++m_number;
    }

    // To before the separator or the end of the line; what is wrong, or nothing.
    QString readCell()
    {
        m_cell.clear();
        if (atEnd() || m_text[m_at] != '"') {
            const qsizetype from = m_at;
            while (!atEnd() && m_text[m_at] != m_separator && !isLineEnd())
                ++m_at;
            m_cell = m_text.mid(from, m_at - from).trimmed();
            return {};
        }
        ++m_at;
        for (;;) {
            const qsizetype quote = m_text.indexOf('"', m_at);
            if (quote < 0)
                return say("A quotation mark is opened and never closed.");
            m_cell += m_text.mid(m_at, quote - m_at);
            m_at = quote + 1;
            if (atEnd() || m_text[m_at] != '"')
                break;
            m_cell += '"';
            ++m_at;
        }
        if (!atEnd() && m_text[m_at] != m_separator && !isLineEnd())
            return say("There is text behind a closing quotation mark.");
        return {};
    }

    void addCell(Line *line)
    {
        for (qsizetype i = 0; i < m_cell.size(); ++i) {
            const bool ends =
                m_cell[i] == '\n' || (m_cell[i] == '\r' && (i + 1 == m_cell.size() || m_cell[i + 1] != '\n'));
            m_number += ends ? 1 : 0;
        }
        // A mark of byte order is one at the beginning of a file only; a decoder takes it from every cell.
        QStringDecoder decoder(
            QStringDecoder::Utf8, QStringDecoder::Flag::Stateless | QStringDecoder::Flag::ConvertInitialBom);
        line->cells << QString(decoder(m_cell));
        if (decoder.hasError() && line->fault.isEmpty())
            line->fault = say("It is not UTF-8: some letters can't be read.");
    }

    // The line on which it began is guessed at by itself, so that one forgotten mark doesn't eat the rest of the file.
    Line broken(qsizetype start, int number, const QString &why)
    {
        m_at = start;
        while (!atEnd() && !isLineEnd())
            ++m_at;
        Line line {number, {}, why};
        const QByteArray raw = m_text.mid(start, m_at - start);
        const QList<QByteArray> cells = raw.split(m_separator);
        for (const QByteArray &cell : cells)
            line.cells << QString::fromUtf8(cell).remove(u'"').trimmed();
        m_number = number;
        if (!atEnd())
            endLine();
        return line;
    }

    const QByteArray &m_text;
    char m_separator;
    qsizetype m_at = 0;
    int m_number = 1;
    QByteArray m_cell;
};

} // namespace

qsizetype mostBytes() { return 8 * 1024 * 1024; }

Table read(const QByteArray &bytes)
{
    Table table;
    if (bytes.size() > mostBytes()) {
        table.fault = say("It is larger than 8 MB: that is no list of participants.");
        return table;
    }
    if (bytes.startsWith("\xff\xfe") || bytes.startsWith("\xfe\xff")) {
        table.fault = say("It is UTF-16. Save it as “CSV UTF-8” and open it again.");
        return table;
    }
    if (bytes.contains('\0')) {
        table.fault = say("It is no text.");
        return table;
    }
    const QByteArray text = bytes.startsWith("\xef\xbb\xbf") ? bytes.mid(3) : bytes;
    const char separator = separatorOf(text);
    table.separator = QLatin1Char(separator);
    Reader reader(text, separator);
    while (!reader.atEnd()) {
        Line line = reader.next();
        const bool isEmpty =
            std::all_of(line.cells.cbegin(), line.cells.cend(), [](const QString &cell) { return cell.isEmpty(); });
        if (!isEmpty || !line.fault.isEmpty())
            table.lines.append(std::move(line));
    }
    return table;
}

} // namespace csv
