// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/views/deskwindow.h"
#include "views/actionregistry.h"
#include "views/compositioneditorpage.h"
#include "views/compositionpreview.h"

#include <QCheckBox>
#include <QComboBox>
#include <QJsonArray>
#include <QLineEdit>
#include <QPushButton>
#include <QToolButton>

/// The composition editor over a local service with a stage, encoders and a storage configuration, and what a person's
/// hands do there.
class EditorDesk
{
public:
    EditorDesk()
    {
        using namespace Qt::Literals::StringLiterals;
        stage = service.createStage(u"evening"_s);
        channel = service.control(u"channel"_s, {{u"id"_s, u"programme"_s}, {u"name"_s, u"programme"_s}})["arn"_L1]
                      .toString();
        encoder = made(u"EncoderConfiguration"_s,
            {{u"name"_s, u"tall"_s},
                {u"video"_s, QJsonObject {{u"width"_s, 720}, {u"height"_s, 1280}, {u"framerate"_s, 30}}}});
        storage = made(u"StorageConfiguration"_s, {{u"s3"_s, QJsonObject {{u"bucketName"_s, u"archive-bucket"_s}}}});
    }

    QString made(const QString &kind, const QJsonObject &body)
    {
        QString member = kind;
        member[0] = member[0].toLower();
        return service.perform(QStringLiteral("Create") + kind, body)[member]
            .toObject()[QLatin1String("arn")]
            .toString();
    }
    bool open(bool readOnly = false)
    {
        workspace = desk.connectTo(service, readOnly);
        if (!desk.show())
            return false;
        desk.window()->showPage(QStringLiteral("editor"));
        page = desk.window()->findChild<CompositionEditorPage *>();
        return page && QTest::qWaitFor([this] { return isSettled(workspace->stages()); }, 15000);
    }
    QLineEdit *field(const QString &name) const { return named<QLineEdit>(page, name); }
    /// Types over what stands in the field of that name; returns false without one.
    bool type(const QString &name, const QString &text) const { return typeInto(field(name), text); }
    static bool typeInto(QLineEdit *field, const QString &text)
    {
        if (!field || !field->isVisible())
            return false;
        field->setFocus();
        field->selectAll();
        if (text.isEmpty())
            QTest::keyClick(field, Qt::Key_Delete);
        QTest::keyClicks(field, text);
        return field->text() == text;
    }
    /// Goes down with the keyboard to the choice with these words.
    bool pick(const QString &name, const QString &words) const
    {
        auto *box = named<QComboBox>(page, name);
        if (!box || !box->isVisible())
            return false;
        box->setFocus();
        QTest::keyClick(box, Qt::Key_Home);
        for (int i = 0; i < box->count() && box->currentText() != words; ++i)
            QTest::keyClick(box, Qt::Key_Down);
        return box->currentText() == words;
    }
    /// Types an ARN or a name into a choice.
    bool typeChoice(const QString &name, const QString &text) const
    {
        auto *box = named<QComboBox>(page, name);
        return box && typeInto(box->lineEdit(), text);
    }
    bool click(const QString &words) const
    {
        const auto all = page->findChildren<QAbstractButton *>();
        for (QAbstractButton *each : all) {
            if (each->isVisible() && QString(each->text()).remove(QLatin1Char('&')) == words) {
                QTest::mouseClick(each, Qt::LeftButton, {}, QPoint(8, each->height() / 2));
                return true;
            }
        }
        return false;
    }
    bool chooseStage() const { return typeInto(field(QStringLiteral("Stage")), stage); }
    QAction *action(const char *id) const { return page->actions()->action(QLatin1StringView(id)); }
    CompositionPreview *preview() const { return page->findChild<CompositionPreview *>(); }
    QString text() const { return readable(page); }

    QJsonArray compositions()
    {
        return service.perform(QStringLiteral("ListCompositions"), {})[QLatin1String("compositions")].toArray();
    }
    /// The one composition, as the service has it from the request.
    QJsonObject composition()
    {
        const QJsonArray all = compositions();
        if (all.size() != 1)
            return {};
        return service
            .perform(QStringLiteral("GetComposition"),
                {{QStringLiteral("arn"), all[0][u"arn"]}})[QLatin1String("composition")]
            .toObject();
    }
    static QJsonObject configuration(const QJsonObject &composition, int output)
    {
        return composition[QLatin1String("destinations")][output][u"configuration"].toObject();
    }

    LocalService service;
    DeskWindow desk;
    Workspace *workspace = nullptr;
    CompositionEditorPage *page = nullptr;
    QString stage;
    QString channel;
    QString encoder;
    QString storage;
};
