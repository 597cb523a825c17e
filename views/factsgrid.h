// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "views/viewcontext.h"

#include <QWidget>

class QGridLayout;

/// Names and values of one resource, in two columns. Built anew only when the names change; foreign values are plain
/// text, can be selected, and those that are ids copy on click.
class FactsGrid final : public QWidget
{
    Q_OBJECT

public:
    struct Fact
    {
        QString name;
        QString value; ///< as the service sent it; empty is shown as unknown
        bool isId = false;
        bool operator==(const Fact &) const = default;
    };

    /// With \a wraps long values take several lines; otherwise they are cut, and whole in their tooltip.
    FactsGrid(const ViewContext &context, bool wraps, QWidget *parent = nullptr);

    void setFacts(const QList<Fact> &facts);

private:
    void build(const QList<Fact> &facts);

    ViewContext m_context;
    bool m_wraps;
    QGridLayout *m_grid;
    QList<Fact> m_facts;
    QList<QWidget *> m_values;
};
