// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/encodermodel.h"

#include "models/encoderdraft.h"
#include "models/errortext.h"
#include "models/ivs/operations.h"
#include "models/outputuse.h"
#include "models/stagemodel.h"
#include "models/timetext.h"

#include <QLocale>

using namespace Qt::Literals::StringLiterals;

EncoderModel::EncoderModel(
    ivs::Client *client, const OutputUse *use, ServiceClock *clock, TimeText *times, QObject *parent)
    : PagedModel(client, ivs::kListEncoderConfigurations, clock, times, parent)
    , m_use(use)
{
    setColumns({
        {tr("Name"), Qt::AlignLeft, false, false, 160, {}, u"name"_s},
        {tr("Size"), Qt::AlignRight, false, false, 90, tr("Pixels, width by height."), u"size"_s},
        {tr("Frames/s"), Qt::AlignRight, false, false, 70, {}, u"framerate"_s},
        {tr("Mbit/s"), Qt::AlignRight, false, false, 64, {}, u"bitrate"_s},
        {tr("Used by"), Qt::AlignLeft, false, false, 124,
            tr("Running compositions: while there is one, the service refuses to delete it."), u"use"_s},
        {tr("Tags"), Qt::AlignLeft, false, false, 108, {}, u"tags"_s},
        {tr("Id"), Qt::AlignLeft, true, false, 120, {}, u"id"_s},
    });
    connect(use, &OutputUse::changed, this, &EncoderModel::showUse);
    ask({.maxResults = 100});
}

void EncoderModel::showUse()
{
    for (int row = 0; row < int(records().size()); ++row) {
        QString &shown = m_shownUse[at(row).encoder.arn];
        const QString now = m_use->countText(at(row).encoder.arn);
        if (std::exchange(shown, now) != now)
            recordChanged(row);
    }
}

void EncoderModel::tally(const EncoderRecord *was, const EncoderRecord *is)
{
    if (!was && is)
        m_shownUse.insert(is->encoder.arn, m_use->countText(is->encoder.arn));
    else if (was && !is)
        m_shownUse.remove(was->encoder.arn);
}

QString EncoderModel::counted(int count) const
{
    return count == 1 ? tr("1 encoder configuration") : tr("%1 encoder configurations").arg(QLocale().toString(count));
}

QString EncoderModel::listId() const { return u"encoders"_s; }

QByteArray EncoderModel::rawJson(const QString &arn) const
{
    const EncoderRecord *found = record(arn);
    if (!found)
        return {};
    return found->whole ? written(*found->whole) : written(found->encoder);
}

std::optional<ListModel::Request> EncoderModel::request(const QString &arn) const
{
    if (!record(arn))
        return {};
    return asked(ivs::kGetEncoderConfiguration, ivs::GetEncoderConfigurationRequest {.arn = arn});
}

void EncoderModel::wantDetails(const QStringList &arns)
{
    for (const QString &arn : arns) {
        const EncoderRecord *known = record(arn);
        if (!known || known->whole || m_asked.contains(arn) || m_failed.contains(arn))
            continue;
        m_asked.insert(arn);
        client()
            ->getEncoderConfiguration({.arn = arn}, aws::Lane::Visible)
            ->then(this,
                [this, arn, question = m_question](const aws::Result<ivs::GetEncoderConfigurationResponse> &answer) {
                    if (question != m_question)
                        return;
                    m_asked.remove(arn);
                    if (!answer)
                        m_failed.insert(arn, answer.error());
                    const int row = recordOf(arn);
                    if (row < 0)
                        return;
                    if (answer)
                        at(row).whole = answer->encoderConfiguration;
                    recordChanged(row);
                });
    }
}

void EncoderModel::retry(const QString &arn)
{
    m_failed.remove(arn);
    wantDetails({arn});
}

std::optional<aws::Error> EncoderModel::detailError(const QString &arn) const
{
    const auto failed = m_failed.constFind(arn);
    return failed == m_failed.constEnd() ? std::nullopt : std::optional(*failed);
}

