// SPDX-License-Identifier: GPL-3.0-or-later

// Our signer (models/aws/sigv4.h, through the program sign_lines) against the signer that the AWS SDK for JavaScript
// uses, stage by stage: on generated requests, and on the signing test suite that one of its npm versions ships.

import { Sha256 } from '@aws-crypto/sha256-js';
import { HttpRequest } from '@smithy/core/protocols';
import { SignatureV4 } from '@smithy/signature-v4';
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { before, describe, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import * as suite from 'smithy-signature-v4-suite/dist-es/suite.fixture.js';

import { Random } from './prng.mjs';

const program = process.env.SIGN_LINES ?? fileURLToPath(new URL('../../build/release/bin/sign_lines', import.meta.url));
const seed = 20260102;
const generatedCount = 600;
// The signer makes these itself, so they are no input.
const madeBySigner = new Set(['x-amz-date', 'date', 'authorization']);

/** The SDK's signer, keeping what passes through its stages. */
class WatchedSigner extends SignatureV4 {
    createCanonicalRequest(...parts) {
        this.canonicalRequest = super.createCanonicalRequest(...parts);
        return this.canonicalRequest;
    }

    async createStringToSign(...parts) {
        this.stringToSign = await super.createStringToSign(...parts);
        return this.stringToSign;
    }
}

async function signedBySdk(made) {
    const signer = new WatchedSigner({
        applyChecksum: false,
        credentials: made.credentials,
        region: made.region,
        service: made.service,
        sha256: Sha256,
        uriEscapePath: true,
    });
    const signed = await signer.sign(new HttpRequest(made.request), { signingDate: made.date });
    return {
        canonicalRequest: signer.canonicalRequest,
        stringToSign: signer.stringToSign,
        signature: signed.headers.authorization.replace(/^.*Signature=/, ''),
        authorization: signed.headers.authorization,
    };
}

/** One input line of sign_lines. */
function lineOf({ request, credentials, region, service, date }) {
    const query = [];
    for (const [name, value] of Object.entries(request.query ?? {})) {
        for (const item of Array.isArray(value) ? value : [value]) query.push([name, item]);
    }
    return JSON.stringify({
        method: request.method,
        path: request.path,
        query,
        headers: Object.entries(request.headers).filter(([name]) => !madeBySigner.has(name.toLowerCase())),
        body: Buffer.from(request.body ?? '').toString('base64'),
        ...credentials,
        region,
        service,
        time: date.toISOString().replace(/[-:]|\.\d+/g, ''),
    });
}

/** Signs all with one run of the program: one process start for hundreds of requests. */
function signedByUs(all) {
    const run = spawnSync(program, { input: all.map(lineOf).join('\n') + '\n', maxBuffer: 1 << 28 });
    assert.equal(run.error, undefined);
    assert.equal(run.status, 0, run.stderr?.toString());
    return run.stdout
        .toString()
        .trimEnd()
        .split('\n')
        .map(line => JSON.parse(line));
}

// --- generated requests ---------------------------------------------------------------------------------------------

const plain = [...'abcXYZ019-._~'];
const odd = [
    ...' !"#$%&\'()*+,/:;<=>?@[\\]^`{|}',
    '%2F',
    '%',
    'é',
    'ß',
    'ж',
    '中',
    '\u{1F600}',
    '\u{1D11E}',
    '\u0301',
    '\u202e',
    '\u200b',
    '\t',
    '\n',
    '\u0000',
    '\u007f',
];
const mixed = [...plain, ...plain, ...odd];

function encoded(text) {
    return encodeURIComponent(text).replace(/[!'()*]/g, c => '%' + c.charCodeAt(0).toString(16).toUpperCase());
}

function arn(random) {
    const kind = random.pick(['stage', 'composition', 'encoder-configuration', 'ingest-configuration', 'public-key']);
    return `arn:aws:ivs:us-east-1:${random.int(100000000000, 999999999999)}:${kind}/${random.text(plain, 12)}`;
}

function path(random) {
    const prefix = random.chance(0.2) ? '/' + random.text(plain, 4) : '';
    switch (random.int(0, 5)) {
        case 0:
            return prefix + '/' + random.pick(['ListStages', 'CreateStage', 'GetParticipant', 'ListParticipantEvents']);
        case 1:
            return prefix + '/tags/' + encoded(arn(random));
        case 2: // whatever else a tagged name could hold
            return prefix + '/tags/' + encoded(random.text(mixed, random.int(1, 30)));
        case 3: // not encoded by the client at all
            return (
                prefix +
                '/' +
                random.text(
                    mixed.filter(c => !/[?#\n\0]/.test(c)),
                    random.int(0, 20),
                )
            );
        case 4: {
            // empty and dot segments
            const parts = Array.from({ length: random.int(0, 6) }, () =>
                random.pick(['', '.', '..', 'a', 'b c', '%2E']),
            );
            return '/' + parts.join('/');
        }
        default:
            return '/';
    }
}

function query(random) {
    const made = {};
    for (let i = random.chance(0.4) ? 0 : random.int(1, 5); i > 0; --i) {
        // Number-like names would be reordered by the language; that is no difference between the signers.
        const name = random.pick(['tagKeys', 'Param', 'param', 'a', 'A', 'x-amz-meta', random.text(mixed, 6)]);
        const value = () => random.text(random.chance(0.5) ? plain : mixed, random.int(0, 12));
        made[name] = random.chance(0.3) ? Array.from({ length: random.int(1, 4) }, value) : value();
    }
    return made;
}

function generated(random) {
    const date = new Date(
        Date.UTC(
            random.int(2000, 2099),
            random.int(0, 11),
            random.int(1, 28),
            random.int(0, 23),
            random.int(0, 59),
            random.int(0, 59),
        ),
    );
    const method = random.pick(['GET', 'POST', 'DELETE']);
    const port = random.chance(0.4) ? random.int(1, 65535) : undefined;
    const hostname = random.pick([
        'ivsrealtime.us-east-1.amazonaws.com',
        '127.0.0.1',
        '[::1]',
        'localhost',
        'x.api.aws',
    ]);
    const headers = { host: port ? `${hostname}:${port}` : hostname };
    let body;
    if (method === 'POST' && random.chance(0.9)) {
        body = random.chance(0.8)
            ? JSON.stringify({ name: random.text(mixed, random.int(0, 60)) })
            : Uint8Array.from({ length: random.int(0, 300) }, () => random.int(0, 255));
        headers['Content-Type'] = random.pick(['application/json', 'application/json; charset=utf-8']);
    }
    if (random.chance(0.3))
        headers['X-Custom-' + random.text([...'abcXYZ'], 3)] = random.pick([
            '',
            ' ',
            'a  b',
            '  a\tb \t c  ',
            '"a   b"',
            'a,b, c',
            'x'.repeat(300),
            'größe',
            random.text(plain, 20),
        ]);
    if (random.chance(0.3)) headers['amz-sdk-request'] = `attempt=${random.int(1, 3)}; max=3`;
    if (random.chance(0.2)) headers['x-amz-date'] = '19990101T000000Z';
    return {
        request: {
            protocol: 'https:',
            method,
            hostname,
            port,
            path: path(random),
            query: query(random),
            headers,
            body,
        },
        credentials: {
            accessKeyId: 'AKID' + random.text([...'ABCDEFGH234567'], 16),
            secretAccessKey: random.text([...'abcXYZ019+/'], 40),
            ...(random.chance(0.4) && { sessionToken: random.text([...'abcXYZ019+/='], random.int(1, 900)) }),
        },
        region: random.pick(['us-east-1', 'eu-central-1', 'ap-northeast-2', 'us-gov-west-1']),
        service: random.pick(['ivs', 'sts', 'events']),
        date,
    };
}

function differences(all, ours, theirs) {
    const found = [];
    all.forEach((made, index) => {
        for (const stage of ['canonicalRequest', 'stringToSign', 'signature', 'authorization']) {
            if (ours[index]?.[stage] !== theirs[index][stage]) {
                found.push({
                    index,
                    stage,
                    ours: ours[index]?.[stage],
                    theirs: theirs[index][stage],
                    input: lineOf(made),
                });
                break; // later stages only repeat the first difference
            }
        }
    });
    return found;
}

describe('signer', () => {
    let all;
    let theirs;
    let ours;

    before(async () => {
        const random = new Random(seed);
        all = Array.from({ length: generatedCount }, () => generated(random));
        theirs = await Promise.all(all.map(signedBySdk));
        ours = signedByUs(all);
    });

    test(`agrees with the SDK's signer on ${generatedCount} generated requests`, () => {
        assert.ok(all.length >= 500);
        assert.equal(ours.length, all.length);
        assert.deepEqual(differences(all, ours, theirs), []);
    });

    test('the generated requests cover what they should', () => {
        const count = predicate => all.filter(({ request, credentials }) => predicate(request, credentials)).length;
        const least = {
            'an ARN in the path': count(r => r.path.includes('arn%3Aaws')),
            'empty segments': count(r => r.path.includes('//')),
            'dot segments': count(r => /\/\.{1,2}(\/|$)/.test(r.path)),
            'repeated query names': count(r => Object.values(r.query).some(v => Array.isArray(v) && v.length > 1)),
            'empty query values': count(r => Object.values(r.query).flat().includes('')),
            'a port': count(r => r.port !== undefined),
            'a body': count(r => r.body !== undefined && r.body.length > 0),
            'an empty body': count(r => r.body === undefined),
            'bytes as a body': count(r => r.body instanceof Uint8Array),
            'a session token': count((r, c) => c.sessionToken),
            'four-byte characters': count(r =>
                /%F0|[\u{10000}-\u{10ffff}]/u.test(JSON.stringify([r.path, r.query, r.body])),
            ),
        };
        for (const [what, number] of Object.entries(least)) assert.ok(number >= 20, `${what}: only ${number} requests`);
    });

    test('every case of the signing test suite', async t => {
        assert.equal(suite.requests.length, 24);
        const cases = suite.requests.map(({ request }) => {
            // In the cases with a session token it is a header of the request; it is signed, not added.
            return {
                request: { ...request, headers: { ...request.headers } },
                credentials: suite.credentials,
                region: suite.region,
                service: suite.service,
                date: suite.signingDate,
            };
        });
        const results = signedByUs(cases);
        for (const [index, { name, authorization }] of suite.requests.entries())
            await t.test(name, () => assert.equal(results[index].authorization, authorization));
    });
});
