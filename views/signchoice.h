// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "views/viewcontext.h"

#include <QPointer>
#include <QToolButton>
#include <QWidget>

class FaultLine;
class QHBoxLayout;
class QLabel;
class QPushButton;
class Workspace;

/// Who makes the tokens: the service, or one of the keys whose private half is on this computer. Where there is none it
/// says why, and leads to the keys. The keys are read while it is on screen.
class SignChoice final : public QWidget
{
    Q_OBJECT

public:
    enum class Offer { ServiceAndKeys, KeysOnly };

    SignChoice(const ViewContext &context, Workspace *workspace, Offer offer, QWidget *parent = nullptr);

    /// The ARN of the public half; empty for the service, and when there is no key to choose.
    QString keyArn() const { return m_keyArn; }
    /// Chooses, also a key that can't sign here: fault() says so then, and nothing else is chosen instead.
    void setKeyArn(const QString &keyArn);
    /// Why nothing can be made with what is chosen; empty when it can.
    QString fault() const;
    /// Where the keyboard goes to choose another. No focus proxy: that would move it in the order of Tab.
    QWidget *chosen() const;
    /// There is a key that can sign here.
    bool hasKeys() const { return m_hasKeys; }

Q_SIGNALS:
    /// Another one was chosen, or what can sign here is different.
    void changed();
    void keysWanted();

protected:
    void showEvent(QShowEvent *event) override;
    void hideEvent(QHideEvent *event) override;

private:
    void refresh();
    void rebuild(const QStringList &arns);
    void showChosen();
    QToolButton *addButton(const QString &keyArn, const QString &words, const QString &name);
    QString nameOfKey(const QString &keyArn) const;
    QString whyNone() const;

    Workspace *m_workspace;
    Offer m_offer;
    QString m_keyArn;
    QStringList m_shown; ///< ARNs and names of the buttons, so that they stay when nothing is new
    QWidget *m_choices = nullptr;
    QPointer<QToolButton> m_chosen;
    int m_rowWidth = 0; ///< px, of the last row of buttons
    QHBoxLayout *m_row;
    QLabel *m_why;
    QPushButton *m_keys;
    FaultLine *m_fault;
    bool m_hasKeys = false;
    QString m_told; ///< what changed() told last
};
