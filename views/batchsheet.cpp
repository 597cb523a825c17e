// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/batchsheet.h"

#include "models/csvreader.h"
#include "models/errortext.h"
#include "models/plaintext.h"
#include "models/tokenbatch.h"
#include "models/workspace.h"
#include "views/formfield.h"
#include "views/messagebar.h"
#include "views/secretclipboard.h"
#include "views/secretsaver.h"
#include "views/signchoice.h"
#include "views/tableheader.h"
#include "views/theme.h"
#include "views/tonedelegate.h"

#include <QFile>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QKeyEvent>
#include <QLabel>
#include <QLocale>
#include <QPointer>
#include <QProgressBar>
#include <QPushButton>
#include <QTableView>

using namespace Qt::Literals::StringLiterals;

using State = TokenBatch::State;

namespace {

QString number(int count) { return QLocale().toString(count); }

} // namespace

BatchSheet::BatchSheet(const ViewContext &context, Workspace *workspace, const MintDraft &defaults, QWidget *parent)
    : SideSheet(context, tr("Mint many tokens"), tr("Mint"), parent)
    , m_workspace(workspace)
    , m_batch(new TokenBatch(workspace, this))
    , m_sign(new SignChoice(context, workspace, SignChoice::Offer::ServiceAndKeys))
    , m_table(new QTableView)
    , m_summary(new QLabel)
    , m_note(new QLabel)
    , m_progress(new QProgressBar)
    , m_saver(new SecretSaver(context))
{
    m_batch->setDefaults(defaults);
    auto *intro = new QLabel(shownText(introduction()));
    for (QLabel *label : {intro, m_summary, m_note}) {
        label->setTextFormat(Qt::PlainText);
        label->setWordWrap(true);
    }
    intro->setForegroundRole(QPalette::PlaceholderText);
    m_progress->setTextVisible(false);
    m_progress->setFixedHeight(4);
    m_progress->setAccessibleName(tr("Progress"));
    m_note->hide();
    setUpTable();
    m_sign->setKeyArn(defaults.keyArn);
    body()->addWidget(intro);
    body()->addWidget(new FormField(context, tr("Sign with"), m_sign));
    body()->addLayout(tools());
    body()->addWidget(m_note);
    body()->addWidget(m_summary);
    body()->addWidget(m_progress);
    body()->addWidget(m_table, 1);
    body()->addWidget(m_saver);
    body()->addLayout(results());
    connect(m_batch, &TokenBatch::changed, this, &BatchSheet::refresh);
    connect(m_batch, &TokenBatch::finished, this, [this] {
        message()->setError(m_batch->stoppedBy(), {});
        refresh();
    });
    connect(m_sign, &SignChoice::changed, this, [this] {
        m_batch->setKey(m_sign->keyArn());
        refresh();
    });
    connect(m_sign, &SignChoice::keysWanted, this, &BatchSheet::keysWanted);
    connect(m_saver, &SecretSaver::saved, this, [this] { m_handedOver = m_saving; });
    connect(workspace->guard(), &aws::WriteGuard::changed, this, &BatchSheet::refresh);
    refresh();
}

QString BatchSheet::introduction() const
{
    const MintDraft &defaults = m_batch->defaults();
    const QString stage = !defaults.stageName.isEmpty() ? defaults.stageName
        : defaults.stageArn.isEmpty()                   ? tr("no stage")
                                                        : idOfArn(defaults.stageArn);
    return tr(
        "One row, one token. Columns: user id, stage, capabilities, duration, attributes. An empty cell says what "
        "the form says: %1 · %2 · %3.")
        .arg(stage, capabilitiesCell(defaults.token.publish, defaults.token.subscribe),
            durationText(defaults.token.durationMinutes));
}

// Not on who signs, which stands above: a key pressed too early would choose another.
void BatchSheet::begin() { m_editing.first()->setFocus(Qt::OtherFocusReason); }

