// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/compositiondetail.h"

#include "models/compositionmodel.h"

CompositionDetail::CompositionDetail(ivs::Client *client, CompositionModel *list, ServiceClock *clock, QObject *parent)
    : Detail(client, clock, parent)
    , m_list(list)
{
    connect(list, &ListModel::stateChanged, this, &CompositionDetail::follow);
    connect(list, &QAbstractItemModel::dataChanged, this, &CompositionDetail::follow);
}

void CompositionDetail::setComposition(
    const QString &arn, const std::optional<ivs::Composition> &known, bool mayBeAsked)
{
    if (m_arn == arn)
        return;
    m_arn = arn;
    m_mayBeAsked = mayBeAsked;
    questionChanged();
    if (known && !m_composition)
        m_composition = known;
}

void CompositionDetail::follow()
{
    const ivs::CompositionSummary *row = m_arn.isEmpty() ? nullptr : m_list->record(m_arn);
    if (row && !isLoading() && !(m_listed && *m_listed == *row))
        reload();
}

aws::CallBase *CompositionDetail::ask()
{
    if (m_arn.isEmpty() || !m_mayBeAsked)
        return nullptr;
    const ivs::CompositionSummary *row = m_list->record(m_arn);
    m_listed = row ? std::optional(*row) : std::nullopt;
    auto *call = client()->getComposition({.arn = m_arn}, aws::Lane::Visible);
    aws::CallBase *followed = Detail::follow(call, [this](const ivs::GetCompositionResponse &answer) {
        if (answer.composition)
            m_composition = answer.composition;
    });
    call->then(this, [this, arn = m_arn](const aws::Result<ivs::GetCompositionResponse> &answer) {
        if (answer && answer->composition)
            Q_EMIT answered(*answer->composition);
        else if (!answer && answer.error().kind == aws::ErrorKind::NotFound)
            Q_EMIT missed(arn);
    });
    return followed;
}
