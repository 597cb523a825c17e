// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/findcommand.h"
#include "models/findmodel.h"
#include "views/overlaypanel.h"

class FindList;
class QLabel;
class QLineEdit;
class TimeText;

/// What can be done and by which keys, by page, with a filter. Enter does it.
class ShortcutSheet final : public OverlayPanel
{
    Q_OBJECT

public:
    ShortcutSheet(const ViewContext &context, TimeText *times, QWidget *host);

    /// Shows these; asked for anew whenever the sheet opens.
    void setCommands(const QList<FindCommand> &commands);

Q_SIGNALS:
    void commandChosen(const QString &id);

protected:
    QWidget *firstField() const override;
    int wantedHeight() const override;
    bool eventFilter(QObject *watched, QEvent *event) override;
    void hideEvent(QHideEvent *event) override;

private:
    void filter();

    FindModel m_model;
    QList<FindCommand> m_commands;
    QLineEdit *m_field;
    FindList *m_list;
    QLabel *m_nothing;
};
