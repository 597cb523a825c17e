// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/secretclipboard.h"

#include "models/workspace.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QMimeData>

using namespace Qt::Literals::StringLiterals;

SecretClipboard::SecretClipboard(QClipboard *clipboard, aws::Clock *clock, QObject *parent)
    : QObject(parent)
    , m_clipboard(clipboard)
    , m_clock(clock)
{
    connect(qApp, &QCoreApplication::aboutToQuit, this, &SecretClipboard::takeOff);
}

SecretClipboard::~SecretClipboard() { takeOff(); }

void SecretClipboard::copy(const QString &secret)
{
    auto *data = new QMimeData;
    data->setText(secret);
    // What KeePassXC sets too: Klipper and others keep nothing that carries it.
    data->setData(u"x-kde-passwordManagerHint"_s, "secret");
    m_clipboard->setMimeData(data);
    m_secret = secret;
    m_clock->after(kSeconds * 1000, this, [this, copy = ++m_copies] {
        if (copy == m_copies)
            takeOff();
    });
}

void SecretClipboard::takeOff()
{
    // Something else that was copied meanwhile is not ours to take away.
    if (!m_secret.isEmpty() && m_clipboard->text() == m_secret)
        m_clipboard->clear();
    m_secret.clear();
}
