// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "views/viewcontext.h"

#include <QList>
#include <QWidget>

class QComboBox;
class QToolButton;

/// One resource of the account, chosen from a list that is read when somebody opens the form, or named by its ARN. What
/// is set stays set, also while the list is not there yet or does not hold it.
class ChoiceField final : public QWidget
{
    Q_OBJECT

public:
    struct Option
    {
        QString arn;
        QString words; ///< foreign text
        bool operator==(const Option &) const = default;
    };
    struct Words
    {
        QString name; ///< `Channel`: for assistive technology
        QString none; ///< what an empty choice is: `Choose one…`, `default: 1280×720`
        QString reload; ///< `Read the channels again`
        QString make = {}; ///< `New encoder configuration…`; empty: none can be made here
    };

    ChoiceField(const ViewContext &context, const Words &words, QWidget *parent = nullptr);

    void setOptions(const QList<Option> &options);
    void setLoading(bool loading);
    /// Empty: none, or something that is no ARN was typed.
    QString arn() const;
    void setArn(const QString &arn);
    /// What was typed is neither in the list nor an ARN.
    bool isLost() const;
    QWidget *editor() const;
    /// Why none can be made now; empty: one can.
    void setMakeReason(const QString &reason);

Q_SIGNALS:
    void changed();
    void reloadWanted();
    void makeWanted();

private:
    void fill();
    void take(int index);
    void takeText();

    ViewContext m_context;
    Words m_words;
    QComboBox *m_box;
    QToolButton *m_reload;
    QToolButton *m_make;
    QList<Option> m_options;
    QString m_arn;
    QString m_typed; ///< what means nothing, as it was typed
};
