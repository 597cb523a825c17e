// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/keyacts.h"
#include "models/publickeymodel.h"
#include "tests/views/deskwindow.h"
#include "views/actionregistry.h"
#include "views/confirmation.h"
#include "views/datatable.h"
#include "views/keyspage.h"
#include "views/sidesheet.h"

#include <QCheckBox>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QRadioButton>
#include <QToolButton>

/// The keys page over a local service, and what a person does there.
class KeysDesk : public QObject
{
    Q_OBJECT

protected Q_SLOTS:
    void init()
    {
        m_service = std::make_unique<LocalService>();
        m_desk = std::make_unique<DeskWindow>();
    }
    void cleanup()
    {
        m_desk.reset();
        m_service.reset();
    }

protected:
    QString imported(const QByteArray &publicPem, const QString &name)
    {
        return m_service
            ->perform(QStringLiteral("ImportPublicKey"),
                {{QStringLiteral("publicKeyMaterial"), QString::fromLatin1(publicPem)}, {QStringLiteral("name"), name}})
            .value(QLatin1StringView("publicKey"))
            .toObject()
            .value(QLatin1StringView("arn"))
            .toString();
    }
    void open(bool readOnly = false)
    {
        m_workspace = m_desk->connectTo(*m_service, readOnly);
        QVERIFY(m_desk->show());
        m_desk->window()->showPage(QStringLiteral("keys"));
        TRY_SETTLED(m_workspace->publicKeys());
        m_page = m_desk->window()->findChild<KeysPage *>();
        QVERIFY(m_page);
    }
    SigningKeys *keys() const { return m_workspace->signingKeys(); }
    QAction *action(const char *id) const { return m_page->actions()->action(QLatin1StringView(id)); }
    void choose(const QString &arn)
    {
        clickRow(named<DataTable>(m_page, QStringLiteral("Public keys")), m_workspace->publicKeys()->rowOfKey(arn));
    }
    SideSheet *sheet() const
    {
        const auto all = m_page->findChildren<SideSheet *>();
        for (SideSheet *each : all) {
            if (each->isVisible())
                return each;
        }
        return nullptr;
    }
    template <typename T = QLineEdit>
    T *field(const QString &name) const
    {
        const auto all = sheet()->findChildren<T *>();
        for (T *each : all) {
            if (each->isVisible() && each->accessibleName() == name)
                return each;
        }
        return nullptr;
    }
    void type(const QString &name, const QString &text)
    {
        auto *edit = field(name);
        QVERIFY2(edit, qPrintable(name));
        edit->setFocus();
        edit->clear();
        QTest::keyClicks(edit, text);
    }
    void paste(const QByteArray &pem)
    {
        auto *edit = field<QPlainTextEdit>(QStringLiteral("Key in PEM form"));
        QVERIFY(edit);
        edit->setPlainText(QString::fromLatin1(pem));
    }
    void press(const QWidget *where, const QString &words)
    {
        auto *button = withText<QPushButton>(where, words);
        QVERIFY2(button, qPrintable(words));
        QTRY_VERIFY(button->isEnabled());
        QTest::mouseClick(button, Qt::LeftButton);
    }
    bool canPress(const QString &words) const
    {
        const auto *button = withText<QPushButton>(sheet(), words);
        return button && button->isEnabled();
    }
    void openSheet(const QString &tool)
    {
        auto *button = named<QToolButton>(m_page, tool);
        QVERIFY(button);
        QTest::mouseClick(button, Qt::LeftButton);
        QVERIFY(sheet());
    }
    Confirmation *question() const { return m_desk->window()->findChild<Confirmation *>(); }
    QString page() const { return readable(m_page); }
    QByteArray file(const QString &path) const
    {
        QFile opened(path);
        return opened.open(QIODevice::ReadOnly) ? opened.readAll() : QByteArray();
    }
    QString onlyArn() const { return m_workspace->publicKeys()->keyAt(0); }

    std::unique_ptr<LocalService> m_service;
    std::unique_ptr<DeskWindow> m_desk;
    Workspace *m_workspace = nullptr;
    KeysPage *m_page = nullptr;
};
