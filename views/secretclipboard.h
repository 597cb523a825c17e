// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>

class QClipboard;
namespace aws {
class Clock;
}

/// Puts secrets on the clipboard so that they don't stay: marked for clipboard managers, which leave what is marked so
/// out of their history, and taken off after a minute, and at the end of the program, if they are still there.
class SecretClipboard final : public QObject
{
    Q_OBJECT

public:
    static constexpr int kSeconds = 60;

    /// \a clock times it; neither is owned.
    SecretClipboard(QClipboard *clipboard, aws::Clock *clock, QObject *parent = nullptr);
    ~SecretClipboard() override;

    void copy(const QString &secret);

private:
    void takeOff();

    QClipboard *m_clipboard;
    aws::Clock *m_clock;
    QString m_secret; ///< while it may still be there
    quint64 m_copies = 0;
};
