// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/savefile.h"

#include <QDir>
#include <QFileDialog>
#include <QFileInfo>
#include <QStandardPaths>

namespace {

// In the folder that was chosen last.
void ask(QFileDialog *dialog, const std::function<void(const QString &)> &then)
{
    static QString folder = QStandardPaths::writableLocation(QStandardPaths::DocumentsLocation);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setDirectory(QDir(folder).exists() ? folder : QDir::homePath());
    QObject::connect(dialog, &QFileDialog::fileSelected, dialog->parentWidget(), [then](const QString &path) {
        folder = QFileInfo(path).absolutePath();
        then(path);
    });
    dialog->open();
}

} // namespace

void askSaveFile(QWidget *window, const QString &proposed, const std::function<void(const QString &)> &then)
{
    auto *dialog = new QFileDialog(window);
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    dialog->setFileMode(QFileDialog::AnyFile);
    dialog->setDefaultSuffix(QFileInfo(proposed).suffix());
    ask(dialog, then);
    dialog->selectFile(proposed);
}

void askOpenFile(QWidget *window, const QString &filter, const std::function<void(const QString &)> &then)
{
    auto *dialog = new QFileDialog(window);
    dialog->setFileMode(QFileDialog::ExistingFile);
    dialog->setNameFilters({filter, QFileDialog::tr("All files (*)")});
    ask(dialog, then);
}
