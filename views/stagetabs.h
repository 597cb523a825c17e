// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

#include <functional>
#include <optional>
#include <vector>

class QStackedWidget;
class QTabBar;

/// The stage and the session that are chosen on the left; empty where nothing is.
struct StageChoice
{
    QString stageArn;
    QString sessionId;
    bool live = false; ///< the session goes on
    bool operator==(const StageChoice &) const = default;
};

/// What can be seen of the chosen stage and session, one tab each. Only the tab on screen hears of a choice, so that a
/// hidden one has nothing to ask the service for; the others hear of the latest when they are shown.
///
/// A further tab is one line where the page is made:
/// `m_tabs->add(u"ingest"_s, tr("Ingest"), panel, [panel](const StageChoice &choice) { panel->setStage(…); });`
class StageTabs final : public QWidget
{
    Q_OBJECT

public:
    using Choose = std::function<void(const StageChoice &)>;

    explicit StageTabs(QWidget *parent = nullptr);

    /// What the row of tabs is, for assistive technology.
    void setBarName(const QString &name);
    /// Takes \a page over. \a id is what the settings call the tab.
    void add(const QString &id, const QString &title, QWidget *page, const Choose &choose = {});
    void setChoice(const StageChoice &choice);
    const StageChoice &choice() const { return m_choice; }
    QString currentId() const;
    QStringList ids() const; ///< of all tabs, from left to right
    /// An id that no tab has changes nothing: settings may be of another version.
    void setCurrentId(const QString &id);

Q_SIGNALS:
    void currentChanged(const QString &id);

protected:
    void keyPressEvent(QKeyEvent *event) override;

private:
    struct Tab
    {
        QString id;
        Choose choose;
        std::optional<StageChoice> told;
    };

    void turnTo(int index);
    void tell();

    QTabBar *m_bar; ///< with a stack of our own: QTabWidget stands in the way of Tab while its bar is hidden
    QStackedWidget *m_stack;
    std::vector<Tab> m_tabs;
    StageChoice m_choice;
};
