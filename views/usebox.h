// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "views/viewcontext.h"

#include <QList>
#include <QWidget>

class QLabel;
class QPushButton;
class QVBoxLayout;
class Workspace;

/// What uses a resource: a sentence, a way to each user, and a button that asks where that takes a person's word.
class UseBox final : public QWidget
{
    Q_OBJECT

public:
    struct Link
    {
        QString key; ///< ARN
        QString words; ///< safe to show
        bool operator==(const Link &) const = default;
    };

    /// What the links lead to: its icon, and its name for assistive technology, `composition`.
    struct Kind
    {
        QString icon;
        QString noun;
    };
    UseBox(const ViewContext &context, const QString &title, const Kind &kind, QWidget *parent = nullptr);

    /// The running compositions of this connection that use what has this ARN.
    void setCompositions(const Workspace *workspace, const QString &arn);
    /// \a links: the first ones are shown, and how many more there are.
    void setUse(const QString &words, const QList<Link> &links);
    /// Empty words: no button.
    void setButton(const QString &words);

Q_SIGNALS:
    void chosen(const QString &key);
    void pressed();

private:
    void tint();

    ViewContext m_context;
    Kind m_kind;
    QList<Link> m_links;
    QList<QWidget *> m_shown;
    QLabel *m_words;
    QVBoxLayout *m_rows;
    QPushButton *m_button;
};
