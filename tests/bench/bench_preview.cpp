// SPDX-License-Identifier: GPL-3.0-or-later
// How often a second the composition preview redraws with 25 tiles while its layout changes, each time another one.
// Prints one line for each layout; never fails by time.
// usage: bench_preview [--people N] [--frames N]
#include "models/madeupcast.h"
#include "views/compositionpreview.h"
#include "views/deskstyle.h"
#include "views/theme.h"

#include <QApplication>
#include <QCommandLineParser>
#include <QElapsedTimer>
#include <QTest>

#include <cstdio>

using namespace Qt::Literals::StringLiterals;

namespace {

template <typename Change>
void measure(const char *name, CompositionPreview *preview, int frames, Change change)
{
    QElapsedTimer timer;
    timer.start();
    for (int i = 0; i < frames; ++i) {
        change(i);
        preview->repaint();
        QCoreApplication::processEvents();
    }
    const double seconds = double(timer.nsecsElapsed()) / 1e9;
    std::printf("%-22s %5.0f redraws a second, %.2f ms each\n", name, frames / seconds, seconds * 1000 / frames);
}

} // namespace

int main(int argc, char **argv)
{
    QApplication application(argc, argv);
    QCommandLineParser parser;
    parser.addOptions({{u"people"_s, u"Tiles."_s, u"N"_s, u"25"_s}, {u"frames"_s, u"Redraws."_s, u"N"_s, u"300"_s}});
    parser.process(application);
    Theme theme;
    DeskStyle::install(&theme);
    CompositionPreview preview(&theme);
    preview.resize(960, 560);
    preview.setCanvas({1920, 1080});
    preview.show();
    if (!QTest::qWaitForWindowExposed(&preview))
        return 1;
    const int people = parser.value(u"people"_s).toInt();
    const int frames = parser.value(u"frames"_s).toInt();
    ivs::GridConfiguration grid;
    grid.participantOrderAttribute = u"seat"_s;
    preview.setCast(madeUpCast({grid, {}}, people));
    measure("grid, gap changes", &preview, frames, [&](int i) {
        grid.gridGap = i % 20;
        preview.setLayoutOf({grid, {}});
    });
    ivs::PipConfiguration pip;
    pip.pipParticipantAttribute = u"over"_s;
    pip.featuredParticipantAttribute = u"role"_s;
    preview.setCast(madeUpCast({{}, pip}, people));
    measure("picture in picture", &preview, frames, [&](int i) {
        pip.pipOffset = i % 100;
        preview.setLayoutOf({{}, pip});
    });
    return 0;
}
