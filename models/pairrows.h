// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QList>
#include <QMap>
#include <QString>

#include <optional>

/// What is wrong with one field of a form, before anything is sent. `field` is the member's path in the request, as
/// `tags[2].key`, so that a form marks its own faults and the service's (aws::Error::field) in the same way.
struct DraftFault
{
    QString field;
    QString message; ///< as `must be 1 to 128 characters long, but has 129`
    bool isMissing = false; ///< nothing is there yet, and something has to be
    bool operator==(const DraftFault &) const = default;
};

/// A row of a table of names and values while somebody types in it: names may still be empty or there twice.
struct PairRow
{
    QString key;
    QString value;

    bool isEmpty() const { return key.isEmpty() && value.isEmpty(); }
    bool operator==(const PairRow &) const = default;
};

using PairRows = QList<PairRow>;

/// The rows of a map, by name.
PairRows rowsOf(const QMap<QString, QString> &pairs);
/// The map that the rows make: empty rows left out; of rows with the same name the last counts (pairFaults() tells).
QMap<QString, QString> mapOf(const PairRows &rows);

/// The faults of rows of tags below the member \a path: at most 50 tags, names of 1 to 128 characters that don't begin
/// with `aws:` and come once, values of at most 256 (shapes.md; the reserved prefix is AWS's rule for every tag).
QList<DraftFault> tagFaults(const PairRows &rows, const QString &path);
/// What is wrong with one tag's name, or an empty text.
QString tagKeyProblem(const QString &key);
/// What is wrong with one tag's value, or an empty text.
QString tagValueProblem(const QString &value);
/// Tags that one resource can have (shapes.md, Tags).
int mostTags();

/// The faults of rows of attributes: no name without text or twice, at most 1 KB in all. How the service counts its 1
/// KB is not documented; counted are the UTF-8 bytes of names and values.
QList<DraftFault> attributeFaults(const PairRows &rows, const QString &path);
/// UTF-8 bytes of all names and values.
int attributeBytes(const PairRows &rows);
/// The bytes that the attributes of one participant may have.
int mostAttributeBytes();