void BatchSheet::setUpTable()
{
    m_table->setHorizontalHeader(new TableHeader(context().theme, m_table));
    m_table->setItemDelegate(new ToneDelegate(context().theme, m_table));
    m_table->setModel(m_batch);
    m_table->setAccessibleName(tr("Tokens to mint"));
    m_table->verticalHeader()->hide();
    m_table->verticalHeader()->setDefaultSectionSize(Theme::kRowHeight);
    m_table->verticalHeader()->setSectionResizeMode(QHeaderView::Fixed);
    m_table->setShowGrid(false);
    m_table->setWordWrap(false);
    m_table->setFrameShape(QFrame::NoFrame);
    m_table->setSelectionBehavior(QAbstractItemView::SelectRows);
    m_table->setTabKeyNavigation(false);
    m_table->setHorizontalScrollMode(QAbstractItemView::ScrollPerPixel);
    m_table->setMinimumHeight(200);
    m_table->horizontalHeader()->setStretchLastSection(true);
    m_table->setColumnWidth(TokenBatch::UserId, 110);
    m_table->setColumnWidth(TokenBatch::Stage, 100);
    m_table->setColumnWidth(TokenBatch::May, 125);
    m_table->setColumnWidth(TokenBatch::ValidFor, 70);
    m_table->setColumnWidth(TokenBatch::Attributes, 90);
    m_table->installEventFilter(this);
}

QHBoxLayout *BatchSheet::tools()
{
    auto *row = new QHBoxLayout;
    const auto add = [&](const QString &words, auto run) {
        auto *button = new QPushButton(words);
        button->setAutoDefault(true);
        connect(button, &QPushButton::clicked, this, run);
        row->addWidget(button);
        m_editing << button;
    };
    if (context().openFile)
        add(tr("&Open a CSV file…"), [this] { openFile(); });
    if (context().paste)
        add(tr("&Paste rows"), [this] { read(context().paste().toUtf8()); });
    add(tr("&Add a row"), [this] {
        m_batch->addRow();
        m_table->setCurrentIndex(m_batch->index(m_batch->total() - 1, TokenBatch::UserId));
        m_table->setFocus(Qt::OtherFocusReason);
    });
    add(tr("&Remove rows"), [this] { removeSelected(); });
    row->addStretch(1);
    return row;
}

QHBoxLayout *BatchSheet::results()
{
    auto *row = new QHBoxLayout;
    const auto add = [&](const QString &words, auto run) {
        auto *button = new QPushButton(words);
        button->setAutoDefault(true);
        button->hide();
        connect(button, &QPushButton::clicked, this, run);
        row->addWidget(button);
        return button;
    };
    m_handing << add(tr("&Copy the tokens"), [this] { copyAll(); });
    m_handing.last()->setToolTip(tr("One line each: user id, tab, token"));
    if (context().saveFile) {
        m_handing << add(tr("Save as CS&V…"), [this] { save(true); });
        m_handing << add(tr("Save as &JSON…"), [this] { save(false); });
    }
    m_again = add(QString(), [this] { m_batch->forgetUnknown(); });
    m_again->setToolTip(tr("The answers were lost, so that nobody holds these tokens: if they were minted they stay "
                           "unused until they expire."));
    row->addStretch(1);
    return row;
}

void BatchSheet::openFile()
{
    context().openFile(window(), tr("Tables (*.csv *.tsv *.txt)"), [self = QPointer(this)](const QString &path) {
        if (!self)
            return;
        QFile file(path);
        if (file.open(QIODevice::ReadOnly))
            self->read(file.read(csv::mostBytes() + 1));
        else
            self->message()->setNotice(tr("The file can't be read"), shownText(file.errorString()));
    });
}

void BatchSheet::read(const QByteArray &csv)
{
    const TokenBatch::Reading reading = m_batch->read(csv);
    m_read = reading.fault;
    if (!reading.leftOut.isEmpty())
        m_read = tr("Left out, as their names say nothing here: %1. Name a column “attribute:NAME” to make it an "
                    "attribute, which everybody in the stage can read.")
                     .arg(namesText(reading.leftOut));
    refresh();
    showBad();
}

void BatchSheet::showBad()
{
    const int bad = m_batch->firstBad();
    if (bad < 0)
        return;
    m_table->setCurrentIndex(m_batch->index(bad, TokenBatch::UserId));
    m_table->scrollTo(m_table->currentIndex());
    m_table->setFocus(Qt::OtherFocusReason);
}

void BatchSheet::removeSelected()
{
    QSet<int> rows;
    const QItemSelection selected = m_table->selectionModel()->selection();
    for (const QItemSelectionRange &range : selected) {
        for (int row = range.top(); row <= range.bottom(); ++row)
            rows.insert(row);
    }
    m_batch->dropRows(rows.values());
}

