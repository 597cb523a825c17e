// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/keyactions.h"

#include "models/keyacts.h"
#include "models/workspace.h"
#include "views/actionregistry.h"
#include "views/datatable.h"
#include "views/exportkeysheet.h"
#include "views/importkeysheet.h"
#include "views/newkeysheet.h"
#include "views/sheethost.h"
#include "views/tagssheet.h"

using namespace Qt::Literals::StringLiterals;
using Kept = SigningKeys::Kept;

KeyActions::KeyActions(const ViewContext &context, const Place &place, DataTable *keys, QObject *parent)
    : PageActions(context, place, parent)
    , m_keys(keys)
    , m_host(place.host)
{
    addCreate(u"keys.create"_s, tr("&New key pair…"), tr("New pair"),
        {tr("create"), tr("add"), tr("sign"), tr("P-384")}, [this] { create(); });
    QAction *import = add(u"keys.import"_s, tr("&Import a key…"), {},
        {tr("PEM"), tr("private"), tr("public"), tr("file")}, {}, [this] { this->import(); });
    import->setIconText(tr("Import"));
    place.page->addAction(import);
    keys->addActions({add(u"keys.export"_s, tr("&Export the private key…"), {}, {tr("PEM"), tr("save"), tr("file")}, {},
                          [this] { exportKey(); }),
        add(u"keys.tags"_s, tr("Ta&gs…"), u"tag"_s, {tr("key"), tr("label")}, Qt::CTRL | Qt::Key_T,
            [this] { editTags(); }),
        add(u"keys.forget"_s, tr("&Remove the private key…"), {}, {tr("key"), tr("keychain"), tr("forget")}, {},
            [this] { forget(); }),
        add(u"keys.delete"_s, tr("&Delete…"), u"trash"_s, {tr("key"), tr("remove")}, QKeySequence::Delete,
            [this] { remove(); })});
    attend(keys);
    connect(workspace()->signingKeys(), &SigningKeys::changed, this, &KeyActions::refresh);
    refresh();
}

std::optional<ivs::PublicKeySummary> KeyActions::selected() const
{
    const QStringList keys = m_keys->selectedKeys();
    const ivs::PublicKeySummary *row = keys.size() == 1 ? workspace()->publicKeys()->record(keys.first()) : nullptr;
    return row ? std::optional(*row) : std::nullopt;
}

void KeyActions::refresh()
{
    const int count = selectedCountOf(m_keys);
    const QString notOne = count == 0 ? tr("no key is selected")
        : count > 1                   ? tr("more than one key is selected")
                                      : QString();
    const auto row = selected();
    const SigningKeys *keys = workspace()->signingKeys();
    const bool isHere = row && keys->isHere(row->arn);
    const QString notHere = notOne.isEmpty() && !isHere ? tr("its private half is not on this computer") : notOne;
    const bool isForeign = row && keys->kept(row->arn) == Kept::Foreign;
    setReason(u"keys.create"_s, {});
    setReason(u"keys.import"_s, {});
    setReason(u"keys.export"_s, notHere);
    setReason(u"keys.tags"_s, notOne);
    setReason(u"keys.forget"_s, isForeign ? QString() : notHere);
    setReason(u"keys.delete"_s, notOne);
}

void KeyActions::create()
{
    if (isFree())
        show(new NewKeySheet(context(), workspace()));
}

void KeyActions::import()
{
    if (isFree())
        show(new ImportKeySheet(context(), workspace()));
}

void KeyActions::exportKey()
{
    const auto row = selected();
    if (row && context().saveFile && isFree())
        m_host->show(new ExportKeySheet(context(), workspace(), row->arn, nameOf(*row)));
}

void KeyActions::editTags()
{
    const auto row = selected();
    if (row && isFree())
        show(new TagsSheet(context(), workspace(), {{row->arn, nameOf(*row), row->tags}}, tr("public keys")));
}

void KeyActions::forget()
{
    const auto row = selected();
    if (!row || !isFree())
        return;
    const bool isForeign = workspace()->signingKeys()->kept(row->arn) == Kept::Foreign;
    Confirmation::Question question;
    question.title = tr("Remove the private key from this computer?");
    question.names = {nameOf(*row)};
    question.consequence = isForeign
        ? tr("What the keychain holds under the ARN of this key is deleted. It does not belong to this public key; "
             "perhaps it does to another one.")
        : tr(
            "Tokens can't be signed with it here any more, unless it is imported again. Without a copy of it somewhere "
            "nobody can sign with this public key. Tokens that were signed stay valid.");
    question.verb = tr("Remove");
    question.toType = nameToType(question.names);
    ask(question, nullptr, [this, arn = row->arn, name = nameOf(*row)](const QString &) {
        workspace()->signingKeys()->remove(arn, this, [this, name](const Keychain::Done &done) {
            if (!done)
                Q_EMIT notForgotten(name, done.error());
        });
    });
}

void KeyActions::remove()
{
    const auto row = selected();
    if (!row || !isFree())
        return;
    KeyActs *acts = workspace()->keyActs();
    Confirmation::Question question;
    question.title = tr("Delete the public key?");
    question.names = {nameOf(*row)};
    question.consequence = acts->deletionWords(row->arn);
    question.verb = tr("Delete");
    question.toType = nameToType(question.names);
    ask(question, nullptr, [this, acts, row = *row](const QString &) { follow(acts->deleteKey(row)); });
}
