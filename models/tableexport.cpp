// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/tableexport.h"

#include "models/listmodel.h"
#include "models/plaintext.h"

#include <QJsonDocument>
#include <QJsonObject>
#include <QPointer>
#include <QSaveFile>

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr qint64 kStepTime = 8; // ms: less than a frame
constexpr int kMostBeginnings = 3;

QString asOfText(const ListState &state) { return state.asOf.toUTC().toString(Qt::ISODate); }

} // namespace

TableExport::TableExport(ListModel *model, const Request &request, QObject *parent)
    : QObject(parent)
    , m_model(model)
    , m_request(request)
{
    m_writer.setMaxThreadCount(1);
    m_timer.setInterval(0);
    connect(&m_timer, &QTimer::timeout, this, &TableExport::step);
    // Once the thread writes, the file will stand.
    const auto giveUp = [this](const QString &why) {
        if (m_timer.isActive())
            fail(why);
    };
    connect(model, &ListModel::forgotten, this, [giveUp] { giveUp(tr("The list was replaced by another one.")); });
    connect(model, &QObject::destroyed, this, [giveUp] { giveUp(tr("The connection was closed.")); });
}

TableExport::~TableExport()
{
    // The thread posts to this object.
    m_writer.waitForDone();
}

void TableExport::start()
{
    m_running = true;
    m_timer.start();
    if (!m_model->state().isOrdering())
        begin();
}

void TableExport::begin()
{
    const ListState state = m_model->state();
    m_begun = true;
    ++m_beginnings;
    // A list of which rows go faster than they are written is never whole.
    m_complete = state.isWhole && m_beginnings <= kMostBeginnings;
    m_keys.clear();
    if (m_request.onlyKeys) {
        for (const QString &key : std::as_const(m_request.keys)) {
            if (m_model->contains(key))
                m_keys << key;
        }
    } else {
        m_keys.reserve(m_model->rowCount());
        for (int row = 0; row < m_model->rowCount(); ++row)
            m_keys << m_model->keyAt(row);
    }
    m_rows.clear();
    m_next = 0;
    m_written = 0;
    m_mark.clear();
    if (m_request.format == Format::Csv) {
        if (m_request.columns.isEmpty()) {
            for (int column = 0; column < m_model->columnCount(); ++column)
                m_request.columns << column;
        }
        QByteArrayList header;
        for (const int column : std::as_const(m_request.columns))
            header << cell(m_model->headerData(column, Qt::Horizontal).toString());
        // What a person chose is all of what was chosen.
        if (!m_complete && !m_request.onlyKeys) {
            header << cell(tr("Not the whole list"));
            m_mark = cell(tr("a part of it, %1 loaded").arg(m_model->counted(state.loaded)));
        }
        m_rows = header.join(',') + "\r\n";
    } else {
        m_head = jsonHead() + ",\"rows\":[\n";
    }
}

void TableExport::step()
{
    if (!m_begun) {
        if (!m_model->state().isOrdering())
            begin();
        return;
    }
    QElapsedTimer timer;
    timer.start();
    while (m_next < m_keys.size() && timer.elapsed() < kStepTime) {
        if (!append(m_keys[m_next]) && m_beginnings <= kMostBeginnings) {
            // A refresh found the row gone: what was taken so far is no longer the list.
            begin();
            return;
        }
        ++m_next;
    }
    Q_EMIT progressed(int(m_next), int(m_keys.size()));
    if (m_next == m_keys.size())
        write();
}

bool TableExport::append(const QString &key)
{
    if (!m_model->contains(key))
        return false;
    if (m_request.format == Format::Json) {
        if (m_written++ > 0)
            m_rows += ",\n";
        m_rows += rowJson(key);
        return true;
    }
    bool isFirst = true;
    for (const int column : std::as_const(m_request.columns)) {
        if (!isFirst)
            m_rows += ',';
        isFirst = false;
        m_rows += cell(m_model->rawTextOf(key, column));
    }
    if (!m_mark.isEmpty())
        m_rows += ',' + m_mark;
    m_rows += "\r\n";
    ++m_written;
    return true;
}

// What the service said; for rows that are not the service's, what the columns say.
QByteArray TableExport::rowJson(const QString &key) const
{
    const QByteArray raw = m_model->rawJson(key);
    if (!raw.isEmpty())
        return raw.trimmed();
    QJsonObject cells;
    for (int column = 0; column < m_model->columnCount(); ++column)
        cells.insert(m_model->headerData(column, Qt::Horizontal).toString(), m_model->rawTextOf(key, column));
    return QJsonDocument(cells).toJson(QJsonDocument::Compact);
}

QByteArray TableExport::jsonHead() const
{
    const ListState state = m_model->state();
    QJsonObject head {{u"complete"_s, m_complete}, {u"selection"_s, m_request.onlyKeys}};
    if (state.asOf.isValid())
        head.insert("asOf"_L1, asOfText(state));
    if (m_model->isFiltered() && !m_request.onlyKeys)
        head.insert("filtered"_L1, true);
    if (!m_model->filterText().isEmpty() && !m_request.onlyKeys)
        head.insert("filter"_L1, m_model->filterText());
    return QJsonDocument(head).toJson(QJsonDocument::Compact).chopped(1);
}

void TableExport::write()
{
    m_timer.stop();
    const bool isJson = m_request.format == Format::Json;
    m_writer.start([this, path = m_request.path, head = m_head, rows = std::exchange(m_rows, {}),
                       tail = isJson ? QByteArray("\n]}\n") : QByteArray()] {
        QSaveFile file(path);
        // The last step syncs to the disk, which may take as long as the disk likes.
        const bool good = file.open(QIODevice::WriteOnly) && file.write(head) == head.size()
            && file.write(rows) == rows.size() && file.write(tail) == tail.size() && file.commit();
        const QString why = good ? QString() : file.errorString();
        QMetaObject::invokeMethod(
            this,
            [this, good, why] {
                if (!m_running)
                    return;
                if (!good) {
                    fail(tr("%1 can't be written: %2").arg(shownText(m_request.path), why));
                    return;
                }
                m_running = false;
                Q_EMIT finished(m_written, m_complete);
            },
            Qt::QueuedConnection);
    });
}

void TableExport::fail(const QString &why)
{
    m_timer.stop();
    if (std::exchange(m_running, false))
        Q_EMIT failed(why);
}

QString TableExport::proposedName(const ListModel *model, const QString &base, Format format, bool onlyKeys)
{
    const bool isPart = !onlyKeys && !model->state().isWhole;
    return base + (isPart ? u"-partial"_s : QString()) + (format == Format::Csv ? u".csv"_s : u".json"_s);
}

QByteArray TableExport::cell(const QString &text)
{
    QString safe = text;
    if (!text.isEmpty() && u"=+-@\t\r\n"_s.contains(text.front()))
        safe.prepend(u'\'');
    safe.replace(u'"', u"\"\""_s);
    return '"' + safe.toUtf8() + '"';
}
