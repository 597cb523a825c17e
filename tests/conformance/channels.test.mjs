// SPDX-License-Identifier: GPL-3.0-or-later

// The four reads of the low-latency service, asked with its own SDK on the same port: channels, and what is live on
// them while a composition, or somebody else, broadcasts.

import * as ivs from '@aws-sdk/client-ivs';
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';

import { arnOf, channelOf, refused, useLocal } from './harness.mjs';
import { createStage, publisher } from './story.mjs';

describe('channels and streams', () => {
    const local = useLocal();
    const ask = async (operation, input = {}) => {
        const { $metadata: metadata, ...answer } = await local.lowLatency.send(new ivs[`${operation}Command`](input));
        assert.equal(metadata.httpStatusCode, 200);
        return answer;
    };
    const streams = async () => (await ask('ListStreams')).streams.map(({ channelArn }) => channelArn);

    test('an account has channels, by page, by name and one by one', async () => {
        const { channels, nextToken } = await ask('ListChannels', { maxResults: 3 });
        assert.equal(channels.length, 3);
        const rest = await ask('ListChannels', { maxResults: 3, nextToken });
        assert.deepEqual(
            [...channels, ...rest.channels].map(({ name, type }) => [name, type]),
            [
                ['evening-show', 'STANDARD'],
                ['vertical-feed', 'STANDARD'],
                ['backup-basic', 'BASIC'],
                ['cinema-hd', 'ADVANCED_HD'],
            ],
        );
        const named = await ask('ListChannels', { filterByName: 'backup-basic' });
        assert.deepEqual(named.channels, [channels[2]]);
        const { channel } = await ask('GetChannel', { arn: channels[2].arn });
        assert.equal(channel.name, 'backup-basic');
        assert.match(channel.playbackUrl, /^https:/);
    });

    test('what is not there is refused by its name', async () => {
        const missing = arnOf(local, 'channel', 'missing12345');
        await refused('ResourceNotFoundException', ask('GetChannel', { arn: missing }), { from: ivs });
        await refused('ResourceNotFoundException', ask('GetStream', { channelArn: missing }), { from: ivs });
        const { channels } = await ask('ListChannels');
        await assert.rejects(ask('GetStream', { channelArn: channels[0].arn }), error => {
            assert.ok(error instanceof ivs.ChannelNotBroadcasting);
            assert.equal(error.$metadata.httpStatusCode, 404);
            return true;
        });
        const stage = arnOf(local, 'stage', 'stage1234567');
        await refused('ValidationException', ask('GetChannel', { arn: stage }), { from: ivs });
    });

    test('a channel is live from the start of a composition until a moment after its end', async () => {
        const channelArn = await channelOf(local, 'live12345678');
        const { arn: stageArn } = await createStage(local);
        await publisher(local, stageArn);
        const destinations = [{ channel: { channelArn } }];
        const { composition } = await local.call('StartComposition', { stageArn, destinations });
        assert.deepEqual(await streams(), []);
        await local.advance(6);
        assert.deepEqual(await streams(), [channelArn]);
        const { stream } = await ask('GetStream', { channelArn });
        assert.equal(stream.state, 'LIVE');
        assert.match(stream.streamId, /^st-[a-zA-Z0-9]{23}$/);
        assert.ok(stream.startTime instanceof Date);

        await local.call('StopComposition', { arn: composition.arn });
        await local.advance(3);
        assert.equal((await local.call('GetComposition', { arn: composition.arn })).composition.state, 'STOPPED');
        await refused('ConflictException', local.call('StartComposition', { stageArn, destinations }));
        await local.advance(4);
        assert.deepEqual(await streams(), []);
        const again = await local.call('StartComposition', { stageArn, destinations });
        await local.call('StopComposition', { arn: again.composition.arn });
    });

    test('somebody else broadcasts', async () => {
        const channelArn = await channelOf(local, 'other1234567', { type: 'BASIC', name: 'other', live: true });
        assert.deepEqual(await streams(), [channelArn]);
        const healthy = await ask('ListStreams', { filterBy: { health: 'HEALTHY' } });
        assert.equal(healthy.streams.length, 1);
        assert.equal((await ask('ListStreams', { filterBy: { health: 'STARVING' } })).streams.length, 0);
        const { arn: stageArn } = await createStage(local);
        const start = () => local.call('StartComposition', { stageArn, destinations: [{ channel: { channelArn } }] });
        await refused('ConflictException', start());
        await channelOf(local, 'other1234567', { live: false });
        assert.deepEqual(await streams(), []);
        await start();
    });

    test('nonsense is refused', async () => {
        for (const body of [{}, { id: 'a/b' }, { id: 'x', type: 'HUGE' }, { id: 'x', colour: 'red' }])
            assert.equal((await local.tryControl('channel', body)).status, 400, JSON.stringify(body));
        await refused(
            'ResourceNotFoundException',
            local.call('StartComposition', {
                stageArn: (await createStage(local)).arn,
                destinations: [{ channel: { channelArn: arnOf(local, 'channel', 'missing12345') } }],
            }),
        );
    });
});
