// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/quotas.h"
#include "views/viewcontext.h"

#include <QAbstractButton>
#include <QPointer>

class Workspace;

/// How full one quota is, of the account and region where it is fullest. A click opens the entry of the account's own
/// limit, where the service allows another than the default.
class QuotaGauge final : public QAbstractButton
{
    Q_OBJECT

public:
    QuotaGauge(const ViewContext &context, Quotas::Kind kind, QWidget *parent = nullptr);

    Quotas::Kind kind() const { return m_kind; }
    /// \a details tell all accounts and regions, for the tooltip; \a workspace is the one whose usage is shown.
    void setUsage(Workspace *workspace, const Quotas::Usage &usage, const QString &details);
    /// `25 of 1,000`, or `– of 1,000` while it is not counted completely.
    QString words() const;
    QSize sizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    void edit();

    ViewContext m_context;
    Quotas::Kind m_kind;
    QPointer<Workspace> m_workspace;
    Quotas::Usage m_usage;
};
