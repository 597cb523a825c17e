// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/compositionfacts.h"

#include <QDateTime>

namespace ivs {
class ListingBase;
}
class Workspace;

/// The checks before a composition is started, with fresh data: calls of its own in the Person lane, whatever lists
/// show. Nothing is asked but by check(). Answers are kept by what they were asked about, so that a changed draft is
/// judged at once by what is known, and the rest is Unknown until the next check().
class CompositionChecks final : public QObject
{
    Q_OBJECT

public:
    CompositionChecks(Workspace *workspace, QObject *parent);
    ~CompositionChecks() override;

    /// Asks everything anew that \a draft needs. Answers to an earlier question that are under way are dropped.
    void check(const CompositionDraft &draft);
    /// The draft replaces this composition (empty: none), which ends before a new one takes its channel. Asks nothing.
    void setReplaced(const QString &compositionArn);
    /// \a draft changed: judged again without any call.
    void update(const CompositionDraft &draft);

    const QList<CompositionCheck> &checks() const { return m_checks; }
    int count(CompositionCheck::Light light) const;
    bool isChecking() const;
    /// Service time of the last answer of a check() that came to its end; invalid before.
    QDateTime asOf() const { return m_asOf; }

Q_SIGNALS:
    void changed();

private:
    template <typename T, typename Take>
    void ask(aws::Call<T> *call, Take take);
    void drop();
    void askEncoder(const QString &arn);
    void askStorage(const QString &arn);
    void askChannel(const QString &arn);
    void askCompositions();
    bool isHere(const QString &arn) const;
    void judge();
    void answered();
    void arrived();

    Workspace *m_workspace;
    CompositionDraft m_draft;
    CompositionFacts m_facts;
    StagePublishers *m_publishers;
    ivs::ListingBase *m_listing = nullptr;
    QList<QPointer<aws::CallBase>> m_calls;
    int m_pending = 0;
    quint64 m_question = 0; ///< counts them
    QList<CompositionCheck> m_checks;
    QDateTime m_asOf;
};
