// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/savefile.h"

#include <QDir>
#include <QFileDialog>
#include <QFileInfo>
#include <QStandardPaths>

void askSaveFile(QWidget *window, const QString &proposed, const std::function<void(const QString &)> &then)
{
    static QString folder = QStandardPaths::writableLocation(QStandardPaths::DocumentsLocation);
    auto *dialog = new QFileDialog(window);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    dialog->setFileMode(QFileDialog::AnyFile);
    dialog->setDefaultSuffix(QFileInfo(proposed).suffix());
    dialog->setDirectory(QDir(folder).exists() ? folder : QDir::homePath());
    dialog->selectFile(proposed);
    QObject::connect(dialog, &QFileDialog::fileSelected, window, [then](const QString &path) {
        folder = QFileInfo(path).absolutePath();
        then(path);
    });
    dialog->open();
}
