// SPDX-License-Identifier: GPL-3.0-or-later

// Any bytes as a CSV text: it is read or refused with words, no line is named twice or backwards, and what is read
// without a fault is read again from its own quoted form. Attributes and durations of its cells are tried too.

#include "models/csvreader.h"
#include "models/mintdraft.h"
#include "models/tableexport.h"

#include <cstdint>
#include <cstdlib>

namespace {

void tryCell(const QString &cell)
{
    if (const std::optional<PairRows> attributes = attributesOf(cell)) {
        const std::optional<PairRows> again = attributesOf(attributesText(*attributes));
        if (!again || mapOf(*again) != mapOf(*attributes))
            std::abort();
    }
    const std::optional<int> minutes = minutesOf(cell);
    if (minutes && *minutes > 0 && *minutes < 100'000 && minutesOf(durationText(*minutes)) != minutes)
        std::abort();
    capabilitiesOf(cell);
}

QByteArray quoted(const QStringList &cells)
{
    QByteArrayList written;
    for (const QString &cell : cells)
        written << '"' + QString(cell).replace(QLatin1Char('"'), QLatin1String("\"\"")).toUtf8() + '"';
    return written.join(',') + '\n';
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    const QByteArray bytes(reinterpret_cast<const char *>(data), static_cast<qsizetype>(size));
    const csv::Table table = csv::read(bytes);
    if (!table.fault.isEmpty() && !table.lines.isEmpty())
        std::abort();
    int last = 0;
    for (const csv::Line &line : table.lines) {
        if (line.number <= last || line.cells.isEmpty())
            std::abort();
        last = line.number;
        for (const QString &cell : line.cells) {
            tryCell(cell);
            TableExport::cell(cell);
        }
        // One cell alone has no separator to be told by.
        if (!line.fault.isEmpty() || line.cells.size() < 2)
            continue;
        const csv::Table again = csv::read(quoted(line.cells));
        if (again.lines.size() != 1 || again.lines.first().cells != line.cells)
            std::abort();
    }
    return 0;
}
