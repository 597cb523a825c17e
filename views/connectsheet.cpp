// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/connectsheet.h"

#include "models/plaintext.h"
#include "views/messagebar.h"
#include "views/theme.h"

#include <QCheckBox>
#include <QComboBox>
#include <QFormLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>
#include <QVBoxLayout>

ConnectSheet::ConnectSheet(const ViewContext &context, Desk *desk, QWidget *parent)
    : SideSheet(context, tr("Open a connection"), tr("Connect"), parent)
    , m_desk(desk)
    , m_profile(new QComboBox)
    , m_region(new QComboBox)
    , m_endpoint(new QLineEdit)
    , m_readOnly(new QCheckBox(tr("Read-only: nothing can be changed")))
    , m_files(new QLabel)
{
    m_region->setEditable(true);
    m_region->setInsertPolicy(QComboBox::NoInsert);
    m_region->addItems(Desk::knownRegions());
    m_endpoint->setPlaceholderText(tr("the service's own"));
    m_endpoint->setToolTip(tr("For ivs-local or a private gateway: https://…, or http:// on this machine"));
    m_files->setTextFormat(Qt::PlainText);
    m_files->setWordWrap(true);
    m_files->setFont(Theme::labelFont());
    m_files->setForegroundRole(QPalette::PlaceholderText);

    auto *form = new QFormLayout;
    form->setLabelAlignment(Qt::AlignLeft);
    form->setFieldGrowthPolicy(QFormLayout::AllNonFixedFieldsGrow);
    form->setVerticalSpacing(8);
    form->addRow(tr("&Profile"), m_profile);
    form->addRow(tr("&Region"), m_region);
    form->addRow(tr("&Endpoint"), m_endpoint);
    form->addRow(QString(), m_readOnly);
    body()->addLayout(form);
    body()->addWidget(m_files);
    body()->addStretch(1);
    setFixedWidth(360);
    connect(m_profile, &QComboBox::activated, this, &ConnectSheet::profileChosen);
}

void ConnectSheet::begin(const ConnectionRequest &request)
{
    const aws::SharedConfig files = m_desk->sharedConfig();
    m_profile->clear();
    // Without a name the AWS CLI's own order decides: keys in the environment, AWS_PROFILE, then “default”.
    m_profile->addItem(tr("As the environment says"), QString());
    for (const QString &name : files.profiles())
        m_profile->addItem(shownText(name), name);
    const int known = m_profile->findData(request.choice.profile);
    m_profile->setCurrentIndex(std::max(0, known));
    m_region->setEditText(request.choice.region);
    m_endpoint->setText(request.choice.endpointUrl);
    m_readOnly->setChecked(request.readOnly);
    QStringList lines;
    lines << tr("Profiles come from %1 and %2. They are read, never written.")
                 .arg(files.configFile(), files.credentialsFile());
    if (!files.problems().isEmpty())
        lines << aws::problemText(files.problems());
    m_files->setText(shownText(lines.join(QLatin1Char(' '))));
    if (known < 0 && !request.choice.profile.isEmpty())
        m_profile->setCurrentIndex(0);
    if (m_region->currentText().isEmpty())
        profileChosen();
    m_profile->setFocus(Qt::OtherFocusReason);
}

void ConnectSheet::profileChosen()
{
    const QString region =
        m_desk->sharedConfig().profile(m_profile->currentData().toString()).value(QStringLiteral("region"));
    if (!region.isEmpty() || m_profile->currentIndex() > 0)
        m_region->setEditText(region);
}

void ConnectSheet::setError(const std::optional<aws::Error> &error) { message()->setError(error, {}); }

ConnectionRequest ConnectSheet::request() const
{
    ConnectionRequest request;
    request.choice.profile = m_profile->currentData().toString();
    request.choice.region = m_region->currentText().trimmed();
    request.choice.endpointUrl = m_endpoint->text().trimmed();
    request.readOnly = m_readOnly->isChecked();
    return request;
}

// Nothing is lost by it: Enter in any field connects.
void ConnectSheet::keyPressEvent(QKeyEvent *event)
{
    if (event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter)
        acceptIfAble();
    else
        SideSheet::keyPressEvent(event);
}
