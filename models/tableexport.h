// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QElapsedTimer>
#include <QObject>
#include <QStringList>
#include <QThreadPool>
#include <QTimer>

class ListModel;

/// Writes rows of a list into a file: as CSV what the columns say, as JSON what the service said. What is not the whole
/// list says so where it can't get lost: JSON in its head (`"complete": false`), CSV in one column more at the end,
/// which every row fills in (a line before the header would break readers, a name can be changed), and the proposed
/// name.
///
/// Rows are taken in their order at the start (a list that is just being filtered or sorted: in the order that comes of
/// it), a few milliseconds at a time, so that the window stays alive; the file
/// is written by a thread, and stands complete or not at all. One object does one export; deleted before its end it
/// leaves nothing behind, unless the thread was writing already.
class TableExport final : public QObject
{
    Q_OBJECT

public:
    enum class Format { Csv, Json };

    struct Request
    {
        Format format = Format::Csv;
        QString path;
        QList<int> columns; ///< of the CSV, in this order; empty for all of them
        bool onlyKeys = false; ///< the rows with these keys instead of all that are shown
        QStringList keys; ///< rows that are no longer there are left out; an empty list gives an empty file
    };

    TableExport(ListModel *model, const Request &request, QObject *parent = nullptr);
    ~TableExport() override;

    /// Begins; once.
    void start();
    bool isRunning() const { return m_running; }
    int rowCount() const { return int(m_keys.size()); }

    /// `stages.csv`, `stages-partial.json`; \a base is made by the caller, who knows what the list shows.
    static QString proposedName(const ListModel *model, const QString &base, Format format, bool onlyKeys);
    /// One cell by RFC 4180, quoted. Text that a spreadsheet would take for a formula (it begins with = + - @, a tab or
    /// a line break) gets a single quote in front.
    static QByteArray cell(const QString &text);

Q_SIGNALS:
    void progressed(int done, int total);
    /// The file stands; \a complete as it says of itself.
    void finished(int rows, bool complete);
    /// Nothing was written; \a why is a sentence.
    void failed(const QString &why);

private:
    void begin();
    void step();
    bool append(const QString &key);
    void write();
    QByteArray rowJson(const QString &key) const;
    QByteArray jsonHead() const;
    void fail(const QString &why);

    ListModel *m_model;
    Request m_request;
    QTimer m_timer;
    QThreadPool m_writer;
    QStringList m_keys;
    QByteArray m_rows;
    QByteArray m_mark; ///< the last cell of each row of a CSV that is not the whole list; empty for a whole one
    qsizetype m_next = 0;
    int m_written = 0;
    int m_beginnings = 0;
    QByteArray m_head; ///< of the JSON
    bool m_begun = false;
    bool m_complete = false;
    bool m_running = false;
};
