// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/storagesheet.h"

#include "models/compositionacts.h"
#include "models/quotas.h"
#include "models/storagemodel.h"
#include "models/workspace.h"
#include "views/formfield.h"
#include "views/messagebar.h"
#include "views/pairseditor.h"
#include "views/theme.h"

#include <QLabel>
#include <QLineEdit>
#include <QVBoxLayout>

using namespace Qt::Literals::StringLiterals;

StorageSheet::StorageSheet(const ViewContext &context, Workspace *workspace, QWidget *parent)
    : ActSheet(context, tr("New storage configuration"), tr("Create"), parent)
    , m_workspace(workspace)
    , m_bucket(new QLineEdit)
    , m_name(new QLineEdit)
    , m_tags(new PairsEditor(context, {tr("tag"), tr("Add a tag")}))
{
    m_bucketField = new FormField(context, tr("&Bucket"), m_bucket,
        tr("The name of an S3 bucket in %1: 3 to 63 lower-case letters, digits, - and .").arg(workspace->region()));
    m_nameField =
        new FormField(context, tr("&Name"), m_name, tr("Letters, digits, - and _, at most 128. May stay empty."));
    auto *title = new QLabel(tr("What happens to the bucket"));
    title->setFont(Theme::labelFont());
    title->setForegroundRole(QPalette::PlaceholderText);
    body()->addWidget(m_bucketField);
    body()->addWidget(m_nameField);
    body()->addWidget(new FormField(context, tr("Tags"), m_tags));
    body()->addWidget(title);
    const QStringList paragraphs = bucketPolicyWords(workspace->region());
    for (const QString &paragraph : paragraphs) {
        auto *words = new QLabel(paragraph);
        words->setTextFormat(Qt::PlainText);
        words->setWordWrap(true);
        body()->addWidget(words);
    }
    body()->addStretch(1);
    for (QLineEdit *field : {m_bucket, m_name})
        connect(field, &QLineEdit::textEdited, this, &StorageSheet::refresh);
    connect(m_tags, &PairsEditor::changed, this, &StorageSheet::refresh);
    connect(workspace->compositionActs(), &CompositionActs::storageCreated, this,
        [this](const ivs::StorageConfiguration &storage, Undertaking *by) {
            if (isMine(by))
                Q_EMIT created(storage);
        });
    const int most = workspace->quotas()->usage(Quotas::StorageConfigurations).limit;
    const auto there = int(workspace->storages()->records().size());
    if (workspace->storages()->state().isWhole && there >= most)
        message()->setNotice(tr("There is no room for another one"),
            tr("%1 of %2 storage configurations exist: the service refuses more until one is deleted.")
                .arg(there)
                .arg(most));
    refresh();
}

StorageDraft StorageSheet::draft() const { return {m_name->text(), m_bucket->text(), m_tags->rows()}; }

void StorageSheet::refresh()
{
    const QList<DraftFault> faults = draft().faults();
    QHash<QString, QString> words;
    for (const DraftFault &fault : faults) {
        if (!fault.isMissing) // nobody has begun to type: no fault of theirs
            words.insert(fault.field, fault.message);
    }
    m_bucketField->setFault(words.value(u"s3.bucketName"_s));
    m_nameField->setFault(words.value(u"name"_s));
    m_tags->setFaults(u"tags"_s, faults);
    setVerbEnabled(faults.isEmpty(),
        m_bucket->text().isEmpty() ? tr("Name the bucket first")
            : faults.isEmpty()     ? QString()
                                   : tr("Mend the marked fields first"));
}

bool StorageSheet::isDirty() const
{
    return !m_name->text().isEmpty() || !m_bucket->text().isEmpty() || !mapOf(m_tags->rows()).isEmpty();
}

void StorageSheet::accept()
{
    run(m_workspace->compositionActs()->createStorage(draft().request()), tr("Creating… this may take 20 seconds"));
}

QWidget *StorageSheet::fieldAt(const QString &field) const
{
    if (field.startsWith("s3"_L1))
        return m_bucket;
    return field.startsWith("tags"_L1) ? m_tags->fieldAt(u"tags"_s, field) : m_name;
}
