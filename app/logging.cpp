// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/logging.h"

#include <QDateTime>
#include <QFile>
#include <QLoggingCategory>
#include <QMutex>

#include <cstdio>
#include <memory>

using namespace Qt::Literals::StringLiterals;

namespace {

// The message handler is a plain function: what it needs stands here.
struct Log
{
    QMutex mutex;
    std::unique_ptr<QFile> file;
};
Q_GLOBAL_STATIC(Log, theLog)

int severity(QtMsgType type)
{
    switch (type) {
    case QtDebugMsg:
        return 0;
    case QtInfoMsg:
        return 1;
    case QtWarningMsg:
        return 2;
    case QtCriticalMsg:
        return 3;
    case QtFatalMsg:
        return 4;
    }
    return 4;
}

void write(QtMsgType type, const QMessageLogContext &context, const QString &message)
{
    static constexpr const char *names[] = {"debug", "info", "warning", "error", "fatal"};
    const QString line = u"%1 %2 %3: %4\n"_s.arg(QDateTime::currentDateTimeUtc().toString(Qt::ISODateWithMs),
        QLatin1StringView(names[severity(type)]), QLatin1StringView(context.category ? context.category : "default"),
        message);
    if (theLog.isDestroyed()) // at the very end of the program
        return;
    const QMutexLocker lock(&theLog->mutex);
    const QByteArray bytes = line.toUtf8();
    if (theLog->file) {
        theLog->file->write(bytes);
        theLog->file->flush();
    } else {
        std::fwrite(bytes.constData(), 1, std::size_t(bytes.size()), stderr);
    }
}

QtMsgType threshold = QtWarningMsg;
QLoggingCategory::CategoryFilter qtFilter = nullptr;

void filter(QLoggingCategory *category)
{
    qtFilter(category); // QT_LOGGING_RULES and the desktop's rules first
    const bool own = QLatin1StringView(category->categoryName()).startsWith("stagedesk"_L1);
    for (const QtMsgType type : {QtDebugMsg, QtInfoMsg, QtWarningMsg, QtCriticalMsg}) {
        if (severity(type) < severity(threshold))
            category->setEnabled(type, false);
        else if (own)
            category->setEnabled(type, true);
    }
}

} // namespace

bool startLogging(QtMsgType level, const QString &file, QString *why)
{
    threshold = level;
    if (!file.isEmpty()) {
        auto out = std::make_unique<QFile>(file);
        const bool fresh = !out->exists();
        if (!out->open(QIODevice::WriteOnly | QIODevice::Append)) {
            *why = u"The log file %1 can't be written: %2."_s.arg(file, out->errorString());
            return false;
        }
        if (fresh)
            out->setPermissions(QFile::ReadOwner | QFile::WriteOwner);
        theLog->file = std::move(out);
    }
    qInstallMessageHandler(write);
    // Installing calls the filter at once for what is registered already: Qt's own must be known before.
    qtFilter = QLoggingCategory::installFilter(nullptr);
    QLoggingCategory::installFilter(filter);
    return true;
}
