// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/detail.h"

class CompositionModel;

/// GetComposition of the composition that is looked at: layout, outputs and where they lead come only with it. Asked
/// again whenever the list tells that it changed. One that the service has forgotten stays as it was seen last: five
/// minutes after its end it is in no answer any more, which is no error (fact sheet 8).
class CompositionDetail final : public Detail
{
    Q_OBJECT

public:
    CompositionDetail(ivs::Client *client, CompositionModel *list, ServiceClock *clock, QObject *parent);

    /// An empty ARN looks at none. \a known: what somebody saw of it, until the answer is there. \a mayBeAsked: false
    /// for one that the service has forgotten, about which nothing is asked.
    void setComposition(const QString &arn, const std::optional<ivs::Composition> &known = {}, bool mayBeAsked = true);
    QString arn() const { return m_arn; }
    const std::optional<ivs::Composition> &composition() const { return m_composition; }

Q_SIGNALS:
    /// What the service told, and that it does not know it: for whoever remembers.
    void answered(const ivs::Composition &composition);
    void missed(const QString &arn);

protected:
    aws::CallBase *ask() override;
    void forget() override { m_composition.reset(); }

private:
    void follow();

    CompositionModel *m_list;
    QString m_arn;
    bool m_mayBeAsked = true;
    std::optional<ivs::Composition> m_composition;
    std::optional<ivs::CompositionSummary> m_listed; ///< what the list told when it was asked
};
