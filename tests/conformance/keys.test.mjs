// SPDX-License-Identifier: GPL-3.0-or-later

// ImportPublicKey, GetPublicKey, ListPublicKeys, DeletePublicKey, and the tokens that are signed with such a key.

import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { describe, test } from 'node:test';

import { arnOf, assertArn, refused, serviceTime, useLocal } from './harness.mjs';
import { keyPair, selfSigned } from './selfsigned.mjs';
import { createStage, createToken } from './story.mjs';

describe('public keys', () => {
    const local = useLocal();
    const importKey = async (pem, input = {}) =>
        (await local.call('ImportPublicKey', { publicKeyMaterial: pem, ...input })).publicKey;
    const clear = async () => {
        for (const { arn } of (await local.all('ListPublicKeys', 'publicKeys')).items)
            await local.call('DeletePublicKey', { arn });
    };

    test('import, read, list, delete', async () => {
        const { pem } = keyPair();
        const key = await importKey(pem, { name: 'main', tags: { team: 'live' } });
        assertArn(local, 'public-key', key.arn);
        assert.equal(key.name, 'main');
        assert.equal(key.publicKeyMaterial.trim(), pem.trim());
        assert.match(key.fingerprint, /^([0-9a-f]{2}:)+[0-9a-f]{2}$/i);
        assert.deepEqual(key.tags, { team: 'live' });
        assert.deepEqual((await local.call('GetPublicKey', { arn: key.arn })).publicKey, key);
        assert.deepEqual((await local.call('ListPublicKeys')).publicKeys, [
            { arn: key.arn, name: 'main', tags: { team: 'live' } },
        ]);
        assert.deepEqual(await local.call('DeletePublicKey', { arn: key.arn }), {});
        await refused('ResourceNotFoundException', local.call('GetPublicKey', { arn: key.arn }));
        await refused('ResourceNotFoundException', local.call('DeletePublicKey', { arn: key.arn }));
        assert.deepEqual((await local.call('ListPublicKeys')).publicKeys, []);
    });

    test('twice is a conflict, the fourth is one too many', async () => {
        const { pem } = keyPair();
        await importKey(pem);
        await refused('ConflictException', importKey(pem));
        await refused('ConflictException', importKey(pem, { name: 'other-name' }));
        await importKey(keyPair().pem);
        await importKey(keyPair().pem);
        await refused('ServiceQuotaExceededException', importKey(keyPair().pem));
        await clear();
        await importKey(pem);
        await clear();
    });

    test('what is no P-384 public key', async () => {
        const { pem } = keyPair();
        const bad = [
            '',
            'text',
            pem.replaceAll('PUBLIC', 'PRIVATE'),
            keyPair('P-256').pem,
            '-----BEGIN PUBLIC KEY-----\nAAAA\n-----END PUBLIC KEY-----\n',
            pem.replace(/\n.{20}/, '\n'),
        ];
        for (const material of bad) await refused('ValidationException', importKey(material));
    });

    test('other line ends and no last one', async () => {
        const { pem } = keyPair();
        await importKey(pem.replaceAll('\n', '\r\n'));
        await importKey(keyPair().pem.trimEnd());
        await clear();
    });

    test('a self-signed token joins, until its key is gone', async () => {
        const { privateKey, pem } = keyPair();
        const key = await importKey(pem);
        const stage = await createStage(local);
        const now = await serviceTime(local);
        const jti = randomUUID();
        const token = selfSigned({
            stage,
            keyArn: key.arn,
            privateKey,
            now,
            claims: { jti, user_id: 'self', attributes: { seat: 'a' } },
        });
        const who = await local.control('join', { token });
        assert.deepEqual(who, { participantId: jti, sessionId: who.sessionId, stageArn: stage.arn });
        const { participant } = await local.call('GetParticipant', who);
        assert.equal(participant.userId, 'self');
        assert.deepEqual(participant.attributes, { seat: 'a' });
        await local.control('publish', { stageArn: stage.arn, participantId: jti });

        await local.call('DisconnectParticipant', { stageArn: stage.arn, participantId: jti });
        await local.controlRefused(403, 'join', { token });

        const another = selfSigned({ stage, keyArn: key.arn, privateKey, now });
        await local.call('DeletePublicKey', { arn: key.arn });
        await local.controlRefused(403, 'join', { token: another });
    });

    test('self-signed tokens that must not join', async () => {
        const { privateKey, pem } = keyPair();
        const key = await importKey(pem);
        const stage = await createStage(local);
        const other = await createStage(local);
        const now = await serviceTime(local);
        const seconds = Math.floor(now / 1000);
        const made = changes => selfSigned({ stage, keyArn: key.arn, privateKey, now, ...changes });
        const bad = {
            'another key': made({ privateKey: keyPair().privateKey }),
            'a key that nobody imported': made({ keyArn: arnOf(local, 'public-key', 'missing12345') }),
            'no kid': made({ header: { kid: undefined } }),
            'another algorithm in the header': made({ header: { alg: 'ES256' } }),
            'no algorithm': made({ header: { alg: 'none' } }),
            'another digest': made({ digest: 'sha256' }),
            'a DER signature': made({ dsaEncoding: 'der' }),
            expired: made({ claims: { iat: seconds - 7200, exp: seconds - 1 } }),
            'longer than 14 days': made({ claims: { exp: seconds + 15 * 86400 } }),
            'no exp': made({ claims: { exp: undefined } }),
            'no iat': made({ claims: { iat: undefined } }),
            'no jti': made({ claims: { jti: undefined } }),
            'an empty jti': made({ claims: { jti: '' } }),
            'a jti too long': made({ claims: { jti: 'x'.repeat(65) } }),
            'odd characters in jti': made({ claims: { jti: 'a b' } }),
            'no resource': made({ claims: { resource: undefined } }),
            'a stage that is not there': made({
                claims: { resource: arnOf(local, 'stage', 'missing12345'), topic: 'missing12345' },
            }),
            'the topic of another stage': made({ claims: { topic: other.arn.split('/')[1] } }),
            'no topic': made({ claims: { topic: undefined } }),
            'another events_url': made({ claims: { events_url: 'wss://elsewhere.example' } }),
            'another whip_url': made({ claims: { whip_url: 'https://elsewhere.example' } }),
            'no capabilities': made({ claims: { capabilities: undefined } }),
            'another version': made({ claims: { version: '9.9' } }),
            'a user id too long': made({ claims: { user_id: 'x'.repeat(129) } }),
            'attributes over 1 KB': made({ claims: { attributes: { a: 'x'.repeat(1100) } } }),
            'attributes that are no strings': made({ claims: { attributes: { a: 1 } } }),
        };
        for (const [what, token] of Object.entries(bad)) {
            const { status, body } = await local.tryControl('join', { token });
            assert.equal(status, 403, `${what}: ${JSON.stringify(body)}`);
            assert.ok(body.message.length > 0, what);
        }
        await local.control('join', { token: made({}) });
        await clear();
    });

    test('128 four-byte characters in a self-signed user id', async () => {
        const { privateKey, pem } = keyPair();
        const key = await importKey(pem);
        const stage = await createStage(local);
        const user = '\u{1F600}'.repeat(128);
        const now = await serviceTime(local);
        const who = await local.control('join', {
            token: selfSigned({ stage, keyArn: key.arn, privateKey, now, claims: { user_id: user } }),
        });
        assert.equal((await local.call('GetParticipant', who)).participant.userId, user);
        await clear();
    });

    test('capabilities of a self-signed token', async () => {
        const { privateKey, pem } = keyPair();
        const key = await importKey(pem);
        const stage = await createStage(local);
        const token = selfSigned({
            stage,
            keyArn: key.arn,
            privateKey,
            now: await serviceTime(local),
            claims: { capabilities: { allow_subscribe: true } },
        });
        const who = await local.control('join', { token });
        await local.tryControl('publish', { stageArn: stage.arn, participantId: who.participantId });
        const { events } = await local.call('ListParticipantEvents', who);
        assert.equal(events.find(({ name }) => name === 'PUBLISH_ERROR')?.errorCode, 'INSUFFICIENT_CAPABILITIES');
        await clear();
    });

    // Fact sheet 7.5.
    test('a token is exchanged', async () => {
        const { privateKey, pem } = keyPair();
        const key = await importKey(pem);
        const stage = await createStage(local);
        const now = await serviceTime(local);
        const jti = randomUUID();
        const made = claims => selfSigned({ stage, keyArn: key.arn, privateKey, now, claims: { jti, ...claims } });
        const who = await local.control('join', {
            token: made({ user_id: 'before', attributes: { seat: 'audience' } }),
        });
        await local.control('publish', { stageArn: stage.arn, participantId: jti });
        const ask = token => ({ stageArn: stage.arn, participantId: jti, token });
        await local.control(
            'exchange',
            ask(
                made({
                    user_id: 'after',
                    attributes: { seat: 'panel' },
                    capabilities: { allow_subscribe: true },
                }),
            ),
        );

        const { events } = await local.call('ListParticipantEvents', who);
        const { previousToken, newToken } = events.find(({ name }) => name === 'TOKEN_EXCHANGED');
        assert.deepEqual([...previousToken.capabilities].sort(), ['PUBLISH', 'SUBSCRIBE']);
        assert.equal(previousToken.userId, 'before');
        assert.deepEqual(previousToken.attributes, { seat: 'audience' });
        assert.deepEqual(newToken.capabilities, ['SUBSCRIBE']);
        assert.equal(newToken.userId, 'after');
        assert.deepEqual(newToken.attributes, { seat: 'panel' });
        assert.ok(newToken.expirationTime instanceof Date);
        assert.ok(
            events.some(({ name }) => name === 'PUBLISH_STOPPED'),
            'losing publish unpublishes at once',
        );
        const { participant } = await local.call('GetParticipant', who);
        assert.equal(participant.userId, 'after');
        assert.deepEqual(participant.attributes, { seat: 'panel' });

        await local.controlRefused(403, 'exchange', ask(made({ jti: randomUUID() })));
        const minted = await createToken(local, stage.arn);
        await local.controlRefused(403, 'exchange', ask(minted.token));
        await clear();
    });
});
