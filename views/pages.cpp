// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/pages.h"

#include "views/ingestpage.h"
#include "views/stagespage.h"

#include <QCoreApplication>

using namespace Qt::Literals::StringLiterals;

namespace {

template <typename T>
Page *ofWorkspace(const ViewContext &context, Workspace *workspace)
{
    return new T(context, workspace);
}

} // namespace

std::vector<PageKind> pageKinds()
{
    return {
        {u"stages"_s, QCoreApplication::translate("Pages", "Stages"), ofWorkspace<StagesPage>, {}},
        {u"ingest"_s, QCoreApplication::translate("Pages", "Ingest"), ofWorkspace<IngestPage>, {}},
    };
}
