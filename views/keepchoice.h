// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "views/viewcontext.h"

#include <QWidget>

class FaultLine;
class Keychain;
class QPushButton;
class QRadioButton;

/// Where a private key shall be kept: in the desktop's keychain, or in memory for this session only. A keychain that is
/// locked, missing or refuses is never gone round in silence: the person unlocks it, or chooses the other one.
class KeepChoice final : public QWidget
{
    Q_OBJECT

public:
    KeepChoice(const ViewContext &context, Keychain *keychain, QWidget *parent = nullptr);

    bool isLasting() const;
    /// What is chosen can be done now.
    bool isReady() const;

Q_SIGNALS:
    void changed();

protected:
    void showEvent(QShowEvent *event) override;

private:
    void refresh();

    Keychain *m_keychain;
    QRadioButton *m_lasting;
    QRadioButton *m_session;
    FaultLine *m_fault;
    QPushButton *m_unlock;
};
