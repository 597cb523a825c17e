// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/aws/configuration.h"
#include "models/aws/credentialsproviders.h"

#include <cstdint>
#include <cstdlib>

using namespace Qt::Literals::StringLiterals;

/// The two shared files as anybody may have written them: the bytes up to the first NUL are the configuration file,
/// the rest is the credentials file. Whatever they hold, they are read and every profile gives an answer.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    const QByteArray bytes(reinterpret_cast<const char *>(data), qsizetype(size));
    const qsizetype cut = bytes.indexOf('\0');
    const QByteArray config = cut < 0 ? bytes : bytes.left(cut);
    const QByteArray credentials = cut < 0 ? QByteArray() : bytes.mid(cut + 1);
    const aws::SharedConfig files = aws::SharedConfig::parse(config, credentials, u"config"_s, u"credentials"_s);
    const QStringList names = files.profiles();
    for (const QString &name : names) {
        if (!files.hasProfile(name))
            std::abort();
        const auto keys = aws::profileCredentials(files, name);
        if (keys && keys->isEmpty())
            std::abort(); // keys that are none
        const auto configuration =
            aws::resolveConfiguration({.profile = name}, {}, files, u"ivs_realtime"_s, u"ivsrealtime"_s);
        if (configuration && (configuration->region.isEmpty() || !configuration->endpoint.isValid()))
            std::abort();
        if (!configuration && configuration.error().message.isEmpty())
            std::abort(); // a refusal without words
    }
    const QList<aws::ConfigProblem> problems = files.problems();
    for (const aws::ConfigProblem &problem : problems) {
        if (problem.line < 1 || problem.words.isEmpty())
            std::abort();
    }
    return 0;
}
