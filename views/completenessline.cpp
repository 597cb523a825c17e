// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/completenessline.h"

#include "models/listmodel.h"
#include "models/serviceclock.h"
#include "models/timetext.h"
#include "views/elidedlabel.h"
#include "views/theme.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QToolButton>

using namespace Qt::Literals::StringLiterals;

CompletenessLine::CompletenessLine(const ViewContext &context, QWidget *parent)
    : QWidget(parent)
    , m_context(context)
    , m_words(new ElidedLabel)
{
    m_words->setFont(Theme::labelFont());
    m_words->setForegroundRole(QPalette::PlaceholderText);
    const auto button = [this](const QString &name, const QString &words) {
        auto *made = new QToolButton;
        made->setAutoRaise(true);
        made->setToolTip(words);
        made->setAccessibleName(words);
        made->setIconSize({Theme::kIconSize, Theme::kIconSize});
        const auto tint = [this, made, name] { made->setIcon(m_context.theme->icon(name, Theme::Token::Secondary)); };
        tint();
        connect(m_context.theme, &Theme::changed, made, tint);
        return made;
    };
    m_stop = button(u"stop"_s, tr("Stop loading"));
    m_resume = button(u"resume"_s, tr("Go on loading"));
    m_reload = button(u"reload"_s, tr("Read again"));
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(8, 1, 4, 1);
    layout->setSpacing(2);
    layout->addWidget(m_words, 1);
    // Each keeps its place while another is shown: the second half of a double click on one must not hit the other.
    for (QToolButton *each : {m_stop, m_resume, m_reload}) {
        QSizePolicy policy = each->sizePolicy();
        policy.setRetainSizeWhenHidden(true);
        each->setSizePolicy(policy);
        layout->addWidget(each);
    }
    m_stop->hide();
    m_resume->hide();
    connect(m_stop, &QToolButton::clicked, this, [this] { m_model->stop(); });
    connect(m_resume, &QToolButton::clicked, this, [this] { m_model->resume(); });
    connect(m_reload, &QToolButton::clicked, this, [this] { m_model->reload(); });
    m_timer.setInterval(5000);
    connect(&m_timer, &QTimer::timeout, this, [this] {
        if (isVisible())
            refresh();
    });
    m_timer.start();
}

void CompletenessLine::setListModel(ListModel *model)
{
    m_model = model;
    connect(model, &ListModel::stateChanged, this, &CompletenessLine::refresh);
    refresh();
}

QString CompletenessLine::text() const { return m_words->text(); }

void CompletenessLine::refresh()
{
    const ListState state = m_model->state();
    // A filter that was taken back hides rows until all have been looked at.
    const bool isPart = m_model->isFiltered() || state.shown < state.loaded;
    const QString shown = isPart ? QLocale().toString(state.shown) : QString();
    const QString text =
        completenessText(state, m_model->counted(state.loaded), shown, m_model->clock()->now(), *m_model->times());
    m_words->setText(text);
    m_words->setToolTip(text);
    const bool resumable = m_model->canResume() && !state.isWhole && !state.isBusy()
        && (state.phase == ListState::Phase::Partial || state.phase == ListState::Phase::Failed) && state.loaded > 0;
    // A button that goes hands the keyboard to the one that comes, not to whatever stands next in the window.
    const bool focused = m_stop->hasFocus() || m_resume->hasFocus() || m_reload->hasFocus();
    const bool reloadable =
        m_model->canReload() && !state.isBusy() && state.phase != ListState::Phase::NotAsked && !state.isFinal;
    m_stop->setVisible(m_stop->isVisibleTo(this) || state.isBusy());
    m_reload->setVisible(m_reload->isVisibleTo(this) || reloadable);
    if (focused && state.isBusy())
        m_stop->setFocus(Qt::OtherFocusReason);
    else if (focused && reloadable && !(m_resume->hasFocus() && resumable))
        m_reload->setFocus(Qt::OtherFocusReason);
    m_stop->setVisible(state.isBusy());
    m_resume->setVisible(resumable);
    m_reload->setVisible(reloadable);
}
