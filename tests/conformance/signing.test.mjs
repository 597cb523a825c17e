// SPDX-License-Identifier: GPL-3.0-or-later

// Tokens that we sign (models/ivs/selfsigned.h, through the program token_lines) are verified by node's crypto and join
// ivs-local; changed ones are refused by both, and our inspection says why. What node signs is judged the same.

import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { createPublicKey, generateKeyPairSync, verify } from 'node:crypto';
import { before, describe, test } from 'node:test';
import { fileURLToPath } from 'node:url';

import { serviceTime, useLocal } from './harness.mjs';
import { Random } from './prng.mjs';
import { keyPair, selfSigned } from './selfsigned.mjs';
import { createStage } from './story.mjs';

const program =
    process.env.TOKEN_LINES ?? fileURLToPath(new URL('../../build/release/bin/token_lines', import.meta.url));
const seed = 20261122;
const tokenCount = 60;

/** The answers of token_lines, in order. */
function ask(questions) {
    const { stdout, stderr, status } = spawnSync(program, {
        input: questions.map(question => JSON.stringify(question) + '\n').join(''),
        maxBuffer: 64 << 20,
    });
    assert.equal(status, 0, String(stderr));
    return String(stdout)
        .trim()
        .split('\n')
        .map(line => JSON.parse(line));
}

/** {header, claims} of a token that node finds good, else undefined. `pems` by ARN. */
function readByNode(token, pems) {
    try {
        const parts = token.split('.');
        // Node's decoder forgives what RFC 7515 does not: it is asked to come back to the same text.
        const exact = part => part && Buffer.from(part, 'base64url').toString('base64url') === part;
        if (parts.length !== 3 || !parts.every(exact)) return undefined;
        const [header, claims] = parts.slice(0, 2).map(part => JSON.parse(Buffer.from(part, 'base64url')));
        if (header.alg !== 'ES384' || !(header.kid in pems)) return undefined;
        const signature = Buffer.from(parts[2], 'base64url');
        if (signature.length !== 96) return undefined;
        const key = { key: createPublicKey(pems[header.kid]), dsaEncoding: 'ieee-p1363' };
        return verify('sha384', Buffer.from(`${parts[0]}.${parts[1]}`), key, signature)
            ? { header, claims }
            : undefined;
    } catch {
        return undefined;
    }
}

/** One key in every form of PEM that node writes, and the passphrase of the encrypted ones. */
function formsOf(privateKey) {
    const written = options => ({ pem: privateKey.export({ format: 'pem', ...options }) });
    const locked = { cipher: 'aes-256-cbc', passphrase: 'correct horse' };
    return [
        written({ type: 'sec1' }),
        written({ type: 'pkcs8' }),
        { ...written({ type: 'sec1', ...locked }), passphrase: locked.passphrase },
        { ...written({ type: 'pkcs8', ...locked }), passphrase: locked.passphrase },
    ];
}

