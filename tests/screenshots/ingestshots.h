// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/ingestdetail.h"
#include "models/ingestmodel.h"
#include "views/actionregistry.h"
#include "views/confirmation.h"
#include "views/ingestpage.h"
#include "views/sidesheet.h"

#include <QLineEdit>
#include <QPushButton>

/// The ingest page with its sheets and its question. \a wait(condition) runs the event loop until it holds.
template <typename Studio, typename Wait>
void shootIngest(Studio &studio, Workspace *workspace, Wait wait)
{
    using namespace Qt::Literals::StringLiterals;
    studio.window().showPage(u"ingest"_s);
    studio.settle(workspace->ingests());
    auto *page = studio.window().template findChild<IngestPage *>();
    auto *table = studio.table(u"Ingest configurations"_s);
    const auto act = [&](const char *id) { page->actions()->action(QLatin1StringView(id))->trigger(); };
    const auto sheet = [&] { return page->template findChild<SideSheet *>(); };
    const auto close = [&] {
        sheet()->requestClose();
        if (sheet() && sheet()->isVisible()) {
            for (QPushButton *button : sheet()->template findChildren<QPushButton *>()) {
                if (button->text() == u"Discard"_s && button->isVisible())
                    button->click();
            }
        }
        wait([&] { return !sheet(); });
    };
    studio.choose(table, 0);
    wait([&] { return !workspace->ingestDetail()->server().isEmpty(); });
    studio.shoot(u"ingest"_s);
    act("ingest.create");
    sheet()->template findChildren<QLineEdit *>().at(1)->setText(u"no such stage"_s);
    studio.shoot(u"ingest-create"_s);
    studio.window().resize(1024, 700);
    studio.shoot(u"ingest-create-small"_s);
    close();
    studio.choose(table, 1);
    studio.shoot(u"ingest-small"_s);
    act("ingest.attach");
    studio.shoot(u"ingest-attach-small"_s);
    close();
    studio.window().resize(1400, 880);
    table->selectAll();
    act("ingest.tags");
    wait([&] { return sheet()->template findChildren<QLineEdit *>().size() > 1; });
    studio.shoot(u"ingest-tags"_s);
    close();
    act("ingest.delete");
    auto *question = studio.window().template findChild<Confirmation *>();
    wait([&] {
        const auto buttons = question->template findChildren<QPushButton *>();
        return std::all_of(buttons.begin(), buttons.end(), [](const QPushButton *each) { return each->isEnabled(); });
    });
    studio.shootOf(question, u"ingest-question"_s);
    question->reject();
    studio.window().showPage(u"stages"_s);
}
