// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/mintdraft.h"
#include "views/sidesheet.h"

class QHBoxLayout;
class QLabel;
class QProgressBar;
class QPushButton;
class QTableView;
class SecretSaver;
class SignChoice;
class TokenBatch;
class Workspace;

/// Many tokens at once: rows from a file, from the clipboard or typed, mended in place, minted or signed with a result
/// for each; then copied or saved, on request.
class BatchSheet final : public SideSheet
{
    Q_OBJECT

public:
    /// \a defaults: what an empty cell says.
    BatchSheet(const ViewContext &context, Workspace *workspace, const MintDraft &defaults, QWidget *parent = nullptr);

    void begin() override;

Q_SIGNALS:
    void keysWanted();

protected:
    void accept() override;
    bool isDirty() const override;
    QString discardQuestion() const override;
    void cancelRunning() override;
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    QHBoxLayout *tools();
    QHBoxLayout *results();
    void setUpTable();
    QString introduction() const;
    void openFile();
    void read(const QByteArray &csv);
    void removeSelected();
    void refresh();
    void refreshWords();
    QString verb() const;
    void copyAll();
    void save(bool csv);
    void showBad();

    Workspace *m_workspace;
    TokenBatch *m_batch;
    SignChoice *m_sign;
    QTableView *m_table;
    QLabel *m_summary;
    QLabel *m_note; ///< about what was read last
    QProgressBar *m_progress;
    SecretSaver *m_saver;
    QList<QPushButton *> m_editing; ///< while nothing runs
    QList<QPushButton *> m_handing; ///< once something is minted
    QPushButton *m_again = nullptr;
    QString m_read; ///< what was said of it
    int m_handedOver = 0; ///< so many were minted when they were copied or saved
    int m_saving = 0; ///< minted ones in the file that is written
};
