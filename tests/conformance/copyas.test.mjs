// SPDX-License-Identifier: GPL-3.0-or-later

// What is copied of a call (models/copyas.h, through the program copyas_lines). The lines for the AWS CLI are split by
// real shells and read as the CLI reads them, by the SDK's schemas; the curl lines are run against ivs-local and must do
// what the SDK does.

import * as sdk from '@aws-sdk/client-ivs-realtime';
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { before, describe, test } from 'node:test';
import { fileURLToPath } from 'node:url';

import { useLocal } from './harness.mjs';
import { Random } from './prng.mjs';
import { goodRequests, makeWorld, operations } from './requests.mjs';
import { createEncoder, createStorage } from './story.mjs';

const program =
    process.env.COPYAS_LINES ?? fileURLToPath(new URL('../../build/release/bin/copyas_lines', import.meta.url));
const perOperation = 40;
const tagOperations = new Set(['ListTagsForResource', 'TagResource', 'UntagResource']);

/** What is copied of each {operation, request, region, profile, endpoint, endpointOverridden}. */
function copied(all) {
    const run = spawnSync(program, { input: all.map(each => JSON.stringify(each) + '\n').join(''), maxBuffer: 1 << 28 });
    assert.equal(run.error, undefined);
    assert.equal(run.status, 0, run.stderr?.toString());
    const lines = run.stdout.toString().trimEnd().split('\n').map(line => JSON.parse(line));
    assert.equal(lines.length, all.length);
    return lines;
}

// --- the SDK's schemas ----------------------------------------------------------------------------------------------

const schemas = Object.values(sdk).filter(value => Array.isArray(value) && typeof value[0] === 'number');
const inputs = Object.fromEntries(schemas.filter(([kind]) => kind === 9).map(each => [each[2], each[4]()]));
const sensitive = 8;

/** {kind, of, members, secret} of a member's schema; see codec.test.mjs on how the package writes them. */
function kindOf(member) {
    let schema = Array.isArray(member) && member.length === 2 ? member[0] : member;
    if (typeof schema === 'function') schema = schema();
    if (Array.isArray(schema) && schema[0] === 0) return { ...kindOf(schema[4]), secret: schema[3] === sensitive };
    if (typeof schema === 'number')
        return { kind: { 0: 'string', 1: 'number', 2: 'boolean', 5: 'time', 64: 'list', 128: 'map' }[schema], of: 0 };
    if (schema[0] === 3) return { kind: 'structure', members: membersOf(schema) };
    assert.equal(schema[0], 1);
    return { kind: 'list', of: schema[4] };
}

function membersOf([, , , , names, members]) {
    return Object.fromEntries(names.map((name, index) => [name, members[index]]));
}

// --- generated requests ---------------------------------------------------------------------------------------------

const nasty = [
    ...' !"#$%&\'()*+,-./:;<=>?@[\\]^_`{|}~aZ09',
    '$(touch hacked)',
    '`touch hacked`',
    '; touch hacked;',
    '> hacked',
    '\n',
    '\r',
    '\t',
    '\u0000',
    '\u0003',
    '\u001b[201~',
    '\u007f',
    '\u009b',
    'é',
    '中',
    '\u{1F600}',
    '\u202e',
    '\u200b',
    '\u2028',
];
const openings = ['-', '--name', '-1', '~', '=ls', '@file', 'file://x', 'fileb://x', 'https://x', '!!', '%1', '', '#'];

function text(random) {
    if (random.chance(0.3)) return random.text([...'abcXYZ019-_./:'], random.int(0, 20));
    return (random.chance(0.3) ? random.pick(openings) : '') + random.text(nasty, random.int(0, 12));
}

function valueOf(random, schema) {
    const { kind, of, members } = kindOf(schema);
    switch (kind) {
        case 'string':
            return text(random);
        case 'number':
            return random.int(-5, 100000);
        case 'boolean':
            return random.chance(0.5);
        case 'list':
            return Array.from({ length: random.int(0, 3) }, () => valueOf(random, of));
        case 'map':
            return Object.fromEntries(Array.from({ length: random.int(0, 3) }, () => [text(random), text(random)]));
        case 'structure':
            return structureOf(random, members);
        default:
            throw new Error(`no request has a ${kind}`);
    }
}

function structureOf(random, members) {
    const made = {};
    for (const [name, schema] of Object.entries(members))
        if (random.chance(0.7)) made[name] = valueOf(random, schema);
    return made;
}

// --- the shell and the CLI ------------------------------------------------------------------------------------------

/** The words that `shell` makes of each line, in a folder that must stay empty and with no other program in reach. */
function words(shell, lines) {
    const folder = mkdtempSync(join(tmpdir(), 'copyas-'));
    try {
        const script = `aws() { printf '%s\\0' "$#" "$@"; }\n${lines.join('\n')}\n`;
        const run = spawnSync(shell, ['-u'], {
            input: script,
            cwd: folder,
            env: { PATH: '/nonexistent', HOME: '/home' },
            maxBuffer: 1 << 28,
        });
        assert.equal(run.error, undefined);
        assert.equal(run.stderr.toString(), '');
        assert.equal(run.status, 0);
        assert.deepEqual(readdirSync(folder), []);
        const parts = run.stdout.toString().split('\0');
        parts.pop();
        const found = [];
        for (let at = 0; at < parts.length; at += 1 + Number(parts[at]))
            found.push(parts.slice(at + 1, at + 1 + Number(parts[at])));
        return found;
    } finally {
        rmSync(folder, { recursive: true });
    }
}

