// SPDX-License-Identifier: GPL-3.0-or-later

// --rates: calls per second, for each operation by itself (fact sheet 2), by the wall clock.

import assert from 'node:assert/strict';
import { before, describe, test } from 'node:test';

import { refused, statusOf, useLocal } from './harness.mjs';
import { goodRequests, makeWorld, operations } from './requests.mjs';

const slow = new Set(['DeletePublicKey', 'GetPublicKey', 'ImportPublicKey', 'ListPublicKeys']);

/** The limit of an operation, in calls a second. */
function limitOf(operation) {
    if (operation === 'CreateParticipantToken') return 50;
    if (/^(ListTagsForResource|TagResource|UntagResource)$/.test(operation)) return 10;
    return slow.has(operation) ? 3 : 5;
}

describe('rates on', () => {
    const local = useLocal({ rates: 'on', quotas: 'off' });
    let good;

    before(async () => {
        good = goodRequests(await makeWorld(local));
        // What that used up of this second's calls is back after one.
        await new Promise(resolve => setTimeout(resolve, 1000));
    });

    for (const operation of operations) {
        test(operation, async () => {
            const limit = limitOf(operation);
            const began = performance.now();
            const answers = await Promise.allSettled(
                Array.from({ length: limit * 4 }, () => local.call(operation, good[operation])),
            );
            const seconds = (performance.now() - began) / 1000;
            const throttled = answers.filter(({ reason }) => reason?.name === 'ThrottlingException');
            const passed = answers.length - throttled.length;
            assert.ok(passed >= limit, `${passed} of ${answers.length} passed, the limit is ${limit}`);
            assert.ok(
                passed <= limit * (1 + seconds) + 1,
                `${passed} passed in ${seconds.toFixed(2)} s, the limit is ${limit}`,
            );
            for (const { reason } of throttled) assert.equal(reason.$metadata.httpStatusCode, 400);
            // The others were answered by the service itself: accepted, or refused for a reason of its own.
            for (const { reason } of answers.filter(answer => answer.reason && !throttled.includes(answer)))
                assert.ok(reason.name in statusOf, `${reason.name}: ${reason.message}`);
        });
    }

    test('the SDK gets through by itself with its retries', async () => {
        const client = local.client({ maxAttempts: 10 });
        const answers = await Promise.all(Array.from({ length: 10 }, () => local.call('ListStages', {}, client)));
        assert.equal(answers.length, 10);
    });

    test('a bad signature uses up nothing', async () => {
        await new Promise(resolve => setTimeout(resolve, 1000));
        const client = local.client({ credentials: { ...local.credentials, secretAccessKey: 'wrong' } });
        for (let i = 0; i < 12; ++i)
            await refused('InvalidSignatureException', local.call('ListStageSessions', good.ListStageSessions, client));
        await local.call('ListStageSessions', good.ListStageSessions);
    });
});

describe('rates off', () => {
    const local = useLocal({ rates: 'off' });

    test('no limit holds', async () => {
        await Promise.all(Array.from({ length: 60 }, () => local.call('ListStages')));
    });
});
