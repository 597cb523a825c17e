// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QList>
#include <QWidget>

class QLabel;
class QToolButton;
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

    /// \a noun names the links for assistive technology: `composition`.
    explicit UseBox(const QString &title, const QString &noun, QWidget *parent = nullptr);

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
    QString m_noun;
    QList<Link> m_links;
    QList<QWidget *> m_shown;
    QLabel *m_words;
    QVBoxLayout *m_rows;
    QToolButton *m_button;
};
