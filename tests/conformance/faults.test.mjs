// SPDX-License-Identifier: GPL-3.0-or-later

// Every fault kind of /_local/fault, seen from the SDK.

import * as sdk from '@aws-sdk/client-ivs-realtime';
import assert from 'node:assert/strict';
import { before, beforeEach, describe, test } from 'node:test';

import { refused, useLocal } from './harness.mjs';
import { goodRequests, makeWorld, operations } from './requests.mjs';
import { createStage } from './story.mjs';

describe('faults', () => {
    const local = useLocal({ quotas: 'off' });
    let good;

    const stageCount = async () => (await local.all('ListStages', 'stages')).items.length;
    // Our choice in the local service: which code stands with which status.
    const throttling = { 400: 'ThrottlingException', 429: 'TooManyRequestsException' };
    const timed = async promise => {
        const began = performance.now();
        const [result] = await Promise.allSettled([promise]);
        return { ...result, ms: performance.now() - began };
    };

    before(async () => {
        good = goodRequests(await makeWorld(local));
    });
    beforeEach(() => local.control('fault', { operation: '*', count: 0 }));

    test('throttle, on every operation', async () => {
        for (const operation of operations) {
            for (const status of [400, 429]) {
                await local.fault(operation, 'throttle', status);
                await refused(throttling[status], local.call(operation, good[operation]), { status });
            }
        }
    });

    test('the SDK tries again when throttled, as often as it may', async () => {
        await local.fault('CreateStage', 'throttle', 429, 2);
        const before = await stageCount();
        await local.call('CreateStage', {}, local.client({ maxAttempts: 3 }));
        assert.equal(await stageCount(), before + 1);
        await local.fault('CreateStage', 'throttle', 400, 3);
        await refused('ThrottlingException', local.call('CreateStage', {}, local.client({ maxAttempts: 3 })), {
            status: 400,
        });
        assert.equal(await stageCount(), before + 1);
    });

    test('status: the codes of the service', async () => {
        for (const status of [400, 402, 403, 404, 409, 429, 500, 502, 503, 504]) {
            await local.fault('ListStages', 'status', status);
            await assert.rejects(local.call('ListStages'), error => {
                assert.equal(error.$metadata.httpStatusCode, status);
                assert.match(error.$metadata.requestId, /^\S+$/);
                assert.ok(error.name.length > 0);
                return true;
            });
        }
        await local.fault('ListStages', 'status', 500);
        await refused('InternalServerException', local.call('ListStages'));
        await local.fault('ListStages', 'status', 503, 2);
        await local.call('ListStages', {}, local.client({ maxAttempts: 3 }));
    });

    test('latency', async () => {
        await local.fault('ListStages', 'latency', 400);
        const slow = await timed(local.call('ListStages'));
        assert.equal(slow.status, 'fulfilled');
        assert.ok(slow.ms >= 395, `${slow.ms} ms`);
        assert.ok((await timed(local.call('ListStages'))).ms < 390);
    });

    test('latency holds up nobody else', async () => {
        await local.fault('ListStages', 'latency', 1500);
        const slow = timed(local.call('ListStages'));
        const quick = await timed(local.call('ListPublicKeys'));
        assert.ok(quick.ms < 1000, `${quick.ms} ms`);
        assert.ok((await slow).ms >= 1490);
    });

    test('drop before acting', async () => {
        const before = await stageCount();
        await local.fault('CreateStage', 'drop', 'before');
        await assert.rejects(createStage(local), error => error.$metadata?.httpStatusCode === undefined);
        assert.equal(await stageCount(), before);
    });

    test('drop after acting', async () => {
        const before = await stageCount();
        await local.fault('CreateStage', 'drop', 'after');
        await assert.rejects(createStage(local), error => error.$metadata?.httpStatusCode === undefined);
        assert.equal(await stageCount(), before + 1);
    });

    test('truncate', async () => {
        for (const bytes of [0, 1, 20]) {
            await local.fault('ListStages', 'truncate', bytes);
            const { status, ms } = await timed(
                local.call('ListStages', {}, local.client({ requestHandler: { requestTimeout: 5000 } })),
            );
            assert.equal(status, 'rejected', `${bytes} bytes`);
            assert.ok(ms < 4900, 'the answer must end, not hang');
        }
        await local.call('ListStages');
    });

    test('drip', async () => {
        const { ms: quick } = await timed(local.call('ListStages'));
        const size = JSON.stringify(await local.call('ListStages', { maxResults: 1 })).length;
        await local.fault('ListStages', 'drip', Math.ceil(size / 2));
        const slow = await timed(local.call('ListStages', { maxResults: 1 }));
        assert.equal(slow.status, 'fulfilled');
        assert.ok(slow.ms > quick + 700, `${slow.ms} ms`);
        assert.equal(slow.value.stages.length, 1);
    });

    test('big', async () => {
        await local.fault('ListStages', 'big', 3);
        const answer = await local.signed('/ListStages', '{}');
        assert.ok(answer.body.length >= 3 * 1000 * 1000, `${answer.body.length} bytes`);
        await local.fault('ListStages', 'big', 3);
        await timed(local.call('ListStages')); // whatever the SDK makes of it, it goes on afterwards
        await local.call('ListStages');
    });

    test('skew: the service lives in another time', async () => {
        await local.fault('ListStages', 'skew', 600, 1);
        const before = Date.now();
        const answer = await local.signed('/ListStages', '{}');
        assert.equal(answer.status, 403);
        assert.equal(answer.headers.get('x-amzn-errortype'), 'InvalidSignatureException');
        assert.ok(Math.abs(Date.parse(answer.headers.get('date')) - before - 600e3) < 5000, answer.headers.get('date'));
        // The SDK learns the offset from the first answer and gets through with the second try.
        await local.fault('ListStages', 'skew', -600, 2);
        const client = local.client({ maxAttempts: 3 });
        await local.call('ListStages', {}, client);
        assert.ok(Math.abs(client.config.systemClockOffset + 600e3) < 5000);
    });

    test('garbage', async () => {
        await local.fault('ListStages', 'garbage');
        const answer = await local.signed('/ListStages', '{}');
        assert.throws(() => JSON.parse(answer.body));
        await local.fault('ListStages', 'garbage');
        await assert.rejects(local.call('ListStages'));
        await local.call('ListStages');
    });

    test('expired', async () => {
        const before = await stageCount();
        await local.fault('CreateStage', 'expired');
        await refused('ExpiredTokenException', createStage(local));
        assert.equal(await stageCount(), before);
    });

    test('repeat-token', async () => {
        for (let i = 0; i < 5; ++i) await createStage(local);
        const { nextToken } = await local.call('ListStages', { maxResults: 2 });
        await local.fault('ListStages', 'repeat-token');
        const page = await local.call('ListStages', { maxResults: 2, nextToken });
        assert.equal(page.nextToken, nextToken);
        await local.fault('ListStages', 'repeat-token', undefined, 100);
        const pages = [];
        for await (const one of sdk.paginateListStages(
            { client: local.standard, pageSize: 2, stopOnSameToken: true },
            {},
        ))
            pages.push(one);
        assert.ok(pages.length < 5, `${pages.length} pages`);
    });

    test('empty-page', async () => {
        const { items: whole } = await local.all('ListStages', 'stages');
        await local.fault('ListStages', 'empty-page', undefined, 2);
        const first = await local.call('ListStages', { maxResults: 100 });
        assert.deepEqual(first.stages, []);
        assert.ok(first.nextToken);
        const found = [];
        for await (const page of sdk.paginateListStages({ client: local.standard }, {})) found.push(...page.stages);
        assert.deepEqual(
            found.map(({ arn }) => arn),
            whole.map(({ arn }) => arn),
        );
    });

    test('faults come in order and are used up', async () => {
        await local.fault('ListStages', 'throttle', 400);
        await local.fault('ListStages', 'expired');
        await local.fault('*', 'throttle', 429);
        await refused('ThrottlingException', local.call('ListStages'), { status: 400 });
        await refused('ExpiredTokenException', local.call('ListStages'));
        await refused(throttling[429], local.call('ListPublicKeys'), { status: 429 });
        await local.call('ListStages');
    });

    test('count 0 clears', async () => {
        await local.fault('ListStages', 'throttle', 429, 50);
        await local.control('fault', { operation: 'ListStages', kind: 'throttle', count: 0 });
        await local.call('ListStages');
    });
});

describe('faults from the command line', () => {
    const local = useLocal({
        faults: JSON.stringify([{ operation: 'ListStages', kind: 'throttle', value: 429, count: 1 }]),
    });

    test('they hold from the start', async () => {
        await refused('TooManyRequestsException', local.call('ListStages'), { status: 429 });
        await local.call('ListStages');
    });
});
