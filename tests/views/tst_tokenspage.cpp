// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/views/tokenstudio.h"
#include "views/durationfield.h"
#include "views/qrcode.h"
#include "views/rolemenu.h"
#include "views/tokencard.h"
#include "views/tokenlist.h"

#include <QCheckBox>
#include <QDirIterator>
#include <QFile>
#include <QMenu>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QTableWidget>
#include <QToolButton>

#include <memory>
#include <zbar.h>

using namespace Qt::Literals::StringLiterals;

namespace {

/// What a reader that is not ours finds in a picture.
QString decoded(const QImage &picture)
{
    const QImage gray = picture.convertToFormat(QImage::Format_Grayscale8);
    QByteArray pixels;
    for (int y = 0; y < gray.height(); ++y)
        pixels.append(reinterpret_cast<const char *>(gray.constScanLine(y)), gray.width());
    const std::unique_ptr<zbar::zbar_image_scanner_t, decltype(&zbar::zbar_image_scanner_destroy)> scanner(
        zbar::zbar_image_scanner_create(), zbar::zbar_image_scanner_destroy);
    zbar::zbar_image_t *image = zbar::zbar_image_create();
    zbar::zbar_image_set_format(image, 0x30303859); // Y800
    zbar::zbar_image_set_size(image, unsigned(gray.width()), unsigned(gray.height()));
    zbar::zbar_image_set_data(image, pixels.constData(), static_cast<unsigned long>(pixels.size()), nullptr);
    zbar::zbar_scan_image(scanner.get(), image);
    const zbar::zbar_symbol_t *symbol = zbar::zbar_image_first_symbol(image);
    const QString text = symbol ? QString::fromUtf8(zbar::zbar_symbol_get_data(symbol)) : QString();
    zbar::zbar_image_destroy(image);
    return text;
}

} // namespace

/// The token studio as a person uses it.
class TestTokensPage final : public TokenStudioTest
{
    Q_OBJECT

private Q_SLOTS:
    void mintsOneAndHandsItOver();
    void closingAsksWhileItIsNotHandedOver();
    void nextOneBesideThoseNotHandedOver();
    void faultsAreMarkedAndNothingLeaves();
    void secondClickMintsNoSecondToken();
    void lostAnswerIsNotMintedAgain();
    void refusedKeepsWhatWasTyped();
    void canceledBeforeItLeft();
    void windowClosedWhileUnderWay();
    void readOnlyForbidsAndSaysWhy();
    void codeIsReadByAnotherReader();
    void savedOnlyAfterTheWarning();
    void rolesFillInAndAreKept();
    void ownRolesBehindMore();
    void roleOnACard();
    void keyboardReachesTheSheet();
};

void TestTokensPage::mintsOneAndHandsItOver()
{
    mintOne();
    QVERIFY(readable(page()).contains(u"Token for guest-3"_s));
    const QString made = token();
    QVERIFY(made.startsWith(u"eyJ"_s));
    QVERIFY(m_desk->copied.isEmpty());
    // Masked, wherever one looks.
    const auto lines = shown<QPlainTextEdit>()->toPlainText();
    QVERIFY(!readable(m_desk->window()).contains(made.left(48)));
    QVERIFY(!lines.contains(made.left(20)) && lines.contains(u"new Stage("_s));
    QVERIFY(!m_desk->window()->windowTitle().contains(made.left(20)));
    press(u"Show"_s);
    QVERIFY(readable(page()).remove(u'\n').contains(made));
    press(u"Hide"_s);
    QVERIFY(!readable(page()).contains(made.left(48)));
    press(u"iOS"_s);
    press(u"Copy these lines"_s);
    QVERIFY(m_desk->copiedSecret.contains(u"IVSStage(token: \""_s + made));
    QVERIFY(!m_service->control(u"join"_s, {{u"token"_s, made}})["participantId"_L1].toString().isEmpty());
    press(u"Close"_s);
    QVERIFY(!shown<HandOverSheet>());
    QCOMPARE(QApplication::focusWidget(), named<QLineEdit>(page(), u"User id"_s)); // for the next one
    QCOMPARE(arrived(), 1);
    // Nowhere on the disk.
    m_desk->window()->close();
    m_desk->settings()->sync();
    QDirIterator files(m_desk->home(), QDir::Files | QDir::Hidden, QDirIterator::Subdirectories);
    int looked = 0;
    while (files.hasNext()) {
        QFile file(files.next());
        QVERIFY(file.open(QIODevice::ReadOnly));
        QVERIFY2(!file.readAll().contains(made.left(30).toLatin1()), qPrintable(file.fileName()));
        ++looked;
    }
    QVERIFY(looked > 0);
}

