// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/desk.h"
#include "views/viewcontext.h"

#include <QWidget>

class MessageBar;
class QCheckBox;
class QComboBox;
class QLabel;
class QLineEdit;
class QPushButton;

/// The side sheet that opens a connection: profile and region from the shared files, an endpoint, read-only.
class ConnectSheet final : public QWidget
{
    Q_OBJECT

public:
    ConnectSheet(const ViewContext &context, Desk *desk, QWidget *parent = nullptr);

    /// Reads the shared files again and fills in \a request.
    void begin(const ConnectionRequest &request);
    /// Why the last attempt failed; stays until the next one.
    void setError(const std::optional<aws::Error> &error);
    ConnectionRequest request() const;

Q_SIGNALS:
    void accepted(const ConnectionRequest &request);
    void canceled();

protected:
    void keyPressEvent(QKeyEvent *event) override;
    void paintEvent(QPaintEvent *event) override;

private:
    void profileChosen();

    ViewContext m_context;
    Desk *m_desk;
    MessageBar *m_message;
    QComboBox *m_profile;
    QComboBox *m_region;
    QLineEdit *m_endpoint;
    QCheckBox *m_readOnly;
    QLabel *m_files;
    QPushButton *m_open;
    QPushButton *m_cancel;
};
