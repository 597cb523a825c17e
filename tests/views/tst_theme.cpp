// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/theme.h"

#include <QApplication>
#include <QDir>
#include <QImage>
#include <QRegularExpression>
#include <QTest>

#include <cmath>

using namespace Qt::Literals::StringLiterals;
using Token = Theme::Token;

namespace {

// WCAG 2.1, relative luminance and contrast ratio.
double luminance(const QColor &color)
{
    const auto linear = [](double part) {
        return part <= 0.04045 ? part / 12.92 : std::pow((part + 0.055) / 1.055, 2.4);
    };
    return 0.2126 * linear(color.redF()) + 0.7152 * linear(color.greenF()) + 0.0722 * linear(color.blueF());
}

double contrast(const QColor &a, const QColor &b)
{
    const double x = luminance(a) + 0.05;
    const double y = luminance(b) + 0.05;
    return std::max(x, y) / std::min(x, y);
}

struct Pair
{
    const char *name;
    Token ink;
    Token ground;
};

} // namespace

class TestTheme : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void text_data();
    void text();
    void shapes_data();
    void shapes();
    void palette_data();
    void palette();
    void iconsInCodeExist();
    void iconsRender_data();
    void iconsRender();
    void pixmapsFollowTheTheme();
    void everyToneHasAnIcon();
};

// Text that is painted in a token on a ground.
void TestTheme::text_data()
{
    QTest::addColumn<Token>("ink");
    QTest::addColumn<Token>("ground");
    QTest::addColumn<bool>("dark");
    const Pair pairs[] {
        {"text on ground", Token::Text, Token::Ground},
        {"text on panel", Token::Text, Token::Panel},
        {"text on raised", Token::Text, Token::Raised},
        {"text on selection", Token::Text, Token::Selection},
        {"secondary on ground", Token::Secondary, Token::Ground},
        {"secondary on panel", Token::Secondary, Token::Panel},
        {"secondary on raised", Token::Secondary, Token::Raised},
        {"secondary on selection", Token::Secondary, Token::Selection},
        {"accent on ground", Token::Accent, Token::Ground},
        {"accent on panel", Token::Accent, Token::Panel},
        {"accent on raised", Token::Accent, Token::Raised},
        {"on air on ground", Token::OnAir, Token::Ground},
        {"on air on panel", Token::OnAir, Token::Panel},
        {"on air on raised", Token::OnAir, Token::Raised},
        {"on air on selection", Token::OnAir, Token::Selection},
        {"good on ground", Token::Good, Token::Ground},
        {"good on panel", Token::Good, Token::Panel},
        {"good on raised", Token::Good, Token::Raised},
        {"warning on ground", Token::Warning, Token::Ground},
        {"warning on panel", Token::Warning, Token::Panel},
        {"warning on raised", Token::Warning, Token::Raised},
        {"warning on selection", Token::Warning, Token::Selection},
        {"failed on ground", Token::Failed, Token::Ground},
        {"failed on panel", Token::Failed, Token::Panel},
        {"failed on raised", Token::Failed, Token::Raised},
        {"failed on selection", Token::Failed, Token::Selection},
        {"on accent", Token::OnAccent, Token::Accent},
    };
    for (const Pair &pair : pairs) {
        QTest::addRow("%s, light", pair.name) << pair.ink << pair.ground << false;
        QTest::addRow("%s, dark", pair.name) << pair.ink << pair.ground << true;
    }
}

void TestTheme::text()
{
    QFETCH(Token, ink);
    QFETCH(Token, ground);
    QFETCH(bool, dark);
    const double ratio = contrast(Theme::color(ink, dark), Theme::color(ground, dark));
    QVERIFY2(ratio >= 4.5, QByteArray::number(ratio).constData());
}

// Icons, the focus ring, bars and handles.
void TestTheme::shapes_data()
{
    QTest::addColumn<Token>("ink");
    QTest::addColumn<Token>("ground");
    QTest::addColumn<bool>("dark");
    const Pair pairs[] {
        {"focus ring on ground", Token::Accent, Token::Ground},
        {"focus ring on panel", Token::Accent, Token::Panel},
        {"focus ring on raised", Token::Accent, Token::Raised},
        {"focus ring on selection", Token::Accent, Token::Selection},
        {"icon of good on selection", Token::Good, Token::Selection},
        {"secondary icon on selection", Token::Secondary, Token::Selection},
        {"frame of a local connection on panel", Token::Local, Token::Panel},
        {"frame of a local connection on ground", Token::Local, Token::Ground},
        {"frame of a development connection on panel", Token::Development, Token::Panel},
        {"frame of a staging connection on panel", Token::Staging, Token::Panel},
        {"frame of a production connection on panel", Token::Production, Token::Panel},
        {"scroll bar's handle on panel", Token::Disabled, Token::Panel},
        {"focus ring inside the primary button", Token::OnAccent, Token::Accent},
    };
    for (const Pair &pair : pairs) {
        QTest::addRow("%s, light", pair.name) << pair.ink << pair.ground << false;
        QTest::addRow("%s, dark", pair.name) << pair.ink << pair.ground << true;
    }
}

