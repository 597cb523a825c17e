// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/palette.h"

#include "views/findlist.h"
#include "views/theme.h"

#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QScrollBar>
#include <QVBoxLayout>

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr int kWidth = 760;
constexpr int kHeight = 640;

} // namespace

Palette::Palette(const ViewContext &context, Desk *desk, QWidget *host)
    : OverlayPanel(context, host, kWidth)
    , m_finder(desk)
    , m_field(new QLineEdit)
    , m_list(new FindList(context, m_finder.model()))
    , m_status(new QLabel)
    , m_ask(new QPushButton)
    , m_nothing(new QLabel)
{
    setAccessibleName(tr("Find or do"));
    m_field->setAccessibleName(tr("Find or do"));
    m_field->setPlaceholderText(tr("A stage, a session, a user id, an ARN, a page or something to do"));
    m_field->setMaxLength(2048);
    QFont large = font();
    large.setPointSizeF(large.pointSizeF() + 1);
    m_field->setFont(large);
    auto *search = new QAction(m_field);
    const auto tint = [search, theme = context.theme] {
        search->setIcon(theme->icon(u"search"_s, Theme::Token::Secondary));
    };
    tint();
    connect(context.theme, &Theme::changed, search, tint);
    search->setEnabled(false);
    m_field->addAction(search, QLineEdit::LeadingPosition);
    m_list->setAccessibleName(tr("What was found"));
    m_ask->setAutoDefault(false);
    for (QLabel *label : {m_status, m_nothing}) {
        label->setTextFormat(Qt::PlainText); // a user id stands in it
        label->setWordWrap(true);
        label->setForegroundRole(QPalette::PlaceholderText);
    }
    m_nothing->setContentsMargins(12, 8, 12, 16);

    auto *top = new QVBoxLayout;
    top->setContentsMargins(12, 12, 12, 8);
    top->setSpacing(8);
    top->addWidget(m_field);
    auto *line = new QHBoxLayout;
    line->setSpacing(12);
    line->addWidget(m_status, 1);
    line->addWidget(m_ask, 0, Qt::AlignTop);
    top->addLayout(line);
    column()->addLayout(top);
    column()->addWidget(m_nothing);
    column()->addWidget(m_list, 1);
    column()->setContentsMargins(1, 1, 1, 5);

    m_field->installEventFilter(this);
    connect(m_field, &QLineEdit::textChanged, this, [this](const QString &text) {
        if (isVisible())
            m_finder.setText(text);
        refresh();
    });
    connect(m_ask, &QPushButton::clicked, this, &Palette::askOrStop);
    connect(m_list, &FindList::chosen, this, &Palette::choose);
    connect(m_list, &FindList::currentRowChanged, this, &Palette::tellCurrent);
    connect(&m_finder, &Finder::askingChanged, this, &Palette::refresh);
    connect(m_finder.model(), &QAbstractItemModel::modelReset, this, &Palette::refresh);
    connect(m_finder.model(), &QAbstractItemModel::rowsInserted, this, &Palette::refresh);
    connect(m_finder.model(), &QAbstractItemModel::rowsRemoved, this, &Palette::refresh);
    // Closed before whoever hears of it acts: an action may open something that takes the keyboard.
    connect(&m_finder, &Finder::placeChosen, this, [this](const FindPlace &place) {
        dismiss();
        Q_EMIT placeChosen(place);
    });
    connect(&m_finder, &Finder::commandChosen, this, [this](const QString &id) {
        dismiss();
        Q_EMIT commandChosen(id);
    });
    refresh();
}

QWidget *Palette::firstField() const { return m_field; }

int Palette::wantedHeight() const
{
    const int above = m_field->sizeHint().height()
        + std::max(m_ask->sizeHint().height(), m_status->heightForWidth(m_status->width())) + 28;
    const int below = m_nothing->isHidden() ? m_list->fullHeight() : m_nothing->heightForWidth(kWidth);
    return std::min(kHeight, above + below + 8);
}

void Palette::showEvent(QShowEvent *event)
{
    OverlayPanel::showEvent(event);
    m_finder.setText(m_field->text());
    refresh();
}

void Palette::hideEvent(QHideEvent *event)
{
    OverlayPanel::hideEvent(event);
    m_field->clear();
    m_finder.close();
}

bool Palette::eventFilter(QObject *watched, QEvent *event)
{
    if (watched == m_field && event->type() == QEvent::KeyPress) {
        const auto *key = static_cast<QKeyEvent *>(event);
        if (takeKey(key) || m_list->takeKey(key))
            return true;
    }
    return OverlayPanel::eventFilter(watched, event);
}

bool Palette::takeKey(const QKeyEvent *event)
{
    const bool isEnter = event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter;
    if (isEnter && event->modifiers().testFlag(Qt::ControlModifier)) {
        m_finder.askService();
        return true;
    }
    if (event->key() == Qt::Key_Escape && m_finder.isAsking()) {
        m_finder.stopAsking();
        return true;
    }
    return false;
}

void Palette::keyPressEvent(QKeyEvent *event)
{
    if (takeKey(event)) {
        event->accept();
        return;
    }
    // Letters typed while the list has the keyboard belong to the field.
    if (m_list->hasFocus() && !event->text().isEmpty() && event->text().at(0).isPrint()) {
        m_field->setFocus(Qt::OtherFocusReason);
        m_field->end(false);
        m_field->insert(event->text());
        event->accept();
        return;
    }
    OverlayPanel::keyPressEvent(event);
}

void Palette::choose(int row)
{
    FindModel *model = m_finder.model();
    if (model->unfold(row))
        return;
    if (const FindResult *result = model->resultAt(row))
        m_finder.choose(result->key);
}

void Palette::askOrStop()
{
    if (m_finder.isAsking())
        m_finder.stopAsking();
    else
        m_finder.askService();
    m_field->setFocus(Qt::OtherFocusReason);
}

// The keyboard stays in the field: what is chosen below is told as the field's description.
void Palette::tellCurrent(int row)
{
    m_field->setAccessibleDescription(
        row < 0 ? QString() : m_finder.model()->index(row).data(Qt::AccessibleTextRole).toString());
}

void Palette::refresh()
{
    const bool isAsking = m_finder.isAsking();
    const bool canAsk = m_finder.askingRefused().isEmpty();
    const QString told = m_finder.askingText();
    m_ask->setText(isAsking ? tr("Stop  Esc") : tr("Ask the service  Ctrl+Enter"));
    m_ask->setAccessibleName(isAsking ? tr("Stop asking the service") : tr("Ask the service"));
    m_ask->setEnabled(isAsking || canAsk);
    m_ask->setToolTip(canAsk ? QString() : m_finder.askingRefused());
    m_status->setText(!told.isEmpty() ? told : canAsk ? m_finder.askingOffer() : tr("Up, Down and Enter choose"));
    const bool isEmpty = m_finder.model()->rowCount() == 0;
    m_nothing->setText(m_finder.text().isEmpty() ? QString()
            : told.isEmpty() ? tr("Nothing that is loaded here matches. The service has not been asked.")
                             : tr("Nothing that is loaded here matches."));
    m_nothing->setVisible(isEmpty && !m_nothing->text().isEmpty());
    m_list->setVisible(!isEmpty);
    if (isVisible())
        place();
}