void BatchSheet::refreshWords()
{
    const int bad = m_batch->count(State::Bad);
    const int repeated = m_batch->isRunning() ? 0 : m_batch->repeatedUserIds();
    QStringList notes;
    if (!m_read.isEmpty())
        notes << m_read;
    if (bad > 0)
        notes << tr("To be mended before anything is minted: %1. %2")
                     .arg(number(bad), shownText(m_batch->faultOf(m_batch->firstBad())));
    if (repeated > 0)
        notes << tr("Rows that repeat a user id of an earlier one: %1.").arg(number(repeated));
    m_note->setText(notes.join(u'\n'));
    m_note->setVisible(!notes.isEmpty());
    m_summary->setText(m_batch->total() == 0 ? tr("No rows yet.") : m_batch->summary());
}

void BatchSheet::refresh()
{
    const int total = m_batch->total();
    const int minted = m_batch->count(State::Minted);
    const int unknown = m_batch->count(State::Unknown);
    const bool running = m_batch->isRunning();
    const QString locked = readOnlyReason(m_workspace->guard());
    setTitle(m_batch->isSigning() ? tr("Sign many tokens") : tr("Mint many tokens"));
    refreshWords();
    m_progress->setRange(0, std::max(1, total));
    m_progress->setValue(total - m_batch->sendable() - m_batch->count(State::Bad) - m_batch->count(State::Waiting)
        - m_batch->count(State::Underway));
    m_progress->setVisible(running || minted > 0);
    m_sign->setEnabled(!running);
    for (QPushButton *button : std::as_const(m_editing))
        button->setEnabled(!running);
    for (QPushButton *button : std::as_const(m_handing))
        button->setVisible(minted > 0 && !running);
    m_again->setVisible(unknown > 0 && !running);
    m_again->setText(tr("Mint %1 unknown again").arg(number(unknown)));
    const int sendable = m_batch->sendable();
    setRunning(running);
    setCancelWords(running ? tr("Stop") : total == 0 || minted > 0 ? tr("Close") : tr("Cancel"));
    setVerb(verb());
    const QString why = locked.isEmpty() ? m_sign->fault() : locked;
    setVerbEnabled(why.isEmpty() && !running && sendable > 0 && m_batch->count(State::Bad) == 0, why);
}

QString BatchSheet::verb() const
{
    const bool isMore = m_batch->count(State::Minted) > 0;
    const int left = m_batch->sendable() + m_batch->count(State::Bad);
    if (isMore && left == 0)
        return {};
    if (m_batch->isSigning())
        return (isMore ? tr("Sign the other %1") : tr("Sign %1")).arg(number(left));
    return (isMore ? tr("Mint the other %1") : tr("Mint %1")).arg(number(left));
}

void BatchSheet::accept()
{
    message()->setError({}, {});
    m_saver->hide();
    m_batch->start();
}

void BatchSheet::cancelRunning() { m_batch->cancel(); }

bool BatchSheet::isDirty() const
{
    const int minted = m_batch->count(State::Minted);
    return minted > 0 ? m_handedOver < minted : m_batch->total() > 0;
}

QString BatchSheet::discardQuestion() const
{
    return m_batch->count(State::Minted) > 0
        ? tr("Not all tokens have been copied or saved. They can't be shown again.")
        : SideSheet::discardQuestion();
}

void BatchSheet::copyAll()
{
    QStringList lines;
    const QList<MintedToken> tokens = m_batch->tokens();
    for (const MintedToken &token : tokens)
        lines << token.userId + u'\t' + token.token;
    context().copySecret(lines.join(u'\n'));
    m_handedOver = int(tokens.size());
    setFooterWords(
        tr("On the clipboard. After %1 s they are taken off, if they are still there.").arg(SecretClipboard::kSeconds));
}

void BatchSheet::save(bool csv)
{
    m_saver->ask(tr("The file holds %1 tokens in clear text. Whoever reads it can join as these participants until the "
                    "tokens expire. Delete the file when they are handed over.")
                     .arg(number(m_batch->count(State::Minted))),
        csv ? u"tokens.csv"_s : u"tokens.json"_s, [this, csv] {
            m_saving = m_batch->count(State::Minted);
            return m_batch->writer(csv ? TokenBatch::Format::Csv : TokenBatch::Format::Json);
        });
}

bool BatchSheet::eventFilter(QObject *watched, QEvent *event)
{
    if (watched == m_table && event->type() == QEvent::KeyPress && !m_batch->isRunning()) {
        const auto *key = static_cast<const QKeyEvent *>(event);
        if (key->matches(QKeySequence::Paste) && context().paste) {
            read(context().paste().toUtf8());
            return true;
        }
        if (key->matches(QKeySequence::Delete)) {
            removeSelected();
            return true;
        }
    }
    return SideSheet::eventFilter(watched, event);
}
