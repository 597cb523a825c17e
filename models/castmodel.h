// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/madeupcast.h"

#include <QAbstractTableModel>

/// The cast that a layout is tried with, a row each: the people of the stage, as they are, or a cast that a person
/// makes up and changes in these cells.
class CastModel final : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum class Source { Stage, MadeUp };
    enum Column {
        Person,
        Place, ///< why somebody stands where they do; in a made-up cast too
        Featured,
        Over, ///< the picture in picture
        Order, ///< a whole number, or nothing
        Portrait,
        Stopped,
        ColumnTotal
    };

    explicit CastModel(QObject *parent = nullptr);

    void setSource(Source source);
    Source source() const { return m_source; }
    /// Names the attributes of a made-up cast.
    void setLayoutOf(const ivs::LayoutConfiguration &layout);
    /// Those of the stage, in the order of arrival.
    void setStageCast(const QList<CastMember> &cast);
    /// 1 to 25 people who are made up; those who stay keep what was said of them.
    void setCount(int count);
    int count() const { return int(m_people.size()); }
    /// For the words of Place: the scene of cast() in the layout.
    void setScene(const CompositionScene &scene);
    const QList<CastMember> &cast() const { return m_cast; }

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    bool setData(const QModelIndex &index, const QVariant &value, int role = Qt::EditRole) override;
    Qt::ItemFlags flags(const QModelIndex &index) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const override;

Q_SIGNALS:
    void castChanged();

private:
    /// The rows follow \a cast by id, with as few signals as that takes.
    void show(const QList<CastMember> &cast);
    void rebuild();
    bool isMadeUp() const { return m_source == Source::MadeUp; }
    QString placeText(int row) const;
    QString attributesText(int row) const;

    Source m_source = Source::MadeUp;
    ivs::LayoutConfiguration m_layout;
    QList<CastMember> m_ofStage;
    QList<MadeUpPerson> m_people;
    QList<CastMember> m_cast;
    CompositionScene m_scene;
};
