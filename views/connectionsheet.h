// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/mintdraft.h"
#include "models/mintedtoken.h"
#include "views/sidesheet.h"

#include <QPointer>

class DurationField;
class FormField;
class SignChoice;
class TokenSigning;
class Workspace;

/// A connection token: which key signs it, and for how long it is good.
class ConnectionSheet final : public SideSheet
{
    Q_OBJECT

public:
    ConnectionSheet(const ViewContext &context, Workspace *workspace, QWidget *parent = nullptr);
    ~ConnectionSheet() override;

    /// \a keyArn: what stands there at first.
    void setKeyArn(const QString &keyArn);
    void begin() override;

Q_SIGNALS:
    /// Secret; comes once, after closed(), and nobody else keeps it.
    void made(const MintedToken &token);
    void keysWanted();

protected:
    void accept() override;
    void cancelRunning() override;

private:
    ConnectionDraft draft() const;
    void refresh();
    void ended();

    Workspace *m_workspace;
    SignChoice *m_sign;
    DurationField *m_length;
    FormField *m_lengthField;
    QPointer<TokenSigning> m_signing;
    MintedToken m_made; ///< secret; between the signing and its end
};
