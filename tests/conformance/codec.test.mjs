// SPDX-License-Identifier: GPL-3.0-or-later

// Our codec's table (through the program codec_table) against the schemas inside the SDK's package: every operation
// with its verb, path, request and answer, every structure with its members, their types and required marks, every
// enum with its words. The schemas say `string` where a member is an enum; which one, the package's type
// declarations tell.

import * as sdk from '@aws-sdk/client-ivs-realtime';
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { before, describe, test } from 'node:test';
import { fileURLToPath } from 'node:url';

const program =
    process.env.CODEC_TABLE ?? fileURLToPath(new URL('../../build/release/bin/codec_table', import.meta.url));

// How a schema writes kinds: structure and list are arrays that begin with a number, simple types are numbers.
const kStructure = 3;
const kList = 1;
const kOperation = 9;
const simpleKinds = new Map([
    [0, 'string'],
    [1, 'number'],
    [2, 'boolean'],
    [5, 'timestamp'],
    [64, 'list'],
    [128, 'map'],
]);

// A body member that only mirrors an HTTP header of the answer (Access-Control-*, Cache-Control and the like):
// such members are not in our table, because no client of ours reads them and the local service answers no browser.
const mirrorsHeader = traits => typeof traits === 'object' && traits?.httpHeader !== undefined;

/** A member's schema is the schema alone or [schema, traits]; schemas of structures are functions that give them. */
function unwrap(member) {
    let schema = member;
    let traits;
    if (Array.isArray(schema) && schema.length === 2) [schema, traits] = schema;
    if (typeof schema === 'function') schema = schema();
    // A simple type with traits of its own (a secret string) is [0, namespace, name, traits, type].
    if (Array.isArray(schema) && schema[0] === 0) schema = schema[4];
    return { schema, traits };
}

function kindOf(schema) {
    if (typeof schema === 'number') {
        assert.ok(simpleKinds.has(schema), `schema kind ${schema}`);
        return { kind: simpleKinds.get(schema) };
    }
    if (schema[0] === kStructure) return { kind: 'structure', of: schema[2] };
    assert.equal(schema[0], kList, `schema ${schema}`);
    const item = unwrap(schema[4]).schema;
    return { kind: 'list', of: typeof item === 'number' ? simpleKinds.get(item) : item[2] };
}

function structureOf([, , , , names, members, required = 0]) {
    const table = {};
    names.forEach((name, index) => {
        const { schema, traits } = unwrap(members[index]);
        if (!mirrorsHeader(traits)) table[name] = { ...kindOf(schema), required: index < required };
    });
    return table;
}

/** {Structure: {member: enum}} from the package's own type declarations. */
function enumMembers(enums) {
    const root = new URL('.', import.meta.resolve('@aws-sdk/client-ivs-realtime'));
    const text = readFileSync(new URL('../dist-types/models/models_0.d.ts', root), 'utf8');
    const found = {};
    for (const [, name, body] of text.matchAll(/export interface (\w+) \{\n([\s\S]*?)\n\}/g)) {
        found[name] = {};
        for (const [, member, type] of body.matchAll(/^ {4}(\w+)\??: (\w+)(?:\[\])? \| undefined;$/gm)) {
            if (type in enums) found[name][member] = type;
        }
    }
    return found;
}

/** Our way to write a type, in the words of the schemas; an enum is a string there. */
function ours({ type, target, required }) {
    const numeric = type === 'integer' || type === 'float';
    const kind = numeric ? 'number' : type === 'enum' ? 'string' : type;
    return { kind, ...(target !== undefined && { target }), required };
}

describe('codec', () => {
    let table;
    const structures = {};
    const enums = {};
    const operations = {};

    before(() => {
        const run = spawnSync(program, { maxBuffer: 1 << 26 });
        assert.equal(run.error, undefined);
        assert.equal(run.status, 0, run.stderr?.toString());
        table = JSON.parse(run.stdout);
        for (const [name, value] of Object.entries(sdk)) {
            if (name.endsWith('$') && Array.isArray(value) && value[0] === kStructure)
                structures[value[2]] = structureOf(value);
            else if (name.endsWith('$') && Array.isArray(value) && value[0] === kOperation)
                operations[value[2]] = value;
            else if (
                typeof value === 'object' &&
                Object.entries(value).length > 0 &&
                Object.entries(value).every(([key, word]) => key === word)
            )
                enums[name] = Object.keys(value).sort();
        }
    });

    test('the package is the one that this test can read', () => {
        assert.equal(Object.keys(operations).length, 39);
        assert.ok(Object.keys(structures).length > 110);
        assert.ok(Object.keys(enums).length > 20);
    });

    test('operations', () => {
        const theirs = {};
        for (const [name, [, , , traits, input, output]] of Object.entries(operations)) {
            const [verb, path, status] = traits.http;
            assert.equal(status, 200, `${name}: another status of success`);
            theirs[name] = { verb, path, input: input()[2], output: output()[2] };
        }
        assert.deepEqual(table.operations, theirs);
    });

    test('enums', () => {
        const words = Object.fromEntries(Object.entries(table.enums).map(([name, list]) => [name, [...list].sort()]));
        assert.deepEqual(words, enums);
    });

    test('the same structures', () => {
        assert.deepEqual(Object.keys(table.structures).sort(), Object.keys(structures).sort());
    });

    test('members, types, required marks', async t => {
        const enumOf = enumMembers(enums);
        for (const [name, members] of Object.entries(structures)) {
            await t.test(name, () => {
                const own = table.structures[name];
                assert.ok(own, 'not in our table');
                assert.deepEqual(Object.keys(own).sort(), Object.keys(members).sort(), 'members');
                for (const [member, theirs] of Object.entries(members)) {
                    const mine = ours(own[member]);
                    const where = `${name}.${member}`;
                    assert.equal(mine.kind, theirs.kind, `${where}: type`);
                    assert.equal(mine.required, theirs.required, `${where}: required`);
                    const word = enumOf[name]?.[member];
                    const target = word ?? (theirs.of === 'string' ? undefined : theirs.of);
                    if (target !== undefined) assert.equal(mine.target, target, `${where}: target`);
                    else if (mine.target !== undefined)
                        assert.ok(['String', 'string'].includes(mine.target), `${where}: target ${mine.target}`);
                }
            });
        }
    });
});