void TestTheme::shapes()
{
    QFETCH(Token, ink);
    QFETCH(Token, ground);
    QFETCH(bool, dark);
    const double ratio = contrast(Theme::color(ink, dark), Theme::color(ground, dark));
    QVERIFY2(ratio >= 3, QByteArray::number(ratio).constData());
}

void TestTheme::palette_data()
{
    QTest::addColumn<bool>("dark");
    QTest::newRow("light") << false;
    QTest::newRow("dark") << true;
}

// What Qt's own widgets paint, they paint from the palette.
void TestTheme::palette()
{
    QFETCH(bool, dark);
    Theme theme;
    theme.setDark(dark);
    const QPalette p = theme.palette();
    const std::pair<QPalette::ColorRole, QPalette::ColorRole> pairs[] {
        {QPalette::WindowText, QPalette::Window},
        {QPalette::Text, QPalette::Base},
        {QPalette::Text, QPalette::AlternateBase},
        {QPalette::ButtonText, QPalette::Button},
        {QPalette::PlaceholderText, QPalette::Base},
        {QPalette::PlaceholderText, QPalette::Window},
        {QPalette::ToolTipText, QPalette::ToolTipBase},
        {QPalette::HighlightedText, QPalette::Highlight},
        {QPalette::Link, QPalette::Base},
    };
    for (const auto &[ink, ground] : pairs) {
        const double ratio = contrast(p.color(ink), p.color(ground));
        QVERIFY2(ratio >= 4.5, qPrintable(u"role %1 on %2: %3"_s.arg(int(ink)).arg(int(ground)).arg(ratio)));
    }
}

void TestTheme::iconsInCodeExist()
{
    const QDir folder(QStringLiteral(STAGEDESK_SOURCE_DIR "/views"));
    const QStringList files = folder.entryList({u"*.cpp"_s}, QDir::Files);
    QVERIFY(!files.isEmpty());
    // A word in a line that asks for an icon or registers a page, or in the function that names one for a tone.
    const QRegularExpression line(u"icon\\(|pixmap\\(|translate\\(\"Pages\"|button\\(u\"|iconOf|^\\s*return u\""_s);
    const QRegularExpression word(u"u\"([a-z]+)\"_s"_s);
    QSet<QString> names;
    for (const QString &file : files) {
        QFile source(folder.filePath(file));
        QVERIFY(source.open(QIODevice::ReadOnly));
        const QStringList lines = QString::fromUtf8(source.readAll()).split(u'\n');
        for (const QString &each : lines) {
            if (!each.contains(line))
                continue;
            for (auto match = word.globalMatch(each); match.hasNext();)
                names.insert(match.next().captured(1));
        }
    }
    QVERIFY(names.contains(u"onair"_s) && names.contains(u"search"_s) && names.contains(u"stages"_s));
    for (const QString &name : std::as_const(names))
        QVERIFY2(QFile::exists(u":/icons/%1.svg"_s.arg(name)), qPrintable(name));
}

void TestTheme::iconsRender_data()
{
    QTest::addColumn<QString>("name");
    const QStringList files = QDir(u":/icons"_s).entryList({u"*.svg"_s});
    QVERIFY(files.size() > 10);
    for (const QString &file : files)
        QTest::newRow(qPrintable(file)) << file.chopped(4);
}

void TestTheme::iconsRender()
{
    QFETCH(QString, name);
    Theme theme;
    for (const qreal ratio : {1.0, 2.0}) {
        const QImage image = theme.pixmap(name, Token::Accent, 16, ratio).toImage();
        QCOMPARE(image.size(), QSize(16, 16) * ratio);
        int painted = 0;
        for (int y = 0; y < image.height(); ++y) {
            for (int x = 0; x < image.width(); ++x)
                painted += int(qAlpha(image.pixel(x, y)) > 100);
        }
        QVERIFY2(painted > int(8 * ratio), "next to nothing is painted");
    }
}

void TestTheme::pixmapsFollowTheTheme()
{
    Theme theme;
    const QImage light = theme.pixmap(u"close"_s, Token::Text, 16, 1).toImage();
    theme.setDark(true);
    const QImage dark = theme.pixmap(u"close"_s, Token::Text, 16, 1).toImage();
    QVERIFY(light != dark);
    theme.setDark(false);
    QCOMPARE(theme.pixmap(u"close"_s, Token::Text, 16, 1).toImage(), light);
}

// Colour never stands alone: whatever has a tone has a sign of its own.
void TestTheme::everyToneHasAnIcon()
{
    QSet<QString> signs;
    for (const Tone tone : {Tone::OnAir, Tone::Idle, Tone::Good, Tone::Warning, Tone::Failed})
        signs.insert(Theme::iconOf(tone));
    QCOMPARE(signs.size(), 5);
    QVERIFY(!signs.contains(QString()));
}

QTEST_MAIN(TestTheme)
#include "tst_theme.moc"
