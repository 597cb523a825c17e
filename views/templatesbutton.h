// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/compositiontemplates.h"
#include "views/viewcontext.h"

#include <QToolButton>

class QMenu;

/// The person's templates of compositions behind a button: start from one, keep the draft as one, rename, duplicate,
/// delete, and share them as files.
class TemplatesButton final : public QToolButton
{
    Q_OBJECT

public:
    explicit TemplatesButton(const ViewContext &context, QWidget *parent = nullptr);

    /// What is kept when somebody keeps it.
    void setDraft(const CompositionDraft &draft) { m_draft = draft; }
    /// The template that the draft began with or was kept as; empty without one.
    QString name() const { return m_name; }
    void setName(const QString &name);
    /// Keeps the draft under name(), or asks for a name.
    void save();
    void saveAs();
    void importFile();

Q_SIGNALS:
    void chosen(const CompositionTemplate &one);
    /// The draft is kept, under name().
    void saved();
    void nameChanged();
    /// What went wrong or was done; foreign text inside.
    void told(const QString &title, const QString &words);

private:
    CompositionTemplates kept() const;
    void keep(const CompositionTemplates &templates);
    void fill();
    QMenu *each(const QString &title, void (TemplatesButton::*act)(const QString &name));
    void putAs(const QString &name);
    void rename(const QString &name);
    void duplicate(const QString &name);
    void remove(const QString &name);
    void exportFile(const QString &name);
    void take(const QString &path);

    ViewContext m_context;
    QMenu *m_menu;
    CompositionDraft m_draft;
    QString m_name;
};
