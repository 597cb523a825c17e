// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/secretsaver.h"

#include "models/plaintext.h"
#include "models/secretfile.h"

#include <QCoreApplication>
#include <QDir>
#include <QHBoxLayout>
#include <QLabel>
#include <QPointer>
#include <QPushButton>
#include <QThreadPool>

SecretSaver::SecretSaver(const ViewContext &context, QWidget *parent)
    : QWidget(parent)
    , m_context(context)
    , m_words(new QLabel)
    , m_choose(new QPushButton(tr("Choose a file…")))
    , m_leave(new QPushButton(tr("Don't save")))
{
    m_words->setTextFormat(Qt::PlainText);
    m_words->setWordWrap(true);
    auto *buttons = new QHBoxLayout;
    buttons->setSpacing(8);
    buttons->addStretch(1);
    for (QPushButton *button : {m_leave, m_choose}) {
        button->setAutoDefault(true);
        buttons->addWidget(button);
    }
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(4);
    layout->addWidget(m_words);
    layout->addLayout(buttons);
    connect(m_choose, &QPushButton::clicked, this, &SecretSaver::choose);
    connect(m_leave, &QPushButton::clicked, this, &QWidget::hide);
    hide();
}

void SecretSaver::ask(const QString &warning, const QString &proposed, const std::function<Writer()> &writer)
{
    m_proposed = proposed;
    m_writer = writer;
    tell(warning, true);
    m_leave->setFocus(Qt::OtherFocusReason); // the harmless one
}

void SecretSaver::tell(const QString &words, bool asking)
{
    m_words->setText(shownText(words));
    m_choose->setVisible(asking);
    m_leave->setVisible(asking);
    show();
}

void SecretSaver::choose()
{
    m_context.saveFile(window(), m_proposed, [self = QPointer(this)](const QString &path) {
        if (self && !path.isEmpty())
            self->write(path);
    });
}

void SecretSaver::write(const QString &path)
{
    const QString name = QDir::toNativeSeparators(path);
    tell(tr("Writing %1…").arg(name), false);
    // The application hears the end and not this widget, which may be gone by then.
    QThreadPool::globalInstance()->start([self = QPointer(this), path, name, writer = m_writer()] {
        const QString why = writeSecretFile(path, writer());
        QMetaObject::invokeMethod(
            qApp,
            [self, name, why] {
                if (!self)
                    return;
                self->tell(why.isEmpty() ? tr("Saved in %1. Only you can read the file.").arg(name)
                                         : tr("%1 can't be written: %2").arg(name, why),
                    !why.isEmpty());
                if (why.isEmpty())
                    Q_EMIT self->saved();
            },
            Qt::QueuedConnection);
    });
}
