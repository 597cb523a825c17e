// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/aws/error.h"
#include "views/viewcontext.h"

#include <QFrame>

#include <optional>

class QLabel;
class QPushButton;
class QToolButton;

/// An error inside the page: which layer failed, what it means, one button that helps, details folded away.
class MessageBar final : public QFrame
{
    Q_OBJECT

public:
    explicit MessageBar(const ViewContext &context, QWidget *parent = nullptr);

    /// Shows an error, or nothing. \a verb names the button; empty for none.
    void setError(const std::optional<aws::Error> &error, const QString &verb);
    /// Shows a notice that is no error.
    void setNotice(const QString &title, const QString &words);
    /// The same with a button that helps.
    void setOffer(const QString &title, const QString &words, const QString &verb);
    QString text() const;

Q_SIGNALS:
    void triggered();

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    void setWords(const QString &title, const QString &words, const QString &details);

    ViewContext m_context;
    bool m_isError = true;
    std::optional<aws::Error> m_error;
    QLabel *m_icon;
    QLabel *m_title;
    QLabel *m_words;
    QLabel *m_details;
    QPushButton *m_button;
    QToolButton *m_unfold;
    QToolButton *m_close;
};
