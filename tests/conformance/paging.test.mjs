// SPDX-License-Identifier: GPL-3.0-or-later

// The ten lists: several pages, the limits of maxResults, and tokens that belong to their question.

import * as sdk from '@aws-sdk/client-ivs-realtime';
import assert from 'node:assert/strict';
import { before, describe, test } from 'node:test';

import { refused, useLocal } from './harness.mjs';
import { keyPair } from './selfsigned.mjs';
import { createEncoder, createIngest, createStage, createStorage, join, publisher, s3Destination } from './story.mjs';

const times = async (count, make) => {
    const made = [];
    for (let i = 0; i < count; ++i) made.push(await make(i));
    return made;
};

describe('paging', () => {
    const local = useLocal({ quotas: 'off' });

    /** Operation → {member, input, key, count, most}: what is listed, and how many there are. */
    const lists = {};

    before(async () => {
        const stages = await times(7, i => createStage(local, { name: `s${i}` }));
        const stageArn = stages[0].arn;
        const people = await times(7, i => join(local, stageArn, { userId: `u${i}` }));
        const { sessionId, participantId } = await publisher(local, stageArn);
        for (let i = 0; i < 3; ++i) {
            await local.control('unpublish', { stageArn, participantId });
            await local.control('publish', { stageArn, participantId });
        }
        for (const { arn: destinationStageArn } of stages.slice(1))
            await local.call('StartParticipantReplication', {
                sourceStageArn: stageArn,
                destinationStageArn,
                participantId,
            });
        const encoders = await times(7, () => createEncoder(local));
        const storages = await times(7, () => createStorage(local));
        await times(7, () => createIngest(local, { stageArn }));
        await times(7, () => local.call('ImportPublicKey', { publicKeyMaterial: keyPair().pem }));
        await times(7, () =>
            local.call('StartComposition', { stageArn, destinations: [s3Destination(storages[0], encoders[0])] }),
        );
        const { arn: busyArn } = await createStage(local);
        await times(7, async () => {
            const { participantId: id } = await join(local, busyArn);
            await local.control('leave', { stageArn: busyArn, participantId: id });
            await local.advance(3600);
        });
        const arn = item => item.arn;
        Object.assign(lists, {
            ListStages: { member: 'stages', key: arn, count: 8 },
            ListStageSessions: {
                member: 'stageSessions',
                input: { stageArn: busyArn },
                key: item => item.sessionId,
                count: 7,
            },
            ListParticipants: {
                member: 'participants',
                input: { stageArn, sessionId },
                key: item => item.participantId,
                count: people.length + 1,
            },
            ListParticipantEvents: {
                member: 'events',
                input: { stageArn, sessionId, participantId },
                count: undefined,
                key: item => JSON.stringify([item.name, item.eventTime, item.destinationStageArn]),
            },
            ListParticipantReplicas: {
                member: 'replicas',
                input: { sourceStageArn: stageArn, participantId },
                key: item => item.destinationStageArn,
                count: 6,
                most: 50,
            },
            ListCompositions: { member: 'compositions', key: arn, count: 7 },
            ListEncoderConfigurations: { member: 'encoderConfigurations', key: arn, count: 7 },
            ListStorageConfigurations: { member: 'storageConfigurations', key: arn, count: 7 },
            ListIngestConfigurations: { member: 'ingestConfigurations', key: arn, count: 7 },
            ListPublicKeys: { member: 'publicKeys', key: arn, count: 7 },
        });
    });

    for (const operation of Object.keys(sdk)
        .filter(name => /^List\w+Command$/.test(name))
        .map(name => name.slice(0, -7))) {
        if (operation === 'ListTagsForResource')
            // not paged
            continue;
        test(operation, async t => {
            const { member, input = {}, key, count, most = 100 } = lists[operation];
            const { items: whole } = await local.all(operation, member, { ...input, maxResults: most });
            if (count !== undefined) assert.equal(whole.length, count);
            assert.ok(whole.length >= 6, `only ${whole.length}`);

            await t.test('pages of every size hold the same, in the same order', async () => {
                for (const maxResults of [1, 2, 3, whole.length - 1, whole.length, most]) {
                    const { items, pages } = await local.all(operation, member, { ...input, maxResults });
                    assert.deepEqual(items.map(key), whole.map(key), `maxResults ${maxResults}`);
                    assert.equal(pages, Math.ceil(whole.length / maxResults), `maxResults ${maxResults}: pages`);
                }
            });
            await t.test("the SDK's own paginator", async () => {
                // It writes into the request that it is given.
                const found = [];
                for await (const page of sdk[`paginate${operation}`](
                    { client: local.standard, pageSize: 2 },
                    { ...input },
                ))
                    found.push(...page[member]);
                assert.deepEqual(found.map(key), whole.map(key));
            });
            await t.test('the limits of maxResults', async () => {
                for (const maxResults of [0, -1, most + 1])
                    await refused('ValidationException', local.call(operation, { ...input, maxResults }));
            });
            await t.test('tokens', async () => {
                const { nextToken } = await local.call(operation, { ...input, maxResults: 2 });
                assert.match(nextToken, /^[a-zA-Z0-9+/=_-]{1,1024}$/);
                const again = await local.call(operation, { ...input, maxResults: 2, nextToken });
                assert.deepEqual(
                    (await local.call(operation, { ...input, maxResults: 2, nextToken }))[member].map(key),
                    again[member].map(key),
                );
                for (const bad of [
                    'invented',
                    'not a token!',
                    'x'.repeat(1025),
                    nextToken.slice(0, -2),
                    nextToken + 'AA',
                ])
                    await refused(
                        'ValidationException',
                        local.call(operation, { ...input, maxResults: 2, nextToken: bad }),
                    );
                const [otherOperation, other] = Object.entries(lists).find(([name]) => name !== operation);
                await refused(
                    'ValidationException',
                    local.call(otherOperation, { ...other.input, maxResults: 2, nextToken }),
                );
            });
        });
    }

    test('a token belongs to its filter and its resource', async () => {
        const { input } = lists.ListParticipants;
        const { nextToken } = await local.call('ListParticipants', { ...input, maxResults: 2 });
        await refused(
            'ValidationException',
            local.call('ListParticipants', { ...input, filterByState: 'CONNECTED', nextToken }),
        );
        const other = await publisher(local, (await createStage(local)).arn);
        await refused(
            'ValidationException',
            local.call('ListParticipants', { stageArn: other.stageArn, sessionId: other.sessionId, nextToken }),
        );
        const { nextToken: filtered } = await local.call('ListIngestConfigurations', {
            filterByState: 'INACTIVE',
            maxResults: 2,
        });
        await refused(
            'ValidationException',
            local.call('ListIngestConfigurations', { maxResults: 2, nextToken: filtered }),
        );
        const filter = { filterByStageArn: lists.ListStageSessions.input.stageArn };
        const { nextToken: whole } = await local.call('ListCompositions', { maxResults: 2 });
        await refused(
            'ValidationException',
            local.call('ListCompositions', { ...filter, maxResults: 2, nextToken: whole }),
        );
    });

    // Fact sheet 2: 50 a page, 100 of compositions and encoder configurations.
    test('default page sizes', async () => {
        await times(60, () => createStage(local));
        await times(100, () => createEncoder(local));
        assert.equal((await local.call('ListStages')).stages.length, 50);
        assert.equal((await local.call('ListStages', { maxResults: 60 })).stages.length, 60);
        assert.equal((await local.call('ListEncoderConfigurations')).encoderConfigurations.length, 100);
    });

    test('what comes and goes between pages', async () => {
        const first = await local.call('ListStages', { maxResults: 20 });
        const added = await createStage(local);
        await local.call('DeleteStage', { arn: first.stages[5].arn });
        const seen = first.stages.map(({ arn }) => arn);
        for (let { nextToken } = first; nextToken !== undefined;) {
            const page = await local.call('ListStages', { maxResults: 20, nextToken });
            seen.push(...page.stages.map(({ arn }) => arn));
            nextToken = page.nextToken;
        }
        assert.equal(new Set(seen).size, seen.length, 'a stage came twice');
        const { items } = await local.all('ListStages', 'stages');
        const missed = items.filter(({ arn }) => arn !== added.arn && !seen.includes(arn));
        assert.deepEqual(missed, [], 'a stage was missed');
    });
});