// botocore makes a dash before each capital; in this service no name has two in a row.
const kebab = name => name.replace(/[A-Z]/g, (capital, at) => (at ? '-' : '') + capital.toLowerCase());

/** Reads the words of a command as the CLI does: {operation, request, globals}. */
function readAsCli([service, command, ...rest]) {
    assert.equal(service, 'ivs-realtime');
    const operation = Object.keys(inputs).find(name => kebab(name) === command);
    assert.ok(operation, `no command ${command}`);
    const schema = membersOf(inputs[operation]);
    const members = new Map(Object.keys(schema).map(name => [kebab(name), name]));
    const request = {};
    const globals = {};
    let fromJson = {};
    while (rest.length > 0) {
        const [, name, equals, value] = /^--([a-z0-9-]+)(=?)([^]*)$/.exec(rest.shift());
        const isNo = name.startsWith('no-') && members.has(name.slice(3));
        const member = members.get(isNo ? name.slice(3) : name);
        const kind = member && kindOf(schema[member]).kind;
        if (kind === 'boolean') {
            assert.equal(equals, '');
            request[member] = !isNo;
            continue;
        }
        if (!equals) {
            assert.ok(rest.length > 0, `--${name} has no value`);
            assert.ok(!rest[0].startsWith('-'), `--${name}: its value would be a flag`);
        }
        const given = equals ? value : rest.shift();
        if (name !== 'endpoint-url')
            assert.doesNotMatch(given, /^(file|fileb|https?):\/\//, `--${name}: the CLI would load that`);
        // eslint-disable-next-line no-control-regex
        assert.doesNotMatch(given, /[\u0000-\u001f\u007f-\u009f\u200b-\u200f\u2028-\u202e]/, `--${name}: unseen marks`);
        if (name === 'cli-input-json') fromJson = JSON.parse(given);
        else if (['region', 'profile', 'endpoint-url'].includes(name)) globals[name] = given;
        else {
            assert.ok(member, `${operation} has no flag --${name}`);
            assert.ok(!(member in request), `--${name} stands there twice`);
            if (kind === 'string') request[member] = given;
            else if (kind === 'number') {
                assert.match(given, /^-?\d+$/);
                request[member] = Number(given);
            } else {
                assert.match(given, kind === 'list' ? /^\[/ : /^\{/, `--${name} is not JSON to the CLI`);
                request[member] = JSON.parse(given);
            }
        }
    }
    // Only texts that can't stand on a command line travel apart.
    for (const [name, value] of Object.entries(fromJson)) {
        assert.equal(kindOf(schema[name]).kind, 'string', `${name} needn't travel apart`);
        assert.match(value, /^(file|fileb|https?):\/\/|[^\u0020-\u007e\u00a1-\u{10ffff}]|[\u200b-\u202e]/u, name);
    }
    return { operation, request: { ...fromJson, ...request }, globals };
}

describe('copied for the AWS CLI', () => {
    const all = [];
    let lines;

    before(() => {
        const random = new Random(20261122);
        for (const operation of Object.keys(inputs)) {
            for (let i = 0; i < perOperation; ++i) {
                all.push({
                    operation,
                    request: structureOf(random, membersOf(inputs[operation])),
                    region: random.pick(['us-east-1', 'eu-central-1']),
                    profile: random.pick(['', 'default', 'my team', "o'brien", '-p', '$HOME']),
                    endpoint: 'http://127.0.0.1:4566',
                    endpointOverridden: random.chance(0.5),
                });
            }
        }
        lines = copied(all);
    });

    test('all operations are there, with text that hurts', () => {
        assert.equal(new Set(all.map(each => each.operation)).size, 39);
        for (const opening of openings.filter(each => each))
            assert.ok(all.some(({ request }) => Object.values(request).some(value => value?.startsWith?.(opening))));
    });

    for (const shell of ['/bin/sh', '/bin/bash']) {
        test(`${shell} reads back what was asked`, () => {
            const found = words(shell, lines.map(each => each.cli));
            assert.equal(found.length, all.length);
            found.forEach((line, index) => {
                const { operation, request, region, profile, endpoint, endpointOverridden } = all[index];
                assert.deepEqual(
                    readAsCli(line),
                    {
                        operation,
                        request,
                        globals: {
                            region,
                            ...(profile && { profile }),
                            ...(endpointOverridden && { 'endpoint-url': endpoint }),
                        },
                    },
                    lines[index].cli,
                );
            });
        });
    }

    test('the JSON is the request', () => {
        lines.forEach(({ json }, index) => assert.deepEqual(JSON.parse(json), all[index].request));
    });

    test('nothing that can be pasted acts as a key', () => {
        for (const line of lines) {
            // eslint-disable-next-line no-control-regex
            assert.doesNotMatch(line.cli + (line.curl ?? ''), /[\u0000-\u001f\u007f-\u009f\u200b\u2028\u202e]/);
        }
    });
});

test('no request holds a secret, and what the SDK calls one is left out of an answer', () => {
    const secretsIn = schema => Object.entries(membersOf(schema)).filter(([, member]) => kindOf(member).secret);
    for (const input of Object.values(inputs)) assert.deepEqual(secretsIn(input), []);
    const secrets = new Set(schemas.filter(([kind]) => kind === 3).flatMap(each => secretsIn(each).map(([name]) => name)));
    assert.deepEqual([...secrets].sort(), ['streamKey', 'token']);
    for (const name of secrets) {
        const request = { arn: 'a', [name]: 'sk_planted', deep: [{ [name]: 'sk_planted' }], tags: { [name]: 'mine' } };
        const [{ cli, curl, json }] = copied([{ operation: 'GetStage', request, endpoint: 'https://x', region: 'r' }]);
        for (const line of [cli, curl, json]) assert.doesNotMatch(line, /sk_planted/);
        assert.equal(JSON.parse(json).tags[name], 'mine');
    }
});

// --- curl -----------------------------------------------------------------------------------------------------------

/** The members of an answer, all the way down, without values. */
function shapeOf(value) {
    if (Array.isArray(value)) return value.map(shapeOf);
    if (value === null || typeof value !== 'object' || value instanceof Date) return '';
    return Object.fromEntries(Object.entries(value).map(([name, each]) => [name, shapeOf(each)]));
}

describe('copied for curl', () => {
    const options = { quotas: 'off', seed: 7 };
    const bySdk = useLocal(options);
    const byCurl = useLocal(options);

    /** A good request in a world of its own, in which the operation can be done. */
    async function requestFor(operation, local) {
        const world = await makeWorld(local);
        if (operation === 'DeleteEncoderConfiguration') return { arn: (await createEncoder(local)).arn };
        if (operation === 'DeleteStorageConfiguration') return { arn: (await createStorage(local)).arn };
        const good = goodRequests(world);
        if (operation === 'StopParticipantReplication')
            await local.call('StartParticipantReplication', good.StartParticipantReplication);
        return good[operation];
    }

    function runCurl(line, sessionToken) {
        return spawnSync('/bin/sh', ['-c', `${line} --write-out '\\n%{http_code}'`], {
            env: {
                PATH: process.env.PATH,
                AWS_ACCESS_KEY_ID: byCurl.credentials.accessKeyId,
                AWS_SECRET_ACCESS_KEY: byCurl.credentials.secretAccessKey,
                ...(sessionToken && { AWS_SESSION_TOKEN: sessionToken }),
            },
        });
    }

    async function copyFor(operation) {
        const request = await requestFor(operation, byCurl);
        const [line] = copied([{ operation, request, region: byCurl.region, endpoint: byCurl.endpoint }]);
        return line;
    }

    function answered(line, sessionToken) {
        const run = runCurl(line, sessionToken);
        assert.equal(run.error, undefined);
        assert.equal(run.stderr.toString(), '');
        const [, body, status] = /^([^]*)\n(\d+)$/.exec(run.stdout.toString());
        assert.equal(status, '200', body);
        return body ? JSON.parse(body) : {};
    }

    for (const operation of operations.filter(name => !tagOperations.has(name))) {
        test(operation, async () => {
            const expected = await bySdk.call(operation, await requestFor(operation, bySdk));
            const { curl } = await copyFor(operation);
            // A body in which a part is null says no more than one without it.
            const answer = JSON.parse(JSON.stringify(answered(curl)), (_, value) => value ?? undefined);
            assert.deepEqual(shapeOf(answer), shapeOf(JSON.parse(JSON.stringify(expected))));
            const [{ counts: theirs }, { counts: ours, acted }] = await Promise.all(
                [bySdk, byCurl].map(local => local.tryControl('state').then(({ body }) => body)),
            );
            assert.deepEqual(ours, theirs);
            assert.ok(acted[operation] >= 1);
        });
    }

    test('with keys that expire', async () => {
        const { curl } = await copyFor('ListStages');
        answered(curl, 'a+session/token==');
    });

    test('text that hurts arrives as it is', async () => {
        const name = 'evening';
        const tags = { "it's": '$HOME `id` \\ "x" \n \u202e é 中 !!', '-': '--x' };
        const [{ curl }] = copied([
            { operation: 'CreateStage', request: { name, tags }, region: byCurl.region, endpoint: byCurl.endpoint },
        ]);
        const { stage } = answered(curl);
        assert.deepEqual((await byCurl.call('GetStage', { arn: stage.arn })).stage.tags, tags);
    });

    test('tags have none, and a reason', async () => {
        for (const operation of tagOperations) {
            const { curl, noCurl } = await copyFor(operation);
            assert.equal(curl, undefined);
            assert.match(noCurl, /curl/);
        }
    });
});
