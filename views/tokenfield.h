// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QLineEdit>

/// A field into which a token is pasted. It shows dots only, gives nothing back to the clipboard, and what is pasted
/// takes the place of what was there. A text that is no token may be as long as anybody likes: QLineEdit takes 600 ms
/// to lay out a megabyte, so that a long one is kept beside it and only counted.
class TokenField final : public QLineEdit
{
    Q_OBJECT

public:
    explicit TokenField(QWidget *parent = nullptr);

    /// What was pasted or typed, whole.
    QString token() const { return m_token; }
    void setToken(const QString &token);

Q_SIGNALS:
    void tokenChanged();

protected:
    void keyPressEvent(QKeyEvent *event) override;
    void mouseReleaseEvent(QMouseEvent *event) override;
    void contextMenuEvent(QContextMenuEvent *event) override;
    void dragEnterEvent(QDragEnterEvent *event) override;
    void dropEvent(QDropEvent *event) override;

private:
    void paste();

    QString m_token; ///< text() may hold less
    bool m_taking = false;
};
