// SPDX-License-Identifier: GPL-3.0-or-later

// CreateParticipantToken, and what `join` makes of the tokens.

import assert from 'node:assert/strict';
import { describe, test } from 'node:test';

import { arnOf, refused, serviceTime, useLocal } from './harness.mjs';
import { createStage, createToken } from './story.mjs';

describe('tokens', () => {
    const local = useLocal();

    test('defaults', async () => {
        const { arn } = await createStage(local);
        const token = await createToken(local, arn);
        assert.match(token.participantId, /^[a-zA-Z0-9-]{1,64}$/);
        assert.match(token.token, /^[\w-]+\.[\w-]+\.[\w-]+$/);
        assert.equal(token.duration, 720);
        assert.deepEqual([...token.capabilities].sort(), ['PUBLISH', 'SUBSCRIBE']);
        assert.ok(Math.abs(token.expirationTime - (await serviceTime(local)) - 720 * 60e3) < 5000);
    });

    test('everything', async () => {
        const { arn } = await createStage(local);
        const input = {
            userId: 'user \u{1F600} <b>',
            attributes: { displayName: 'Ann', empty: '' },
            capabilities: ['PUBLISH'],
            duration: 1,
        };
        const { participantId, token, expirationTime, ...rest } = await createToken(local, arn, input);
        assert.deepEqual(rest, input);
        const who = await local.control('join', { token });
        assert.equal(who.participantId, participantId);
        const { participant } = await local.call('GetParticipant', who);
        assert.equal(participant.userId, input.userId);
        assert.deepEqual(participant.attributes, input.attributes);
        assert.ok(expirationTime instanceof Date);
    });

    test('the limits themselves are good', async () => {
        const { arn } = await createStage(local);
        await createToken(local, arn, { duration: 20160, userId: 'u'.repeat(128), capabilities: [] });
        await createToken(local, arn, { attributes: { a: 'x'.repeat(1000) } });
    });

    // Lengths count characters, not UTF-16 units or bytes (Smithy's length trait).
    test('hostile text comes back as it went', async () => {
        const { arn: stageArn } = await createStage(local);
        const texts = [
            '\u{1F600}'.repeat(128),
            '<img src=x onerror=alert(1)>',
            'line\nbreak\ttab\r',
            '\u202egnp.exe\u2066',
            '\u0000\u0001\u007f\u200b\ufeff',
            '=1+1',
            'e\u0301',
        ];
        for (const text of texts) {
            const token = await createToken(local, stageArn, { userId: text, attributes: { x: text } });
            assert.equal(token.userId, text);
            assert.deepEqual(token.attributes, { x: text });
            const who = await local.control('join', { token: token.token });
            const { participant } = await local.call('GetParticipant', who);
            assert.equal(participant.userId, text);
            assert.deepEqual(participant.attributes, { x: text });
            const { stageArn: _, participantId, ...session } = who;
            const { participants } = await local.call('ListParticipants', {
                stageArn,
                ...session,
                filterByUserId: text,
            });
            assert.deepEqual(
                participants.map(person => person.participantId),
                [participantId],
            );
        }
        await refused('ValidationException', createToken(local, stageArn, { userId: '\u{1F600}'.repeat(129) }));
    });

    test('over the limits', async () => {
        const { arn: stageArn } = await createStage(local);
        const bad = [
            { duration: 0 },
            { duration: 20161 },
            { userId: 'u'.repeat(129) },
            { attributes: { a: 'x'.repeat(1100) } },
            { capabilities: ['PUBLISH', 'SUBSCRIBE', 'PUBLISH'] },
            { capabilities: ['SHOUT'] },
        ];
        for (const input of bad) await refused('ValidationException', createToken(local, stageArn, input));
        await refused('ResourceNotFoundException', createToken(local, arnOf(local, 'stage', 'missing12345')));
    });

    test('an expired token', async () => {
        const { arn } = await createStage(local);
        const { token } = await createToken(local, arn, { duration: 1 });
        const { token: longer } = await createToken(local, arn, { duration: 3 });
        await local.advance(61);
        assert.match(await local.controlRefused(403, 'join', { token }), /expired/i);
        await local.control('join', { token: longer });
    });

    test('tokens that are none', async () => {
        const { arn } = await createStage(local);
        const { token } = await createToken(local, arn);
        const [head, claims, mark] = token.split('.');
        const changed = JSON.parse(Buffer.from(claims, 'base64url'));
        changed.exp += 86400;
        await local.controlRefused(403, 'join', {
            token: [head, Buffer.from(JSON.stringify(changed)).toString('base64url'), mark].join('.'),
        });
        for (const bad of ['', 'abc', 'a.b.c', `${head}.${claims}.`, `${head}.${claims}`]) {
            const { status, body } = await local.tryControl('join', { token: bad });
            assert.ok([400, 403].includes(status), `${JSON.stringify(bad)}: ${status}`);
            assert.ok(body.message.length > 0);
        }
        await local.controlRefused(400, 'join', {});
        await local.controlRefused(400, 'join', { token: 5 });
        await local.control('join', { token });
    });

    test('one who left may come back, one who was disconnected may not', async () => {
        const { arn: stageArn } = await createStage(local);
        const { token, participantId } = await createToken(local, stageArn);
        const first = await local.control('join', { token });
        await local.control('leave', { stageArn, participantId });
        const second = await local.control('join', { token });
        assert.equal(second.participantId, participantId);
        assert.equal(second.sessionId, first.sessionId);
        await local.call('DisconnectParticipant', { stageArn, participantId });
        await local.controlRefused(403, 'join', { token });
    });
});