void TestTokensPage::closingAsksWhileItIsNotHandedOver()
{
    mintOne();
    press(u"Close"_s);
    QVERIFY(shown<HandOverSheet>());
    QVERIFY(readable(page()).contains(u"can't be shown again"_s));
    press(u"Keep editing"_s);
    token();
    press(u"Close"_s);
    QVERIFY(!shown<HandOverSheet>());
}

// The only copies: the next one neither pushes them away nor is pushed away by them.
void TestTokensPage::nextOneBesideThoseNotHandedOver()
{
    mintOne();
    type(named<QLineEdit>(page(), u"User id"_s), u"guest-4"_s);
    page()->findChild<MintForm *>()->mint();
    QTRY_COMPARE_WITH_TIMEOUT(page()->findChild<TokenList *>()->count(), 2, kWait);
    QVERIFY(readable(page()).contains(u"0 of 2 handed over"_s));
    const QString second = token();
    auto *list = named<QTableWidget>(page(), u"Tokens to hand over"_s);
    clickRow(list, 0);
    QVERIFY(token() != second);
    press(u"Close"_s);
    QVERIFY(!shown<HandOverSheet>());
    // Nor by another sheet that asks before it goes.
    press(u"Mint many…"_s);
    m_desk->pasted = u"guest-5\n"_s;
    press(u"Paste rows"_s);
    page()->findChild<MintForm *>()->mint();
    QTRY_COMPARE_WITH_TIMEOUT(arrived(), 3, kWait);
    QTRY_VERIFY_WITH_TIMEOUT(withText<QPushButton>(page(), u"Discard"_s), kWait);
    press(u"Discard"_s);
    QTRY_VERIFY_WITH_TIMEOUT(shown<HandOverSheet>(), kWait);
    QVERIFY(token().startsWith(u"eyJ"_s));
}

void TestTokensPage::faultsAreMarkedAndNothingLeaves()
{
    press(u"Mint"_s);
    QVERIFY(readable(page()).contains(u"Must be chosen"_s));
    QCOMPARE(QApplication::focusWidget(), page()->findChild<StageField *>());
    type(page()->findChild<StageField *>(), u"nowhere"_s);
    QVERIFY(readable(page()).contains(u"No stage that is loaded"_s));
    fill();
    auto *length = page()->findChild<DurationField *>();
    type(length->lineEdit(), u"soon"_s);
    QVERIFY(readable(page()).contains(u"Can't be read"_s));
    type(length->lineEdit(), u"15 d"_s);
    QVERIFY(readable(page()).contains(u"1 minute to 14 days"_s));
    press(u"Mint"_s);
    QVERIFY(length->hasFocus() || length->lineEdit()->hasFocus());
    type(length->lineEdit(), u"90 min"_s);
    QVERIFY(!readable(page()).contains(u"Must be"_s));
    QVERIFY(readable(page()).contains(u"until "_s));
    QCOMPARE(arrived(), 0);
}

void TestTokensPage::secondClickMintsNoSecondToken()
{
    QVERIFY(m_service->fault(u"CreateParticipantToken"_s, u"latency"_s, 200));
    fill();
    press(u"Mint"_s);
    press(u"Mint"_s);
    page()->findChild<MintForm *>()->mint();
    QTRY_VERIFY_WITH_TIMEOUT(shown<HandOverSheet>(), kWait);
    QCOMPARE(arrived(), 1);
}

void TestTokensPage::lostAnswerIsNotMintedAgain()
{
    QVERIFY(m_service->fault(u"CreateParticipantToken"_s, u"drop"_s, u"after"_s));
    fill();
    press(u"Mint"_s);
    QTRY_VERIFY_WITH_TIMEOUT(readable(page()).contains(u"The outcome is unknown"_s), kWait);
    QVERIFY(!shown<HandOverSheet>());
    QCOMPARE(arrived(), 1);
}

