// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "views/viewcontext.h"

#include <QObject>

class ActionRegistry;
class ColorScheme;
class QAction;
class QActionGroup;
class QMenu;
class QSettings;
class TimeText;

/// How the person wants to see things: the zone of times, the theme, the height of rows. Kept in the settings, taken
/// from them at the start.
class ViewChoices final : public QObject
{
    Q_OBJECT

public:
    struct Things
    {
        TimeText *times;
        ColorScheme *desktop;
        QSettings *settings;
        ActionRegistry *registry;
    };

    /// Puts its actions at the end of \a menu, whose child it is.
    ViewChoices(const ViewContext &context, const Things &things, QMenu *menu);

private:
    void addZone(QMenu *menu);
    void addThemes(QMenu *menu);
    void addRowHeight(QMenu *menu);
    void setThemeChoice(const QString &choice);
    QString keptTheme() const;

    ViewContext m_context;
    Things m_with;
    QActionGroup *m_themes;
};
