// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/store/schema.h"

namespace store {

namespace {

// Times are milliseconds since 1970 UTC; a fact that is not known is NULL. Words of enumerations are kept as the
// service wrote them. `folded` is the lower-case form of a name that is not plain ASCII: LIKE folds only ASCII.
QStringList first()
{
    return {
        QStringLiteral(R"(CREATE TABLE place (
            id INTEGER PRIMARY KEY,
            partition TEXT NOT NULL,
            account TEXT NOT NULL,
            region TEXT NOT NULL,
            UNIQUE (partition, account, region)))"),
        QStringLiteral(R"(CREATE TABLE session (
            id INTEGER PRIMARY KEY,
            place INTEGER NOT NULL REFERENCES place,
            stage_arn TEXT NOT NULL,
            session_id TEXT NOT NULL,
            started INTEGER,
            ended INTEGER,
            seen INTEGER NOT NULL,
            participants_as_of INTEGER,
            sealed INTEGER NOT NULL DEFAULT 0,
            forgotten INTEGER NOT NULL DEFAULT 0,
            UNIQUE (place, stage_arn, session_id)))"),
        QStringLiteral("CREATE INDEX session_by_age ON session (coalesce(ended, seen))"),
        QStringLiteral(R"(CREATE TABLE session_list (
            place INTEGER NOT NULL REFERENCES place,
            stage_arn TEXT NOT NULL,
            as_of INTEGER NOT NULL,
            PRIMARY KEY (place, stage_arn)) WITHOUT ROWID)"),
        QStringLiteral(R"(CREATE TABLE participant (
            id INTEGER PRIMARY KEY,
            session INTEGER NOT NULL REFERENCES session,
            participant_id TEXT NOT NULL,
            user_id TEXT,
            folded TEXT,
            state TEXT,
            joined INTEGER,
            published INTEGER,
            recording TEXT,
            replication_type TEXT,
            replication_state TEXT,
            source_stage TEXT,
            source_session TEXT,
            redundant INTEGER,
            ingest TEXT,
            detail BLOB,
            detail_as_of INTEGER,
            events_as_of INTEGER,
            UNIQUE (session, participant_id)))"),
        QStringLiteral(R"(CREATE TABLE event (
            id INTEGER PRIMARY KEY,
            participant INTEGER NOT NULL REFERENCES participant,
            name TEXT,
            time INTEGER,
            remote TEXT,
            error TEXT,
            destination_stage TEXT,
            destination_session TEXT,
            replica INTEGER,
            tokens BLOB))"),
        QStringLiteral("CREATE INDEX event_by_participant ON event (participant)"),
        QStringLiteral(R"(CREATE TABLE journal (
            id INTEGER PRIMARY KEY,
            place INTEGER NOT NULL REFERENCES place,
            time INTEGER NOT NULL,
            profile TEXT,
            identity TEXT,
            operation TEXT NOT NULL,
            resource TEXT,
            parameters BLOB,
            before BLOB,
            undoes INTEGER))"),
        QStringLiteral(R"(CREATE TABLE journal_result (
            id INTEGER PRIMARY KEY,
            entry INTEGER NOT NULL REFERENCES journal,
            time INTEGER NOT NULL,
            outcome INTEGER NOT NULL,
            resource TEXT,
            error_code TEXT,
            message TEXT,
            request_id TEXT,
            http_status INTEGER NOT NULL))"),
        QStringLiteral("CREATE INDEX journal_result_by_entry ON journal_result (entry)"),
        // The journal is append-only. The one exception is a person's right to be forgotten: while a row stands in
        // `forgetting` (put and taken within one transaction) the texts that can name somebody may be rewritten. What
        // was done, when, by whom and with which outcome can't be changed even then, and no row ever goes.
        QStringLiteral("CREATE TABLE forgetting (since INTEGER NOT NULL)"),
        QStringLiteral(R"(CREATE TRIGGER journal_is_kept BEFORE DELETE ON journal
            BEGIN SELECT RAISE(ABORT, 'the journal is append-only'); END)"),
        QStringLiteral(R"(CREATE TRIGGER journal_result_is_kept BEFORE DELETE ON journal_result
            BEGIN SELECT RAISE(ABORT, 'the journal is append-only'); END)"),
        // REPLACE removes rows without a word to the triggers above.
        QStringLiteral(R"(CREATE TRIGGER journal_is_added BEFORE INSERT ON journal
            WHEN EXISTS (SELECT 1 FROM journal WHERE id = NEW.id)
            BEGIN SELECT RAISE(ABORT, 'the journal is append-only'); END)"),
        QStringLiteral(R"(CREATE TRIGGER journal_result_is_added BEFORE INSERT ON journal_result
            WHEN EXISTS (SELECT 1 FROM journal_result WHERE id = NEW.id)
            BEGIN SELECT RAISE(ABORT, 'the journal is append-only'); END)"),
        QStringLiteral(R"(CREATE TRIGGER journal_stands BEFORE UPDATE ON journal
            WHEN NOT EXISTS (SELECT 1 FROM forgetting) OR NEW.id IS NOT OLD.id OR NEW.place IS NOT OLD.place
                OR NEW.time IS NOT OLD.time OR NEW.profile IS NOT OLD.profile OR NEW.identity IS NOT OLD.identity
                OR NEW.operation IS NOT OLD.operation OR NEW.undoes IS NOT OLD.undoes
            BEGIN SELECT RAISE(ABORT, 'the journal is append-only'); END)"),
        QStringLiteral(R"(CREATE TRIGGER journal_result_stands BEFORE UPDATE ON journal_result
            WHEN NOT EXISTS (SELECT 1 FROM forgetting) OR NEW.id IS NOT OLD.id OR NEW.entry IS NOT OLD.entry
                OR NEW.time IS NOT OLD.time OR NEW.outcome IS NOT OLD.outcome
                OR NEW.error_code IS NOT OLD.error_code OR NEW.request_id IS NOT OLD.request_id
                OR NEW.http_status IS NOT OLD.http_status
            BEGIN SELECT RAISE(ABORT, 'the journal is append-only'); END)"),
        QStringLiteral(R"(CREATE TABLE saved_view (
            page TEXT NOT NULL,
            name TEXT NOT NULL,
            value BLOB,
            PRIMARY KEY (page, name)) WITHOUT ROWID)"),
        QStringLiteral("CREATE TABLE state (key TEXT PRIMARY KEY, value BLOB) WITHOUT ROWID"),
    };
}

