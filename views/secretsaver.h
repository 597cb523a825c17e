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

    /// Makes what is written, in another thread: it holds all that it needs.
    using Writer = std::function<QByteArray()>;
    /// \a writer is asked for when there is a file to write.
    void ask(const QString &warning, const QString &proposed, const std::function<Writer()> &writer);

Q_SIGNALS:
    void saved();

private:
    void choose();
    void write(const QString &path);
    void tell(const QString &words, bool asking);

    ViewContext m_context;
    QString m_proposed;
    std::function<Writer()> m_writer;
    QLabel *m_words;
    QPushButton *m_choose;
    QPushButton *m_leave;
};
