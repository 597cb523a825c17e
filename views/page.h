// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QWidget>

class ActionRegistry;
class Workspace;
struct FindPlace;

/// One page of the window. It is made when it is first shown, and a part of it that is hidden asks for nothing.
class Page : public QWidget
{
    Q_OBJECT

public:
    using QWidget::QWidget;

    /// The word of the navigation, for the window's title and for assistive technology.
    virtual QString title() const = 0;
    /// By hand: reads everything on the page again.
    virtual void reload() { }
    /// Puts the keyboard into the filter of the page's main list.
    virtual void focusFilter() { }
    /// Puts the keyboard where work begins; called whenever the page comes on screen.
    virtual void focusContent() { setFocus(Qt::OtherFocusReason); }
    /// Chooses what has this key (an ARN, as a rule), as if by hand.
    virtual void showKey(const QString &key) { Q_UNUSED(key) }
    /// The same for what was found; as much of the place as the page shows.
    virtual void showPlace(const FindPlace &place);
    /// What would be lost if the page went, a sentence; empty when that is nothing. Another page on screen loses
    /// nothing.
    virtual QString lossQuestion() const { return {}; }
    /// Everything that can be done on the page, for the palette; null when that is nothing.
    virtual const ActionRegistry *actions() const { return nullptr; }
    /// Sizes and choices of presentation, kept in the settings under the page's id; never anything secret.
    virtual QByteArray saveLayout() const { return {}; }
    /// Takes what saveLayout() gave, perhaps in another version or damaged: nonsense changes nothing.
    virtual void restoreLayout(const QByteArray &layout) { Q_UNUSED(layout) }

Q_SIGNALS:
    /// Show another page, of this workspace (null: the one that is shown), and choose \a key there (empty: nothing).
    void pageWanted(const QString &id, Workspace *workspace, const QString &key);
    /// Open the sheet that inspects tokens.
    void inspectWanted();
};
