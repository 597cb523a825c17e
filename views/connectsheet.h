// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/desk.h"
#include "views/sidesheet.h"

class QCheckBox;
class QComboBox;
class QLabel;
class QLineEdit;

/// The side sheet that opens a connection: profile and region from the shared files, an endpoint, read-only.
class ConnectSheet final : public SideSheet
{
    Q_OBJECT

public:
    ConnectSheet(const ViewContext &context, Desk *desk, QWidget *parent = nullptr);

    using SideSheet::begin;
    /// Reads the shared files again and fills in \a request.
    void begin(const ConnectionRequest &request);
    /// Why the last attempt failed; stays until the next one.
    void setError(const std::optional<aws::Error> &error);
    ConnectionRequest request() const;

Q_SIGNALS:
    void accepted(const ConnectionRequest &request);

protected:
    void accept() override { Q_EMIT accepted(request()); }
    void keyPressEvent(QKeyEvent *event) override;

private:
    void profileChosen();

    Desk *m_desk;
    QComboBox *m_profile;
    QComboBox *m_region;
    QLineEdit *m_endpoint;
    QCheckBox *m_readOnly;
    QLabel *m_files;
};
