// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "views/sidesheet.h"

#include <QPointer>

class Undertaking;

/// A sheet whose verb is an act on the service. With one target it waits for the end itself: done closes it; refused,
/// it stays open with what was typed, and says why. With several it hands the act over to whoever shows a result per
/// row. An act that has left goes on when the sheet goes.
class ActSheet : public SideSheet
{
    Q_OBJECT

public:
    using SideSheet::SideSheet;
    ~ActSheet() override;

Q_SIGNALS:
    /// Several targets: not started yet; comes after closed().
    void undertaken(Undertaking *undertaking);

protected:
    /// Takes \a undertaking over and starts it. \a words: `Creating…`.
    void run(Undertaking *undertaking, const QString &words);
    /// It is done; closes the sheet unless there is something to show first.
    virtual void done(Undertaking *undertaking);
    /// The editor of the member that Error::field names, or null.
    virtual QWidget *fieldAt(const QString &field) const;
    void cancelRunning() override;
    /// It is the act that this sheet waits for.
    bool isMine(const Undertaking *undertaking) const;

private:
    void ended();

    QPointer<Undertaking> m_undertaking;
};
