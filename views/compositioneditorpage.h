// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/compositiondraft.h"
#include "models/compositionscene.h"
#include "views/page.h"
#include "views/viewcontext.h"

class ActionRegistry;
class CastPanel;
class CheckPanel;
class CompositionChecks;
class CompositionForm;
class DraftStack;
class EditorActs;
class ElidedLabel;
class MessageBar;
class PreviewPane;
class QSplitter;
class QPushButton;
class PublishingNow;
class StartBar;
class TemplatesButton;
class Workspace;

/// The composition editor of one connection: what StartComposition is told on the left, what it will look like in the
/// middle, who is in the picture on the right; copied as a command or started at the foot.
class CompositionEditorPage final : public Page
{
    Q_OBJECT

public:
    CompositionEditorPage(const ViewContext &context, Workspace *workspace, QWidget *parent = nullptr);

    QString title() const override { return tr("Editor"); }
    const ActionRegistry *actions() const override { return m_registry; }
    void reload() override;
    void focusContent() override;
    /// Chooses the stage by its ARN; or begins with what the composition of that ARN is, as far as it is known here.
    void showKey(const QString &key) override;
    QString lossQuestion() const override;
    QByteArray saveLayout() const override;
    void restoreLayout(const QByteArray &layout) override;

public Q_SLOTS:
    /// Begins with \a draft; asks first when that loses something.
    void edit(const CompositionDraft &draft);

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    QWidget *head();
    void addActions();
    void addCopies();
    void followParts();
    void followTemplates();
    void followChecks();
    void check(bool isWhole);
    /// Does \a then, after a question when it loses something.
    void leaving(const std::function<void()> &then);
    void showComposition(const QString &arn);
    /// What would be lost with the draft; empty: nothing.
    QString draftQuestion() const;
    /// \a origin: the composition that it was taken from; empty: none.
    void load(const CompositionDraft &draft, const QString &origin);
    void takeForm(const QObject *typing);
    void movePip(const PipPlace &place);
    void sizePip(const QSize &size);
    void refresh();
    void refreshActions();
    void attendUndoKeys();
    void arrange();
    void start();
    void refused(const QString &path);
    /// The draft is being started, or put in the place of another: it stays what it is.
    bool isBusy() const;
    void refreshBusy();
    /// The whole draft, or nothing when it has faults, which are shown then.
    std::optional<CompositionDraft> wanted();
    void followActs();
    void takeOrigin();
    CompositionDraft whole() const;

    ViewContext m_context;
    Workspace *m_workspace;
    ActionRegistry *m_registry;
    DraftStack *m_stack;
    PublishingNow *m_people;
    TemplatesButton *m_templates;
    ElidedLabel *m_state;
    QPushButton *m_copy;
    QPushButton *m_replace;
    MessageBar *m_message;
    CompositionForm *m_form;
    PreviewPane *m_pane;
    CastPanel *m_cast;
    CompositionChecks *m_checks;
    CheckPanel *m_checkPanel;
    QSplitter *m_side; ///< cast and checks
    StartBar *m_foot;
    EditorActs *m_acts;
    QSplitter *m_columns;
    QSplitter *m_right; ///< the picture and what stands beside it, or below where there is no room
    QStringList m_checked; ///< what the draft used when it was checked last
    bool m_wanted = false; ///< what is missing is a fault only once somebody wanted to start
};