describe('tokens signed here', () => {
    const local = useLocal();
    const random = new Random(seed);
    const pems = {};
    let forms;
    let stage;
    let now;
    let tokens;

    before(async () => {
        stage = await createStage(local, { name: 'signed' });
        now = Math.floor((await serviceTime(local)) / 1000);
        const { privateKey, pem } = keyPair();
        const [ours] = ask([{ generate: true }]);
        forms = [...formsOf(privateKey), { pem: ours.pem }];
        for (const material of [pem, ours.publicPem]) {
            const { publicKey } = await local.call('ImportPublicKey', { publicKeyMaterial: material });
            pems[publicKey.arn] = material;
        }
        const [nodes, own] = Object.keys(pems);
        forms = forms.map((form, index) => ({ ...form, keyArn: index < 4 ? nodes : own }));
        const letters = [...'abcXYZ 019-_"\\<&=', '\u00e9', '\u202e', '\u{1F600}', '\n', '\u0000'];
        const wishes = Array.from({ length: tokenCount }, (_, index) => {
            const attributes = {};
            for (let i = random.int(0, 4); i > 0; --i) attributes[random.text(letters, 5)] = random.text(letters, 20);
            const publish = random.chance(0.5);
            return {
                sign: {
                    stageArn: stage.arn,
                    eventsUrl: stage.endpoints.events,
                    whipUrl: stage.endpoints.whip,
                    userId: random.chance(0.2) ? '' : random.text(letters, random.int(1, 128)),
                    attributes,
                    publish,
                    subscribe: !publish || random.chance(0.5),
                    issued: now,
                    expires: now + random.int(60, 14 * 86400),
                },
                ...forms[index % forms.length],
            };
        });
        tokens = ask(wishes).map(({ token, fault }, index) => {
            assert.ok(token, `${fault}: ${JSON.stringify(wishes[index])}`);
            return { token, wish: wishes[index].sign, keyArn: wishes[index].keyArn };
        });
    });

    const inspect = list =>
        ask(
            list.map(token => ({
                inspect: token,
                keys: pems,
                now,
                endpoints: { events: stage.endpoints.events, whip: stage.endpoints.whip },
            })),
        );

    test('each is verified by node and says what was asked', () => {
        const ids = new Set();
        for (const { token, wish, keyArn } of tokens) {
            const read = readByNode(token, pems);
            assert.ok(read, token);
            assert.deepEqual(read.header, { alg: 'ES384', typ: 'JWT', kid: keyArn });
            const { jti, ...claims } = read.claims;
            ids.add(jti);
            assert.match(jti, /^[A-Za-z0-9-]{1,64}$/);
            assert.deepEqual(claims, {
                exp: wish.expires,
                iat: wish.issued,
                resource: stage.arn,
                topic: stage.arn.split('/')[1],
                events_url: stage.endpoints.events,
                whip_url: stage.endpoints.whip,
                capabilities: {
                    ...(wish.publish && { allow_publish: true }),
                    ...(wish.subscribe && { allow_subscribe: true }),
                },
                attributes: wish.attributes,
                version: '1.0',
                ...(wish.userId && { user_id: wish.userId }),
            });
        }
        assert.equal(ids.size, tokenCount);
    });

    test('each joins, and nothing is wrong with it', async () => {
        for (const { problems, signature } of inspect(tokens.map(({ token }) => token)))
            assert.deepEqual({ problems, signature }, { problems: [], signature: 'good' });
        for (const { token, wish } of tokens) {
            const who = await local.control('join', { token });
            const { participant } = await local.call('GetParticipant', who);
            assert.equal(participant.userId ?? '', wish.userId);
            assert.deepEqual(participant.attributes ?? {}, wish.attributes);
        }
    });

    test('a changed one is refused by both, and it is said why', async () => {
        const swapped = (text, at, letters = 'ABab01-_') => {
            const other = [...letters].find(letter => letter !== text[at]);
            return text.slice(0, at) + other + text.slice(at + 1);
        };
        const changes = [
            token => swapped(token, random.int(0, token.indexOf('.') - 1)),
            token => swapped(token, random.int(token.indexOf('.') + 1, token.lastIndexOf('.') - 1)),
            token => swapped(token, random.int(token.lastIndexOf('.') + 1, token.length - 1)),
            token => token.slice(0, -random.int(1, 100)),
            token => token.slice(random.int(1, 20)),
            token => token + random.pick(['A', 'AAAA', '.', '=', '==', '.AAAA']),
            token => {
                const [header, claims, signature] = token.split('.');
                const read = JSON.parse(Buffer.from(claims, 'base64url'));
                const more = { ...read, exp: read.exp + 60 };
                return [header, Buffer.from(JSON.stringify(more)).toString('base64url'), signature].join('.');
            },
            token => {
                const [header, , signature] = token.split('.');
                const other = tokens.find(each => each.token !== token).token;
                return [header, other.split('.')[1], signature].join('.');
            },
        ];
        const changed = tokens.flatMap(({ token }) => changes.map(change => change(token)));
        const answers = inspect(changed);
        for (const [index, token] of changed.entries()) {
            assert.equal(readByNode(token, pems), undefined, token);
            const { status, body } = await local.tryControl('join', { token });
            assert.ok([400, 403].includes(status), `${token}: ${status}`);
            assert.ok(body.message.length > 0);
            assert.notEqual(answers[index].signature, 'good', token);
            assert.ok(answers[index].problems.length > 0, token);
        }
    });

    test('what node signs is judged as the service judges it', async () => {
        const { privateKey, pem } = keyPair();
        const { publicKey } = await local.call('ImportPublicKey', { publicKeyMaterial: pem });
        pems[publicKey.arn] = pem;
        const made = changes =>
            selfSigned({ stage, keyArn: publicKey.arn, privateKey, now: new Date(now * 1000), ...changes });
        const [good] = inspect([made({})]);
        assert.deepEqual(good, { problems: [], signature: 'good' });
        const bad = {
            'The signature is in DER form': made({ dsaEncoding: 'der' }),
            'It was not signed with the key': made({ digest: 'sha256' }),
            'It was signed with the key': made({ header: { kid: Object.keys(pems)[0] } }),
            'The service does not know this public key': made({ header: { kid: publicKey.arn + 'x' } }),
            'The header names no public key': made({ header: { kid: undefined } }),
            'It is signed with ES256': made({ header: { alg: 'ES256' } }),
            'It expired': made({ claims: { iat: now - 7200, exp: now - 60 } }),
            'It is good for longer than 14 days': made({ claims: { exp: now + 15 * 86400 } }),
            'whip_url is missing': made({ claims: { whip_url: undefined } }),
            'It is for two stages': made({ claims: { topic: 'other' } }),
            'events_url is not that of the stage': made({ claims: { events_url: 'wss://elsewhere.example' } }),
            'user_id has more than 128 characters': made({ claims: { user_id: '\u{1F600}'.repeat(129) } }),
        };
        const answers = inspect(Object.values(bad));
        for (const [index, [words, token]] of Object.entries(bad).entries()) {
            await local.controlRefused(403, 'join', { token });
            const { problems } = answers[index];
            // Of a key that is not known it is also said that another one signed it.
            assert.ok(problems.length <= (words.includes('does not know') ? 2 : 1), `${words}: ${problems}`);
            assert.ok(problems[0].startsWith(words), `${words}: ${problems[0]}`);
        }
    });

    test('connection tokens', () => {
        const wish = { id: 'c-1', accountId: local.accountId, region: local.region, issued: now, expires: now + 28 * 86400 };
        const [{ token }, { fault }] = ask([
            { connection: wish, ...forms[0] },
            { connection: { ...wish, expires: now + 28 * 86400 + 1 }, ...forms[0] },
        ]);
        assert.deepEqual(readByNode(token, pems)?.claims, {
            exp: wish.expires,
            iat: now,
            jti: 'c-1',
            account_id: local.accountId,
            region: local.region,
            events_url: 'wss://global.events.live-video.net',
            version: '1.0',
        });
        assert.match(fault, /^expires must be at most 28 days/);
        assert.deepEqual(inspect([token])[0], { problems: [], signature: 'good' });
    });

    test('keys that are none of ours', () => {
        const pemOf = (type, options) =>
            generateKeyPairSync(type, options).privateKey.export({ type: 'pkcs8', format: 'pem' });
        const { publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-384' });
        const bad = [
            [pemOf('ec', { namedCurve: 'P-256' }), /prime256v1/],
            [pemOf('ec', { namedCurve: 'P-521' }), /secp521r1/],
            [pemOf('ec', { namedCurve: 'brainpoolP384r1' }), /brainpoolP384r1/],
            [pemOf('rsa', { modulusLength: 2048 }), /RSA/],
            [pemOf('ed25519'), /ED25519/],
            [publicKey.export({ type: 'spki', format: 'pem' }), /^key/],
            ['text', /^key/],
        ];
        const answers = ask(bad.map(([pem]) => ({ sign: {}, keyArn: 'x', pem })));
        for (const [index, [, words]] of bad.entries()) assert.match(answers[index].fault ?? '', words);
    });
});