void TestTokensPage::refusedKeepsWhatWasTyped()
{
    QVERIFY(m_service->fault(u"CreateParticipantToken"_s, u"status"_s, 403));
    fill();
    press(u"Mint"_s);
    QTRY_VERIFY_WITH_TIMEOUT(readable(page()).contains(u"Permission denied"_s), kWait);
    QCOMPARE(named<QLineEdit>(page(), u"User id"_s)->text(), u"guest-3"_s);
    press(u"Mint"_s); // and this time it may
    QTRY_VERIFY_WITH_TIMEOUT(shown<HandOverSheet>(), kWait);
}

void TestTokensPage::canceledBeforeItLeft()
{
    QVERIFY(m_service->fault(u"CreateParticipantToken"_s, u"latency"_s, 300));
    fill();
    press(u"Mint"_s);
    QTRY_COMPARE_WITH_TIMEOUT(arrived(), 1, kWait);
    press(u"Cancel"_s);
    QVERIFY(readable(page()).contains(u"can't be called back"_s));
    QTRY_VERIFY_WITH_TIMEOUT(shown<HandOverSheet>(), kWait); // it was minted, so it is handed over
}

void TestTokensPage::windowClosedWhileUnderWay()
{
    QVERIFY(m_service->fault(u"CreateParticipantToken"_s, u"latency"_s, 300));
    fill();
    press(u"Mint"_s);
    QTRY_COMPARE_WITH_TIMEOUT(arrived(), 1, kWait);
    m_desk.reset();
    QTRY_COMPARE_WITH_TIMEOUT(m_service->acted(u"CreateParticipantToken"_s), 1, kWait);
}

void TestTokensPage::readOnlyForbidsAndSaysWhy()
{
    fill();
    m_workspace->guard()->setReason(aws::ReadOnlyReason::Option, true);
    QVERIFY(!withText<QPushButton>(page(), u"&Mint"_s)->isEnabled());
    QVERIFY(readable(page()).contains(u"ead-only"_s));
    page()->findChild<MintForm *>()->mint();
    QCOMPARE(arrived(), 0);
}

void TestTokensPage::codeIsReadByAnotherReader()
{
    mintOne();
    const QString made = token();
    press(u"QR code"_s);
    auto *code = shown<QrCode>();
    QVERIFY(code);
    QCOMPARE(decoded(code->grab().toImage()), made);
    press(u"QR code"_s);
    QVERIFY(!shown<QrCode>());
    QVERIFY(!code->setText(QString(3000, u'x')));
    QVERIFY(code->setText(QString(2900, u'x')));
}

void TestTokensPage::savedOnlyAfterTheWarning()
{
    mintOne();
    press(u"Save…"_s);
    QVERIFY(readable(page()).contains(u"clear text"_s));
    press(u"Don't save"_s);
    QVERIFY(m_desk->proposedFile.isEmpty());
    press(u"Save…"_s);
    press(u"Choose a file…"_s); // and canceled there
    QCOMPARE(m_desk->proposedFile, u"token-guest-3.txt"_s);
    m_desk->chosenFile = m_desk->home() + u"/no/such/folder"_s;
    press(u"Choose a file…"_s);
    QTRY_VERIFY(readable(page()).contains(u"can't be written"_s));
    m_desk->chosenFile = m_desk->home() + u"/token.txt"_s;
    press(u"Choose a file…"_s);
    QTRY_VERIFY(readable(page()).contains(u"Only you can read"_s));
    QFile file(m_desk->chosenFile);
    QVERIFY(file.open(QIODevice::ReadOnly));
    QVERIFY(!(file.permissions() & (QFile::ReadGroup | QFile::ReadOther)));
    const QString saved = QString::fromUtf8(file.readAll()).trimmed();
    press(u"Close"_s); // it is handed over
    QVERIFY(!shown<HandOverSheet>());
    QVERIFY(saved.startsWith(u"eyJ"_s));
}

