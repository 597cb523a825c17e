// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/aws/error.h"
#include "views/viewcontext.h"

#include <QWidget>

#include <optional>

class MessageBar;
class QLabel;
class QPushButton;
class QScrollArea;
class QStackedWidget;
class QVBoxLayout;

/// The shape of every form at the side: title, message, what is filled in (scrolls), and a footer with the verb and
/// Cancel. Esc is Cancel, Ctrl+Enter the verb. What was typed is not thrown away without a question, which is asked in
/// the footer: no dialog lies on top of a sheet. While something is under way the verb rests, and Cancel takes back
/// what has not left.
class SideSheet : public QWidget
{
    Q_OBJECT

public:
    SideSheet(const ViewContext &context, const QString &title, const QString &verb, QWidget *parent = nullptr);

    QString title() const;
    bool isBusy() const { return m_busy; }
    /// What Cancel does: closes, or asks first, or takes back what is under way.
    void requestClose();
    /// Gives the keyboard to the first field.
    virtual void begin();

Q_SIGNALS:
    /// It is done or given up: whoever shows it puts it away.
    void closed();

protected:
    /// The verb was pressed.
    virtual void accept() = 0;
    /// Something was typed that closing would lose.
    virtual bool isDirty() const { return false; }
    /// Cancel while busy.
    virtual void cancelRunning() { }
    /// The words of the question that isDirty() makes necessary: what is asked, and the button that loses it.
    virtual QString discardQuestion() const;
    virtual QString discardVerb() const;

    const ViewContext &context() const { return m_context; }
    QVBoxLayout *body() const { return m_body; } ///< inside the scrolling part
    MessageBar *message() const { return m_message; }
    void setTitle(const QString &title);
    /// An empty verb shows none: only Cancel is left, with \a cancel on it.
    void setVerb(const QString &verb);
    void setCancelWords(const QString &words);
    /// Disabled, the verb says why in its tooltip and beside it.
    void setVerbEnabled(bool enabled, const QString &why = {});
    /// \a words say what is under way; the fields rest meanwhile.
    void setBusy(bool busy, const QString &words = {});
    /// Something goes on that Cancel stops, while the fields stay usable.
    void setRunning(bool running);
    void setFooterWords(const QString &words);
    /// Scrolls to a widget in the body and gives it the keyboard.
    void showField(QWidget *field);
    void acceptIfAble();
    bool event(QEvent *event) override;
    bool eventFilter(QObject *watched, QEvent *event) override;
    void showEvent(QShowEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void paintEvent(QPaintEvent *event) override;

private:
    void ask(bool asking);
    void orderTabs();

    ViewContext m_context;
    QLabel *m_title;
    MessageBar *m_message;
    QScrollArea *m_scroll;
    QWidget *m_fields;
    QVBoxLayout *m_body;
    QStackedWidget *m_footer;
    QLabel *m_words;
    QPushButton *m_verb;
    QPushButton *m_cancel;
    QLabel *m_question;
    QPushButton *m_discard;
    QPushButton *m_keep;
    bool m_busy = false;
    bool m_able = true;
};