// The last complete list of stages of each place.
QStringList second()
{
    return {
        QStringLiteral(R"(CREATE TABLE stage (
            id INTEGER PRIMARY KEY,
            place INTEGER NOT NULL REFERENCES place,
            arn TEXT NOT NULL,
            name TEXT,
            folded TEXT,
            active_session TEXT,
            tags BLOB,
            UNIQUE (place, arn)))"),
        QStringLiteral("ALTER TABLE place ADD COLUMN stages_as_of INTEGER"),
    };
}

// Compositions that were seen: five minutes after its end the service forgets one.
QStringList third()
{
    return {
        QStringLiteral(R"(CREATE TABLE composition (
            id INTEGER PRIMARY KEY,
            place INTEGER NOT NULL REFERENCES place,
            arn TEXT NOT NULL,
            stage_arn TEXT NOT NULL,
            state TEXT,
            started INTEGER,
            ended INTEGER,
            seen INTEGER NOT NULL,
            UNIQUE (place, arn)))"),
        QStringLiteral("CREATE INDEX composition_by_age ON composition (coalesce(ended, seen))"),
    };
}

// The register of issued tokens, which nobody can list: never the token itself.
QStringList fourth()
{
    return {
        QStringLiteral(R"(CREATE TABLE issued_token (
            id INTEGER PRIMARY KEY,
            place INTEGER NOT NULL REFERENCES place,
            participant_id TEXT NOT NULL,
            stage_arn TEXT,
            stage_name TEXT,
            user_id TEXT,
            attributes BLOB,
            publish INTEGER NOT NULL,
            subscribe INTEGER NOT NULL,
            issued INTEGER NOT NULL,
            expires INTEGER,
            how INTEGER NOT NULL,
            key_arn TEXT,
            journal INTEGER,
            connection INTEGER NOT NULL,
            kept INTEGER NOT NULL DEFAULT 0,
            used INTEGER,
            used_as_of INTEGER,
            used_since INTEGER,
            used_session TEXT,
            UNIQUE (place, participant_id)))"),
        QStringLiteral("CREATE INDEX issued_token_by_expiry ON issued_token (coalesce(expires, issued))"),
    };
}

// The black box of compositions: all that was seen of each, its history line by line, and the times in which somebody
// looked. The latter, and less of the former, stood in `state` as JSON.
QStringList fifth()
{
    return {
        QStringLiteral("ALTER TABLE composition ADD COLUMN stage_name TEXT"),
        QStringLiteral("ALTER TABLE composition ADD COLUMN first_seen INTEGER"),
        QStringLiteral("ALTER TABLE composition ADD COLUMN gone INTEGER NOT NULL DEFAULT 0"),
        QStringLiteral("ALTER TABLE composition ADD COLUMN summary BLOB"),
        QStringLiteral("ALTER TABLE composition ADD COLUMN detail BLOB"),
        QStringLiteral("UPDATE composition SET gone = 1 WHERE ended NOT NULL"),
        QStringLiteral(R"(CREATE TABLE composition_change (
            id INTEGER PRIMARY KEY,
            composition INTEGER NOT NULL REFERENCES composition,
            what INTEGER NOT NULL,
            source INTEGER NOT NULL,
            seen INTEGER NOT NULL,
            after INTEGER,
            told INTEGER,
            output TEXT,
            word TEXT,
            who TEXT,
            certain INTEGER NOT NULL))"),
        QStringLiteral("CREATE INDEX composition_change_by_composition ON composition_change (composition)"),
        QStringLiteral(R"(CREATE TABLE watched (
            place INTEGER NOT NULL REFERENCES place,
            since INTEGER NOT NULL,
            until INTEGER NOT NULL,
            PRIMARY KEY (place, since)) WITHOUT ROWID)"),
        QStringLiteral(R"(INSERT OR REPLACE INTO watched (place, since, until)
            SELECT place.id, json_extract(look.value, '$[0]'), json_extract(look.value, '$[1]')
            FROM state JOIN place
                ON state.key = 'watched/' || place.partition || '/' || place.account || '/' || place.region
            JOIN json_each(CASE WHEN json_valid(CAST(state.value AS TEXT)) THEN CAST(state.value AS TEXT)
                ELSE '[]' END) AS look
            WHERE CASE look.type WHEN 'array' THEN json_type(look.value, '$[0]') IN ('integer', 'real')
                AND json_type(look.value, '$[1]') IN ('integer', 'real') ELSE 0 END)"),
        QStringLiteral("DELETE FROM state WHERE key LIKE 'watched/%' OR key LIKE 'compositions/%'"),
    };
}

} // namespace

const QList<QStringList> &schemaSteps()
{
    static const QList<QStringList> steps {first(), second(), third(), fourth(), fifth()};
    return steps;
}

} // namespace store