void EncoderModel::loadBegins()
{
    PagedModel::loadBegins();
    m_failed.clear();
}

void EncoderModel::clearRecords()
{
    PagedModel::clearRecords();
    ++m_question;
    m_asked.clear();
    m_failed.clear();
    m_shownUse.clear();
}

EncoderRecord EncoderModel::made(ivs::EncoderConfigurationSummary &&item, const EncoderRecord *previous) const
{
    EncoderRecord record {std::move(item), {}};
    if (previous && previous->whole) {
        record.whole = previous->whole;
        // All that the list tells may have changed.
        record.whole->name = record.encoder.name;
        record.whole->tags = record.encoder.tags;
    }
    return record;
}

// Null while it is not known. What a known one leaves out is the service's default.
const ivs::Video *EncoderModel::video(int row) const
{
    static const ivs::Video byDefault;
    const std::optional<ivs::EncoderConfiguration> &whole = at(row).whole;
    if (!whole)
        return nullptr;
    return whole->video ? &*whole->video : &byDefault;
}

QString EncoderModel::text(int row, int column) const
{
    const EncoderRecord &item = at(row);
    const ivs::Video *known = video(row);
    switch (column) {
    case Name:
        return item.encoder.name.isEmpty() ? tr("(no name)") : item.encoder.name;
    case Size: {
        const QSize size = videoSize(item.whole ? item.whole->video : std::nullopt);
        return known ? u"%1×%2"_s.arg(size.width()).arg(size.height()) : TimeText::unknown();
    }
    case Framerate:
        return known ? QLocale().toString(known->framerate.value_or(EncoderDraft().framerate), 'g', 6)
                     : TimeText::unknown();
    case Bitrate:
        return known ? QLocale().toString(known->bitrate.value_or(EncoderDraft().bitrate) / 1e6, 'g', 6)
                     : TimeText::unknown();
    case Use:
        return m_use->countText(item.encoder.arn);
    case Tags:
        return tagsText(item.encoder.tags);
    case Id:
        return idOfArn(item.encoder.arn);
    default:
        return {};
    }
}

QString EncoderModel::rawText(int row, int column) const
{
    if (column == Name)
        return at(row).encoder.name;
    if (column == Id)
        return at(row).encoder.arn;
    const bool isVideo = column == Size || column == Framerate || column == Bitrate;
    return isVideo && !video(row) ? QString() : text(row, column);
}

QString EncoderModel::hint(int row, int column) const
{
    if (column != Size && column != Framerate && column != Bitrate)
        return {};
    const auto error = detailError(at(row).encoder.arn);
    return error ? tr("It could not be read: %1.").arg(explain(*error).title) : QString();
}

Tone EncoderModel::tone(int row, int column) const
{
    if (column != Use)
        return Tone::None;
    return m_use->of(at(row).encoder.arn).isEmpty() ? Tone::Idle : Tone::OnAir;
}

int EncoderModel::compare(int a, int b, int column) const
{
    const auto three = [](double x, double y) { return x < y ? -1 : int(x > y); };
    const ivs::Video *x = video(a);
    const ivs::Video *y = video(b);
    if (column == Size || column == Framerate || column == Bitrate) {
        // What is not known stands before what is.
        if (!x || !y)
            return int(bool(x)) - int(bool(y));
        if (column == Framerate)
            return three(
                x->framerate.value_or(EncoderDraft().framerate), y->framerate.value_or(EncoderDraft().framerate));
        if (column == Bitrate)
            return three(x->bitrate.value_or(EncoderDraft().bitrate), y->bitrate.value_or(EncoderDraft().bitrate));
        const QSize first = videoSize(*x);
        const QSize second = videoSize(*y);
        return three(double(first.width()) * first.height(), double(second.width()) * second.height());
    }
    if (column == Use)
        return int(m_use->of(at(a).encoder.arn).size() - m_use->of(at(b).encoder.arn).size());
    return text(a, column).compare(text(b, column), Qt::CaseInsensitive);
}
