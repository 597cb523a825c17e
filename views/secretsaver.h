// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "views/viewcontext.h"

#include <QWidget>

class QLabel;
class QPushButton;

/// Saves a secret in a file that only its owner reads, after a warning that is read first: the file is asked for when
/// the person goes on. Hidden until ask().
class SecretSaver final : public QWidget
{
    Q_OBJECT

public:
    explicit SecretSaver(const ViewContext &context, QWidget *parent = nullptr);

    /// \a bytes is asked when there is a file to write.
    void ask(const QString &warning, const QString &proposed, const std::function<QByteArray()> &bytes);

Q_SIGNALS:
    void saved();

private:
    void choose();
    void tell(const QString &words, bool asking);

    ViewContext m_context;
    QString m_proposed;
    std::function<QByteArray()> m_bytes;
    QLabel *m_words;
    QPushButton *m_choose;
    QPushButton *m_leave;
};
