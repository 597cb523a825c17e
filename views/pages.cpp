// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/pages.h"

#include "views/activitypage.h"
#include "views/compositioneditorpage.h"
#include "views/compositionspage.h"
#include "views/ingestpage.h"
#include "views/keyspage.h"
#include "views/outputspage.h"
#include "views/overviewpage.h"
#include "views/stagespage.h"
#include "views/tokenspage.h"

#include <QCoreApplication>

using namespace Qt::Literals::StringLiterals;

namespace {

template <typename T>
Page *ofWorkspace(const ViewContext &context, Workspace *workspace)
{
    return new T(context, workspace);
}

template <typename T>
Page *ofDesk(const ViewContext &context, Desk *desk)
{
    return new T(context, desk);
}

} // namespace

std::vector<PageKind> pageKinds()
{
    return {
        {u"overview"_s, QCoreApplication::translate("Pages", "Overview"), {}, ofDesk<OverviewPage>},
        {u"stages"_s, QCoreApplication::translate("Pages", "Stages"), ofWorkspace<StagesPage>, {}},
        {u"compositions"_s, QCoreApplication::translate("Pages", "Compositions"), ofWorkspace<CompositionsPage>, {}},
        {u"editor"_s, QCoreApplication::translate("Pages", "Editor"), ofWorkspace<CompositionEditorPage>, {}},
        {u"outputs"_s, QCoreApplication::translate("Pages", "Outputs"), ofWorkspace<OutputsPage>, {}},
        {u"tokens"_s, QCoreApplication::translate("Pages", "Tokens"), ofWorkspace<TokensPage>, {}},
        {u"ingest"_s, QCoreApplication::translate("Pages", "Ingest"), ofWorkspace<IngestPage>, {}},
        {u"keys"_s, QCoreApplication::translate("Pages", "Keys"), ofWorkspace<KeysPage>, {}},
        {u"activity"_s, QCoreApplication::translate("Pages", "Activity"), ofWorkspace<ActivityPage>, {}},
    };
}
