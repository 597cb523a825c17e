// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/questions.h"

#include <QInputDialog>
#include <QLineEdit>
#include <QMessageBox>
#include <QPushButton>

using namespace Qt::Literals::StringLiterals;

void askName(QWidget *parent, const QString &title, const QString &label, const QString &proposed, int longest,
    const std::function<void(const QString &)> &then)
{
    auto *dialog = new QInputDialog(parent);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setWindowTitle(title);
    dialog->setLabelText(label + u':');
    dialog->setTextValue(proposed);
    if (auto *field = dialog->findChild<QLineEdit *>()) {
        field->setMaxLength(longest);
        field->setAccessibleName(label);
    }
    QObject::connect(dialog, &QInputDialog::textValueSelected, parent, [proposed, then](const QString &text) {
        const QString name = text.simplified();
        if (!name.isEmpty() && name != proposed)
            then(name);
    });
    dialog->open();
}

void askSure(QWidget *parent, const QString &question, const QString &verb, const std::function<void()> &then)
{
    auto *box = new QMessageBox(parent);
    box->setAttribute(Qt::WA_DeleteOnClose);
    box->setWindowTitle(u"Stagedesk"_s);
    box->setTextFormat(Qt::PlainText);
    box->setText(question);
    QPushButton *yes = box->addButton(verb, QMessageBox::DestructiveRole);
    QPushButton *no = box->addButton(QMessageBox::Cancel);
    box->setDefaultButton(no);
    box->setEscapeButton(no);
    QObject::connect(yes, &QPushButton::clicked, parent, then);
    box->open();
}
