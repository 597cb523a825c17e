// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QLineEdit>

#include <optional>

/// A whole number that may be left to the service: empty, it shows the default as a placeholder and stands for it. The
/// arrow keys and the wheel count, from the default on.
class NumberField final : public QLineEdit
{
    Q_OBJECT

public:
    /// \a standard: the number that the default is, or nothing where it is not one. \a unit: ` px`.
    NumberField(std::optional<int> standard, const QString &unit, QWidget *parent = nullptr);

    std::optional<int> number() const;
    void setNumber(const std::optional<int> &number);
    void setStandard(std::optional<int> standard);

Q_SIGNALS:
    void numberChanged();

protected:
    void keyPressEvent(QKeyEvent *event) override;
    void wheelEvent(QWheelEvent *event) override;

private:
    void count(int by);

    std::optional<int> m_standard;
    QString m_unit;
};
