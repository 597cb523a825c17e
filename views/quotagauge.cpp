// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/quotagauge.h"

#include "models/plaintext.h"
#include "models/timetext.h"
#include "models/workspace.h"
#include "views/theme.h"

#include <QFrame>
#include <QHBoxLayout>
#include <QLabel>
#include <QLocale>
#include <QPainter>
#include <QPushButton>
#include <QSpinBox>
#include <QStyleOptionFocusRect>
#include <QVBoxLayout>

#include <algorithm>

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr int kBar = 4;
constexpr double kNearlyFull = 0.8;

QString shortTitle(Quotas::Kind kind)
{
    switch (kind) {
    case Quotas::Stages:
        return QuotaGauge::tr("Stages");
    case Quotas::PublishersOfStage:
        return QuotaGauge::tr("Publishers/stage");
    case Quotas::Compositions:
        return QuotaGauge::tr("Compositions");
    case Quotas::CompositionsOfStage:
        return QuotaGauge::tr("Comp./stage");
    case Quotas::EncoderConfigurations:
        return QuotaGauge::tr("Encoders");
    case Quotas::StorageConfigurations:
        return QuotaGauge::tr("Storage");
    case Quotas::IngestConfigurations:
        return QuotaGauge::tr("Ingest");
    case Quotas::PublicKeys:
        return QuotaGauge::tr("Public keys");
    }
    Q_UNREACHABLE();
}

} // namespace

QuotaGauge::QuotaGauge(const ViewContext &context, Quotas::Kind kind, QWidget *parent)
    : QAbstractButton(parent)
    , m_context(context)
    , m_kind(kind)
{
    m_usage.limit = Quotas::defaultLimit(kind);
    setFocusPolicy(Qt::StrongFocus);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    setAccessibleName(Quotas::title(kind));
    connect(context.theme, &Theme::changed, this, qOverload<>(&QWidget::update));
    connect(this, &QAbstractButton::clicked, this, &QuotaGauge::edit);
}

void QuotaGauge::setUsage(Workspace *workspace, const Quotas::Usage &usage, const QString &details)
{
    m_workspace = workspace;
    if (m_usage == usage && toolTip() == shownToolTip(details))
        return;
    m_usage = usage;
    setAccessibleName(u"%1: %2, %3"_s.arg(
        Quotas::title(m_kind), words(), usage.isDefault ? tr("default quota") : tr("this account's quota")));
    setAccessibleDescription(details);
    setToolTip(shownToolTip(details));
    update();
}

QString QuotaGauge::words() const
{
    const QLocale locale;
    return tr("%1 of %2")
        .arg(m_usage.used ? locale.toString(*m_usage.used) : TimeText::unknown(), locale.toString(m_usage.limit));
}

QSize QuotaGauge::sizeHint() const
{
    const int line = QFontMetrics(Theme::labelFont()).height();
    return {104, 3 * line + kBar + 14};
}

void QuotaGauge::paintEvent(QPaintEvent *)
{
    using Token = Theme::Token;
    const Theme &theme = *m_context.theme;
    QPainter painter(this);
    const QFont font = Theme::labelFont();
    const QFontMetrics metrics(font);
    painter.setFont(font);
    QRect line(8, 4, width() - 16, metrics.height());
    const auto say = [&](Token ink, const QString &words) {
        painter.setPen(theme.color(ink));
        painter.drawText(line, Qt::AlignLeft | Qt::AlignVCenter | Qt::TextSingleLine,
            metrics.elidedText(words, Qt::ElideRight, line.width()));
    };
    say(Token::Secondary, shortTitle(m_kind));
    const int y = line.bottom() + 3;
    const double share = m_usage.used ? std::min(1.0, double(*m_usage.used) / m_usage.limit) : 0;
    const bool full = m_usage.used && *m_usage.used >= m_usage.limit;
    painter.fillRect(line.left(), y, line.width(), kBar, theme.color(Token::Line));
    painter.fillRect(line.left(), y, int(line.width() * share), kBar,
        theme.color(full               ? Token::Failed
                : share >= kNearlyFull ? Token::Warning
                                       : Token::Accent));
    line.translate(0, metrics.height() + kBar + 4);
    say(m_usage.used ? Token::Text : Token::Secondary, full ? tr("full: %1").arg(words()) : words());
    line.translate(0, metrics.height());
    say(Token::Secondary, m_usage.isDefault ? tr("default quota") : tr("entered by you"));
    if (hasFocus()) {
        QStyleOptionFocusRect focus;
        focus.initFrom(this);
        style()->drawPrimitive(QStyle::PE_FrameFocusRect, &focus, &painter, this);
    }
}

void QuotaGauge::edit()
{
    if (!m_workspace)
        return;
    auto *sheet = new QFrame(this, Qt::Popup);
    sheet->setAttribute(Qt::WA_DeleteOnClose);
    sheet->setFrameShape(QFrame::StyledPanel);
    sheet->setAccessibleName(Quotas::title(m_kind));
    auto *column = new QVBoxLayout(sheet);
    column->setContentsMargins(12, 12, 12, 12);
    const QString account = m_workspace->accountId();
    QString about;
    if (!Quotas::isAdjustable(m_kind))
        about = tr("%1: %2. The service does not raise this one.").arg(Quotas::title(m_kind), words());
    else if (account.isEmpty())
        about = tr("The account is not known yet: its own limit can't be kept.");
    else
        about = tr("%1 that account %2 may have in %3").arg(Quotas::title(m_kind), account, m_workspace->region());
    auto *label = new QLabel(about);
    label->setTextFormat(Qt::PlainText);
    column->addWidget(label);
    auto *row = new QHBoxLayout;
    column->addLayout(row);
    if (!Quotas::isAdjustable(m_kind) || account.isEmpty()) {
        auto *close = new QPushButton(tr("Close"));
        connect(close, &QPushButton::clicked, sheet, &QWidget::close);
        row->addStretch(1);
        row->addWidget(close);
        close->setFocus();
    } else {
        auto *limit = new QSpinBox;
        limit->setRange(1, 1'000'000);
        limit->setGroupSeparatorShown(true);
        limit->setValue(m_usage.limit);
        limit->setAccessibleName(tr("The account's own limit"));
        auto *standard =
            new QPushButton(tr("Use the default, %1").arg(QLocale().toString(Quotas::defaultLimit(m_kind))));
        auto *cancel = new QPushButton(tr("Cancel"));
        auto *keep = new QPushButton(tr("Keep"));
        keep->setDefault(true);
        row->addWidget(limit, 1);
        row->addWidget(standard);
        row->addWidget(cancel);
        row->addWidget(keep);
        const auto set = [this, sheet](std::optional<int> value) {
            if (m_workspace)
                m_workspace->quotas()->setLimit(m_kind, value);
            sheet->close();
        };
        connect(cancel, &QPushButton::clicked, sheet, &QWidget::close);
        connect(standard, &QPushButton::clicked, sheet, [set] { set({}); });
        connect(keep, &QPushButton::clicked, sheet, [set, limit] { set(limit->value()); });
        limit->setFocus();
        limit->selectAll();
    }
    sheet->adjustSize();
    sheet->move(mapToGlobal(QPoint(0, -sheet->height())));
    sheet->show();
}
