// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/actsheet.h"

#include "models/undertaking.h"
#include "views/messagebar.h"

ActSheet::~ActSheet()
{
    if (m_undertaking)
        m_undertaking->dismiss();
}

void ActSheet::run(Undertaking *undertaking, const QString &words)
{
    message()->setError({}, {});
    if (undertaking->total() != 1) {
        Q_EMIT closed();
        Q_EMIT undertaken(undertaking);
        return;
    }
    m_undertaking = undertaking;
    connect(undertaking, &Undertaking::finished, this, &ActSheet::ended);
    setBusy(true, words);
    undertaking->start();
}

void ActSheet::ended()
{
    Undertaking *undertaking = m_undertaking;
    m_undertaking.clear();
    undertaking->disconnect(this);
    setBusy(false);
    if (undertaking->isAllDone()) {
        done(undertaking);
    } else {
        const std::optional<aws::Error> error = undertaking->firstError();
        if (error && !error->isCanceled())
            message()->setError(error, {});
        QWidget *field = error && !error->field.isEmpty() ? fieldAt(error->field) : nullptr;
        if (field)
            showField(field);
        else
            begin();
    }
    undertaking->dismiss();
}

void ActSheet::done(Undertaking *) { Q_EMIT closed(); }

QWidget *ActSheet::fieldAt(const QString &) const { return nullptr; }

bool ActSheet::isMine(const Undertaking *undertaking) const { return undertaking && m_undertaking == undertaking; }

void ActSheet::cancelRunning()
{
    if (!m_undertaking)
        return;
    m_undertaking->cancel();
    if (isBusy())
        setFooterWords(tr("It has left already and can't be called back. Waiting for the answer…"));
}
