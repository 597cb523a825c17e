// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "views/pageactions.h"

#include "models/compositiondraft.h"

#include <QPointer>

class CompositionReplacement;

/// What the editor does beside starting: puts its draft in the place of the composition that it was taken from, while
/// that runs, and makes the encoder or storage configuration that is missing.
class EditorActs final : public PageActions
{
    Q_OBJECT

public:
    /// \a wanted: the whole draft, or nothing when it has faults, which are shown then.
    EditorActs(const ViewContext &context, const Place &place,
        const std::function<std::optional<CompositionDraft>()> &wanted, QObject *parent);

    /// The composition that the draft was taken from; empty: none.
    void setOrigin(const QString &arn);
    /// While it runs, else empty.
    QString runningOrigin() const;
    /// A replacement that was begun here is under way: the draft must stay what it is.
    bool isUnderWay() const;
    /// Opens the sheet that makes what is missing at that member of OutputForm.
    void make(const QString &member);

Q_SIGNALS:
    void originChanged();
    void busyChanged();
    /// What make() was asked for exists.
    void made(const QString &member, const QString &arn);
    /// The draft runs now in the place of its origin.
    void replaced();

protected:
    void refresh() override;

private:
    void replace();

    std::function<std::optional<CompositionDraft>()> m_wanted;
    QString m_origin;
    QPointer<CompositionReplacement> m_replacement;
};