void TestTokensPage::rolesFillInAndAreKept()
{
    fill();
    press(u"Viewer"_s);
    auto *form = page()->findChild<MintForm *>();
    QVERIFY(!form->draft().token.publish && form->draft().token.subscribe);
    QCOMPARE(form->draft().token.userId, u"guest-3"_s);
    QCOMPARE(mapOf(form->draft().token.attributes).value(u"role"_s), u"viewer"_s);
    const ViewContext context {programTheme(), {}, nullptr};
    QVERIFY(RoleMenu::kept(context).own().isEmpty());
    SettingsKeeper keeper(m_desk->settings());
    const ViewContext kept {programTheme(), {}, &keeper};
    TokenRoles roles;
    QVERIFY(roles.put(TokenRole::of(u"Regie"_s, form->draft().token)).isEmpty());
    RoleMenu::keep(kept, roles);
    QCOMPARE(RoleMenu::kept(kept).own(), roles.own());
    RoleMenu menu(kept);
    Q_EMIT menu.aboutToShow();
    QCOMPARE(menu.actions().size(), 5);
    QCOMPARE(menu.actions().last()->text(), u"Regie"_s);
}

void TestTokensPage::ownRolesBehindMore()
{
    auto *more = named<QToolButton>(page(), u"More roles"_s);
    QVERIFY(more);
    const auto choose = [more](const QString &words) {
        Q_EMIT more->menu()->aboutToShow();
        const auto all = more->menu()->findChildren<QAction *>();
        for (QAction *each : all) {
            if (each->text().remove(u'&') == words) {
                each->trigger();
                return true;
            }
        }
        return false;
    };
    press(u"Viewer"_s);
    QVERIFY(choose(u"Keep this as a role…"_s));
    auto *name = named<QLineEdit>(page(), u"Name of the role"_s);
    QCOMPARE(QApplication::focusWidget(), name);
    QTest::keyClicks(name, u"host"_s);
    press(u"Keep the role"_s);
    QVERIFY(readable(page()).contains(u"always there"_s));
    type(name, u"Gallery"_s);
    QTest::keyClick(name, Qt::Key_Return);
    QVERIFY(readable(page()).contains(u"Kept as “Gallery”"_s));
    press(u"Host"_s);
    auto *form = page()->findChild<MintForm *>();
    QVERIFY(form->draft().token.publish);
    QVERIFY(choose(u"Gallery"_s));
    QVERIFY(!form->draft().token.publish);
    m_desk->chosenFile = m_desk->home() + u"/roles.json"_s;
    QVERIFY(choose(u"Write my roles to a file…"_s));
    Q_EMIT more->menu()->aboutToShow();
    const auto menus = more->menu()->findChildren<QMenu *>();
    QCOMPARE(menus.last()->actions().size(), 1);
    menus.last()->actions().first()->trigger();
    QVERIFY(!choose(u"Gallery"_s));
    QVERIFY(choose(u"Read roles from a file…"_s));
    QVERIFY(choose(u"Gallery"_s));
    m_desk->chosenFile += u"x"_s;
    QVERIFY(choose(u"Read roles from a file…"_s));
    QVERIFY(readable(page()).contains(u"can't be read"_s));
}

void TestTokensPage::roleOnACard()
{
    TokenCard card(ViewContext {programTheme(), {}});
    card.userField()->setText(u"zoe"_s);
    card.fill({u"Short"_s, false, true, 90, {{u"seat"_s, u"1"_s}}});
    const TokenDraft token = card.token();
    QCOMPARE(token.userId, u"zoe"_s);
    QVERIFY(!token.publish && token.subscribe);
    QCOMPARE(token.durationMinutes, 90);
    QCOMPARE(token.attributes, (PairRows {{u"seat"_s, u"1"_s}}));
    card.fill({u"Long"_s, true, true, 2 * 24 * 60, {}});
    QCOMPARE(card.token().durationMinutes, 2 * 24 * 60);
}

void TestTokensPage::keyboardReachesTheSheet()
{
    mintOne();
    press(u"Save…"_s);
    QCOMPARE(unreached(shown<HandOverSheet>()), QString());
}

QTEST_MAIN(TestTokensPage)
#include "tst_tokenspage.moc"
