// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/mintedtoken.h"
#include "views/viewcontext.h"

#include <QWidget>

class QButtonGroup;
class QLabel;
class QPlainTextEdit;
class QPushButton;
class QrCode;
class SecretSaver;
class TokenKeeper;
class Workspace;

/// The ways in which a token that was just made leaves this window: shown, copied, as a QR code, in lines to paste, in
/// a file, into the keychain. Masked until somebody asks; what was not taken goes with this widget.
class HandOver final : public QWidget
{
    Q_OBJECT

public:
    /// \a workspace must live longer. \a isKept: it came out of the keychain.
    HandOver(const ViewContext &context, Workspace *workspace, const MintedToken &token, bool isKept = false,
        QWidget *parent = nullptr);

    /// It was copied, saved, kept or shown as a QR code.
    bool isHandedOver() const { return m_handedOver; }
    /// It was, in another way than by what is here.
    void markHandedOver();

Q_SIGNALS:
    /// For the first time.
    void handedOver();

private:
    QString factsText() const;
    QWidget *head();
    QWidget *snippets();
    void showToken(bool shown);
    void showCode(bool shown);
    void showSnippet();
    void copy(const QString &text, const QString &what);
    void save();

    ViewContext m_context;
    Workspace *m_workspace;
    MintedToken m_token; ///< secret
    QLabel *m_secret;
    QLabel *m_note;
    QLabel *m_codeNote;
    QrCode *m_code;
    QButtonGroup *m_ways;
    QPlainTextEdit *m_lines;
    QWidget *m_snippets = nullptr;
    QLabel *m_problem;
    QPushButton *m_copyLines;
    SecretSaver *m_saver;
    TokenKeeper *m_keeper;
    bool m_handedOver;
};
